// The stores on their own embedded DynamoDB, with a clock that never really waits. For tests of the stores alone; tests
// of the service use the whole world.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Tenant } from '../../api/core/access/tenant.js';
import type { Change } from '../../api/core/audit/history.js';
import type { LedgerRow, MintedRow } from '../../api/core/audit/ledger.js';
import { digest } from '../../api/core/values/canonical.js';
import { makeMacs } from '../../api/stores/audit/macs.js';
import { makeDynamoDB, makeStores, type Stores } from '../../api/stores/dynamodb.js';
import { createTable } from '../../api/stores/table/table.js';
import { startDynamoDB } from '../../deploy/local/dynamodb.js';
import { startDirectDynamoDB } from './direct-calls.js';

/** Signs cursors in tests of the stores. The service signs with its own key. */
const plainSecrets = {
  sign: (text: string) => digest(`test\n${text}`),
  equal: (a: string, b: string) => a === b,
};

export const tableName = 'drawbridge-test';

export const owner = (instance: string) => ({
  instance,
  secrets: plainSecrets,
  macs: makeMacs('k'.repeat(43)),
  newTableId: () => `tbl_of_${instance}`,
});

export interface StoreWorld {
  stores: Stores;
  client: DynamoDBClient;
  documents: DynamoDBDocumentClient;
  /** Stores with their own client, as in a second instance of the service. */
  another(): Omit<StoreWorld, 'another' | 'close'>;
  /** Every wait requested from the clock, in milliseconds. */
  waits: number[];
  close(): Promise<void>;
}

/** `onWire`: calls go through the whole SDK and HTTP. Without it they do so only after a middleware was added. */
export async function openStores(folder?: string, { onWire = false } = {}): Promise<StoreWorld> {
  const isDirect = folder === undefined && !onWire;
  const database = await (isDirect ? startDirectDynamoDB() : startDynamoDB(folder === undefined ? {} : { folder }));
  let instances = 0;
  const connect = () => {
    instances += 1;
    const waits: number[] = [];
    const clock = {
      now: () => new Date('2026-11-22T10:00:00.000Z'),
      wait: async (milliseconds: number) => {
        waits.push(milliseconds);
      },
    };
    const dynamodb = makeDynamoDB({
      region: 'us-east-1',
      endpoint: database.endpoint,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const options = { clock, ...owner(`ins_${instances}`) };
    return { ...dynamodb, waits, stores: makeStores(dynamodb.documents, tableName, options) };
  };
  const first = connect();
  await createTable(first.client, tableName);
  // As a start does: rows that a test puts without the stores come after the table's own item.
  await first.stores.tableIntegrity.open();
  return { ...first, another: connect, close: () => database.close() };
}

/** A change as an operation would describe it; `second` distinguishes changes of one test. */
export function change(action: string, second = 0): Change {
  const at = new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();
  return { at, who: { kind: 'operator', id: 'key_1' }, action };
}

export function tenant(id: string, second = 0): Tenant {
  const createdAt = new Date(Date.UTC(2026, 10, 22, 9, 0, second)).toISOString();
  return { schema: 1, id, name: `Name of ${id}`, state: 'open', createdAt };
}

export function mintedRow(id: string, at: string, more: Partial<MintedRow> = {}): LedgerRow {
  return {
    type: 'minted',
    id,
    connectionId: 'con_1',
    tenantId: 'ten_1',
    at,
    kind: 'issue',
    roleArn: 'arn:aws:iam::111122223333:role/drawbridge-abc-1',
    sessionName: `drawbridge-${id}`,
    for: 'key_1',
    expiresAtMost: new Date(Date.parse(at) + 900_000).toISOString(),
    ...more,
  };
}
