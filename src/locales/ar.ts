import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "نحن متصلون",
  "نحن غير متصلين",
  "جارٍ التحقق…",
  "تواصل معنا",
  "دردش معنا",
  "اترك رسالة",
];
