// A token bucket as one number: the time at which it was empty, in microseconds. It fills at a constant rate and holds
// the tokens of one second. Taking tokens advances that time, so many processes can share it through one condition on
// one number. Also: how many tokens a use leaves for more important ones, and how many are taken at once. Pure.

/** The uses of tokens, most important first. */
export const tokenUses = ['issue', 'check', 'sweep'] as const;
export type TokenUse = (typeof tokenUses)[number];

/** The share of a full bucket that each use leaves to the others. */
const leaves: Record<TokenUse, number> = { issue: 0, check: 0.2, sweep: 0.5 };

export interface Take {
  use: TokenUse;
  wanted: number;
  perSecond: number;
}

/**
 * The result of taking tokens. `next`: the bucket's time afterwards. It is valid while the bucket's time is between
 * `from` and `to`; without `from`, also when no token was ever taken. `inMs`: no tokens now; try again after so many
 * milliseconds.
 */
export type Taking = { count: number; next: number; by: number; from?: number; to: number } | { inMs: number };

/** At one token per second there is nothing to leave. */
const reserveOf = ({ use, perSecond }: Take) => Math.min(perSecond - 1, Math.floor(leaves[use] * perSecond));

export function takeTokens(emptyAt: number | undefined, now: number, take: Take): Taking {
  const { wanted, perSecond } = take;
  const each = Math.ceil(1_000_000 / perSecond);
  const reserve = reserveOf(take);
  // A bucket that was empty before this time is full.
  const fullFrom = now - each * perSecond;
  const isFull = emptyAt === undefined || emptyAt < fullFrom;
  const from = isFull ? fullFrom : emptyAt;
  const free = Math.floor((now - from) / each) - reserve;
  if (free < 1) return { inMs: Math.max(1, Math.ceil(((1 + reserve) * each - (now - from)) / 1000)) };
  const count = Math.min(wanted, free);
  const by = count * each;
  if (isFull) return { count, next: from + by, by, to: fullFrom - 1 };
  return { count, next: from + by, by, from: fullFrom, to: now - (count + reserve) * each };
}

/** Whether tokens taken for one use may serve another: any use may take what was taken for a sweep. */
export function mayServe(fetchedFor: TokenUse, use: TokenUse): boolean {
  return tokenUses.indexOf(fetchedFor) >= tokenUses.indexOf(use);
}

/**
 * How many tokens to take at once, so that a busy process takes them about once in `paceMs`: twice as many when the
 * last ones lasted for less, half as many when they lasted longer, never more than a quarter of the bucket.
 */
export function nextChunk(chunk: number, lastedMs: number, paceMs: number, perSecond: number): number {
  if (lastedMs < paceMs) return Math.max(1, Math.min(Math.floor(perSecond / 4), chunk * 2));
  const halvings = Math.floor(lastedMs / paceMs) - 1;
  return Math.max(1, Math.floor(chunk / 2 ** Math.min(30, halvings)));
}
