/**
 * The site that shows the documentation: `homepage` in package.json, with a slash at its end. A test compares the two.
 * Without one, messages name the path in the package.
 */
const SITE: string = "";

/** Where a message sends its reader. `page` is a file of docs/, without its suffix. */
export const docsLink = (page: string, anchor: string): string =>
  SITE ? `${SITE}docs/${page}.html#${anchor}` : `lhc-status/docs/${page}.md#${anchor}`;
