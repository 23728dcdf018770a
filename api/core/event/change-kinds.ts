// Groups of actions in a connection's history, for filters.
import type { EventType } from './event-types.js';

/** Every action of a connection belongs to exactly one kind. */
export const changeKinds = {
  setup: [
    'connection.created',
    'connection.changed',
    'connection.values-stated',
    'connection.limits-changed',
    'connection.stack-stated',
    'connection.launched-again',
    'connection.reviewed',
    'connection.expired',
  ],
  checks: ['connection.verified', 'connection.checked'],
  deviations: [
    'connection.deviation-accepted',
    'connection.acceptance-removed',
    'connection.acceptance-reminded',
    'connection.acceptance-ended',
  ],
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
