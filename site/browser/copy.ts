import { make } from "./dom.ts";

/** Copies text. Without permission for the clipboard, selects it instead. */
async function copy(code: HTMLElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return "Copied";
  } catch {
    getSelection()?.selectAllChildren(code);
    return "Selected: press Ctrl+C";
  }
}

const FEEDBACK_MS = 2000;

export function copyButton(code: HTMLElement, what = "code"): HTMLElement[] {
  const button = make("button", { type: "button", class: "copy", "aria-label": `Copy ${what}` }, "Copy");
  const feedback = make("span", { class: "visually-hidden", role: "status" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener("click", () => {
    void copy(code).then((text) => {
      button.textContent = text;
      feedback.textContent = text;
      clearTimeout(timer);
      timer = setTimeout(() => (button.textContent = "Copy"), FEEDBACK_MS);
    });
  });
  return [button, feedback];
}

export function addCopyButtons(within: ParentNode): void {
  for (const block of within.querySelectorAll(".code")) {
    const code = block.querySelector("code");
    if (code && !block.querySelector(".copy")) block.append(...copyButton(code));
  }
}
