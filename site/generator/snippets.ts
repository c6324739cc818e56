/** Writes what to paste, for each kind of site. Only what differs from the default is written. Pure. */
import { chatUrl } from "../../src/protocol/chat-url.ts";
import { preloadScript } from "../../src/protocol/preload.ts";
import { questionFor } from "../../src/protocol/question.ts";
import type { Values } from "./fields.ts";
import { readServer } from "./server.ts";

export interface Block {
  readonly title: string;
  readonly language: "html" | "css" | "js" | "tsx" | "ts" | "vue" | "svelte" | "sh" | "text";
  readonly code: string;
  /** What to do with it, in one or two sentences. */
  readonly note?: string;
}

/** What the snippets need to know of the built package. */
export interface Package {
  readonly serveAs: string;
  readonly integrity: string;
  /** SHA-256 in base64. */
  readonly sha256: (text: string) => string;
}

const EXAMPLE_SERVER = "https://chat.example.com/";

const baseUrlOf = ({ server }: Values): string => (server && readServer(server).baseUrl) || EXAMPLE_SERVER;

type Attributes = readonly (readonly [name: string, value: string])[];

const given = (...attributes: [name: string, value: string | false | undefined][]): Attributes =>
  attributes.filter((attribute): attribute is [string, string] => Boolean(attribute[1]));

/** In the order in which a reader looks for them. A value of `true` stands for a boolean attribute. */
export function attributesOf(settings: Values): Attributes {
  const { department, user, match, variant, chat } = settings;
  const isDepartment = department !== "";
  return given(
    ["department", department],
    ["user", user],
    ["department-match", isDepartment && match !== "explicit" && match],
    ["exclude-online-hours", isDepartment && match === "explicit" && settings.nohours && "true"],
    ["exclude-bot", isDepartment && match === "explicit" && settings.nobot && "true"],
    ["variant", variant !== "badge" && variant],
    ["chat", chat !== "none" && chat],
    ["label-online", settings.online],
    ["label-offline", settings.offline],
    ["label-checking", settings.checking],
    ["label-unknown", settings.unknown],
    ["lang", settings.lang],
    ["hide-when", settings.hide],
    ["announce", settings.announce && "true"],
  );
}

const BOOLEAN = new Set(["exclude-online-hours", "exclude-bot", "announce"]);

const RADIUS: Readonly<Record<string, string>> = { soft: "0.4em", square: "0" };
const FONT_SIZE: Readonly<Record<string, string>> = { small: "0.875rem", large: "1.25rem", huge: "1.5rem" };

/** The declarations that set the colours and the size. */
export const declarationsOf = (settings: Values): Attributes =>
  given(
    ["font-size", FONT_SIZE[settings.size]],
    ["--lhc-status-color", settings.color],
    ["--lhc-status-background", settings.background],
    ["--lhc-status-radius", RADIUS[settings.corners]],
    ["--lhc-status-online-color", settings.dot],
    ["--lhc-status-offline-color", settings.away],
  );

function cssOf(settings: Values, selector = "lhc-status"): string {
  const declarations = declarationsOf(settings).map(([name, value]) => `  ${name}: ${value};\n`);
  return declarations.length > 0 ? `${selector} {\n${declarations.join("")}}` : "";
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  '"': "&quot;",
  "<": "&lt;",
  ">": "&gt;",
  // Angular, Svelte and Vue read braces.
  "{": "&#123;",
  "}": "&#125;",
};
const escaped = (value: string, characters = /[&"<>]/g): string =>
  value.replaceAll(characters, (character) => ENTITIES[character] ?? character);

/** For a string in a script that may stand in HTML. */
const quoted = (value: string): string => JSON.stringify(value).replaceAll("<", "\\u003c");

/** A tag on one line, or one attribute a line if it would be long. */
function tag(name: string, attributes: readonly string[], { indent = "", isClosed = true } = {}): string {
  const end = isClosed ? `></${name}>` : " />";
  const line = `${indent}<${[name, ...attributes].join(" ")}${end}`;
  if (line.length <= 100) return line;
  return `${indent}<${name}\n${attributes.map((one) => `${indent}  ${one}\n`).join("")}${indent}${end.trim()}`;
}

const htmlAttribute = ([name, value]: Attributes[number], escape = escaped): string =>
  BOOLEAN.has(name) ? name : `${name}="${escape(value)}"`;

const htmlAttributes = (attributes: Attributes, escape = escaped): string[] =>
  attributes.map((attribute) => htmlAttribute(attribute, escape));

const badge = (settings: Values): string => tag("lhc-status", htmlAttributes(attributesOf(settings)));

/** Where the site keeps the script. */
const fileOf = (settings: Values, { serveAs }: Package): string => settings.file || `/${serveAs}`;

function scriptTag(settings: Values, release: Package): string {
  const file = fileOf(settings, release);
  const attributes = given(
    ["src", file],
    ["data-lhc-base-url", baseUrlOf(settings)],
    ["data-lhc-transport", settings.transport !== "jsonp" && settings.transport],
    ["integrity", settings.sri && release.integrity],
    ["crossorigin", settings.sri && /^https:/.test(file) && "anonymous"],
    ["nonce", settings.nonce],
  );
  return tag("script", [...htmlAttributes(attributes), "async"]);
}

function questionOf(settings: Values): ReturnType<typeof questionFor> {
  const { department, user, match, nobot, nohours } = settings;
  const isExplicit = Boolean(department) && match === "explicit";
  return questionFor(
    {
      baseUrl: baseUrlOf(settings),
      ...(department && { department, departmentMatch: match as "explicit" }),
      ...(user && { user }),
      excludeBot: isExplicit && Boolean(nobot),
      excludeOnlineHours: isExplicit && Boolean(nohours),
    },
    {},
    () => {},
  );
}

const withNonce = (name: string, { nonce }: Values): string =>
  nonce ? `<${name} nonce="${nonce}">` : `<${name}>`;

/** The inline script that asks before the script file has arrived. */
const preload = (settings: Values): string => preloadScript(questionOf(settings));

/** The lines to add to a Content-Security-Policy. */
export function policyLines(settings: Values, release: Package): string[] {
  const { nonce, fast, transport } = settings;
  const lhc = new URL(baseUrlOf(settings)).origin;
  const file = fileOf(settings, release);
  const hash = (text: string): string => `'sha256-${release.sha256(text)}'`;
  const own = /^https:/.test(file) ? new URL(file).origin : "'self'";
  const script = [nonce ? `'nonce-${nonce}'` : own];
  if (transport === "jsonp") script.push(lhc);
  if (fast && !nonce) script.push(hash(preload(settings)));
  const css = cssOf(settings);
  return [
    `script-src ${script.join(" ")}`,
    ...(fast || transport === "fetch" ? [`connect-src ${lhc}`] : []),
    ...(css ? [`style-src ${nonce ? `'nonce-${nonce}'` : hash(`\n${css}\n`)}`] : []),
  ];
}

function html(settings: Values, release: Package): Block[] {
  const css = cssOf(settings);
  const head = [
    settings.fast && `${withNonce("script", settings)}${preload(settings)}</script>`,
    scriptTag(settings, release),
    css && `${withNonce("style", settings)}\n${css}\n</style>`,
  ];
  return [
    {
      title: "Your page",
      language: "html",
      code: `${head.filter(Boolean).join("\n")}\n\n${badge(settings)}`,
      note: `The badge shows where you paste the last element. The script can be anywhere, best in <head>. Copy ${release.serveAs} to your site first.`,
    },
    ...(settings.csp || settings.nonce
      ? [
          {
            title: "Content-Security-Policy",
            language: "text" as const,
            code: policyLines(settings, release).join(";\n"),
            note: "Add these sources to the policy of your site.",
          },
        ]
      : []),
  ];
}

const SHORTCODE_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  '"': "&quot;",
  "<": "&lt;",
  ">": "&gt;",
  "[": "&#91;",
  "]": "&#93;",
};

/** In WordPress's shortcode syntax. Names have underscores. */
function shortcode(settings: Values): string {
  const attributes = attributesOf(settings).map(([name, value]) => {
    const text = value.replaceAll(/[&"<>[\]]/g, (character) => SHORTCODE_ENTITIES[character] ?? character);
    return ` ${name.replaceAll("-", "_")}="${text}"`;
  });
  return `[lhc_status${attributes.join("")}]`;
}

const styles = (settings: Values, note: string): Block[] => {
  const css = cssOf(settings);
  return css ? [{ title: "Style sheet", language: "css", code: css, note }] : [];
};

const wordpress = (settings: Values): Block[] => [
  {
    title: "The server",
    language: "text",
    code: baseUrlOf(settings),
    note: "Install the plugin and write this address under Settings → Status Badge.",
  },
  {
    title: "Post, page or widget",
    language: "text",
    code: shortcode(settings),
    note: "Paste it where the badge should be, in a Shortcode block or in text.",
  },
  ...styles(settings, "Under Appearance → Customize → Additional CSS."),
];

/** The attributes that content in a CMS can set. */
const CONTENT = /^(department|user|department-match|exclude-bot|label-.*|variant|hide-when)$/;

function cms(settings: Values, release: Package): Block[] {
  const { department, user, chat } = settings;
  const attributes = given(
    ["class", "lhc-status"],
    ["href", chatUrl(new URL(baseUrlOf(settings)), { department, operator: user, leaveMessage: true })],
    ...attributesOf(settings)
      .filter(([name]) => CONTENT.test(name))
      .map(([name, value]): [string, string] => [`data-lhc-${name}`, value]),
  );
  const link = tag("a", htmlAttributes(attributes)).replace(
    /<\/a>$/,
    `${escaped(settings.unknown || "Contact us")}</a>`,
  );
  const span = tag("span", htmlAttributes(attributes.filter(([name]) => name !== "href")));
  return [
    {
      title: "Theme, once",
      language: "html",
      code: scriptTag(settings, release),
      note: "Put this into the <head> of the theme.",
    },
    {
      title: "Content",
      language: "html",
      code: chat === "none" ? span : link,
      note:
        chat === "none"
          ? "Authors write this where the badge should be, in the HTML view of the editor."
          : "Authors write this link. Without the script it is a link to the chat. In an editor without HTML, add #lhc-status to the address of a link instead.",
    },
    ...styles(settings, "In the theme."),
  ];
}

function tagManager(settings: Values, release: Package): Block[] {
  const lines = given(
    ["data-lhc-base-url", baseUrlOf(settings)],
    ["data-lhc-transport", settings.transport !== "jsonp" && settings.transport],
  ).map(([name, value]) => `  script.setAttribute("${name}", ${quoted(value)});\n`);
  return [
    {
      title: "Custom HTML tag, on all pages",
      language: "html",
      code:
        `<script>\n  var script = document.createElement("script");\n  script.src = ${quoted(fileOf(settings, release))};\n` +
        `${lines.join("")}  document.head.appendChild(script);\n</script>`,
      note: "In Google Tag Manager: New tag → Custom HTML, with the trigger All Pages.",
    },
    {
      title: "Your page",
      language: "html",
      code: badge(settings),
      note: "A tag manager loads scripts, but does not place elements, so this line goes into the page itself.",
    },
    ...styles(settings, "In the style sheet of the site."),
  ];
}

function options(settings: Values): string {
  const rest = settings.transport === "jsonp" ? "" : `, transport: ${quoted(settings.transport)}`;
  return `setDefaults({ baseUrl: ${quoted(baseUrlOf(settings))}${rest} });`;
}

const language = ({ lang }: Values): string =>
  lang && lang !== "en" ? `import ${quoted(`lhc-status/locales/${lang}`)};\n` : "";

const INSTALL: Block = { title: "Install", language: "sh", code: "npm install lhc-status" };

const inFramework = (block: Block, settings: Values, ...more: Block[]): Block[] => [
  block,
  ...more,
  INSTALL,
  ...styles(settings, "In a global style sheet."),
];

const withBraces = (value: string): string => escaped(value, /[&"<>{}]/g);
const tagIn = (settings: Values, indent: string): string =>
  tag("lhc-status", htmlAttributes(attributesOf(settings), withBraces), { indent });

const react = (settings: Values): Block[] =>
  inFramework(
    {
      title: "ChatStatus.tsx",
      language: "tsx",
      code: `import { setDefaults } from "lhc-status";
${language(settings)}import type {} from "lhc-status/react";

${options(settings)}

export function ChatStatus() {
  return (
${tag("lhc-status", htmlAttributes(attributesOf(settings), withBraces), { indent: "    ", isClosed: false })}
  );
}`,
      note: 'In Next.js, begin the file with "use client".',
    },
    settings,
  );

const vue = (settings: Values): Block[] =>
  inFramework(
    {
      title: "ChatStatus.vue",
      language: "vue",
      code: `<script setup lang="ts">
import { setDefaults } from "lhc-status";
${language(settings)}import type {} from "lhc-status/vue";

${options(settings)}
</script>

<template>
${tagIn(settings, "  ")}
</template>`,
    },
    settings,
    {
      title: "vite.config.ts",
      language: "ts",
      code: `vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "lhc-status" } } });`,
      note: "Tells Vue that this element is not one of its components.",
    },
  );

const svelte = (settings: Values): Block[] =>
  inFramework(
    {
      title: "ChatStatus.svelte",
      language: "svelte",
      code: `<script lang="ts">
  import { setDefaults } from "lhc-status";
${language(settings).replace(/^(?=.)/, "  ")}
  ${options(settings)}
</script>

${tagIn(settings, "")}`,
    },
    settings,
  );

/** Angular decodes entities before it looks for `{{`, so a value with braces is bound as a quoted string. */
const angularAttribute = ([name, value]: Attributes[number]): string =>
  value.includes("{{")
    ? `[attr.${name}]="${withBraces(`'${value.replaceAll(/[\\']/g, "\\$&")}'`)}"`
    : htmlAttribute([name, value], withBraces);

/** For a template literal. */
const inTemplate = (code: string): string => code.replaceAll(/[\\`$]/g, "\\$&");

const angular = (settings: Values): Block[] =>
  inFramework(
    {
      title: "chat-status.ts",
      language: "ts",
      code: `import { Component, CUSTOM_ELEMENTS_SCHEMA } from "@angular/core";
import { setDefaults } from "lhc-status";
${language(settings)}
${options(settings)}

@Component({
  selector: "app-chat-status",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
${inTemplate(tag("lhc-status", attributesOf(settings).map(angularAttribute), { indent: "    " }))}
  \`,
})
export class ChatStatus {}`,
    },
    settings,
  );

const npm = (settings: Values): Block[] => [
  INSTALL,
  {
    title: "Your script",
    language: "js",
    code: `import { setDefaults } from "lhc-status";
${language(settings)}
${options(settings)}`,
    note: "Call it once, before the first badge is rendered.",
  },
  { title: "Your page", language: "html", code: badge(settings) },
  ...styles(settings, "In your style sheet."),
];

const WRITERS: Readonly<Record<string, (settings: Values, release: Package) => Block[]>> = {
  html,
  wordpress,
  cms,
  "tag-manager": tagManager,
  react,
  vue,
  svelte,
  angular,
  npm,
};

/** @param settings as `judge` gives them */
export const blocksFor = (settings: Values, release: Package): Block[] =>
  (WRITERS[settings.site] ?? html)(settings, release);
