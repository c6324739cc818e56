/** Pages with strict headers show a live status without console messages. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { filled, filledHeaders, POLICIES } from "./policies.ts";
import {
  badge,
  expectQuietlyOnline,
  NONCE,
  NPM_APP,
  ONLINE,
  outcome,
  scriptTag,
  usePages,
} from "./support/pages.ts";

const CSP = "Content-Security-Policy";
const pages = usePages();

// test/pages/script-tag.test.ts tests the script tag.
describe.each(POLICIES)("$name, by $transport", ({ csp, transport }) => {
  test("with an npm bundle", async () => {
    await pages.visit(NPM_APP + badge(`transport="${transport}"`), {
      [CSP]: filled(csp, pages.lhc.origin, NONCE),
    });
    await expectQuietlyOnline(pages);
  });
});

const STRICT =
  "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; connect-src {lhc}; " +
  "trusted-types lhc-status; require-trusted-types-for 'script'";
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin" };

const HEADERS: Record<string, Record<string, string>> = {
  "the strictest CSP": { [CSP]: STRICT },
  "no styles": { [CSP]: "style-src 'none'; style-src-elem 'none'; style-src-attr 'none'" },
  "no frames": { [CSP]: "frame-src 'none'; child-src 'none'" },
  "COEP credentialless": { "Cross-Origin-Embedder-Policy": "credentialless" },
  "isolation, COEP credentialless": { ...ISOLATED, "Cross-Origin-Embedder-Policy": "credentialless" },
  "isolation, COEP require-corp": { ...ISOLATED, "Cross-Origin-Embedder-Policy": "require-corp" },
  "a Referrer-Policy of no-referrer": { "Referrer-Policy": "no-referrer" },
  "a Referrer-Policy of unsafe-url": { "Referrer-Policy": "unsafe-url" },
};

describe.each(["jsonp", "fetch"])("by %s", (transport) => {
  test.each(Object.entries(HEADERS))("with %s", async (_name, headers) => {
    const { lhc, visit } = pages;
    await visit(
      scriptTag(lhc) + badge(`transport="${transport}"`),
      filledHeaders(headers, lhc.origin, NONCE),
    );
    await expectQuietlyOnline(pages);
  });
});

test("COEP require-corp without isolation blocks the script, and fetch works", async () => {
  await pages.visit(scriptTag(pages.lhc) + badge(), { "Cross-Origin-Embedder-Policy": "require-corp" });
  expect(await outcome(pages.tab)).toEqual(ONLINE);
  expect(pages.questions.at(-1)!.target).not.toContain("callback=");
});

test("a sandboxed page blocks the script, and fetch works", async () => {
  await pages.visit(scriptTag(pages.lhc) + badge(), { [CSP]: "sandbox allow-scripts" });
  expect(await outcome(pages.tab)).toEqual(ONLINE);
});

test("a sandboxed page where fetch fails, too, says that it may be sandboxed", async () => {
  pages.lhc.faults = [{ status: 500, body: "" }];
  await pages.visit(scriptTag(pages.lhc) + badge(), { [CSP]: "sandbox allow-scripts" });
  expect(await outcome(pages.tab)).toMatchObject({
    status: "unknown",
    code: "config",
    message: expect.stringMatching(
      /^This page cannot request the status: .* may be sandboxed.* transport="fetch"/,
    ),
  });
});

test("Subresource Integrity", async () => {
  const { site, lhc, visit } = pages;
  const integrity = `sha384-${createHash("sha384").update(site.script).digest("base64")}`;
  await visit(scriptTag(lhc, `integrity="${integrity}"`) + badge());
  await expectQuietlyOnline(pages);
});

test("a policy in a meta element", async () => {
  const { lhc, visit } = pages;
  const meta = `<meta http-equiv="${CSP}" content="${filled(STRICT, lhc.origin, NONCE)}">`;
  await visit(meta + scriptTag(lhc) + badge());
  await expectQuietlyOnline(pages);
});
