// The ledger of sessions, its seals, and the security log. Types only.
import type { LedgerKind, LedgerRow } from '../core/audit/ledger.js';
import type { LedgerFault, Seal } from '../core/audit/seals.js';
import type { Page, PageInput, TimeRange } from './subjects.js';

export interface LedgerFilter extends TimeRange {
  kind?: LedgerKind;
}

/**
 * Which credentials were created and issued to whom. A stored row never changes: the outcome of a minted row is a row
 * of its own, which readers join to it.
 */
export interface Ledger {
  /**
   * Throws unless the row is certainly stored: without a row there is no AWS call and no response. A minted row with
   * its outcome completes the row without it.
   */
  put(row: LedgerRow): Promise<void>;
  /** Newest first. With a kind a page may be short or empty and still have a next one. */
  list(connectionId: string, page: PageInput & LedgerFilter): Promise<Page<LedgerRow>>;
  /** All rows, oldest first. Constant memory. */
  walk(connectionId: string, filter: LedgerFilter): AsyncGenerator<LedgerRow>;
  /** Every minted row of kind `issue`, not refused, whose session may be active at `at`. */
  alive(connectionId: string, at: string): Promise<LedgerRow[]>;
}

/** What a verification of ledger rows has found. */
export interface LedgerVerification {
  rows: number;
  /** Rows of earlier releases, which no seal covers. */
  unsealed: number;
  /** How many minutes of each writer are sealed here. */
  sealedBy: ReadonlyMap<string, number>;
  faults: LedgerFault[];
}

export interface SealVerification {
  seals: number;
  /** Minutes that another instance sealed, because their writer had ended: what was deleted before that is not seen. */
  orphaned: number;
  faults: LedgerFault[];
}

/** The newest anchored seal of a writer. `isForked`: two different ones were anchored under one number. */
export interface AnchoredSeal {
  number: number;
  hash: string;
  isForked: boolean;
}

/** Seals of the ledger. Nothing waits for them but the next verification. */
export interface LedgerSeals {
  /** Seals the minutes of this instance that have ended. Those returned are to be anchored, then settled. */
  sealEnded(): Promise<Seal[]>;
  /** The same with the minute that has not ended, when the instance writes no more. */
  sealRest(): Promise<Seal[]>;
  /** Seals minutes that other instances opened and left. */
  sealOrphaned(): Promise<Seal[]>;
  /** Nothing is left to do for this minute. Until then another instance takes it over. */
  settle(seal: Seal): Promise<void>;
  /** Compares the rows of one connection with what was sealed of them. */
  verifyRows(connectionId: string): Promise<LedgerVerification>;
  /**
   * Verifies all seals of all writers, and that no rows were deleted together with what was sealed of them.
   * `sealedBy`: what was found beside the rows of all connections, which is no more than the seals state.
   */
  verifySeals(known: {
    anchored: ReadonlyMap<string, AnchoredSeal>;
    sealedBy: ReadonlyMap<string, number>;
  }): Promise<SealVerification>;
}

/** Why no credentials are issued from the table: its own item names another table, or its MAC is not valid. */
export type TableHold = 'restored' | 'edited';

/** Whether the table is the one that the service wrote. Items: `isAltered` in subjects.ts. */
export interface TableIntegrity {
  /**
   * Call it at start. Reads the table's own item, and creates it if the table is empty. After a change of the signing
   * key gives every item a MAC of the new one. Returns how many, and the table's own item, to keep outside the table.
   * Throws TableRefused when that item is missing, or items have no MAC yet.
   */
  open(): Promise<{ renewed: number; ownItem: string }>;
  /** Known as soon as anything was read. */
  readonly held: TableHold | undefined;
  /**
   * Ends the hold of a restored table. Only after the stops that the table lacks were made again. `ownItem` puts the
   * table's own item back, as `open` gave it at an earlier start. Throws TableRefused when its MAC is not valid.
   */
  adopt(ownItem?: string): Promise<void>;
  /** Whether a release without MACs wrote the table, or `migrate` was interrupted. */
  needsMigration(): Promise<boolean>;
  /**
   * Gives the items of a release without MACs theirs. It believes what the table holds, so only an operator's command
   * calls it. Returns how many got one, and how many did not. Throws TableRefused when a release with MACs wrote it.
   */
  migrate(): Promise<{ written: number; left: number }>;
}

/** A refusal, an opened link, or an export. */
export interface SecurityRow {
  at: string;
  id: string;
  /** The code of the refusal, or the action. */
  what: string;
  /** The key or link, if it was recognised. */
  callerId?: string;
  /** Never a secret. */
  facts: Record<string, string>;
}

/** Refusals, opened links and exports, for auditors. Rows are never changed, except counts, which expire. */
export interface SecurityLog {
  /** Resolves once the row is stored: for what must not happen without it. */
  put(row: SecurityRow): Promise<void>;
  /**
   * Notes a refusal of a known caller, or a link that was opened; never awaited. Beyond a few a minute they are counted
   * in one row, as `countAtLeast` more.
   */
  note(row: Omit<SecurityRow, 'at' | 'id'> & { callerId: string }): void;
  /** Stores a row of counted refusals, or replaces it by the same row with a higher count. It expires. */
  putCount(row: SecurityRow): Promise<void>;
  /** Newest first. A page may be short or empty and still have a next one. */
  list(page: PageInput & TimeRange): Promise<Page<SecurityRow>>;
}

/** Refusals of callers without a valid key or link: counted by address and minute, never awaited. */
export interface RefusalCounts {
  count(refusal: { what: string; address: string; facts: Record<string, string> }): void;
}
