/** A visitor's request. The target is sent unchanged, over a new connection. */
import { request } from "node:http";

export interface Visit {
  method?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  /** all values by lower-case name */
  headers: Record<string, string[] | undefined>;
  body: string;
}

export function visit(
  socketPath: string,
  target: string,
  { method = "GET", headers = {} }: Visit = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { socketPath, path: target, method, headers, agent: false };
    const sent = request(options, (message) => {
      let body = "";
      message.setEncoding("utf8");
      message.on("data", (text: string) => (body += text));
      message.on("error", reject);
      message.on("end", () =>
        resolve({ status: message.statusCode ?? 0, headers: message.headersDistinct, body }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}
