/** A real WordPress with SQLite, served by PHP's own web server. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { vi } from "vitest";
import { folderOf, SQLITE, type Version } from "./builds.ts";
import { freePort } from "../../scripts/lib/free-port.ts";

const SITE = join(import.meta.dirname, "site");

export const ROLES = ["administrator", "editor", "author", "contributor"] as const;
export type Role = (typeof ROLES)[number];

export interface Options {
  /** The folder in which WordPress is, such as `/blog`. */
  path?: string;
  multisite?: boolean;
}

export interface WordPress {
  /** With a slash at the end. */
  readonly url: string;
  readonly folder: string;
  /** Runs PHP code in WordPress. In it, `$data` is the argument. */
  run(code: string, data?: unknown): unknown;
  /** Cookies of a logged-in user. */
  cookies(user: Role): { name: string; value: string; url: string }[];
  /** Everything that PHP and WordPress have complained about. */
  notices(): string;
  close(): Promise<void>;
}

const listening = (port: number): Promise<void> =>
  vi.waitFor(
    () =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(port, "127.0.0.1", () => {
          socket.destroy();
          resolve();
        }).on("error", reject);
      }),
    { timeout: 20_000, interval: 20 },
  );

const configuration = (url: string, path: string, isMultisite: boolean): string => `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8' );
define( 'DB_COLLATE', '' );
${[
  "AUTH_KEY",
  "SECURE_AUTH_KEY",
  "LOGGED_IN_KEY",
  "NONCE_KEY",
  "AUTH_SALT",
  "SECURE_AUTH_SALT",
  "LOGGED_IN_SALT",
  "NONCE_SALT",
]
  .map((name) => `define( '${name}', 'for tests' );`)
  .join("\n")}
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', __DIR__ . '/notices.log' );
define( 'CONCATENATE_SCRIPTS', false );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'FS_METHOD', 'direct' );
define( 'WP_HOME', '${url.replace(/\/$/, "")}' );
define( 'WP_SITEURL', WP_HOME );
${
  isMultisite
    ? `if ( file_exists( __DIR__ . '/is-network' ) ) {
  define( 'MULTISITE', true );
  define( 'SUBDOMAIN_INSTALL', false );
  define( 'DOMAIN_CURRENT_SITE', '${new URL(url).host}' );
  define( 'PATH_CURRENT_SITE', '${path}/' );
  define( 'SITE_ID_CURRENT_SITE', 1 );
  define( 'BLOG_ID_CURRENT_SITE', 1 );
}`
    : ""
}
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;

export async function startWordPress(version: Version, options: Options = {}): Promise<WordPress> {
  const { path = "", multisite = false } = options;
  // In the cache's file system, so that its files can be linked.
  const base = mkdtempSync(join(dirname(folderOf(version)), "site-"));
  const folder = join(base, path);
  mkdirSync(dirname(folder), { recursive: true });
  spawnSync("cp", ["-al", `${folderOf(version)}/.`, folder]);
  // The database of a new installation. The link would share it with the next run.
  const database = join(folder, "wp-content/database/.ht.sqlite");
  rmSync(database);
  copyFileSync(join(folderOf(version), "wp-content/database/.ht.sqlite"), database);
  const sqlite = join(folder, "wp-content/plugins/sqlite-database-integration");
  spawnSync("cp", ["-al", `${SQLITE}/sqlite-database-integration-main/.`, sqlite]);
  const db = readFileSync(join(sqlite, "db.copy"), "utf8")
    .replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", sqlite)
    .replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php");
  writeFileSync(join(folder, "wp-content/db.php"), db);
  const theme = join(folder, "wp-content/themes/classic");
  mkdirSync(theme);
  writeFileSync(join(theme, "style.css"), "/* Theme Name: Classic */");
  for (const name of ["index.php", "functions.php"]) copyFileSync(join(SITE, name), join(theme, name));

  mkdirSync(join(folder, "wp-content/mu-plugins"), { recursive: true });
  copyFileSync(join(SITE, "no-network.php"), join(folder, "wp-content/mu-plugins/no-network.php"));

  const port = await freePort();
  // Cross-site to LHC on 127.0.0.1.
  const url = `http://localhost:${port}${path}/`;
  rmSync(join(folder, "wp-config.php"), { force: true });
  writeFileSync(join(folder, "wp-config.php"), configuration(url, path, multisite));
  const log = join(folder, "notices.log");
  const settings = ["error_reporting=-1", "display_errors=0", "log_errors=1", `error_log=${log}`];
  const flags = [...settings, "opcache.enable_cli=1"].flatMap((one) => ["-d", one]);

  let installing = true;
  const run: WordPress["run"] = (code, data = null) => {
    const input = JSON.stringify({ code, data, uri: url, installing });
    const { stdout, stderr } = spawnSync("php", [...flags, join(SITE, "run.php"), folder], {
      input,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    try {
      return (JSON.parse(stdout) as { result: unknown }).result;
    } catch {
      throw new Error(`${code}\n${stdout}\n${stderr}\n${existsSync(log) ? readFileSync(log, "utf8") : ""}`);
    }
  };

  run(
    `// Not by update_option(), which compares with WP_HOME.
    foreach ( array( 'siteurl', 'home' ) as $name ) {
      $GLOBALS['wpdb']->update( $GLOBALS['wpdb']->options, array( 'option_value' => $data['url'] ), array( 'option_name' => $name ) );
    }
    foreach ( $data['roles'] as $role ) {
      wp_insert_user( array( 'user_login' => $role, 'user_pass' => 'secret', 'user_email' => "$role@example.com", 'role' => $role ) );
    }
    // No welcome guide in the editor.
    foreach ( get_users() as $user ) {
      update_user_meta( $user->ID, 'wp_persisted_preferences', array( 'core/edit-post' => array( 'welcomeGuide' => false ), 'core' => array( 'enableChoosePatternModal' => false ), '_modified' => '2030-01-01T00:00:00.000Z' ) );
    }`,
    { url: url.replace(/\/$/, ""), roles: ROLES },
  );
  if (multisite) {
    run(
      `require_once ABSPATH . 'wp-admin/includes/upgrade.php';
      global $wpdb;
      foreach ( $wpdb->tables( 'ms_global' ) as $name => $table ) { $wpdb->$name = $table; }
      // dbDelta() does not create these with SQLite.
      array_map( array( $wpdb, 'query' ), array_filter( array_map( 'trim', explode( ';', wp_get_db_schema( 'ms_global' ) ) ) ) );
      populate_network( 1, $data['host'], 'administrator@example.com', 'A network', $data['path'], false );
      update_option( 'permalink_structure', '' );
      touch( ABSPATH . 'is-network' );`,
      { host: new URL(url).host, path: `${path}/` },
    );
  }
  installing = false;
  // Complaints of the installation are not those of the plugin.
  rmSync(log, { force: true });

  const server: ChildProcess = spawn("php", [...flags, "-S", `127.0.0.1:${port}`, "-t", base], {
    stdio: "ignore",
  });
  const kill = (): void => void server.kill();
  process.once("exit", kill);
  await listening(port);
  return {
    url,
    folder,
    run,
    cookies: (user) =>
      Object.entries(
        run(
          `$user = get_user_by( 'login', $data );
          $expires = time() + 86400;
          $token = WP_Session_Tokens::get_instance( $user->ID )->create( $expires );
          return array(
            AUTH_COOKIE => wp_generate_auth_cookie( $user->ID, $expires, 'auth', $token ),
            LOGGED_IN_COOKIE => wp_generate_auth_cookie( $user->ID, $expires, 'logged_in', $token ),
          );`,
          user,
        ) as Record<string, string>,
      ).map(([name, value]) => ({ name, value: encodeURIComponent(value), url })),
    notices: () => (existsSync(log) ? readFileSync(log, "utf8") : ""),
    async close() {
      process.off("exit", kill);
      if (server.exitCode === null) {
        server.kill();
        await once(server, "exit");
      }
      rmSync(base, { recursive: true });
    },
  };
}
