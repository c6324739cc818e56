/** Code that must compile, and errors marked by @ts-expect-error. Lit does not check templates. */
import { createRef } from "lit/directives/ref.js";
import "lhc-status";

export const badge = createRef<HTMLElementTagNameMap["lhc-status"]>();
badge.value?.addEventListener("lhc-status-change", ({ detail }) => `${detail.previous} ${detail.status}`);
// @ts-expect-error: there is no such detail
badge.value?.addEventListener("lhc-status-change", ({ detail }) => detail.online);
// @ts-expect-error: badge, text, dot or button
if (badge.value) badge.value.variant = "huge";
