import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Oleme võrgus",
  "Me pole võrgus",
  "Kontrollime…",
  "Võta ühendust",
  "Vestle meiega",
  "Jäta sõnum",
];
