/** What the cache in front of LHC saves: a real nginx, with the configuration of integrations/nginx. */
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import { startNginx } from "../scripts/lib/nginx.ts";
import type { Findings, Run } from "./part.ts";
import { startServers } from "./servers/start.ts";
import { median } from "./statistics.ts";

const CONNECTIONS = 50;

interface Sample {
  perSecond: number;
  /** Milliseconds. */
  p99: number;
  answers: number;
  errors: number;
  /** At the origin. */
  questions: number;
}

const KINDS = ["cached", "uncached"] as const;
type Kind = (typeof KINDS)[number];
const NAMES: Record<Kind, string> = { cached: "integrations/nginx", uncached: "nginx without a cache" };

const bothWays = (folder: string): string => `
  keepalive_requests 1000000;
  server {
    listen unix:${folder}/cached;
    include lhc-status/locations.conf;
    location / {
      proxy_pass http://lhc_origin;
    }
  }
  server {
    listen unix:${folder}/uncached;
    location / {
      proxy_pass http://lhc_origin;
    }
  }`;

export async function edge({ quick, progress }: Run): Promise<Findings> {
  const seconds = quick ? 2 : 4;
  const rounds = quick ? 3 : 5;
  const samples: Record<Kind, Sample[]> = { cached: [], uncached: [] };
  const servers = await startServers();
  try {
    const nginx = await startNginx({ lhc: servers.lhc, http: bothWays, workers: 1 });
    try {
      const load = async (kind: Kind, duration: number): Promise<Sample> => {
        // What the run before it left on its way must have arrived.
        let before = -1;
        for (let now = await servers.questions(); now !== before; now = await servers.questions()) {
          before = now;
          await sleep(300);
        }
        const result = await autocannon({
          url: "http://localhost",
          socketPath: `${nginx.folder}/${kind}`,
          connections: CONNECTIONS,
          duration,
          // As the badges ask: by the slot of 30 s, and at a border of two of them by both.
          requests: [{ path: `/restapi/isonline?callback=lhcStatus&_=${Math.floor(Date.now() / 30_000)}` }],
        });
        return {
          perSecond: result.requests.average,
          p99: result.latency.p99,
          answers: result["2xx"],
          errors: result.errors + result.non2xx,
          questions: (await servers.questions()) - before,
        };
      };
      for (let round = 0; round < rounds; round++) {
        for (const kind of round % 2 ? KINDS : [...KINDS].reverse()) {
          progress(`edge: round ${round + 1} of ${rounds}, ${NAMES[kind]}`);
          samples[kind].push(await load(kind, seconds));
        }
      }
    } finally {
      await nginx.close();
    }
  } finally {
    await servers.close();
  }
  const of = (kind: Kind, what: keyof Sample): number => median(samples[kind].map((one) => one[what]));
  const most = Math.max(...samples.cached.map(({ questions }) => questions));
  const allowed = Math.ceil(seconds / 10) + 1;
  const errors = [...samples.cached, ...samples.uncached].reduce((sum, one) => sum + one.errors, 0);
  return {
    title: "The edge",
    how: [
      `Medians of ${rounds} runs in turns of ${seconds} s each: autocannon with ${CONNECTIONS} connections asks one ` +
        "question, as badges put it, of a real nginx (one worker) with the configuration of `integrations/nginx`, and of one that " +
        "passes everything on, in front of the demo's LHC.",
      "Where it ends: all of it shares the processor, so the load's own cost limits the answers per second. The demo's " +
        "LHC is a small program in Node; the real one takes 2 to 10 ms of a core for a question, so what the cache saves " +
        "is more than this shows.",
    ],
    tables: [
      {
        title: "One target, asked as fast as it goes",
        head: ["", "answers per second", "p99", "answers", "questions at LHC"],
        rows: KINDS.map((kind) => [
          NAMES[kind],
          Math.round(of(kind, "perSecond")).toLocaleString("en"),
          `${of(kind, "p99")} ms`,
          Math.round(of(kind, "answers")).toLocaleString("en"),
          of(kind, "questions").toLocaleString("en"),
        ]),
      },
    ],
    charts: [
      {
        name: "edge",
        title: "Answers per second",
        unit: "answers per second",
        kind: "bars",
        categories: KINDS.map((kind) => NAMES[kind]),
        series: [{ name: "answers", values: KINDS.map((kind) => of(kind, "perSecond")) }],
      },
    ],
    verdicts: [
      {
        what: `edge: ${seconds} s are at most ${most} questions at LHC, of ${allowed} allowed (one in 10 s)`,
        holds: most <= allowed,
        isEnforced: true,
      },
      { what: `edge: ${errors} errors, at most 0`, holds: errors === 0, isEnforced: true },
    ],
  };
}
