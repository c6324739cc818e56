/** What the four apps have in common, so that one list of tests drives them all. */
import type { Target, WatchOptions } from "../../../src/core.ts";
import type { StatusSnapshot } from "../../../src/frameworks/react.ts";

interface HookApp {
  /** Renders again, with another target. */
  show(target: Target, options?: WatchOptions): void;
  unmount(): void;
}

/** Shows two components with the same target. Only the first one reports what it renders. */
export type StartHookApp = (
  target: Target,
  options: WatchOptions | undefined,
  onRender: (rendered: StatusSnapshot) => void,
) => HookApp;
