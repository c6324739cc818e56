/** Shows what a server answered, in plain words with the cure. */
import type { ListedDepartment } from "../../../src/doctor/rules/facts.ts";
import type { Finding } from "../../../src/doctor/rules/finding.ts";
import { byId, make } from "../dom.ts";
import type { Judgement, Server } from "./ask-server.ts";

type Tone = "busy" | "good" | "bad" | "plain";

let hint: ChildNode[] | undefined;

/** Without content, shows the hint that the page came with. */
export function showAnswer(tone: Tone, ...content: (Node | string)[]): void {
  const answer = byId("answer");
  hint ??= [...answer.childNodes];
  answer.dataset["tone"] = content.length > 0 ? tone : "";
  answer.replaceChildren(...(content.length > 0 ? content : hint));
}

const hostOf = (url: string): string => new URL(url).host;

/** In the words of this page, without attributes that its reader does not write. */
export function describe(server: Server, { isOnline }: Judgement, askByScript: () => void): void {
  const { baseUrl, search, isUnreadable } = server;
  const address = make("code", { dir: "ltr" }, baseUrl);
  if (search.isFound && isOnline !== undefined) {
    showAnswer(
      "good",
      make("strong", {}, isOnline ? "Online. " : "Offline. "),
      "LHC answers at ",
      address,
      ".",
    );
  } else if (search.isFound) {
    showAnswer("bad", make("strong", {}, "LHC is there, but gives no status. "), "See below.");
  } else if (isUnreadable) {
    const button = make("button", { type: "button" }, "Ask by its script");
    button.addEventListener("click", askByScript);
    showAnswer(
      "plain",
      make("strong", {}, "No answer that this page may read. "),
      "The address may be wrong, the server may be down, or it lacks the header Access-Control-Allow-Origin. The badge " +
        `does not need that header, because it asks by a script. You can try that here. It runs a script of ${hostOf(baseUrl)} in this page. `,
      button,
    );
  } else {
    showAnswer("bad", make("strong", {}, "No Live Helper Chat answers there. "), "See below.");
  }
}

const MARKS: Partial<Record<Finding["severity"], string>> = {
  error: "Error",
  warning: "Warning",
  info: "Note",
};
const ORDER = ["error", "warning", "info"];
/** Shown next to the department. */
const ELSEWHERE = ["department-match"];
/** About things that a site owner who builds a badge has not asked for. */
const UNASKED = ["why-offline", "edge-cache"];

/** @param isListed the server offers the department, so it exists */
export function showFindings(findings: readonly Finding[], isListed = false): void {
  const hidden = [...ELSEWHERE, ...UNASKED, ...(isListed ? ["department-exists"] : [])];
  const shown = findings
    .filter(({ severity, code }) => ORDER.includes(severity) && !hidden.includes(code))
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  const passed = findings.filter(({ severity }) => severity === "ok");
  const list = make("ul", { class: "findings" });
  for (const { code, severity, title, seen, means, cure } of shown) {
    list.append(
      make(
        "li",
        { class: severity },
        make(
          "strong",
          {},
          `${MARKS[severity] ?? ""}: `,
          make("a", { href: `docs/doctor.html#${code}` }, title),
        ),
        make("p", { class: "quiet" }, seen),
        ...[means, cure].filter((text) => text !== undefined).map((text) => make("p", {}, text)),
      ),
    );
  }
  const details = make("details", { class: "passed" }, make("summary", {}, `${passed.length} checks passed`));
  details.append(make("ul", {}, ...passed.map(({ title, seen }) => make("li", {}, title, ": ", seen))));
  byId("findings").replaceChildren(...(shown.length ? [list] : []), ...(passed.length ? [details] : []));
}

/** The departments that the server offers, by name. Choosing one fills in the field below. */
export function showDepartments(
  departments: readonly ListedDepartment[],
  chosen: string,
  choose: (value: string) => void,
): void {
  byId("departments").hidden = departments.length === 0;
  byId("department-list").replaceChildren(
    ...departments.map(({ value, name, online }) => {
      const input = make("input", { type: "radio", name: "listed", value });
      input.checked = value === chosen;
      input.addEventListener("change", () => choose(value));
      const state = online === undefined ? "" : online ? "online" : "offline";
      return make(
        "label",
        {},
        input,
        make("span", { class: `dot ${state}`, "aria-hidden": "true" }),
        make("span", {}, name),
        make("span", { class: "quiet" }, state),
      );
    }),
  );
}

/** The trap: an operator of all departments counts in one way of asking only. */
export function showMatchNote(
  finding: Finding | undefined,
  isOnline: boolean | undefined,
  use: () => void,
): void {
  const note = byId("match-note");
  if (finding?.severity !== "warning") {
    note.replaceChildren();
    return;
  }
  const button = make("button", { type: "button" }, "Count them");
  button.addEventListener("click", use);
  note.replaceChildren(
    ...(isOnline
      ? [finding.means ?? ""]
      : [
          make("strong", {}, "Your badge says offline now, and LHC’s own widget online. "),
          "An operator who is assigned to all departments is there. LHC counts them for a single department only if it is asked to. ",
          button,
        ]),
  );
}
