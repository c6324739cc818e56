import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Çevrimiçiyiz",
  "Çevrimdışıyız",
  "Kontrol ediliyor…",
  "Bize ulaşın",
  "Bizimle sohbet edin",
  "Mesaj bırakın",
];
