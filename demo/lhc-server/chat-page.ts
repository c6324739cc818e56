/** A placeholder for LHC's chat page, so that chat links work. Not LHC's markup. */
import { utf8ToBytes } from "./php.ts";
import { unorderedParameter } from "./route.ts";
import type { View } from "./call.ts";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

export const chatPage: View = ({ request, route, response }) => {
  const rows = ["department", "operator", "theme", "leaveamessage"].flatMap((name) => {
    const values = unorderedParameter(route.parameters, name);
    return values ? [`<dt>${name}</dt><dd>${escaped(values.join(", "))}</dd>\n`] : [];
  });
  // LHC counts a visitor here. A redirect from a mistyped base URL also sets this cookie.
  if (!/(?:^|; *)lhc_vid=/.test(request.headers["cookie"] ?? "")) {
    response.header("Set-Cookie", "lhc_vid=1ccf131576da50dcae0e5854c6438e89; path=/; SameSite=Lax");
  }
  response.body += `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Live Helper Chat (demo)</title></head>
<body>
<h1>${utf8ToBytes("The chat would be here")}</h1>
<dl>
${rows.join("")}</dl>
</body>
</html>
`;
};
