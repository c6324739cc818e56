import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Estamos en línea",
  "No estamos en línea",
  "Comprobando…",
  "Contáctanos",
  "Chatea con nosotros",
  "Deja un mensaje",
];
