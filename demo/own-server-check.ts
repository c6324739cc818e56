import { main as doctor } from "../src/doctor/doctor.ts";
import type { OwnServer } from "./command-line.ts";
import type { Middleware } from "./page-files.ts";

/** Runs `lhc-status doctor` against the user's own server at each page load, and serves its findings. */
export function ownServerCheck({ baseUrl, department, user }: OwnServer): Middleware {
  const args = [
    "doctor",
    baseUrl,
    "--json",
    ...(department === undefined ? [] : ["--department", String(department)]),
    ...(user === undefined ? [] : ["--user", String(user)]),
  ];
  return (request, response, next) => {
    if (request.url !== "/findings.json") {
      next();
      return;
    }
    const lines: string[] = [];
    const print = (line: string): void => void lines.push(line);
    doctor(args, { print, complain: print, now: Date.now }).then((code) => {
      response.writeHead(code === 2 ? 500 : 200, {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
      });
      response.end(lines.join("\n"));
    }, next);
  };
}
