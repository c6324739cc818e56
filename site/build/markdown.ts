/** Markdown as GitHub shows it, with links that work in the site. */
import { dirname, join, normalize, relative } from "node:path";
import { root } from "../../scripts/lib/project-files.ts";
import { imageSize } from "./image-size.ts";
import MarkdownIt, { type Env, type Token } from "markdown-it";
import type { Document } from "./documents.ts";

/** A part of a page, for the search. */
interface Section {
  readonly anchor: string;
  /** The headings above it, from the page's title on. */
  readonly path: readonly string[];
  readonly text: string;
}

interface Rendered {
  readonly html: string;
  readonly sections: readonly Section[];
  /** Images to copy into the site, as paths in the repository. */
  readonly images: readonly string[];
}

interface Environment extends Env {
  readonly document: Document;
  readonly pages: ReadonlyMap<string, string>;
  readonly anchors: Map<string, number>;
  readonly images: Set<string>;
}

/** GitHub's anchor of a heading. */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

function uniqueAnchor(heading: string, { anchors }: Environment): string {
  const slug = slugOf(heading);
  const count = anchors.get(slug) ?? 0;
  anchors.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}

/** Where a link of a document leads in the site. Undefined if its target is not part of the site. */
function siteLink(link: string, { document, pages, images }: Environment): string | undefined {
  if (/^[a-z]+:/i.test(link) || link.startsWith("#")) return link;
  const [path = "", anchor] = link.split("#");
  const file = normalize(join(dirname(document.file), path));
  if (/\.(png|svg)$/.test(file)) images.add(file);
  const page = pages.get(file) ?? (images.has(file) ? file : undefined);
  if (page === undefined) return undefined;
  return relative(dirname(document.page), page) + (anchor === undefined ? "" : `#${anchor}`);
}

const textOf = (inline: Token | undefined): string =>
  (inline?.children ?? [])
    .map(({ type, content }) => (type === "softbreak" || type === "hardbreak" ? " " : content))
    .join("");

const markdown = new MarkdownIt({ html: true, linkify: false });
const { rules } = markdown.renderer;

/** `style` attributes are forbidden by the site's policy. */
for (const rule of ["th_open", "td_open"]) {
  rules[rule] = (tokens, index, options, _env, renderer) => {
    const token = tokens[index]!;
    const align = /text-align:\s*(\w+)/.exec(String(token.attrGet("style") ?? ""))?.[1];
    if (align !== undefined) {
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== "style");
      token.attrSet("class", `align-${align}`);
    }
    return renderer.renderToken(tokens, index, options);
  };
}

/** Wide tables and code scroll by themselves, also by keyboard. */
rules["table_open"] = () => '<div class="scroller" tabindex="0" role="group" aria-label="Table"><table>';
rules["table_close"] = () => "</table></div>";
rules["fence"] = (tokens, index) => {
  const { content, info } = tokens[index]!;
  const language = info.trim().split(" ")[0] ?? "";
  const label = language ? `Code, ${language}` : "Text";
  return (
    `<div class="code"><pre tabindex="0" role="group" aria-label="${markdown.utils.escapeHtml(label)}">` +
    `<code>${markdown.utils.escapeHtml(content)}</code></pre></div>\n`
  );
};

/** @param pages where the repository's documents are in the site */
export function render(document: Document, pages: ReadonlyMap<string, string>): Rendered {
  const env: Environment = { document, pages, anchors: new Map(), images: new Set() };
  const tokens = markdown.parse(document.markdown, env);
  const sections: { anchor: string; path: string[]; text: string }[] = [];
  const path: string[] = [];
  tokens.forEach((token, index) => {
    if (token.type === "heading_open") {
      const heading = textOf(tokens[index + 1]);
      const anchor = uniqueAnchor(heading, env);
      token.attrSet("id", anchor);
      const level = Number(token.tag.slice(1));
      path.splice(level - 1, Infinity, heading);
      sections.push({ anchor, path: [...path], text: "" });
      tokens[index + 1]?.children?.push(...anchorLink(anchor, heading));
    } else if (token.type === "inline" && tokens[index - 1]?.type !== "heading_open") {
      addText(sections.at(-1), textOf(token));
    } else if (token.type === "fence") addText(sections.at(-1), token.content);
    if (token.type === "th_open" && tokens[index + 1]?.content === "") {
      // A header without text is announced, but says nothing.
      token.tag = tokens[index + 2]!.tag = "td";
    }
    if (token.type === "inline") rewriteLinks(token, env);
  });
  return { html: markdown.renderer.render(tokens, markdown.options, env), sections, images: [...env.images] };
}

function addText(section: { text: string } | undefined, text: string): void {
  if (section) section.text += ` ${text}`;
}

/** A link to the heading itself, for people who want to send it. */
function anchorLink(anchor: string, heading: string): Token[] {
  const label = markdown.utils.escapeHtml(`Link to ${heading}`);
  const link = `<a class="anchor" href="#${anchor}" aria-label="${label}">#</a>`;
  return markdown.parseInline(` ${link}`, {})[0]?.children ?? [];
}

/** A link whose target is not in the site becomes plain text. */
function rewriteLinks(inline: Token, env: Environment): void {
  const open: boolean[] = [];
  inline.children = (inline.children ?? []).filter((token) => {
    if (token.type === "image") {
      const link = String(token.attrGet("src"));
      token.attrSet("src", siteLink(link, env) ?? "");
      const size = imageSize(join(root, dirname(env.document.file), link));
      token.attrSet("width", String(size.width));
      token.attrSet("height", String(size.height));
      token.attrSet("loading", "lazy");
    } else if (token.type === "link_open") {
      const link = siteLink(String(token.attrGet("href")), env);
      open.push(link !== undefined);
      if (link === undefined) return false;
      token.attrSet("href", link);
    } else if (token.type === "link_close") return open.pop() ?? true;
    return true;
  });
}
