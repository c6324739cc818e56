/** A real nginx with the shipped configuration in front of an LHC, and one that only passes everything on. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const SHIPPED = join(import.meta.dirname, "../edge/nginx/lhc-status");

export interface Nginx {
  /** A Unix socket that answers visitors from the cache. */
  readonly cached: string;
  /** One that passes each question on. */
  readonly uncached: string;
  close(): Promise<void>;
}

export function findNginx(): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, "nginx")).find(existsSync);
}

/** @param lhc its origin */
export async function startNginx(program: string, lhc: string): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), "lhc-status-bench-"));
  cpSync(SHIPPED, join(folder, "conf/lhc-status"), { recursive: true });
  mkdirSync(join(folder, "logs"));
  const settings = join(folder, "conf/lhc-status/settings.conf");
  let text = readFileSync(settings, "utf8");
  for (const [from, to] of [
    ["server 127.0.0.1:8080;", `server ${new URL(lhc).host};`],
    ["server 127.0.0.1:8079;", `server unix:${folder}/guard;`],
    ["listen 127.0.0.1:8079;", `listen unix:${folder}/guard;`],
    ["/var/cache/lhc-status ", `${folder}/answers-cache `],
    ["/var/cache/lhc-status-guard ", `${folder}/guard-cache `],
  ] as const) {
    if (!text.includes(from)) throw new Error(`settings.conf has no '${from}' to replace`);
    text = text.replace(from, to);
  }
  writeFileSync(settings, text);
  writeFileSync(join(folder, "conf/nginx.conf"), mainConf(folder));
  const nginx = spawn(program, ["-p", folder, "-c", join(folder, "conf/nginx.conf"), "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const kill = (): void => void nginx.kill();
  process.once("exit", kill);
  await started(nginx);
  return {
    cached: `${folder}/cached`,
    uncached: `${folder}/uncached`,
    async close() {
      const ended = once(nginx, "exit");
      nginx.kill();
      await ended;
      process.off("exit", kill);
      rmSync(folder, { recursive: true });
    },
  };
}

const mainConf = (folder: string): string => `
${process.getuid?.() === 0 ? "user root;" : ""}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr notice;
events {
  worker_connections 4096;
}
http {
  access_log off;
  keepalive_requests 1000000;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
  include lhc-status/http.conf;
  server {
    listen unix:${folder}/cached;
    include lhc-status/locations.conf;
    location / {
      proxy_pass http://lhc_origin;
    }
  }
  server {
    listen unix:${folder}/uncached;
    location / {
      proxy_pass http://lhc_origin;
    }
  }
}
`;

async function started(nginx: ChildProcess): Promise<void> {
  let log = "";
  nginx.stderr!.setEncoding("utf8");
  await new Promise<void>((resolve, reject) => {
    nginx.stderr!.on("data", (text: string) => {
      log += text;
      if (log.includes("start worker process")) resolve();
    });
    nginx.once("exit", () => reject(new Error(`nginx did not start: ${log}`)));
  });
}
