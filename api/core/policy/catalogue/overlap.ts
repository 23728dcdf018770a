// Whether patterns of action names, such as `s3:Get*`, match an action in common.
import { overlap } from '../document/language.js';
import { patternOf } from '../document/wildcard.js';

/** True when some action is covered by both patterns. Case does not matter. */
export function overlaps(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  // Most pairs belong to different services, which needs no walk.
  const same = Math.min(literalLength(left), literalLength(right));
  if (left.slice(0, same) !== right.slice(0, same)) return false;
  return overlap(patternOf(left, actionWords), patternOf(right, actionWords), { left: stepsAtMost });
}

const actionWords = { kind: 'glob', hasVariables: false } as const;
/** Far more than any action name needs. */
const stepsAtMost = 1_000_000;

/** The length of the text before the first wildcard. */
function literalLength(pattern: string): number {
  const wildcard = pattern.search(/[*?]/);
  return wildcard < 0 ? pattern.length : wildcard;
}

/** The first of `patterns` that has an action in common with the pattern `action`. */
export function firstOverlap(action: string, patterns: readonly string[]): string | undefined {
  return patterns.find(pattern => overlaps(action, pattern));
}
