import type { Labels } from "./labels.ts";

export const labels: Labels = ["客服在线", "客服不在线", "正在检查…", "联系我们", "在线咨询", "给我们留言"];
