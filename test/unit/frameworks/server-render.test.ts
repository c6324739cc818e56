/** The hooks on a server: they render `checking` and request nothing. */
import { h } from "preact";
import { renderToString as renderPreact } from "preact-render-to-string";
import { createElement } from "react";
import { renderToString as renderReact } from "react-dom/server";
import { get } from "svelte/store";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSSRApp, effectScope } from "vue";
import { renderToString as renderVue } from "vue/server-renderer";
import { type LhcServer, startLhcServer } from "../../../demo/lhc-server/index.ts";
import { checkStatus } from "../../../src/core.ts";
import { useLhcStatus as usePreactStatus } from "../../../src/frameworks/preact.ts";
import { useLhcStatus as useReactStatus } from "../../../src/frameworks/react.ts";
import { lhcStatus } from "../../../src/frameworks/svelte.ts";
import { useLhcStatus as useVueStatus } from "../../../src/frameworks/vue.ts";

let lhc: LhcServer;
let requests = 0;
beforeAll(async () => {
  lhc = await startLhcServer();
  lhc.onRequest(() => requests++);
});
beforeEach(() => {
  requests = 0;
});
afterAll(() => lhc.close());

const renderers: Record<string, () => string | Promise<string>> = {
  react: () => renderReact(createElement(() => useReactStatus({ baseUrl: lhc.origin }).status)),
  preact: () => renderPreact(h(() => usePreactStatus({ baseUrl: lhc.origin }).status, null)),
  vue: () =>
    renderVue(createSSRApp({ setup: () => useVueStatus({ baseUrl: lhc.origin }), template: "{{ status }}" })),
  "vue in an effect scope": () =>
    effectScope().run(() => useVueStatus({ baseUrl: lhc.origin }).status.value) ?? "",
  svelte: () => get(lhcStatus({ baseUrl: lhc.origin })).status,
};

test.each(Object.entries(renderers))("%s renders checking and requests nothing", async (_name, render) => {
  expect(await render()).toBe("checking");
  // A request of a hook would have arrived before this one.
  await checkStatus({ baseUrl: lhc.origin }, { transport: "fetch" });
  expect(requests).toBe(1);
});
