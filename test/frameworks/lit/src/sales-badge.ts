import { html, LitElement } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import type { LhcStatusChangeEvent, LhcStatusElement } from "lhc-status";
import "lhc-status";

export class SalesBadge extends LitElement {
  static override properties = { status: { state: true } };
  declare status: string;
  readonly #badge = createRef<LhcStatusElement>();

  constructor() {
    super();
    this.status = "checking";
  }

  protected override render() {
    return html`
      <lhc-status
        ${ref(this.#badge)}
        .user=${2}
        label-online="Chat with sales"
        @lhc-status-change=${({ detail }: LhcStatusChangeEvent) => (this.status = detail.status)}
      ></lhc-status>
      <p>Sales is ${this.status}</p>
      <button @click=${() => this.#badge.value?.refresh()}>Refresh</button>
    `;
  }
}
customElements.define("sales-badge", SalesBadge);
