/** A LitElement that shows a text, and nothing more: what Lit alone costs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { classicScript } from "../vite.config.ts";

const SOURCE = `
import { html, LitElement } from "lit";
class BareElement extends LitElement {
  static properties = { text: {} };
  render() {
    return html\`<p>\${this.text}</p>\`;
  }
}
customElements.define("bare-element", BareElement);
`;

const root = join(import.meta.dirname, "..");

/** Built as dist/lhc-status.js is. */
export async function bareElement(): Promise<string> {
  const folder = mkdtempSync(join(root, "node_modules/.bare-element-"));
  try {
    const entry = join(folder, "bare-element.js");
    writeFileSync(entry, SOURCE);
    await build({ ...classicScript(entry, folder), root, configFile: false, logLevel: "warn" });
    return readFileSync(join(folder, "lhc-status.js"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
