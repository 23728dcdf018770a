// The connection: one AWS account of one tenant. Only machine/machine.ts changes it. Pure: no ids, no clock, no store.
import type { Finding } from '../finding/findings.js';
import type { Deviation } from '../finding/verdict.js';
import type { Partition } from '../iam/arn.js';
import type { StackReport } from '../iam/stack.js';
import type { RoleOptions, RoleSpec, RoleSpecInBrief } from '../role/role-spec.js';
import { dayMs } from '../values/time.js';
import type {
  Acceptance,
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
  SeenStack,
  Side,
  StatedStack,
  TrustUnread,
} from './parts.js';

/** State: what people decided. */
export type State = 'pending' | 'verified' | 'suspended' | 'revoked' | 'expired';
/** Health: the result of the last conclusive check. */
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
  /** When a pending connection expires. */
  expiresAt: string;
  permissionSet: { id: string; version: string };
  options: RoleOptions;
  /** The longest session of a credential request, in seconds: 900 to 3600. */
  maxSessionSeconds: number;
  roleRandom: string;
  /** The newest launch number; the kit follows the newest three. */
  launch: number;
  /** Launches that hand-off links requested since the vendor last requested one. Absent: none. */
  launchesByLinks?: number;
  /** The launch whose role last accepted us. */
  liveLaunch?: number;
  /** The role's unique id (AROA…) as last seen; a re-created role has a different one. */
  roleUniqueId?: string;
  /** The version of the announced permissions boundary that a check saw, if it could read it. */
  boundaryVersion?: string;
  /** The stack that someone stated for a launch. Absent: the name and region of the launch link. */
  statedStack?: StatedStack;
  /** The stack that the live role named when a check last read it. */
  seenStack?: SeenStack;
  /** What CloudFormation said of the stack at the last full check, if the role has that option. */
  stackReport?: StackReport;
  externalId: {
    current: string;
    /** Grows by one with every switch. */
    generation: number;
    /** IDs that the role is proven to refuse, and those of cancelled rotations. */
    retired: { value: string; retiredAt: string }[];
    pending?: PendingId;
    retiring?: RetiringId;
  };
  roleSpec: RoleSpec;
  /** Its permission set needs values that nobody has stated yet: there is nothing to launch. */
  awaitsValues?: true;
  upgrade?: PendingUpgrade;
  limits?: Limits;
  /** Since when, and why, the kit recommends revoking it. Someone must confirm it. */
  revokeProposed?: { why: RevokeReason; at: string };
  /** Access that the tenant gave the vendor before this connection and should remove. */
  legacy?: LegacyAccess[];
  legacyRemindedAt?: string;
  /** What support decided when another tenant had been verified in the same account before. */
  review?: { decision: 'approved' | 'refused'; reason: string };
  findings: Finding[];
  /** Of the role as the last check read it. Absent: nothing in its findings can be accepted. */
  deviation?: Deviation;
  /** Accepted findings (acceptance.ts). */
  accepted?: Acceptance[];
  /** A check has read the trust policy at least once. */
  trustRead?: true;
  /** The last checks that the role accepted could not read its trust policy. */
  trustUnread?: TrustUnread;
  verifiedAt?: string;
  /** Since when conclusive checks are refused while the control role works. */
  refusedSince?: string;
  /** The tenant stated that it ended access itself; removed when a check is accepted again. */
  saidEnded?: SaidEnded;
  /** The sides that suspended it; it resumes when both have resumed. */
  suspended?: { by: Side[]; from: 'pending' | 'verified' };
  /** The open revocation drill, and the figures of the last one. */
  drill?: Drill;
  lastDrill?: DrillResult;
  /** When issuing stopped, for now or for good; later credential requests are refused. */
  issuingStoppedAt?: string;
  /** After a revoke: whether the kit checks that the role is closed, and the results. */
  offboarding?: Offboarding;
}

/** A connection without what the role's policies grant, which is most of its size: enough for a credential request. */
export type ConnectionInBrief = Omit<Connection, 'roleSpec'> & { roleSpec: RoleSpecInBrief };

export const pendingLifetimeMs = 14 * dayMs;

/** Whether it counts as one of its tenant's pending connections: it is pending, or will be again when it is resumed. */
export function holdsPendingPlace({ state, suspended, expiresAt }: Connection, now: Date): boolean {
  if (state === 'suspended') return suspended?.from === 'pending';
  return state === 'pending' && expiresAt > now.toISOString();
}

/** Credentials are issued only with these healths. */
export function isGoodHealth(health: Health): boolean {
  return health === 'healthy' || health === 'drifted';
}
