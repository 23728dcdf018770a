// Kinds of rows, as people look for them: groups of what a connection's history says was done, and what the sessions of
// the ledger were made for.
import type { EventType } from './events.js';
import type { LedgerRow } from './ledger.js';

/** Every action of a connection is of exactly one kind. */
export const changeKinds = {
  setup: [
    'connection.created',
    'connection.changed',
    'connection.limits-changed',
    'connection.launched-again',
    'connection.reviewed',
    'connection.expired',
  ],
  checks: ['connection.verified', 'connection.checked'],
  access: [
    'connection.suspended',
    'connection.resumed',
    'connection.end-stated',
    'connection.revoke-proposed',
    'connection.revoke-proposal-lifted',
    'connection.revoked',
    'connection.drill-started',
    'connection.drill-finished',
  ],
  rotation: [
    'connection.rotation-started',
    'connection.rotation-cancelled',
    'connection.rotation-switched',
    'connection.rotation-finished',
  ],
  upgrade: ['connection.upgrade-started', 'connection.upgrade-cancelled', 'connection.upgraded'],
  legacy: [
    'connection.legacy-recorded',
    'connection.legacy-closed',
    'connection.legacy-retracted',
    'connection.legacy-reminded',
  ],
  offboarding: [
    'connection.offboarding-checked',
    'connection.revocation-confirmed',
    'connection.offboarding-stopped',
    'connection.offboarding-ended',
  ],
} as const satisfies Record<string, readonly EventType[]>;

export type ChangeKind = keyof typeof changeKinds;
export const changeKindNames = Object.keys(changeKinds) as ChangeKind[];

export function isChangeKind(text: string): text is ChangeKind {
  return Object.hasOwn(changeKinds, text);
}

/** `issue`: made and handed out for a caller; `check`: probes and readings; `offboarding`: after a revoke. */
export const ledgerKindNames = ['issue', 'check', 'offboarding'] as const;
export type LedgerKind = (typeof ledgerKindNames)[number];

export function ledgerKindOf(row: LedgerRow): LedgerKind {
  if (row.type === 'handed-out') return 'issue';
  return row.kind === 'issue' || row.kind === 'offboarding' ? row.kind : 'check';
}
