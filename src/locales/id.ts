import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Kami sedang online",
  "Kami sedang offline",
  "Memeriksa…",
  "Hubungi kami",
  "Chat dengan kami",
  "Tinggalkan pesan",
];
