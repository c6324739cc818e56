import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Suntem online",
  "Suntem offline",
  "Se verifică…",
  "Contactați-ne",
  "Discutați cu noi",
  "Lăsați un mesaj",
];
