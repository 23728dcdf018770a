// An AssumeRole that told nothing, as the caller who waits for it reads it: our own credentials did not do, or AWS.
import type { AssumeOutcome, InconclusiveWhy } from '../../core/iam/assume-role.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

export function noAnswer(
  ports: Pick<Ports, 'callers'>,
  outcome: Extract<AssumeOutcome, { kind: 'inconclusive' }>,
): Error {
  if (outcome.why !== 'vendor_credentials') return fail('aws_unavailable', { cause: outcome, retryAfterSeconds: 2 });
  // The next one opens a session anew.
  ports.callers.forget();
  return fail('vendor_caller_unavailable', { cause: outcome });
}

const ofAws: readonly InconclusiveWhy[] = ['throttled', 'aws_error', 'no_answer', 'unreadable_answer'];

/** The same of our own caller session, which could not be opened. A refusal is ours here, and so is what was asked wrongly. */
export function noCaller(reason: AssumeOutcome): Error {
  const isAws = reason.kind === 'inconclusive' && ofAws.includes(reason.why);
  if (isAws) return fail('aws_unavailable', { cause: reason, retryAfterSeconds: 2 });
  return fail('vendor_caller_unavailable', { cause: reason });
}
