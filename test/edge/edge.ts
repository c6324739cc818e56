/** The shipped configuration in a real nginx, in a folder of its own, before the demo's LHC. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { TestContext } from "vitest";
import {
  startLhcServer,
  type ArrivedRequest,
  type LhcServer,
  type StatePatch,
} from "../../demo/lhc-server/index.ts";
import { visit, type Answer, type Visit } from "./visit.ts";

const SHIPPED = join(import.meta.dirname, "../../edge/nginx/lhc-status");

/** What a user edits: text of settings.conf, and what stands there in a test. */
export type Edits = Record<string, string>;

/** Answers grow old in a second, and LHC may be asked each second: for tests that have to see it happen. */
export const shortLived: Edits = {
  '"~^(?<lhc_status_slot_number>\\d+)\\d\\."': '"~^(?<lhc_status_slot_number>\\d+)\\."',
  "max-age=10, stale-while-revalidate=10, stale-if-error=120":
    "max-age=1, stale-while-revalidate=1, stale-if-error=3",
};
/** LHC may be asked once, for ever. */
export const oneSlot: Edits = { "$lhc_status_slot_number;": "0;" };

export interface Edge {
  readonly lhc: LhcServer;
  /** What LHC was asked. */
  readonly questions: readonly ArrivedRequest[];
  ask(target: string, visit?: Visit): Promise<Answer>;
  /** As somebody on the same machine could. */
  askGuard(target: string, visit?: Visit): Promise<Answer>;
  /** After `lhc.close()`: the same LHC on the same port. */
  restartLhc(): Promise<void>;
}

/** Until the end of the test. */
export async function startEdge(
  { onTestFinished }: TestContext,
  edits: Edits = {},
  state: StatePatch = { activeUsers: [1, 2] },
): Promise<Edge> {
  const questions: ArrivedRequest[] = [];
  const startLhc = async (port = 0): Promise<LhcServer> => {
    const server = await startLhcServer({ port, state });
    server.onRequest((request) => questions.push(request));
    return server;
  };
  let lhc = await startLhc();
  onTestFinished(() => lhc.close());
  const lhcPort = portOf(lhc.origin);
  const folder = mkdtempSync(join(tmpdir(), "lhc-status-edge-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));

  cpSync(SHIPPED, join(folder, "conf/lhc-status"), { recursive: true });
  const settings = join(folder, "conf/lhc-status/settings.conf");
  // Files for sockets: another test may take a free port before nginx has it.
  const ownPlaces: Edits = {
    "server 127.0.0.1:8080;": `server 127.0.0.1:${lhcPort};`,
    "server 127.0.0.1:8079;": `server unix:${folder}/guard;`,
    "listen 127.0.0.1:8079;": `listen unix:${folder}/guard;`,
    "/var/cache/lhc-status ": `${folder}/answers-cache `,
    "/var/cache/lhc-status-guard ": `${folder}/guard-cache `,
  };
  writeFileSync(settings, edited(readFileSync(settings, "utf8"), { ...ownPlaces, ...edits }));
  writeFileSync(join(folder, "conf/nginx.conf"), mainConf(folder));
  await startNginx(folder, onTestFinished);

  return {
    get lhc() {
      return lhc;
    },
    questions,
    ask: (target, options) => visit(`${folder}/visitors`, target, options),
    askGuard: (target, options) => visit(`${folder}/guard`, target, options),
    async restartLhc() {
      lhc = await startLhc(lhcPort);
    },
  };
}

function edited(text: string, edits: Edits): string {
  for (const [from, to] of Object.entries(edits)) {
    const [before, after, ...more] = text.split(from);
    if (after === undefined || more.length > 0) throw new Error(`settings.conf must have '${from}' once`);
    text = `${before}${to}${after}`;
  }
  return text;
}

const mainConf = (folder: string): string => `
${process.getuid?.() === 0 ? "user root;" : ""}
daemon off;
worker_processes 2;
pid ${folder}/nginx.pid;
error_log stderr notice;
events {
  worker_connections 4096;
}
http {
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
  include lhc-status/http.conf;
  server {
    listen unix:${folder}/visitors;
    include lhc-status/locations.conf;
    location / {
      proxy_pass http://lhc_origin;
    }
  }
}
`;

/** Resolves when it accepts visitors. */
async function startNginx(folder: string, onTestFinished: TestContext["onTestFinished"]): Promise<void> {
  mkdirSync(join(folder, "logs"));
  const nginx = spawn(findNginx(), ["-p", folder, "-c", join(folder, "conf/nginx.conf"), "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const kill = (): void => void nginx.kill();
  process.once("exit", kill);
  const ended = once(nginx, "exit");
  onTestFinished(async () => {
    nginx.kill();
    await ended;
    process.off("exit", kill);
  });
  let log = "";
  nginx.stderr.setEncoding("utf8");
  await new Promise<void>((resolve, reject) => {
    nginx.stderr.on("data", (text: string) => {
      log += text;
      if (log.includes("start worker process")) resolve();
    });
    nginx.once("exit", () => reject(new Error(`nginx did not start: ${log}`)));
  });
}

function findNginx(): string {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  const found = folders.map((folder) => join(folder, "nginx")).find(isExecutable);
  if (found === undefined)
    throw new Error("There is no nginx here. Install it: apt-get install -y nginx-light");
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const portOf = (origin: string): number => Number(new URL(origin).port);
