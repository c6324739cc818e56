import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Esame prisijungę",
  "Esame atsijungę",
  "Tikriname…",
  "Susisiekite su mumis",
  "Pradėkite pokalbį",
  "Palikite žinutę",
];
