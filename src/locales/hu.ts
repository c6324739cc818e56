import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Online vagyunk",
  "Offline vagyunk",
  "Ellenőrzés…",
  "Írjon nekünk",
  "Csevegjen velünk",
  "Hagyjon üzenetet",
];
