// Random numbers for tests, and the form that runs: the short one of `npm test`, which draws some of many cases, other
// ones in each run, or the long one of `npm run proof`, which takes all.
import { randomInt } from 'node:crypto';
import type { Test } from 'tap';

export const isLong = process.env.DRAWBRIDGE_PROOF === 'long';

/** Numbers that look random and are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Other numbers in each run. It prints `SEED=…`; the same value in the environment repeats the run. */
export function drawing(t: Pick<Test, 'comment'>): () => number {
  return seeded(seedOf(t));
}

/** Another one in each run, which it prints as `drawing` does. */
export function seedOf(t: Pick<Test, 'comment'>): number {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  t.comment(`SEED=${seed}`);
  return seed;
}

/** A copy in another order; its beginning is a sample. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const places = items.map(item => ({ item, place: random() }));
  return places.sort((a, b) => a.place - b.place).map(each => each.item);
}
