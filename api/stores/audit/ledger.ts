// The ledger: rows per connection, in the order of their time. Rows of concurrent credential requests are written as
// one batch, and each request waits for its own row. A row is written once: the outcome of a minted row is a row of its
// own. Not here: what rows mean and when they are written (operations), seals.
import { type LedgerKind, type LedgerRow, ledgerKindOf, longestSessionMs } from '../../core/audit/ledger.js';
import type { Ledger } from '../../ports/audit.js';
import type { TimeRange } from '../../ports/subjects.js';
import { readCursor } from '../table/cursor.js';
import { groupWriter } from '../table/group-writer.js';
import { matchingPage } from '../table/matching-page.js';
import { type Item, readRange, type Table } from '../table/send.js';
import { itemSchema, keys } from '../table/table.js';
import type { OpenMinutes } from './open-minutes.js';

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

const isComplete = (row: LedgerRow) => row.type === 'minted' && row.outcome !== undefined;

function keyOf(row: LedgerRow) {
  const { connectionId, at, id } = row;
  return isComplete(row) ? keys.ledgerOutcome(connectionId, at, id) : keys.ledgerRow(connectionId, at, id);
}

interface Joined {
  /** The key of the row, without that of its outcome. */
  place: string;
  row: LedgerRow;
}

const outcomeEnd = '#outcome';

function joinedOf(item: Item): Joined {
  const sk = String(item.sk);
  return { place: sk.endsWith(outcomeEnd) ? sk.slice(0, -outcomeEnd.length) : sk, row: rowOf(item) };
}

/** Each row once, as its outcome has completed it: a row and its outcome are neighbours in the order of keys. */
async function* joined(items: AsyncGenerator<Item>): AsyncGenerator<Joined> {
  let held: Joined | undefined;
  for await (const item of items) {
    const next = joinedOf(item);
    if (held && held.place === next.place) {
      held = isComplete(held.row) ? held : next;
      continue;
    }
    if (held) yield held;
    held = next;
  }
  if (held) yield held;
}

async function* placedBelow(rows: AsyncGenerator<Joined>, before: string | undefined) {
  for await (const each of rows) if (each.place !== before) yield each;
}

export function makeLedger(table: Table, minutes: OpenMinutes): Ledger {
  const write = groupWriter(table);
  const pkOf = (connectionId: string) => keys.ledgerRow(connectionId, '', '').pk;

  return {
    put: row =>
      minutes.write({ ...keyOf(row), row: JSON.stringify(row) }, stored => write({ ...stored, schema: itemSchema })),

    async list(connectionId, { limit, cursor, kind, ...range }) {
      const list = `ledger ${connectionId}`;
      const before = readCursor(table, list, cursor);
      const { from, to } = edgesOf(range);
      const edges = { from, to: before !== undefined && before < to ? before : to };
      // A row and its outcome are two items.
      const pageSize = kind === undefined ? 2 * (limit + 2) : 500;
      const items = readRange(table, pkOf(connectionId), { ...edges, newestFirst: true, pageSize });
      const matches = (row: LedgerRow) => isOf(row, kind);
      const rows = placedBelow(joined(items), before);
      return matchingPage(table, list, rows, { limit, lookAtMost: rowsPerPage, matches });
    },

    async *walk(connectionId, { kind, ...range }) {
      const items = readRange(table, pkOf(connectionId), { ...edgesOf(range), newestFirst: false, pageSize: 500 });
      for await (const { row } of joined(items)) if (isOf(row, kind)) yield row;
    },

    async alive(connectionId, at) {
      const from = new Date(Date.parse(at) - longestSessionMs).toISOString();
      const rows: LedgerRow[] = [];
      const range = { from, to: '~', newestFirst: true, pageSize: 1000 };
      for await (const { row } of joined(readRange(table, pkOf(connectionId), range))) {
        if (row.type !== 'minted' || row.kind !== 'issue' || row.outcome?.kind === 'refused') continue;
        if (Date.parse(row.expiresAtMost) > Date.parse(at)) rows.push(row);
      }
      return rows;
    },
  };
}
