/** What the generator writes, on an empty page with the policy that came with it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULTS, judge, type Values } from "../../site/generator/fields.ts";
import { blocksFor, policyLines } from "../../site/generator/snippets.ts";
import { anyValues } from "../unit/site/any-values.ts";
import { useEmptyPage } from "./support/empty-page.ts";
import { readRelease } from "./support/release.ts";
import { useSite } from "./support/site.ts";

const site = useSite();
const show = useEmptyPage();
const release = readRelease();

const settingsFor = (changes: Partial<Values>): Values =>
  judge({ ...DEFAULTS, server: `${site.lhc.origin}/`, ...changes }).settings;

/** What LHC itself says to the badge's question. */
async function expected({ department, user, match, nobot, nohours }: Values): Promise<string> {
  const flags = `?${nobot ? "exclude_bot=true&" : ""}${nohours ? "exclude_online_hours=true" : ""}`;
  const path = user
    ? `restapi/isonlineuser/${user}`
    : !department
      ? "restapi/isonline"
      : match === "inclusive"
        ? `widgetrestapi/chatcheckstatus?dep=${department}`
        : `restapi/isonlinedepartment/${department}${flags}`;
  const answer = (await (await fetch(`${site.lhc.origin}/${path}`)).json()) as Record<string, boolean>;
  return (answer["isonline"] ?? answer["online"]) ? "online" : "offline";
}

test("any configuration shows the live status under its own policy, with an empty console", async () => {
  site.lhc.lay({ activeUsers: [1, 2] });
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyValues(`${site.lhc.origin}/`, { site: "html", csp: "1" }), async (values) => {
      const { settings, problems } = judge(values);
      expect(problems).toEqual({});
      const [page, policy] = blocksFor(settings, release);
      const lines = policy!.code.replaceAll("\n", " ");
      const { statuses, messages } = await show(site.browser, page!.code, `default-src 'none'; ${lines}`);
      expect({ statuses, messages }).toEqual({ statuses: [await expected(settings)], messages: [] });
      seen.add(statuses[0]!);
    }),
    { numRuns: 60, plugins: [fc.interruptAfterTimeLimit(60_000)] },
  );
  expect([...seen].sort()).toEqual(["offline", "online"]);
});

test.each(["none", "link"])("the lines for a CMS show the live status, with chat=%s", async (chat) => {
  const settings = settingsFor({
    site: "cms",
    chat,
    whom: "department",
    department: "1",
    match: "inclusive",
  });
  const html = blocksFor(settings, release).map(({ code }) => code);
  const { statuses, messages } = await show(site.browser, html.join("\n"));
  expect({ statuses, messages }).toEqual({ statuses: ["online"], messages: [] });
});

test("the lines for a tag manager show the live status", async () => {
  const html = blocksFor(settingsFor({ site: "tag-manager" }), release).map(({ code }) => code);
  const { statuses, messages } = await show(site.browser, html.join("\n"));
  expect({ statuses, messages }).toEqual({ statuses: ["online"], messages: [] });
});

test("a policy without the server blocks the badge", async () => {
  const settings = settingsFor({});
  const [script] = policyLines(settings, release);
  const policy = `default-src 'none'; ${script!.replace(site.lhc.origin, "")}`;
  const { statuses } = await show(site.browser, blocksFor(settings, release)[0]!.code, policy);
  expect(statuses).toEqual(["unknown"]);
});
