import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Sme online",
  "Sme offline",
  "Overujeme…",
  "Kontaktujte nás",
  "Chatujte s nami",
  "Zanechajte správu",
];
