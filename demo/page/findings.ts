import type { Finding } from "../../src/doctor/doctor.ts";
import { byId, make } from "./dom.ts";

const MARKS: Readonly<Record<Finding["severity"], string>> = {
  ok: "\u2713",
  info: "\u2713",
  warning: "!",
  error: "\u2717",
  skipped: "\u2013",
};

/** Shows the findings of `lhc-status doctor`, errors first. */
export async function showFindings(): Promise<void> {
  const section = byId("findings");
  section.hidden = false;
  const list = byId("findings-list");
  const response = await fetch("/findings.json");
  if (!response.ok) {
    list.replaceChildren(make("li", {}, await response.text()));
    return;
  }
  const { findings } = (await response.json()) as { findings: Finding[] };
  const order = Object.keys(MARKS).reverse();
  const rank = ({ severity }: Finding): number => order.indexOf(severity === "skipped" ? "ok" : severity);
  list.replaceChildren(
    ...[...findings]
      .sort((a, b) => rank(a) - rank(b))
      .map((finding) => {
        const { severity, title, seen } = finding;
        const more = severity === "ok" || severity === "skipped" ? [] : [finding.means, finding.cure];
        return make(
          "li",
          { class: severity },
          `${MARKS[severity]} `,
          make("strong", {}, title),
          make("span", { class: "quiet" }, ` ${seen}`),
          ...more.filter((text) => text !== undefined).map((text) => make("p", {}, text)),
        );
      }),
  );
}
