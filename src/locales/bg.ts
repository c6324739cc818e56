import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Онлайн сме",
  "Не сме онлайн",
  "Проверяваме…",
  "Свържете се с нас",
  "Пишете ни в чата",
  "Оставете съобщение",
];
