/** Wrong input, other installations, and what only the PHP code says. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { root } from "../../scripts/lib/project-files.ts";
import { moFile } from "../../scripts/wordpress/mo.ts";
import { pluginFiles, pluginZip, SLUG } from "../../scripts/wordpress/package.ts";
import { translations } from "../../scripts/wordpress/translations.ts";
import { SCRIPT_LANGUAGES } from "../../src/embed/script-languages.ts";
import { chatUrl } from "../../src/protocol/chat-url.ts";
import { preloadScript } from "../../src/protocol/preload.ts";
import { questionFor } from "../../src/protocol/question.ts";
import { missing } from "./builds.ts";
import { installPlugin, publish, statuses, useWorld, type Visit } from "./visits.ts";
import { startWordPress, type WordPress } from "./wordpress.ts";

const reason = missing();
if (reason) it.skip(reason, () => {});

const world = reason ? undefined! : useWorld();
const NEWEST = "beta";
const SETTINGS = "wp-admin/options-general.php?page=lhc-status";
const STRANGER = "http://stranger.invalid/";
const PLUGIN_FILE = `${SLUG}/${SLUG}.php`;

describe("the zip file", () => {
  it("is the same in every time zone", () => {
    const zone = process.env["TZ"];
    const zips = ["Pacific/Auckland", "America/Los_Angeles"].map((each) => {
      process.env["TZ"] = each;
      return Buffer.from(pluginZip("script")).toString("base64");
    });
    process.env["TZ"] = zone;
    expect(zips[0]).toBe(zips[1]);
  });

  it("contains no hidden files, and an ABSPATH guard in each PHP file", () => {
    const files = pluginFiles();
    expect(Object.keys(files).filter((name) => /(^|\/)\./.test(name))).toEqual([]);
    const unguarded = Object.entries(files).filter(
      ([name, text]) =>
        name.endsWith(".php") &&
        !/defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/.test(text.toString()),
    );
    expect(unguarded.map(([name]) => name)).toEqual([]);
  });

  it("has each of its words in the languages of the script", () => {
    const php = Object.entries(pluginFiles())
      .filter(([name]) => name.endsWith(".php"))
      .map(([, text]) => text.toString())
      .join("\n");
    const words = Array.from(
      php.matchAll(/(?:__|_e)\(\s*'((?:[^'\\]|\\.)+)',\s*'([\w-]+)'/g),
      ([, text, domain]) => {
        expect(domain).toBe(SLUG);
        return text!.replaceAll("\\'", "'");
      },
    );
    const block = JSON.parse(pluginFiles()["block/block.json"]!.toString()) as Record<string, string>;
    const all = [
      ...words,
      `block title\u0004${block["title"]}`,
      `block description\u0004${block["description"]}`,
    ];
    const placeholders = (text: string): string[] => (text.match(/%(\d\$)?s/g) ?? []).sort();
    expect(Object.keys(translations())).toHaveLength(Object.keys(SCRIPT_LANGUAGES).length);
    for (const texts of Object.values(translations())) {
      expect(Object.keys(texts).sort()).toEqual([...new Set(all)].sort());
      for (const [original, text] of Object.entries(texts))
        expect(placeholders(text)).toEqual(placeholders(original));
    }
  });

  it("follows the directory's rules for readme.txt", () => {
    const readme = pluginFiles()["readme.txt"]!.toString();
    const header = (name: string): string => new RegExp(`^${name}: (.+)$`, "m").exec(readme)?.[1] ?? "";
    const main = pluginFiles()[`${SLUG}.php`]!.toString();
    const [, short = ""] = /\n\n(.+)\n\n== Description ==/.exec(readme) ?? [];
    expect(short.length).toBeGreaterThan(20);
    expect(short.length).toBeLessThanOrEqual(150);
    expect(header("Tags").split(",").length).toBeLessThanOrEqual(5);
    for (const [name, also] of [
      ["Stable tag", "Version"],
      ["Requires at least"],
      ["Requires PHP"],
      ["License"],
    ] as const)
      expect(new RegExp(`^ \\* ${also ?? name}: +(.+)$`, "m").exec(main)?.[1]).toBe(header(name));
    expect(readme).toContain("== External services ==");
  });
});

describe.skipIf(reason)("PHP", () => {
  it("accepts all files", () => {
    const files = Object.keys(pluginFiles()).filter((name) => name.endsWith(".php"));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const { stdout, status } = spawnSync("php", ["-l", join(root, "integrations/wordpress", file)], {
        encoding: "utf8",
      });
      expect([status, stdout]).toEqual([0, expect.stringContaining("No syntax errors")]);
    }
  });
});

describe.skipIf(reason)("a WordPress with the plugin", () => {
  let wp: WordPress;
  let visit: Visit | undefined;
  beforeAll(async () => {
    wp = await startWordPress(NEWEST);
    installPlugin(wp, world.zip, { address: world.lhc.origin });
  });
  afterEach(async () => {
    await visit?.close();
    visit = undefined;
    world.lhc.faults = [];
  });
  afterAll(() => wp?.close());
  /** Another plugin, for one test. */
  const addCode = (code: string): void => {
    const file = join(wp.folder, "wp-content/mu-plugins/other.php");
    writeFileSync(file, `<?php ${code}`);
    onTestFinished(() => rmSync(file));
  };
  const address = (): unknown => wp.run("return get_option( 'lhc_status' )['address'];");

  describe("PHP code", () => {
    /** The results of a function for many lists of arguments. */
    const results = <T>(name: string, calls: unknown[][]): T[] =>
      wp.run(
        `$name = 'StatusBadgeForLiveHelperChat\\\\' . $data['name'];
        return array_map( function ( $call ) use ( $name ) { return $name( ...$call ); }, $data['calls'] );`,
        { name, calls },
      ) as T[];
    const read = (addresses: string[]): Record<string, [string, string]> => {
      const found = results<[string, string]>(
        "read_address",
        addresses.map((address) => [address]),
      );
      return Object.fromEntries(addresses.map((address, i) => [address, found[i]!]));
    };

    it("reads the base URL from any address of Live Helper Chat", () => {
      const ADDRESSES: Record<string, string> = {
        "https://chat.example.com": "https://chat.example.com/",
        " chat.example.com ": "https://chat.example.com/",
        "localhost:8080/lhc_web": "https://localhost:8080/lhc_web/",
        "HTTP://Chat.Example.com:81/Lhc/index.php": "http://chat.example.com:81/Lhc/index.php/",
        "https://chat.example.com/lhc/index.php/site_admin/user/login":
          "https://chat.example.com/lhc/index.php/",
        "https://chat.example.com/lit/chat/start/(theme)/1": "https://chat.example.com/lit/",
        "https://chat.example.com/restapi/isonline?x=1#y": "https://chat.example.com/",
        "https://[::1]:8080/": "https://[::1]:8080/",
        "https://chät.example/": "https://chät.example/",
        "": "",
      };
      const expected = Object.entries(ADDRESSES).map(([given, address]) => [given, [address, ""]]);
      expect(read(Object.keys(ADDRESSES))).toEqual(Object.fromEntries(expected));
    });

    it("refuses what is no address, with a reason and an example", () => {
      const WRONG = [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://chat.example.com/",
        "chat",
        "//chat",
        "https://",
        "https://exa mple.com/",
        'https://chat.example.com/"><script>alert(1)</script>',
        "<b>https://chat.example.com/</b>",
        "https://chat.example.com\\@other.example",
        "https://anna:secret@chat.example.com/",
      ];
      for (const [given, [address, problem]] of Object.entries(read(WRONG))) {
        expect([given, address, problem]).toEqual([
          given,
          "",
          expect.stringMatching(/for example https:\/\/chat\.example\.com\/$/),
        ]);
        expect(problem).not.toContain("secret");
      }
    });

    const BASE = "https://chat.example.com/lhc/index.php/";

    it("prints the inline script of preloadScript for every target", () => {
      const BADGES: Record<string, string>[] = [
        {},
        { department: "3" },
        { department: "3", exclude_bot: "true" },
        { user: "5" },
        { department: "10,2,sales", department_match: "inclusive" },
        { department: "Verkauf-Ö*~ü,1", department_match: "inclusive" },
      ];
      const expected = BADGES.map((badge) => {
        const target = {
          baseUrl: BASE,
          department: badge["department"],
          user: badge["user"],
          excludeBot: badge["exclude_bot"] === "true",
          departmentMatch: badge["department_match"] as "inclusive" | undefined,
        };
        return preloadScript(questionFor(target, {}, () => {}));
      });
      expect(
        results(
          "fast_question",
          BADGES.map((badge) => [BASE, badge]),
        ),
      ).toEqual(expected);
    });

    it("links to the same chat as the script", () => {
      const BADGES: Record<string, string>[] = [
        {},
        { department: "3" },
        { department: "1,sales & co" },
        { user: "5", chat_theme: "2", chat_lang: "lit" },
        { department: "3", chat_department: "sales", chat_operator: ".." },
      ];
      const expected = BADGES.map((badge) =>
        chatUrl(new URL(BASE), {
          department: badge["chat_department"] ?? badge["department"],
          operator: badge["chat_operator"] ?? badge["user"],
          theme: badge["chat_theme"],
          lang: badge["chat_lang"],
          leaveMessage: true,
        }),
      );
      expect(
        results(
          "chat_url",
          BADGES.map((badge) => [BASE, badge]),
        ),
      ).toEqual(expected);
    });
  });

  describe("the settings", () => {
    const save = async (text: string): Promise<string> => {
      visit = await world.visit(wp, SETTINGS, "administrator");
      await visit.page.locator("#lhc-status-address").fill(text);
      await visit.page.keyboard.press("Enter");
      await visit.page.waitForURL(/settings-updated/);
      return visit.page
        .locator("#setting-error-address, #setting-error-saved, #setting-error-settings_updated")
        .allInnerTexts()
        .then((all) => all.join(" "));
    };

    it.each(["javascript:alert(1)", "chat", '"><script>alert(1)</script>'])(
      "keep the former address instead of %s, and say so",
      async (text) => {
        expect(await save(text)).toMatch(/is not the address of a web server.*The former address is kept\./);
        expect(address()).toBe(`${world.lhc.origin}/`);
        expect(visit!.messages).toEqual([]);
      },
    );

    it("say that page caches have to be emptied after a change, and only then", async () => {
      expect(await save(`${world.lhc.origin}/lit/chat/start`)).toMatch(/page cache, empty it now/);
      expect(address()).toBe(`${world.lhc.origin}/lit/`);
      expect(await save(`${world.lhc.origin}/`)).toMatch(/page cache/);
      expect(await save(`${world.lhc.origin}/`)).not.toMatch(/page cache/);
    });

    it("test the address from the browser, and explain the answer", async () => {
      visit = await world.visit(wp, SETTINGS, "administrator");
      const { page, requests } = visit;
      const answer = async (text: string): Promise<string> => {
        await page.locator("#lhc-status-address").fill(text);
        await page.getByRole("button", { name: "Test" }).click();
        const result = page.locator("#lhc-status-result");
        await expect.poll(() => result.innerText()).not.toBe("Asking …");
        return result.innerText();
      };
      // An answer younger than five seconds is reused, so each time another address of the same server.
      expect(await answer(`${world.lhc.origin}/eng/chat/start`)).toBe("Live Helper Chat answers: online.");
      world.lhc.lay({ activeUsers: [] });
      expect(await answer(world.lhc.origin)).toContain("answers: offline. The address is right");
      world.lhc.lay({ activeUsers: [2] });
      world.lhc.faults = [{ status: 404, body: "<h1>Not found</h1>" }];
      expect(await answer(`${world.lhc.origin}/lit/`)).toMatch(/^No status: .*HTTP 404/);
      world.lhc.faults = [{ body: "<h1>A shop</h1>" }];
      expect(await answer(`${world.lhc.origin}/ger/`)).toMatch(/^No status: ./);
      expect(await answer("chat")).toMatch(/^No status: ./);
      expect(await answer("")).toMatch(/^Type the address first/);
      expect(requests.filter((url) => url.includes("callback="))).toEqual([]);
    });

    it("follow no redirect to another origin", async () => {
      const stranger = createServer((_request, response) => {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.end('{"isonline":true}');
      }).listen(0, "127.0.0.1");
      const redirecting = createServer((_request, response) => {
        const { port } = stranger.address() as AddressInfo;
        response
          .writeHead(302, { Location: `http://127.0.0.1:${port}/`, "Access-Control-Allow-Origin": "*" })
          .end();
      }).listen(0, "127.0.0.1");
      await Promise.all([once(stranger, "listening"), once(redirecting, "listening")]);
      visit = await world.visit(wp, SETTINGS, "administrator");
      await visit.page
        .locator("#lhc-status-address")
        .fill(`http://127.0.0.1:${(redirecting.address() as AddressInfo).port}/`);
      await visit.page.getByRole("button", { name: "Test" }).click();
      await expect
        .poll(() => visit!.page.locator("#lhc-status-result").innerText())
        .toMatch(/^No status: .*a redirect/);
      for (const server of [stranger, redirecting]) {
        server.closeAllConnections();
        server.close();
      }
    });

    it.each(["editor", "author", "contributor"] as const)("are closed to role %s", async (role) => {
      visit = await world.visit(wp, SETTINGS, role);
      expect(await visit.page.locator("#lhc-status-address").count()).toBe(0);
      const posted = await visit.page.evaluate(`fetch("${wp.url}wp-admin/options.php", {
        method: "POST",
        body: new URLSearchParams({ option_page: "lhc_status", action: "update", "lhc_status[address]": "${STRANGER}" }),
      }).then(({ status }) => status)`);
      expect(posted).toBe(403);
      expect(address()).toBe(`${world.lhc.origin}/`);
    });

    it("need the nonce of their form", async () => {
      visit = await world.visit(wp, SETTINGS, "administrator");
      const posted = await visit.page.evaluate(`fetch("${wp.url}wp-admin/options.php", {
        method: "POST",
        body: new URLSearchParams({ option_page: "lhc_status", action: "update", "lhc_status[address]": "${STRANGER}" }),
      }).then(({ status }) => status)`);
      expect(posted).toBe(403);
      expect(address()).toBe(`${world.lhc.origin}/`);
    });
  });

  const BAD = '"><img src="http://stranger.invalid/x" onerror="alert(1)"><script>alert(1)</script>';
  const NAMES =
    "department user department_match exclude_bot variant hide_when announce chat chat_department chat_operator chat_theme chat_lang label_online label_offline label_checking label_unknown loading base_url base-url address transport style onclick".split(
      " ",
    );

  describe("a contributor's post", () => {
    it.each([
      ["a shortcode", (name: string, value: string) => `[lhc_status ${name}='${value}']`],
      [
        "a block",
        (name: string, value: string) =>
          `<!-- wp:lhc-status/badge ${JSON.stringify({ [name]: value }).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`)} /-->`,
      ],
    ])("with HTML in every field of %s runs no script and asks no other host", async (_kind, write) => {
      const values = [BAD, STRANGER, `javascript:alert(1)`];
      const content = NAMES.flatMap((name) => values.map((value) => write(name, value))).join("\n\n");
      const [path = ""] = publish(wp, [{ role: "contributor", content }]);
      visit = await world.visit(wp, path);
      let isAlerted = false;
      visit.page.on("dialog", (dialog) => {
        isAlerted = true;
        void dialog.dismiss();
      });
      await statuses(visit.page);
      expect(await visit.page.locator("lhc-status, a[href*='/chat/start']").count()).toBeGreaterThan(
        NAMES.length,
      );
      const servers = await visit.page.evaluate(
        `[...new Set([...document.querySelectorAll("lhc-status")].map((badge) => badge.getAttribute("base-url")))]`,
      );
      expect(servers).toEqual([`${world.lhc.origin}/`]);
      expect(await visit.page.locator("img[onerror], [onclick]").count()).toBe(0);
      expect(visit.requests.filter((url) => !url.startsWith(`${world.lhc.origin}/`))).toEqual([]);
      expect(isAlerted).toBe(false);
    });
  });

  describe("a wrong department", () => {
    let path: string;
    beforeAll(() => {
      [path = ""] = publish(wp, [{ content: `[lhc_status department="sales"]` }]);
    });
    const NOTE =
      'department="sales" is not an id. Use the number shown in the back office of Live Helper Chat.';

    it("leaves visitors the link, without a badge", async () => {
      visit = await world.visit(wp, path);
      expect(await visit.page.locator("lhc-status").count()).toBe(0);
      expect(
        await visit.page.getByRole("link", { name: "Contact us", exact: true }).getAttribute("href"),
      ).toBe(`${world.lhc.origin}/chat/start/(leaveamessage)/true`);
      expect(await visit.page.content()).not.toContain("is not an id");
    });

    it("is explained to authors, on the page and in the classic editor", async () => {
      visit = await world.visit(wp, path, "editor");
      expect(await visit.page.locator(".lhc-status-note").innerText()).toBe(
        `Visitors do not see this: ${NOTE}`,
      );
      addCode("add_filter( 'use_block_editor_for_post', '__return_false' );");
      await visit.page.goto(`${wp.url}wp-admin/post.php?action=edit&post=${path.slice(3)}`);
      expect(await visit.page.locator(".notice-error").first().innerText()).toContain(NOTE);
    });
  });

  it("shows the link and no script before an address is entered, and tells an author why", async () => {
    const [path = ""] = publish(wp, [{ content: "[lhc_status] <!-- wp:lhc-status/badge /-->" }]);
    wp.run("update_option( 'lhc_status', array() );");
    visit = await world.visit(wp, path);
    const html = await visit.page.content();
    expect(html).not.toMatch(/<lhc-status|lhc-status\.js/);
    expect(visit.requests).toEqual([]);
    await visit.close();
    visit = await world.visit(wp, path, "author");
    expect(await visit.page.locator(".lhc-status-note").first().innerText()).toContain(
      "An administrator enters it at Settings > Status Badge.",
    );
    wp.run("update_option( 'lhc_status', $data );", { address: world.lhc.origin });
  });

  it("ignores a stored option that is wrong", async () => {
    const [path = ""] = publish(wp, [{ content: "[lhc_status]" }]);
    for (const option of ["text", 5, { address: "javascript:alert(1)", load: ["x"], share: "<b>" }]) {
      wp.run("update_option( 'lhc_status', $data );", option);
      const response = await fetch(new URL(path, wp.url));
      expect([response.status, await response.text()]).toEqual([
        200,
        expect.not.stringMatching(/<lhc-status|javascript:/),
      ]);
    }
    wp.run("update_option( 'lhc_status', $data );", { address: world.lhc.origin });
  });

  it("shows the link and a notice in the back office if the script file is missing", async () => {
    const file = join(wp.folder, `wp-content/plugins/${SLUG}/assets/lhc-status.js`);
    renameSync(file, `${file}.gone`);
    onTestFinished(() => renameSync(`${file}.gone`, file));
    const [path = ""] = publish(wp, [{ content: "[lhc_status]" }]);
    visit = await world.visit(wp, path);
    expect(await visit.page.getByRole("link", { name: "Contact us", exact: true }).isVisible()).toBe(true);
    expect(await visit.page.content()).not.toContain("lhc-status.js");
    await visit.close();
    visit = await world.visit(wp, SETTINGS, "administrator");
    expect(await visit.page.locator(".notice-error").innerText()).toContain("Install the plugin again.");
  });

  it("leaves the link if another plugin defines <lhc-status> first", async () => {
    addCode(
      `add_action( 'wp_head', function () { echo '<script>customElements.define("lhc-status", class extends HTMLElement {});</script>'; }, 0 );`,
    );
    const [path = ""] = publish(wp, [{ content: "[lhc_status]" }]);
    visit = await world.visit(wp, path);
    expect(await visit.page.getByRole("link", { name: "Contact us", exact: true }).isVisible()).toBe(true);
    expect(visit.messages.join()).toContain("already defined");
  });

  it("works without its marks and without the script's own tag, as after an optimiser", async () => {
    addCode(
      `add_filter( 'script_loader_tag', function ( $tag, $handle, $src ) {
        return 'lhc-status' === $handle ? '<script>addEventListener("load", () => { const s = document.createElement("script"); s.src = ' . wp_json_encode( $src ) . '; document.body.append(s); });</script>' : $tag;
      }, 999, 3 );`,
    );
    const [path = ""] = publish(wp, [{ content: "[lhc_status]" }]);
    visit = await world.visit(wp, path);
    expect(await statuses(visit.page)).toEqual(["online"]);
    expect(visit.messages).toEqual([]);
  });

  it("speaks the language of the site", async () => {
    const [path = ""] = publish(wp, [{ content: '[lhc_status] [lhc_status department="x"]' }]);
    // WordPress accepts languages that it has a file for.
    mkdirSync(join(wp.folder, "wp-content/languages"), { recursive: true });
    writeFileSync(join(wp.folder, "wp-content/languages/de_DE.mo"), moFile({}));
    wp.run("update_option( 'WPLANG', 'de_DE' );");
    onTestFinished(() => void wp.run("delete_option( 'WPLANG' );"));
    visit = await world.visit(wp, path);
    const { page } = visit;
    const link = page.locator("lhc-status a");
    expect(await link.textContent()).toBe("Kontakt aufnehmen");
    expect(await statuses(page)).toEqual(["online"]);
    expect(await page.evaluate(`document.querySelector("lhc-status").shadowRoot.textContent`)).toContain(
      "Wir sind online",
    );
    await page.close();
    visit = await world.visit(wp, SETTINGS, "administrator");
    expect(await visit.page.locator("h1").innerText()).toBe("Status-Badge");
    expect(await visit.page.locator("#lhc-status-test").innerText()).toBe("Testen");
    const title = wp.run(
      "return WP_Block_Type_Registry::get_instance()->get_registered( 'lhc-status/badge' )->title;",
    );
    expect(title).toBe("Live-Helper-Chat-Status");
  });

  it("has caused no notice", () => {
    expect(wp.notices()).toBe("");
  });
});

describe.skipIf(reason)("a network of sites in a sub-folder", () => {
  let wp: WordPress;
  beforeAll(async () => {
    wp = await startWordPress(NEWEST, { path: "/blog", multisite: true });
    installPlugin(wp, world.zip, { address: world.lhc.origin });
  });
  afterAll(() => wp?.close());

  it("shows the status on the site that has the plugin", async () => {
    const [path = ""] = publish(wp, [{ content: "[lhc_status]" }]);
    const visit = await world.visit(wp, path);
    expect(await statuses(visit.page)).toEqual(["online"]);
    expect(await visit.page.locator("script[data-lhc-base-url]").getAttribute("src")).toContain(
      `/blog/wp-content/plugins/${SLUG}/assets/lhc-status.js`,
    );
    expect(visit.messages).toEqual([]);
    await visit.close();
  });

  it("has settings for each site, and removes all of them", () => {
    const found = wp.run(
      `$second = wp_insert_site( array( 'domain' => $data['host'], 'path' => '/blog/second/', 'network_id' => 1, 'user_id' => 1 ) );
      $own = get_blog_option( $second, 'lhc_status' );
      update_blog_option( $second, 'lhc_status', array( 'address' => 'https://second.example.com/' ) );
      deactivate_plugins( $data['plugin'] );
      uninstall_plugin( $data['plugin'] );
      return array( $own, get_option( 'lhc_status' ), get_blog_option( $second, 'lhc_status' ), get_current_blog_id() );`,
      { host: new URL(wp.url).host, plugin: PLUGIN_FILE },
    );
    expect(found).toEqual([false, false, false, 1]);
  });

  it("has caused no notice", () => {
    expect(wp.notices()).toBe("");
  });
});
