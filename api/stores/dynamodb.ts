// Creates the DynamoDB client, and the stores on one table. Nothing is created at import; the clock is passed in.
import type { Agent } from 'node:https';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SecurityLog } from '../ports/audit.js';
import type { Credentials } from '../ports/aws.js';
import type { Ports } from '../ports/ports.js';
import type { Clock, Secrets } from '../ports/runtime.js';
import type { UnreadableItem } from '../ports/subjects.js';
import type { Tracing } from '../ports/telemetry.js';
import { Integrity } from './audit/integrity.js';
import { makeLedger } from './audit/ledger.js';
import { makeLedgerSeals } from './audit/ledger-seals.js';
import type { Macs } from './audit/macs.js';
import { OpenMinutes } from './audit/open-minutes.js';
import { makeTableIntegrity } from './audit/table-integrity.js';
import { makeChecks } from './checks.js';
import { makeAccountClaims, makeExternalIdClaims, makePendingPlaces } from './claims.js';
import { makeDeliveries } from './deliveries.js';
import { makeEverySubject } from './every-subject.js';
import { makeIdempotency } from './idempotency.js';
import { makeSecurityLog } from './security-log.js';
import { makeStsBuckets } from './sts-buckets.js';
import {
  makeApiKeys,
  makeConnections,
  makeLinks,
  makeOutbox,
  makePublishedSets,
  makeTenants,
  makeWebhooks,
} from './subject-stores.js';
import { briefAttributes } from './subjects.js';
import { groupReader, type ReadCounts } from './table/group-reader.js';
import { followCalls, translateFaults } from './table/send.js';
import { makeUnreadableItems } from './table/unreadable-items.js';
import { makeWebhookRegister } from './webhook-register.js';

export interface DynamoDBOptions {
  region: string;
  /** Only for a DynamoDB outside AWS: the embedded database. */
  endpoint?: string;
  /** The credentials of the process when absent. */
  credentials?: Credentials;
  /** Time limit of one try; the client makes up to three. */
  timeoutMilliseconds?: number;
  /** By way of a proxy. */
  httpsAgent?: Agent;
  /** Absent when tracing is off. */
  tracing?: Tracing;
}

export interface DynamoDB {
  /** For calls about the table: createTable. */
  client: DynamoDBClient;
  /** For calls about items: makeStores, rewriteAll. */
  documents: DynamoDBDocumentClient;
}

export function makeDynamoDB(options: DynamoDBOptions): DynamoDB {
  const { region, endpoint, credentials, timeoutMilliseconds = 5000, httpsAgent, tracing } = options;
  const client = new DynamoDBClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    requestHandler: {
      ...(httpsAgent && { httpsAgent }),
      connectionTimeout: 2000,
      requestTimeout: timeoutMilliseconds,
      throwOnRequestTimeout: true,
    },
    streamCollector: collectWithin(timeoutMilliseconds),
  });
  // The SDK would prepare every item of every call for a log that is not written.
  client.middlewareStack.remove('loggerMiddleware');
  translateFaults(client);
  if (tracing) followCalls(client, tracing);
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return { client, documents };
}

/**
 * The time limit for the body of a response. The limits above end with its headers. If the body then stalled, every
 * caller of this read or a later one would wait forever.
 */
function collectWithin(milliseconds: number) {
  return async (stream: AsyncIterable<Uint8Array> & { destroy(why: unknown): unknown }): Promise<Uint8Array> => {
    const signal = AbortSignal.timeout(milliseconds);
    const cut = () => stream.destroy(signal.reason);
    signal.addEventListener('abort', cut, { once: true });
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    } finally {
      signal.removeEventListener('abort', cut);
    }
  };
}

export type Stores = Pick<
  Ports,
  | 'tenants'
  | 'connections'
  | 'apiKeys'
  | 'links'
  | 'outbox'
  | 'webhooks'
  | 'webhookRegister'
  | 'deliveries'
  | 'publishedSets'
  | 'everySubject'
  | 'externalIds'
  | 'pendingPlaces'
  | 'accountClaims'
  | 'ledger'
  | 'ledgerSeals'
  | 'checks'
  | 'idempotency'
  | 'stsBuckets'
  | 'tableIntegrity'
  | 'unreadableItems'
> & { securityLog: Omit<SecurityLog, 'note'> };

export interface StoreOptions {
  clock: Clock;
  /** How ledger rows name this process. */
  instance: string;
  /** Signs cursors. */
  secrets: Pick<Secrets, 'sign' | 'equal'>;
  macs: Macs;
  /** Of a table that has none yet. */
  newTableId(): string;
  /** Counts joined reads. */
  reads?: ReadCounts;
  tracing?: Tracing | undefined;
  /** Told of each item that cannot be read, once an hour. */
  unreadable?: (item: UnreadableItem, why: unknown) => void;
}

export function makeStores(client: DynamoDBDocumentClient, tableName: string, options: StoreOptions): Stores {
  const { clock, instance, secrets, macs, newTableId, reads, tracing, unreadable } = options;
  const unreadableItems = makeUnreadableItems(clock, unreadable);
  const { report } = unreadableItems;
  const plain = { client, name: tableName, clock, secrets, report, ...(tracing && { tracing }) };
  const integrity = new Integrity(plain, macs, newTableId);
  const table = {
    ...plain,
    integrity,
    readTogether: groupReader(plain, reads),
    readBriefly: groupReader(plain, reads, briefAttributes),
  };
  const minutes = new OpenMinutes(table, instance);
  return {
    unreadableItems,
    tenants: makeTenants(table),
    connections: makeConnections(table),
    apiKeys: makeApiKeys(table),
    links: makeLinks(table),
    outbox: makeOutbox(table),
    webhooks: makeWebhooks(table),
    webhookRegister: makeWebhookRegister(table),
    deliveries: makeDeliveries(table),
    publishedSets: makePublishedSets(table),
    everySubject: makeEverySubject(table),
    externalIds: makeExternalIdClaims(table),
    pendingPlaces: makePendingPlaces(table),
    accountClaims: makeAccountClaims(table, macs),
    ledger: makeLedger(table, minutes),
    ledgerSeals: makeLedgerSeals(table, minutes, macs),
    checks: makeChecks(table),
    idempotency: makeIdempotency(table, macs),
    securityLog: makeSecurityLog(table),
    stsBuckets: makeStsBuckets(table),
    tableIntegrity: makeTableIntegrity(table, integrity),
  };
}
