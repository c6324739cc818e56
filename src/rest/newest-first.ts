/** A page of rows, as LHC sends it. */
interface Page<T> {
  list: readonly T[];
  /** How many rows there are in all. */
  list_count: number;
}

/** How many rows a page is asked for. */
export const PAGE_SIZE = 100;

/**
 * The rows of a list that changes while it is read. Each row that is there all the time comes once.
 *
 * LHC sorts by id, the newest first, and counts pages by an offset. A new row moves the others down, so that they are
 * read again, which their ids show. A row that goes moves the others up, past the offset. So each page begins with the
 * last row of the one before, and one that begins below it is stepped back from.
 */
export async function* newestFirst<T extends { id: number }>(
  read: (offset: number) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  let last = Infinity;
  let offset = 0;
  let stepBack = 0;
  for (;;) {
    const { list, list_count } = await read(offset);
    if (offset > 0 && (list[0]?.id ?? 0) < last) {
      offset = Math.max(0, offset - stepBack);
      stepBack *= 2;
      continue;
    }
    const fresh = list.filter(({ id }) => id < last);
    yield* fresh;
    last = fresh.at(-1)?.id ?? last;
    // Only of a short page the count is believed: it is taken a moment after the list.
    if (list.length < PAGE_SIZE && (!fresh.length || offset + list.length >= list_count)) return;
    // The server does not know offsets.
    if (!fresh.length && offset > list_count) return;
    offset += Math.max(1, list.length - 1);
    // Most often it is the reader who makes rows go: those of this page.
    stepBack = fresh.length + 1;
  }
}
