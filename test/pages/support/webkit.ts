import { startWebKit } from "../../../scripts/lib/webkit.ts";
import type { Browser } from "./tab.ts";

/** Reuses one tab. The driver reports no console messages. */
export async function startWebkit(): Promise<Browser> {
  const { command, close } = await startWebKit();
  const goto = async (url: string): Promise<void> => {
    await command("url", { url });
  };
  return {
    open: () =>
      Promise.resolve({
        messages: [],
        goto,
        async evaluate(expression) {
          const script = `const done = arguments[0];
            Promise.resolve(${expression}).then((value) => done([value]), (error) => done(String(error)))`;
          const value = await command("execute/async", { script, args: [] });
          if (Array.isArray(value)) return value[0] as unknown;
          throw new Error(String(value));
        },
        close: () => goto("about:blank"),
      }),
    close,
  };
}
