import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "ただいまオンライン",
  "ただいまオフライン",
  "確認中…",
  "お問い合わせ",
  "チャットで相談",
  "メッセージを残す",
];
