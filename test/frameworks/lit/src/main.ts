import { html, nothing, render as litRender } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { setDefaults } from "lhc-status";
import { cases } from "./cases.ts";
import { SalesBadge } from "./sales-badge.ts";

setDefaults({ baseUrl: new URLSearchParams(location.search).get("lhc") });

interface Shown {
  shown: string;
  value: unknown;
  keys: number[];
}

const list = (keys: number[]) =>
  repeat(
    keys,
    (department) => department,
    (department) => html`<lhc-status .department=${department}></lhc-status>`,
  );

async function render({ shown, value, keys }: Shown) {
  const template = html`
    ${shown === "badge" ? html`<sales-badge></sales-badge>` : nothing} ${list(keys)}
    ${keyed(shown, cases[shown]?.(value) ?? nothing)}
  `;
  litRender(template, document.getElementById("app")!);
  const badge = document.querySelector("sales-badge");
  if (badge instanceof SalesBadge) await badge.updateComplete;
}
Object.assign(window, { render });
