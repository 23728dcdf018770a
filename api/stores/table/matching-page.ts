// A page of matching rows, from rows in the order of their keys. It reads a limited number of rows and then ends the
// page with a cursor. So the cost of a request does not depend on how rare a match is.
import type { Page } from '../../ports/subjects.js';
import { makeCursor } from './cursor.js';
import type { Table } from './send.js';

export interface Placed<Row> {
  place: string;
  row: Row;
}

export async function matchingPage<Row>(
  table: Pick<Table, 'secrets'>,
  list: string,
  rows: AsyncIterable<Placed<Row>>,
  { limit, lookAtMost, matches }: { limit: number; lookAtMost: number; matches(row: Row): boolean },
): Promise<Page<Row>> {
  const items: Row[] = [];
  let looked = 0;
  let lastLooked = '';
  let lastMatch = '';
  for await (const { place, row } of rows) {
    if (looked === lookAtMost) return { items, nextCursor: makeCursor(table, list, lastLooked) };
    looked += 1;
    lastLooked = place;
    if (!matches(row)) continue;
    // One match beyond the page shows that there is a next one.
    if (items.length === limit) return { items, nextCursor: makeCursor(table, list, lastMatch) };
    items.push(row);
    lastMatch = place;
  }
  return { items };
}
