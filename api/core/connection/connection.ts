// The connection and its only state machine: advance(connection, event, now). The table below says which event is
// heard in which state; everything that changes a connection goes through here. Pure: no ids, no clock, no store.
import type { Finding } from '../finding/findings.js';
import type { Partition } from '../iam/arn.js';
import type { RoleOptions, RoleSpec, RoleSpecInBrief } from '../role/role-spec.js';
import { dayMs } from '../values/time.js';
import type {
  Drill,
  DrillResult,
  LegacyAccess,
  Limits,
  Offboarding,
  PendingId,
  PendingUpgrade,
  RetiringId,
  RevokeReason,
  SaidEnded,
  Side,
} from './parts.js';

/** What people decided. */
export type State = 'pending' | 'verified' | 'suspended' | 'revoked' | 'expired';
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

export const pendingLifetimeMs = 14 * dayMs;

/** Whether it counts among its tenant's pending connections: it is one, or will be one again when it is resumed. */
export function holdsPendingPlace({ state, suspended, expiresAt }: Connection, now: Date): boolean {
  if (state === 'suspended') return suspended?.from === 'pending';
  return state === 'pending' && expiresAt > now.toISOString();
}

/** The healths with which credentials are issued. */
export function isGoodHealth(health: Health): boolean {
  return health === 'healthy' || health === 'drifted';
}
