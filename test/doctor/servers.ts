/** Real Apache, nginx and PHP-FPM in a temporary folder. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { freePort } from "../../scripts/lib/free-port.ts";

const SBIN = ["/usr/sbin", "/usr/local/sbin", "/usr/bin"];

function findProgram(name: RegExp): string | undefined {
  for (const folder of SBIN.filter((one) => existsSync(one))) {
    const found = readdirSync(folder).find((file) => name.test(file));
    if (found) return join(folder, found);
  }
  return undefined;
}

const PROGRAMS = {
  apache: findProgram(/^(apache2|httpd)$/),
  nginx: findProgram(/^nginx$/),
  php: findProgram(/^php-fpm[\d.]*$/),
};

/** The Debian packages that are missing for a server. */
export const missingFor = (server: "apache" | "nginx"): string[] => [
  ...(PROGRAMS[server] ? [] : [server === "apache" ? "apache2" : "nginx-light"]),
  ...(PROGRAMS.php ? [] : ["php-fpm"]),
];

const isRoot = process.getuid?.() === 0;
const MODULES = "/usr/lib/apache2/modules";

/** Resolves when something listens at a port or socket. */
const listening = (target: { port: number; host: string } | { path: string }): Promise<void> =>
  vi.waitFor(
    () =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(target, () => {
          socket.destroy();
          resolve();
        }).on("error", reject);
      }),
    { timeout: 20_000, interval: 20 },
  );

const apacheConf = (folder: string, port: number): string => `
ServerRoot ${folder}
ServerName 127.0.0.1
PidFile ${folder}/apache.pid
ErrorLog ${folder}/apache.log
Listen 127.0.0.1:${port}
${isRoot ? "User www-data\nGroup www-data" : ""}
${["mpm_event", "authz_core", "dir", "mime", "rewrite", "setenvif", "proxy", "proxy_fcgi"]
  .map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`)
  .join("\n")}
TypesConfig /dev/null
DocumentRoot ${folder}/lhc
<Directory ${folder}/lhc>
  AllowOverride All
  Require all granted
</Directory>
<FilesMatch "\\.php$">
  SetHandler "proxy:unix:${folder}/php.sock|fcgi://localhost"
</FilesMatch>
`;

const nginxConf = (folder: string, port: number, more: string): string => `
${isRoot ? "user www-data;" : ""}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log;
events {}
http {
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join("\n  ")}
  server {
    listen 127.0.0.1:${port};
    location ~ ^/index\\.php(/|$) {
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME ${folder}/lhc/index.php;
      fastcgi_pass_request_headers off;
      ${more}
      fastcgi_pass unix:${folder}/php.sock;
    }
  }
}
`;

const phpConf = (folder: string): string => `
[global]
daemonize = no
error_log = ${folder}/php.log
[www]
listen = ${folder}/php.sock
listen.mode = 0666
${isRoot ? "user = www-data\ngroup = www-data" : ""}
pm = static
pm.max_children = 2
`;

export interface WebServer {
  readonly baseUrl: string;
  /** Puts lines where the doctor says, and restarts the server if it needs that. */
  apply(lines: string): Promise<void>;
  close(): Promise<void>;
}

/** Both keep the Authorization header from PHP: Apache by default, nginx by its configuration. */
export async function startServer(kind: "apache" | "nginx"): Promise<WebServer> {
  const folder = mkdtempSync(join(tmpdir(), `lhc-status-${kind}-`));
  const running: ChildProcess[] = [];
  const start = (program: string, args: readonly string[]): ChildProcess => {
    const child = spawn(program, args, { stdio: "ignore" });
    running.push(child);
    return child;
  };
  const stop = async (child: ChildProcess): Promise<void> => {
    running.splice(running.indexOf(child), 1);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  const killAll = (): void => running.forEach((child) => void child.kill());
  process.once("exit", killAll);

  spawnSync("chmod", ["755", folder]);
  mkdirSync(join(folder, "lhc"));
  cpSync(join(import.meta.dirname, "lhc"), join(folder, "lhc"), { recursive: true });
  writeFileSync(join(folder, "php.conf"), phpConf(folder));
  start(PROGRAMS.php!, ["-F", ...(isRoot ? ["-R"] : []), "-y", join(folder, "php.conf")]);
  await listening({ path: join(folder, "php.sock") });

  const port = await freePort();
  const conf = join(folder, `${kind}.conf`);
  const serve = async (more: string): Promise<ChildProcess> => {
    writeFileSync(conf, kind === "apache" ? apacheConf(folder, port) : nginxConf(folder, port, more));
    const child =
      kind === "apache"
        ? start(PROGRAMS.apache!, ["-D", "FOREGROUND", "-f", conf])
        : start(PROGRAMS.nginx!, ["-p", folder, "-c", conf, "-e", join(folder, "nginx.log")]);
    await listening({ host: "127.0.0.1", port });
    return child;
  };
  let server = await serve("");
  return {
    baseUrl: `http://127.0.0.1:${port}/index.php/`,
    async apply(lines) {
      if (kind === "apache") {
        writeFileSync(join(folder, "lhc/.htaccess"), `${lines}\n`);
        return;
      }
      await stop(server);
      server = await serve(lines);
    },
    async close() {
      for (const child of [...running].reverse()) await stop(child);
      process.off("exit", killAll);
      rmSync(folder, { recursive: true });
    },
  };
}
