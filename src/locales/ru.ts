import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Мы онлайн",
  "Мы не в сети",
  "Проверяем…",
  "Свяжитесь с нами",
  "Напишите нам в чат",
  "Оставьте сообщение",
];
