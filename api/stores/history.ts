// Reads the history of one subject: pages, newest first, and verification of the whole chain. The newest row is in the
// subject's item; older rows are items of their own. Not here: writing rows (subjects), judging them (core).
import {
  type AnchoredRows,
  type ChainCheck,
  checkChain,
  type HistoryFault,
  type HistoryRow,
  type KeptRow,
} from '../core/audit/history.js';
import { digest } from '../core/values/canonical.js';
import { dayMs } from '../core/values/time.js';
import type { HistoryFilter, Page, PageInput, Versioned } from '../ports/subjects.js';
import { dueKeys } from './subject/notes.js';
import { getSubject, readerOf, type SubjectStore } from './subjects.js';
import { readCursor } from './table/cursor.js';
import { matchingPage } from './table/matching-page.js';
import { readItem, readRange } from './table/send.js';
import { keys, revisionOfKey } from './table/table.js';

type Value = { id: string };

/** Rows read at once during verification. Memory holds one such page, however long the chain is. */
const upwards = { newestFirst: false, pageSize: 100 };
/** The highest revision that a sort key can hold. */
const maxRevision = 9_999_999_999;

/** A row and the revision in its sort key; NaN when the key is not one of ours. */
interface Placed {
  place: number;
  kept: KeptRow;
}

/** A page reads at most this many rows, however few of them match; the next page continues from there. */
const rowsPerPage = 500;
/** The clocks of two instances differ by less than this. */
const clocksDifferMs = dayMs;

export async function historyPage<V extends Value>(
  store: SubjectStore<V>,
  id: string,
  { limit, cursor, ...filter }: PageInput & HistoryFilter,
): Promise<Page<KeptRow>> {
  const list = `history ${store.kind} ${id}`;
  const position = readCursor(store.table, list, cursor);
  const newest = await getSubject(store, id);
  if (newest === undefined) return { items: [] };
  const before = Math.min(Number(position ?? Number.POSITIVE_INFINITY), await firstLater(store, newest, filter.to));
  const isSearch = filter.from !== undefined || filter.to !== undefined || filter.only !== undefined;
  const rows = rowsBelow(store, newest, before, isSearch ? 100 : limit + 1);
  const matches = ({ row }: KeptRow) => isWanted(row, filter);
  return matchingPage(store.table, list, untilLongBefore(rows, filter.from), {
    limit,
    lookAtMost: rowsPerPage,
    matches,
  });
}

/** Rows are in the order of their changes, which is the order of their times only as far as clocks agree. */
function isWanted(row: Partial<HistoryRow> | undefined, { from, to, only, without }: HistoryFilter): boolean {
  const { at = '', action = '' } = row ?? {};
  if ((from !== undefined && at < from) || (to !== undefined && at >= to)) return false;
  return (only?.includes(action) ?? true) && !without?.includes(action);
}

/**
 * A revision from which every row is at `to` or later, so none of them is read. Found by binary search, in few reads.
 */
async function firstLater<V extends Value>(
  { table, kind }: SubjectStore<V>,
  newest: Versioned<V>,
  to: string | undefined,
): Promise<number> {
  if (to === undefined) return Number.POSITIVE_INFINITY;
  const isLater = (row: HistoryRow | undefined) => Date.parse(row?.at ?? '') >= Date.parse(to) + clocksDifferMs;
  if (!isLater(newest.last)) return Number.POSITIVE_INFINITY;
  let [earlier, later] = [0, newest.revision];
  while (later - earlier > 1) {
    const middle = Math.floor((earlier + later) / 2);
    const item = await readItem(table, keys.historyRow(kind, newest.value.id, middle));
    if (isLater(item?.row as HistoryRow | undefined)) later = middle;
    else earlier = middle;
  }
  return later;
}

/** Below `before`, newest first. */
async function* rowsBelow<V extends Value>(
  store: SubjectStore<V>,
  newest: Versioned<V>,
  before: number,
  pageSize: number,
): AsyncGenerator<Placed> {
  if (before > newest.revision) yield { place: newest.revision, kept: newestRow(newest) };
  // Below the newest revision, because a crashed change may have copied the newest row into the history already.
  const to = Math.min(before, newest.revision) - 1;
  for await (const placed of rowsBetween(store, newest.value.id, 1, to, { newestFirst: true, pageSize }))
    if (!Number.isNaN(placed.place)) yield placed;
}

async function* untilLongBefore(rows: AsyncGenerator<Placed>, from = '') {
  const earliest = Date.parse(from) - clocksDifferMs;
  for await (const { place, kept } of rows) {
    if (Date.parse(kept.row?.at) < earliest) return;
    yield { place: String(place), row: kept };
  }
}

/** The rows after a revision up to the newest row of `kept`, oldest first. */
export async function* rowsAfter<V extends Value>(
  store: SubjectStore<V>,
  kept: Versioned<V>,
  revision: number,
): AsyncGenerator<KeptRow> {
  for await (const { place, kept: row } of rowsBetween(store, kept.value.id, revision + 1, kept.revision - 1, upwards))
    if (!Number.isNaN(place)) yield row;
  if (kept.revision > revision) yield newestRow(kept);
}

/** All rows up to the subject's revision at the start. */
export async function* wholeHistory<V extends Value>(store: SubjectStore<V>, id: string): AsyncGenerator<KeptRow> {
  const kept = await getSubject(store, id);
  if (kept) yield* rowsAfter(store, kept, 0);
}

const newestRow = ({ last, value }: Versioned<unknown>): KeptRow => ({ row: last, stateAfter: value });

async function* rowsBetween<V extends Value>(
  { table, kind }: SubjectStore<V>,
  id: string,
  from: number,
  to: number,
  order: { newestFirst: boolean; pageSize: number },
): AsyncGenerator<Placed> {
  if (from > to) return;
  const [first, last] = [keys.historyRow(kind, id, from), keys.historyRow(kind, id, to)];
  for await (const { sk, row, stateAfter } of readRange(table, first.pk, { from: first.sk, to: last.sk, ...order }))
    yield { place: revisionOfKey(String(sk)), kept: { row: row as HistoryRow, stateAfter } };
}

/** Reads the whole chain once, oldest first, and ends with the newest row in the item. */
export async function verifyHistory<V extends Value>(
  store: SubjectStore<V>,
  id: string,
  anchored?: AnchoredRows,
): Promise<{ rows: number; faults: HistoryFault[] }> {
  const check = checkChain({ kind: store.kind, id }, anchored);
  const newest = await getSubject(store, id);
  let rows = 0;
  let last = 0;
  for await (const { place, kept } of rowsBetween(store, id, 1, (newest?.revision ?? maxRevision + 1) - 1, upwards)) {
    rows += 1;
    if (Number.isNaN(place)) check.fault('row_misplaced', last);
    else check.add(kept, place);
    last = place || last;
  }
  // A subject without an item has lost at least the row in that item.
  if (newest === undefined) return { rows, faults: check.finish(rows > 0 ? last + 1 : 0) };
  check.add(newestRow(newest), newest.revision);
  check.addStops(newest.stopsRecorded ?? []);
  check.addStops((newest.stops ?? []).flatMap(({ stop }) => (stop ? [stop.id] : [])));
  await checkBeyond(store, id, newest, check);
  const faults = check.finish(newest.revision);
  if (newest.isAltered && faults.length === 0)
    faults.push({ kind: 'item_altered', subject: { kind: store.kind, id }, revision: newest.revision });
  if (await isIndexAltered(store, id))
    faults.push({ kind: 'index_altered', subject: { kind: store.kind, id }, revision: newest.revision });
  return { rows: rows + 1, faults };
}

/** No MAC covers the attributes of indexes, because they follow from the state: they are compared with it. */
async function isIndexAltered<V extends Value>(store: SubjectStore<V>, id: string): Promise<boolean> {
  const item = await readItem(store.table, keys.subject(store.kind, id));
  if (!item) return false;
  const { value, notes, revision } = readerOf<V>(store)(item).unjudged;
  const wanted = { ...store.indexed(value), ...dueKeys(notes, id) };
  if (Object.entries(wanted).some(([name, stored]) => item[name] !== stored)) return true;
  // Items from before there were events have neither.
  return store.outbox !== undefined && (item.published as number) < revision && item.outbox !== store.outbox;
}

/** From the newest revision on, the history may hold only the copy of its row, and changes made while we read. */
async function checkBeyond<V extends Value>(
  store: SubjectStore<V>,
  id: string,
  newest: Versioned<V>,
  check: ChainCheck,
) {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for await (const { place, kept } of rowsBetween(store, id, newest.revision, maxRevision, upwards)) {
    if (place === newest.revision) {
      if (digest(kept) !== digest(newestRow(newest))) check.fault('row_edited', place);
    } else {
      first = Math.min(first, place || newest.revision);
      last = Math.max(last, place || newest.revision);
    }
  }
  if (last === 0) return;
  const now = (await getSubject(store, id))?.revision ?? 0;
  if (last > now) check.fault('row_misplaced', Math.max(first, now + 1), last);
}

/** The hash of the row at a revision, and undefined if there is none. */
export async function hashAt<V extends Value>(
  store: SubjectStore<V>,
  id: string,
  revision: number,
): Promise<string | undefined> {
  const copy = await readItem(store.table, keys.historyRow(store.kind, id, revision));
  if (copy) return (copy.row as HistoryRow | undefined)?.hash;
  const newest = await getSubject(store, id);
  return newest?.revision === revision ? newest.last.hash : undefined;
}
