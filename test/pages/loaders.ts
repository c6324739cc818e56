/** How sites load the script, and how docs/cms.md describes it. */
import { NONCE } from "./support/pages.ts";

export const inline = (code: string): string => `<script nonce="${NONCE}">${code}</script>`;

/** Runs the script again in a new element. */
const insert = (assign: string): string => `
  const old = document.querySelector("[data-lhc-base-url]");
  const script = document.createElement("script");
  ${assign}`;

/** Makes a script tag with its server. */
type Tag = (attributes: string) => string;

/** A tag that does not run. */
export const placeholder = (tag: Tag): string => tag(`type="text/plain" src="/lhc-status.js"`);

/** The head of a page, by the loader. `/combined.js` is a file that contains the script. */
export const LOADERS: Readonly<Record<string, (tag: Tag) => string>> = {
  "a module": (tag) => tag(`type="module" src="/lhc-status.js"`),
  "a module with async": (tag) => tag(`type="module" async src="/lhc-status.js"`),
  "a deferred script": (tag) => tag(`defer src="/lhc-status.js"`),
  "a dynamic import": (tag) => placeholder(tag) + inline(`import("/lhc-status.js")`),
  "another file that contains it": (tag) => placeholder(tag) + `<script src="/combined.js"></script>`,
  "a consent tool that inserts a copy of the tag": (tag) =>
    placeholder(tag) +
    inline(
      insert(`for (const { name, value } of old.attributes) script.setAttribute(name, value);
        script.type = "text/javascript";
        old.replaceWith(script);`),
    ),
  "a consent tool that inserts a tag with nothing but src": (tag) =>
    placeholder(tag) + inline(insert(`script.src = old.src; document.head.append(script);`)),
  "a loader that evaluates the file's text": (tag) =>
    placeholder(tag) +
    inline(`fetch("/lhc-status.js").then((response) => response.text()).then((text) => {
      const script = document.createElement("script");
      script.text = text;
      document.head.append(script);
      script.remove();
    })`),
  "a loader that replaces document.currentScript": (tag) =>
    placeholder(tag) +
    inline(
      insert(`Object.defineProperty(document, "currentScript", { get: () => null, configurable: true });
        script.src = old.src;
        document.head.append(script);`),
    ),
  "two equal tags": (tag) => placeholder(tag) + tag(`type="module" src="/lhc-status.js"`),
  "a delayer that waits for the first touch": (tag) =>
    placeholder(tag) +
    inline(`addEventListener("pointerdown", () => {
      ${insert(`for (const { name, value } of old.attributes) script.setAttribute(name, value);
        script.removeAttribute("type");
        old.replaceWith(script);`)}
    }, { once: true });
    addEventListener("load", () => dispatchEvent(new PointerEvent("pointerdown")));`),
  "a tag manager that creates the tag in code": (tag) =>
    inline(`const script = document.createElement("script");
      script.src = "/lhc-status.js";
      script.setAttribute("data-lhc-base-url", "${/data-lhc-base-url="(.*?)"/.exec(tag(""))![1]}");
      document.head.append(script);`),
};

/** The rows of the table in docs/cms.md: what a site does, and the loaders that do the same. */
const ROWS: readonly (readonly [string, readonly (keyof typeof LOADERS)[]])[] = [
  [
    "defers it, or makes it a module",
    ["a deferred script", "a module", "a module with async", "a dynamic import"],
  ],
  ["combines it with other scripts", ["another file that contains it"]],
  [
    "delays it until the first touch or key (WP Rocket, LiteSpeed, Perfmatters)",
    ["a delayer that waits for the first touch"],
  ],
  [
    "blocks it until a visitor consents",
    [
      "a consent tool that inserts a copy of the tag",
      "a consent tool that inserts a tag with nothing but src",
    ],
  ],
  [
    "loads its text and evaluates it (Rocket Loader, jQuery)",
    ["a loader that evaluates the file's text", "a loader that replaces document.currentScript"],
  ],
  ["contains the tag twice", ["two equal tags"]],
  ["creates the tag in code (tag managers)", ["a tag manager that creates the tag in code"]],
];

/** The table of docs/cms.md. */
export function loaderTable(): string {
  const used = ROWS.flatMap(([, loaders]) => loaders);
  const missing = Object.keys(LOADERS).filter((name) => !used.includes(name));
  if (missing.length > 0 || used.some((name) => !(name in LOADERS)))
    throw new Error(`Each loader needs a row in test/pages/loaders.ts: ${missing.join(", ")}`);
  return ["| a site that | result |", "| --- | --- |", ...ROWS.map(([what]) => `| ${what} | works |`)].join(
    "\n",
  );
}
