// How many calls of STS this instance makes a second: a token bucket for each region. Asks may use all of it; checks that
// somebody waits for leave a fifth to them, and checks by schedule half, so that a sweep never stands in an ask's way.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (STS requests a second, by account
// and region, for all callers of the account together)
import type { Clock, StsQuota, StsUse } from '../deps.js';

export interface StsQuotaNeeds {
  clock: Pick<Clock, 'now' | 'wait'>;
  perSecond: number;
}

/** The part of a full bucket that such a use leaves to the others. */
const leaves: Record<StsUse, number> = { issue: 0, check: 0.2, sweep: 0.5 };

/** Shorter than the lease of a check. */
const patienceMs = 60_000;

interface Bucket {
  tokens: number;
  at: number;
}

export function makeStsQuota({ clock, perSecond }: StsQuotaNeeds): StsQuota {
  const buckets = new Map<string, Bucket>();

  function filled(region: string): Bucket {
    const now = clock.now().getTime();
    const bucket = buckets.get(region) ?? { tokens: perSecond, at: now };
    buckets.set(region, bucket);
    // A clock that was set back fills nothing and takes nothing away.
    bucket.tokens = Math.min(perSecond, bucket.tokens + (Math.max(0, now - bucket.at) * perSecond) / 1000);
    bucket.at = now;
    return bucket;
  }

  /** What is missing before such a call may be made; nothing where it may. A bucket of one has nothing to leave. */
  function missing({ tokens }: Bucket, use: StsUse): number {
    return Math.max(0, Math.min(perSecond, 1 + leaves[use] * perSecond) - tokens);
  }

  function take(region: string, use: StsUse): boolean {
    const bucket = filled(region);
    if (missing(bucket, use) > 0) return false;
    bucket.tokens -= 1;
    return true;
  }

  return {
    take,
    async turn(region, use, signal) {
      const until = clock.now().getTime() + patienceMs;
      while (!take(region, use)) {
        if (signal?.aborted || clock.now().getTime() >= until) return false;
        const waitMs = Math.ceil((missing(filled(region), use) * 1000) / perSecond);
        await clock.wait(Math.max(1, waitMs), signal);
      }
      return true;
    },
  };
}
