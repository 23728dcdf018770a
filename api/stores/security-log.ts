// The security log: rows written once, in one partition per day, so that none grows forever. Not here: what is logged.
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { dayMs } from '../core/values/time.js';
import { fail } from '../errors.js';
import type { SecurityLog, SecurityRow } from '../ports/audit.js';
import type { Page, PageInput } from '../ports/subjects.js';
import { makeCursor, readCursor } from './table/cursor.js';
import { attempt, type Item, readRange, type Table } from './table/send.js';
import { itemSchema, keys, ttlAttribute } from './table/table.js';

/** No row is older than the kit. */
const firstMs = Date.UTC(2025, 0, 1);
/** Partitions of a day's counts. */
const countPartitions = 4;
const countsKeptMs = 90 * dayMs;
/** A page reads at most this many days, however few rows they have; the next page continues from there. */
const daysPerPage = 50;

const list = 'security-log';
const iso = (ms: number) => new Date(ms).toISOString();
const dayOf = (time: string) => time.slice(0, 10);
const dayBefore = (day: string) => dayOf(iso(Date.parse(day) - dayMs));
const partitionOf = (id: string) => (id.codePointAt(id.length - 1) ?? 0) % countPartitions;
const rowOf = (item: Item) => item.row as SecurityRow;

/** `note` is the broker's: it counts in memory. */
export function makeSecurityLog(table: Table): Omit<SecurityLog, 'note'> {
  return {
    async put(row) {
      const item = { ...keys.securityRow(row.at, row.id), schema: itemSchema, row };
      const put = new PutCommand({
        TableName: table.name,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      const written = await attempt(table.client.send(put));
      if (written.done) return;
      if (written.unanswered) throw written.unanswered;
      if (!written.perhapsOurs) throw fail('internal', { cause: new Error('A security log row with that id exists') });
    },
    async putCount(row) {
      const key = keys.securityCount(row.at, row.id, partitionOf(row.id));
      const expires = Math.ceil((Date.parse(row.at) + countsKeptMs) / 1000);
      const Item = { ...key, schema: itemSchema, row, [ttlAttribute]: expires };
      await table.client.send(new PutCommand({ TableName: table.name, Item }));
    },
    list: page => listRows(table, page),
  };
}

/** Day by day backwards. No list of days is stored, so no lost list can hide rows. */
async function listRows(
  table: Table,
  { limit, cursor, from, to }: PageInput & { from?: string; to?: string },
): Promise<Page<SecurityRow>> {
  const before = readCursor(table, list, cursor);
  // One day more, because the clocks of two instances differ by less than that.
  const newestMs = Math.min(to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to), nowMs(table) + dayMs);
  const oldest = iso(Math.max(from === undefined ? 0 : Date.parse(from), firstMs));
  const newest = newestMs > firstMs ? iso(newestMs) : oldest;
  const edge = before !== undefined && before < newest ? before : newest;
  const found: Item[] = [];
  let day = dayOf(edge);
  for (let days = 0; day >= dayOf(oldest) && found.length <= limit; days += 1) {
    if (days === daysPerPage)
      return { items: found.map(rowOf), nextCursor: makeCursor(table, list, dayOf(iso(Date.parse(day) + dayMs))) };
    // Only the cursor's own row can have the edge itself as its key: the range excludes it.
    const range = { from: oldest, to: edge, newestFirst: true, pageSize: limit + 2 };
    const ofDay = await Promise.all(partitionsOf(day).map(pk => firstOf(readRange(table, pk, range), limit + 2)));
    const rows = ofDay.flat().filter(item => item.sk !== before);
    found.push(...rows.sort((a, b) => (String(a.sk) < String(b.sk) ? 1 : -1)).slice(0, limit + 1 - found.length));
    day = dayBefore(day);
  }
  const items = found.slice(0, limit).map(rowOf);
  const last = found[limit - 1];
  return found.length > limit && last ? { items, nextCursor: makeCursor(table, list, String(last.sk)) } : { items };
}

/** The partitions of a day: its rows, then its counts. */
function partitionsOf(day: string): string[] {
  const counts = Array.from({ length: countPartitions }, (_, n) => keys.securityCount(day, '', n).pk);
  return [keys.securityRow(day, '').pk, ...counts];
}

async function firstOf(items: AsyncIterable<Item>, count: number): Promise<Item[]> {
  const first: Item[] = [];
  for await (const item of items) {
    first.push(item);
    if (first.length === count) break;
  }
  return first;
}

const nowMs = ({ clock }: Table) => clock.now().getTime();
