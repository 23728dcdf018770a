// Reading what was kept: the ledger, histories, and the proof that histories are whole.
import type { Caller } from '../core/access/caller.js';
import type { HistoryFault, KeptRow, SubjectKind } from '../core/audit/history.js';
import { type LedgerRow, longestSessionMs, type TimesHandedOut } from '../core/audit/ledger.js';
import { type ChangeKind, changeKinds } from '../core/event/change-kinds.js';
import type { Deps, LedgerFilter, Page, PageInput, TimeRange } from '../deps.js';
import { fail } from '../errors.js';
import { allow, findConnection, findTenant } from './find.js';

type Needs = Pick<
  Deps,
  | 'clock'
  | 'ids'
  | 'securityLog'
  | 'tenants'
  | 'connections'
  | 'apiKeys'
  | 'links'
  | 'publishedSets'
  | 'webhooks'
  | 'everySubject'
  | 'ledger'
>;
interface Where {
  tenantId: string;
  connectionId: string;
}

export async function listLedger(
  deps: Needs,
  caller: Caller,
  where: Where,
  page: PageInput & LedgerFilter,
): Promise<Page<LedgerRow>> {
  await findConnection(deps, caller, 'ledger.read', where.tenantId, where.connectionId);
  return deps.ledger.list(where.connectionId, page);
}

export interface ToldLedgerRow {
  row: LedgerRow;
  /** Of sessions that were made for a caller. */
  times?: TimesHandedOut;
}

/** The ledger with what only several rows can tell together. */
export async function readLedger(
  deps: Needs,
  caller: Caller,
  where: Where,
  page: PageInput & LedgerFilter,
): Promise<Page<ToldLedgerRow>> {
  const found = await listLedger(deps, caller, where, page);
  const times = await timesHandedOut(deps, where.connectionId, found.items);
  const items = found.items.map(row => ({ row, ...(times.has(row.id) && { times: times.get(row.id)! }) }));
  return { ...found, items };
}

/** Rows that are looked at for one page: a busy session is handed out again and again. */
const rowsCounted = 1000;

async function timesHandedOut(
  { ledger }: Needs,
  connectionId: string,
  rows: readonly LedgerRow[],
): Promise<Map<string, TimesHandedOut>> {
  const made = rows.filter(row => row.type === 'minted' && row.kind === 'issue' && row.outcome?.kind === 'assumed');
  const times = new Map(made.map(({ id }) => [id, { count: 0, isAtLeast: false }]));
  const [newest, oldest] = [made[0], made.at(-1)];
  if (!newest || !oldest) return times;
  const endOf = ({ at }: LedgerRow) => new Date(Date.parse(at) + longestSessionMs).toISOString();
  let counted = 0;
  for await (const row of ledger.walk(connectionId, { from: oldest.at, to: endOf(newest), kind: 'issue' })) {
    if (counted === rowsCounted) {
      for (const each of made) times.get(each.id)!.isAtLeast = endOf(each) > row.at;
      break;
    }
    counted += 1;
    const own = row.type === 'handed-out' ? times.get(row.mintedId) : undefined;
    if (own) own.count += 1;
  }
  return times;
}

/** Reviews are the vendor's own: whoever holds a link learns of no other tenant. */
const vendorsOwn = ['connection.reviewed'];

export async function readHistory(
  deps: Needs,
  caller: Caller,
  where: Where,
  { kind, action, ...page }: PageInput & TimeRange & { kind?: ChangeKind; action?: string },
): Promise<Page<KeptRow>> {
  await findConnection(deps, caller, 'history.read', where.tenantId, where.connectionId);
  const only = kind ? changeKinds[kind] : action === undefined ? undefined : [action];
  return deps.connections.history(where.connectionId, {
    ...page,
    ...(only && { only }),
    ...(caller.connectionId !== undefined && { without: vendorsOwn }),
  });
}

export interface Verification {
  subjects: number;
  rows: number;
  faults: HistoryFault[];
  /** True when more faults were found than are listed. */
  more: boolean;
}

const faultsListed = 1000;

/**
 * One connection, one tenant with all that is its, or everything: every row's hash, order and state. Everything is found
 * by walking the table, so that nothing is passed over because an index or an item was tampered with.
 */
export async function verifyHistory(
  deps: Needs,
  caller: Caller,
  scope: { tenantId?: string; connectionId?: string },
): Promise<Verification> {
  await allow(deps, caller, 'history.verify');
  const all: Verification = { subjects: 0, rows: 0, faults: [], more: false };
  const put = (faults: readonly HistoryFault[]) => {
    all.more ||= all.faults.length + faults.length > faultsListed;
    all.faults.push(...faults.slice(0, faultsListed - all.faults.length));
  };
  const add: Add = async (store, id) => {
    const found = await store.verify(id);
    all.subjects += 1;
    all.rows += found.rows;
    put(found.faults);
  };
  if (scope.connectionId !== undefined) {
    if (scope.tenantId === undefined) throw fail('request_invalid', { detail: 'connectionId needs its tenantId.' });
    await findConnection(deps, caller, 'history.verify', scope.tenantId, scope.connectionId);
    await add(deps.connections, scope.connectionId);
    return all;
  }
  if (scope.tenantId !== undefined) {
    await findTenant(deps, caller, 'history.verify', scope.tenantId);
    await verifyTenant(deps, scope.tenantId, add);
    return all;
  }
  const { tenants } = caller;
  if (tenants !== 'all') {
    await eachOf(
      page => deps.tenants.list(page, tenants),
      tenant => verifyTenant(deps, tenant.value.id, add),
    );
    return all;
  }
  const stores = storesOf(deps);
  for await (const { kind, id, isItemMissing } of deps.everySubject.walk()) {
    // The item held the newest row, whose revision nobody knows any more: the chain's own fault says where it ends.
    if (isItemMissing) put([{ kind: 'subject_missing', subject: { kind, id }, revision: 1 }]);
    await add(stores[kind], id);
  }
  return all;
}

type Verifiable = Pick<Deps['tenants'], 'verify'>;
type Add = (store: Verifiable, id: string) => Promise<void>;

function storesOf(deps: Needs): Record<SubjectKind, Verifiable> {
  return {
    tenant: deps.tenants,
    connection: deps.connections,
    link: deps.links,
    'api-key': deps.apiKeys,
    'permission-set': deps.publishedSets,
    webhook: deps.webhooks,
  };
}

async function verifyTenant(deps: Needs, tenantId: string, add: Add): Promise<void> {
  await add(deps.tenants, tenantId);
  await eachOf(
    page => deps.connections.listOf(tenantId, page),
    async connection => {
      await add(deps.connections, connection.value.id);
      await eachOf(
        page => deps.links.listOf(connection.value.id, page),
        link => add(deps.links, link.value.id),
      );
    },
  );
}

async function eachOf<Item>(
  list: (page: PageInput) => Promise<Page<Item>>,
  visit: (item: Item) => Promise<void>,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 100, ...(cursor && { cursor }) });
    for (const item of page.items) await visit(item);
    cursor = page.nextCursor;
  } while (cursor);
}
