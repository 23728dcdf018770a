// STS calls that one instance may make in one region. It leases some at a time from the bucket in the store, uses them
// from memory, and drops those not used soon. Refused callers and idle instances cost the store no calls. A busy
// instance costs it about five a second.
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

/** Leased calls lapse after this. Counted from before the lease, so no call is made later than this after it. */
const lapseMs = 500;
/** How often a busy instance leases, and how long an answer "none left" holds. */
const paceMs = 200;
/** After a failed lease the store is not called for this long. */
const awayMs = 1000;
/** No working clock is ahead by this much: such a bucket was edited, or written with a broken clock. */
const farthestAheadUs = 3600 * 1_000_000;
/** How often others may be faster before a lease gives up; each time costs them a moment of the bucket too. */
const rounds = 4;
/**
 * The share of the quota that one instance uses while the store leases nothing. It is more than none, because the store
 * works: it returned the connection and will take a row. One busy or broken item should not stop any customer's work.
 * It is less than all, so that ten such instances together stay within the quota. Each further one exceeds it by only
 * this share.
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

export class TokenLease {
  private readonly stocks = new Map<TokenUse, Stock>(tokenUses.map(use => [use, { count: 0, until: 0 }]));
  private readonly noneUntil = new Map<TokenUse, number>();
  private readonly time: ForwardClock;
  /** The bucket as last seen: it is now at this time or later. */
  private known: number | undefined;
  private chunk = 1;
  private leasedAt = Number.NEGATIVE_INFINITY;
  private awayUntil = 0;
  /** The bucket used while the store leases nothing. */
  private ownEmptyAt: number | undefined;
  private waiting: Waiting[] = [];
  private isServing = false;

  constructor(
    private readonly needs: TokenLeaseNeeds,
    private readonly region: string,
  ) {
    this.time = new ForwardClock(needs.clock);
  }

  /** Takes one call; false when none is left for this use. */
  async take(use: TokenUse): Promise<boolean> {
    if (this.fromStock(use)) return true;
    if (this.isNone(use)) return false;
    return new Promise(answer => {
      this.waiting.push({ use, answer });
      if (!this.isServing) void this.serve();
    });
  }

  /** Milliseconds until a call may be available. */
  inMs(use: TokenUse): number {
    return Math.max(1, (this.noneUntil.get(use) ?? 0) - this.time.ms());
  }

  private fromStock(use: TokenUse): boolean {
    const now = this.time.ms();
    for (const [fetchedFor, stock] of this.stocks) {
      if (stock.until < now) {
        this.needs.counts.tokensLapsed += stock.count;
        stock.count = 0;
      }
      if (stock.count > 0 && mayServe(fetchedFor, use)) {
        stock.count -= 1;
        return true;
      }
    }
    return false;
  }

  /** Serves all callers that wait at the same time together, the most important use first. */
  private async serve(): Promise<void> {
    this.isServing = true;
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting;
        this.waiting = [];
        for (const use of tokenUses) await this.serveAlike(use, batch);
      }
    } finally {
      this.isServing = false;
    }
  }

  private async serveAlike(use: TokenUse, batch: readonly Waiting[]): Promise<void> {
    const alike = batch.filter(each => each.use === use);
    const left = alike.filter(each => !this.answered(each));
    if (left.length === 0) return;
    const { count, until } = await this.lease(use, left.length);
    const served = Math.min(left.length, count);
    for (const [at, each] of left.entries()) each.answer(at < served);
    const stock = this.stocks.get(use)!;
    stock.count += count - served;
    stock.until = until;
  }

  private answered({ use, answer }: Waiting): boolean {
    const isTaken = this.fromStock(use);
    if (isTaken) answer(true);
    else if (this.isNone(use)) answer(false);
    else return false;
    return true;
  }

  private isNone(use: TokenUse): boolean {
    return (this.noneUntil.get(use) ?? 0) > this.time.ms();
  }

  private async lease(use: TokenUse, wanted: number): Promise<Stock> {
    const { counts, log, perSecond } = this.needs;
    const calledAt = this.time.ms();
    if (calledAt < this.awayUntil) return this.withoutStore(use, wanted);
    this.chunk = nextChunk(this.chunk, calledAt - this.leasedAt, paceMs, perSecond);
    this.leasedAt = calledAt;
    try {
      const count = await this.fromBucket(use, Math.max(wanted, this.chunk));
      const until = calledAt + lapseMs;
      if (this.time.ms() <= until) return { count, until };
      // The calls have already lapsed: a store this slow counts as one that leases nothing.
      counts.tokensLapsed += count;
    } catch (error) {
      log.warn({ err: error, region: this.region }, 'leasing STS calls failed; a tenth of the quota is used instead');
    }
    counts.failed += 1;
    this.awayUntil = this.time.ms() + awayMs;
    return this.withoutStore(use, wanted);
  }

  private async fromBucket(use: TokenUse, wanted: number): Promise<number> {
    const { buckets, counts, perSecond } = this.needs;
    const { time, region } = this;
    for (let round = 0; round < rounds; round += 1) {
      const taking = takeTokens(this.known, time.us(), { use, wanted, perSecond });
      if ('inMs' in taking) return this.none(use, taking.inMs);
      const { from, ...rest } = taking;
      const moved = await (from === undefined
        ? buckets.restart(region, rest)
        : buckets.move(region, { ...rest, from }));
      if (moved !== undefined) {
        this.known = moved;
        counts.leased += 1;
        counts.tokensLeased += taking.count;
        return taking.count;
      }
      const emptyAt = await buckets.emptyAt(region);
      this.known = emptyAt;
      if (emptyAt === undefined) continue;
      if (emptyAt - time.us() > farthestAheadUs)
        throw new Error('The STS bucket is at a time hours ahead: delete its item, and a new one is created');
      // No instance takes calls that do not exist yet: a bucket in the future was moved by a clock ahead of ours.
      time.notBefore(emptyAt);
    }
    return this.none(use, 0);
  }

  private none(use: TokenUse, inMs: number): 0 {
    this.needs.counts.noneLeft += 1;
    this.noneUntil.set(use, this.time.ms() + Math.max(inMs, paceMs));
    return 0;
  }

  private withoutStore(use: TokenUse, wanted: number): Stock {
    const { counts, perSecond } = this.needs;
    const share = Math.max(1, Math.floor(perSecond * shareWithoutStore));
    const taking = takeTokens(this.ownEmptyAt, this.time.us(), { use, wanted, perSecond: share });
    if ('inMs' in taking) {
      this.noneUntil.set(use, this.time.ms() + taking.inMs);
      return { count: 0, until: 0 };
    }
    this.ownEmptyAt = taking.next;
    counts.tokensWithoutStore += taking.count;
    return { count: taking.count, until: this.time.ms() };
  }
}

/** A clock that never goes back: it stays ahead when ours is set back, and moves on to times it should have reached. */
class ForwardClock {
  private ahead = 0;
  private latest = 0;

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  us(): number {
    this.notBefore(this.latest);
    this.latest = this.clock.now().getTime() * 1000 + this.ahead;
    return this.latest;
  }

  ms(): number {
    return this.us() / 1000;
  }

  notBefore(least: number): void {
    this.ahead += Math.max(0, least - (this.clock.now().getTime() * 1000 + this.ahead));
  }
}
