/**
 * A program that shows a badge in a simulated browser, as a test runner without a framework would:
 * `tsx short-app.ts jsdom|happy-dom`. It prints what it saw, and ends only if nothing is left open.
 */

import { createRequire } from "node:module";
import { checkStatus, watchStatus } from "../../../src/core.ts";

const names = ["document", "location", "customElements", "HTMLElement", "Document", "ShadowRoot", "Element"];
const more = [
  "CSSStyleSheet",
  "CustomEvent",
  "Event",
  "MutationObserver",
  "addEventListener",
  "removeEventListener",
];

const simulated = await open(process.argv[2]!);
for (const name of [...names, ...more]) {
  const value: unknown = Reflect.get(simulated, name);
  Object.defineProperty(globalThis, name, {
    value: /^(add|remove)/.test(name) ? (value as () => void).bind(simulated) : value,
    configurable: true,
  });
}
globalThis.fetch = () => Promise.resolve(Response.json({ isonline: true }));

// The element extends the HTMLElement that is there when it is loaded.
await import("../../../src/define.ts");
const target = { baseUrl: "https://chat.example.com/" };
const options = { transport: "fetch" } as const;
document.body.innerHTML = '<lhc-status base-url="https://chat.example.com/" announce></lhc-status>';
const badge = document.querySelector("lhc-status")!;
const statuses = [];
for (const transport of ["fetch", "jsonp"] as const) {
  badge.transport = transport;
  statuses.push(await badge.refresh());
}
statuses.push((await checkStatus(target, options)).online);
const watch = watchStatus(target, () => {}, options);
statuses.push(await watch.refresh());
watch.stop();
badge.remove();
console.log(JSON.stringify(statuses));

async function open(name: string): Promise<object> {
  if (name === "happy-dom")
    return new (await import("happy-dom")).Window({ url: "https://app.example.com/" });
  // It has no types.
  const { JSDOM } = createRequire(import.meta.url)("jsdom") as {
    JSDOM: new (html: string, options: object) => { window: object };
  };
  return new JSDOM("", { url: "https://app.example.com/" }).window;
}
