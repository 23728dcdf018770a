// Claims that must be unique: external IDs, places of pending connections, AWS accounts, idempotency keys. Types only.
import type { Partition } from '../core/iam/arn.js';

/** Claims on external IDs, for all time: a used ID is never issued again (CAA-005). */
export interface ExternalIdClaims {
  /**
   * False when the ID was ever claimed. The claim stays even if its connection is never created: IDs are not reused.
   */
  claim(externalId: string, connectionId: string, at: string): Promise<boolean>;
  /** The connection that has or had the ID. */
  owner(externalId: string): Promise<{ connectionId: string } | undefined>;
  /** Which of these are retired IDs of the connection that are no longer in its item, however many it has. */
  retiredAmong(connectionId: string, externalIds: readonly string[]): Promise<string[]>;
  /**
   * The connection's retired IDs that are no longer in its item, in the order of their text, from the first one at or
   * after `place`, and then from the start: at most `limit`. Every one of them is first for some place.
   */
  retiredFrom(connectionId: string, place: string, limit: number): Promise<string[]>;
}

/** A numbered place of a tenant, held by one connection that is pending or about to be created. */
export interface PendingPlace {
  tenantId: string;
  number: number;
  connectionId: string;
  /** When it was claimed, ISO 8601. */
  at: string;
}

/** Claims on the places of a tenant's pending connections. */
export interface PendingPlaces {
  /** All places ever claimed, void or not. A consistent read. */
  list(tenantId: string): Promise<PendingPlace[]>;
  /** Takes a free place, or the one that exactly `instead` holds. False when another connection took it first. */
  claim(place: PendingPlace, instead?: PendingPlace): Promise<boolean>;
}

/** The right of one tenant's connection to become verified in an AWS account without a review. */
export interface AccountClaim {
  partition: Partition;
  accountId: string;
  tenantId: string;
  connectionId: string;
  /** When it was claimed, ISO 8601. */
  at: string;
  /** Set when the claim is not as the service wrote it, or is older than one that was read before: support decides. */
  isAltered?: true;
}

/** Claims on AWS accounts: of two connections verified at the same moment, only one passes without a review. */
export interface AccountClaims {
  /** The last claim, void or not, or altered. A consistent read. */
  holder(account: Pick<AccountClaim, 'partition' | 'accountId'>): Promise<AccountClaim | undefined>;
  /** Takes a free account, or the one that exactly `instead` holds. False when another claim was first. */
  claim(claim: AccountClaim, instead?: AccountClaim): Promise<boolean>;
}

/** Answers kept for 24 hours under a caller's idempotency key. */
export interface Idempotency {
  /**
   * Claims the key, or returns what it holds. `running`: the first call has not responded yet. `idText`: the text from
   * which the call derives the ids of what it creates. After a call that never finished, it is that call's text.
   */
  begin(
    callerId: string,
    key: string,
    bodyDigest: string,
    now: string,
    idText: string,
  ): Promise<
    | { state: 'new'; idText: string; claim: KeyClaim }
    | { state: 'running' }
    | { state: 'other_body' }
    | { state: 'done'; answer: KeptAnswer }
  >;
  /** Stores the answer, unless a call with another body has the key by now. */
  finish(callerId: string, key: string, claim: KeyClaim, answer: KeptAnswer): Promise<void>;
  /** Frees the key after a refusal, which created nothing, unless another call has it by now. */
  release(callerId: string, key: string, claim: KeyClaim): Promise<void>;
}

/** Distinguishes a claim of a key from a later one, made after this one became void. */
export interface KeyClaim {
  bodyDigest: string;
  voidAt: number;
}

export interface KeptAnswer {
  status: number;
  /** Absent when the answer held a secret; then `madeId` is the id of what was created. */
  body?: unknown;
  madeId?: string;
}
