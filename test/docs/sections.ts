const SECTION = /(<!-- generated:([\w./#-]+) -->\n)([^]*?)(<!-- \/generated -->)/g;

/** The current text of each section. */
export const sectionsOf = (markdown: string): Record<string, string> =>
  Object.fromEntries(Array.from(markdown.matchAll(SECTION), ([, , name, text]) => [name!, text!.trim()]));

/** Replaces the text between `<!-- generated:NAME -->` and `<!-- /generated -->`. Every section needs a marker, and every marker a section. */
export function withSections(markdown: string, sections: Readonly<Record<string, string>>): string {
  const left = new Set(Object.keys(sections));
  const text = markdown.replaceAll(
    SECTION,
    (_all, start: string, name: string, _old: string, end: string) => {
      const section = sections[name];
      if (section === undefined)
        throw new Error(
          `No section is generated under the name "${name}". There are: ${Object.keys(sections).join(", ")}`,
        );
      left.delete(name);
      return `${start}\n${section.trim()}\n\n${end}`;
    },
  );
  if (left.size > 0) throw new Error(`There is no marker for: ${[...left].join(", ")}`);
  return text;
}

/** The code between `// #region NAME` and `// #endregion`, as examples for Markdown. */
export const regionsOf = (code: string): Record<string, string> =>
  Object.fromEntries(
    Array.from(code.matchAll(/^\/\/ #region (\w+)\n([^]*?)^\/\/ #endregion$/gm), ([, name, text]) => [
      name!,
      `\`\`\`ts\n${text!}\`\`\``,
    ]),
  );
