import { resolveBaseUrl } from "../protocol/base-url.ts";
import type { Question } from "../protocol/question.ts";

/** What LHC's own widget leaves in a page, as far as it matters here. Foreign: each part may be missing or odd. */
interface PageWithLhc {
  LHC_API?: { args?: { lhc_base_url?: unknown; department?: unknown } };
  $_LHC?: { attributes?: { onlineStatus?: { value?: unknown } } };
}

/**
 * What LHC's own widget knows, if it is in the page and asks the same server about the same: about anyone.
 * Then there is nothing to send.
 */
export function ownWidgetStatus({ url, server }: Question): boolean | undefined {
  try {
    const { LHC_API, $_LHC } = globalThis as PageWithLhc;
    const online = $_LHC!.attributes!.onlineStatus!.value;
    const { lhc_base_url: baseUrl, department } = LHC_API!.args!;
    if (typeof online !== "boolean" || url !== `${server}restapi/isonline` || String(department ?? ""))
      return undefined;
    const page = { baseUri: document.baseURI, protocol: location.protocol };
    return resolveBaseUrl(String(baseUrl), page, () => {}).href === server ? online : undefined;
  } catch {
    return undefined;
  }
}
