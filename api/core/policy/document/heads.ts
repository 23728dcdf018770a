// A quick test before two patterns are walked: texts that begin or end differently have nothing in common.
import { type Pattern, widest } from './wildcard.js';

interface Ends {
  head: string;
  tail: string;
}

const known = new WeakMap<Pattern, Ends>();

/** The literal texts before the first wildcard and after the last one. */
function endsOf(pattern: Pattern): Ends {
  const before = known.get(pattern);
  if (before) return before;
  const ends = readEnds(pattern);
  known.set(pattern, ends);
  return ends;
}

function readEnds(pattern: Pattern): Ends {
  if (pattern.literal !== undefined) return { head: pattern.literal, tail: pattern.literal };
  const { tokens } = widest(pattern);
  let first = 0;
  while (first < tokens.length && tokens[first]! >= 0) first += 1;
  let last = tokens.length;
  while (last > first && tokens[last - 1]! >= 0) last -= 1;
  return { head: textOf(tokens.slice(0, first)), tail: textOf(tokens.slice(last)) };
}

function textOf(tokens: readonly number[]): string {
  return String.fromCharCode(...tokens.slice(0, longest));
}

/** Longer texts are cut: a shorter head only means a weaker test. */
const longest = 1000;

/** False only if no text matches both patterns. */
export function mayMeet(a: Pattern, b: Pattern): boolean {
  if (a.ignoresCase !== b.ignoresCase) return true;
  const [one, other] = [endsOf(a), endsOf(b)];
  const head = Math.min(one.head.length, other.head.length);
  if (head > 0 && !one.head.startsWith(other.head.slice(0, head))) return false;
  const tail = Math.min(one.tail.length, other.tail.length);
  return tail === 0 || tail >= longest || one.tail.endsWith(other.tail.slice(-tail));
}
