/** A page of rows from LHC. */
interface Page<T> {
  list: readonly T[];
  /** The number of rows on all pages. */
  list_count: number;
}

/** Rows per page. */
export const PAGE_SIZE = 100;

/**
 * Reads all pages of a list that may change meanwhile. A row that is present throughout is returned exactly once.
 *
 * LHC sorts by descending id and pages by offset. If a row is added, rows shift down and are read again; their ids show
 * that they are duplicates. If a row is removed, rows shift up and could be skipped. Therefore each page overlaps the
 * previous one by a row. If the overlap is missing, the offset steps back.
 */
export async function* newestFirst<T extends { id: number }>(
  read: (offset: number) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  let lastId = Infinity;
  let offset = 0;
  let stepBack = 0;
  for (;;) {
    const { list, list_count } = await read(offset);
    if (offset > 0 && (list[0]?.id ?? 0) < lastId) {
      offset = Math.max(0, offset - stepBack);
      stepBack *= 2;
      continue;
    }
    const unseen = list.filter(({ id }) => id < lastId);
    yield* unseen;
    lastId = unseen.at(-1)?.id ?? lastId;
    // Use the count only if the page is not full, because LHC counts a moment after it reads the list.
    if (list.length < PAGE_SIZE && (!unseen.length || offset + list.length >= list_count)) return;
    // The server ignores the offset.
    if (!unseen.length && offset > list_count) return;
    offset += Math.max(1, list.length - 1);
    // Usually the consumer removes rows, and those are the rows of this page.
    stepBack = unseen.length + 1;
  }
}
