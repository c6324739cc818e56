import { expect } from "@open-wc/testing";
import "../../src/define.ts";
import { lhcForEach } from "./support/lhc.ts";
import { mount, shows } from "./support/page.ts";

describe("who counts for a department", () => {
  // The admin of a fresh LHC, who has 'all departments'; no bot and no hours that answer as well.
  const lhc = lhcForEach({ activeUsers: [1], departments: { 6: { bot: null }, 7: { onlineHours: null } } });

  const make = (attributes: string) =>
    mount(`<lhc-status base-url="${lhc.origin}" ${attributes}></lhc-status>`);

  it("explicit does not count operators of all departments, inclusive does", async () => {
    await shows(make('department="5"'), "offline");
    await shows(make('department="5" department-match="inclusive"'), "online");
    expect((await lhc.requests()).map(({ target }) => target.replace(/_=.*/, ""))).to.have.members([
      "/restapi/isonlinedepartment/5?callback=lhcStatus&",
      "/widgetrestapi/chatcheckstatus?dep=5&callback=lhcStatus&",
    ]);
  });

  for (const transport of ["jsonp", "fetch"]) {
    it(`several departments and an alias are one question, by ${transport}`, async () => {
      await lhc.lay({ activeUsers: [3], departments: { 6: { bot: null }, 7: { onlineHours: null } } });
      await shows(
        make(`department="5,sales" department-match="inclusive" transport="${transport}"`),
        "online",
      );
      await shows(make(`department="1,5" department-match="inclusive" transport="${transport}"`), "offline");
      expect(await lhc.requests()).to.have.length(2);
    });
  }

  it("a server without that endpoint is said to be one", async () => {
    await lhc.setFaults([{ path: "/widgetrestapi", redirect: "/" }]);
    const element = make('department="5" department-match="inclusive"');
    await shows(element, "unknown");
    expect(String(element.error)).to.match(
      /department-match="inclusive" needs an LHC that has chatcheckstatus/,
    );
  });
});
