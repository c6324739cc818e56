/** What the cache in front of LHC saves, measured on a real nginx with the configuration of integrations/nginx. */
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
  /** Those that reach LHC. */
  questions: number;
}

const KINDS = ["cached", "uncached"] as const;
type Kind = (typeof KINDS)[number];
const NAMES: Record<Kind, string> = { cached: "integrations/nginx", uncached: "nginx without a cache" };

const httpConf = (folder: string): string => `
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
    const nginx = await startNginx({ lhc: servers.lhc, http: httpConf, workers: 1 });
    try {
      const load = async (kind: Kind, duration: number): Promise<Sample> => {
        // Wait until LHC has received the last requests of the previous run.
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
          // Badges send the current 30 s time slot.
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
  const maxQuestions = Math.max(...samples.cached.map(({ questions }) => questions));
  const allowed = Math.ceil(seconds / 10) + 1;
  const errors = [...samples.cached, ...samples.uncached].reduce((sum, one) => sum + one.errors, 0);
  return {
    title: "nginx cache",
    method: [
      `Medians of ${rounds} runs of ${seconds} s each, in turns. autocannon sends one question over ${CONNECTIONS} ` +
        "connections to a real nginx (one worker) with the configuration of `integrations/nginx`, and to one " +
        "without a cache. Both are in front of the demo's LHC.",
      "Limits: everything shares one machine, so generating the load also limits the answers per second. The demo's " +
        "LHC is a small Node program; a real one spends 2 to 10 ms of CPU time on a question, so a real cache saves " +
        "more than this shows.",
    ],
    tables: [
      {
        title: "One target at full load",
        head: ["", "answers per second", "p99", "answers", "questions that reached LHC"],
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
        what: `edge: at most ${maxQuestions} questions reached LHC in ${seconds} s, budget ${allowed} (one in 10 s)`,
        isMet: maxQuestions <= allowed,
        isEnforced: true,
      },
      { what: `edge: ${errors} errors, budget 0`, isMet: errors === 0, isEnforced: true },
    ],
  };
}
