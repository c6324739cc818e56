/** LitElements that only render a text, to measure the cost of Lit alone. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { STATES } from "../../src/protocol/status.ts";
import { classicScript } from "../../vite.config.ts";

const sourceOf = (template: string, styles = ""): string => `
import { css, html, LitElement } from "lit";
${styles ? `import { styles } from ${JSON.stringify(styles)};` : "const styles = css``;"}
class BareElement extends LitElement {
  static properties = { text: {} };
  static styles = styles;
  render() {
    return html\`${template}\`;
  }
}
customElements.define("bare-element", BareElement);
`;

const root = join(import.meta.dirname, "../..");

export const bareElement = (): Promise<string> => built(sourceOf("<p>${this.text}</p>"));

/** A LitElement with the nodes and styles of the badge, but without its behaviour. */
export const bareBadge = (): Promise<string> => {
  const slots = (states: readonly string[]) =>
    `<span part="label">${states.map((state) => `<slot name="${state}">${state}</slot>`).join("")}</span>`;
  const indicator = '<span part="indicator"></span>';
  return built(
    sourceOf(
      `<div class="badge \${this.text}"><span part="base">${indicator}<slot></slot>${slots(STATES.slice(0, 1))}</span>` +
        `<span part="base" class="gone">${indicator}${slots(STATES.slice(1))}</span></div>`,
      join(root, "src/element/styles.ts"),
    ),
  );
};

/** Builds the source like dist/lhc-status.js. */
async function built(source: string): Promise<string> {
  const folder = mkdtempSync(join(root, "node_modules/.bare-element-"));
  try {
    const entry = join(folder, "bare-element.js");
    writeFileSync(entry, source);
    await build({ ...classicScript(entry, folder), root, configFile: false, logLevel: "warn" });
    return readFileSync(join(folder, "lhc-status.js"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
