/** Code that only Preact supports. Its tsconfig.json checks React's page for Preact, too. */
import type {} from "lhc-status/preact";

export const right = <lhc-status class="badge" />;

// @ts-expect-error: no such attribute
export const wrong = <lhc-status clas="badge" />;
