// The connection and its only state machine: advance(connection, event, now). The table below says which event is
// heard in which state; everything that changes a connection goes through here. Pure: no ids, no clock, no store.
import { afterCheck, afterStatement, type SaidEnded } from './after-check.js';
import { afterLightCheck } from './after-light-check.js';
import type { Partition } from './arn.js';
import { advanceDrill, type Drill, type DrillEvent, type DrillResult } from './drill.js';
import type { Finding } from './findings.js';
import { advanceLegacy, type LegacyAccess, type LegacyEvent } from './legacy-access.js';
import type { Limits, RevokeReason } from './limits.js';
import {
  advanceOffboarding,
  beginOffboarding,
  type Consent,
  type Offboarding,
  type OffboardingEvent,
} from './offboarding.js';
import { cancelRotation, cancelUpgrade, startRotation, startUpgrade, switchRotation } from './open-change.js';
import { atLaunch, type RoleOptions, type RoleSpec, type RoleSpecInBrief } from './role-spec.js';
import type { PendingId, RetiringId } from './rotation.js';
import { resume, suspend } from './suspend.js';
import type { PendingUpgrade } from './upgrade.js';

/** What people decided. */
export type State = 'pending' | 'verified' | 'suspended' | 'revoked' | 'expired';
/** The two who may stop access. */
export type Side = 'tenant' | 'vendor';
/** What the last conclusive check saw. */
export type Health = 'unknown' | 'healthy' | 'drifted' | 'unsafe' | 'unreachable' | 'gone';

export interface Connection {
  schema: 1;
  id: string;
  tenantId: string;
  partition: Partition;
  accountId: string;
  state: State;
  health: Health;
  createdAt: string;
  /** A pending connection expires then. */
  expiresAt: string;
  permissionSet: { id: string; version: string };
  options: RoleOptions;
  /** The longest session an ask may have, in seconds: 900 to 3600. */
  maxSessionSeconds: number;
  roleRandom: string;
  /** The newest launch number; the kit follows the newest three. */
  launch: number;
  /** The launch whose role last admitted us. */
  liveLaunch?: number;
  /** The role's unique id (AROA…) as last seen; a re-created role has another. */
  roleUniqueId?: string;
  /** The version of the announced permissions boundary's text as a check saw it, where it could be read. */
  boundaryVersion?: string;
  externalId: {
    current: string;
    /** Grows with every switch. */
    generation: number;
    /** Dead IDs, and those of rotations that were cancelled. */
    retired: { value: string; retiredAt: string }[];
    pending?: PendingId;
    retiring?: RetiringId;
  };
  roleSpec: RoleSpec;
  upgrade?: PendingUpgrade;
  limits?: Limits;
  /** Since when, and why, the kit proposes to revoke it. People decide. */
  revokeProposed?: { why: RevokeReason; at: string };
  /** What the tenant gave the vendor before this connection, and is to take back. */
  legacy?: LegacyAccess[];
  legacyRemindedAt?: string;
  /** What support decided where another tenant was verified in the same account before. */
  review?: { decision: 'approved' | 'refused'; reason: string };
  findings: Finding[];
  verifiedAt?: string;
  /** Since when a conclusive check was refused with the control role good. */
  refusedSince?: string;
  /** The tenant said that it ended the access itself; until a check is admitted again. */
  saidEnded?: SaidEnded;
  /** Who suspended it, each side for itself; it resumes when nobody holds it any more. */
  suspended?: { by: Side[]; from: 'pending' | 'verified' };
  /** A revocation drill that goes on, and what the last one measured. */
  drill?: Drill;
  lastDrill?: DrillResult;
  /** When issuing ended for good or for now; later asks are refused. */
  issuingStoppedAt?: string;
  /** After a revoke: whether the kit looks if the role is closed, and what it saw. */
  offboarding?: Offboarding;
}

/** All but what the role's policies grant, which is most of a connection: what an ask looks at. */
export type ConnectionInBrief = Omit<Connection, 'roleSpec'> & { roleSpec: RoleSpecInBrief };

/** What a conclusive check concluded, as the state machine hears it. */
export type CheckVerdict =
  | {
      outcome: 'admitted';
      launch: number;
      roleUniqueId: string;
      findings: Finding[];
      boundaryVersion?: string;
      /** This old ID was refused again and again, by a caller that was able to ask. */
      deadId?: string;
      /** The live role is what the open upgrade to this version asks for. */
      upgradedTo?: string;
    }
  | { outcome: 'unsafe'; launch: number; roleUniqueId: string; findings: Finding[] }
  | { outcome: 'refused'; findings: Finding[] };

/** The verdict of a check that was let in. */
export type SeenVerdict = Exclude<CheckVerdict, { outcome: 'refused' }>;

export type ConnectionEvent =
  /** `isHeldBack`: whatever it saw, it does not make the connection verified. */
  | { type: 'check-finished'; verdict: CheckVerdict; isHeldBack?: boolean }
  /** Nothing but a verified role is ever checked lightly. */
  | { type: 'light-check-finished'; verdict: SeenVerdict }
  | { type: 'options-changed'; options: RoleOptions; maxSessionSeconds: number; roleSpec: RoleSpec; limits: Limits }
  | { type: 'limits-changed'; limits: Limits }
  /** Without a reason the proposal is withdrawn. */
  | { type: 'revoke-proposed'; why: RevokeReason | undefined }
  | { type: 'launched-again' }
  | { type: 'reviewed'; approve: boolean; reason: string }
  | { type: 'rotation-started'; pending: PendingId }
  /** `value`, and `startedAt` below: this one only, where the kit calls it off by itself; another may have begun since. */
  | { type: 'rotation-cancelled'; value?: string }
  /** The pending ID was admitted for the first time. */
  | { type: 'rotation-switched'; value: string }
  | { type: 'upgrade-started'; upgrade: PendingUpgrade }
  | { type: 'upgrade-cancelled'; startedAt?: string }
  | { type: 'suspended'; by: Side }
  | { type: 'resumed'; by: Side }
  | { type: 'end-stated'; said: Omit<SaidEnded, 'at'> }
  | { type: 'revoked'; consent?: Consent }
  | DrillEvent
  | LegacyEvent
  | OffboardingEvent
  | { type: 'expired' };

export type Advance =
  | { connection: Connection }
  | {
      refused:
        | 'not_in_this_state'
        | 'suspended_by_tenant'
        | 'suspended_by_vendor'
        | 'review_not_open'
        | 'rotation_open'
        | 'rotation_not_open'
        | 'upgrade_open'
        | 'upgrade_not_open'
        | 'offboarding_not_open'
        | 'drill_not_open'
        | 'legacy_already_recorded'
        | 'legacy_too_many'
        | 'legacy_not_found'
        | 'legacy_not_open'
        | 'not_refused';
    };

/** Which events are heard in which state; what is not listed is refused and changes nothing. */
export const hears: Record<State, readonly ConnectionEvent['type'][]> = {
  pending: [
    'check-finished',
    'options-changed',
    'limits-changed',
    'launched-again',
    'reviewed',
    'legacy-recorded',
    'legacy-ended',
    'suspended',
    'revoked',
    'expired',
  ],
  verified: [
    'check-finished',
    'light-check-finished',
    'limits-changed',
    'revoke-proposed',
    'launched-again',
    'rotation-started',
    'rotation-cancelled',
    'rotation-switched',
    'upgrade-started',
    'upgrade-cancelled',
    'end-stated',
    'legacy-recorded',
    'legacy-ended',
    'legacy-reminded',
    'drill-started',
    'suspended',
    'revoked',
  ],
  suspended: [
    'limits-changed',
    'rotation-cancelled',
    'upgrade-cancelled',
    'legacy-recorded',
    'legacy-ended',
    'drill-finished',
    'suspended',
    'resumed',
    'revoked',
  ],
  revoked: ['legacy-ended', 'offboarding-checked', 'offboarding-stopped', 'offboarding-over'],
  expired: [],
};

const dayMs = 24 * 60 * 60 * 1000;
export const pendingLifetimeMs = 14 * dayMs;
/** The launch number is part of the role's name, where it has four places. */
export const launchesAtMost = 9999;

export function advance(connection: Connection, event: ConnectionEvent, now: Date): Advance {
  if (!hears[connection.state].includes(event.type)) return { refused: 'not_in_this_state' };
  const at = now.toISOString();
  switch (event.type) {
    case 'check-finished':
      return { connection: afterCheck(connection, event.verdict, event.isHeldBack === true, now) };
    case 'light-check-finished':
      return { connection: afterLightCheck(connection, event.verdict, now) };
    case 'options-changed': {
      const { options, maxSessionSeconds, limits } = event;
      // The launch may have gone on since the spec was made.
      const roleSpec = atLaunch(event.roleSpec, connection.launch);
      return { connection: { ...connection, options, maxSessionSeconds, roleSpec, limits } };
    }
    case 'limits-changed':
      return { connection: { ...connection, limits: event.limits } };
    case 'revoke-proposed': {
      const { revokeProposed: _, ...rest } = connection;
      return { connection: event.why ? { ...rest, revokeProposed: { why: event.why, at } } : rest };
    }
    case 'launched-again':
      return launchAgain(connection);
    case 'reviewed':
      if (connection.review?.decision === 'approved') return { refused: 'review_not_open' };
      return {
        connection: {
          ...connection,
          review: { decision: event.approve ? 'approved' : 'refused', reason: event.reason },
        },
      };
    case 'rotation-started':
      return startRotation(connection, event.pending);
    case 'rotation-cancelled':
      return cancelRotation(connection, at, event.value);
    case 'rotation-switched':
      return switchRotation(connection, event.value, at);
    case 'upgrade-started':
      return startUpgrade(connection, event.upgrade);
    case 'upgrade-cancelled':
      return cancelUpgrade(connection, event.startedAt);
    case 'suspended':
      return { connection: suspend(connection, event.by, at) };
    case 'resumed':
      return resume(connection, event.by);
    case 'end-stated':
      return afterStatement(connection, { at, ...event.said });
    case 'revoked': {
      const issuingStoppedAt = connection.issuingStoppedAt ?? at;
      const offboarding = beginOffboarding(connection, event.consent, now);
      const { drill: _, ...rest } = connection;
      return { connection: { ...rest, state: 'revoked', issuingStoppedAt, ...offboarding } };
    }
    case 'drill-started':
    case 'drill-finished':
      return advanceDrill(connection, event, at);
    case 'legacy-recorded':
    case 'legacy-ended':
    case 'legacy-reminded':
      return advanceLegacy(connection, event, at);
    case 'offboarding-checked':
    case 'offboarding-stopped':
    case 'offboarding-over':
      return advanceOffboarding(connection, event, now);
    case 'expired':
      return { connection: { ...connection, state: 'expired' } };
  }
}

/** From the connection as it is now: of two who launch again at once, each gets a number and a name of its own. */
function launchAgain(connection: Connection): Advance {
  const launch = connection.launch + 1;
  if (launch > launchesAtMost) return { refused: 'not_in_this_state' };
  return { connection: { ...connection, launch, roleSpec: atLaunch(connection.roleSpec, launch) } };
}

/** Whether it counts among its tenant's pending connections: it is one, or will be one again when it is resumed. */
export function holdsPendingPlace({ state, suspended, expiresAt }: Connection, now: Date): boolean {
  if (state === 'suspended') return suspended?.from === 'pending';
  return state === 'pending' && expiresAt > now.toISOString();
}
