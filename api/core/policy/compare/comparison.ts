// The result of comparing two policies: differences with a witness, and what is undecided. Types only.
import type { DecidedBy, Request } from '../evaluate.js';

/** A request and the decision of each side. */
export interface Witness {
  request: Request;
  spec: 'allowed' | 'refused';
  live: 'allowed' | 'refused';
}

export interface Difference {
  witness: Witness;
  /** The statement that allows it on the granting side. */
  by: DecidedBy;
  /** The Deny that refuses it on the other side, if there is one. */
  deniedBy?: DecidedBy;
  /** The known actions that are granted, most dangerous first. */
  actions: readonly string[];
}

/** `not_understood` is set by the code that parses documents, for texts that are not policies. */
export type UndecidedReason =
  | 'too_complex'
  | 'unknown_operator'
  | 'policy_variable'
  | 'mixed_conditions'
  | 'not_understood';

export interface Undecided {
  by: DecidedBy;
  reason: UndecidedReason;
}

/** The live trust policy names a unique ID (AROA…, AIDA…): of a deleted principal, so nobody can be that caller. */
export interface DeletedPrincipal {
  principal: string;
  by: DecidedBy;
}

export interface Comparison {
  /** Allowed by live, not by spec. */
  wider: Difference[];
  /** Allowed by spec, not by live. */
  narrower: Difference[];
  undecided: Undecided[];
  /** As `wider`, but with no action that AWS's reference has: a pattern for real actions also matches made-up ones. */
  unknown: Difference[];
  /** Only for trust policies. They allow no request, so they are no difference. */
  deleted: DeletedPrincipal[];
  /** The engine's own count of its work. */
  steps: number;
}
