// Verifies that histories are complete and unedited.
import type { Caller } from '../../core/access/caller.js';
import type { HistoryFault, SubjectKind } from '../../core/audit/history.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput } from '../../ports/subjects.js';
import { allow } from '../access/allow.js';
import { findTenant } from '../access/find-tenant.js';
import { findConnection } from '../connection/find-connection.js';

type Needs = Pick<
  Ports,
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
>;

export interface Verification {
  subjects: number;
  rows: number;
  faults: HistoryFault[];
  /** True when more faults exist than are listed. */
  more: boolean;
}

const faultsListed = 1000;

/**
 * Verifies the hash, order and state of every row, for one connection, one tenant with all its subjects, or everything.
 * It scans the whole table, so that a tampered index or item cannot hide a row.
 */
export async function verifyHistory(
  ports: Needs,
  caller: Caller,
  scope: { tenantId?: string; connectionId?: string },
): Promise<Verification> {
  await allow(ports, caller, 'history.verify');
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
    if (scope.tenantId === undefined) throw fail('request_invalid', { detail: '`connectionId` requires `tenantId`.' });
    await findConnection(ports, caller, 'history.verify', {
      tenantId: scope.tenantId,
      connectionId: scope.connectionId,
    });
    await add(ports.connections, scope.connectionId);
    return all;
  }
  if (scope.tenantId !== undefined) {
    await findTenant(ports, caller, 'history.verify', scope.tenantId);
    await verifyTenant(ports, scope.tenantId, add);
    return all;
  }
  const { tenants } = caller;
  if (tenants !== 'all') {
    await eachOf(
      page => ports.tenants.list(page, tenants),
      tenant => verifyTenant(ports, tenant.value.id, add),
    );
    return all;
  }
  const stores = storesOf(ports);
  for await (const { kind, id, isItemMissing } of ports.everySubject.walk()) {
    // The lost item held the newest row. Its revision is unknown; the fault of the chain shows where the chain ends.
    if (isItemMissing) put([{ kind: 'subject_missing', subject: { kind, id }, revision: 1 }]);
    await add(stores[kind], id);
  }
  return all;
}

type Verifiable = Pick<Ports['tenants'], 'verify'>;
type Add = (store: Verifiable, id: string) => Promise<void>;

function storesOf(ports: Needs): Record<SubjectKind, Verifiable> {
  return {
    tenant: ports.tenants,
    connection: ports.connections,
    link: ports.links,
    'api-key': ports.apiKeys,
    'permission-set': ports.publishedSets,
    webhook: ports.webhooks,
  };
}

async function verifyTenant(ports: Needs, tenantId: string, add: Add): Promise<void> {
  await add(ports.tenants, tenantId);
  await eachOf(
    page => ports.connections.listOf(tenantId, page),
    async connection => {
      await add(ports.connections, connection.value.id);
      await eachOf(
        page => ports.links.listOf(connection.value.id, page),
        link => add(ports.links, link.value.id),
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
