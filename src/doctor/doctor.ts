/** `lhc-status doctor`, without the process around it. */
import { readArguments, USAGE, UsageError } from "./arguments.ts";
import { embedCode, preloadFor, version } from "./embed-code.ts";
import { examine } from "./examine.ts";
import { report } from "./report.ts";
import type { Login } from "./rest-calls.ts";
import { RULES } from "./rules/rules.ts";

export interface CommandContext {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Shows what is being done, on a terminal only. */
  readonly progress?: (what: string) => void;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  readonly colours?: boolean;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Asks for credentials. Absent without a terminal. */
  readonly askLogin?: () => Promise<Login>;
}

/** The version of the shape that `--json` prints. */
const JSON_VERSION = 1;

/** @returns the exit code */
export async function main(args: readonly string[], context: CommandContext): Promise<0 | 1 | 2> {
  const { print, complain, progress = () => {}, now, colours = false } = context;
  try {
    const command = readArguments(args);
    switch (command.name) {
      case "help":
        return (print(USAGE.trimEnd()), 0);
      case "version":
        return (print(version()), 0);
      case "rules":
        return (print(RULES.map(({ code, title }) => `${code.padEnd(18)} ${title}`).join("\n")), 0);
    }
    const login = await loginFrom(command.login, context);
    const diagnosis = await examine(command, { now, progress, login });
    const { baseUrl, works, transports, findings } = diagnosis;
    const isFetchOnly = transports !== null && transports.fetch.works && !transports.jsonp.works;
    const code =
      works && baseUrl !== null
        ? embedCode({ ...command, baseUrl }, { fetch: isFetchOnly, hash: command.verbose })
        : undefined;
    const preload =
      code !== undefined && baseUrl !== null && transports?.fetch.works
        ? preloadFor({ ...command, baseUrl })
        : undefined;
    progress("");
    print(
      command.json
        ? JSON.stringify(
            {
              version: JSON_VERSION,
              ...diagnosis,
              findings,
              embedCode: code ?? null,
              preload: preload ?? null,
            },
            null,
            2,
          )
        : report(diagnosis, { verbose: command.verbose, colours, embedCode: code, preload }),
    );
    return works ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`${error.message}\n\n${USAGE.trimEnd()}`);
    return 2;
  }
}

/** From the environment, or asked for. Never from an argument, which other users of the computer can see. */
async function loginFrom(isAsked: boolean, context: CommandContext): Promise<Login | undefined> {
  const { environment = {}, askLogin } = context;
  if (isAsked) {
    if (!askLogin) {
      throw new UsageError(
        "--login needs a terminal. Set LHC_USERNAME and LHC_API_KEY in the environment instead.",
      );
    }
    return askLogin();
  }
  const { LHC_USERNAME: username, LHC_API_KEY: apiKey, LHC_PASSWORD: password } = environment;
  if (!username && !apiKey && !password) return undefined;
  if (!username) throw new UsageError("LHC_USERNAME is missing. Set it to the name of the user.");
  if (!apiKey && !password)
    throw new UsageError(
      "LHC_API_KEY is missing. Set it to a REST API key of that user, or set LHC_PASSWORD.",
    );
  return apiKey ? { username, apiKey } : { username, password };
}
