import { type InputReader, readVid, wrong } from "./input.ts";

/** A value as one part of LHC's path. A slash, a bracket or dots alone would lead out of its place. */
export const pathPart = (name: string, value: unknown): string => {
  const part = String(value);
  if (/^(?!\.+$)[^/\\(\p{Cs}]+$/u.test(part)) return encodeURIComponent(part);
  throw wrong(name, part, "cannot stand in LHC's path. Leave out slashes and brackets.");
};

export const vidPart: InputReader = (name, value) => pathPart(name, readVid(name, value));
