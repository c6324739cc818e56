import { h, render } from "preact";
import type { Target, WatchOptions } from "../../../src/core.ts";
import { type StatusSnapshot, useLhcStatus } from "../../../src/frameworks/preact.ts";
import type { StartHookApp } from "./hook-app.ts";

export { setDefaults } from "../../../src/core.ts";

interface Props {
  target: Target;
  options?: WatchOptions | undefined;
  onRender?: (rendered: StatusSnapshot) => void;
}

function Chat({ target, options, onRender }: Props) {
  const rendered = useLhcStatus(target, options);
  onRender?.(rendered);
  return rendered.status;
}

export const start: StartHookApp = (target, options, onRender) => {
  const root = document.body.appendChild(document.createElement("div"));
  const show = (target: Target, options?: WatchOptions): void => {
    render([h(Chat, { target, options, onRender }), h(Chat, { target, options })], root);
  };
  show(target, options);
  return {
    show,
    unmount() {
      render(null, root);
    },
  };
};
