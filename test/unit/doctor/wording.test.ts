/**
 * The messages for site owners. wording.txt has each message once, with the cases in which it appears. Review it
 * after a change. Update it with `npx vitest run test/unit/doctor/wording.test.ts -u`.
 */
import { expect, it } from "vitest";
import type { Facts } from "../../../src/doctor/rules/facts.ts";
import type { Finding } from "../../../src/doctor/rules/finding.ts";
import { judgeInstallation } from "../../../src/doctor/rules/rules.ts";
import { CASES, factsOf, TARGETS, wholeFacts } from "./cases.ts";

const sound = { name: "a sound installation", facts: wholeFacts() };
const silent = {
  name: "no answer",
  facts: factsOf(TARGETS, () => ({ failure: { kind: "timeout", message: "no whole answer in 8 s" } })),
};
const nothing = {
  name: "nothing asked",
  facts: { baseUrl: "https://chat.example.com/", exchanges: [] } satisfies Facts,
};
const page = { name: "a page", facts: factsOf(TARGETS, () => ({ headersSeen: "readable" })) };

it("the findings' messages match wording.txt", async () => {
  const seen = new Map<string, string[]>();
  const add = (name: string, { severity, code, seen: what, means, cure }: Finding): void => {
    const wording = [
      `${severity} ${code}`,
      ...(means === undefined ? [] : [`  ${means}`]),
      ...(cure === undefined ? [] : [`  -> ${cure}`]),
    ].join("\n");
    seen.set(wording, [...(seen.get(wording) ?? []), `  ${name}: ${what}`]);
  };
  for (const { name, facts } of CASES)
    for (const finding of judgeInstallation(facts))
      if (finding.severity !== "ok" && finding.severity !== "skipped") add(name, finding);
  for (const { name, facts } of [sound, nothing, silent, page])
    for (const finding of judgeInstallation(facts)) add(name, finding);
  const text = [...seen].map(([wording, cases]) => [wording, ...new Set(cases)].join("\n")).join("\n\n");
  await expect(`${text}\n`).toMatchFileSnapshot("wording.txt");
});
