/** An endpoint that needs authorization, and how it fails. Few use a status of their own, none uses 401. */
import type { Call, View } from "../call.ts";
import type { Result } from "../output.ts";
import { PhpException } from "../php.ts";
import { output } from "../reply.ts";
import type { User } from "../state.ts";
import { validateRequest } from "./auth.ts";

interface Failure {
  status: 200 | 400;
  result: (message: string) => Result;
}

export const PLAIN: Failure = { status: 200, result: (result) => ({ error: true, result }) };
export const STATUS_400: Failure = { status: 400, result: (result) => ({ error: true, result }) };
export const NESTED: Failure = { status: 200, result: (errors) => ({ error: true, result: { errors } }) };
export const MESSAGE: Failure = { status: 400, result: (r) => ({ error: true, r }) };

/** Catches what PHP's `catch (Exception)` does; its errors and exits go on. */
export const failing =
  ({ status, result }: Failure, view: View): View =>
  (call) => {
    try {
      view(call);
    } catch (error) {
      if (!(error instanceof PhpException)) throw error;
      call.response.status = status;
      output(call, result(error.message));
    }
  };

/** Answers what `run` returns; nothing, if it has written its answer by itself. */
export const endpoint = (failure: Failure, run: (call: Call, user: User) => Result | undefined): View =>
  failing(failure, (call) => {
    const result = run(call, validateRequest(call));
    if (result) output(call, result);
  });
