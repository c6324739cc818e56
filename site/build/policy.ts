/** The Content-Security-Policy of the site's pages, which a static host cannot send as a header. */
import { createHash } from "node:crypto";

/** Adds the scripts of a page, one a task, because each request takes time. `async = false` keeps their order. */
export const LOADER =
  '{const list=document.currentScript.dataset.src.split(" "),add=()=>{' +
  'document.head.append(Object.assign(document.createElement("script"),{src:list.shift(),async:false}));' +
  "list.length&&setTimeout(add)};add()}";

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** @param connect what the page may ask: nothing, or with `https: http:`, the server that its visitor types */
export const policy = (connect = "'none'"): string =>
  [
    "default-src 'none'",
    `script-src ${hash(LOADER)} 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
