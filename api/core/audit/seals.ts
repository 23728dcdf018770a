// Seals of the ledger: each instance seals the rows that it wrote in one minute, so that a row that is later deleted,
// edited or added is found. Computes and compares; the stores keep rows and seals.
import { digest, sha256 } from '../values/canonical.js';
import { firstPreviousHash } from './history.js';

/** A row as it is stored, with the instance and the minute that wrote it. */
export interface SealedRow {
  pk: string;
  sk: string;
  row: string;
  writer: string;
  /** `2026-12-01T16:45`, by the writer's clock. */
  minute: string;
}

/** The rows of one connection in one minute of one writer. */
export interface SealEntry {
  connectionId: string;
  rows: number;
  /** Hash over the rows in the order of their keys. */
  root: string;
}

/** One minute of one writer. */
export interface Seal {
  writer: string;
  /** 1 for the writer's first. */
  number: number;
  minute: string;
  connections: number;
  rows: number;
  /** Merkle root over the entries, in the order of the connections. */
  root: string;
  /** Hash of the writer's seal before; 64 zeros for the first. */
  previous: string;
  /** Another instance than the writer, if the writer ended before it sealed the minute. */
  sealedBy: string;
  sealedAt: string;
  /** When seals got MACs of this one's key. Absent in seals of earlier releases, which have no MAC. */
  signedSince?: string;
  hash: string;
}

export function leafOf({ pk, sk, row, writer, minute }: SealedRow): string {
  return digest([pk, sk, row, writer, minute]);
}

/** Adds a row to a root; rows are added in the order of their keys. */
export function rootWith(root: string, leaf: string): string {
  return sha256(`${root}${leaf}`);
}

export const emptyRoot = firstPreviousHash;

/** Leaves and inner nodes are hashed differently, so that neither can stand for the other. */
export function merkleRoot(entries: readonly SealEntry[]): string {
  let level = entries.map(entry => sha256(`leaf ${digest([entry.connectionId, entry.rows, entry.root])}`));
  while (level.length > 1) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += 2)
      next.push(at + 1 < level.length ? sha256(`node ${level[at]}${level[at + 1]}`) : level[at]!);
    level = next;
  }
  return level[0] ?? emptyRoot;
}

/** In the order that the root is computed in. */
export function inOrder(entries: readonly SealEntry[]): SealEntry[] {
  return entries.toSorted((a, b) => (a.connectionId < b.connectionId ? -1 : a.connectionId > b.connectionId ? 1 : 0));
}

export function hashOfSeal(seal: Omit<Seal, 'hash'>): string {
  const { hash: _, ...rest } = seal as Seal;
  return digest(rest);
}

/** `before`: the writer's newest seal. `entries`: in order. */
export function nextSeal(
  before: Pick<Seal, 'number' | 'hash'> | undefined,
  made: Pick<Seal, 'writer' | 'minute' | 'sealedBy' | 'sealedAt' | 'signedSince'>,
  entries: readonly SealEntry[],
): Seal {
  const seal = {
    ...made,
    number: (before?.number ?? 0) + 1,
    connections: entries.length,
    rows: entries.reduce((sum, { rows }) => sum + rows, 0),
    root: merkleRoot(entries),
    previous: before?.hash ?? firstPreviousHash,
  };
  return { ...seal, hash: hashOfSeal(seal) };
}

export const ledgerFaultKinds = [
  'ledger_row_missing',
  'ledger_row_altered',
  'ledger_row_added',
  /** A row that no seal covers, in a minute that was sealed long ago or never opened. */
  'ledger_row_unsealed',
  'seal_missing',
  'seal_altered',
  'seal_differs_from_anchor',
] as const;

export interface LedgerFault {
  kind: (typeof ledgerFaultKinds)[number];
  /** The connection whose rows they are, or the writer whose seal it is. */
  subject: { kind: 'connection' | 'ledger-writer'; id: string };
  writer?: string;
  minute?: string;
}

/** How the rows found differ from what was sealed; undefined if they do not. */
export function differenceOf(
  found: Pick<SealEntry, 'rows' | 'root'> | undefined,
  sealed: Pick<SealEntry, 'rows' | 'root'> | undefined,
): LedgerFault['kind'] | undefined {
  if (found === undefined) return sealed && sealed.rows > 0 ? 'ledger_row_missing' : undefined;
  if (sealed === undefined) return 'ledger_row_unsealed';
  if (found.rows < sealed.rows) return 'ledger_row_missing';
  if (found.rows > sealed.rows) return 'ledger_row_added';
  return found.root === sealed.root ? undefined : 'ledger_row_altered';
}
