// Composes the kit for one configuration: clock, randomness, stores and AWS adapters. The only file with `new Date()`,
// timers and random ids; tests pass their own clock in `overrides`.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { customAlphabet } from 'nanoid';
import { pino } from 'pino';
import { v4 as uuidV4 } from 'uuid';
import { shippedPermissionSets } from '../templates/render.js';
import { forgetting } from './broker/forget-sessions.js';
import { makeIssuedSessions } from './broker/issued-sessions.js';
import { makeRefusalCounts } from './broker/refusal-counts.js';
import { makeRefusalOwner } from './broker/refusal-owner.js';
import { withNotes } from './broker/security-notes.js';
import { makeSessionCaps } from './broker/session-caps.js';
import { makeStsQuota } from './broker/sts-quota.js';
import { awsPorts, inEach } from './compose-aws.js';
import type { Config } from './config/config.js';
import { ConfigError } from './config/load-config.js';
import type { Caller } from './core/access/caller.js';
import { logOptions } from './http/logging.js';
import { countedStores } from './metrics/counted.js';
import { makeMetrics } from './metrics/prometheus.js';
import { createApiKey } from './operations/access/api-keys.js';
import { anchoredStores } from './operations/audit/anchor-stops.js';
import { sealRestOfLedger } from './operations/audit/seal-ledger.js';
import { assumeControl } from './operations/probe/probe.js';
import { makeGuardedFetch, type Resolve } from './outside/guarded-fetch.js';
import { makePostEvent } from './outside/post-event.js';
import type { Logo, Ports } from './ports/ports.js';
import type { Background, Clock, Ids, Log, Secrets } from './ports/runtime.js';
import type { Metrics, Tracing } from './ports/telemetry.js';
import { prepare } from './prepare.js';
import { httpsAgentFor } from './proxy.js';
import { makeAnchorFile } from './stores/audit/anchor-file.js';
import { makeMacs } from './stores/audit/macs.js';
import { makeDynamoDB, makeStores, type StoreOptions, type Stores } from './stores/dynamodb.js';
import { type PermissionSetFiles, readPermissionSets } from './stores/permission-sets.js';
import { rewriteAll } from './stores/table/repair.js';
import { createTable } from './stores/table/table.js';
import { makeTracing } from './tracing/opentelemetry.js';
import { traced } from './tracing/traced.js';
import { readLogo } from './web/page/logo.js';

export interface Kit {
  ports: Ports;
  /**
   * Records new permission sets. Call it once at start, after the table exists and before any request is answered.
   * Throws when the content of a published version has changed, or when the linter refuses a new version.
   */
  prepare(): Promise<void>;
  store: {
    /** Creates the table if it does not exist. In AWS the vendor's stack creates it. */
    createTable(): Promise<void>;
    /** Repairs the indexes of the embedded database after an unclean stop; returns the number of items rewritten. */
    rewriteAll(): Promise<number>;
  };
  /** Stops running work at its next safe point, then closes the clients. */
  close(): Promise<void>;
}

export interface Overrides {
  clock?: Clock;
  ids?: Ids;
  /** Resolves the host name of a webhook's receiver. */
  resolve?: Resolve;
  /** Read before, instead of from the folders of the configuration. */
  permissionSets?: PermissionSetFiles;
}

export function compose(config: Config, log: Log, overrides: Overrides = {}): Kit {
  const ids = overrides.ids ?? systemIds;
  const runtime = { clock: overrides.clock ?? systemClock, ids, log, instance: `ins_${ids.text(16)}` };
  const { clock } = runtime;
  const tracing = makeTracing();
  const dynamodb = makeDynamoDB(dynamodbOptions(config, tracing));
  const reads = { reads: 0, calls: 0 };
  const unreadable: StoreOptions['unreadable'] = (item, why) => {
    metrics.itemUnreadable(item.kind);
    log.error({ err: why, ...item }, 'an item of the store cannot be read; everything else goes on');
  };
  const secrets = makeSecrets(config);
  const owner = ownerOf(config, runtime);
  const stores = makeStores(dynamodb.documents, config.table, { clock, secrets, ...owner, reads, tracing, unreadable });
  const permissionSets = overrides.permissionSets ?? permissionSetsOf(config);
  const issuedSessions = makeIssuedSessions({ clock, random: Math.random, atMost: config.sessionsKept });
  const stsQuota = makeStsQuota({ clock, log, buckets: stores.stsBuckets, perSecond: config.stsPerSecond });
  const metrics = makeMetrics({ issuedSessions, stsQuota, reads });
  const background = makeBackground(log, metrics);
  const aws = awsPorts(config, { ...runtime, metrics, tracing });
  const plain: Ports = {
    ...runtime,
    vendor: { ...config.vendor, ...(config.logoFile && { logo: logoOf(config.logoFile) }) },
    background,
    secrets,
    ...stores,
    ...notingPorts(stores.securityLog, { ...runtime, background }),
    ...countedStores(stores, metrics),
    metrics,
    issuedSessions,
    sessionCaps: makeSessionCaps({ clock }),
    stsQuota,
    connections: forgetting(stores.connections, issuedSessions),
    permissionSets,
    ...aws.ports,
    refusalOwner: inEach(partition =>
      makeRefusalOwner({ clock, control: session => assumeControl(plain, session, 'issue', partition) }),
    ),
    ...outsidePorts(config, overrides.resolve),
    ...(config.anchorFile && { anchors: makeAnchorFile(config.anchorFile) }),
  };
  Object.assign(plain, anchoredStores(plain));
  const ports = tracing ? traced(plain, tracing) : plain;
  return {
    ports,
    prepare: () => prepare(ports, permissionSets),
    store: {
      createTable: () => createTable(dynamodb.client, config.table, clock.wait),
      rewriteAll: () => rewriteAll(dynamodb.documents, config.table),
    },
    async close() {
      await background.stop();
      await sealRestOfLedger(ports);
      dynamodb.client.destroy();
      aws.close();
    },
  };
}

const dynamodbOptions = (config: Config, tracing: Tracing | undefined) => ({
  region: config.region,
  ...(config.dynamodbEndpoint && { endpoint: config.dynamodbEndpoint }),
  ...(config.credentials && { credentials: config.credentials }),
  ...(config.proxy && { httpsAgent: httpsAgentFor(config.proxy, { keepAlive: true, maxSockets: 50 }) }),
  ...(tracing && { tracing }),
});

function permissionSetsOf({ permissionSetFolder: own, vendor }: Config) {
  const folders = own ? [shippedPermissionSets, own] : [shippedPermissionSets];
  return readPermissionSets(
    folders,
    vendor.partitions.map(each => each.partition),
  );
}

function ownerOf({ signingKey, earlierSigningKeys }: Config, { ids, instance }: Pick<Ports, 'ids' | 'instance'>) {
  return { instance, macs: makeMacs(signingKey, earlierSigningKeys), newTableId: () => `tbl_${ids.text(16)}` };
}

type NotingNeeds = Parameters<typeof withNotes>[1];

/** Strangers' refusals are counted in the same log. */
function notingPorts(stored: Stores['securityLog'], needs: NotingNeeds): Pick<Ports, 'securityLog' | 'refusalCounts'> {
  const securityLog = withNotes(stored, needs);
  return { securityLog, refusalCounts: makeRefusalCounts({ ...needs, securityLog }) };
}

function outsidePorts(config: Config, resolve?: Resolve): Pick<Ports, 'postEvent' | 'checkWebhookUrl'> {
  const outside = makeGuardedFetch({
    ...(config.proxy && { proxied: httpsAgentFor(config.proxy) }),
    timeoutMs: config.webhookTimeoutMs,
    allowsLoopback: config.webhooksToLoopback,
    ...(resolve && { resolve }),
  });
  return { postEvent: makePostEvent(outside), checkWebhookUrl: outside.check };
}

function logoOf(file: string): Logo {
  try {
    return readLogo(file);
  } catch (error) {
    throw new ConfigError([`DRAWBRIDGE_LOGO ${(error as Error).message}`]);
  }
}

/** The kit's log, with the redaction of the request log: errors of others may hold a secret or an external ID. */
export function makeLog(config: Config): Log {
  return pino(logOptions(config.logLevel));
}

/** The first operator key, which creates all others. For entrances, which have no caller. Shown once. */
export async function makeFirstKey(ports: Ports): Promise<string> {
  const founder: Caller = { kind: 'operator', id: 'first-key', tenants: 'all' };
  const input = { name: 'First operator key', scope: 'operator', tenants: 'all', mayEndAccess: false } as const;
  return (await createApiKey(ports, founder, { ...input, expiresInDays: 365 })).secret;
}

const systemClock: Clock = {
  now: () => new Date(),
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, { ...(signal && { signal }) }).catch(() => undefined),
};

export const systemIds: Ids = {
  uuid: () => uuidV4(),
  text: customAlphabet('abcdefghijklmnopqrstuvwxyz0123456789'),
  secret: bytes => randomBytes(bytes).toString('base64url'),
};

function makeSecrets({ signingKey, checkTimesKey }: Config): Secrets {
  const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const sign = (text: string) => hmac(signingKey, text);
  const timesKey = checkTimesKey ?? sign('drawbridge: times of checks');
  const equal = (a: string, b: string) => {
    const [first, second] = [Buffer.from(a), Buffer.from(b)];
    return first.length === second.length && timingSafeEqual(first, second);
  };
  return {
    sign,
    signed: (text, signature) => equal(sign(text), signature),
    equal,
    checkSeed: id => hmac(timesKey, id),
  };
}

function makeBackground(log: Log, metrics: Metrics): Background {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  // No limit on listeners: every running work may wait on the signal, and removes its listener afterwards.
  setMaxListeners(0, stopping.signal);
  const idle = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  return {
    run(name, work) {
      const task = work(stopping.signal)
        .catch((error: unknown) => {
          metrics.workFailed(name);
          log.error({ err: error, work: name }, 'background work failed');
        })
        .finally(() => running.delete(task));
      running.add(task);
    },
    beat(milliseconds, work) {
      const timer = setInterval(() => void work(), milliseconds);
      timer.unref();
      return () => clearInterval(timer);
    },
    idle,
    stop() {
      stopping.abort();
      return idle();
    },
  };
}
