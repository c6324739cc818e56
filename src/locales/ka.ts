import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "ონლაინ ვართ",
  "ოფლაინ ვართ",
  "ვამოწმებთ…",
  "დაგვიკავშირდით",
  "მოგვწერეთ ჩატში",
  "დაგვიტოვეთ შეტყობინება",
];
