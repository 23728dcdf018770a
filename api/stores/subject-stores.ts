// The stores of the kinds of subject: the index attributes of each, and its lists. Reading and changing are the same
// for all kinds (subjects.ts).
import type { ApiKey } from '../core/access/api-key.js';
import type { Link } from '../core/access/link.js';
import type { Tenant } from '../core/access/tenant.js';
import type { Connection, ConnectionInBrief } from '../core/connection/connection.js';
import { splitRetired } from '../core/connection/rotation.js';
import { type StopKind, stopKinds, type TenantStopKind, tenantStopKinds } from '../core/connection/stop.js';
import type { Webhook } from '../core/event/webhook.js';
import type { PublishedPermissionSet } from '../core/permission-set/published.js';
import type { Outbox, Webhooks } from '../ports/events.js';
import type {
  ApiKeys,
  Connections,
  Links,
  Page,
  PageInput,
  Stoppable,
  Subjects,
  Tenants,
  Versioned,
} from '../ports/subjects.js';
import { makeKeepRetired } from './claims.js';
import { hashAt, historyPage, verifyHistory, wholeHistory } from './history.js';
import { outboxOf } from './outbox.js';
import { countChange } from './subject/change-counts.js';
import { duty, noteSubject } from './subject/notes.js';
import { canBeShown } from './subject/shape.js';
import { removeStop, setStop, stoppedPlace } from './subject/stops.js';
import {
  changeSubject,
  createSubject,
  getBrief,
  getSubject,
  judgedEach,
  readerOf,
  type SubjectStore,
} from './subjects.js';
import { makeCursor, readCursor } from './table/cursor.js';
import { listDue, listPage, listWhole } from './table/lists.js';
import {
  type Item,
  readable,
  readEach,
  readItems,
  readLoosely,
  readRaw,
  type Table,
  unreadable,
} from './table/send.js';
import { type Key, keys, listKey } from './table/table.js';

function makeSubjects<Value extends { id: string }, Brief = Value>(store: SubjectStore<Value>): Subjects<Value, Brief> {
  return {
    get: id => getSubject(store, id),
    getBrief: id => getBrief<Brief>(store, id),
    create: (value, change, notes) => createSubject(store, value, change, notes),
    change: (kept, next, change) => changeSubject(store, kept, next, change),
    history: (id, page) => historyPage(store, id, page),
    walk: id => wholeHistory(store, id),
    verify: (id, anchored) => verifyHistory(store, id, anchored),
    hashAt: (id, revision) => hashAt(store, id, revision),
  };
}

/** Those whose issuing can be stopped by one write. */
function makeStoppable<Value extends { id: string }, Kind extends string>(
  store: SubjectStore<Value>,
): Stoppable<Value, Kind> {
  const { table, kind: subject, outbox } = store;
  const keyOf = (id: string) => keys.subject(subject, id);
  return {
    stop: (id, kind, stop) => setStop(table, keyOf(id), kind, stop, stoppedPlace(outbox, stop.at, id)),
    record: (kept, open, next, change) => changeSubject(store, kept, next, change, open),
    async dropStop(kept, open) {
      const isRemoved = await removeStop(table, keyOf(kept.value.id), kept, open);
      return isRemoved ? getSubject(store, kept.value.id) : undefined;
    },
  };
}

type Reads = Parameters<typeof readerOf>[0];

/** Items that cannot be read are left out, and named to `leftOut`. */
async function keptAll<Value>(
  store: Reads,
  items: readonly Item[],
  leftOut: (key: Key) => void = () => {},
): Promise<Versioned<Value>[]> {
  const judged = await judgedEach(store, readEach(store.table, items, readerOf<Value>(store), leftOut));
  return judged.flatMap(({ item, kept }) => {
    if (canBeShown(item, kept)) return [kept];
    store.table.report?.(item as unknown as Key, unreadable('An altered item lacks members'));
    leftOut(item as unknown as Key);
    return [];
  });
}

async function keptPage<Value>(store: Reads, { items, ...rest }: Page<Item>): Promise<Page<Versioned<Value>>> {
  const left = [...(rest.unreadable ?? [])];
  const kept = await keptAll<Value>(store, items, ({ pk }) => left.push(pk.slice(pk.indexOf('#') + 1)));
  return { ...rest, ...(left.length > 0 && { unreadable: left }), items: kept };
}

export function makeTenants(table: Table): Tenants {
  const list = 'tenants';
  const indexed = ({ createdAt, id }: Tenant) => ({ list, listKey: listKey(createdAt, id) });
  const store: SubjectStore<Tenant> = { table, kind: 'tenant', indexed, stopKinds: tenantStopKinds };
  return {
    ...makeSubjects(store),
    ...makeStoppable<Tenant, TenantStopKind>(store),
    list: async (page, only) =>
      keptPage(store, only ? await listNamed(table, only, page) : await listPage(table, 'by-list', [list], page)),
    async nameOf(id) {
      const item = await readLoosely(table, keys.subject('tenant', id));
      const [read] = readEach(table, item ? [item] : [], each => readerOf<Tenant>(store)(readable(each)));
      return read?.unjudged.value.name;
    },
  };
}

/** The tenants that a caller is bound to are few, so they are read by id, without an index. */
async function listNamed(table: Table, ids: readonly string[], { limit, cursor }: PageInput): Promise<Page<Item>> {
  const list = `tenants ${[...ids].sort()}`;
  const before = readCursor(table, list, cursor) ?? '~';
  const read = await readItems(
    table,
    ids.map(id => keys.subject('tenant', id)),
  );
  const position = (item: Item) => String(item.listKey);
  const found = readEach(table, [...read.values()], readable)
    .filter(item => position(item) < before)
    .sort((a, b) => (position(a) < position(b) ? 1 : -1));
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last ? { items, nextCursor: makeCursor(table, list, position(last)) } : { items };
}

const all = 'connections';
const ofTenant = (tenantId: string) => `connections#${tenantId}`;
const listedFor = (item: Item | undefined) => {
  const [list, tenantId] = String(item?.list).split('#');
  return list === all ? tenantId : undefined;
};
const ofAccount = (partition: string, accountId: string) => `${partition}#${accountId}`;

function connectionStore(table: Table): SubjectStore<Connection> {
  return {
    table,
    kind: 'connection',
    outbox: 'connections',
    apart: { roleSpec: ['inlinePolicies', 'stackPolicies?'] },
    stopKinds,
    indexed: ({ id, tenantId, partition, accountId, createdAt }) => ({
      list: ofTenant(tenantId),
      fleet: all,
      account: ofAccount(partition, accountId),
      listKey: listKey(createdAt, id),
    }),
  };
}

export function makeOutbox(table: Table): Outbox {
  const everyone = (page: PageInput) => listPage(table, 'by-fleet', [all], page);
  return outboxOf(connectionStore(table), everyone);
}

export function makeConnections(table: Table): Connections {
  const store = connectionStore(table);
  const subjects = makeSubjects<Connection, ConnectionInBrief>(store);
  const stoppable = makeStoppable<Connection, StopKind>(store);
  const keepRetired = makeKeepRetired(table);
  // Before the change, so that a crash in between loses none. Items of earlier releases are split at their next change.
  const keepingRetired = async <Written>(next: Connection, write: (kept: Connection) => Promise<Written>) => {
    const { kept, older } = splitRetired(next);
    await keepRetired(next.id, older);
    return write(kept);
  };
  return {
    ...subjects,
    ...stoppable,
    change: (kept, next, change) => keepingRetired(next, value => subjects.change(kept, value, change)),
    record: (kept, open, next, change) => keepingRetired(next, value => stoppable.record(kept, open, value, change)),
    countChange: (id, counter, limit) => countChange(table, id, counter, limit),
    note: (kept, notes) => noteSubject(store, kept, notes),
    listedFor: async id => listedFor(await readRaw(table, keys.subject('connection', id))),
    listOf: async (tenantId, page) => keptPage(store, await listPage(table, 'by-list', [ofTenant(tenantId)], page)),
    listAll: async (page, tenants) =>
      keptPage(
        store,
        tenants
          ? await listPage(table, 'by-list', tenants.map(ofTenant), page)
          : await listPage(table, 'by-fleet', [all], page),
      ),
    due: async (now, limit) => {
      const read = await listDue(table, duty, now, limit, readerOf<Connection>(store));
      return (await judgedEach(store, read)).map(({ kept }) => kept);
    },
    inAccount: async (partition, accountId) =>
      keptAll<Connection>(store, await listWhole(table, 'by-account', ofAccount(partition, accountId))),
  };
}

export function makeApiKeys(table: Table): ApiKeys {
  const list = 'api-keys';
  const indexed = ({ createdAt, id }: ApiKey) => ({ list, listKey: listKey(createdAt, id) });
  return {
    ...makeSubjects({ table, kind: 'api-key', indexed }),
    list: async page => keptPage({ table }, await listPage(table, 'by-list', [list], page)),
  };
}

export function makeLinks(table: Table): Links {
  const ofConnection = (connectionId: string) => `links#${connectionId}`;
  const indexed = ({ connectionId, createdAt, id }: Link) => ({
    list: ofConnection(connectionId),
    listKey: listKey(createdAt, id),
  });
  return {
    ...makeSubjects({ table, kind: 'link', indexed }),
    listOf: async (connectionId, page) =>
      keptPage({ table }, await listPage(table, 'by-list', [ofConnection(connectionId)], page)),
  };
}

export function makeWebhooks(table: Table): Webhooks {
  const list = 'webhooks';
  const indexed = ({ createdAt, id }: Webhook) => ({ list, listKey: listKey(createdAt, id) });
  return {
    ...makeSubjects({ table, kind: 'webhook', indexed }),
    list: async page => keptPage({ table }, await listPage(table, 'by-list', [list], page)),
  };
}

/** Read by id only; in no index. */
export function makePublishedSets(table: Table): Subjects<PublishedPermissionSet> {
  return makeSubjects({ table, kind: 'permission-set', indexed: () => ({}) });
}
