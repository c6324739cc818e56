import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import fc from "fast-check";
import { compile as compileSvelte } from "svelte/compiler";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compileScript, compileTemplate, parse as parseVue } from "vue/compiler-sfc";
import { DEFAULTS, judge, type Values } from "../../../site/generator/fields.ts";
import { type Block, blocksFor, declarationsOf, type Package } from "../../../site/generator/snippets.ts";
import { anyValues } from "./any-values.ts";

// It has no types.
const { JSDOM } = createRequire(import.meta.url)("jsdom") as {
  JSDOM: new (html: string) => { window: { document: Document } };
};

const RELEASE: Package = {
  serveAs: "lhc-status-0.1.0.js",
  integrity: "sha384-abc",
  sha256: (text) => createHash("sha256").update(text).digest("base64"),
};
const SERVER = "https://chat.example.com/";
const blocks = (changes: Partial<Values>): readonly Block[] =>
  blocksFor(judge({ ...DEFAULTS, server: SERVER, ...changes }).settings, RELEASE);
const first = (changes: Partial<Values>): string => blocks(changes)[0]!.code;

describe("what to paste", () => {
  test("HTML has two lines if nothing differs from the default", () => {
    expect(blocks({}).map(({ code }) => code)).toEqual([
      `<script src="/lhc-status-0.1.0.js" data-lhc-base-url="https://chat.example.com/" async></script>

<lhc-status></lhc-status>`,
    ]);
  });

  test("HTML with everything", () => {
    const [page, policy] = blocks({
      whom: "department",
      department: "2",
      chat: "popup",
      online: 'Say "hi" & <wave>',
      dot: "#1a7f37",
      transport: "fetch",
      fast: "1",
      csp: "1",
      sri: "1",
    });
    expect(page!.code).toMatchInlineSnapshot(`
      "<script>document.head.append(Object.assign(document.createElement("link"),{rel:"preload",as:"fetch",crossOrigin:"",href:"https://chat.example.com/restapi/isonlinedepartment/2?_="+Math.floor(Date.now()/30e3)}))</script>
      <script
        src="/lhc-status-0.1.0.js"
        data-lhc-base-url="https://chat.example.com/"
        data-lhc-transport="fetch"
        integrity="sha384-abc"
        async
      ></script>
      <style>
      lhc-status {
        --lhc-status-online-color: #1a7f37;
      }
      </style>

      <lhc-status
        department="2"
        chat="popup"
        label-online="Say &quot;hi&quot; &amp; &lt;wave&gt;"
      ></lhc-status>"
    `);
    expect(policy!.code).toMatchInlineSnapshot(`
      "script-src 'self' 'sha256-wqYIDXC5z0y6g+IldzEaBG+9BsE1RCOkO/zfNORszB0=';
      connect-src https://chat.example.com;
      style-src 'sha256-i5tLTsdUoQFQm11hCSd6EBMAfznQHZYeTR/T8eLh3WM='"
    `);
  });

  test("WordPress has a shortcode", () => {
    expect(
      blocks({
        site: "wordpress",
        whom: "department",
        department: "2",
        chat: "popup",
        online: 'A "b" [c]',
      })[1]!.code,
    ).toBe('[lhc_status department="2" chat="popup" label_online="A &quot;b&quot; &#91;c&#93;"]');
  });

  test("a CMS has a link to the chat", () => {
    expect(blocks({ site: "cms", whom: "department", department: "2", chat: "link" })[1]!.code).toBe(
      `<a
  class="lhc-status"
  href="https://chat.example.com/chat/start/(department)/2/(leaveamessage)/true"
  data-lhc-department="2"
>Contact us</a>`,
    );
  });

  test("a label with braces is no expression in Angular", () => {
    const code = first({ site: "angular", online: "It's {{ 1 + 1 }} \\n" });
    expect(code).toContain(`[attr.label-online]="'It\\\\'s &#123;&#123; 1 + 1 &#125;&#125; \\\\\\\\n'"`);
  });

  test("a script for a tag manager cannot end its element", () => {
    expect(first({ site: "tag-manager", server: "https://chat.example.com/</script>" })).not.toMatch(
      /<\/script>[^]*<\/script>/,
    );
  });
});

const options = { numRuns: 60 };

describe("any valid configuration", () => {
  test("gives HTML with the chosen attributes and nothing else", () => {
    fc.assert(
      fc.property(anyValues(SERVER), (values) => {
        const { settings } = judge(values);
        const [page] = blocksFor({ ...settings, site: "html" }, RELEASE);
        const { body, head } = new JSDOM(page!.code).window.document;
        const all = [...head.querySelectorAll("*"), ...body.querySelectorAll("*")];
        expect(all.map(({ localName }) => localName)).toEqual([
          ...(settings.fast ? ["script"] : []),
          "script",
          ...(declarationsOf(settings).length > 0 ? ["style"] : []),
          "lhc-status",
        ]);
        const badge = body.querySelector("lhc-status")!;
        for (const state of ["online", "offline", "checking", "unknown"] as const)
          expect(badge.getAttribute(`label-${state}`) ?? "").toBe(settings[state]);
      }),
      options,
    );
  });

  test("gives React, Vue, Svelte and Angular code that compiles", () => {
    fc.assert(
      fc.property(anyValues(SERVER), (values) => {
        const { settings } = judge(values);
        const code = (site: string): string => blocksFor({ ...settings, site }, RELEASE)[0]!.code;
        const faults = (text: string, name: string): string[] =>
          (
            ts.transpileModule(text, {
              reportDiagnostics: true,
              fileName: name,
              compilerOptions: { jsx: ts.JsxEmit.ReactJSX, experimentalDecorators: true },
            }).diagnostics ?? []
          ).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
        expect(faults(code("react"), "a.tsx")).toEqual([]);
        expect(faults(code("angular"), "a.ts")).toEqual([]);
        const compiled = compileSvelte(code("svelte"), { generate: "server" });
        expect(compiled.warnings).toEqual([]);
        const { descriptor, errors } = parseVue(code("vue"));
        expect(errors).toEqual([]);
        compileScript(descriptor, { id: "a" });
        const template = compileTemplate({
          source: descriptor.template!.content,
          filename: "a.vue",
          id: "a",
        });
        expect(template.errors).toEqual([]);
      }),
      options,
    );
  });

  test("keeps the words of a label in React", () => {
    fc.assert(
      fc.property(anyValues(SERVER), (values) => {
        const { settings } = judge(values);
        const { outputText } = ts.transpileModule(
          blocksFor({ ...settings, site: "react" }, RELEASE)[0]!.code,
          {
            fileName: "a.tsx",
            compilerOptions: { jsx: ts.JsxEmit.React },
          },
        );
        const online = /"label-online": ("(?:[^"\\]|\\.)*")/.exec(outputText)?.[1] ?? '""';
        expect(JSON.parse(online)).toBe(settings.online);
      }),
      options,
    );
  });
});
