// Claims that must be unique: external IDs, places of pending connections, idempotency keys. Types only.

/** Claims on external IDs, for all time: a used ID is never issued again (CAA-005). */
export interface ExternalIdClaims {
  /** False when the ID was ever claimed. A claim whose owner never came to exist stays: IDs are cheap, reuse is not. */
  claim(externalId: string, connectionId: string, at: string): Promise<boolean>;
  /** Whose the ID is or was. */
  owner(externalId: string): Promise<{ connectionId: string } | undefined>;
}

/** A numbered place of a tenant, held by one connection that is pending or about to be. */
export interface PendingPlace {
  tenantId: string;
  number: number;
  connectionId: string;
  /** When it was claimed, ISO 8601. */
  at: string;
}

/** Claims on the places that a tenant's pending connections have. */
export interface PendingPlaces {
  /** All that were ever claimed, void or not; consistent. */
  list(tenantId: string): Promise<PendingPlace[]>;
  /** Takes a place that nobody holds, or that exactly `instead` holds. False when somebody else was faster. */
  claim(place: PendingPlace, instead?: PendingPlace): Promise<boolean>;
}

/** Answers kept for 24 hours under a caller's idempotency key. */
export interface Idempotency {
  /**
   * Claims the key; or tells what it holds already. `running` when the first call has not answered yet. `idText`: of what
   * the ids of things that are made are made; where a call that never ended is made again, that of its first time.
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
  /** Keeps the answer, unless another body has the key by now. */
  finish(callerId: string, key: string, claim: KeyClaim, answer: KeptAnswer): Promise<void>;
  /** Gives the key free again after a refusal, which made nothing; unless somebody else has it by now. */
  release(callerId: string, key: string, claim: KeyClaim): Promise<void>;
}

/** What tells one claim of a key from a later one, whose request came when this one's had taken too long. */
export interface KeyClaim {
  bodyDigest: string;
  voidAt: number;
}

export interface KeptAnswer {
  status: number;
  /** Absent when the answer held a secret; then `madeId` says what was made. */
  body?: unknown;
  madeId?: string;
}
