import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { Login } from "./rest-calls.ts";

/** Asks on the terminal. The key is not shown while it is typed. */
export async function askLogin(): Promise<Login> {
  let isHidden = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isHidden) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  try {
    const username = (await terminal.question("User name: ")).trim();
    process.stderr.write("REST API key (not shown; leave it empty to use the password): ");
    isHidden = true;
    const apiKey = (await terminal.question("")).trim();
    process.stderr.write("\n");
    if (apiKey) return { username, apiKey };
    process.stderr.write("Password (not shown): ");
    const password = await terminal.question("");
    process.stderr.write("\n");
    return { username, password };
  } finally {
    terminal.close();
  }
}
