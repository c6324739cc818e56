import "../../src/index.ts";
import type { Settings, Snapshot } from "../control/wire.ts";
import { Card } from "./cards.ts";
import { CatchUp } from "./catch-up.ts";
import { byId } from "./dom.ts";
import { EmbedHelp } from "./embed-help.ts";
import { follow, order } from "./feed.ts";
import { showFindings } from "./findings.ts";
import { Log } from "./log.ts";
import { watchLooks } from "./looks.ts";
import { Panel } from "./panel.ts";

const settings = (await (await fetch("/settings.json")).json()) as Settings;

watchLooks(byId("looks", HTMLFormElement));
byId("where").textContent = settings.baseUrl;

const log = new Log(byId("log"), byId("log-empty"));
byId("clear").addEventListener("click", () => log.clear());

const cards = makeCards();
// The log follows before the first badge asks.
if (settings.panel) await drive();
else void showFindings();
byId("badges").append(...cards.map((card) => card.root));
setInterval(() => {
  for (const card of cards) card.show();
}, 1000);

function makeCards(): Card[] {
  const ring = byId("catching-up").querySelector(".ring") as Element;
  const made = settings.badges.map((badge) => new Card(badge, settings, ring));
  const first = made[0];
  if (!first) return made;

  const help = new EmbedHelp(first.badge, settings.panel ? undefined : settings.baseUrl);
  first.radio.checked = true;
  for (const card of made) {
    card.radio.addEventListener("change", () => help.show(card.badge));
    card.element.addEventListener("lhc-status-change", ({ detail }) => {
      card.show();
      log.heard("lhc-status-change", card.badge.name, `${detail.previous} → ${detail.status}`, false);
    });
    card.element.addEventListener("lhc-status-error", ({ detail: { error } }) => {
      card.show();
      log.heard(
        "lhc-status-error",
        card.badge.name,
        error ? `${error.code}: ${error.message}` : "over",
        !!error,
      );
    });
  }
  return made;
}

/** Puts the demo server's panel and its side of the log to work; resolves once they are connected, or cannot be. */
function drive(): Promise<void> {
  const notice = byId("notice");
  const catchUp = new CatchUp(cards, (waiting) =>
    byId("catching-up").toggleAttribute("data-waiting", waiting),
  );
  let state: Snapshot | undefined;

  const panel = new Panel((kind, body) => {
    order(kind, body).catch((error: unknown) => {
      if (state) panel.show(state);
      // A server that is gone is said by the feed.
      if (!(error instanceof TypeError))
        say(`The demo's server did not take this: ${(error as Error).message}`);
    });
  });

  return new Promise((resolve) =>
    follow({
      changed({ question, snapshot }) {
        const first = !state;
        state = snapshot;
        panel.show(snapshot);
        for (const card of cards) card.explain(snapshot);
        if (!first) void catchUp.after(question);
      },
      asked(question) {
        catchUp.asked(question.target, question.number);
        log.asked(question);
      },
      answered: (answer) => log.answered(answer),
      connected(yes) {
        say(yes ? "" : "The demo's server is gone. Start it again by npm start.");
        resolve();
      },
    }),
  );

  function say(text: string): void {
    notice.textContent = text;
    notice.hidden = !text;
  }
}
