import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Online smo",
  "Nismo online",
  "Provjeravamo…",
  "Kontaktirajte nas",
  "Razgovarajte s nama",
  "Ostavite poruku",
];
