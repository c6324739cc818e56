import type { Labels } from "./labels.ts";

export const labels: Labels = ["客服在線", "客服不在線", "正在檢查…", "聯絡我們", "線上諮詢", "留言給我們"];
