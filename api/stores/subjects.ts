// Tenants, connections, keys and links: one item decides, and it includes the newest audit row. A change copies that
// row into the history, then replaces the item on condition of its revision. Not here: lists, reading the history.
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isStop } from '../core/audit/anchors.js';
import { type Change, type HistoryRow, nextRow, type SubjectKind } from '../core/audit/history.js';
import { type ReadStop, stopKinds, tenantStopKinds } from '../core/connection/stop.js';
import { digest } from '../core/values/canonical.js';
import { isUnreadable } from '../errors.js';
import type { Notes, Snapshot, Versioned } from '../ports/subjects.js';
import { macAttributes } from './audit/integrity.js';
import { judged, judgedOnce } from './subject/judged.js';
import { dueKeys, notesAsWritten } from './subject/notes.js';
import { refuseUnlessSubject } from './subject/shape.js';
import { refuseIfTooLarge } from './subject/size-limits.js';
import { noStopOpen, recording, stopsOf } from './subject/stops.js';
import { type Apart, asStored, parsed, wholeOf } from './subject/stored-value.js';
import { attempt, type Item, readItem, type Table } from './table/send.js';
import { itemSchema, keys, listKey } from './table/table.js';

/** One kind of subject: its name in keys and rows, and the index attributes of its items. */
export interface SubjectStore<Value extends { id: string }> {
  table: Table;
  kind: SubjectKind;
  indexed(value: Value): Partial<Record<'list' | 'listKey' | 'fleet' | 'account', string>>;
  /** Set when rows are sent as events: the index partition of subjects with unpublished rows. */
  outbox?: string;
  /** Parts of the value that most reads do not need; they are in an attribute of their own. */
  apart?: Apart;
  /** The attributes that hold its open stops. */
  stopKinds?: readonly string[];
}

/** The attributes of a brief read: all that decides whether credentials are issued, and all that its MAC covers. */
export const briefAttributes = [
  ...['pk', 'sk', 'schema', 'value', 'revision', 'notes'],
  ...stopKinds,
  ...tenantStopKinds,
  ...macAttributes,
] as const;

type Reads = Pick<SubjectStore<never>, 'table' | 'apart'>;

/** A subject as its item holds it. Whether that is as the service wrote it is judged with it, never left out. */
export function keptOf<Value>({ table, apart }: Reads, item: Item, highest = 0): Promise<Versioned<Value>> {
  return judgedWhole(table, item, unjudged<Value>(item, apart), highest);
}

async function judgedWhole<Value>(table: Table, item: Item, kept: Versioned<Value>, highest?: number) {
  const now = await judged(table, item, kept, highest);
  return Object.assign(now, { notes: notesAsWritten(table.integrity, String(item.pk), now.notes) });
}

/** What a list has read of an item; `judgedEach` completes it. */
export interface Read<Value> {
  item: Item;
  unjudged: Versioned<Value>;
}

export const readerOf =
  <Value>({ apart }: Reads) =>
  (item: Item): Read<Value> => ({ item, unjudged: unjudged<Value>(item, apart) });

export function judgedEach<Value>(
  { table }: Reads,
  read: readonly Read<Value>[],
): Promise<{ item: Item; kept: Versioned<Value> }[]> {
  return Promise.all(
    read.map(async each => ({ item: each.item, kept: await judgedWhole(table, each.item, each.unjudged) })),
  );
}

/** The newest row is parsed only for a change. */
function unjudged<Value>(item: Item, apart: SubjectStore<never>['apart']): Versioned<Value> {
  let last: HistoryRow | undefined;
  const value = wholeOf(item, apart);
  refuseUnlessSubject(value, item);
  return {
    value: value as Value,
    revision: item.revision as number,
    get last() {
      last ??= newestRowOf(item);
      return last;
    },
    notes: (item.notes as Notes | undefined) ?? {},
    ...stopsOf(item),
  };
}

/**
 * A row that cannot be read was edited in the store. Its revision and the hash stored with it are enough to build the
 * next change on, so that nobody can prevent ending access this way. The history shows the edit.
 */
function newestRowOf({ last, lastHash, revision }: Item): HistoryRow {
  let row: unknown;
  try {
    row = parsed(last);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
  }
  const { revision: ofRow, hash } = (row ?? {}) as Partial<HistoryRow>;
  return (ofRow === revision && typeof hash === 'string' ? row : { revision, hash: lastHash ?? '' }) as HistoryRow;
}

const known = new WeakMap<Item, Snapshot<unknown>>();

/** Parsed once for all callers that share the read. */
function knownOf<Brief>(item: Item): Snapshot<Brief> {
  const before = known.get(item);
  if (before) return before as Snapshot<Brief>;
  const { revision, notes = {} } = item as { revision: number; notes?: Notes };
  const { stops } = stopsOf(item);
  const value = parsed(item.value);
  refuseUnlessSubject(value, item);
  const now = { value: value as Brief, revision, notes, ...(stops && { stops }) };
  known.set(item, now);
  return now;
}

/** The newest row as stored, with its hash as an attribute for the condition of the next change. */
const asLast = (row: HistoryRow) => ({ last: JSON.stringify(row), lastHash: row.hash });

export async function getSubject<Value extends { id: string }>(
  store: SubjectStore<Value>,
  id: string,
): Promise<Versioned<Value> | undefined> {
  const { table, kind } = store;
  const key = keys.subject(kind, id);
  const highest = table.integrity.highestOf(key.pk);
  const item = await table.readTogether(key);
  return item && keptOf<Value>(store, item, highest);
}

export async function getBrief<Brief>(
  { table, kind }: Pick<SubjectStore<never>, 'table' | 'kind'>,
  id: string,
): Promise<Snapshot<Brief> | undefined> {
  const key = keys.subject(kind, id);
  const highest = table.integrity.highestOf(key.pk);
  const item = await table.readBriefly(key);
  return item && judgedOnce(table, item, knownOf<Brief>(item), highest);
}

export async function createSubject<Value extends { id: string }>(
  store: SubjectStore<Value>,
  value: Value,
  change: Change,
  notes: Notes = {},
): Promise<Versioned<Value> | undefined> {
  const { table, kind } = store;
  const row = nextRow({ kind, id: value.id }, undefined, change, value);
  const key = keys.subject(kind, value.id);
  const decides = {
    ...key,
    schema: itemSchema,
    ...asStored(value, store.apart),
    revision: row.revision,
    ...asLast(row),
  };
  const item = {
    ...decides,
    ...(await table.integrity.sealOf(decides)),
    checkMac: await table.integrity.checkMacOf(key, notes.lastConclusiveCheckAt),
    notes,
    ...dueKeys(notes, value.id),
    // The revision up to which this subject's rows were sent as events.
    published: 0,
    ...outboxKeys(store, row),
    ...store.indexed(value),
  };
  const put = new PutCommand({ TableName: table.name, Item: item, ConditionExpression: 'attribute_not_exists(pk)' });
  const made = await attempt(table.client.send(put));
  if (made.done) return keptOf<Value>(store, item);
  return made.perhapsOurs ? await findOwn(store, value, row, made.unanswered) : undefined;
}

export async function changeSubject<Value extends { id: string }>(
  store: SubjectStore<Value>,
  kept: Versioned<Value>,
  next: Value,
  change: Change,
  records?: ReadStop<string>,
): Promise<Versioned<Value> | undefined> {
  const { table, kind } = store;
  if (next.id !== kept.value.id) throw new Error(`A change of the ${kind} ${kept.value.id} cannot give it another id`);
  await copyNewestRow(store, kept, records !== undefined || kept.isAltered === true);
  const row = nextRow({ kind, id: next.id }, kept.last, change, next);
  const decides = {
    ...asStored(next, store.apart),
    ...asLast(row),
    revision: row.revision,
    schema: itemSchema,
  };
  const sets = {
    ...decides,
    // A change of an altered item lands, and leaves it as altered as it was.
    ...(!kept.isAltered && (await table.integrity.sealOf({ ...decides, ...keys.subject(kind, next.id) }))),
    ...outboxKeys(store, row),
    ...store.indexed(next),
  };
  if (!records && !isStop(row)) refuseIfTooLarge(kind, next, sets);
  // Any other change waits until no stop is open, readable or not.
  const stops = records ? recording(kept, records) : noStopOpen(store.stopKinds);
  const update = new UpdateCommand({
    TableName: table.name,
    Key: keys.subject(kind, next.id),
    UpdateExpression: `SET ${[...Object.keys(sets).map(name => `#${name} = :${name}`), ...stops.sets]} ${stops.remove}`,
    // In items of earlier releases the row is a map and holds the hash itself. If someone edited its row in the store,
    // the item no longer matches the stored hash. It can still be changed, so that nobody can prevent ending access
    // this way.
    ConditionExpression:
      '#revision = :knownRevision AND (#lastHash = :knownHash OR #last.#hash = :knownHash OR #last = :knownLast)' +
      stops.condition,
    ExpressionAttributeNames: { '#hash': 'hash', ...mapKeys(sets, name => [`#${name}`, name]) },
    ExpressionAttributeValues: {
      ...stops.values,
      ':knownRevision': kept.revision,
      ':knownHash': kept.last.hash,
      ':knownLast': JSON.stringify(kept.last),
      ...mapKeys(sets, (name, value) => [`:${name}`, value]),
    },
    ReturnValues: 'ALL_NEW',
  });
  const changed = await attempt(table.client.send(update));
  // Also of an altered item: the true one from before the stop must look old.
  if (changed.done && records) table.integrity.saw(keys.subject(kind, next.id).pk, row.revision);
  if (changed.done) return keptOf<Value>(store, changed.output.Attributes ?? {});
  return changed.perhapsOurs ? await findOwn(store, next, row, changed.unanswered) : undefined;
}

/** Written together with the row, so that none is missed; removed when all rows are published (outbox.ts). */
function outboxKeys(
  { outbox }: Pick<SubjectStore<never>, 'outbox'>,
  { at, subject }: HistoryRow,
): { outbox?: string; outboxAt?: string } {
  return outbox === undefined ? {} : { outbox, outboxAt: listKey(at, subject.id) };
}

function mapKeys<Out>(sets: object, each: (name: string, value: unknown) => [string, Out]): Record<string, Out> {
  return Object.fromEntries(Object.entries(sets).map(([name, value]) => each(name, value)));
}

/**
 * The newest row is in the item only; before the item is replaced, the row is copied to an item of its own. If a
 * crashed try left a copy, it is the same row. Any other row there was not written by us: it stays as the proof. Then
 * only stops, and changes of an altered item, are written all the same.
 */
async function copyNewestRow<Value extends { id: string }>(
  store: SubjectStore<Value>,
  kept: Versioned<Value>,
  landsInAnyCase: boolean,
) {
  const { table, kind } = store;
  const { id } = kept.value;
  if (digest(kept.value) !== kept.last.stateDigest) await refuseAlteredState(store, kept);
  const key = keys.historyRow(kind, id, kept.revision);
  const item = { ...key, schema: itemSchema, row: kept.last, stateAfter: kept.value };
  const put = new PutCommand({ TableName: table.name, Item: item, ConditionExpression: 'attribute_not_exists(pk)' });
  const copied = await attempt(table.client.send(put));
  if (copied.done) return;
  const there = await readItem(table, key);
  if (there === undefined) throw copied.unanswered ?? new Error(`A history row of the ${kind} ${id} disappeared`);
  if (!landsInAnyCase && digest([there.row, there.stateAfter]) !== digest([kept.last, kept.value]))
    throw new Error(`The history of the ${kind} ${id} holds another row at revision ${kept.revision}`);
}

/**
 * A state that does not match its row was edited in the store, or by the program after reading it. In the first case it
 * is copied as it is, so the proof stays and the subject can still be changed. An edit by the program must never reach
 * the history.
 */
async function refuseAlteredState<Value extends { id: string }>(store: SubjectStore<Value>, kept: Versioned<Value>) {
  const now = await getSubject(store, kept.value.id);
  if (now?.revision === kept.revision && digest(now.value) !== digest(kept.value))
    throw new Error(`The ${store.kind} ${kept.value.id} was altered in memory after it was read`);
}

/** After a write without an answer: it is ours if the item, or after another change the history, holds our row. */
async function findOwn<Value extends { id: string }>(
  store: SubjectStore<Value>,
  value: Value,
  row: HistoryRow,
  unanswered: Error | undefined,
): Promise<Versioned<Value> | undefined> {
  const now = await getSubject(store, value.id);
  if (now?.last.hash === row.hash) return now;
  if (now !== undefined && now.revision > row.revision) {
    const copy = await readItem(store.table, keys.historyRow(store.kind, value.id, row.revision));
    if ((copy?.row as HistoryRow | undefined)?.hash === row.hash)
      return { value, revision: row.revision, last: row, notes: now.notes };
  }
  if (unanswered !== undefined) throw unanswered;
  return undefined;
}
