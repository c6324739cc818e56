import { expect } from "@open-wc/testing";
import sinon, { type SinonSpy } from "sinon";
import "../../src/define.ts";
import { setDefaultBaseUrl } from "../../src/element.ts";
import { lhcForEach } from "./support/lhc.ts";
import { frames, mount, next, settle, shows } from "./support/page.ts";

describe("values that nobody meant", () => {
  const lhc = lhcForEach({ activeUsers: [1, 2, 3] });
  let warnings: SinonSpy;
  const warned = () => warnings.args.map(([message]) => String(message));
  beforeEach(() => (warnings = sinon.stub(console, "warn")));

  const seconds: [attribute: "interval" | "timeout", value: string, used: number][] = [
    ["interval", "abc", 60],
    ["interval", "", 60],
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
      expect(element[attribute]).to.equal(used);
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
      expect(element[attribute]).to.equal(used);
      element.removeAttribute(attribute);
      expect(element[attribute]).to.equal(attribute === "interval" ? 60 : 8);
      expect(warned()).to.deep.equal([]);
    });
  }

  it("junk words become the default, with one warning", async () => {
    const element = mount(
      `<lhc-status base-url="${lhc.origin}" transport="xhr" department="1" department-match="all"></lhc-status>`,
    );
    await shows(element, "online");
    expect([element.transport, element.departmentMatch]).to.deep.equal(["jsonp", "explicit"]);
    expect(warned()).to.deep.equal([
      '<lhc-status>: transport="xhr" is read as "jsonp". Write one of: jsonp, fetch.',
      '<lhc-status>: department-match="all" is read as "explicit". Write one of: explicit, inclusive.',
    ]);
  });

  const wrong: [markup: string, cure: RegExp][] = [
    [`<lhc-status></lhc-status>`, /base-url is missing. Write base-url="https:/],
    [
      `<lhc-status base-url="chat.example.com"></lhc-status>`,
      /looks like a host name. Write "https:\/\/chat.example.com"/,
    ],
    [`<lhc-status base-url="javascript:alert(1)"></lhc-status>`, /has to begin with https:/],
    [`<lhc-status base-url="LHC" department=""></lhc-status>`, /department="" is no id/],
    [`<lhc-status base-url="LHC" user=""></lhc-status>`, /user="" is no id/],
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
      expect(warned()).to.deep.equal([`<lhc-status>: ${detail.error!.message}`]);
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
    setDefaultBaseUrl(lhc.origin);
    await shows(element, "online");
    const named = mount(`<lhc-status base-url="ftp://x/"></lhc-status>`);
    await shows(named, "unknown");
    setDefaultBaseUrl(null);
    await shows(element, "unknown");
  });
});
