import { createElement, StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import type { Target, WatchOptions } from "../../../src/core.ts";
import { type StatusSnapshot, useLhcStatus } from "../../../src/frameworks/react.ts";
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
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  const show = (target: Target, options?: WatchOptions): void => {
    const chats = [
      createElement(Chat, { key: 1, target, options, onRender }),
      createElement(Chat, { key: 2, target, options }),
    ];
    flushSync(() => {
      root.render(createElement(StrictMode, null, chats));
    });
  };
  show(target, options);
  return {
    show,
    unmount() {
      root.unmount();
    },
  };
};
