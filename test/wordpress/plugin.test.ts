/** The plugin in several versions of WordPress, from its zip file to a live badge. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { questionFor } from "../../src/protocol/question.ts";
import { preloadScript } from "../../src/protocol/preload.ts";
import { SLUG } from "../../scripts/wordpress/package.ts";
import { missing, VERSIONS } from "./builds.ts";
import { publish, statuses, useWorld } from "./visits.ts";
import { startWordPress, type WordPress } from "./wordpress.ts";

const reason = missing();
if (reason) it.skip(reason, () => {});

const PLUGIN = `${SLUG}/${SLUG}.php`;
const world = reason ? undefined! : useWorld();

describe.skipIf(reason).each(VERSIONS)("WordPress %s", (version) => {
  let wp: WordPress;
  let clicks: string[];
  let live: { statuses: string[]; messages: string[] };

  beforeAll(async () => {
    wp = await startWordPress(version);
    ({ clicks, live } = await installByHand());
  });
  afterAll(() => wp?.close());

  /** From the zip file to a badge on a new post, as an administrator does it. */
  async function installByHand(): Promise<{ clicks: string[]; live: typeof live }> {
    const clicks: string[] = [];
    const { page, messages, close } = await world.visit(
      wp,
      "wp-admin/plugin-install.php?tab=upload",
      "administrator",
    );
    const click = async (name: string): Promise<void> => {
      clicks.push(name);
      const button = page.getByRole("button", { name, exact: true });
      await button
        .or(page.getByRole("link", { name, exact: true }))
        .last()
        .click();
    };
    await page.setInputFiles("#pluginzip", world.zip);
    await click("Install Now");
    await click("Activate Plugin");
    await page.locator("#lhc-status-address").waitFor();
    await page.keyboard.type(world.lhc.origin);
    await page.keyboard.press("Enter");
    await click("Write a post with a badge");
    await click("Publish");
    await click("Publish");
    const url = await page.locator(".post-publish-panel__postpublish-header a").getAttribute("href");
    await page.goto(url!);
    const live = { statuses: await statuses(page), messages };
    await close();
    return { clicks, live };
  }

  const html = async (path: string): Promise<string> => (await fetch(new URL(path, wp.url))).text();
  const option = (options: Record<string, unknown>): void =>
    void wp.run(
      `update_option( 'lhc_status', array_merge( (array) get_option( 'lhc_status' ), $data ) );`,
      options,
    );

  it("needs five clicks and one address from the zip file to a live badge on a new post", () => {
    expect(clicks).toEqual([
      "Install Now",
      "Activate Plugin",
      "Write a post with a badge",
      "Publish",
      "Publish",
    ]);
    expect(live).toEqual({ statuses: ["online"], messages: [] });
  });

  it("loads the script asynchronously, with its server and the marks of optimisers", async () => {
    const [path = ""] = publish(wp, [{ content: "[lhc_status]" }]);
    const tags = (await html(path)).match(/<script[^>]*lhc-status\.js[^>]*>/g) ?? [];
    expect(tags).toHaveLength(1);
    const [tag = ""] = tags;
    expect(tag.match(/ async\b/g)).toHaveLength(1);
    expect(tag).toContain(`data-lhc-base-url="${world.lhc.origin}/" data-lhc-share="tabs"`);
    expect(tag).toMatch(/data-cfasync="false".* data-jetpack-boost="ignore".* nowprocket="1".* src=/);
    expect(tag).toMatch(/\/assets\/lhc-status\.js\?ver=\d+\.\d+\.\d+["']/);
    expect(tag).not.toContain("consent");
  });

  it("loads the script in head, and only on pages with a badge or marked content", async () => {
    const [plain = "", ...marked] = publish(wp, [
      { content: "A post without a badge" },
      { content: "[lhc_status]" },
      { content: '<!-- wp:lhc-status/badge {"variant":"dot"} /-->' },
      { content: '<a class="lhc-status" href="#">Chat</a>' },
      { content: '<b data-lhc-text="">Contact us</b>' },
    ]);
    const inHead = async (path: string): Promise<boolean> => {
      const [head = ""] = (await html(path)).split("</head>");
      return head.includes("/assets/lhc-status.js");
    };
    expect(await html(plain)).not.toContain("lhc-status.js");
    for (const path of marked) expect(await inHead(path)).toBe(true);
    option({ load: "everywhere" });
    expect(await inHead(plain)).toBe(true);
    option({ load: "badges" });
  });

  it("prints the same page for every visitor, so that a page cache can store it", async () => {
    const [path = ""] = publish(wp, [{ content: '[lhc_status department="3" chat="popup"]' }]);
    const first = await html(path);
    expect(first).toContain("<lhc-status");
    expect(await html(path)).toBe(first);
  });

  it("gives feeds a link to the chat, and neither element nor script", async () => {
    publish(wp, [
      { content: '[lhc_status department="3"]', title: "A shortcode for the feed" },
      { content: '<!-- wp:lhc-status/badge {"user":"2"} /-->', title: "A block for the feed" },
    ]);
    const feed = await html("?feed=rss2");
    const chat = `${world.lhc.origin}/chat/start`;
    expect(feed).toContain(`<a href="${chat}/(department)/3/(leaveamessage)/true">Contact us</a>`);
    expect(feed).toContain(`<a href="${chat}/(operator)/2/(leaveamessage)/true">Contact us</a>`);
    expect(feed).not.toMatch(/<lhc-status|lhc-status\.js|slot=/);
  });

  it("sends the first question ahead, in the words of preloadScript", async () => {
    option({ fast_question: true });
    const [path = "", lazy = ""] = publish(wp, [
      { content: 'Sales: [lhc_status department="3" exclude_bot="true"] [lhc_status]' },
      { content: '[lhc_status loading="lazy"]' },
    ]);
    const inline = async (at: string): Promise<string[]> =>
      Array.from(
        (await html(at)).matchAll(/<script>\s*(document\.head\.append.*?)\s*<\/script>/gs),
        ([, text]) => text!,
      );
    const target = { baseUrl: world.lhc.origin, department: 3, excludeBot: true };
    expect(await inline(path)).toEqual([preloadScript(questionFor(target, {}, () => {}))]);
    expect(await inline(lazy)).toEqual([]);
    option({ fast_question: false });
    expect(await inline(path)).toEqual([]);
  });

  it("asks consent tools to let the script pass, if the site's owner says so", async () => {
    const [path = ""] = publish(wp, [{ content: "[lhc_status]" }]);
    option({ pass_consent: true, share: "session" });
    expect(await html(path)).toMatch(
      /<script[^>]*data-lhc-share="session" consent-skip-blocker="1"[^>]*lhc-status\.js/,
    );
    expect(wp.run("return apply_filters( 'cmplz_whitelisted_script_tags', array() );")).toEqual([
      "lhc-status",
    ]);
    option({ pass_consent: false, share: "tabs" });
    expect(wp.run("return apply_filters( 'cmplz_whitelisted_script_tags', array() );")).toEqual([]);
    expect(wp.run("return apply_filters( 'sgo_js_async_exclude', array( 'other' ) );")).toEqual([
      "other",
      "lhc-status",
    ]);
  });

  describe("with a classic theme", () => {
    beforeAll(() =>
      wp.run(
        `switch_theme( 'classic' );
        $menu = wp_create_nav_menu( 'Main' );
        wp_update_nav_menu_item( $menu, 0, array( 'menu-item-title' => 'Chat with us', 'menu-item-url' => $data . '/chat/start#lhc-status', 'menu-item-type' => 'custom', 'menu-item-status' => 'publish' ) );
        set_theme_mod( 'nav_menu_locations', array( 'main' => $menu ) );`,
        world.lhc.origin,
      ),
    );
    const widgets = (kind: string, fields: Record<string, string>): void =>
      void wp.run(
        `update_option( "widget_{$data['kind']}", array( 2 => $data['fields'], '_multiwidget' => 1 ) );
        update_option( 'sidebars_widgets', array( 'wp_inactive_widgets' => array(), 'side' => array( $data['kind'] . '-2' ), 'array_version' => 3 ) );`,
        { kind, fields },
      );
    const show = async (path: string): Promise<string[]> => {
      const { page, messages, close } = await world.visit(wp, path);
      const shown = await statuses(page);
      expect(messages).toEqual([]);
      await close();
      return shown;
    };

    test("a menu entry that ends in #lhc-status is live", async () => {
      const [path = ""] = publish(wp, [{ content: "No badge here" }]);
      expect(await show(path)).toEqual(["online"]);
    });

    test.each([
      ["text", { text: "[lhc_status]" }],
      ["custom_html", { content: '<span class="lhc-status"></span>' }],
      ["block", { content: "<!-- wp:lhc-status/badge /-->" }],
      [
        "block",
        { content: '<!-- wp:html --><b class="lhc-status">No mark</b><!-- /wp:html -->[lhc_status]' },
      ],
    ])("a widget is live: %s %o", async (kind, fields) => {
      widgets(kind, fields);
      const [path = ""] = publish(wp, [{ content: "No badge here" }]);
      expect(await show(path)).toEqual(["online", "online"]);
    });

    test("excerpts have neither element nor script text", async () => {
      widgets("text", { text: "" });
      option({ fast_question: true });
      publish(wp, [
        { content: 'Before [lhc_status label_unknown="Write to us"] after', title: "Automatic" },
        { content: "[lhc_status]", excerpt: "By hand [lhc_status]", title: "By hand" },
      ]);
      const articles = (await html("?s=lhc_status")).split("<article>").slice(1).join();
      expect(articles).toContain("Before");
      expect(articles).not.toMatch(/<lhc-status|document\.head|&lt;/);
      option({ fast_question: false });
    });

    test("a stranger's comment changes nothing but its own text, and causes no request to another host", async () => {
      const STRANGER = "http://stranger.invalid/";
      const [path = ""] = publish(wp, [{ content: "[lhc_status]" }]);
      wp.run(
        `wp_set_current_user( 0 );
        kses_init();
        foreach ( $data['comments'] as $content ) {
          wp_insert_comment( wp_filter_comment( array(
            'comment_post_ID' => (int) substr( $data['path'], 3 ), 'comment_content' => wp_slash( $content ), 'comment_approved' => 1,
            'comment_author' => 'A stranger', 'comment_author_email' => '', 'comment_author_url' => '', 'comment_author_IP' => '', 'comment_agent' => '', 'user_ID' => 0,
          ) ) );
        }`,
        {
          path,
          comments: [
            `<lhc-status base-url="${STRANGER}">a</lhc-status>`,
            `<a class="lhc-status" data-lhc-base-url="${STRANGER}" href="${STRANGER}chat/start#lhc-status">b</a>`,
            `[lhc_status base_url="${STRANGER}"]`,
            `<!-- wp:lhc-status/badge {"base_url":"${STRANGER}"} /-->`,
            `<script data-lhc-base-url="${STRANGER}"></script>`,
          ],
        },
      );
      const { page, requests, close } = await world.visit(wp, path);
      const shown = await statuses(page);
      expect(await page.locator(".comment, li").count()).toBeGreaterThan(4);
      expect(shown.every((status) => status === "online")).toBe(true);
      expect(requests.filter((url) => !url.startsWith(`${world.lhc.origin}/`))).toEqual([]);
      await close();
    });
  });

  test("the block has a live preview and its settings in the sidebar, and is saved", async () => {
    const { page, messages, requests, close } = await world.visit(
      wp,
      "wp-admin/post-new.php?lhc_status=1",
      "author",
    );
    await expect
      .poll(
        () =>
          page.frames().some((frame) => frame.url().startsWith("blob:")) ||
          page.locator(".wp-block-lhc-status-badge").count(),
      )
      .toBeTruthy();
    const isFramed = (await page.locator('iframe[name="editor-canvas"]').count()) > 0;
    const canvas = isFramed ? page.frameLocator('iframe[name="editor-canvas"]') : page;
    const badge = canvas.locator("lhc-status");
    const status = (): Promise<unknown> =>
      badge.evaluate((node) => (node as Element & { status?: string }).status);
    await expect.poll(status).toBe("online");
    // By fetch, so that no script of the chat's server runs in the back office.
    expect(requests.filter((url) => url.includes("callback="))).toEqual([]);
    await canvas
      .locator(".wp-block-lhc-status-badge, [data-type='lhc-status/badge']")
      .first()
      .click({ force: true });
    const field = page.getByLabel("Department (its id)");
    if (!(await field.isVisible())) await page.getByRole("button", { name: "Settings", exact: true }).click();
    await field.fill("9");
    await expect.poll(() => badge.getAttribute("department")).toBe("9");
    await page.getByLabel("A click opens").selectOption("popup");
    await expect.poll(() => badge.getAttribute("chat")).toBe("popup");
    await field.fill("sales");
    await canvas.getByText('department="sales" is not an id').waitFor();
    await field.fill("3");
    await expect.poll(() => badge.getAttribute("department")).toBe("3");
    const content = await page.evaluate(`wp.data.select("core/editor").getEditedPostContent()`);
    expect(content).toBe('<!-- wp:lhc-status/badge {"department":"3","chat":"popup"} /-->');
    expect(messages).toEqual([]);
    await close();
  });

  it("is not needed for a class: the script tag of docs/cms.md is enough", async () => {
    const [path = ""] = publish(wp, [{ content: '<span class="lhc-status"></span>' }]);
    wp.run("deactivate_plugins( $data );", PLUGIN);
    const code = readFileSync(join(import.meta.dirname, "site/without-plugin.php"), "utf8")
      .replace("https://www.example.com/", `${wp.url}wp-content/plugins/${SLUG}/assets/`)
      .replace("https://chat.example.com/", world.lhc.origin);
    const file = join(wp.folder, "wp-content/mu-plugins/theme.php");
    writeFileSync(file, code);
    const { page, messages, close } = await world.visit(wp, path);
    expect(await statuses(page)).toContain("online");
    expect(await page.locator("script[data-lhc-base-url]").count()).toBe(1);
    expect(messages).toEqual([]);
    await close();
    rmSync(file);
    wp.run("activate_plugin( $data );", PLUGIN);
  });

  it("removes its option when it is deleted", () => {
    const found = wp.run(
      `deactivate_plugins( $data );
      $before = (bool) get_option( 'lhc_status' );
      uninstall_plugin( $data );
      return array( $before, get_option( 'lhc_status' ) );`,
      PLUGIN,
    );
    expect(found).toEqual([true, false]);
  });

  it("has caused no notice", () => {
    expect(wp.notices()).toBe("");
  });
});
