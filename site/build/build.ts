/** Builds the site into site/dist/: `npm run build && npm run build:site`. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import Eleventy from "@11ty/eleventy";
import MiniSearch from "minisearch";
import { build as vite } from "vite";
import { root } from "../../scripts/lib/project-files.ts";
import { LANGUAGES } from "../generator/fields.ts";
import { readDocuments } from "./documents.ts";
import { downloads, readRelease } from "./downloads.ts";
import { readFigures } from "./figures.ts";
import { render } from "./markdown.ts";
import { LOADER, policy } from "./policy.ts";
import { readRecipes, recipeStyles } from "./recipes.ts";
import { SEARCH_OPTIONS, type SearchDocument } from "../browser/search-options.ts";

const site = join(root, "site");
export const output = join(site, "dist");

/** The scripts of the pages, each a bundle of its own. */
const SCRIPTS = ["main", "home", "generator", "recipes", "sheet"];

export async function buildSite(): Promise<void> {
  if (!existsSync(join(root, "dist/sri.json")))
    throw new Error("dist/lhc-status.js is missing. Run: npm run build");
  const release = readRelease();
  rmSync(output, { recursive: true, force: true });
  mkdirSync(join(output, "assets"), { recursive: true });
  for (const name of SCRIPTS) await bundle(name, release);
  for (const name of ["style.css", "icon.png"]) cpSync(join(site, name), join(output, "assets", name));
  cpSync(join(site, "pictures"), join(output, "pictures"), { recursive: true });
  writeFileSync(join(output, "assets/recipes.css"), recipeStyles());
  for (const { from, name } of downloads(release)) cpSync(join(root, from), join(output, name));
  await writePages(release);
}

/** A classic script, because modules do not load from a folder that was opened without a server. */
async function bundle(name: string, release: ReturnType<typeof readRelease>): Promise<void> {
  await vite({
    configFile: false,
    root: site,
    logLevel: "warn",
    define: { RELEASE: JSON.stringify(release) },
    build: {
      outDir: join(output, "assets"),
      emptyOutDir: false,
      target: ["chrome111", "firefox115", "safari16.4"],
      modulePreload: false,
      rolldownOptions: {
        input: join(site, `browser/${name}.ts`),
        output: { format: "iife", entryFileNames: `${name}.js`, minify: true, comments: false },
      },
    },
  });
}

async function writePages(release: ReturnType<typeof readRelease>): Promise<void> {
  const groups = readDocuments();
  const documents = groups.flatMap((group) => group.documents);
  const pages = new Map(documents.map(({ file, page }) => [file, page]));
  const rendered = documents.map((document) => ({ document, ...render(document, pages) }));

  const eleventy = new Eleventy(join(site, "pages"), output, {
    quietMode: true,
    configPath: false,
    config(config) {
      config.setIncludesDirectory("../layouts");
      config.setLayoutsDirectory("../layouts");
      config.setNunjucksEnvironmentOptions({ throwOnUndefined: true, trimBlocks: true, lstripBlocks: true });
      config.addGlobalData("site", {
        ...release,
        loader: LOADER,
        groups,
        figures: readFigures(),
        downloads: downloads(release),
        recipes: readRecipes(),
        languages: languages(),
      });
      // Pages work in any folder, so their links are relative.
      config.addFilter(
        "from",
        (target: string, page: string) => relative(dirname(`/${page}`), `/${target}`) || ".",
      );
      config.addFilter("policy", (connect?: string) => policy(connect || undefined));
      for (const { document, html } of rendered) {
        config.addTemplate(`${document.page}.html`, html, {
          layout: "document.njk",
          permalink: document.page,
          title: document.title,
          file: document.file,
          templateEngineOverride: false,
        });
      }
    },
  });
  await eleventy.write();

  for (const image of new Set(rendered.flatMap(({ images }) => images)))
    cpSync(join(root, image), join(output, image));
  const entries = rendered.flatMap(({ document, sections }) =>
    sections.map(({ anchor, path, text }): SearchDocument => {
      const [, ...headings] = path;
      const title = headings.at(-1) ?? document.title;
      const trail = [document.title, ...headings.slice(0, -1)];
      return {
        id: `${document.page}#${anchor}`,
        title,
        trail: headings.length ? trail.join(" › ") : "",
        text,
      };
    }),
  );
  const search = new MiniSearch<SearchDocument>(SEARCH_OPTIONS);
  search.addAll(entries);
  // A script, because a page that was opened from a folder cannot fetch.
  const index = `lhcStatusSearch(${JSON.stringify(JSON.stringify(search))})`;
  writeFileSync(join(output, "assets/search-index.js"), index);
}

/** The languages of the script file, by their own names. */
const languages = (): { code: string; name: string }[] =>
  LANGUAGES.map((code) => ({
    code,
    name: new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code,
  }));

if (process.argv[1] === import.meta.filename) await buildSite();
