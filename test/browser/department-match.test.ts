import { expect } from "@open-wc/testing";
import "../../src/define.ts";
import { lhcForEach } from "./support/lhc.ts";
import { mount, shows } from "./support/page.ts";

describe("department-match", () => {
  // Only the admin of a fresh LHC, who has 'all departments'. No bot and no online hours.
  const lhc = lhcForEach({ activeUsers: [1], departments: { 6: { bot: null }, 7: { onlineHours: null } } });

  const make = (attributes: string) =>
    mount(`<lhc-status base-url="${lhc.origin}" ${attributes}></lhc-status>`);

  it("explicit ignores operators of all departments, inclusive counts them", async () => {
    await shows(make('department="5"'), "offline");
    await shows(make('department="5" department-match="inclusive"'), "online");
    expect((await lhc.requests()).map(({ target }) => target.replace(/_=.*/, ""))).to.have.members([
      "/restapi/isonlinedepartment/5?callback=lhcStatus&",
      "/widgetrestapi/chatcheckstatus?dep=5&callback=lhcStatus&",
    ]);
  });

  for (const transport of ["jsonp", "fetch"]) {
    it(`sends one question for several departments and an alias, by ${transport}`, async () => {
      await lhc.lay({ activeUsers: [3], departments: { 6: { bot: null }, 7: { onlineHours: null } } });
      await shows(
        make(`department="5,sales" department-match="inclusive" transport="${transport}"`),
        "online",
      );
      await shows(make(`department="1,5" department-match="inclusive" transport="${transport}"`), "offline");
      expect(await lhc.requests()).to.have.length(2);
    });
  }

  it("reports a server that lacks the endpoint", async () => {
    await lhc.setFaults([{ path: "/widgetrestapi", redirect: "/" }]);
    const element = make('department="5" department-match="inclusive"');
    await shows(element, "unknown");
    expect(String(element.error)).to.match(
      /department-match="inclusive" needs an LHC with the chatcheckstatus endpoint/,
    );
  });
});
