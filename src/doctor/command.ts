#!/usr/bin/env node
/** The command `lhc-status`. */
import { main } from "./doctor.ts";
import { askLogin } from "./login.ts";

const { stdin, stdout, stderr, env } = process;
// Without --json, a pipe gets the same text without colours and progress.
const isTerminal = stdout.isTTY && stderr.isTTY;

process.exitCode = await main(process.argv.slice(2), {
  print: (text) => console.log(text),
  complain: (text) => console.error(text),
  now: Date.now,
  colours: isTerminal && stdout.hasColors() && !env["NO_COLOR"],
  environment: env,
  ...(isTerminal && { progress: (what: string) => void stderr.write(`\r\x1b[K${what && `${what} …`}`) }),
  ...(stdin.isTTY && stderr.isTTY && { askLogin }),
});
