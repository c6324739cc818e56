import { nonceFor } from "../page/defaults.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { CALLBACK } from "../protocol/question.ts";
import { blockedByPolicy } from "./blocked-by-policy.ts";

type FrameWindow = Window &
  typeof globalThis & {
    [CALLBACK]?: (value: unknown) => void;
    trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
  };

interface Frame {
  readonly contentDocument: Document;
  readonly contentWindow: FrameWindow;
}

/**
 * Asks with a callback script in an empty frame, so the page gets no global, no foreign error and no delayed load event.
 * Removing the frame is the only way to abort a script's request in every browser. This is not isolation: the script
 * can still reach the page.
 *
 * @param url including the callback's name
 * @param read turns the callback's value into the answer, or throws the error
 * @param signal removes the frame; the promise stays pending then
 * @throws LhcStatusError `network`, `blocked-by-csp`, `no-callback`, or what `read` throws; any other error if the page
 *   cannot have such a frame
 */
export async function askByScript<T>(
  url: string,
  read: (value: unknown) => T,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  const frame = document.createElement("iframe");
  // In a closed shadow root, scripts of the page cannot find the frame to wrap or reload it.
  const host = document.createElement("div");
  const end = (): void => {
    try {
      host.remove();
      // The callback script may have moved it.
      frame.remove();
    } catch {
      // The page's own method: the answer counts all the same.
    }
  };
  signal.addEventListener("abort", end);
  try {
    // Overrides the page's own styles. No policy forbids styles set through the CSSOM.
    host.style.setProperty("display", "none", "important");
    // Firefox replaces a frame's initial document, so wait for its load event. In WebKit that event fires within append(),
    // and a request started there, not in a microtask, would delay the page's own load event.
    await new Promise((resolve) => {
      frame.onload = resolve;
      // In the root element, because client-side navigation may replace the body.
      document.documentElement.append(host);
      host.attachShadow({ mode: "closed" }).append(frame);
      // jsdom creates no window for a frame in a shadow root, so its load event would never come.
      if (!frame.contentWindow) throw new Error("frames do not load");
    });
    return await answerIn(frame as unknown as Frame, url, read);
  } finally {
    end();
  }
}

/** What the script at `url` answers in a frame. A sandboxed page has no access to the frame's document. */
function answerIn<T>(
  { contentDocument: inner, contentWindow: view }: Frame,
  url: string,
  read: (value: unknown) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const script = inner.createElement("script");
    let violated = "";
    inner.addEventListener("securitypolicyviolation", (event) => {
      // A report-only policy blocks nothing.
      if (event.disposition === "enforce") violated = event.effectiveDirective;
    });
    // Our own error reports what the script throws, so keep it out of the console.
    view.onerror = () => true;
    view[CALLBACK] = (value) => {
      // The inner promise rejects with what read() throws.
      resolve(
        new Promise((done) => {
          done(read(value));
        }),
      );
    };
    script.onload = () => {
      reject(
        new LhcStatusError(
          "no-callback",
          `${url} loaded but did not call back, so it is not an answer of Live Helper Chat. Is base-url right?`,
        ),
      );
    };
    const failed = (): void => {
      // The violation may be reported after the error. The frame's own timer ends with the frame.
      view.setTimeout(() => {
        reject(
          violated
            ? blockedByPolicy(url, violated)
            : new LhcStatusError("network", `No answer from ${url}. Open it in a tab to see what is wrong.`),
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
  });
}
