import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Jsme online",
  "Jsme offline",
  "Ověřujeme…",
  "Kontaktujte nás",
  "Chatujte s námi",
  "Zanechte zprávu",
];
