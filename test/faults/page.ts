/** Runs in each page: performs its task, reports the outcome, and navigates to the next page. */
import { asks, leftBehind, originalFetch, pageErrors, pageLoad, watchGlobals } from "./watch-page.ts";
import "../../src/define.ts";
import { settle } from "../browser/support/settle.ts";
import type { LhcStatusElement } from "../../src/index.ts";
import { preloadScript } from "../../src/protocol/preload.ts";
import { questionFor } from "../../src/protocol/question.ts";
import type { Target } from "../../src/core.ts";
import type { Command, Seen, Task } from "./row.ts";

type Clock = import("sinon").SinonFakeTimers;

const DAY = 86_400_000;
const site = location.href.split("/page/", 1)[0]!;
const root = document.documentElement;
const task = JSON.parse(root.dataset["task"]!) as Task;
const shown: string[] = [];
/** Counts the timers of the fake clock, if there is one. */
let fakeTimers = (): number => 0;

watchGlobals();
const element = document.createElement("lhc-status");
element.addEventListener("lhc-status-change", ({ detail }) => shown.push(detail.status));

/** Sends a command to the runner. Resolves when it is done. */
async function send(name: Command): Promise<string> {
  return (await originalFetch(`${site}/command/${root.dataset["cell"]!}/${name}`)).text();
}

function next(type: keyof DocumentEventMap): Promise<unknown> {
  return new Promise((resolve) => element.addEventListener(type, resolve, { once: true }));
}

async function shows(...wanted: string[]): Promise<void> {
  await element.updateComplete;
  while (!wanted.includes(element.status)) await next("lhc-status-change");
}
const isSettled = () => shows("online", "offline", "unknown");

function mount(): void {
  const { baseUrl, transport, timeout, attributes } = task;
  const all = { "base-url": baseUrl, transport, timeout: String(timeout), ...attributes };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  document.body.append(element);
}

async function stopTheClock(): Promise<Clock> {
  const sinon = (await import("sinon")).default;
  const clock = sinon.useFakeTimers({
    now: Date.now(),
    toFake: ["setTimeout", "clearTimeout", "Date", "performance"],
  });
  fakeTimers = () => clock.countTimers();
  return clock;
}

/** Changes the wall clock but not the monotonic clock. */
function setClock(clock: Clock, by: number): void {
  clock.setSystemTime(Date.now() + by);
}

async function whileAsking(act: () => unknown): Promise<void> {
  mount();
  await send("arrival-1");
  await act();
  await send("release");
  await isSettled();
}

/** Fails a question after an answer and a change of the clock. */
async function failAfter(clockSetBy: number): Promise<void> {
  const clock = await stopTheClock();
  mount();
  await isSettled();
  await send("fail");
  setClock(clock, clockSetBy);
  clock.tick(6_000);
  await element.refresh();
  await element.updateComplete;
}

/** Runs the documented inline script. Stops the wall clock, so that the time slot does not end before the question. */
async function preload(target: Partial<Target> = {}, secondsAgo = 0): Promise<void> {
  const sinon = (await import("sinon")).default;
  const now = Date.now();
  const clock = sinon.useFakeTimers({ now: now - secondsAgo * 1000, toFake: ["Date"] });
  const question = questionFor({ baseUrl: task.baseUrl, ...target }, {}, () => {});
  const script = document.createElement("script");
  script.text = preloadScript(question);
  document.head.append(script);
  script.remove();
  clock.setSystemTime(now);
}

async function act(): Promise<void> {
  switch (task.act) {
    case null:
      mount();
      await isSettled();
      return;
    case "remove while asking":
      mount();
      await send("arrival-1");
      element.remove();
      await send("release");
      await send("idle");
      return;
    case "remove and re-insert":
      mount();
      await send("arrival-1");
      element.remove();
      await settle(3);
      document.body.append(element);
      await send("arrival-2");
      await send("release");
      await isSettled();
      return;
    case "wait for the timeout, then let it answer":
      mount();
      await isSettled();
      await send("release");
      await send("idle");
      return;
    case "change the target while asking":
      await whileAsking(async () => {
        element.user = 3;
        await shows("offline");
      });
      await send("idle");
      return;
    case "a day forward while asking":
    case "a day back while asking": {
      const clock = await stopTheClock();
      await whileAsking(() => setClock(clock, task.act === "a day back while asking" ? -DAY : DAY));
      return;
    }
    case "a day forward, then no answer":
      return failAfter(DAY);
    case "a day back, then no answer":
      return failAfter(-DAY);
    case "go offline while asking":
      mount();
      await send("arrival-1");
      await send("go-offline");
      await isSettled();
      return;
    case "ask again in the next time slot": {
      const clock = await stopTheClock();
      mount();
      await isSettled();
      if (element.status !== "online") return;
      await send("set-offline");
      clock.tick(31_000);
      await element.refresh();
      await element.updateComplete;
      return;
    }
    case "remove the frame":
      mount();
      await send("arrival-1");
      for (const frame of document.querySelectorAll(":root > div")) frame.remove();
      await send("release");
      await isSettled();
      return;
    case "preload the question":
      await preload();
      mount();
      await isSettled();
      return;
    case "preload the question of an older time slot":
      await preload({}, 30);
      // The server gives the first request another answer.
      await send("arrival-1");
      mount();
      await isSettled();
      return;
    case "preload the question of another target":
      await preload({ user: 3 });
      mount();
      await isSettled();
      return;
    case "ask ten times": {
      // Ten questions hang and are aborted. The eleventh succeeds only if their connections are closed.
      const others = Array.from({ length: 10 }, (_, i) => {
        const other = document.createElement("lhc-status");
        other.setAttribute("base-url", task.baseUrl);
        other.setAttribute("transport", task.transport);
        other.setAttribute("user", String(i + 10));
        document.body.append(other);
        return other;
      });
      await settle(3);
      for (const other of others) other.remove();
      mount();
      await isSettled();
    }
  }
}

async function useWorker(): Promise<void> {
  const controlled = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
  });
  await navigator.serviceWorker.register("worker.js", { scope: location.pathname });
  await controlled;
}

async function stopWorker(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations())
    await registration.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

async function run(element: LhcStatusElement): Promise<Seen> {
  let failure = "";
  try {
    if (task.hasWorker) await useWorker();
    await act();
    await pageLoad();
    await settle(3);
  } catch (error) {
    failure = String(error);
  }
  const { status, error } = element;
  const verdict = `${status} ${error?.code ?? "-"} ${asks()}`;
  element.remove();
  await settle(3);
  const left = leftBehind(fakeTimers());
  if (task.hasWorker) await stopWorker();
  if ((await send("idle")) !== "") left.push("a connection");
  await settle(3);
  return {
    verdict,
    shown,
    errors: [...pageErrors()],
    left,
    message: error ? String(error) : "",
    ...(failure && { failure }),
  };
}

const report = { method: "POST", body: JSON.stringify(await run(element)) };
const answer = await originalFetch(`${site}/done/${root.dataset["cell"]!}`, report);
location.replace(site + (await answer.text()));
