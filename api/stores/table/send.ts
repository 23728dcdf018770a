// Sends calls to DynamoDB and interprets failed conditions, unanswered calls and unprocessed keys. Not here: what items
// mean.
import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { fail, isUnreadable, KitError } from '../../errors.js';
import type { Clock, Secrets } from '../../ports/runtime.js';
import type { Tracing } from '../../ports/telemetry.js';
import type { ItemIntegrity } from './item-integrity.js';
import { itemSchema, type Key } from './table.js';

export type ReadTogether = (key: Key) => Promise<Item | undefined>;

export interface Table {
  client: DynamoDBDocumentClient;
  name: string;
  clock: Clock;
  /** For cursors. */
  secrets: Pick<Secrets, 'sign' | 'equal'>;
  /** A consistent read of one item, sent together with concurrent reads. */
  readTogether: ReadTogether;
  /** The same for `briefAttributes` only. */
  readBriefly: ReadTogether;
  integrity: ItemIntegrity;
  /** Absent when tracing is off. */
  tracing?: Tracing;
  /** Told of each item that a read met and could not read. */
  report?(key: Key, why: unknown): void;
}

/** An item as the document client returns it. */
export type Item = Record<string, unknown>;

/** How often unprocessed keys or items are sent again, after 50, 100, 200 … ms: 3 seconds in total. */
export const maxRetries = 6;

export const backOffMilliseconds = (retry: number) => 50 * 2 ** retry;

/** Outcome of a conditional write. `perhapsOurs`: an earlier try of it may have been written without an answer. */
export type Attempt<Output> =
  | { done: true; output: Output }
  | { done: false; perhapsOurs: boolean; unanswered?: KitError };

export async function attempt<Output>(write: Promise<Output>): Promise<Attempt<Output>> {
  try {
    return { done: true, output: await write };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException)
      return { done: false, perhapsOurs: (error.$metadata.attempts ?? 2) > 1 };
    if (error instanceof KitError && error.code === 'store_unavailable')
      return { done: false, perhapsOurs: true, unanswered: error };
    throw error;
  }
}

const faultNames = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TimeoutError',
  // Our own credentials or clock are at fault, which may pass.
  'ExpiredTokenException',
  'InvalidSignatureException',
  'UnrecognizedClientException',
]);

/** The store did not respond, or had no capacity: the caller may try again. Any other error is our fault. */
function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $fault, $metadata, code } = error as {
    $fault?: string;
    $metadata?: { httpStatusCode?: number };
    code?: string;
  };
  // The body was not JSON: a proxy answered, or the response was cut.
  if (error instanceof SyntaxError) return true;
  if (faultNames.has(error.name) || $fault === 'server' || ($metadata?.httpStatusCode ?? 0) >= 500) return true;
  return /^E(?!RR_)[A-Z_]+$/.test(code ?? '');
}

/** Turns calls without a usable response into KitErrors; failed conditions and our own faults pass unchanged. */
export function translateFaults(client: DynamoDBClient): void {
  client.middlewareStack.add(
    next => async args => {
      try {
        return await next(args);
      } catch (cause) {
        throw isUnavailable(cause) ? fail('store_unavailable', { cause }) : cause;
      }
    },
    { step: 'initialize', priority: 'high', name: 'translateFaults' },
  );
}

/** A span for each call inside another span, with the number of items only: keys hold external IDs. */
export function followCalls(client: DynamoDBClient, tracing: Tracing): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) => {
      const operation = commandName.replace(/Command$/, '');
      return args => {
        const { TableName, RequestItems } = args.input as Sent;
        const [table, batch] = Object.entries(RequestItems ?? {})[0] ?? [TableName ?? ''];
        const facts = {
          'db.system.name': 'aws.dynamodb',
          'db.operation.name': operation,
          'db.collection.name': table,
          ...(batch && { 'db.operation.batch.size': Array.isArray(batch) ? batch.length : batch.Keys.length }),
        };
        const name = `DynamoDB/${operation}`;
        return tracing.within({ name, kind: 'client', facts, isPartOnly: true }, () => next(args));
      };
    },
    { step: 'initialize', priority: 'high', name: 'followCalls' },
  );
}

interface Sent {
  TableName?: string;
  RequestItems?: Record<string, unknown[] | { Keys: unknown[] }>;
}

/** Refuses an item of a newer release, because a partial reading of it would be worse than stopping. */
export function readable(item: Item): Item {
  const { pk, schema } = item;
  // Only the kind is shown: the rest of a key may be an external ID.
  const kind = String(pk).split('#', 1)[0];
  if (typeof schema !== 'number') throw unreadable(`An item of kind ${kind} has no schema number`);
  if (schema > itemSchema)
    throw unreadable(
      `An item of kind ${kind} has schema ${schema}; this release reads up to ${itemSchema}: upgrade it`,
    );
  return item;
}

export function unreadable(why: string): KitError {
  return fail('not_readable', { cause: new Error(why) });
}

/** Reads each item. One that cannot be read is reported and left out: it must not fail the others. */
export function readEach<Out>(
  { report }: Pick<Table, 'report'>,
  items: readonly Item[],
  read: (item: Item) => Out,
  leftOut: (key: Key) => void = () => {},
): Out[] {
  return items.flatMap(item => {
    try {
      return [read(item)];
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      report?.(item as unknown as Key, error);
      leftOut(item as unknown as Key);
      return [];
    }
  });
}

export async function readItem(table: Table, key: Key): Promise<Item | undefined> {
  const item = await readRaw(table, key);
  return item && readable(item);
}

/** Also an item of a newer release: for parts that every release reads alike. */
export async function readRaw({ client, name }: Table, key: Key): Promise<Item | undefined> {
  const { Item: item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
  return item;
}

/** Perhaps not the newest: only for what is shown. It costs half of a consistent read. */
export async function readLoosely({ client, name }: Table, key: Key): Promise<Item | undefined> {
  const { Item: item } = await client.send(new GetCommand({ TableName: name, Key: key }));
  return item;
}

export const nameOfKey = ({ pk, sk }: Key) => `${pk}\n${sk}`;

/** Consistent reads of many items at once, by the name of their key; missing ones are absent. Not yet `readable`. */
export async function readItems(table: Table, wanted: readonly Key[]): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  let left = [...new Map(wanted.map(({ pk, sk }) => [nameOfKey({ pk, sk }), { pk, sk }])).values()];
  for (let retry = 0; left.length > 0; ) {
    const batch = left.slice(0, 100);
    const answer = await table.client.send(
      new BatchGetCommand({ RequestItems: { [table.name]: { Keys: batch, ConsistentRead: true } } }),
    );
    for (const item of answer.Responses?.[table.name] ?? []) found.set(nameOfKey(item as Key), item);
    const unprocessed = (answer.UnprocessedKeys?.[table.name]?.Keys ?? []) as Key[];
    left = [...unprocessed, ...left.slice(100)];
    if (unprocessed.length < batch.length) continue;
    if (retry === maxRetries)
      throw fail('store_unavailable', { cause: new Error('BatchGetItem left keys unprocessed') });
    await table.clock.wait(backOffMilliseconds(retry));
    retry += 1;
  }
  return found;
}

/**
 * The items of one partition with sort keys from `from` to `to`, both included; consistent, one page at a time. Those
 * that cannot be read are reported and left out.
 */
export async function* readRange(
  table: Table,
  pk: string,
  { from, to, newestFirst, pageSize }: { from: string; to: string; newestFirst: boolean; pageSize: number },
): AsyncGenerator<Item> {
  if (from > to) return;
  const { client, name } = table;
  let start: Item | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
        ConsistentRead: true,
        ScanIndexForward: !newestFirst,
        Limit: pageSize,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    yield* readEach(table, answer.Items ?? [], readable);
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
}
