// The ledger: rows under their connection, in the order of their time. Rows of concurrent asks are written as one batch,
// and each ask waits for its own row. Not here: what rows mean and when they must be written (operations).
import type { LedgerRow } from '../core/ledger.js';
import type { Ledger, PageInput } from '../deps.js';
import { makeCursor, readCursor } from './cursor.js';
import { groupWriter } from './group-writer.js';
import { type Item, readRange, type Table } from './send.js';
import { itemSchema, keys } from './table.js';

/** No session lives longer than an hour; the rest is for clocks that differ. */
const longestSessionMs = 70 * 60 * 1000;

/** A time as our rows write it, so that texts sort as times do. */
const asWritten = (time: string) => (Number.isNaN(Date.parse(time)) ? time : new Date(Date.parse(time)).toISOString());

const rowOf = (item: Item) => item.row as LedgerRow;

export function makeLedger(table: Table): Ledger {
  const write = groupWriter(table);
  const pkOf = (connectionId: string) => keys.ledgerRow(connectionId, '', '').pk;

  return {
    put: row => write({ ...keys.ledgerRow(row.connectionId, row.at, row.id), schema: itemSchema, row }),

    async list(connectionId, { limit, cursor, from, to }: PageInput & { from?: string; to?: string }) {
      const list = `ledger ${connectionId}`;
      const before = readCursor(list, cursor);
      // `to` itself is no row's key, so a row of exactly that time lies above it: the range is half open.
      const upper = to === undefined ? '~' : asWritten(to);
      const found: Item[] = [];
      const range = {
        from: from === undefined ? ' ' : asWritten(from),
        to: before !== undefined && before < upper ? before : upper,
        newestFirst: true,
        pageSize: limit + 2,
      };
      for await (const item of readRange(table, pkOf(connectionId), range)) {
        if (item.sk !== before) found.push(item);
        if (found.length > limit) break;
      }
      const items = found.slice(0, limit).map(rowOf);
      const last = found[limit - 1];
      return found.length > limit && last ? { items, nextCursor: makeCursor(list, String(last.sk)) } : { items };
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
