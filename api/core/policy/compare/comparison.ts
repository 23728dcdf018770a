// The result of comparing two policies: differences with a witness, and what stays undecided. Types only.
import type { DecidedBy, Request } from '../evaluate.js';

/** A request and what each side says of it. */
export interface Witness {
  request: Request;
  spec: 'allowed' | 'refused';
  live: 'allowed' | 'refused';
}

export interface Difference {
  witness: Witness;
  /** The statement that grants it on the side that allows it. */
  by: DecidedBy;
  /** The Deny that refuses it on the other side, if one does. */
  deniedBy?: DecidedBy;
  /** The known actions that are granted, the most dangerous first. */
  actions: readonly string[];
}

/** `not_understood` is for who reads documents: their text is no policy. */
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

export interface Comparison {
  /** What live allows and spec does not. */
  wider: Difference[];
  /** What spec allows and live does not. */
  narrower: Difference[];
  undecided: Undecided[];
  /** Steps of the engine's own counter. */
  steps: number;
}
