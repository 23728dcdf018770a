// The history of one subject (connection, tenant, key, link, webhook or published permission set): one row per change,
// chained by hashes. Builds rows and finds faults of a chain. The stores save the rows.
import { digest } from '../values/canonical.js';
import { scrubbedText } from '../values/redact.js';

export const subjectKinds = ['connection', 'tenant', 'api-key', 'link', 'permission-set', 'webhook'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Who made a change: the caller's kind and id, the person or key by name, and for a link its creator. */
export interface Who {
  kind: string;
  id: string;
  name?: string;
  /** What tenants see in place of a key's name. */
  publicName?: string;
  madeBy?: { kind: string; id: string };
}

export interface HistoryRow {
  subject: { kind: SubjectKind; id: string };
  /** 1 for the row that created the subject; row n describes the state at revision n. */
  revision: number;
  at: string;
  who: Who;
  /** What happened, e.g. `connection.revoked`. */
  action: string;
  reason?: string;
  /** Facts of this change that the state alone does not show. Never a secret. */
  facts?: Record<string, unknown>;
  /** SHA-256 of the state after the change, as canonical JSON. */
  stateDigest: string;
  /** Hash of the previous row; 64 zeros for the first. */
  previousHash: string;
  hash: string;
}

/** What a change states about itself; the rest of its row follows from the chain. */
export interface Change {
  at: string;
  who: Who;
  action: string;
  reason?: string;
  facts?: Record<string, unknown>;
}

export const firstPreviousHash = '0'.repeat(64);

export function hashOfRow(row: Omit<HistoryRow, 'hash'>): string {
  const { hash: _, ...rest } = row as HistoryRow;
  return digest(rest);
}

/** The row that follows `previous` (undefined for the first) and describes `stateAfter`. */
export function nextRow(
  subject: HistoryRow['subject'],
  previous: HistoryRow | undefined,
  change: Change,
  stateAfter: unknown,
): HistoryRow {
  const row = {
    subject,
    revision: (previous?.revision ?? 0) + 1,
    ...change,
    // Whatever came in as a reason: rows go to logs, events and exports, and never change again.
    ...(change.reason !== undefined && { reason: scrubbedText(change.reason) }),
    stateDigest: digest(stateAfter),
    previousHash: previous?.hash ?? firstPreviousHash,
  };
  return { ...row, hash: hashOfRow(row) };
}

/** A stored row, with the state that its digest describes. */
export interface KeptRow {
  row: HistoryRow;
  stateAfter: unknown;
}

export const faultKinds = [
  'row_edited',
  'state_edited',
  'row_missing',
  'row_misplaced',
  'chain_broken',
  /** Rows exist for a subject that does not. */
  'subject_missing',
  /** This release cannot read the subject's item. */
  'item_unreadable',
  /** The history ends before its anchored head. */
  'shorter_than_anchor',
  /** The history holds another row than was anchored at this revision. */
  'differs_from_anchor',
  /** A stop that was anchored is not in the history. */
  'anchored_stop_missing',
  /** Nothing is left of a subject that was anchored. */
  'anchored_subject_missing',
  /** The item is not as the service wrote it, where the history shows no fault: its bookkeeping, or its MAC. */
  'item_altered',
  /** Look-ups find the item in another place than its state says, or not at all. */
  'index_altered',
  /** Another tenant too is verified in the AWS account of this connection, and support approved neither. */
  'account_shared',
] as const;

export interface HistoryFault {
  kind: (typeof faultKinds)[number];
  subject: HistoryRow['subject'];
  revision: number;
  /** Set when the fault covers several revisions: all from `revision` to this one. */
  through?: number;
}

/** More faults of one subject add nothing, and a planted chain must not fill the memory. */
const maxFaults = 100;

/** Checks one subject's chain row by row, so its length does not matter. */
export interface ChainCheck {
  /** Adds the next stored row. `place`: the revision in its storage key, where the store has one. */
  add(kept: KeptRow, place?: number): void;
  /** Adds a fault that only the store can see. */
  fault(kind: HistoryFault['kind'], revision: number, through?: number): void;
  /** Adds the ids of stops that the item still shows, open or recorded. */
  addStops(ids: readonly string[]): void;
  /** `expectedRevision` is the subject's own revision: the chain must reach it exactly. */
  finish(expectedRevision: number): HistoryFault[];
}

/** What anchors outside the store state about one history: its highest head, its stops, rows that were lost. */
export interface AnchoredRows {
  head?: { revision: number; hash: string };
  /** Hashes by revision. */
  stops: ReadonlyMap<number, string>;
  /** Stops that were set, by their id. */
  openStops?: ReadonlyMap<string, StopInRows>;
  lost: ReadonlySet<number>;
}

/** How the row that records a stop is recognised. */
export interface StopInRows extends Pick<HistoryRow, 'at' | 'action'> {
  /** The id of who set it. */
  by: string;
}

export function isRowOfStop({ at, action, who }: HistoryRow, stop: StopInRows): boolean {
  return at === stop.at && action === stop.action && who?.id === stop.by;
}

const nothingAnchored: AnchoredRows = { stops: new Map(), lost: new Set() };

export function checkChain(subject: HistoryRow['subject'], anchored: AnchoredRows = nothingAnchored): ChainCheck {
  const faults: HistoryFault[] = [];
  const { head, stops, lost } = anchored;
  const stopsLeft = new Map(stops);
  const openLeft = new Map(anchored.openStops);
  let last = 0;
  /** Undefined after a missing or unreadable row: the link to it cannot be checked. */
  let previousHash: string | undefined = firstPreviousHash;

  const fault: ChainCheck['fault'] = (kind, revision, through) => {
    if (faults.length === maxFaults) return;
    faults.push({ kind, subject, revision, ...(through !== undefined && through > revision && { through }) });
  };
  const add: ChainCheck['add'] = ({ row, stateAfter }, given) => {
    const readableRow = typeof row === 'object' && row !== null && Number.isSafeInteger(row.revision);
    const place = given ?? (readableRow ? Math.max(row.revision, last + 1) : last + 1);
    if (place > last + 1) {
      fault('row_missing', last + 1, place - 1);
      previousHash = undefined;
    }
    const inPlace = readableRow && place > last && row.revision === place;
    if (!inPlace || row.subject?.kind !== subject.kind || row.subject?.id !== subject.id) fault('row_misplaced', place);
    if (previousHash !== undefined && readableRow && row.previousHash !== previousHash) fault('chain_broken', place);
    if (!readableRow || hashOfRow(row) !== row.hash) fault('row_edited', place);
    if (!readableRow || digest(stateAfter) !== row.stateDigest) fault('state_edited', place);
    if (stopsLeft.get(place) === row?.hash) stopsLeft.delete(place);
    if (readableRow) for (const [id, stop] of openLeft) if (isRowOfStop(row, stop)) openLeft.delete(id);
    if (head?.revision === place && head.hash !== row?.hash && !lost.has(place)) fault('differs_from_anchor', place);
    previousHash = readableRow ? row.hash : undefined;
    last = Math.max(last, place);
  };
  const finish: ChainCheck['finish'] = expectedRevision => {
    if (last < expectedRevision) fault('row_missing', last + 1, expectedRevision);
    if (last > expectedRevision) fault('row_misplaced', expectedRevision + 1, last);
    for (const revision of stopsLeft.keys()) fault('anchored_stop_missing', revision);
    // A stop without a row has no revision yet: it would have come next.
    for (const _ of openLeft) fault('anchored_stop_missing', last + 1);
    for (const revision of lost) fault('differs_from_anchor', revision);
    if (last === 0 && head) fault('anchored_subject_missing', 1, head.revision);
    else if (head && last < head.revision) fault('shorter_than_anchor', last + 1, head.revision);
    return faults;
  };
  const addStops: ChainCheck['addStops'] = ids => {
    for (const id of ids) openLeft.delete(id);
  };
  return { add, fault, addStops, finish };
}

/** The faults in the rows of one subject, given oldest first; empty when there are none. */
export function faultsIn(
  subject: HistoryRow['subject'],
  rows: readonly KeptRow[],
  expectedRevision: number,
): HistoryFault[] {
  const check = checkChain(subject);
  for (const row of rows) check.add(row);
  return check.finish(expectedRevision);
}
