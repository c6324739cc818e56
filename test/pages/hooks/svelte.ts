import type { Target, WatchOptions } from "../../../src/core.ts";
import { lhcStatus } from "../../../src/frameworks/svelte.ts";
import type { StartHookApp } from "./hook-app.ts";

export { setDefaults } from "../../../src/core.ts";

/** Subscribes as a component does whose store depends on a prop. */
export const start: StartHookApp = (target, options, onRender) => {
  let unmount = (): void => {};
  const show = (target: Target, options?: WatchOptions): void => {
    unmount();
    const stops = [
      lhcStatus(target, options).subscribe(onRender),
      lhcStatus(target, options).subscribe(() => {}),
    ];
    unmount = () => {
      for (const stop of stops) stop();
    };
  };
  show(target, options);
  return {
    show,
    unmount: () => {
      unmount();
    },
  };
};
