import { expect } from "@open-wc/testing";
import sinon, { type SinonSpy } from "sinon";
import "../../src/define.ts";
import { LhcStatusElement, setDefaults } from "../../src/element.ts";
import { type Lhc, startLhc } from "./support/lhc.ts";
import { frames, mount, next, settle, shows, tidy } from "./support/page.ts";

describe("values that nobody meant", () => {
  let lhc: Lhc;
  let warnings: SinonSpy;
  const warned = () => warnings.args.map(([message]) => String(message));
  beforeEach(async () => {
    lhc = await startLhc({ activeUsers: [1, 2, 3] });
    warnings = sinon.stub(console, "warn");
  });
  afterEach(async () => {
    tidy();
    await lhc.close();
  });

  const seconds: [attribute: "interval" | "timeout", value: string, used: number][] = [
    ["interval", "abc", 60],
    ["interval", " ", 60],
    ["interval", "-5", 60],
    ["interval", "NaN", 60],
    ["interval", "10", 30],
    ["interval", "29.9", 30],
    ["interval", "1e9", 86400],
    ["interval", "Infinity", 86400],
    ["timeout", "soon", 8],
    ["timeout", "0", 8],
    ["timeout", "-1", 8],
    ["timeout", "0.01", 0.1],
  ];
  for (const [attribute, value, used] of seconds) {
    it(`${attribute}="${value}" is read as ${used}, with one warning`, async () => {
      const markup = `<lhc-status base-url="${lhc.origin}" ${attribute}="${value}"></lhc-status>`;
      const element = mount(markup + markup);
      // A tenth of a second may be too short for a busy machine.
      await shows(element, "online", "unknown");
      expect(element[attribute]).to.equal(value);
      expect(element.settings[attribute]).to.equal(used);
      expect(
        warned().filter((message) => message.startsWith(`<lhc-status>: ${attribute}="${value}"`)),
      ).to.have.length(1);
    });
  }

  for (const [attribute, value, used] of [
    ["interval", "30", 30],
    ["interval", "0", 0],
    ["interval", "+90.5", 90.5],
    ["timeout", "2", 2],
  ] as const) {
    it(`${attribute}="${value}" is as good as it looks`, async () => {
      const element = mount(`<lhc-status base-url="${lhc.origin}" ${attribute}="${value}"></lhc-status>`);
      await shows(element, "online");
      expect(element.settings[attribute]).to.equal(used);
      element.removeAttribute(attribute);
      await element.updateComplete;
      expect(element[attribute]).to.equal(null);
      expect(element.settings[attribute]).to.equal(attribute === "interval" ? 60 : 8);
      expect(warned()).to.deep.equal([]);
    });
  }

  it("junk words become the default, with one warning", async () => {
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" transport="xhr" department="1" department-match="all"></lhc-status>`,
    );
    await shows(element, "online");
    expect([element.transport, element.departmentMatch]).to.deep.equal(["xhr", "all"]);
    const { transport, departmentMatch } = element.settings;
    expect([transport, departmentMatch]).to.deep.equal(["jsonp", "explicit"]);
    expect(warned()).to.deep.equal([
      '<lhc-status>: department-match="all" is read as "explicit". Write one of: explicit, inclusive.',
      '<lhc-status>: transport="xhr" is read as "jsonp". Write one of: jsonp, fetch.',
    ]);
  });

  const wrong: [markup: string, cure: RegExp][] = [
    [`<lhc-status></lhc-status>`, /base-url is missing. Write base-url="https:/],
    [
      `<lhc-status base-url="chat.example.com"></lhc-status>`,
      /looks like a host name. Write "https:\/\/chat.example.com"/,
    ],
    [`<lhc-status base-url="javascript:alert(1)"></lhc-status>`, /has to begin with https:/],
    [`<lhc-status base-url="LHC" department=" "></lhc-status>`, /department="" is no id/],
    [`<lhc-status base-url="LHC" user="bob"></lhc-status>`, /user="bob" is no id. Write the number/],
    [`<lhc-status base-url="LHC" department="1,2"></lhc-status>`, /lists need department-match="inclusive"/],
    [`<lhc-status base-url="LHC" department="1" user="2"></lhc-status>`, /exclude each other. Remove one/],
  ];
  for (const [markup, cure] of wrong) {
    it(`${markup} is unknown, says how to mend it, and sends nothing`, async () => {
      const element = mount(markup.replace("LHC", lhc.origin));
      const { detail } = await next(element, "lhc-status-error");
      expect(detail.error).to.equal(element.error);
      expect(detail.error!.code).to.equal("config");
      expect(detail.error!.message).to.match(cure);
      expect(element.status).to.equal("unknown");
      expect(await element.refresh()).to.equal("unknown");
      expect(warned()).to.deep.equal([`<lhc-status>: ${String(detail.error)}`]);
      expect(frames()).to.equal(0);
      expect(await lhc.requests()).to.have.length(0);
      // Nothing is lost: mended, it works.
      for (const name of ["department", "user"]) element.removeAttribute(name);
      element.baseUrl = lhc.origin;
      await shows(element, "online");
      expect(element.error).to.equal(null);
    });
  }

  it("an empty base-url is a missing one, and what was said once is not said again", async () => {
    const element = mount(`<lhc-status base-url=""></lhc-status>`);
    await shows(element, "unknown");
    expect(element.error?.message).to.contain("base-url is missing");
    expect(warned()).to.deep.equal([]);
  });

  it("a flag that LHC ignores for the target warns once and is not sent", async () => {
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" user="2" exclude-bot include-users></lhc-status>`,
    );
    await shows(element, "online");
    expect(warned()).to.deep.equal([
      "<lhc-status>: include-users has no effect here: LHC ignores it in /restapi/isonlineuser/2.",
      "<lhc-status>: exclude-bot has no effect here: LHC ignores it in /restapi/isonlineuser/2.",
    ]);
    expect((await lhc.requests())[0]!.target).to.not.contain("bot");
  });

  it("flags that count are sent as LHC spells them", async () => {
    const flags = "exclude-bot include-users ignore-user-status exclude-online-hours";
    const element = mount(`<lhc-status base-url="${lhc.origin}" department="1" ${flags}></lhc-status>`);
    await shows(element, "offline");
    expect((await lhc.requests())[0]!.target).to.match(
      /^\/restapi\/isonlinedepartment\/1\?ignore_user_status=true&include_users=true&exclude_online_hours=true&exclude_bot=true&callback=lhcStatus&_=\d+$/,
    );
    expect(warned()).to.deep.equal([]);
  });

  for (const name of ["department", "user"]) {
    it(`${name}="null", which a template may write, is not 'anyone', whatever was asked before`, async () => {
      await shows(mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`), "online");
      const element = mount(`<lhc-status base-url="${lhc.origin}" ${name}="null"></lhc-status>`);
      await shows(element, "unknown");
      expect(element.error?.message).to.contain(`${name}="null" is no id`);
    });
  }

  it("a wrong value becomes the page's default, if there is one", async () => {
    setDefaults({ transport: "fetch", interval: 300 });
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" user="3" transport="Fetch" interval="soon"></lhc-status>`,
    );
    await shows(element, "online");
    expect([element.settings.transport, element.settings.interval]).to.deep.equal(["fetch", 300]);
    expect((await lhc.requests())[0]?.target).to.not.contain("callback");
    setDefaults({ transport: undefined, interval: undefined });
  });

  it("nothing was given where an attribute is empty, or a property null, undefined or empty", async () => {
    const names = [...LhcStatusElement.elementProperties]
      .filter(([name, { type }]) => name !== "baseUrl" && type !== Boolean)
      .map(([name, { attribute = name }]) => [name, String(attribute)] as const);
    const empty = names.map(([, attribute]) => `${attribute}=""`).join(" ");
    const byAttribute = mount(`<lhc-status base-url="${lhc.origin}" ${empty}></lhc-status>`);
    const plain = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
    for (const nothing of [null, undefined, ""]) {
      const element = mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`);
      for (const [name] of names) Reflect.set(element, name, nothing);
      await element.updateComplete;
      expect(element.settings).to.deep.equal(plain.settings);
    }
    await shows(byAttribute, "online");
    expect(byAttribute.settings).to.deep.equal(plain.settings);
    expect(warned()).to.deep.equal([]);
    expect(await lhc.requests()).to.have.length(1);
  });

  it("a property holds what was given, null or false where nothing was", () => {
    const element = document.createElement("lhc-status");
    for (const [name, { type }] of LhcStatusElement.elementProperties)
      expect(Reflect.get(element, name), String(name)).to.equal(type === Boolean ? false : null);
    Object.assign(element, { interval: 90, variant: "dot", department: "3" });
    const { interval, variant, department } = element;
    expect([interval, variant, department]).to.deep.equal([90, "dot", "3"]);
  });

  it('a flag that says "false" is false, as frameworks write it', async () => {
    const flags = "exclude-bot include-users ignore-user-status exclude-online-hours announce paused";
    const markup = flags.replaceAll(/[\w-]+/g, '$&="false"');
    const element = mount(`<lhc-status base-url="${lhc.origin}" department="1" ${markup}></lhc-status>`);
    await shows(element, "online", "offline");
    expect((await lhc.requests())[0]!.target).to.match(/isonlinedepartment\/1\?callback/);
    expect([element.excludeBot, element.paused]).to.deep.equal([false, false]);
    element.setAttribute("paused", "");
    expect(element.paused).to.equal(true);
  });

  it("paused asks nothing by itself, but on request", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" paused></lhc-status>`);
    await element.updateComplete;
    await settle();
    expect(element.status).to.equal("checking");
    expect(await lhc.requests()).to.have.length(0);
    expect(await element.refresh()).to.equal("online");
  });

  it("the page's default server serves those who name none, now and later", async () => {
    const element = mount(`<lhc-status user="2"></lhc-status>`);
    await shows(element, "unknown");
    setDefaults({ baseUrl: lhc.origin });
    await shows(element, "online");
    const named = mount(`<lhc-status base-url="ftp://x/"></lhc-status>`);
    await shows(named, "unknown");
    setDefaults({ baseUrl: null });
    await shows(element, "unknown");
  });

  it("the page's defaults hold for what an element leaves open, now and later", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" variant="text"></lhc-status>`);
    await shows(element, "online");
    setDefaults({ transport: "fetch", interval: 90, variant: "dot", chat: "popup", share: "page" });
    await element.updateComplete;
    const { transport, interval, variant, chat, share } = element.settings;
    expect([transport, interval, variant, chat, share]).to.deep.equal(["fetch", 90, "text", "popup", "page"]);
    await lhc.clearRequests();
    const later = mount(`<lhc-status base-url="${lhc.origin}" user="1" transport=""></lhc-status>`);
    await shows(later, "online");
    expect((await lhc.requests()).some(({ target }) => target.includes("callback"))).to.equal(false);
    const none = undefined;
    setDefaults({ transport: none, interval: none, variant: none, chat: none, share: none });
  });
});
