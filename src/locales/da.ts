import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Vi er online",
  "Vi er offline",
  "Tjekker …",
  "Kontakt os",
  "Chat med os",
  "Læg en besked",
];
