// The ledger: rows per connection, in the order of their time. Rows of concurrent credential requests are written as
// one batch, and each request waits for its own row. Not here: what rows mean and when they are written (operations).
import { type LedgerKind, type LedgerRow, ledgerKindOf, longestSessionMs } from '../core/audit/ledger.js';
import type { Ledger } from '../ports/audit.js';
import type { TimeRange } from '../ports/subjects.js';
import { readCursor } from './table/cursor.js';
import { groupWriter } from './table/group-writer.js';
import { matchingPage } from './table/matching-page.js';
import { type Item, readRange, type Table } from './table/send.js';
import { itemSchema, keys } from './table/table.js';

/** A time in the format of rows, so that they sort as strings. */
const asWritten = (time: string) => (Number.isNaN(Date.parse(time)) ? time : new Date(Date.parse(time)).toISOString());

/** Stored as one string, like subjects, because every credential request writes rows. */
const rowOf = ({ row }: Item) => (typeof row === 'string' ? JSON.parse(row) : row) as LedgerRow;

const isOf = (row: LedgerRow, kind: LedgerKind | undefined) => kind === undefined || ledgerKindOf(row) === kind;

/** A page reads at most this many rows, however few of them match; the next page continues from there. */
const rowsPerPage = 2000;

/** No row has `to` itself as its key, so a row at exactly that time is above it: the range excludes `to`. */
function edgesOf({ from, to }: TimeRange): { from: string; to: string } {
  return { from: from === undefined ? ' ' : asWritten(from), to: to === undefined ? '~' : asWritten(to) };
}

async function* placedBelow(items: AsyncGenerator<Item>, before: string | undefined) {
  for await (const item of items) if (item.sk !== before) yield { place: String(item.sk), row: rowOf(item) };
}

export function makeLedger(table: Table): Ledger {
  const write = groupWriter(table);
  const pkOf = (connectionId: string) => keys.ledgerRow(connectionId, '', '').pk;

  return {
    put: row =>
      write({ ...keys.ledgerRow(row.connectionId, row.at, row.id), schema: itemSchema, row: JSON.stringify(row) }),

    async list(connectionId, { limit, cursor, kind, ...range }) {
      const list = `ledger ${connectionId}`;
      const before = readCursor(table, list, cursor);
      const { from, to } = edgesOf(range);
      const edges = { from, to: before !== undefined && before < to ? before : to };
      const pageSize = kind === undefined ? limit + 2 : 500;
      const items = readRange(table, pkOf(connectionId), { ...edges, newestFirst: true, pageSize });
      const matches = (row: LedgerRow) => isOf(row, kind);
      return matchingPage(table, list, placedBelow(items, before), { limit, lookAtMost: rowsPerPage, matches });
    },

    async *walk(connectionId, { kind, ...range }) {
      const items = readRange(table, pkOf(connectionId), { ...edgesOf(range), newestFirst: false, pageSize: 500 });
      for await (const item of items) if (isOf(rowOf(item), kind)) yield rowOf(item);
    },

    async alive(connectionId, at) {
      const from = new Date(Date.parse(at) - longestSessionMs).toISOString();
      const rows: LedgerRow[] = [];
      const range = { from, to: '~', newestFirst: true, pageSize: 1000 };
      for await (const item of readRange(table, pkOf(connectionId), range)) {
        const row = rowOf(item);
        if (row.type !== 'minted' || row.kind !== 'issue' || row.outcome?.kind === 'refused') continue;
        if (Date.parse(row.expiresAtMost) > Date.parse(at)) rows.push(row);
      }
      return rows;
    },
  };
}
