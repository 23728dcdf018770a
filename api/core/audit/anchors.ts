// Anchors: what is kept outside the store about the histories in it. Collects the records of all instances, and decides
// what each history has to show. Not here: keeping records (ports/anchors), comparing chains (history).
import { type Change, type HistoryRow, isRowOfStop, type StopInRows, type SubjectKind } from './history.js';
import type { Seal } from './seals.js';

/** The newest row of one history when it was anchored. */
export interface AnchoredHead {
  kind: SubjectKind;
  id: string;
  /** Of connections and links: a caller that is bound to a tenant sees only its own. */
  tenantId?: string;
  revision: number;
  hash: string;
}

export type Anchor =
  | { type: 'heads'; heads: readonly AnchoredHead[] }
  /** A change that ends or withholds access: the whole row. */
  | { type: 'stop'; tenantId?: string; row: HistoryRow }
  /** A stop that was set, whole: its row in the history comes with a later write. */
  | { type: 'open-stop'; tenantId?: string; subject: HistoryRow['subject']; stop: Change & { id: string } }
  /** A stop that was removed without a row, because there was nothing left to stop. */
  | { type: 'dropped-stop'; subject: HistoryRow['subject']; stopId: string }
  /** A sealed minute of the ledger. */
  | { type: 'seal'; seal: Seal }
  /** The history no longer held this row when its newer head was anchored. */
  | { type: 'lost'; head: AnchoredHead };

/** `writer`: the instance that appended it. */
export type AnchorRecord = Anchor & { at: string; writer: string };

/** Actions after which nobody gets credentials by this subject, or less than before. */
export const stopActions: readonly string[] = [
  'connection.suspended',
  'connection.drill-started',
  'connection.revoked',
  'connection.expired',
  'connection.end-stated',
  'tenant.closed',
  'key.revoked',
  'link.revoked',
  'webhook.disabled',
];

/** Checks are stops only if their verdict is. */
export const verdictActions: readonly string[] = ['connection.checked', 'connection.verified'];

export function isStop({ action, facts }: Pick<HistoryRow, 'action' | 'facts'>): boolean {
  return stopActions.includes(action) || (verdictActions.includes(action) && facts?.outcome === 'unsafe');
}

/** What the anchors state about one history. */
export interface AnchoredHistory {
  kind: SubjectKind;
  id: string;
  tenantId?: string;
  head?: { revision: number; hash: string };
  /** The hash of each stop, by its revision. */
  stops: Map<number, string>;
  /** Stops that were set and whose row is not anchored, by their id. */
  openStops: Map<string, StopInRows>;
  /** Anchored rows that a later pass did not find. */
  lost: Set<number>;
}

export const nameOfSubject = (kind: SubjectKind, id: string) => `${kind}#${id}`;

/** Only the highest head of each history is kept: its hash stands for all rows before it. */
export class AnchoredHistories {
  private readonly all = new Map<string, AnchoredHistory>();
  /** The newest seal of each writer: it stands for all before it. */
  readonly seals = new Map<string, { number: number; hash: string; isForked: boolean }>();
  stops = 0;
  records = 0;
  unreadable = 0;
  newestAt: string | undefined;

  add(record: AnchorRecord | undefined): void {
    if (record === undefined) {
      this.unreadable += 1;
      return;
    }
    try {
      this.addReadable(record);
    } catch {
      // A part of it is missing: someone edited it.
      this.unreadable += 1;
      return;
    }
    this.records += 1;
    if (this.newestAt === undefined || record.at > this.newestAt) this.newestAt = record.at;
  }

  private addReadable(record: AnchorRecord): void {
    if (record.type === 'heads') for (const head of record.heads) this.addHead(head);
    if (record.type === 'lost') this.put(record.head).lost.add(record.head.revision);
    if (record.type === 'stop') this.addStop(record);
    if (record.type === 'open-stop') this.addOpenStop(record);
    if (record.type === 'dropped-stop') this.put(record.subject).openStops.delete(record.stopId);
    if (record.type === 'seal') this.addSeal(record.seal);
  }

  of(kind: SubjectKind, id: string): AnchoredHistory | undefined {
    return this.all.get(nameOfSubject(kind, id));
  }

  values(): Iterable<AnchoredHistory> {
    return this.all.values();
  }

  get subjects(): number {
    return this.all.size;
  }

  private addSeal({ writer, number, hash }: Seal): void {
    const known = this.seals.get(writer);
    const isForked = known?.isForked || (known?.number === number && known.hash !== hash);
    if (known === undefined || known.number <= number) this.seals.set(writer, { number, hash, isForked });
    else this.seals.set(writer, { ...known, isForked });
  }

  private addHead(head: AnchoredHead): void {
    const known = this.put(head);
    const { head: before } = known;
    // Of two rows at one revision, the history can hold only one.
    if (before?.revision === head.revision && before.hash !== head.hash) known.lost.add(head.revision);
    if (before === undefined || before.revision < head.revision)
      known.head = { revision: head.revision, hash: head.hash };
  }

  private addStop({ row, tenantId }: Extract<AnchorRecord, { type: 'stop' }>): void {
    const { kind, id } = row.subject;
    const { stops, lost, openStops } = this.put({ kind, id, ...(tenantId !== undefined && { tenantId }) });
    // From here on its row has to be there, by its hash.
    for (const [stopId, stop] of openStops) if (isRowOfStop(row, stop)) openStops.delete(stopId);
    const before = stops.get(row.revision);
    if (before === undefined) this.stops += 1;
    else if (before !== row.hash) lost.add(row.revision);
    stops.set(row.revision, row.hash);
  }

  private addOpenStop({ subject, tenantId, stop }: Extract<AnchorRecord, { type: 'open-stop' }>): void {
    const { openStops } = this.put({ ...subject, ...(tenantId !== undefined && { tenantId }) });
    openStops.set(stop.id, { at: stop.at, action: stop.action, by: stop.who.id });
  }

  private put({ kind, id, tenantId }: Pick<AnchoredHead, 'kind' | 'id' | 'tenantId'>): AnchoredHistory {
    const name = nameOfSubject(kind, id);
    let known = this.all.get(name);
    if (known === undefined) {
      known = { kind, id, stops: new Map(), openStops: new Map(), lost: new Set() };
      this.all.set(name, known);
    }
    if (tenantId !== undefined) known.tenantId = tenantId;
    return known;
  }
}
