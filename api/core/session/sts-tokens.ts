// A token bucket as one number: the time at which it was empty, in microseconds. It fills steadily and holds what one second
// brings. Whoever takes tokens moves that time on, so that takers in many processes need one condition on one number, and
// no taker has to know of the others. Also here: how much a use leaves to more important ones, and how much is fetched at
// once. Pure.

/** What tokens are for, the most important first. */
export const tokenUses = ['issue', 'check', 'sweep'] as const;
export type TokenUse = (typeof tokenUses)[number];

/** The part of a full bucket that such a use leaves to the others. */
const leaves: Record<TokenUse, number> = { issue: 0, check: 0.2, sweep: 0.5 };

export interface Take {
  use: TokenUse;
  wanted: number;
  perSecond: number;
}

/**
 * What taking comes to: `next` is the time of the bucket afterwards. It holds as long as the bucket's time is from `from`
 * to `to`; without `from` also where nothing was ever taken. None: when it is worth coming again.
 */
export type Taking = { count: number; next: number; by: number; from?: number; to: number } | { inMs: number };

/** One has nothing to leave. */
const reserveOf = ({ use, perSecond }: Take) => Math.min(perSecond - 1, Math.floor(leaves[use] * perSecond));

export function takeTokens(emptyAt: number | undefined, now: number, take: Take): Taking {
  const { wanted, perSecond } = take;
  const each = Math.ceil(1_000_000 / perSecond);
  const reserve = reserveOf(take);
  // A bucket that was empty before this is full.
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

/** Whether tokens that were fetched for one use may serve another: what a sweep may have, everybody may. */
export function mayServe(fetchedFor: TokenUse, use: TokenUse): boolean {
  return tokenUses.indexOf(fetchedFor) >= tokenUses.indexOf(use);
}

/**
 * How many are fetched at once, so that whoever is busy comes about once in `paceMs`: twice as many where the last ones did
 * not last so long, half of them where they lasted longer, and never more than a quarter of what there can be.
 */
export function nextChunk(chunk: number, lastedMs: number, paceMs: number, perSecond: number): number {
  if (lastedMs < paceMs) return Math.max(1, Math.min(Math.floor(perSecond / 4), chunk * 2));
  const halvings = Math.floor(lastedMs / paceMs) - 1;
  return Math.max(1, Math.floor(chunk / 2 ** Math.min(30, halvings)));
}
