/**
 * Bundlers for browsers get this module instead of `lhc-status/rest` (the `browser` condition in package.json). Its
 * import cannot be resolved, so the build fails and the error shows the text below. Credentials must not reach a page.
 */
// @ts-expect-error -- the module does not exist, on purpose
import "./lhc-status/rest holds credentials and must not be part of a page: use lhc-status or lhc-status/core";
