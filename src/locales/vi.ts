import type { Labels } from "./labels.ts";

export const labels: Labels = [
  "Chúng tôi đang online",
  "Chúng tôi đang offline",
  "Đang kiểm tra…",
  "Liên hệ với chúng tôi",
  "Chat với chúng tôi",
  "Để lại tin nhắn",
];
