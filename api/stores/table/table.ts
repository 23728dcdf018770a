// The one table: its definition as data (a test compares the AWS stack with it), its keys, and its creation where there
// is no stack (local run, tests). Not here: what the items mean (subjects, ledger, checks …).
import {
  type AttributeDefinition,
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type GlobalSecondaryIndexUpdate,
  ResourceInUseException,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { SubjectKind } from '../../core/audit/history.js';
import { sha256 } from '../../core/values/canonical.js';

/** The schema number of every item; a higher one comes from a newer release. */
export const itemSchema = 1;

/** Seconds since 1970 after which DynamoDB may delete an item. Only for cleaning up: code checks expiry. */
export const ttlAttribute = 'ttl';

/** The key attributes of each index. Index entries are hints: their items are read again before anything is decided. */
export const indexKeys = {
  'by-list': { partition: 'list', position: 'listKey' },
  'by-fleet': { partition: 'fleet', position: 'listKey' },
  'by-account': { partition: 'account', position: 'listKey' },
  'by-due': { partition: 'duty', position: 'dueAt' },
  'by-outbox': { partition: 'outbox', position: 'outboxAt' },
} as const;

export type IndexName = keyof typeof indexKeys;

const text = (name: string): AttributeDefinition => ({ AttributeName: name, AttributeType: 'S' });

export const tableDefinition = {
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['pk', 'sk', 'list', 'listKey', 'fleet', 'account', 'duty', 'dueAt', 'outbox', 'outboxAt'].map(
    text,
  ),
  GlobalSecondaryIndexes: Object.entries(indexKeys).map(
    ([name, { partition, position }]): GlobalSecondaryIndex => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: position, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    }),
  ),
} satisfies Omit<CreateTableCommandInput, 'TableName'>;

/**
 * Creates the table if it does not exist and waits until it is active. A table of an earlier release gets the indexes
 * that it lacks. Idempotent.
 */
export async function createTable(client: DynamoDBClient, name: string, wait = atOnce): Promise<void> {
  try {
    await client.send(new CreateTableCommand({ TableName: name, ...tableDefinition }));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.02, maxDelay: 2 }, { TableName: name });
  const there = await indexStatuses(client, name);
  const missing = Object.keys(indexKeys).filter(each => !there.has(each));
  if (missing.length === Object.keys(indexKeys).length)
    throw new Error(`The table ${name} lacks the index ${missing.join(', ')}: this service did not create it`);
  // One at a time, because DynamoDB builds only one index of a table at once.
  for (const index of missing) await addIndex(client, name, index, wait);
}

const atOnce = async (_milliseconds: number): Promise<void> => {};

const pollEveryMs = 2000;
/** Building an index takes longer for a larger table, so we wait for some minutes. */
const polls = 300;

async function addIndex(client: DynamoDBClient, name: string, index: string, wait: typeof atOnce): Promise<void> {
  const Create = tableDefinition.GlobalSecondaryIndexes.find(each => each.IndexName === index)!;
  await client.send(
    new UpdateTableCommand({
      TableName: name,
      AttributeDefinitions: tableDefinition.AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create } as GlobalSecondaryIndexUpdate],
    }),
  );
  for (let n = 0; n < polls; n += 1) {
    const status = (await indexStatuses(client, name)).get(index);
    if (status === 'ACTIVE') return;
    if (status === undefined) break;
    await wait(pollEveryMs);
  }
  throw new Error(`The table ${name} lacks the index ${index}, and the database did not add it`);
}

async function indexStatuses(client: DynamoDBClient, name: string): Promise<Map<string, string | undefined>> {
  const { Table: found } = await client.send(new DescribeTableCommand({ TableName: name }));
  return new Map(found?.GlobalSecondaryIndexes?.map(each => [String(each.IndexName), each.IndexStatus ?? 'ACTIVE']));
}

export interface Key {
  pk: string;
  sk: string;
}

/** Padded, so that revisions in keys sort as numbers. */
const padded = (revision: number) => String(revision).padStart(10, '0');

export const keys = {
  subject: (kind: SubjectKind, id: string): Key => ({ pk: `${kind}#${id}`, sk: 'item' }),
  historyRow: (kind: SubjectKind, id: string, revision: number): Key => ({
    pk: `${kind}#${id}`,
    sk: `row#${padded(revision)}`,
  }),
  externalId: (externalId: string): Key => ({ pk: `external-id#${externalId}`, sk: 'claim' }),
  changeCount: (connectionId: string, counter: string, window: number): Key => ({
    pk: `changes#${connectionId}`,
    sk: `count#${counter}#${window}`,
  }),
  retiredId: (connectionId: string, externalId: string): Key => ({
    pk: `retired#${connectionId}`,
    sk: `id#${externalId}`,
  }),
  pendingPlace: (tenantId: string, number: number): Key => ({
    pk: `pending#${tenantId}`,
    sk: `place#${String(number).padStart(4, '0')}`,
  }),
  accountClaim: (partition: string, accountId: string): Key => ({
    pk: `account#${partition}#${accountId}`,
    sk: 'claim',
  }),
  ledgerRow: (connectionId: string, at: string, id: string): Key => ({
    pk: `ledger#${connectionId}`,
    sk: `${at}#${id}`,
  }),
  /** Beside the row that it completes, so that a reader meets both together. */
  ledgerOutcome: (connectionId: string, at: string, id: string): Key => ({
    pk: `ledger#${connectionId}`,
    sk: `${at}#${id}#outcome`,
  }),
  /** What is sealed of one connection: after all its rows. */
  ledgerEntry: (connectionId: string, minute: string, writer: string): Key => ({
    pk: `ledger#${connectionId}`,
    sk: `~seal#${minute}#${writer}`,
  }),
  ledgerMinute: (minute: string, writer: string): Key => ({ pk: 'ledger-minutes', sk: `${minute}#${writer}` }),
  ledgerWriter: (writer: string): Key => ({ pk: 'ledger-writers', sk: writer }),
  seal: (writer: string, number: number): Key => ({ pk: `seals#${writer}`, sk: `seal#${padded(number)}` }),
  sealPart: (writer: string, number: number, part: number): Key => ({
    pk: `seal-parts#${writer}`,
    sk: `seal#${padded(number)}#part#${padded(part)}`,
  }),
  /** Since when there are MACs of seals, by the id of their key. */
  sealsSince: (keyId: string): Key => ({ pk: 'register#seals', sk: keyId }),
  check: (connectionId: string, checkId: string): Key => ({ pk: `checks#${connectionId}`, sk: `check#${checkId}` }),
  slot: (connectionId: string): Key => ({ pk: `checks#${connectionId}`, sk: 'slot' }),
  /** The caller's key is free text, so the item key holds its digest. */
  idempotency: (callerId: string, key: string): Key => ({
    pk: `idempotency#${callerId}`,
    sk: `claim#${sha256(key)}`,
  }),
  stsBucket: (region: string): Key => ({ pk: `sts#${region}`, sk: 'bucket' }),
  /** The table's own item. */
  tableIdentity: (): Key => ({ pk: 'register#table', sk: 'identity' }),
  webhookRegister: (): Key => ({ pk: 'register#webhooks', sk: 'item' }),
  deliveries: (connectionId: string) => `delivery#${connectionId}#`,
  delivery: (webhookId: string, connectionId: string, revision: number): Key => ({
    pk: `deliveries#${webhookId}`,
    sk: `delivery#${connectionId}#${padded(revision)}`,
  }),
  queue: (webhookId: string, connectionId: string): Key => ({
    pk: `deliveries#${webhookId}`,
    sk: `queue#${connectionId}`,
  }),
  securityRow: (at: string, id: string): Key => ({ pk: `security#${at.slice(0, 10)}`, sk: `${at}#${id}` }),
  /** Counts have partitions of their own, so that a flood of strangers does not slow the rows of known callers. */
  securityCount: (at: string, id: string, partition: number): Key => ({
    pk: `security#${at.slice(0, 10)}#${partition}`,
    sk: `${at}#${id}`,
  }),
};

/** The position of an item in its lists: by time, then id, so that it is unique. */
export const listKey = (at: string, id: string) => `${at}#${id}`;

/** The revision in the sort key of a history row; NaN for a key that is not one of ours. */
export function revisionOfKey(sk: string): number {
  return /^row#\d{10}$/.test(sk) ? Number(sk.slice(4)) : Number.NaN;
}
