// Lists from index entries, which are only hints. Every item is read again, consistently, and dropped if it is deleted
// or no longer belongs in the list. A doubled entry counts once, and pages are filled from later entries. Not here:
// what items mean.
import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { digest } from '../../core/values/canonical.js';
import type { Page, PageInput } from '../../ports/subjects.js';
import { makeCursor, readCursor } from './cursor.js';
import { type Item, nameOfKey, readable, readEach, readItems, type Table } from './send.js';
import { type IndexName, indexKeys, type Key, listKey } from './table.js';

/** Sorts after every position that we write. */
const newest = '~';
/** After this many stale hints a page ends early, with a cursor, instead of reading on. */
const maxRounds = 10;

interface Hint {
  key: Key;
  partition: string;
  position: string;
}

/** One page over one or several partitions of an index, newest first. */
export async function listPage(
  table: Table,
  index: IndexName,
  partitions: readonly string[],
  { limit, cursor }: PageInput,
): Promise<Page<Item>> {
  const list = `${index} ${digest([...partitions].sort())}`;
  const { position } = indexKeys[index];
  const seen = new Set<string>();
  const found: Item[] = [];
  const left: Key[] = [];
  let before = readCursor(table, list, cursor) ?? newest;
  let more = partitions.length > 0;
  for (let round = 0; more && found.length <= limit && round < maxRounds; round += 1) {
    // One beyond the page shows whether there is a next one; a few more make up for stale hints.
    const { hints, rest } = await hintsBefore(table, index, partitions, before, limit + 5 - found.length);
    found.push(...(await believe(table, index, hints, seen, left)));
    before = hints.at(-1)?.position ?? before;
    more = rest;
  }
  const items = found.slice(0, limit);
  const unreadable = left.length > 0 && { unreadable: left.map(({ pk }) => pk.slice(pk.indexOf('#') + 1)) };
  if (found.length > limit)
    return { items, ...unreadable, nextCursor: makeCursor(table, list, String(items.at(-1)?.[position])) };
  return { items, ...unreadable, ...(more && { nextCursor: makeCursor(table, list, before) }) };
}

/** The newest `count` hints before a position, from all partitions, and whether there are more. */
async function hintsBefore(
  table: Table,
  index: IndexName,
  partitions: readonly string[],
  before: string,
  count: number,
): Promise<{ hints: Hint[]; rest: boolean }> {
  const answers = await Promise.all(
    partitions.map(partition =>
      queryIndex(table, index, partition, {
        KeyConditionExpression: '#partition = :partition AND #position < :edge',
        ExpressionAttributeValues: { ':partition': partition, ':edge': before },
        ScanIndexForward: false,
        Limit: count,
      }),
    ),
  );
  const all = answers
    .flatMap(answer => answer.hints)
    .sort((a, b) => (a.position < b.position ? 1 : a.position > b.position ? -1 : 0));
  return { hints: all.slice(0, count), rest: all.length > count || answers.some(answer => answer.next !== undefined) };
}

type IndexQuery = Omit<QueryCommandInput, 'TableName' | 'IndexName' | 'ExpressionAttributeNames'>;

async function queryIndex(
  table: Table,
  index: IndexName,
  partition: string,
  query: IndexQuery,
): Promise<{ hints: Hint[]; next: Item | undefined }> {
  const names = indexKeys[index];
  const answer = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: index,
      ExpressionAttributeNames: { '#partition': names.partition, '#position': names.position },
      ...query,
    }),
  );
  const hints = (answer.Items ?? []).map(row => ({
    key: { pk: row.pk, sk: row.sk } as Key,
    partition,
    position: String(row[names.position]),
  }));
  return { hints, next: answer.LastEvaluatedKey };
}

/** The items that are still where their hint points, in the order of the hints, each once. `left`: the unreadable. */
async function believe(
  table: Table,
  index: IndexName,
  hints: readonly Hint[],
  seen: Set<string>,
  left: Key[] = [],
): Promise<Item[]> {
  const names = indexKeys[index];
  const items = await readItems(
    table,
    hints.map(hint => hint.key),
  );
  return hints.flatMap(hint => {
    const name = nameOfKey(hint.key);
    const item = items.get(name);
    if (item?.[names.partition] !== hint.partition || item[names.position] !== hint.position || seen.has(name))
      return [];
    seen.add(name);
    return readEach(table, [item], readable, key => left.push(key));
  });
}

/** Every item of one index partition, for lists that are always short. */
export async function listWhole(table: Table, index: IndexName, partition: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPage(table, index, [partition], { limit: 50, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}

/** Items due at `now`, soonest first, at most `limit`. */
export function listDue<Out>(
  table: Table,
  duty: string,
  now: string,
  limit: number,
  read: (item: Item) => Out,
): Promise<Out[]> {
  return listOldest(table, 'by-due', duty, { now, limit }, read);
}

/**
 * Items of one index partition whose position is not after `now`, lowest position first, at most `limit`. Those that
 * `read` cannot read are left out and do not count: however many they are, they never hold the place of others.
 */
export async function listOldest<Out>(
  table: Table,
  index: IndexName,
  partition: string,
  { now, limit }: { now: string; limit: number },
  read: (item: Item) => Out,
): Promise<Out[]> {
  // `~` sorts after every id, so items at exactly that time are included.
  const edge = listKey(now, newest);
  const seen = new Set<string>();
  const found: Out[] = [];
  let start: Item | undefined;
  do {
    const { hints, next } = await queryIndex(table, index, partition, {
      KeyConditionExpression: '#partition = :partition AND #position <= :edge',
      ExpressionAttributeValues: { ':partition': partition, ':edge': edge },
      Limit: limit,
      ...(start && { ExclusiveStartKey: start }),
    });
    found.push(...readEach(table, await believe(table, index, hints, seen), read));
    start = next;
  } while (start !== undefined && found.length < limit);
  return found.slice(0, limit);
}
