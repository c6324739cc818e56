import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Estamos online",
  "Estamos offline",
  "Verificando…",
  "Fale conosco",
  "Converse conosco",
  "Deixe uma mensagem",
];
