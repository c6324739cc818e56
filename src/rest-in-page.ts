/**
 * What a bundler for pages gets in place of `lhc-status/rest`, by the `browser` condition of package.json: an import
 * that none of them can resolve, and that all of them name in their error. Credentials must not reach a page.
 */
// @ts-expect-error -- no such module, on purpose
import "./lhc-status/rest holds credentials and must not be part of a page: use lhc-status or lhc-status/core";
