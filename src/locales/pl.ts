import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Jesteśmy online",
  "Jesteśmy offline",
  "Sprawdzamy…",
  "Skontaktuj się z nami",
  "Czatuj z nami",
  "Zostaw wiadomość",
];
