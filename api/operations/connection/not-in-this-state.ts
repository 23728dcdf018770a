// The error for actions that the connection's state does not allow. It names the state and what is still possible.
import type { State } from '../../core/connection/connection.js';
import { fail, type KitError } from '../../errors.js';

/** Also explains why no credentials are issued in this state. */
export const stateText: Record<Exclude<State, 'verified'>, string> = {
  pending:
    'It was never verified: it is waiting for its launch, for a check that passes, or, if `review` is open, for ' +
    'support.',
  suspended: 'It is suspended.',
  revoked: 'It was revoked. That is final.',
  expired: 'It was never launched and has expired. That is final. Create another connection.',
};

export function notInThisState(state: State): KitError {
  const detail = state === 'verified' ? 'It is verified.' : stateText[state];
  return fail('not_in_this_state', { detail, members: { state } });
}
