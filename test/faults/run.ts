/** Runs the table in the engines. */
import { type Browser, type Executable, LAUNCHERS } from "./engines.ts";
import type { Engine, Row } from "./row.ts";
import { type Cell, cellsOf, type Site, startSite } from "./site.ts";

/** The maximum duration of a page. */
const PAGE_TIMEOUT_MS = 40_000;
/** If the next page has not loaded by then, something of the last page blocks it, such as a login dialog. */
const LOAD_TIMEOUT_MS = 3_000;

/** Runs all rows. Engines run in parallel; an engine's cells run one after another. */
export async function run(
  engines: readonly Engine[],
  rows: readonly Row[],
  chromium: () => Promise<Executable>,
  report: (cell: Cell) => void,
): Promise<Cell[]> {
  const cells = engines.flatMap((engine) => cellsOf(engine, rows));
  const tours = new Map<Engine, Tour>();
  const site = await startSite({
    cell: (id) => cells.find((cell) => cell.id === id),
    done: (cell) => tours.get(cell.engine)!.done(cell),
    started: (cell) => tours.get(cell.engine)!.started(cell),
    setOffline: (cell, isOffline) => tours.get(cell.engine)!.setOffline(isOffline),
  });
  await Promise.all(
    engines.map(async (engine) => {
      let browser: Browser | undefined;
      try {
        browser = await LAUNCHERS[engine](chromium);
        const tour = new Tour(
          cells.filter((cell) => cell.engine === engine),
          site,
          browser,
          report,
        );
        tours.set(engine, tour);
        await tour.begin();
      } catch (error) {
        console.error(`${engine}: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        await browser?.close();
      }
    }),
  );
  await site.close();
  return cells;
}

/** Leads one engine through its cells. */
class Tour {
  readonly #cells: Cell[];
  readonly #site: Site;
  readonly #browser: Browser;
  readonly #report: (cell: Cell) => void;
  #current = -1;
  #timer: NodeJS.Timeout | undefined;
  #end = (): void => {};

  constructor(cells: Cell[], site: Site, browser: Browser, report: (cell: Cell) => void) {
    this.#cells = cells;
    this.#site = site;
    this.#browser = browser;
    this.#report = report;
  }

  async begin(): Promise<void> {
    const ended = new Promise<void>((resolve) => (this.#end = resolve));
    const first = this.#next();
    if (first) await this.#open(first);
    await ended;
  }

  /** Returns the next cell, to which the page navigates by itself. */
  done(cell: Cell): Cell | undefined {
    if (cell !== this.#cells[this.#current]) return undefined; // The report came too late.
    this.#report(cell);
    return this.#next();
  }

  started(cell: Cell): void {
    if (cell !== this.#cells[this.#current]) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#skip(cell), PAGE_TIMEOUT_MS);
  }

  async setOffline(isOffline: boolean): Promise<void> {
    await this.#browser.setOffline?.(isOffline);
  }

  #next(): Cell | undefined {
    clearTimeout(this.#timer);
    for (;;) {
      this.#current += 1;
      const cell = this.#cells[this.#current];
      if (!cell) {
        this.#end();
        return undefined;
      }
      if (typeof cell.expected === "string") {
        this.#timer = setTimeout(() => void this.#open(cell), LOAD_TIMEOUT_MS);
        return cell;
      }
      this.#report(cell);
    }
  }

  async #open(cell: Cell): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#skip(cell), PAGE_TIMEOUT_MS);
    await this.#browser.open(this.#site.address(cell));
  }

  async #skip(cell: Cell): Promise<void> {
    this.#report(cell);
    await cell.server?.close();
    delete cell.server;
    const next = this.#next();
    if (next) await this.#open(next);
  }
}
