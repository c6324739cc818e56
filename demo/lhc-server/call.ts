/** The context of a view. */
import type { Query } from "./php.ts";
import type { PhpResponse } from "./php-response.ts";
import type { Route } from "./route.ts";
import type { Installation } from "./state.ts";

export interface Request {
  method: string;
  /** the raw request target, one character per byte */
  target: string;
  /** by lower-case name */
  headers: Readonly<Record<string, string>>;
  /** one character per byte; empty by default */
  body?: string;
}

export interface Call {
  request: Request;
  route: Route;
  /** `$_POST`: the fields of a POST form */
  form: Query;
  /** views may change it */
  installation: Installation;
  /** Unix time in ms */
  now: number;
  random: (bytes: number) => Buffer;
  response: PhpResponse;
}

export type View = (call: Call) => void;
