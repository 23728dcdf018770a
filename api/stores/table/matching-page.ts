// A page of the rows that match, of rows that lie in the order of their places. Looks at so many rows and then ends the
// page, with a cursor: what a request costs does not depend on how rare a match is.
import type { Page } from '../../ports/subjects.js';
import { makeCursor } from './cursor.js';

export interface Placed<Row> {
  place: string;
  row: Row;
}

export async function matchingPage<Row>(
  list: string,
  rows: AsyncIterable<Placed<Row>>,
  { limit, lookAtMost, matches }: { limit: number; lookAtMost: number; matches(row: Row): boolean },
): Promise<Page<Row>> {
  const items: Row[] = [];
  let looked = 0;
  let lastLooked = '';
  let lastMatch = '';
  for await (const { place, row } of rows) {
    if (looked === lookAtMost) return { items, nextCursor: makeCursor(list, lastLooked) };
    looked += 1;
    lastLooked = place;
    if (!matches(row)) continue;
    // The match beyond the page tells that there is a next one.
    if (items.length === limit) return { items, nextCursor: makeCursor(list, lastMatch) };
    items.push(row);
    lastMatch = place;
  }
  return { items };
}
