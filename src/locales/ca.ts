import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Estem en línia",
  "Estem fora de línia",
  "S’està comprovant…",
  "Contacta amb nosaltres",
  "Xateja amb nosaltres",
  "Deixa un missatge",
];
