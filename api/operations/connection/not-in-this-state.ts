// The answer to what a connection's state does not allow: it names that state and what is left to do.
import type { State } from '../../core/connection/connection.js';
import { fail, type KitError } from '../../errors.js';

/** Also why nothing is issued in a state. */
export const stateText: Record<Exclude<State, 'verified'>, string> = {
  pending:
    'Its role was never proven: it waits for its launch, for a check that passes, or, where `review` is open, for support.',
  suspended: 'It is suspended.',
  revoked: 'It was revoked. That is final.',
  expired: 'It was never launched and has expired. That is final; make another connection.',
};

export function notInThisState(state: State): KitError {
  const detail = state === 'verified' ? 'It is verified.' : stateText[state];
  return fail('not_in_this_state', { detail, members: { state } });
}
