import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Esam tiešsaistē",
  "Esam bezsaistē",
  "Pārbaudām…",
  "Sazinieties ar mums",
  "Tērzējiet ar mums",
  "Atstājiet ziņu",
];
