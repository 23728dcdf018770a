// Lists from index rows, which are only hints: every item is read again, consistently, and dropped when it is gone or no
// longer belongs there; a doubled row counts once; pages are filled up with what comes after. Not here: what items mean.
import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { digest } from '../../core/values/canonical.js';
import type { Page, PageInput } from '../../ports/subjects.js';
import { makeCursor, readCursor } from './cursor.js';
import { type Item, nameOfKey, readItems, type Table } from './send.js';
import { type IndexName, indexKeys, type Key, listKey } from './table.js';

/** Sorts after every position we write. */
const newest = '~';
/** A list of dead hints ends a page early, with a cursor, instead of reading for ever. */
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
  let before = readCursor(list, cursor) ?? newest;
  let more = partitions.length > 0;
  for (let round = 0; more && found.length <= limit && round < maxRounds; round += 1) {
    // One beyond the page tells whether there is a next one; a few more make up for dead hints.
    const { hints, rest } = await hintsBefore(table, index, partitions, before, limit + 5 - found.length);
    found.push(...(await believe(table, index, hints, seen)));
    before = hints.at(-1)?.position ?? before;
    more = rest;
  }
  const items = found.slice(0, limit);
  if (found.length > limit) return { items, nextCursor: makeCursor(list, String(items.at(-1)?.[position])) };
  return more ? { items, nextCursor: makeCursor(list, before) } : { items };
}

/** The newest `count` hints before a position, over all partitions, and whether there are more. */
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

/** The items that the hints name and that still stand where the hint says, in the hints' order, each once. */
async function believe(table: Table, index: IndexName, hints: readonly Hint[], seen: Set<string>): Promise<Item[]> {
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
    return [item];
  });
}

/** Every item of one partition of an index: for lists that are short by nature. */
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

/** What is due at `now`, soonest first, at most `limit`. */
export function listDue(table: Table, duty: string, now: string, limit: number): Promise<Item[]> {
  // `~` sorts after every id, so what is due exactly now counts.
  return listOldest(table, 'by-due', duty, limit, listKey(now, '~'));
}

/** What stands in one partition of an index up to a position, the first positions first, at most `limit`. */
export async function listOldest(
  table: Table,
  index: IndexName,
  partition: string,
  limit: number,
  edge = newest,
): Promise<Item[]> {
  const seen = new Set<string>();
  const found: Item[] = [];
  let start: Item | undefined;
  do {
    const { hints, next } = await queryIndex(table, index, partition, {
      KeyConditionExpression: '#partition = :partition AND #position <= :edge',
      ExpressionAttributeValues: { ':partition': partition, ':edge': edge },
      Limit: limit,
      ...(start && { ExclusiveStartKey: start }),
    });
    found.push(...(await believe(table, index, hints, seen)));
    start = next;
  } while (start !== undefined && found.length < limit);
  return found.slice(0, limit);
}
