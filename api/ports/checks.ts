// Stored checks. Types only.
import type { Check } from '../core/check/check.js';
import type { Page, PageInput } from './subjects.js';

/** Checks and the one running slot of each connection. */
export interface Checks {
  get(connectionId: string, checkId: string): Promise<Check | undefined>;
  list(connectionId: string, page: PageInput): Promise<Page<Check>>;
  /**
   * Takes the connection's slot for `check` and keeps it, or answers the check that runs. A slot whose lease is over is
   * free, and so is one that `instead` holds: that check ends at its next step.
   */
  begin(
    check: Check,
    leaseUntil: string,
    now: string,
    instead?: string,
  ): Promise<{ begun: true } | { begun: false; running: string }>;
  /** The check that holds the slot and until when, if any does. */
  lease(connectionId: string): Promise<{ checkId: string; until: string } | undefined>;
  /** Keeps the check's progress and renews the lease; false when the slot is no longer this check's. */
  save(check: Check, leaseUntil: string): Promise<boolean>;
  /** Keeps the finished check and frees the slot. */
  finish(check: Check): Promise<void>;
}
