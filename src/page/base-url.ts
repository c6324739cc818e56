import { type PageAddress, resolveBaseUrl } from "../protocol/base-url.ts";
import { globals } from "./globals.ts";
import { warn } from "./warn.ts";

export const pageAddress = (): PageAddress => ({
  baseUri: globals.document?.baseURI,
  protocol: globals.location?.protocol,
});

/** The base URL resolved for this page. Throws LhcStatusError `config`. */
export const pageBaseUrl = (baseUrl: string | URL | null | undefined): URL =>
  resolveBaseUrl(baseUrl, pageAddress(), warn);
