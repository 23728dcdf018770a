// Sending to DynamoDB: what a failed condition, an unanswered call and unprocessed keys mean. Knows no item's meaning.
import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { fail, KitError } from '../../errors.js';
import type { Clock } from '../../ports/runtime.js';
import type { Tracing } from '../../ports/telemetry.js';
import { itemSchema, type Key } from './table.js';

export type ReadTogether = (key: Key) => Promise<Item | undefined>;

export interface Table {
  client: DynamoDBDocumentClient;
  name: string;
  clock: Clock;
  /** A consistent read of one item, sent with others that are asked for meanwhile. */
  readTogether: ReadTogether;
  /** The same of `briefAttributes` alone. */
  readBriefly: ReadTogether;
  /** Absent where nobody follows. */
  tracing?: Tracing;
}

/** An item as the document client gives it. */
export type Item = Record<string, unknown>;

/** How often what DynamoDB left unprocessed is sent again, with 50, 100, 200 … ms between: 3 seconds in all. */
export const maxRetries = 6;

export const backOffMilliseconds = (retry: number) => 50 * 2 ** retry;

/** What came of a conditional write. `perhapsOurs`: an earlier try of the same write may have been done unanswered. */
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
  // Our own credentials or clock: ours, and it passes.
  'ExpiredTokenException',
  'InvalidSignatureException',
  'UnrecognizedClientException',
]);

/** The store did not answer, or had no room: the caller may try again. Everything else is a fault of ours. */
function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $fault, $metadata, code } = error as {
    $fault?: string;
    $metadata?: { httpStatusCode?: number };
    code?: string;
  };
  // What came was no answer of DynamoDB's.
  if (error instanceof SyntaxError) return true;
  if (faultNames.has(error.name) || $fault === 'server' || ($metadata?.httpStatusCode ?? 0) >= 500) return true;
  return /^E(?!RR_)[A-Z_]+$/.test(code ?? '');
}

/** Makes every call of this client that got no usable answer a KitError; conditions and faults of ours pass. */
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

/** A span for each call that is part of something. Of the items only how many: keys hold external IDs. */
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

/** Refuses an item that a newer release wrote: reading half of it would be worse than stopping. */
export function readable(item: Item): Item {
  const { pk, schema } = item;
  // Only the kind is named: the rest of a key may be an external ID.
  const kind = String(pk).split('#', 1)[0];
  if (typeof schema !== 'number') throw new Error(`An item of kind ${kind} has no schema number`);
  if (schema > itemSchema)
    throw new Error(`An item of kind ${kind} has schema ${schema}; this release reads up to ${itemSchema}: upgrade it`);
  return item;
}

export async function readItem({ client, name }: Table, key: Key): Promise<Item | undefined> {
  const { Item: item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
  return item && readable(item);
}

export const nameOfKey = ({ pk, sk }: Key) => `${pk}\n${sk}`;

/** Consistent reads of many items at once, by the name of their key; what does not exist is absent. */
export async function readItems(table: Table, wanted: readonly Key[]): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  let left = [...new Map(wanted.map(({ pk, sk }) => [nameOfKey({ pk, sk }), { pk, sk }])).values()];
  for (let retry = 0; left.length > 0; ) {
    const batch = left.slice(0, 100);
    const answer = await table.client.send(
      new BatchGetCommand({ RequestItems: { [table.name]: { Keys: batch, ConsistentRead: true } } }),
    );
    for (const item of answer.Responses?.[table.name] ?? []) found.set(nameOfKey(item as Key), readable(item));
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

/** The items of one partition whose sort keys lie between two, both included, a page at a time and consistently. */
export async function* readRange(
  { client, name }: Table,
  pk: string,
  { from, to, newestFirst, pageSize }: { from: string; to: string; newestFirst: boolean; pageSize: number },
): AsyncGenerator<Item> {
  if (from > to) return;
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
    for (const item of answer.Items ?? []) yield readable(item);
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
}
