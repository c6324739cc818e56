import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Nous sommes en ligne",
  "Nous sommes hors ligne",
  "Vérification…",
  "Contactez-nous",
  "Discutez avec nous",
  "Laissez un message",
];
