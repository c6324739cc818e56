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
 * Asks by a script that calls back, in an empty frame of its own: the page gets no global, no foreign error and
 * no held-up load event, and removing the frame is the only way to abort a script's request in every browser.
 * This is tidiness, not isolation: the script could still reach the page.
 *
 * @param url with the callback's name in it
 * @param read makes the answer of the value; it runs inside the callback, and what it throws is the error
 * @param signal ends it without a word: who aborts knows why
 * @throws LhcStatusError `network`, `blocked-by-csp`, `no-callback`, what `read` throws, or `config` where
 *   a page cannot have such a frame
 */
export function askByScript<T>(url: string, read: (value: unknown) => T, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const frame = document.createElement("iframe");
    // In a closed shadow root no script of the page finds the frame, to wrap or reload it.
    const host = document.createElement("div");
    const end = (): void => {
      host.remove();
      // The script may have moved it.
      frame.remove();
    };
    const fail = (error: Error): void => {
      end();
      reject(error);
    };

    /** Simulated documents and pages that replace the browser's own methods may lack anything. */
    const attempt = (step: () => void): void => {
      try {
        step();
      } catch (error) {
        fail(
          new LhcStatusError(
            "config",
            `This page cannot ask by a script: ${String(error)}. Set transport="fetch".`,
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
            'This page is sandboxed: no script can be asked. Set transport="fetch".',
          ),
        );
        return;
      }
      const script = inner.createElement("script");
      let violated = "";
      inner.addEventListener("securitypolicyviolation", (event) => {
        // A policy that only reports blocks nothing.
        if (event.disposition === "enforce") violated = event.effectiveDirective;
      });
      // What the script throws is told by our own error; the page's console is not for it.
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
            `${url} came, but is no answer of Live Helper Chat. Is base-url right?`,
          ),
        );
      };
      const failed = (): void => {
        // The report of a violation may come after the error. The frame's own timer ends with the frame.
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
        // Trusted Types of the page do not allow it, as their report says.
        failed();
      }
    };

    // A page's own style must not show it. The CSSOM may do so under any policy.
    host.style.setProperty("display", "none", "important");
    // Firefox replaces the first document of a frame: what is put there before the load event is lost.
    // In WebKit that event comes within append(), and what the frame loads then would hold up the page's own.
    frame.onload = () => {
      queueMicrotask(() => {
        attempt(ask);
      });
    };
    signal.addEventListener("abort", end);
    attempt(() => {
      // At the root, since navigation that swaps the body would take it along.
      document.documentElement.append(host);
      host.attachShadow({ mode: "closed" }).append(frame);
    });
  });
}
