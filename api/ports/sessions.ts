// Sessions that credential requests share, and the STS quota. Types only.
import type { SessionPolicyWarning } from '../core/drift/session-policy.js';
import type { TokenUse } from '../core/session/sts-tokens.js';

/** What two asks have to have alike to be given the same session. */
export interface SessionKey {
  tenantId: string;
  connectionId: string;
  roleArn: string;
  /** Of the external ID. */
  generation: number;
  /** As it was given, in JSON. */
  sessionPolicy?: string;
  /** That was asked for. */
  durationSeconds: number;
  region: string;
  callerId: string;
}

/** A session that STS has made, with its row in the ledger. */
export interface IssuedSession {
  mintedId: string;
  roleArn: string;
  sessionName: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** ISO 8601, by AWS's clock. */
  expiresAt: string;
  /** That it was asked for with. */
  seconds: number;
  /** What its session policy names and the role spec does not grant: worked out once for all who share it. */
  warnings?: SessionPolicyWarning[];
}

/** The memory between asks. `revision`: of the connection, as whoever asks has just read it. */
export interface IssuedSessions {
  /**
   * `due`: to be renewed, and nobody else was told so; `ending`: there should be another, and there is this one where none can
   * be had.
   */
  find(asked: SessionKey, revision: number): { session: IssuedSession; state: 'good' | 'due' | 'ending' } | undefined;
  /** Makes one by `make`, or waits for whoever makes the same one already; keeps it. */
  make(asked: SessionKey, revision: number, make: () => Promise<IssuedSession>): Promise<IssuedSession>;
  /** A renewal that nobody waited for came to nothing. */
  renewalFailed(): void;
  /** What was made for a connection is not handed out any more. */
  forget(connectionId: string): void;
  /** The role refuses us. `known`: all that would have to change for it to be worth another try. */
  refused(connectionId: string, known: string): number;
  /** For how many more seconds nobody needs to ask the role again; 0: it may be asked. */
  refusedFor(connectionId: string, known: string): number;
  /** Since the start. */
  readonly counts: Readonly<Record<'hits' | 'joined' | 'made' | 'refusedAgain' | 'renewalsFailed', number>>;
  sizes(): { sessions: number; connections: number; flights: number };
}

/** What an STS call is for: an ask; a check that somebody waits for; what the kit does by its own schedule. */
export type StsUse = TokenUse;

/** The vendor account's STS quota, which all instances of one table share. */
export interface StsQuota {
  /** Takes one call; false where none is left for such a use. */
  take(region: string, use: StsUse): Promise<boolean>;
  /** Waits until one was taken; false where there was none for a minute, or where the signal ended it. */
  turn(region: string, use: StsUse, signal?: AbortSignal): Promise<boolean>;
  /** Since the start. */
  readonly counts: Readonly<StsQuotaCounts>;
}

export interface StsQuotaCounts {
  /** Calls of the store: some were leased, none were left, or it failed. */
  leased: number;
  noneLeft: number;
  failed: number;
  /** STS calls that might be made: leased; leased and not used in time; taken while the store did not lease. */
  tokensLeased: number;
  tokensLapsed: number;
  tokensWithoutStore: number;
}

/**
 * The bucket of STS calls of each region, as the time at which it was empty, in microseconds. Nothing but these moves it,
 * and it never goes back.
 */
export interface StsBuckets {
  /** Undefined where nothing was ever taken. Consistent. */
  emptyAt(region: string): Promise<number | undefined>;
  /** Moves it on by so much, where it lies between the two; what it is then, or undefined. */
  move(region: string, change: { by: number; from: number; to: number }): Promise<number | undefined>;
  /** Sets it, where it is not later than `to` or nothing was ever taken; what it is then, or undefined. */
  restart(region: string, change: { next: number; to: number }): Promise<number | undefined>;
}
