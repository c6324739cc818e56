/** The command's arguments. */
import { parseArgs } from "node:util";
import { ORIGIN } from "./rules/plan.ts";

const DEFAULT_TIMEOUT_SECONDS = 8;
/** One request must leave time for the others: a run ends within 30 s. */
const MAX_TIMEOUT_SECONDS = 20;

export const USAGE = `Usage: npx lhc-status doctor ADDRESS [options]

  Checks whether <lhc-status> works with the Live Helper Chat at ADDRESS, and says what to change.
  It changes nothing there. It follows no redirects, so it is not counted as a visitor.

  ADDRESS              any address of LHC: its host name, the back office, a chat link,
                       or the embed code
  --department ID      check this department, too
  --department-match inclusive
                       if your site uses it; --department may then be an alias or a list
  --user ID            check this operator, too
  --origin URL         the site with the badge (default ${ORIGIN})
  --timeout SECONDS    maximum time per request (default ${DEFAULT_TIMEOUT_SECONDS}, at most ${MAX_TIMEOUT_SECONDS})
  --login              ask for a user name and a key, and check which REST calls they allow
  --verbose            show every rule
  --json               print the result as JSON
  --rules              list the rules without sending requests
  --version            show the version
  --help               show this help

  LHC_USERNAME with LHC_API_KEY or LHC_PASSWORD in the environment do the same as --login.

  Exits with 0 if the badge works, 1 if it does not, 2 if the arguments are invalid.

Example: npx lhc-status doctor https://chat.example.com/ --department 1
`;

/** The arguments are invalid. The message says what to change. */
export class UsageError extends Error {}

export interface Options {
  /** As given. */
  readonly address: string;
  readonly department: string | undefined;
  readonly user: string | undefined;
  readonly departmentMatch: "explicit" | "inclusive" | undefined;
  /** The origin of the page with the badge. */
  readonly origin: string;
  /** Seconds per request. */
  readonly timeout: number;
  readonly login: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
}

/** What to do. `rules`, `help` and `version` send no request. */
export type Command =
  | { readonly name: "help" | "rules" | "version" }
  | ({ readonly name: "doctor" } & Options);

/** @throws UsageError */
export function readArguments(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { name: "help" };
  if (values.version) return { name: "version" };
  if (values.rules) return { name: "rules" };
  const [command, address, ...more] = positionals;
  if (command === undefined)
    throw new UsageError('The command is missing. Write "doctor" and the address of LHC.');
  if (command !== "doctor") throw new UsageError(`There is no command "${command}". Write "doctor".`);
  if (address === undefined || address.trim() === "")
    throw new UsageError("ADDRESS is missing. Write the address of your Live Helper Chat.");
  if (more.length > 0)
    throw new UsageError(
      `Only one address can be checked. Remove ${more.join(" ")}, or put the address in quotes.`,
    );
  const departmentMatch = values["department-match"];
  if (departmentMatch !== undefined && departmentMatch !== "explicit" && departmentMatch !== "inclusive") {
    throw new UsageError(`--department-match ${departmentMatch} is not valid. Write explicit or inclusive.`);
  }
  return {
    name: "doctor",
    address,
    department: values.department,
    user: values.user,
    departmentMatch,
    origin: readOrigin(values.origin),
    timeout: readTimeout(values.timeout),
    login: values.login === true,
    verbose: values.verbose === true,
    json: values.json === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        department: { type: "string" },
        "department-match": { type: "string" },
        user: { type: "string" },
        origin: { type: "string" },
        timeout: { type: "string" },
        login: { type: "boolean" },
        verbose: { type: "boolean" },
        json: { type: "boolean" },
        rules: { type: "boolean" },
        version: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readTimeout(given: string | undefined): number {
  const timeout = given === undefined ? DEFAULT_TIMEOUT_SECONDS : Number(given);
  if (timeout > 0 && timeout <= MAX_TIMEOUT_SECONDS) return timeout;
  throw new UsageError(
    `--timeout ${given ?? ""} is not a positive number of seconds up to ${MAX_TIMEOUT_SECONDS}. Example: --timeout 8.`,
  );
}

function readOrigin(given: string | undefined): string {
  if (given === undefined) return ORIGIN;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new UsageError(`--origin ${given} is not the address of a site. Example: --origin ${ORIGIN}.`);
}
