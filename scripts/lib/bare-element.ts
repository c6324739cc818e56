/** LitElements that only render a text, to measure the cost of Lit alone. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "vite";
import { STATES } from "../../src/protocol/status.ts";
import { classicScript } from "../../vite.config.ts";

/** @param body the class body after its properties and styles */
const sourceOf = (body: string, styles = ""): string => `
import { css, html, LitElement } from "lit";
${styles ? `import { styles } from ${JSON.stringify(styles)};` : "const styles = css``;"}
class BareElement extends LitElement {
  static properties = { text: {} };
  static styles = styles;
  ${body}
}
customElements.define("bare-element", BareElement);
`;

const root = join(import.meta.dirname, "../..");
const styles = join(root, "src/element/styles.ts");

export const bareElement = (): Promise<string> =>
  built(sourceOf("render() { return html`<p>${this.text}</p>`; }"));

/** The markup of the badge. The two parameters are the slots of the current state and of the others. */
const markup = (status: string, current: string, others: string): string =>
  `<div class="badge ${status}"><span part="base"><span part="indicator"></span><slot></slot>` +
  `<span part="label">${current}</span></span><span part="base" class="gone"><span part="indicator"></span>` +
  `<span part="label">${others}</span></span></div>`;

/** A LitElement with the nodes and styles of the badge, but without its behaviour. */
export const bareBadge = (): Promise<string> => {
  const slots = (states: readonly string[]) =>
    states.map((state) => `<slot name="${state}">${state}</slot>`).join("");
  const html = markup("${this.text}", slots(STATES.slice(0, 1)), slots(STATES.slice(1)));
  return built(sourceOf(`render() { return html\`${html}\`; }`, styles));
};

/**
 * The same, and it shows what a badge shows: the label of the current state in the badge, the others where they reserve
 * space, a custom state, and an event for a change.
 */
export const workingBadge = (): Promise<string> =>
  built(
    sourceOf(
      `#internals = this.attachInternals();
      #shown = "checking";
      get status() { return this.text === "Online" ? "online" : "checking"; }
      render() {
        const slot = (state) => html\`<slot name=\${state}>We are \${state}</slot>\`;
        const others = ${JSON.stringify(STATES)}.filter((state) => state !== this.status);
        return html\`${markup("${this.status}", "${slot(this.status)}", "${others.map(slot)}")}\`;
      }
      updated() {
        const { status } = this;
        this.#internals.states.clear();
        this.#internals.states.add(status);
        if (status === this.#shown) return;
        const detail = { status, previous: this.#shown };
        this.#shown = status;
        this.dispatchEvent(new CustomEvent("lhc-status-change", { detail, bubbles: true, composed: true }));
      }`,
      styles,
    ),
  );

/**
 * A LitElement with the nodes and styles of the badge that shows one answer.
 * @param ask source of a function `ask(base, use)`
 */
export const askingBadge = (ask: string): Promise<string> => {
  const label = '${this.text ?? "Checking"}';
  return built(
    sourceOf(
      `static base = document.currentScript.dataset.lhcBaseUrl;
      connectedCallback() {
        super.connectedCallback();
        ask(BareElement.base, ({ isonline }) => { this.text = isonline ? "Online" : "Offline"; });
      }
      render() { return html\`${markup("", label, "")}\`; }
      updated() {
        if (this.text) dispatchEvent(new CustomEvent("lhc-status-change", { detail: { status: "online" } }));
      }`,
      styles,
    ) + ask,
  );
};

/** Builds the source like dist/lhc-status.js, but with all of Lit. */
async function built(source: string): Promise<string> {
  const folder = mkdtempSync(join(root, "node_modules/.bare-element-"));
  try {
    const entry = join(folder, "bare-element.js");
    writeFileSync(entry, source);
    const config = classicScript(entry, folder);
    const plugins = config.plugins!.filter((plugin) => (plugin as Plugin).name !== "only-used-lit");
    await build({ ...config, plugins, root, configFile: false, logLevel: "warn" });
    return readFileSync(join(folder, "lhc-status.js"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
