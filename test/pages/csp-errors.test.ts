/** A policy that blocks a question is reported with its fix. A policy that does not is not blamed. */
import { describe, expect, test } from "vitest";
import { filled } from "./policies.ts";
import { badge, NONCE, NPM_APP, outcome, scriptTag, type Shown, usePages } from "./support/pages.ts";

const CSP = "Content-Security-Policy";
const pages = usePages();

async function visit(html: string, csp: string, name = CSP): Promise<Shown> {
  await pages.visit(html, { [name]: filled(csp, pages.lhc.origin, NONCE) });
  return outcome(pages.tab);
}
const withTag = (content: string): string => scriptTag(pages.lhc) + content;

describe("the error names what to add to the policy", () => {
  test.each([
    ["jsonp", "script-src 'self'; connect-src 'none'", "Add {lhc} to script-src."],
    ["jsonp", "script-src-elem 'self'; connect-src 'none'", "Add {lhc} to script-src."],
    ["jsonp", "default-src 'self'", "Add {lhc} to script-src."],
    ["fetch", "connect-src 'self'", "Add {lhc} to connect-src."],
    ["fetch", "default-src 'self'", "Add {lhc} to connect-src."],
    [
      "jsonp",
      "require-trusted-types-for 'script'; trusted-types others; connect-src 'none'",
      "Add lhc-status to trusted-types.",
    ],
    ["jsonp", "trusted-types 'none'; connect-src 'none'", "Add lhc-status to trusted-types."],
  ])("%s, under %s", async (transport, csp, remedy) => {
    const { status, code, message } = await visit(withTag(badge(`transport="${transport}"`)), csp);
    expect({ status, code }).toEqual({ status: "unknown", code: "blocked-by-csp" });
    expect(message).toContain(filled(remedy, pages.lhc.origin, NONCE));
    expect(pages.questions).toEqual([]);
  });

  test.each([
    ["by script", "connect-src 'self' {lhc}; script-src 'self'", false],
    ["by fetch", "connect-src 'self'; script-src 'self' {lhc}", true],
  ])("no error if the other transport is allowed: %s", async (_name, csp, byScript) => {
    expect((await visit(withTag(badge()), csp)).status).toBe("online");
    expect(pages.questions.map(({ target }) => target.includes("callback="))).toEqual([byScript]);
  });
});

describe("the nonce", () => {
  const NONCE_ALONE = "default-src 'none'; script-src 'nonce-{nonce}'";

  test.each([
    ["the script tag", withTag],
    ["setDefaults", (content: string) => NPM_APP + content],
  ])("of %s applies only to its own server", async (_name, page) => {
    const content = badge('base-url="http://127.0.0.1:9/"');
    expect((await visit(page(content), NONCE_ALONE)).message).toContain(
      "Add http://127.0.0.1:9 to script-src.",
    );
  });

  test("is not read from other attributes", async () => {
    const { origin } = pages.lhc;
    const tag = `<script src="/lhc-status.js" data-lhc-base-url="${origin}" data-nonce="${NONCE}" data-lhc-nonce="${NONCE}"></script>`;
    const content = badge(`nonce="${NONCE}" data-nonce="${NONCE}" data-lhc-nonce="${NONCE}"`);
    const { code } = await visit(
      tag + content,
      "default-src 'none'; script-src http://localhost:* 'nonce-{nonce}'",
    );
    expect(code).toBe("blocked-by-csp");
  });

  test("does not appear in the page's markup", async () => {
    await visit(withTag(badge()), NONCE_ALONE);
    expect(await pages.tab.evaluate("document.documentElement.outerHTML")).not.toContain(NONCE);
  });
});

describe("a policy is not blamed", () => {
  test.each([
    [
      "jsonp",
      "script-src 'self'; connect-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ],
    ["fetch", "connect-src 'none'"],
  ])("by %s if it only reports", async (transport, csp) => {
    pages.lhc.faults = [{ reset: true }];
    const html = withTag(badge(`transport="${transport}"`));
    expect((await visit(html, csp, `${CSP}-Report-Only`)).code).toBe("network");
  });

  test("if it only blocks the fallback", async () => {
    pages.lhc.faults = [{ reset: true }];
    expect((await visit(withTag(badge()), "script-src 'self' {lhc}; connect-src 'none'")).code).toBe(
      "network",
    );
  });

  test.each([
    [
      "a script with the same URL",
      "document.head.append(Object.assign(document.createElement('script'), { src: url }))",
    ],
    ["a question to another server", "fetch('http://127.0.0.1:9/restapi/isonlineuser/2').catch(() => {})"],
  ])("if it blocks something else at the same time: %s", async (_name, act) => {
    pages.lhc.faults = [{ reset: true }];
    const meanwhile = `<script nonce="${NONCE}">
      const url = "${pages.lhc.origin}/restapi/isonlineuser/2?_=" + Math.floor(Date.now() / 30_000);
      addEventListener("securitypolicyviolation", () => (document.title = "blocked"));
      ${act};
    </script>`;
    const csp = "script-src 'nonce-{nonce}'; connect-src {lhc}";
    // Not async, so that the question is in flight when the other request is blocked.
    const html = scriptTag(pages.lhc, "") + badge('transport="fetch"') + meanwhile;
    expect((await visit(html, csp)).code).toBe("network");
    expect(await pages.tab.evaluate("document.title")).toBe("blocked");
  });
});
