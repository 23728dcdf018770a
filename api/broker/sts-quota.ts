// The number of STS calls a second, shared by all instances of a table, per region (token-lease.ts). Credential
// requests may use all of it. Checks that a person waits for leave a fifth to credential requests, and scheduled checks
// leave half. So a sweep never delays a credential request. Source:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (STS requests a second, by account and
// region, for all callers of the account together)
import { minuteMs } from '../core/values/time.js';
import type { Clock } from '../ports/runtime.js';
import type { StsQuota } from '../ports/sessions.js';
import { TokenLease, type TokenLeaseNeeds } from './token-lease.js';

export interface StsQuotaNeeds extends Omit<TokenLeaseNeeds, 'clock' | 'counts'> {
  clock: Pick<Clock, 'now' | 'wait'>;
}

/** How long a caller waits. Shorter than the lease of a check. */
const patienceMs = minuteMs;

export function makeStsQuota(needs: StsQuotaNeeds): StsQuota {
  const { clock } = needs;
  const regions = new Map<string, TokenLease>();
  const counts = { leased: 0, noneLeft: 0, failed: 0, tokensLeased: 0, tokensLapsed: 0, tokensWithoutStore: 0 };

  function leaseOf(region: string): TokenLease {
    const lease = regions.get(region) ?? new TokenLease({ ...needs, counts }, region);
    regions.set(region, lease);
    return lease;
  }

  return {
    counts,
    take: (region, use) => leaseOf(region).take(use),
    async turn(region, use, signal) {
      const lease = leaseOf(region);
      const until = clock.now().getTime() + patienceMs;
      // The clock alone is not enough: if it is set back meanwhile, the caller would wait for hours.
      let left = patienceMs;
      while (!(await lease.take(use))) {
        if (signal?.aborted || left <= 0 || clock.now().getTime() >= until) return false;
        const wait = Math.ceil(lease.inMs(use));
        left -= wait;
        await clock.wait(wait, signal);
      }
      return true;
    },
  };
}
