import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Siamo online",
  "Siamo offline",
  "Verifica in corso…",
  "Contattaci",
  "Chatta con noi",
  "Lascia un messaggio",
];
