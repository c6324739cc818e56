/** What to paste, each block with a button that copies it. */
import type { Block } from "../../generator/snippets.ts";
import { copyButton } from "../copy.ts";
import { byId, make } from "../dom.ts";

let shown = "";

export function showBlocks(blocks: readonly Block[]): void {
  const key = JSON.stringify(blocks);
  if (key === shown) return;
  shown = key;
  byId("blocks").replaceChildren(
    ...blocks.flatMap(({ title, language, code, note }) => {
      const text = make("code", {}, code);
      const pre = make("pre", { tabindex: "0", role: "group", "aria-label": title }, text);
      return [
        make("h3", {}, title),
        ...(note ? [make("p", { class: "hint" }, note)] : []),
        make("div", { class: "code", "data-language": language }, pre, ...copyButton(text, title)),
      ];
    }),
  );
}
