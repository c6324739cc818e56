/** Leads the engines through the table. */
import { type Browser, type Executable, LAUNCHERS } from "./engines.ts";
import type { Engine, Row } from "./row.ts";
import { type Cell, cellsOf, type Site, startSite } from "./site.ts";

/** A page that says nothing for so many milliseconds will say nothing any more. */
const PATIENCE = 40_000;
/** One that has not come by then never will: what the last one has left, a login dialog, is in its way. */
const PATIENCE_TO_BEGIN = 3_000;

/** Tries all rows in all engines at once, each engine one cell after the other. */
export async function run(
  engines: readonly Engine[],
  rows: readonly Row[],
  chromium: () => Promise<Executable>,
  tell: (cell: Cell) => void,
): Promise<Cell[]> {
  const cells = engines.flatMap((engine) => cellsOf(engine, rows));
  const tours = new Map<Engine, Tour>();
  const site = await startSite({
    cell: (id) => cells.find((cell) => cell.id === id),
    done: (cell) => tours.get(cell.engine)!.done(cell),
    begun: (cell) => tours.get(cell.engine)!.begun(cell),
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
          tell,
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

/** One engine's way from cell to cell. */
class Tour {
  readonly #cells: Cell[];
  readonly #site: Site;
  readonly #browser: Browser;
  readonly #tell: (cell: Cell) => void;
  #current = -1;
  #timer: NodeJS.Timeout | undefined;
  #end = (): void => {};

  constructor(cells: Cell[], site: Site, browser: Browser, tell: (cell: Cell) => void) {
    this.#cells = cells;
    this.#site = site;
    this.#browser = browser;
    this.#tell = tell;
  }

  async begin(): Promise<void> {
    const ended = new Promise<void>((resolve) => (this.#end = resolve));
    const first = this.#next();
    if (first) await this.#open(first);
    await ended;
  }

  /** The cell that comes next, which the page goes to by itself. */
  done(cell: Cell): Cell | undefined {
    if (cell !== this.#cells[this.#current]) return undefined; // one that came too late
    this.#tell(cell);
    return this.#next();
  }

  begun(cell: Cell): void {
    if (cell !== this.#cells[this.#current]) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#giveUp(cell), PATIENCE);
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
        this.#timer = setTimeout(() => void this.#open(cell), PATIENCE_TO_BEGIN);
        return cell;
      }
      this.#tell(cell);
    }
  }

  async #open(cell: Cell): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#giveUp(cell), PATIENCE);
    await this.#browser.open(this.#site.address(cell));
  }

  async #giveUp(cell: Cell): Promise<void> {
    this.#tell(cell);
    await cell.server?.close();
    delete cell.server;
    const next = this.#next();
    if (next) await this.#open(next);
  }
}
