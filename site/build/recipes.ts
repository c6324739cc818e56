/** The recipes: site/recipes.md, with each of its examples live. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { root } from "../../scripts/lib/project-files.ts";

export interface Recipe {
  readonly id: string;
  readonly title: string;
  /** HTML. */
  readonly text: string;
  /** The example itself, while operators are there and while all are away. Absent if it asks a server. */
  readonly live?: readonly { readonly when: string; readonly html: string }[];
  readonly blocks: readonly { readonly language: string; readonly code: string }[];
}

const markdown = new MarkdownIt();

/** The site's policy forbids pictures of other hosts. */
const asksServer = (html: string): boolean => html.includes("https://chat.example.com/");

/** The stand-in of the page has a server where everyone is away, and a department that is. */
const away = (html: string): string =>
  html
    .replaceAll("<lhc-status", '<lhc-status base-url="https://lhc.invalid/offline/"')
    .replaceAll("data-lhc-show=", 'data-lhc-department="9" data-lhc-show=');

export function readRecipes(): Recipe[] {
  return readFileSync(join(root, "site/recipes.md"), "utf8")
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [title = "", ...rest] = part.split("\n");
      const blocks = Array.from(
        part.matchAll(/^```(\w+)\n([^]*?)\n```$/gm),
        ([, language = "", code = ""]) => ({
          language,
          code,
        }),
      );
      const html = blocks.find(({ language }) => language === "html")?.code ?? "";
      return {
        id: title
          .toLowerCase()
          .replaceAll(/[^a-z ]/g, "")
          .replaceAll(" ", "-"),
        title,
        text: markdown.render(rest.join("\n").replaceAll(/^```[^]*?^```$/gm, "")),
        ...(!asksServer(html) && {
          live: [
            { when: "Operators are there", html },
            { when: "Everyone is away", html: away(html) },
          ],
        }),
        blocks,
      };
    });
}

/** The style sheet of the live examples: what the recipes show, each limited to its own example. */
export const recipeStyles = (): string =>
  readRecipes()
    .flatMap(({ id, blocks }) =>
      blocks
        .filter(({ language }) => language === "css")
        // Nesting keeps the rules of an example from the rest of the page.
        .map(({ code }) => `.live-${id} {\n${code}\n}`),
    )
    .join("\n");
