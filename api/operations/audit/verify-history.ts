// Verifies that histories are complete and unedited, and that the store still holds what is anchored outside it.
import type { Caller } from '../../core/access/caller.js';
import { AnchoredHistories, type AnchoredHistory, nameOfSubject } from '../../core/audit/anchors.js';
import type { AnchoredRows, HistoryFault, SubjectKind } from '../../core/audit/history.js';
import type { LedgerFault } from '../../core/audit/seals.js';
import { fail, isUnreadable, readableOnly } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import { allow } from '../access/allow.js';
import { findTenant } from '../access/find-tenant.js';
import { findConnection } from '../connection/find-connection.js';
import { eachOf } from './each-of.js';
import { VerifiedAccounts } from './verified-accounts.js';

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
  | 'anchors'
  | 'ledgerSeals'
>;

export interface Verification {
  subjects: number;
  rows: number;
  faults: (HistoryFault | LedgerFault)[];
  /** True when more faults exist than are listed. */
  more: boolean;
  ledger: {
    rows: number;
    /** Rows of earlier releases, which no seal covers. */
    unsealed: number;
    /** Set when all is verified. */
    seals?: number;
    orphaned?: number;
  };
  /** Absent when the service runs without anchors: then a store that was rolled back as a whole looks unedited. */
  anchors?: {
    /** Histories and stops that were compared. */
    subjects: number;
    stops: number;
    /** Records that cannot be read: someone edited the anchors. */
    unreadable: number;
    newestAt?: string;
  };
}

const faultsListed = 1000;

interface Scope {
  tenantId?: string;
  connectionId?: string;
}

/**
 * Verifies the hash, order and state of every row, for one connection, one tenant with all its subjects, or everything.
 * It scans the whole table, so that a tampered index or item cannot hide a row. Anchors are read first: the store may
 * only have more than they state.
 */
export async function verifyHistory(ports: Needs, caller: Caller, scope: Scope): Promise<Verification> {
  await allow(ports, caller, 'history.verify');
  const anchored = await readAnchors(ports);
  const run = new Run(ports, anchored);
  if (scope.connectionId !== undefined) await verifyConnection(ports, caller, scope, run);
  else if (scope.tenantId !== undefined) {
    await findTenant(ports, caller, 'history.verify', scope.tenantId);
    await verifyTenant(ports, scope.tenantId, run);
  } else if (caller.tenants !== 'all') {
    const { tenants } = caller;
    await eachOf(
      page => ports.tenants.list(page, tenants),
      tenant => verifyTenant(ports, tenant.value.id, run),
      id => run.add('tenant', id),
    );
  } else await verifyAll(ports, run);
  return run.result();
}

async function readAnchors({ anchors }: Needs): Promise<AnchoredHistories | undefined> {
  if (!anchors) return undefined;
  const known = new AnchoredHistories();
  for await (const { record } of anchors.walk()) known.add(record);
  return known;
}

/** What one verification has found. */
class Run {
  private readonly all: Verification = {
    subjects: 0,
    rows: 0,
    faults: [],
    more: false,
    ledger: { rows: 0, unsealed: 0 },
  };
  /** Anchored subjects that were not verified yet. */
  private readonly left = new Map<string, AnchoredHistory>();
  private readonly sealedBy = new Map<string, number>();
  private readonly stores: Record<SubjectKind, Verifiable>;

  constructor(
    private readonly ports: Needs,
    private readonly anchored: AnchoredHistories | undefined,
  ) {
    this.stores = storesOf(ports);
    for (const each of anchored?.values() ?? []) this.left.set(nameOfSubject(each.kind, each.id), each);
  }

  put(faults: Verification['faults']): void {
    const { all } = this;
    all.more ||= all.faults.length + faults.length > faultsListed;
    all.faults.push(...faults.slice(0, faultsListed - all.faults.length));
  }

  async add(kind: SubjectKind, id: string): Promise<void> {
    this.left.delete(nameOfSubject(kind, id));
    this.all.subjects += 1;
    const found = await this.stores[kind].verify(id, this.anchored?.of(kind, id)).catch((error: unknown) => {
      if (!isUnreadable(error)) throw error;
      // Its rows may be whole, but nothing can be compared with what the item states.
      return { rows: 0, faults: [{ kind: 'item_unreadable' as const, subject: { kind, id }, revision: 1 }] };
    });
    this.all.rows += found.rows;
    this.put(found.faults);
    if (kind === 'connection') await this.addLedger(id);
  }

  /** The rows of one connection, which may not exist any more. */
  private async addLedger(connectionId: string): Promise<void> {
    const { ledger } = this.all;
    const found = await this.ports.ledgerSeals.verifyRows(connectionId);
    ledger.rows += found.rows;
    ledger.unsealed += found.unsealed;
    for (const [writer, minutes] of found.sealedBy)
      this.sealedBy.set(writer, (this.sealedBy.get(writer) ?? 0) + minutes);
    this.put(found.faults);
  }

  async addSeals(): Promise<void> {
    const { anchored, sealedBy } = this;
    const known = { anchored: anchored?.seals ?? new Map(), sealedBy };
    const { seals, orphaned, faults } = await this.ports.ledgerSeals.verifySeals(known);
    Object.assign(this.all.ledger, { seals, orphaned });
    this.put(faults);
  }

  /** Verifies the anchored subjects that nothing in the store has led to. */
  async addLeft(isWanted: (anchored: AnchoredHistory) => boolean = () => true): Promise<void> {
    for (const each of [...this.left.values()]) if (isWanted(each)) await this.add(each.kind, each.id);
  }

  result(): Verification {
    if (!this.anchored) return this.all;
    const { subjects, stops, unreadable, newestAt } = this.anchored;
    return { ...this.all, anchors: { subjects, stops, unreadable, ...(newestAt !== undefined && { newestAt }) } };
  }
}

interface Verifiable {
  verify(id: string, anchored?: AnchoredRows): Promise<{ rows: number; faults: HistoryFault[] }>;
}

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

async function verifyAll(ports: Needs, run: Run): Promise<void> {
  const met = new Set<string>();
  const named = new Map<string, { kind: SubjectKind; id: string }>();
  const accounts = new VerifiedAccounts();
  for await (const { kind, id, isItemMissing } of ports.everySubject.walk()) {
    // The lost item held the newest row. Its revision is unknown; the fault of the chain shows where the chain ends.
    if (isItemMissing) run.put([{ kind: 'subject_missing', subject: { kind, id }, revision: 1 }]);
    met.add(nameOfSubject(kind, id));
    const connection = kind === 'connection' ? await readableOnly(ports.connections.getBrief(id)) : undefined;
    if (connection) run.put(accounts.add(connection));
    const owner = kind === 'link' ? await ownerOfLink(ports, id) : connection && tenantOf(connection.value);
    if (owner) named.set(nameOfSubject(owner.kind, owner.id), owner);
    await run.add(kind, id);
  }
  // Nothing is left of these but what belonged to them.
  for (const [name, { kind, id }] of named) {
    if (met.has(name)) continue;
    run.put([{ kind: 'subject_missing', subject: { kind, id }, revision: 1 }]);
    await run.add(kind, id);
  }
  await run.addLeft();
  await run.addSeals();
}

const tenantOf = ({ tenantId }: { tenantId: string }) => ({ kind: 'tenant', id: tenantId }) as const;

/** Undefined too when the link cannot be read. */
async function ownerOfLink(ports: Needs, id: string): Promise<{ kind: SubjectKind; id: string } | undefined> {
  const connectionId = (await readableOnly(ports.links.getBrief(id)))?.value.connectionId;
  return connectionId === undefined ? undefined : { kind: 'connection', id: connectionId };
}

async function verifyConnection(ports: Needs, caller: Caller, scope: Scope, run: Run): Promise<void> {
  const { tenantId, connectionId } = scope;
  if (tenantId === undefined || connectionId === undefined)
    throw fail('request_invalid', { detail: '`connectionId` requires `tenantId`.' });
  await findConnection(ports, caller, 'history.verify', { tenantId, connectionId });
  await run.add('connection', connectionId);
}

/** By index, and by the anchors: those of this tenant that no index leads to. */
async function verifyTenant(ports: Needs, tenantId: string, run: Run): Promise<void> {
  await run.add('tenant', tenantId);
  await eachOf(
    page => ports.connections.listOf(tenantId, page),
    async connection => {
      await run.add('connection', connection.value.id);
      await eachOf(
        page => ports.links.listOf(connection.value.id, page),
        link => run.add('link', link.value.id),
        id => run.add('link', id),
      );
    },
    id => run.add('connection', id),
  );
  await run.addLeft(each => each.tenantId === tenantId);
}
