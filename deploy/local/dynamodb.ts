// The embedded DynamoDB of the local run and the tests: dynalite on the loopback address, in a folder or in memory.
// Not here: the table (api/stores/table/table.ts makes it) and what to do after an unclean stop (the local run's entrance).
import { mkdir } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import databases from 'dynalite/db/index.js';
import { tableDefinition } from '../../api/stores/table/table.js';
import { type StoreFaultRule, storeFaults } from './dynamodb-faults.js';

export interface LocalDynamoDB {
  endpoint: string;
  /** Answers the removal of the rule. */
  fail(rule: StoreFaultRule): () => void;
  /** Waits for what is being written, then frees the folder. */
  close(): Promise<void>;
}

export interface LocalDynamoDBOptions {
  /** Made if it is not there; in memory when absent. */
  folder?: string;
  /** Any free one when absent. */
  port?: number;
}

export async function startDynamoDB({ folder, port = 0 }: LocalDynamoDBOptions = {}): Promise<LocalDynamoDB> {
  if (folder !== undefined) await holdFree(folder);
  const server = dynalite({ ...(folder !== undefined && { path: folder }), createTableMs: 0 });
  // A web page sends an Origin, and after DNS rebinding another Host: no page may read the store.
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
  // Clients keep their connections open for the next call, and one of them would hold the close for seconds.
  let closing = false;
  const dropIdle = () => closing && server.closeIdleConnections();
  server.on('request', (_, answer) => answer.once('close', () => setImmediate(dropIdle)));
  return {
    endpoint: `http://127.0.0.1:${opened}`,
    fail: faults.add,
    close: () =>
      new Promise((resolve, reject) => {
        closing = true;
        server.close(error => (error ? reject(error) : resolve()));
        dropIdle();
      }),
  };
}

/** A folder is of one process at a time. */
export class DataHeld extends Error {}

/** The database throws outside every promise when its folder is held, so the folder is opened once before. */
async function holdFree(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { db } = databases.create({ path: folder });
  try {
    await db.open();
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    if (cause?.code === 'LEVEL_LOCKED')
      throw new DataHeld(`Another run holds the data in ${folder}.`, { cause: error });
    throw error;
  }
  await addIndexes(db);
  await db.close();
}

type Database = ReturnType<typeof databases.create>['db'];
type Definition = Pick<typeof tableDefinition, 'AttributeDefinitions' | 'GlobalSecondaryIndexes'>;

/**
 * This database cannot add an index to a table that is there, as DynamoDB can: a table of an earlier release gets the new
 * ones while nobody uses it. No item of that release has their attributes, so they begin empty.
 */
async function addIndexes(db: Database): Promise<void> {
  for await (const key of db.keys({ gte: 'table~', lt: 'table\x7f' })) {
    const table = (await db.get(key)) as Definition;
    const there = table.GlobalSecondaryIndexes ?? [];
    const missing = tableDefinition.GlobalSecondaryIndexes.filter(
      index => !there.some(each => each.IndexName === index.IndexName),
    );
    // One that has none of ours is not our table.
    if (missing.length === 0 || missing.length === tableDefinition.GlobalSecondaryIndexes.length) continue;
    const added = missing.map(index => ({ ...there[0]!, ...index, IndexStatus: 'ACTIVE' }));
    const { AttributeDefinitions } = tableDefinition;
    await db.put(key, { ...table, AttributeDefinitions, GlobalSecondaryIndexes: [...there, ...added] });
  }
}
