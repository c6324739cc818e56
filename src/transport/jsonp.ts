import { nonceFor } from "../page/defaults.ts";
import { readAnswer } from "../protocol/answer.ts";
import { LhcStatusError } from "../protocol/error.ts";
import { CALLBACK, type Question, requestUrl } from "../protocol/question.ts";
import { blockedByPolicy } from "./blocked-by-policy.ts";

interface Policy {
  createScriptURL(url: string): string;
}
type FrameWindow = Window &
  typeof globalThis & {
    [CALLBACK]?: (value: unknown) => void;
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  };

/** One script in the frame. */
interface Request {
  readonly url: string;
  /** The directive of the page's policy that blocks it. */
  violated: string;
  readonly answer: (value: unknown) => void;
}

/** Frames that questions may still join. */
const open = new Map<string, CallbackFrame>();

/** The page's first question sets up the connection while the browser makes the frame. Later ones reuse it. */
let isFirst = true;

/**
 * Asks with a callback script in an empty frame, so the page gets no global, no foreign error and no delayed load event.
 * Removing the frame is the only way to abort a script's request in every browser. This is not isolation: the script
 * can still reach the page.
 *
 * @param signal ends the question; the promise stays pending then
 * @param group questions of one group that are asked in one task share a frame. It is removed with the last of them, so
 *   they must have one server and one timeout
 * @throws LhcStatusError `network`, `blocked-by-csp`, `no-callback`, `bad-answer`; any other error if the page
 *   cannot have such a frame
 */
export async function askByScript(question: Question, signal: AbortSignal, group: string): Promise<boolean> {
  signal.throwIfAborted();
  let frame = open.get(group);
  if (!frame) open.set(group, (frame = new CallbackFrame(group, question.url)));
  return frame.ask(question, signal);
}

class CallbackFrame {
  readonly #group: string;
  readonly #frame = document.createElement("iframe");
  // In a closed shadow root, scripts of the page cannot find the frame to wrap or reload it.
  readonly #host = document.createElement("div");
  readonly #requests = new Map<unknown, Request>();
  readonly #ready: Promise<FrameWindow>;
  #policy: Policy | undefined;
  /** The signals of the questions that need the frame. */
  readonly #waiting = new Set<AbortSignal>();

  constructor(group: string, url: string) {
    this.#group = group;
    this.#ready = this.#load(url);
  }

  async #load(url: string): Promise<FrameWindow> {
    const frame = this.#frame;
    // Overrides the page's own styles. No policy forbids styles set through the CSSOM.
    this.#host.style.setProperty("display", "none", "important");
    // Firefox replaces a frame's initial document, so wait for its load event. In WebKit that event fires within append(),
    // and a request started there, not in a microtask, would delay the page's own load event.
    await new Promise((resolve) => {
      frame.onload = resolve;
      // In the root element, because client-side navigation may replace the body.
      document.documentElement.append(this.#host);
      const root = this.#host.attachShadow({ mode: "closed" });
      if (isFirst)
        root.append(Object.assign(document.createElement("link"), { rel: "preconnect", href: url }));
      isFirst = false;
      root.append(frame);
      // jsdom creates no window for a frame in a shadow root, so its load event would never come.
      if (!frame.contentWindow) throw new Error("frames do not load");
    });
    const view = frame.contentWindow as FrameWindow;
    const note = ({ disposition, blockedURI, effectiveDirective }: SecurityPolicyViolationEvent): void => {
      // A report-only policy blocks nothing.
      if (disposition !== "enforce") return;
      for (const request of this.#requests.values())
        if (request.url.startsWith(blockedURI)) request.violated = effectiveDirective;
    };
    // A sandboxed page has no access to the frame's document.
    const inner = frame.contentDocument as Document;
    inner.addEventListener("securitypolicyviolation", note);
    // Our own error reports what the script throws, so keep it out of the console.
    view.onerror = () => true;
    view[CALLBACK] = (value) => {
      const [only, ...others] = this.#requests.keys();
      // A late call has no script. A call that the only script wrote into the document has another one.
      this.#requests.get(others.length ? inner.currentScript : only)?.answer(value);
    };
    // After this task. The frame's own timer, because a page may have replaced its clock.
    view.setTimeout(() => {
      this.#close();
    });
    return view;
  }

  #close(): void {
    if (open.get(this.#group) === this) open.delete(this.#group);
  }

  async ask(question: Question, signal: AbortSignal): Promise<boolean> {
    const leave = (): void => {
      this.#waiting.delete(signal);
      if (this.#waiting.size) return;
      this.#close();
      try {
        this.#host.remove();
        // The callback script may have moved it.
        this.#frame.remove();
      } catch {
        // The page's own method: the answer counts all the same.
      }
    };
    this.#waiting.add(signal);
    signal.addEventListener("abort", leave);
    try {
      return await this.#answerTo(question, await this.#ready);
    } finally {
      leave();
    }
  }

  #answerTo(question: Question, view: FrameWindow): Promise<boolean> {
    const url = requestUrl(question, Date.now() / 1000, CALLBACK);
    return new Promise((resolve, reject) => {
      const script = view.document.createElement("script");
      const request: Request = {
        url,
        violated: "",
        answer(value) {
          try {
            resolve(readAnswer(value, question));
          } catch (reason) {
            const error = reason as LhcStatusError;
            reject(error);
          }
        },
      };
      this.#requests.set(script, request);
      script.onload = () => {
        reject(new LhcStatusError("no-callback", `${url} loaded but did not call back. Check base-url.`));
      };
      script.onerror = () => {
        // The violation may be reported after the error. The frame's own timer ends with the frame.
        view.setTimeout(() => {
          reject(
            request.violated
              ? blockedByPolicy(url, request.violated)
              : new LhcStatusError(
                  "network",
                  `No answer from ${url}. Open it in a tab to see what is wrong.`,
                ),
          );
        });
      };
      if (globalThis.crossOriginIsolated) script.crossOrigin = "anonymous";
      script.referrerPolicy = "no-referrer";
      script.nonce = nonceFor(url);
      try {
        this.#policy ??= view.trustedTypes?.createPolicy("lhc-status", {
          createScriptURL: (trusted) => trusted,
        });
        script.src = this.#policy ? this.#policy.createScriptURL(url) : url;
        view.document.head.append(script);
      } catch {
        // Not by its event, which Firefox dispatches some time later.
        reject(blockedByPolicy(url, "trusted-types"));
      }
    });
  }
}
