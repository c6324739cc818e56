import { parseArgs } from "node:util";

export const USAGE = `Usage: npm start -- [options]

  Shows status badges of a small built-in Live Helper Chat server, with a panel to control it.

    --base-url URL     watch your own Live Helper Chat server instead (read-only, no panel);
                     "npm run site" checks it and writes the code for its badges
  --department N     with --base-url: also show a badge for this department
  --user N           with --base-url: also show a badge for this operator
  --port N           port of the page (default 5173, or the next free port)
  --no-open          do not open the browser
  --help             show this help

Example: npm start -- --base-url https://chat.example.com/ --department 1
`;

export interface OwnServer {
  readonly baseUrl: string;
  readonly department?: number;
  readonly user?: number;
}

export interface Options {
  readonly help: boolean;
  readonly open: boolean;
  readonly port?: number;
  readonly ownServer?: OwnServer;
}

/** The command line is invalid. The message says what to change. */
export class UsageError extends Error {}

/** @throws UsageError */
export function readCommandLine(args: readonly string[]): Options {
  const values = parse(args);
  const department = readNumber("--department", values.department);
  const user = readNumber("--user", values.user);
  const port = readNumber("--port", values.port);
  if (port !== undefined && port > 65535) throw new UsageError("--port must be at most 65535.");
  const common = { help: values.help === true, open: values.open !== false, ...(port && { port }) };

  if (values["base-url"] === undefined) {
    if (department !== undefined || user !== undefined) {
      throw new UsageError(
        "--department and --user need --base-url, because they select badges of your own server.",
      );
    }
    return common;
  }
  const baseUrl = readBaseUrl(values["base-url"]);
  return { ...common, ownServer: { baseUrl, ...(department && { department }), ...(user && { user }) } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        "base-url": { type: "string" },
        department: { type: "string" },
        user: { type: "string" },
        port: { type: "string" },
        open: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`--base-url ${text} is not a URL. Use, for example, https://chat.example.com/`);
  }
  if (url.username || url.password) {
    throw new UsageError("--base-url must not contain a user name or password. The status is public.");
  }
  return url.href;
}

function readNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,9}$/.test(text)) {
    throw new UsageError(`${option} ${text} is not an id. Use a number, for example ${option} 2`);
  }
  return Number(text);
}
