export { useRef } from "react";
export { type LhcStatusElement, setDefaultBaseUrl } from "lhc-status/react";
