// STS calls of one region as one instance may make them: fetched from the bucket in the store some at a time, used from
// memory, dropped when they were not used soon. Nobody who may not make a call costs the store one each time they ask, an
// idle instance costs it nothing, and a busy one comes about five times a second.
import { mayServe, nextChunk, type TokenUse, takeTokens, tokenUses } from '../core/session/sts-tokens.js';
import type { Clock, Log } from '../ports/runtime.js';
import type { StsBuckets, StsQuotaCounts } from '../ports/sessions.js';

export interface TokenLeaseNeeds {
  clock: Pick<Clock, 'now'>;
  log: Log;
  buckets: StsBuckets;
  perSecond: number;
  counts: StsQuotaCounts;
}

/** Counted from before they were asked for: so little later than that, at most, they are made calls of. */
const lapseMs = 500;
/** How often a busy instance comes, and how long it takes a no for an answer. */
const paceMs = 200;
/** So long the store is not asked again when it failed to lease. */
const awayMs = 1000;
/** No clock that anybody works with is ahead by so much: whatever is there was edited, or written by one that was broken. */
const farthestAheadUs = 3600 * 1_000_000;
/** Others may be faster so many times, which takes them a moment of this very one each time. */
const rounds = 4;
/**
 * What one instance makes use of while the store leases nothing. Not nothing: whoever asks was read and will have a row, so
 * the store is there, and an item that is busy or broken should end no customer's work. Not all of it either: ten such
 * instances together are within the quota, and more exceed it by no more than this each.
 */
const shareWithoutStore = 0.1;

interface Waiting {
  use: TokenUse;
  answer: (isTaken: boolean) => void;
}

interface Stock {
  count: number;
  until: number;
}

export interface TokenLease {
  take(use: TokenUse): Promise<boolean>;
  /** How long it takes until there may be one, in milliseconds. */
  inMs(use: TokenUse): number;
}

export function makeTokenLease(needs: TokenLeaseNeeds, region: string): TokenLease {
  const { buckets, counts, perSecond } = needs;
  const stocks = new Map<TokenUse, Stock>(tokenUses.map(use => [use, { count: 0, until: 0 }]));
  const noneUntil = new Map<TokenUse, number>();
  const time = neverBack(needs.clock);
  /** The bucket as it was seen last: by now it is at this time or later. */
  let known: number | undefined;
  let chunk = 1;
  let leasedAt = Number.NEGATIVE_INFINITY;
  let awayUntil = 0;
  /** The bucket that stands in while the store leases nothing. */
  let ownEmptyAt: number | undefined;
  let waiting: Waiting[] = [];
  let isServing = false;

  function fromStock(use: TokenUse): boolean {
    const now = time.ms();
    for (const [fetchedFor, stock] of stocks) {
      if (stock.until < now) {
        counts.tokensLapsed += stock.count;
        stock.count = 0;
      }
      if (stock.count > 0 && mayServe(fetchedFor, use)) {
        stock.count -= 1;
        return true;
      }
    }
    return false;
  }

  /** Whoever waits is served together with those who do so at the same time, the most important use first. */
  async function serve(): Promise<void> {
    isServing = true;
    try {
      while (waiting.length > 0) {
        const batch = waiting;
        waiting = [];
        for (const use of tokenUses) await serveAlike(use, batch);
      }
    } finally {
      isServing = false;
    }
  }

  async function serveAlike(use: TokenUse, batch: readonly Waiting[]): Promise<void> {
    const alike = batch.filter(each => each.use === use);
    const left = alike.filter(each => !answered(each));
    if (left.length === 0) return;
    const { count, until } = await lease(use, left.length);
    const served = Math.min(left.length, count);
    for (const [at, each] of left.entries()) each.answer(at < served);
    const stock = stocks.get(use)!;
    stock.count += count - served;
    stock.until = until;
  }

  function answered({ use, answer }: Waiting): boolean {
    const isTaken = fromStock(use);
    if (isTaken) answer(true);
    else if (isNone(use)) answer(false);
    else return false;
    return true;
  }

  const isNone = (use: TokenUse) => (noneUntil.get(use) ?? 0) > time.ms();

  async function lease(use: TokenUse, wanted: number): Promise<Stock> {
    const askedAt = time.ms();
    if (askedAt < awayUntil) return withoutStore(use, wanted);
    chunk = nextChunk(chunk, askedAt - leasedAt, paceMs, perSecond);
    leasedAt = askedAt;
    try {
      const count = await fromBucket(use, Math.max(wanted, chunk));
      const until = askedAt + lapseMs;
      if (time.ms() <= until) return { count, until };
      // Too old to be used: a store that takes so long leases nothing.
      counts.tokensLapsed += count;
    } catch (error) {
      needs.log.warn({ err: error, region }, 'no STS calls were leased; a tenth of the quota is used without');
    }
    counts.failed += 1;
    awayUntil = time.ms() + awayMs;
    return withoutStore(use, wanted);
  }

  async function fromBucket(use: TokenUse, wanted: number): Promise<number> {
    for (let round = 0; round < rounds; round += 1) {
      const taking = takeTokens(known, time.us(), { use, wanted, perSecond });
      if ('inMs' in taking) return none(use, taking.inMs);
      const { from, ...rest } = taking;
      const moved = await (from === undefined
        ? buckets.restart(region, rest)
        : buckets.move(region, { ...rest, from }));
      if (moved !== undefined) {
        known = moved;
        counts.leased += 1;
        counts.tokensLeased += taking.count;
        return taking.count;
      }
      known = await buckets.emptyAt(region);
      if (known !== undefined && known - time.us() > farthestAheadUs)
        throw new Error('The bucket of STS calls is at a time that is hours away: delete its item, a new one is made');
      // Nobody takes what is not there yet: a bucket from the future was used by a clock that is ahead of ours.
      if (known !== undefined) time.notBefore(known);
    }
    return none(use, 0);
  }

  function none(use: TokenUse, inMs: number): 0 {
    counts.noneLeft += 1;
    noneUntil.set(use, time.ms() + Math.max(inMs, paceMs));
    return 0;
  }

  function withoutStore(use: TokenUse, wanted: number): Stock {
    const share = Math.max(1, Math.floor(perSecond * shareWithoutStore));
    const taking = takeTokens(ownEmptyAt, time.us(), { use, wanted, perSecond: share });
    if ('inMs' in taking) {
      noneUntil.set(use, time.ms() + taking.inMs);
      return { count: 0, until: 0 };
    }
    ownEmptyAt = taking.next;
    counts.tokensWithoutStore += taking.count;
    return { count: taking.count, until: time.ms() };
  }

  return {
    async take(use) {
      if (fromStock(use)) return true;
      if (isNone(use)) return false;
      return new Promise(answer => {
        waiting.push({ use, answer });
        if (!isServing) void serve();
      });
    },
    inMs: use => Math.max(1, (noneUntil.get(use) ?? 0) - time.ms()),
  };
}

/** The clock, as it runs on when it is set back, and from a time that it should have reached by now. */
function neverBack({ now }: Pick<Clock, 'now'>) {
  let ahead = 0;
  let latest = 0;
  const notBefore = (least: number) => {
    ahead += Math.max(0, least - (now().getTime() * 1000 + ahead));
  };
  const us = () => {
    notBefore(latest);
    latest = now().getTime() * 1000 + ahead;
    return latest;
  };
  return { us, ms: () => us() / 1000, notBefore };
}
