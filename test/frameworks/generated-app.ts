/** Turns what the site's generator writes for a framework into an app, as anyone who pastes it would. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULTS, judge, type Values } from "../../site/generator/fields.ts";
import { blocksFor } from "../../site/generator/snippets.ts";
import { readRelease } from "../site/support/release.ts";
import type { GeneratedApp } from "./framework.ts";
import type { Project } from "./project.ts";

/** With the characters that mean something in a template of some framework. */
export const LABEL = 'It\'s "{{ 1 + 1 }}" & {x} ${y} `z` \\n <b>@if</b>';

/** Options of each step of the generator. */
const CHOICES: Partial<Values> = {
  whom: "department",
  department: "1",
  nobot: "1",
  variant: "button",
  chat: "popup",
  online: LABEL,
  lang: "de",
  hide: "unknown",
  announce: "1",
  dot: "#123456",
  size: "huge",
  transport: "fetch",
};

const CONFIGURATION = ["index.html", "tsconfig.json", "vite.config.js", "angular.json"];

/** Writes an app into the project's folder `.generated`. */
export function writeGeneratedApp(project: Project, { site, files }: GeneratedApp, server: string): Project {
  const { settings, problems } = judge({ ...DEFAULTS, ...CHOICES, server, site });
  if (Object.keys(problems).length > 0) throw new Error(`Invalid choices: ${JSON.stringify(problems)}`);
  const blocks = blocksFor(settings, readRelease());
  const find = (title: string): string | undefined => blocks.find((block) => block.title === title)?.code;
  const code = (title: string): string => {
    const text = find(title);
    if (text === undefined)
      throw new Error(
        `The generator writes no block "${title}" for ${site}, only: ${blocks.map((block) => block.title).join(", ")}.`,
      );
    return text;
  };

  const app = project.nested(".generated");
  for (const file of CONFIGURATION) {
    const path = join(project.folder, file);
    if (existsSync(path)) app.write(file, readFileSync(path, "utf8"));
  }
  const page = readFileSync(join(project.folder, "index.html"), "utf8");
  app.write(
    "index.html",
    page
      .replace("</head>", () => `<style>${code("Style sheet")}</style></head>`)
      .replace("</body>", () => `${find("Your page") ?? ""}</body>`),
  );
  for (const [file, text] of Object.entries(files(code))) app.write(file, text);
  return app;
}
