/** Chromium, a Live Helper Chat and the plugin's zip file for the tests of a file. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type LhcServer, startLhcServer } from "../../demo/lhc-server/index.ts";
import { pluginZip, SLUG } from "../../scripts/wordpress/package.ts";
import { launch } from "../pages/support/browser.ts";
import { scriptForTag } from "../pages/support/scripts.ts";
import type { Role, WordPress } from "./wordpress.ts";

/** The operator who is online. */
const ANNA = 2;

export interface Visit {
  readonly page: Page;
  /** Console messages and uncaught errors, without those of WordPress itself. */
  readonly messages: string[];
  /** URLs of all requests to other hosts than the site. */
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

export interface World {
  readonly lhc: LhcServer;
  /** The path of the plugin's zip file. */
  readonly zip: string;
  /** Opens a page of a WordPress. */
  visit(wp: WordPress, path: string, user?: Role): Promise<Visit>;
}

/** WordPress's own messages in the back office. */
const OWN_MESSAGES = /JQMIGRATE|React|deprecated/i;

/** Where WordPress itself has avatars and pictures. */
const OWN_HOSTS = /^https?:\/\/([\w-]+\.)*(gravatar\.com|w\.org|wordpress\.org)\//;

export function useWorld(): World {
  let browser: Browser;
  let folder: string;
  const contexts = new Map<string, BrowserContext>();
  const world = {
    async visit(wp, path, user) {
      const key = `${wp.url} ${user}`;
      let context = contexts.get(key);
      if (!context) {
        context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
        if (user) await context.addCookies(wp.cookies(user));
        contexts.set(key, context);
      }
      const page = await context.newPage();
      const messages: string[] = [];
      const requests: string[] = [];
      page
        .on("console", (message) => {
          const { url } = message.location();
          // Some files of WordPress are not in the package, and its editor asks for what an author may not read.
          const isMissing =
            / 40[34] /.test(message.text()) && !url.includes(SLUG) && !url.startsWith(world.lhc.origin);
          const isOwn = OWN_MESSAGES.test(message.text()) || OWN_HOSTS.test(url) || isMissing;
          if (["warning", "error"].includes(message.type()) && !isOwn) messages.push(message.text());
        })
        .on("pageerror", (error) => messages.push(error.stack ?? error.message))
        .on("request", (request) => {
          const { protocol, host } = new URL(request.url());
          const isOwn = host === new URL(wp.url).host || OWN_HOSTS.test(request.url());
          if (protocol.startsWith("http") && !isOwn) requests.push(request.url());
        });
      await page.goto(new URL(path, wp.url).href);
      return { page, messages, requests, close: () => page.close() };
    },
  } as { -readonly [Name in keyof World]: World[Name] };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "lhc-status-wordpress-"));
    world.zip = join(folder, `${SLUG}.zip`);
    const [script, started, lhc] = await Promise.all([
      scriptForTag(),
      launch("chromium"),
      startLhcServer({ state: { activeUsers: [ANNA] } }),
    ]);
    browser = started;
    world.lhc = lhc;
    writeFileSync(world.zip, pluginZip(script));
  });
  afterAll(async () => {
    await browser?.close();
    await world.lhc?.close();
    rmSync(folder, { recursive: true });
  });
  return world;
}

/** Installs the plugin from its zip file without a browser, with these options. */
export function installPlugin(wp: WordPress, zip: string, options?: Record<string, unknown>): void {
  wp.run(
    `WP_Filesystem();
    $done = unzip_file( $data['zip'], WP_PLUGIN_DIR );
    if ( is_wp_error( $done ) ) { throw new Exception( $done->get_error_message() ); }
    wp_cache_flush();
    $done = activate_plugin( $data['plugin'] );
    if ( is_wp_error( $done ) ) { throw new Exception( $done->get_error_message() ); }
    if ( $data['options'] ) { update_option( 'lhc_status', $data['options'] ); }`,
    { zip, plugin: `${SLUG}/${SLUG}.php`, options },
  );
}

export interface NewPost {
  content: string;
  role?: Role;
  title?: string;
  excerpt?: string;
}

/** Publishes posts as their authors may write them, and returns their paths. Those of contributors wait for an editor. */
export const publish = (wp: WordPress, posts: NewPost[]): string[] =>
  wp.run(
    `$paths = array();
    foreach ( $data as $post ) {
      $user = get_user_by( 'login', $post['role'] ?? 'administrator' );
      wp_set_current_user( $user->ID );
      kses_init();
      $may = current_user_can( 'publish_posts' );
      $id = wp_insert_post( wp_slash( array(
        'post_author' => $user->ID,
        'post_title' => $post['title'] ?? 'A post',
        'post_content' => $post['content'],
        'post_excerpt' => $post['excerpt'] ?? '',
        'post_status' => $may ? 'publish' : 'pending',
      ) ), true );
      if ( is_wp_error( $id ) ) { throw new Exception( $id->get_error_message() ); }
      if ( ! $may ) { wp_publish_post( $id ); }
      $paths[] = "?p=$id";
    }
    return $paths;`,
    posts,
  ) as string[];

/** The statuses of all badges, when each has one. */
export const statuses = (page: Page): Promise<string[]> =>
  page.evaluate(`(async () => {
    await customElements.whenDefined("lhc-status");
    const badges = [...document.querySelectorAll("lhc-status")];
    await Promise.all(badges.map((badge) => new Promise((resolve) => {
      const check = () => badge.status !== "checking" && resolve();
      badge.addEventListener("lhc-status-change", check);
      check();
    })));
    return badges.map(({ status }) => status);
  })()`);
