/** The form as values, and back. */
import {
  DEFAULTS,
  FIELD_NAMES,
  FIELDS,
  type FieldName,
  type Problems,
  type Values,
} from "../../generator/fields.ts";
import { byId } from "../dom.ts";

/** What a ticked box stands for. */
const TICKED: Partial<Record<FieldName, string>> = { match: "inclusive", transport: "fetch" };

type Control = HTMLInputElement | HTMLSelectElement;

const controlsOf = (name: FieldName): Control[] => [
  ...document.querySelectorAll<Control>(`input[name="${name}"], select[name="${name}"]`),
];

const isChoice = (control: Control): control is HTMLInputElement =>
  control.type === "radio" || control.type === "checkbox";

const hideBoxes = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>("[data-hide]")];

function readField(name: FieldName): string {
  if (name === "hide")
    return hideBoxes()
      .filter(({ checked }) => checked)
      .map(({ dataset }) => dataset["hide"])
      .join(" ");
  const { byDefault } = FIELDS[name];
  for (const control of controlsOf(name)) {
    if (!isChoice(control)) return control.value;
    if (control.checked) return TICKED[name] ?? control.value;
  }
  return byDefault;
}

export const readForm = (): Values =>
  Object.fromEntries(FIELD_NAMES.map((name) => [name, readField(name)])) as Values;

export function writeField(name: FieldName, value: string): void {
  if (name === "hide") {
    const states = value.split(" ");
    for (const box of hideBoxes()) box.checked = states.includes(box.dataset["hide"] ?? "");
  }
  for (const control of controlsOf(name)) {
    if (isChoice(control)) control.checked = value === (TICKED[name] ?? control.value);
    else control.value = value;
  }
}

export function writeForm(values: Values): void {
  for (const name of FIELD_NAMES) writeField(name, values[name]);
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details.more")) {
    const names = [...details.querySelectorAll<Control>("[name]")].map(
      (control) => control.name as FieldName,
    );
    if (names.some((name) => values[name] !== DEFAULTS[name])) details.open = true;
  }
}

/** Shows what is wrong next to its field. */
export function showProblems(problems: Problems): void {
  for (const name of FIELD_NAMES) {
    const problem = problems[name] ?? "";
    const place = document.getElementById(`${name}-problem`);
    if (!place) continue;
    if (place.textContent !== problem) place.textContent = problem;
    place.hidden = problem === "";
    for (const control of controlsOf(name)) control.setAttribute("aria-invalid", String(problem !== ""));
    if (problem) place.closest("details")?.setAttribute("open", "");
  }
}

/** Shows the fields that matter for the chosen target and site. */
export function showFieldsFor(values: Values): void {
  byId("for-department").hidden = values.whom !== "department";
  byId("for-user").hidden = values.whom !== "user";
  byId("explicit-only").hidden = values.match !== "explicit";
  const usesScript = ["html", "cms", "tag-manager"].includes(values.site);
  byId("get-file").hidden = !usesScript;
  byId("options").hidden = values.site === "wordpress";
  for (const field of document.querySelectorAll<HTMLElement>(".only-html"))
    field.hidden = values.site !== "html";
  for (const field of document.querySelectorAll<HTMLElement>(".only-file")) field.hidden = !usesScript;
}
