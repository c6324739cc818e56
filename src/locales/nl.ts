import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "We zijn online",
  "We zijn offline",
  "Controleren…",
  "Neem contact op",
  "Chat met ons",
  "Laat een bericht achter",
];
