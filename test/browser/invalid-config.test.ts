import { expect } from "@open-wc/testing";
import sinon, { type SinonSpy } from "sinon";
import "../../src/define.ts";
import { LhcStatusElement, setDefaults } from "../../src/element.ts";
import { lhcForEach } from "./support/lhc.ts";
import { frames, mount, next, settle, shows } from "./support/page.ts";

describe("invalid configuration", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  let warnings: SinonSpy;
  const warned = () => warnings.args.map(([message]) => String(message));
  beforeEach(() => {
    warnings = sinon.stub(console, "warn");
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
      // A timeout of 0.1 s may expire on a busy machine.
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
    it(`${attribute}="${value}" is accepted without a warning`, async () => {
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

  it("unknown keywords are read as the default, with one warning", async () => {
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" transport="xhr" department="1" department-match="all"></lhc-status>`,
    );
    await shows(element, "online");
    expect([element.transport, element.departmentMatch]).to.deep.equal(["xhr", "all"]);
    const { transport, departmentMatch } = element.settings;
    expect([transport, departmentMatch]).to.deep.equal(["jsonp", "explicit"]);
    expect(warned()).to.deep.equal([
      '<lhc-status>: department-match="all" is not valid, so "explicit" is used. Write one of: explicit, inclusive.',
      '<lhc-status>: transport="xhr" is not valid, so "jsonp" is used. Write one of: jsonp, fetch.',
    ]);
  });

  const invalid: [markup: string, remedy: RegExp][] = [
    [`<lhc-status></lhc-status>`, /base-url is missing. Write base-url="https:/],
    [
      `<lhc-status base-url="chat.example.com"></lhc-status>`,
      /looks like a host name. Write "https:\/\/chat.example.com"/,
    ],
    [`<lhc-status base-url="javascript:alert(1)"></lhc-status>`, /must begin with https:/],
    [`<lhc-status base-url="LHC" department=" "></lhc-status>`, /department="" is not an id/],
    [`<lhc-status base-url="LHC" user="bob"></lhc-status>`, /user="bob" is not an id. Use the number/],
    [`<lhc-status base-url="LHC" department="1,2"></lhc-status>`, /lists need department-match="inclusive"/],
    [`<lhc-status base-url="LHC" department="1" user="2"></lhc-status>`, /cannot be combined. Remove one/],
  ];
  for (const [markup, remedy] of invalid) {
    it(`${markup} is unknown, explains how to correct it, and sends nothing`, async () => {
      const element = mount(markup.replace("LHC", lhc.origin));
      const { detail } = await next(element, "lhc-status-error");
      expect(detail.error).to.equal(element.error);
      expect(detail.error!.code).to.equal("config");
      expect(detail.error!.message).to.match(remedy);
      expect(element.status).to.equal("unknown");
      expect(await element.refresh()).to.equal("unknown");
      expect(warned()).to.deep.equal([`<lhc-status>: ${String(detail.error)}`]);
      expect(frames()).to.equal(0);
      expect(await lhc.requests()).to.have.length(0);
      // It works after a correction.
      for (const name of ["department", "user"]) element.removeAttribute(name);
      element.baseUrl = lhc.origin;
      await shows(element, "online");
      expect(element.error).to.equal(null);
    });
  }

  it("an empty base-url counts as missing, and the warning is not repeated", async () => {
    const element = mount(`<lhc-status base-url=""></lhc-status>`);
    await shows(element, "unknown");
    expect(element.error?.message).to.contain("base-url is missing");
    expect(warned()).to.deep.equal([]);
  });

  it("a flag that LHC ignores for this target warns once and is not sent", async () => {
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

  it("supported flags are sent by LHC's names", async () => {
    const flags = "exclude-bot include-users ignore-user-status exclude-online-hours";
    const element = mount(`<lhc-status base-url="${lhc.origin}" department="1" ${flags}></lhc-status>`);
    await shows(element, "offline");
    expect((await lhc.requests())[0]!.target).to.match(
      /^\/restapi\/isonlinedepartment\/1\?ignore_user_status=true&include_users=true&exclude_online_hours=true&exclude_bot=true&callback=lhcStatus&_=\d+$/,
    );
    expect(warned()).to.deep.equal([]);
  });

  for (const name of ["department", "user"]) {
    it(`${name}="null", which a template may write, does not mean 'anyone'`, async () => {
      await shows(mount(`<lhc-status base-url="${lhc.origin}"></lhc-status>`), "online");
      const element = mount(`<lhc-status base-url="${lhc.origin}" ${name}="null"></lhc-status>`);
      await shows(element, "unknown");
      expect(element.error?.message).to.contain(`${name}="null" is not an id`);
    });
  }

  it("an invalid value is read as the page's default, if there is one", async () => {
    setDefaults({ transport: "fetch", interval: 300 });
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" user="3" transport="Fetch" interval="soon"></lhc-status>`,
    );
    await shows(element, "online");
    expect([element.settings.transport, element.settings.interval]).to.deep.equal(["fetch", 300]);
    expect((await lhc.requests())[0]?.target).to.not.contain("callback");
    setDefaults({ transport: undefined, interval: undefined });
  });

  it("an empty attribute, and a property that is null, undefined or empty, count as absent", async () => {
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

  it("a property returns the value that was set, or else null or false", () => {
    const element = document.createElement("lhc-status");
    for (const [name, { type }] of LhcStatusElement.elementProperties)
      expect(Reflect.get(element, name), String(name)).to.equal(type === Boolean ? false : null);
    Object.assign(element, { interval: 90, variant: "dot", department: "3" });
    const { interval, variant, department } = element;
    expect([interval, variant, department]).to.deep.equal([90, "dot", "3"]);
  });

  it("a property that is 0 is reset with its attribute, because Vue writes both for null", () => {
    const element = document.createElement("lhc-status");
    Object.assign(element, { interval: 0, labelOnline: 0, timeout: 5 });
    for (const name of ["interval", "labelOnline", "timeout"]) element.removeAttribute(name);
    const { interval, labelOnline, timeout } = element;
    expect([interval, labelOnline, timeout]).to.deep.equal([null, null, 5]);
    element.setAttribute("interval", "90");
    element.removeAttribute("interval");
    expect(element.interval).to.equal(null);
  });

  it('a flag set to "false" is false, because some frameworks write that', async () => {
    const flags = "exclude-bot include-users ignore-user-status exclude-online-hours announce paused";
    const markup = flags.replaceAll(/[\w-]+/g, '$&="false"');
    const element = mount(`<lhc-status base-url="${lhc.origin}" department="1" ${markup}></lhc-status>`);
    await shows(element, "online", "offline");
    expect((await lhc.requests())[0]!.target).to.match(/isonlinedepartment\/1\?callback/);
    expect([element.excludeBot, element.paused]).to.deep.equal([false, false]);
    element.setAttribute("paused", "");
    expect(element.paused).to.equal(true);
  });

  it("paused asks only on refresh()", async () => {
    const element = mount(`<lhc-status base-url="${lhc.origin}" paused></lhc-status>`);
    await element.updateComplete;
    await settle();
    expect(element.status).to.equal("checking");
    expect(await lhc.requests()).to.have.length(0);
    expect(await element.refresh()).to.equal("online");
  });

  it("the page's default server applies to elements without base-url, existing and new", async () => {
    const element = mount(`<lhc-status user="2"></lhc-status>`);
    await shows(element, "unknown");
    setDefaults({ baseUrl: lhc.origin });
    await shows(element, "online");
    const named = mount(`<lhc-status base-url="ftp://x/"></lhc-status>`);
    await shows(named, "unknown");
    setDefaults({ baseUrl: null });
    await shows(element, "unknown");
  });

  it("the page's defaults apply to settings that an element does not set, existing and new", async () => {
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
