// Errors for an inconclusive AssumeRole: our own credentials failed, or AWS did.
import type { Partition } from '../../core/iam/arn.js';
import type { AssumeOutcome, InconclusiveWhy } from '../../core/iam/assume-role.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

export function inconclusiveError(
  ports: Pick<Ports, 'callers'>,
  outcome: Extract<AssumeOutcome, { kind: 'inconclusive' }>,
  partition: Partition,
): Error {
  // It lasts until the customer turns STS on there, so a fast retry is useless.
  if (outcome.why === 'sts_region_disabled') return fail('sts_region_disabled', { retryAfterSeconds: 60 });
  if (outcome.why !== 'vendor_credentials') return fail('aws_unavailable', { cause: outcome, retryAfterSeconds: 2 });
  // The next request opens a new session.
  ports.callers.in(partition).forget();
  return fail('vendor_caller_unavailable', { cause: outcome });
}

const awsFaults: readonly InconclusiveWhy[] = ['throttled', 'aws_error', 'no_answer', 'unreadable_answer'];

/** The same for our own caller session. A refusal or an invalid request is our own fault here. */
export function ownSessionError(reason: AssumeOutcome): Error {
  const isAws = reason.kind === 'inconclusive' && awsFaults.includes(reason.why);
  if (isAws) return fail('aws_unavailable', { cause: reason, retryAfterSeconds: 2 });
  return fail('vendor_caller_unavailable', { cause: reason });
}
