import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Vi er online",
  "Vi er offline",
  "Sjekker …",
  "Kontakt oss",
  "Chat med oss",
  "Legg igjen en beskjed",
];
