export { useRef } from "preact/hooks";
export { type LhcStatusElement, setDefaultBaseUrl } from "lhc-status/preact";

export const preactsOwnWord = <lhc-status class="badge" />;
