import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "เราออนไลน์อยู่",
  "เราออฟไลน์อยู่",
  "กำลังตรวจสอบ…",
  "ติดต่อเรา",
  "แชทกับเรา",
  "ฝากข้อความ",
];
