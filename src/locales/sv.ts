import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Vi är online",
  "Vi är offline",
  "Kontrollerar …",
  "Kontakta oss",
  "Chatta med oss",
  "Lämna ett meddelande",
];
