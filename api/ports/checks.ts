// Stored checks. Types only.
import type { Check } from '../core/check/check.js';
import type { Page, PageInput } from './subjects.js';

/** Checks and the one running slot of each connection. */
export interface Checks {
  get(connectionId: string, checkId: string): Promise<Check | undefined>;
  list(connectionId: string, page: PageInput): Promise<Page<Check>>;
  /**
   * Stores `check` and takes the connection's slot for it, or returns the id of the running check. A slot is free when
   * its lease has ended, or when `instead` holds it; that check ends at its next step.
   */
  begin(
    check: Check,
    leaseUntil: string,
    now: string,
    instead?: string,
  ): Promise<{ begun: true } | { begun: false; running: string }>;
  /** The check that holds the slot, and the end of its lease. */
  lease(connectionId: string): Promise<{ checkId: string; until: string } | undefined>;
  /** Stores the check's progress and renews the lease; false when another check has the slot. */
  save(check: Check, leaseUntil: string): Promise<boolean>;
  /** Renews the lease of the check's slot alone; nothing happens when another check has the slot. */
  renew(check: Pick<Check, 'id' | 'connectionId'>, leaseUntil: string): Promise<boolean>;
  /** Stores the finished check and frees the slot. */
  finish(check: Check): Promise<void>;
}
