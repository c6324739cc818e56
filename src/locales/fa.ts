import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "آنلاین هستیم",
  "آفلاین هستیم",
  "در حال بررسی…",
  "تماس با ما",
  "گفتگو با ما",
  "پیام بگذارید",
];
