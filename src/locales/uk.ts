import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Ми онлайн",
  "Ми не в мережі",
  "Перевіряємо…",
  "Зв’яжіться з нами",
  "Напишіть нам у чат",
  "Залиште повідомлення",
];
