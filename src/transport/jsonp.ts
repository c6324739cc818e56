import { nonceFor } from "../page/defaults.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { CALLBACK } from "../protocol/question.ts";
import { blockedByPolicy } from "./blocked-by-policy.ts";

type FrameWindow = Window &
  typeof globalThis & {
    [CALLBACK]?: (value: unknown) => void;
    trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
  };

/**
 * Asks with a callback script in an empty frame, so the page gets no global, no foreign error and no delayed load event.
 * Removing the frame is the only way to abort a script's request in every browser. This is not isolation: the script
 * can still reach the page.
 *
 * @param url including the callback's name
 * @param read turns the callback's value into the answer, or throws the error
 * @param signal removes the frame; the promise stays pending then
 * @throws LhcStatusError `network`, `blocked-by-csp`, `no-callback`, what `read` throws, or `config` if the page cannot
 *   have such a frame
 */
export function askByScript<T>(url: string, read: (value: unknown) => T, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const frame = document.createElement("iframe");
    // In a closed shadow root, scripts of the page cannot find the frame to wrap or reload it.
    const host = document.createElement("div");
    const end = (): void => {
      host.remove();
      // The callback script may have moved it.
      frame.remove();
    };
    const fail = (error: Error): void => {
      end();
      reject(error);
    };

    /** In jsdom, and in pages that replace the browser's own methods, any step may throw. */
    const attempt = (step: () => void): void => {
      try {
        step();
      } catch (error) {
        fail(
          new LhcStatusError(
            "config",
            `This page cannot load a callback script: ${String(error)}. Set transport="fetch".`,
          ),
        );
      }
    };

    const ask = (): void => {
      frame.onload = null;
      const inner = frame.contentDocument;
      const view = frame.contentWindow as FrameWindow | null;
      if (!inner || !view) {
        fail(
          new LhcStatusError(
            "config",
            'This page is sandboxed and cannot load a callback script. Set transport="fetch".',
          ),
        );
        return;
      }
      const script = inner.createElement("script");
      let violated = "";
      inner.addEventListener("securitypolicyviolation", (event) => {
        // A report-only policy blocks nothing.
        if (event.disposition === "enforce") violated = event.effectiveDirective;
      });
      // Our own error reports what the script throws, so keep it out of the console.
      view.onerror = () => true;
      view[CALLBACK] = (value) => {
        try {
          resolve(read(value));
          end();
        } catch (error) {
          fail(error as Error);
        }
      };
      script.onload = () => {
        fail(
          new LhcStatusError(
            "no-callback",
            `${url} loaded but did not call back, so it is not an answer of Live Helper Chat. Is base-url right?`,
          ),
        );
      };
      const failed = (): void => {
        // The violation may be reported after the error. The frame's own timer ends with the frame.
        view.setTimeout(() => {
          fail(
            violated
              ? blockedByPolicy(url, violated)
              : new LhcStatusError(
                  "network",
                  `No answer from ${url}. Open it in a tab to see what is wrong.`,
                ),
          );
        });
      };
      script.onerror = failed;
      if (globalThis.crossOriginIsolated) script.crossOrigin = "anonymous";
      script.referrerPolicy = "no-referrer";
      script.nonce = nonceFor(url);
      try {
        const policy = view.trustedTypes?.createPolicy("lhc-status", {
          createScriptURL: (trusted: string) => trusted,
        });
        script.src = policy ? policy.createScriptURL(url) : url;
        inner.head.append(script);
      } catch {
        // The page's Trusted Types do not allow it, and a violation is reported.
        failed();
      }
    };

    // Overrides the page's own styles. No policy forbids styles set through the CSSOM.
    host.style.setProperty("display", "none", "important");
    // Firefox replaces a frame's initial document, so wait for its load event. In WebKit that event fires within append(),
    // and a request started there would delay the page's own load event.
    frame.onload = () => {
      queueMicrotask(() => {
        attempt(ask);
      });
    };
    signal.addEventListener("abort", end);
    attempt(() => {
      // In the root element, because client-side navigation may replace the body.
      document.documentElement.append(host);
      host.attachShadow({ mode: "closed" }).append(frame);
    });
  });
}
