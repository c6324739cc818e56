/** Chats that start and close while they are read: each chat that always matches is returned once. */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LhcRestClient } from "../../../src/rest.ts";
import { newestFirst, PAGE_SIZE } from "../../../src/rest/newest-first.ts";
import { json, startWireServer, type WireServer } from "./wire-server.ts";

/** The ids of the matching chats as LHC lists them: newest first, with `offset` and `limit`. */
class Chats {
  #ids: number[];
  #next: number;
  constructor(count: number) {
    this.#ids = Array.from({ length: count }, (_, i) => count - i);
    this.#next = count + 1;
  }
  get count(): number {
    return this.#ids.length;
  }
  begin(times: number): void {
    for (let i = 0; i < times; i++) this.#ids.unshift(this.#next++);
  }
  close(id: number): void {
    this.#ids = this.#ids.filter((other) => other !== id);
  }
  at(index: number): number | undefined {
    return this.#ids[index];
  }
  reopen(id: number): void {
    if (!this.#ids.includes(id)) this.#ids = [...this.#ids, id].sort((a, b) => b - a);
  }
  page(offset: number, limit: number): { id: number }[] {
    return this.#ids.slice(offset, offset + limit).map((id) => ({ id }));
  }
}

/** A change between two requests of the reader: chats start, close anywhere in the list, and reopen. */
const change = fc.record({
  begun: fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 3 }) }, fc.constantFrom(98, 99, 100, 101, 250)),
  closed: fc.array(fc.nat({ max: 400 }), { maxLength: 30 }),
  /** Closed consecutive newest chats. */
  swept: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constantFrom(50, 99, 100, 101, 150)),
  reopened: fc.array(fc.nat({ max: 400 }), { maxLength: 5 }),
});

interface Change {
  begun: number;
  closed: number[];
  swept: number;
  reopened: number[];
}

async function readWhileChanging(
  size: number,
  changes: Change[],
  closesEach: boolean,
): Promise<{ given: number[]; stayed: number[]; reads: number }> {
  const chats = new Chats(size);
  const gone = new Set<number>();
  const given: number[] = [];
  const close = (id: number | undefined): void => {
    if (id === undefined) return;
    chats.close(id);
    if (!given.includes(id)) gone.add(id);
  };
  const pending = [...changes];
  const happen = (): void => {
    const { begun = 0, closed = [], swept = 0, reopened = [] } = pending.shift() ?? {};
    for (let i = 0; i < swept; i++) close(chats.at(0));
    for (const index of closed) close(chats.at(index));
    for (const id of reopened) if (gone.has(id)) chats.reopen(id);
    chats.begin(begun);
  };
  let reads = 0;
  const rows = newestFirst((offset) => {
    reads++;
    happen();
    const list = chats.page(offset, PAGE_SIZE);
    // LHC counts by a separate, later query.
    if (reads % 3 === 0) close(chats.at(0));
    if (reads % 5 === 0) chats.begin(1);
    return Promise.resolve({ list, list_count: chats.count });
  });
  for await (const { id } of rows) {
    given.push(id);
    if (closesEach) close(id);
    if (given.length % 40 === 0) happen();
  }
  const stayed = Array.from({ length: size }, (_, i) => size - i).filter((id) => !gone.has(id));
  return { given, stayed, reads };
}

describe("each chat that stays is returned once", () => {
  it("despite any changes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 400 }),
        fc.array(change, { maxLength: 14 }),
        fc.boolean(),
        async (size, changes, closesEach) => {
          const { given, stayed, reads } = await readWhileChanging(size, changes, closesEach);
          expect(new Set(given)).toHaveLength(given.length);
          const missing = stayed.filter((id) => !given.includes(id));
          expect(missing).toEqual([]);
          expect(given).toEqual(given.toSorted((a, b) => b - a));
          expect(reads).toBeLessThan(60);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("and reading ends even if a server ignores offsets", async () => {
    const list = Array.from({ length: PAGE_SIZE }, (_, i) => ({ id: PAGE_SIZE - i }));
    let reads = 0;
    const rows = newestFirst(() => {
      reads++;
      return Promise.resolve({ list, list_count: 500 });
    });
    let given = 0;
    for await (const row of rows) given += Number(row.id > 0);
    expect(given).toBe(PAGE_SIZE);
    expect(reads).toBeLessThan(10);
  });

  it("in few requests if nothing changes", async () => {
    const reads: number[] = [];
    for (const size of [0, 1, 99, 100, 101, 199, 250])
      reads.push((await readWhileChanging(size, [], false)).reads);
    expect(reads).toEqual([1, 1, 1, 2, 2, 3, 3]);
  });
});

describe("a client", () => {
  let server: WireServer;
  let lhc: LhcRestClient;
  let chats: Chats;
  let betweenPages: () => void;
  beforeAll(async () => {
    server = await startWireServer();
    lhc = new LhcRestClient({ baseUrl: server.origin, username: "admin", apiKey: "a-key" });
  });
  beforeEach(() => {
    chats = new Chats(250);
    betweenPages = () => {};
    server.answers = [
      ({ method, target, body }) => {
        if (method === "POST") {
          chats.close(Number(new URLSearchParams(body).get("chat_id")));
          return json({ error: false, result: true });
        }
        const query = new URL(target, server.origin).searchParams;
        const row = { status: 0, time: 1, dep_id: 1, user_id: 0, hash: "h" };
        const page = chats.page(Number(query.get("offset")), Number(query.get("limit")));
        const list_count = chats.count;
        betweenPages();
        return json({ error: false, list: page.map(({ id }) => ({ ...row, id })), list_count });
      },
    ];
  });
  afterAll(() => server.close());

  it("closes all pending chats in one loop", async () => {
    const closed: number[] = [];
    for await (const { id } of lhc.chats({ status: 0 })) {
      closed.push(id);
      await lhc.setChatStatus(id, 2);
    }
    expect(closed).toHaveLength(250);
    expect(chats.count).toBe(0);
  });

  it("reads all chats even if a hundred start during each of the first pages", async () => {
    let pages = 0;
    betweenPages = () => chats.begin(pages++ < 3 ? 100 : 0);
    const given: number[] = [];
    for await (const { id } of lhc.chats()) given.push(id);
    expect(given).toEqual(Array.from({ length: 250 }, (_, i) => 250 - i));
  });
});
