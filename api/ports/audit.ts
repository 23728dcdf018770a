// The ledger of sessions and the security log. Types only.
import type { LedgerKind, LedgerRow } from '../core/audit/ledger.js';
import type { Page, PageInput, TimeRange } from './subjects.js';

export interface LedgerFilter extends TimeRange {
  kind?: LedgerKind;
}

/** Which credentials were created and issued to whom. A row is never changed, except to complete a minted one. */
export interface Ledger {
  /** Throws unless the row is certainly stored: without a row there is no AWS call and no response. */
  put(row: LedgerRow): Promise<void>;
  /** Newest first. With a kind a page may be short or empty and still have a next one. */
  list(connectionId: string, page: PageInput & LedgerFilter): Promise<Page<LedgerRow>>;
  /** All rows, oldest first. Constant memory. */
  walk(connectionId: string, filter: LedgerFilter): AsyncGenerator<LedgerRow>;
  /** Every minted row of kind `issue`, not refused, whose session may be active at `at`. */
  alive(connectionId: string, at: string): Promise<LedgerRow[]>;
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

/** Refusals, opened links and exports, for auditors. Rows are never changed. */
export interface SecurityLog {
  put(row: SecurityRow): Promise<void>;
  /** Newest first. A page may be short or empty and still have a next one. */
  list(page: PageInput & TimeRange): Promise<Page<SecurityRow>>;
}
