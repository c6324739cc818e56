/** The documents of the repository that become pages of the site. The files are the ones that GitHub shows. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/project-files.ts";

export interface Document {
  /** From the root of the repository: `docs/errors.md`. */
  readonly file: string;
  /** From the root of the site: `docs/errors.html`. */
  readonly page: string;
  /** In the navigation. */
  readonly title: string;
  readonly markdown: string;
}

interface Group {
  readonly name: string;
  readonly documents: readonly Document[];
}

/** The navigation. Pages of docs/ that are not named come last in the second group. */
const GROUPS: readonly (readonly [name: string, files: readonly string[]])[] = [
  ["Start", ["README.md", "docs/what-online-means.md", "docs/cms.md", "docs/styling.md"]],
  ["Look up", ["docs/reference.md", "docs/errors.md", "docs/faults.md", "docs/compatibility.md"]],
  ["Your server", ["docs/doctor.md", "docs/csp.md", "docs/scaling.md", "integrations/nginx/README.md"]],
  ["Programming", ["docs/frameworks.md", "docs/testing.md", "docs/rest.md"]],
  ["About", ["docs/performance.md", "SECURITY.md", "CHANGELOG.md", "CONTRIBUTING.md"]],
];

const PAGES: Readonly<Record<string, string>> = {
  "README.md": "docs/get-started.html",
  "integrations/nginx/README.md": "docs/nginx.html",
};
const TITLES: Readonly<Record<string, string>> = {
  "README.md": "Get started",
  "docs/faults.md": "Faults",
  "docs/rest.md": "REST API",
  "docs/testing.md": "Testing your app",
  "integrations/nginx/README.md": "Cache for nginx",
};

function documentOf(file: string): Document {
  const markdown = readFileSync(join(root, file), "utf8");
  const title = TITLES[file] ?? /^# (.+)$/m.exec(markdown)?.[1];
  if (title === undefined) throw new Error(`${file} has no heading. Begin it with "# ".`);
  const name = (file.split("/").at(-1) ?? file).toLowerCase().replace(/\.md$/, ".html");
  return { file, page: PAGES[file] ?? `docs/${name}`, title, markdown };
}

export function readDocuments(): Group[] {
  const named = new Set(GROUPS.flatMap(([, files]) => files));
  const unnamed = readdirSync(join(root, "docs"))
    .map((name) => `docs/${name}`)
    .filter((file) => file.endsWith(".md") && !named.has(file));
  return GROUPS.map(([name, files], index) => ({
    name,
    documents: [...files, ...(index === 1 ? unnamed : [])].map(documentOf),
  }));
}
