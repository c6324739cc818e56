/** What a view has at hand. */
import type { PhpResponse } from "./php-response.ts";
import type { Route } from "./route.ts";
import type { Installation } from "./state.ts";

export interface Request {
  method: string;
  /** the request target as it stands in the request line, one character per byte */
  target: string;
  /** by lower-case name */
  headers: Readonly<Record<string, string>>;
}

export interface Call {
  request: Request;
  route: Route;
  installation: Installation;
  /** Unix time in ms */
  now: number;
  response: PhpResponse;
}

export type View = (call: Call) => void;
