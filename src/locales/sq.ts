import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Jemi online",
  "Nuk jemi online",
  "Po kontrollojmë…",
  "Na kontaktoni",
  "Bisedoni me ne",
  "Lini një mesazh",
];
