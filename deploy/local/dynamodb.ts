// The embedded DynamoDB of the local run and the tests: dynalite on the loopback address, in a folder or in memory.
// api/stores/table/table.ts creates the table; run.ts handles an unclean stop.
import { mkdir } from 'node:fs/promises';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import databases from 'dynalite/db/index.js';
import { tableDefinition } from '../../api/stores/table/table.js';
import { type StoreFaultRule, storeFaults } from './dynamodb-faults.js';

export interface LocalDynamoDB {
  endpoint: string;
  /** The server that listens there. */
  server: Server;
  /** Adds a fault rule; returns a function that removes it. */
  fail(rule: StoreFaultRule): () => void;
  /** Waits for pending writes, then releases the folder. */
  close(): Promise<void>;
}

export interface LocalDynamoDBOptions {
  /** Created if it does not exist; in memory when absent. */
  folder?: string;
  /** Any free port when absent. */
  port?: number;
}

export async function startDynamoDB({ folder, port = 0 }: LocalDynamoDBOptions = {}): Promise<LocalDynamoDB> {
  if (folder !== undefined) await holdFree(folder);
  const server = dynalite({ ...(folder !== undefined && { path: folder }), createTableMs: 0 });
  // A web page sends an Origin header, and after DNS rebinding another Host: no page may read the store.
  const [answer] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  const faults = storeFaults();
  server.on('request', (request, response) => {
    const isOurs = !request.headers.origin && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '');
    if (isOurs) faults.serve(request, response, () => answer!(request, response));
    else response.writeHead(403).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: opened } = server.address() as AddressInfo;
  // Clients keep idle connections open, and one of them would delay the close for seconds.
  let closing = false;
  const dropIdle = () => closing && server.closeIdleConnections();
  server.on('request', (_, answer) => answer.once('close', () => setImmediate(dropIdle)));
  return {
    endpoint: `http://127.0.0.1:${opened}`,
    server,
    fail: faults.add,
    close: () =>
      new Promise((resolve, reject) => {
        closing = true;
        server.close(error => (error ? reject(error) : resolve()));
        dropIdle();
      }),
  };
}

/** Another process uses the folder. */
export class DataInUse extends Error {}

/** The database throws outside every promise when its folder is in use, so the folder is opened once before. */
async function holdFree(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { db } = databases.create({ path: folder });
  try {
    await db.open();
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    if (cause?.code === 'LEVEL_LOCKED')
      throw new DataInUse(`Another run is using the data in ${folder}.`, { cause: error });
    throw error;
  }
  await addIndexes(db);
  await db.close();
}

type Database = ReturnType<typeof databases.create>['db'];
type Definition = Pick<typeof tableDefinition, 'AttributeDefinitions' | 'GlobalSecondaryIndexes'>;

/**
 * Unlike DynamoDB, this database cannot add an index to an existing table. So the new indexes are added to a table of
 * an earlier release before it is opened. No item of that release has their attributes, so they start empty.
 */
async function addIndexes(db: Database): Promise<void> {
  for await (const key of db.keys({ gte: 'table~', lt: 'table\x7f' })) {
    const table = (await db.get(key)) as Definition;
    const existing = table.GlobalSecondaryIndexes ?? [];
    const missing = tableDefinition.GlobalSecondaryIndexes.filter(
      index => !existing.some(each => each.IndexName === index.IndexName),
    );
    // A table without any of our indexes is not ours.
    if (missing.length === 0 || missing.length === tableDefinition.GlobalSecondaryIndexes.length) continue;
    const added = missing.map(index => ({ ...existing[0]!, ...index, IndexStatus: 'ACTIVE' }));
    const { AttributeDefinitions } = tableDefinition;
    await db.put(key, { ...table, AttributeDefinitions, GlobalSecondaryIndexes: [...existing, ...added] });
  }
}
