import { type PageAddress, resolveBaseUrl } from "../protocol/base-url.ts";
import { warn } from "./warn.ts";

export const pageAddress = (): PageAddress => ({
  baseUri: globalThis.document?.baseURI,
  protocol: globalThis.location?.protocol,
});

/** An installation's address as this page reaches it. Throws LhcStatusError `config`. */
export const pageBaseUrl = (baseUrl: string | URL | null | undefined): URL =>
  resolveBaseUrl(baseUrl, pageAddress(), warn);
