import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Estamos online",
  "Estamos offline",
  "A verificar…",
  "Contacte-nos",
  "Converse connosco",
  "Deixe uma mensagem",
];
