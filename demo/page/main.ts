import "../../src/index.ts";
import type { Settings, Snapshot } from "../control/wire.ts";
import { Card } from "./cards.ts";
import { CatchUp } from "./catch-up.ts";
import { byId } from "./dom.ts";
import { sendCommand, subscribe } from "./feed.ts";
import { Log } from "./log.ts";
import { offerLanguages } from "./language.ts";
import { Panel } from "./panel.ts";

const settings = (await (await fetch("/settings.json")).json()) as Settings;

byId("where").textContent = settings.baseUrl;

const log = new Log(byId("log"), byId("log-empty"));
byId("clear").addEventListener("click", () => log.clear());

const cards = makeCards();
offerLanguages(
  byId("language", HTMLSelectElement),
  cards.map(({ element }) => element),
);
// Connect the log before the first badge asks.
if (settings.panel) await connectPanel();
byId("badges").append(...cards.map((card) => card.root));
setInterval(() => {
  for (const card of cards) card.show();
}, 1000);

function makeCards(): Card[] {
  const ring = byId("catching-up").querySelector(".ring") as Element;
  const made = settings.badges.map((badge) => new Card(badge, settings, ring));
  for (const card of made) {
    card.element.addEventListener("lhc-status-change", ({ detail }) => {
      card.show();
      log.onEvent("lhc-status-change", card.badge.name, `${detail.previous} → ${detail.status}`, false);
    });
    card.element.addEventListener("lhc-status-error", ({ detail: { error } }) => {
      card.show();
      log.onEvent(
        "lhc-status-error",
        card.badge.name,
        error ? `${error.code}: ${error.message}` : "recovered",
        !!error,
      );
    });
  }
  return made;
}

/** Connects the panel and the log to the demo's server. Resolves when the connection is open or has failed. */
function connectPanel(): Promise<void> {
  const notice = byId("notice");
  const catchUp = new CatchUp(cards, (waiting) =>
    byId("catching-up").toggleAttribute("data-waiting", waiting),
  );
  let state: Snapshot | undefined;

  const panel = new Panel((kind, body) => {
    sendCommand(kind, body).catch((error: unknown) => {
      if (state) panel.show(state);
      // A lost connection is reported by the feed.
      if (!(error instanceof TypeError)) showNotice(`The demo's server refused: ${(error as Error).message}`);
    });
  });

  return new Promise((resolve) =>
    subscribe({
      onChange({ question, snapshot }) {
        const first = !state;
        state = snapshot;
        panel.show(snapshot);
        for (const card of cards) card.explain(snapshot);
        if (!first) void catchUp.run(question);
      },
      onQuestion(question) {
        catchUp.onQuestion(question.target, question.number);
        log.onQuestion(question);
      },
      onAnswer: (answer) => log.onAnswer(answer),
      onConnection(isConnected) {
        showNotice(isConnected ? "" : "The demo's server has stopped. Start it again with npm start.");
        resolve();
      },
    }),
  );

  function showNotice(text: string): void {
    notice.textContent = text;
    notice.hidden = !text;
  }
}
