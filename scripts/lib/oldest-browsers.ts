/** The oldest supported browsers, and the features that they lack according to MDN's data. */
import bcd from "@mdn/browser-compat-data/forLegacyNode";
import type {
  CompatStatement,
  Identifier,
  SimpleSupportStatement,
} from "@mdn/browser-compat-data/forLegacyNode";

/** The same as the build target in vite.config.ts. */
const OLDEST = { chrome: "111", firefox: "115", safari: "16.4" } as const;
const NAMES = { chrome: "Chrome", firefox: "Firefox", safari: "Safari" } as const;

const { api, javascript, css } = bcd;
export const builtins = javascript["builtins"]!;
export { api, css };

/** Finds a feature by its path, such as `api`, `"AbortSignal"`, `"any_static"`. */
export const featureAt = (from: Identifier | undefined, ...path: string[]): Identifier | undefined =>
  path.reduce<Identifier | undefined>(
    (feature, key) => (feature && Object.hasOwn(feature, key) ? feature[key] : undefined),
    from,
  );

/** The supported browsers that lack a feature, such as `Firefox 115`. Empty if MDN has no data on it. */
export function lackedBy(feature: Identifier | undefined): string[] {
  const compat: CompatStatement | undefined = feature?.__compat;
  if (!compat) return [];
  return (Object.keys(OLDEST) as (keyof typeof OLDEST)[])
    .filter((browser) => !isSupported([compat.support[browser] ?? []].flat(), OLDEST[browser]))
    .map((browser) => `${NAMES[browser]} ${OLDEST[browser]}`);
}

const isSupported = (statements: SimpleSupportStatement[], version: string): boolean =>
  statements.some(
    ({ version_added, version_removed, flags, prefix, alternative_name }) =>
      isAtMost(version_added, version) &&
      !isAtMost(version_removed, version) &&
      flags === undefined &&
      prefix === undefined &&
      alternative_name === undefined,
  );

function isAtMost(version: string | false | undefined, limit: string): boolean {
  if (version === undefined || version === false || version === "preview") return false;
  const [major = 0, minor = 0] = version.replace("≤", "").split(".").map(Number);
  const [limitMajor = 0, limitMinor = 0] = limit.split(".").map(Number);
  return major < limitMajor || (major === limitMajor && minor <= limitMinor);
}

/** A classic script that removes all features that one of the oldest browsers lacks. */
export function withoutNewerFeatures(): string {
  const features = [api, builtins].flatMap((group) =>
    Object.keys(group).flatMap((name) => {
      const feature = group[name]!;
      if (lackedBy(feature).length > 0) return [[name]];
      return Object.keys(feature)
        .filter((member) => lackedBy(feature[member]).length > 0)
        .map((member) => [name, member]);
    }),
  );
  return `for (const [name, member] of ${JSON.stringify(features)}) {
  const owner = globalThis[name];
  if (member === undefined) delete globalThis[name];
  else {
    delete owner?.prototype?.[member];
    // MDN marks static members of the DOM with _static, but not those of JavaScript.
    if (typeof owner === "function") delete owner[member.replace(/_static$/, "")];
    if (name === "Window") delete globalThis[member];
  }
}`;
}
