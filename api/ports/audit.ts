// The ledger of sessions and the security log. Types only.
import type { LedgerKind, LedgerRow } from '../core/audit/ledger.js';
import type { Page, PageInput, TimeRange } from './subjects.js';

export interface LedgerFilter extends TimeRange {
  kind?: LedgerKind;
}

/** What was made and handed to whom. Rows are never changed but for completing a minted one. */
export interface Ledger {
  /** Throws when the row is not certainly kept: no row, no call and no answer. */
  put(row: LedgerRow): Promise<void>;
  /** Newest first. With a kind a page may be short, even empty, and still have a next one. */
  list(connectionId: string, page: PageInput & LedgerFilter): Promise<Page<LedgerRow>>;
  /** Oldest first, all of them. Constant memory. */
  walk(connectionId: string, filter: LedgerFilter): AsyncGenerator<LedgerRow>;
  /** Every issue row (minted, kind `issue`, not refused) whose sessions may be alive at `at`. */
  alive(connectionId: string, at: string): Promise<LedgerRow[]>;
}

/** A refusal, the opening of a link, or an export. */
export interface SecurityRow {
  at: string;
  id: string;
  /** The code of the refusal, or what was done. */
  what: string;
  /** The key or link, where it was recognised. */
  callerId?: string;
  /** Never a secret. */
  facts: Record<string, string>;
}

/** Refusals, opened links and exports, for auditors. Rows are never changed. */
export interface SecurityLog {
  put(row: SecurityRow): Promise<void>;
  /** Newest first. A page may be short, even empty, and still have a next one. */
  list(page: PageInput & TimeRange): Promise<Page<SecurityRow>>;
}
