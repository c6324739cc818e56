/**
 * The site that shows the documentation: `homepage` in package.json, with a slash at its end. A test compares the two.
 * Without one, messages name the path in the package.
 */
const SITE: string = "";

/** Where a message sends its reader, without an anchor. `page` is a file of docs/, without its suffix. */
export const docsPage = (page: string): string =>
  SITE ? `${SITE}docs/${page}.html` : `lhc-status/docs/${page}.md`;
