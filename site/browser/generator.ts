/** The generator: the form, what the server answers, the preview and the code follow each other. */
import { sha256 } from "@noble/hashes/sha2.js";
import { LhcStatusError } from "../../src/protocol/error.ts";
import { type FieldName, judge, type Problems, type Values } from "../generator/fields.ts";
import { readFragment, writeFragment } from "../generator/fragment.ts";
import { readServer, shortServer } from "../generator/server.ts";
import { blocksFor, type Package } from "../generator/snippets.ts";
import { byId, make, whenParsed } from "./dom.ts";
import { describe, showAnswer, showDepartments, showFindings, showMatchNote } from "./generator/answer.ts";
import { askServer, askTarget, judgeServer, type Server, type Target } from "./generator/ask-server.ts";
import { readForm, showFieldsFor, showProblems, writeField, writeForm } from "./generator/form.ts";
import { showBlocks } from "./generator/output.ts";
import { Preview } from "./generator/preview.ts";
import { installStandIn } from "./stand-in.ts";

/** Written by the build. */
declare const RELEASE: { readonly serveAs: string; readonly integrity: string };

const release: Package = {
  ...RELEASE,
  sha256: (text) => btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text)))),
};

/** Browsers limit how often a page may change its address. */
const FRAGMENT_DELAY_MS = 300;
const TARGET_DELAY_MS = 500;

installStandIn();
whenParsed(start);

function start(): void {
  const form = byId("form", HTMLFormElement);
  const serverField = byId("server", HTMLInputElement);
  const preview = new Preview();
  let server: Server | undefined;
  /** The text that the last check was about. */
  let checked = "";
  let isBusy = false;
  /** Of values in the fragment that the form cannot show. */
  let unshown: Problems = {};
  let running = new AbortController();
  let fragmentTimer: ReturnType<typeof setTimeout> | undefined;
  let targetTimer: ReturnType<typeof setTimeout> | undefined;

  const targetOf = ({ department, user, match }: Values): Target => ({
    ...(department && { department }),
    ...(user && { user }),
    departmentMatch: match === "inclusive" ? "inclusive" : "explicit",
  });

  function update(): void {
    const values = readForm();
    const { settings, problems } = judge({ ...values, server: shortServer(values.server) });
    // An address that is being typed is not wrong yet.
    if (document.activeElement === serverField && values.server !== checked) delete problems.server;
    showProblems({ ...unshown, ...problems });
    showFieldsFor(values);
    const isCurrent = server?.search.isFound && values.server === checked;
    preview.update(settings, isCurrent ? server?.baseUrl : undefined);
    showBlocks(blocksFor(settings, release));
    clearTimeout(fragmentTimer);
    fragmentTimer = setTimeout(() => {
      const fragment = writeFragment({ ...values, server: shortServer(values.server) });
      if (location.hash.replace(/^#/, "") !== fragment)
        history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
    }, FRAGMENT_DELAY_MS);
  }

  async function checkServer(): Promise<void> {
    const text = serverField.value;
    checked = text;
    running.abort();
    server = undefined;
    forgetAnswer();
    const { problem, department, user } = readServer(text);
    if (!text.trim() || problem !== undefined) {
      update();
      return;
    }
    const controller = (running = new AbortController());
    isBusy = true;
    showAnswer("busy", `Asking ${new URL(readServer(text).baseUrl).host}…`);
    try {
      const found = await askServer(text, controller.signal);
      server = found;
      if (found.search.isFound) {
        serverField.value = checked = found.baseUrl;
        adopt(department, user);
      }
      preview.choose(found.search.isFound ? "live" : "unknown");
      showDepartments(found.departments, readForm().department, choose);
      await judgeTarget();
    } catch (error) {
      if (controller.signal.aborted) return;
      showAnswer("bad", error instanceof LhcStatusError ? error.message : String(error));
    }
    isBusy = false;
    update();
  }

  /** What a pasted link or embed code asks for, unless something is chosen already. */
  function adopt(department: string | undefined, user: string | undefined): void {
    if (readForm().whom !== "anyone") return;
    if (user) {
      writeField("whom", "user");
      writeField("user", user);
    } else if (department) choose(department);
  }

  function choose(department: string): void {
    writeField("whom", "department");
    writeField("department", department);
    // LHC knows aliases and lists in this way of asking only.
    if (!/^\d+$/.test(department)) writeField("match", "inclusive");
    update();
    void judgeTarget();
  }

  async function judgeTarget(): Promise<void> {
    const asked = server;
    clearTimeout(targetTimer);
    if (!asked) return;
    const { signal } = running;
    const { settings } = judge(readForm());
    const target = targetOf(settings);
    const isAsked = asked.search.isFound && Boolean(target.department ?? target.user);
    const more = isAsked ? await askTarget(asked, target, signal).catch(() => []) : [];
    if (signal.aborted || asked !== server) return;
    const judgement = judgeServer(asked, target, more);
    describe(asked, judgement, askByScript);
    showFindings(
      judgement.findings,
      asked.departments.some(({ value }) => value === target.department),
    );
    showMatchNote(
      target.departmentMatch === "explicit"
        ? judgement.findings.find(({ code }) => code === "department-match")
        : undefined,
      judgement.isOnline,
      () => {
        writeField("match", "inclusive");
        update();
        void judgeTarget();
        document.querySelector<HTMLElement>("[name=match]")?.focus();
      },
    );
    if (judgement.isFetchOnly && asked.search.isFound) writeField("transport", "fetch");
    update();
  }

  function askByScript(): void {
    if (!server) return;
    const { baseUrl } = server;
    const badge = make("lhc-status" as "span", { "base-url": baseUrl, transport: "jsonp" });
    const say = (tone: "good" | "bad", text: string): void =>
      showAnswer(tone, make("strong", {}, text), " ", badge);
    badge.addEventListener("lhc-status-change", (event) => {
      const { status } = (event as CustomEvent<{ status: string }>).detail;
      if (status !== "online" && status !== "offline") return;
      say("good", "The badge works with this server.");
      showFindings([]);
    });
    badge.addEventListener("lhc-status-error", (event) => {
      const { error } = (event as CustomEvent<{ error: Error | null }>).detail;
      if (error) say("bad", error.message);
    });
    showAnswer("busy", "Asking by a script of the server… ", badge);
  }

  function forgetAnswer(): void {
    showAnswer("plain");
    showFindings([]);
    showMatchNote(undefined, undefined, () => {});
    showDepartments([], "", choose);
  }

  function read(): void {
    const { values, notes } = readFragment(location.hash);
    const place = byId("notes");
    place.textContent = notes.join(" ");
    place.hidden = notes.length === 0;
    writeForm(values);
    const shown = readForm();
    unshown = Object.fromEntries(
      Object.entries(judge(values).problems).filter(
        ([name]) => shown[name as FieldName] !== values[name as FieldName],
      ),
    );
    running.abort();
    isBusy = false;
    server = undefined;
    forgetAnswer();
    // A link must not make its reader ask a server.
    if (values.server) showAnswer("plain", "Press Check to ask this server.");
    update();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Enter also fires a change event.
    if (!isBusy || serverField.value !== checked) void checkServer();
  });
  serverField.addEventListener("input", (event) => {
    if (event.inputType === "insertFromPaste") void checkServer();
  });
  serverField.addEventListener("change", () => {
    if (serverField.value !== checked) void checkServer();
  });
  byId("main").addEventListener("input", ({ target }) => {
    const { name, dataset, type, value } = target as HTMLInputElement;
    unshown = Object.fromEntries(Object.entries(unshown).filter(([field]) => field !== name));
    if (type === "color" && dataset["for"]) byId(dataset["for"], HTMLInputElement).value = value;
    update();
    if (!["whom", "department", "user", "match"].includes(name)) return;
    clearTimeout(targetTimer);
    targetTimer = setTimeout(() => void judgeTarget(), TARGET_DELAY_MS);
  });
  byId("share").addEventListener("click", () => {
    const { href } = new URL(`#${writeFragment(readForm())}`, location.href);
    navigator.clipboard.writeText(href).then(
      () => (byId("shared").textContent = "Copied"),
      () => (byId("shared").textContent = "Copy the address of this page."),
    );
  });
  addEventListener("hashchange", read);
  read();
}
