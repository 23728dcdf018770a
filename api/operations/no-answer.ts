// An AssumeRole that told nothing, as the caller who waits for it reads it: our own credentials did not do, or AWS.
import type { AssumeOutcome } from '../core/probes.js';
import type { Deps } from '../deps.js';
import { fail } from '../errors.js';

export function noAnswer(
  deps: Pick<Deps, 'callers'>,
  outcome: Extract<AssumeOutcome, { kind: 'inconclusive' }>,
): Error {
  if (outcome.why !== 'vendor_credentials') return fail('aws_unavailable', { cause: outcome, retryAfterSeconds: 2 });
  // The next one opens a session anew.
  deps.callers.forget();
  return fail('vendor_caller_unavailable', { cause: outcome });
}
