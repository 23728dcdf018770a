// One world per test: the app, the embedded DynamoDB, the real AWS adapters against a local AWS, and a clock that the
// test moves. When the test ends its ledger is compared with AWS, every history is verified, and all is closed.
import type { Test } from 'tap';
import { buildApp } from '../../api/app.js';
import { compose } from '../../api/compose.js';
import type { Config } from '../../api/config/config.js';
import { loadConfig } from '../../api/config/load-config.js';
import type { KeyScope } from '../../api/core/access/api-key.js';
import type { App } from '../../api/http/app-type.js';
import { createApiKey, type NewKey } from '../../api/operations/access/api-keys.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import type { Resolve } from '../../api/outside/guarded-fetch.js';
import type { Log } from '../../api/ports/runtime.js';
import { makeDynamoDB } from '../../api/stores/dynamodb.js';
import { type PermissionSetFiles, readPermissionSets } from '../../api/stores/permission-sets.js';
import { createTable } from '../../api/stores/table/table.js';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../../deploy/local/aws/server.js';
import { makeVendorAccount, otherPartition, vendorVariables } from '../../deploy/local/vendor-account.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { receiveAll, receiverVariables } from './all-events.js';
import { backend, founder, support, voucher } from './callers.js';
import { testClock } from './clock.js';
import { startDirectDynamoDB } from './direct-calls.js';
import { ledgerFaults } from './ledger.js';
import { storeKey } from './stored-keys.js';
import { withSocketsOnceFaulty } from './without-sockets.js';

export const customerAccount = '210987654321';
export const otherCustomerAccount = '320987654321';

export interface WorldOptions {
  aws?: Omit<LocalAwsOptions, 'clock'>;
  variables?: Record<string, string>;
  /** Further partitions, each played by a local AWS of its own. */
  otherPartitions?: Exclude<LocalAws['partition'], 'aws'>[];
  /** The addresses of webhook receivers by name; no resolver on the network is used. */
  resolve?: Resolve;
  /** A webhook receiver must get every change; with DRAWBRIDGE_HEAR=all this holds for every world. */
  receivesEvents?: boolean;
  /** The test edits rows in the store: its histories need not be valid at the end. */
  isTamperedWith?: boolean;
}

export async function newWorld(t: Test, options: WorldOptions = {}) {
  const receivesEvents = options.receivesEvents || process.env.DRAWBRIDGE_HEAR === 'all';
  const clock = testClock();
  const aws = await startLocalAws({ clock, ...options.aws });
  const others = await Promise.all(
    (options.otherPartitions ?? []).map(partition => startLocalAws({ clock, ...options.aws, partition })),
  );
  const dynamodb = await startDirectDynamoDB();
  for (const each of [aws, ...others]) withSocketsOnceFaulty(each);
  const key = makeVendorAccount(aws);
  for (const account of [customerAccount, otherCustomerAccount])
    for (const each of [aws, ...others]) each.addAccount(account);
  const config = loadConfig({
    ...vendorVariables({ aws: aws.url, dynamodb: dynamodb.endpoint, key }),
    DRAWBRIDGE_PUBLIC_URL: 'http://127.0.0.1:4700',
    DRAWBRIDGE_SIGNING_KEY: 'k'.repeat(43),
    DRAWBRIDGE_RATE_LIMIT: '100000',
    // The default reserves memory for a hundred times more in every world.
    DRAWBRIDGE_SESSIONS_KEPT: '1000',
    ...(receivesEvents && receiverVariables),
    ...(others.length > 0 && { DRAWBRIDGE_OTHER_PARTITIONS: JSON.stringify(others.map(otherPartition)) }),
    ...options.variables,
  });
  await makeTable(config);
  const lines: string[] = [];
  const log = linesLog(lines);
  const kit = compose(config, log, {
    clock,
    resolve: options.resolve ?? resolveExample,
    ...(!config.permissionSetFolder && { permissionSets: shippedSets() }),
  });
  await kit.prepare();
  const built = appOnUse(() =>
    buildApp(kit.ports, config, {
      stream: { write: line => void lines.push(line) },
      // However busy the machine is.
      pressure: { maxEventLoopDelay: 0 },
    }),
  );
  const receiver = receivesEvents ? await receiveAll(kit.ports, clock) : undefined;
  t.teardown(async () => {
    try {
      await kit.ports.background.idle();
      const unheard = options.isTamperedWith ? [] : ((await receiver?.faults()) ?? []);
      await kit.ports.background.stop();
      if (unheard.length > 0) throw new Error(`Events: ${unheard.join('; ')}`);
      const faults = await ledgerFaults({
        ports: kit.ports,
        aws: { sessions: () => [aws, ...others].flatMap(each => each.sessions()) },
      });
      if (faults.length > 0) throw new Error(`The ledger and AWS differ: ${faults.join('; ')}`);
      const { faults: missing } = await verifyHistory(kit.ports, founder, {});
      if (missing.length > 0 && !options.isTamperedWith) throw new Error(`Histories: ${JSON.stringify(missing)}`);
    } finally {
      await built.close();
      receiver?.close();
      await kit.close();
      for (const each of [aws, ...others]) await each.close();
      await dynamodb.close();
    }
  });
  const keyOf = async (scope: KeyScope, input: Partial<NewKey> = {}) =>
    (await createApiKey(kit.ports, founder, { ...newKey, name: `${scope} key`, scope, ...input })).secret;
  await storeKey(kit.ports, voucher);
  const keys = {
    operator: await keyOf('operator'),
    support: await storeKey(kit.ports, support),
    backend: await storeKey(kit.ports, backend),
    auditor: await keyOf('auditor'),
  };
  const world = {
    app: built.app,
    builtApp: built.build,
    ports: kit.ports,
    config,
    clock,
    aws: aws as LocalAws,
    dynamodb,
    keys,
    keyOf,
    logged: () => lines.join(''),
  };
  type Here = typeof world & { inPartition(partition: LocalAws['partition']): Here };
  const here: Here = {
    ...world,
    /** The same world for helpers that act in AWS: they act in this partition. */
    inPartition: partition => ({ ...here, aws: others.find(each => each.partition === partition) ?? aws }),
  };
  return here;
}

let shipped: PermissionSetFiles | undefined;

/** Reading includes linting, which takes a third of a world's time. */
function shippedSets(): PermissionSetFiles {
  shipped ??= readPermissionSets([shippedPermissionSets]);
  return shipped;
}

/** An app that is built at its first request or `listen`: many tests send no request. */
function appOnUse(buildNow: () => Promise<App>) {
  let app: App | undefined;
  let building: Promise<App> | undefined;
  const build = () => {
    building ??= buildNow().then(built => {
      app = built;
      return built;
    });
    return building;
  };
  const early = {
    inject: async (...given: Parameters<App['inject']>) => (await build()).inject(...given),
    listen: async (...given: Parameters<App['listen']>) => (await build()).listen(...given),
  };
  return {
    build,
    close: async () => (await building)?.close(),
    app: new Proxy(early as unknown as App, {
      get(_, name) {
        if (name in early) return early[name as keyof typeof early];
        // A promise that resolves with the app looks whether it is one itself.
        if (name === 'then') return undefined;
        if (!app) throw new Error(`app.${String(name)}: await builtApp() first`);
        const member = Reflect.get(app, name);
        return typeof member === 'function' ? member.bind(app) : member;
      },
    }),
  };
}

/** Names of receivers somewhere on the internet. Nothing is ever sent there. */
const resolveExample: Resolve = async name => (name.endsWith('receiver.example') ? ['93.184.215.14'] : []);

export type World = Awaited<ReturnType<typeof newWorld>>;

const newKey: NewKey = { name: 'key', scope: 'backend', tenants: 'all', mayEndAccess: false, expiresInDays: 90 };

async function makeTable(config: Config): Promise<void> {
  const { client } = makeDynamoDB({
    region: config.region,
    endpoint: config.dynamodbEndpoint!,
    credentials: config.credentials!,
  });
  await createTable(client, config.table);
  client.destroy();
}

function linesLog(lines: string[]): Log {
  const put = (facts: Record<string, unknown>, message: string) =>
    void lines.push(`${JSON.stringify(facts)} ${message}\n`);
  return { info: put, warn: put, error: put };
}
