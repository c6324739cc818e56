import type { Snapshot } from "../control/wire.ts";
import { BEHAVIOURS } from "./behaviours.ts";
import { byId, make } from "./dom.ts";

type SendCommand = (kind: "user" | "department" | "behaviour", body: object) => void;

/** The demo server's switches. They always show its current state. */
export class Panel {
  readonly #sendCommand: SendCommand;
  readonly #switches = new Map<string, HTMLInputElement>();
  readonly #behaviours = new Map<string, HTMLInputElement>();

  constructor(sendCommand: SendCommand) {
    this.#sendCommand = sendCommand;
    byId("behaviours").append(...BEHAVIOURS.map(({ name, label }) => this.#chip(name, label)));
    byId("reload").addEventListener("click", () => location.reload());
    byId("panel").hidden = false;
    byId("lanes").hidden = false;
  }

  show(state: Snapshot): void {
    for (const { id, name, online, departments } of state.users) {
      const where = state.departments
        .filter((department) => department.onPanel && departments.includes(department.id))
        .map((department) => department.name);
      if (departments.includes(0)) where.push("all departments");
      this.#switch("user", id, name, where.join(", ")).checked = online;
    }
    for (const { id, name, onPanel, online, hidden, roundTheClock } of state.departments) {
      if (!onPanel) continue;
      const notes = [...(hidden ? ["hidden"] : []), ...(roundTheClock ? ["online round the clock"] : [])];
      this.#switch("department", id, name, notes.join(", ")).checked = online;
    }
    for (const [name, radio] of this.#behaviours) radio.checked = name === state.behaviour;
    byId("behaviour-hint").textContent = BEHAVIOURS.find(({ name }) => name === state.behaviour)?.hint ?? "";
    byId("reload-hint").hidden = state.behaviour === "normal";
  }

  /** Creates the switch when it is first shown, because the list comes from the server. */
  #switch(kind: "user" | "department", id: number, name: string, note: string): HTMLInputElement {
    const key = `${kind}-${id}`;
    const known = this.#switches.get(key);
    if (known) return known;
    const input = make("input", {
      type: "checkbox",
      role: "switch",
      id: key,
      "aria-describedby": `${key}-note`,
    });
    input.addEventListener("change", () => this.#sendCommand(kind, { id, online: input.checked }));
    const label = make("label", { class: "switch", for: key }, input, make("span", {}, name));
    byId(`${kind}s`).append(make("li", {}, label, make("span", { class: "quiet", id: `${key}-note` }, note)));
    this.#switches.set(key, input);
    return input;
  }

  #chip(name: string, label: string): HTMLElement {
    const radio = make("input", { type: "radio", name: "behaviour", value: name, class: "visually-hidden" });
    radio.addEventListener("change", () => this.#sendCommand("behaviour", { name }));
    this.#behaviours.set(name, radio);
    return make("label", { class: "chip" }, radio, make("span", {}, label));
  }
}
