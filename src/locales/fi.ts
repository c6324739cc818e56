import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Olemme linjoilla",
  "Emme ole linjoilla",
  "Tarkistetaan…",
  "Ota yhteyttä",
  "Chattaa kanssamme",
  "Jätä viesti",
];
