// Sessions that credential requests share, and the STS quota. Types only.
import type { SessionPolicyWarning } from '../core/drift/session-policy.js';
import type { SessionCap } from '../core/permission-set/session-cap.js';
import type { PolicyDocument } from '../core/policy/document/document.js';
import type { RoleSpec } from '../core/role/role-spec.js';
import type { SessionLimit } from '../core/session/capped.js';
import type { OwnPolicyVerdict } from '../core/session/own-policy.js';
import type { TokenUse } from '../core/session/sts-tokens.js';

/** Two credential requests share a session only if all of these are equal. */
export interface SessionKey {
  tenantId: string;
  connectionId: string;
  roleArn: string;
  /** Of the external ID. */
  generation: number;
  /** As the caller sent it, in JSON. */
  sessionPolicy?: string;
  /** The announced permissions that limit the session: permission set and version. */
  announced: string;
  /** As requested. */
  durationSeconds: number;
  region: string;
  callerId: string;
}

/** A session that STS created, with the id of its row in the ledger. */
export interface IssuedSession {
  mintedId: string;
  roleArn: string;
  sessionName: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** ISO 8601, by AWS's clock. */
  expiresAt: string;
  /** Duration requested of STS. */
  seconds: number;
  /** What limits it. */
  cap: SessionLimit;
  /** What its session policy names and the role spec does not grant. Computed once for all who share the session. */
  warnings?: SessionPolicyWarning[];
}

/** Sessions kept between credential requests. `revision`: of the connection, as the caller has just read it. */
export interface IssuedSessions {
  /**
   * `due`: the caller starts its renewal; no other caller gets this state for it. `ending`: about to expire, for use
   * only if no new session can be created.
   */
  find(key: SessionKey, revision: number): { session: IssuedSession; state: 'good' | 'due' | 'ending' } | undefined;
  /** Creates a session by `make` and keeps it, or joins a call that is already creating the same one. */
  make(key: SessionKey, revision: number, make: () => Promise<IssuedSession>): Promise<IssuedSession>;
  /** Counts a background renewal that failed. */
  renewalFailed(): void;
  /** Deletes the sessions of a connection, so that none of them is issued again. */
  forget(connectionId: string): void;
  /**
   * Records that the role refused us. `known`: facts whose change makes another try useful. Returns seconds to wait.
   */
  refused(connectionId: string, known: string): number;
  /** Seconds until the role may be tried again; 0 means now. */
  refusedFor(connectionId: string, known: string): number;
  /** Since the start. */
  readonly counts: Readonly<Record<'hits' | 'joined' | 'made' | 'refusedAgain' | 'renewalsFailed', number>>;
  sizes(): { sessions: number; connections: number; flights: number };
}

/** Session caps by what was announced, and whether a session policy may take their place. */
export interface SessionCaps {
  /** The caps to try for this role, the narrowest first; none when nothing limits its sessions. */
  of(
    spec: Pick<RoleSpec, 'arn' | 'inlinePolicies' | 'managedPolicies' | 'stackPolicies' | 'uncappedReason'>,
  ): readonly SessionCap[];
  /** AWS found the cap too large for this role. It is left out for an hour. */
  wasTooLarge(roleArn: string, cap: SessionCap): void;
  verdictOn(spec: RoleSpec, policy: PolicyDocument): OwnPolicyVerdict;
}

/** Purpose of an STS call: a credential request, a check that a person waits for, or scheduled work. */
export type StsUse = TokenUse;

/** The vendor account's STS quota, which all instances of one table share. */
export interface StsQuota {
  /** Takes one call; false when none is left for this use. */
  take(region: string, use: StsUse): Promise<boolean>;
  /** Waits until it has taken one; false after a minute without one, or when the signal aborts. */
  turn(region: string, use: StsUse, signal?: AbortSignal): Promise<boolean>;
  /** Since the start. */
  readonly counts: Readonly<StsQuotaCounts>;
}

export interface StsQuotaCounts {
  /** Results of leasing from the store: some leased, none left, or failed. */
  leased: number;
  noneLeft: number;
  failed: number;
  /** STS calls: leased, leased but not used in time, and taken while the store leased none. */
  tokensLeased: number;
  tokensLapsed: number;
  tokensWithoutStore: number;
}

/**
 * The token bucket of STS calls of each region, stored as the time at which it was empty, in microseconds. Only these
 * methods change it, and it never decreases.
 */
export interface StsBuckets {
  /** Undefined when nothing was ever taken. A consistent read. */
  emptyAt(region: string): Promise<number | undefined>;
  /** Adds `by` if it is from `from` to `to`. Returns the new value, or undefined. */
  move(region: string, change: { by: number; from: number; to: number }): Promise<number | undefined>;
  /** Sets it to `next` if it is at most `to` or nothing was ever taken. Returns the new value, or undefined. */
  restart(region: string, change: { next: number; to: number }): Promise<number | undefined>;
}
