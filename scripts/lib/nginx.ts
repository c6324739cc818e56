/** Starts a real nginx with the shipped configuration in a temporary folder, for its tests and the bench. */
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

const SHIPPED = join(import.meta.dirname, "../../integrations/nginx/lhc-status");

/** Replacements in settings.conf, by the original text. */
export type Edits = Record<string, string>;

export interface NginxOptions {
  /** The origin of LHC. */
  lhc: string;
  /** Servers to add to `http {}`. They may listen on sockets in the folder. */
  http: (folder: string) => string;
  workers: number;
  edits?: Edits;
}

export interface Nginx {
  readonly folder: string;
  close(): Promise<void>;
}

/** Resolves when nginx accepts connections. */
export async function startNginx({ lhc, http, workers, edits = {} }: NginxOptions): Promise<Nginx> {
  const program = findNginx();
  const folder = mkdtempSync(join(tmpdir(), "lhc-status-nginx-"));
  cpSync(SHIPPED, join(folder, "conf/lhc-status"), { recursive: true });
  mkdirSync(join(folder, "logs"));
  const settings = join(folder, "conf/lhc-status/settings.conf");
  // Use Unix sockets, because another program might take a free port before nginx does.
  const localEdits: Edits = {
    "server 127.0.0.1:8080;": `server ${new URL(lhc).host};`,
    "server 127.0.0.1:8079;": `server unix:${folder}/guard;`,
    "listen 127.0.0.1:8079;": `listen unix:${folder}/guard;`,
    "/var/cache/lhc-status ": `${folder}/answers-cache `,
    "/var/cache/lhc-status-guard ": `${folder}/guard-cache `,
  };
  writeFileSync(settings, edited(readFileSync(settings, "utf8"), { ...localEdits, ...edits }));
  writeFileSync(join(folder, "conf/nginx.conf"), mainConf(folder, workers, http(folder)));

  const nginx = spawn(program, ["-p", folder, "-c", join(folder, "conf/nginx.conf"), "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const kill = (): void => void nginx.kill();
  process.once("exit", kill);
  const ended = once(nginx, "exit");
  let log = "";
  nginx.stderr.setEncoding("utf8");
  await new Promise<void>((resolve, reject) => {
    nginx.stderr.on("data", (text: string) => {
      log += text;
      if (log.includes("start worker process")) resolve();
    });
    nginx.once("exit", () => reject(new Error(`nginx did not start: ${log}`)));
  });
  return {
    folder,
    async close() {
      nginx.kill();
      await ended;
      process.off("exit", kill);
      rmSync(folder, { recursive: true });
    },
  };
}

function edited(text: string, edits: Edits): string {
  for (const [from, to] of Object.entries(edits)) {
    const [before, after, ...more] = text.split(from);
    if (after === undefined || more.length > 0)
      throw new Error(`settings.conf must contain '${from}' exactly once`);
    text = `${before}${to}${after}`;
  }
  return text;
}

const TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

const mainConf = (folder: string, workers: number, http: string): string => `
${process.getuid?.() === 0 ? "user root;" : ""}
daemon off;
worker_processes ${workers};
pid ${folder}/nginx.pid;
error_log stderr notice;
events {
  worker_connections 4096;
}
http {
  access_log off;
  ${TEMPORARY.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
  include lhc-status/http.conf;
  ${http}
}
`;

function findNginx(): string {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  const found = folders.map((folder) => join(folder, "nginx")).find(isExecutable);
  if (found === undefined) throw new Error("No nginx was found. Install it: apt-get install -y nginx-light");
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
