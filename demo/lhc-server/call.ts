/** What a view has at hand. */
import type { Query } from "./php.ts";
import type { PhpResponse } from "./php-response.ts";
import type { Route } from "./route.ts";
import type { Installation } from "./state.ts";

export interface Request {
  method: string;
  /** the request target as it stands in the request line, one character per byte */
  target: string;
  /** by lower-case name */
  headers: Readonly<Record<string, string>>;
  /** one character per byte; empty by default */
  body?: string;
}

export interface Call {
  request: Request;
  route: Route;
  /** `$_POST`: fields of a form that was sent by POST */
  form: Query;
  /** what a view writes to it stays */
  installation: Installation;
  /** Unix time in ms */
  now: number;
  random: (bytes: number) => Buffer;
  response: PhpResponse;
}

export type View = (call: Call) => void;
