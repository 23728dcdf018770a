// Wildcard patterns the slow and obvious way: what remains of a pattern after a character, as text, until nothing new
// remains. Written independently of the engine's automaton, which is compared with it.

export interface NaivePattern {
  source: string;
  kind: 'exact' | 'glob' | 'arn';
  ignoresCase: boolean;
}

/** The pattern with private characters as wildcards: \u0001 and \u0002 stop at a colon, \u0003 and \u0004 do not. */
function prepared({ source, kind, ignoresCase }: NaivePattern): string[] {
  const text = ignoresCase ? source.toLowerCase() : source;
  if (kind === 'exact') return [text];
  const free = (part: string) => part.replace(/\*/g, '\u0003').replace(/\?/g, '\u0004');
  if (kind === 'glob') return [free(text)];
  const parts = text.split(':');
  if (parts.length < 6) return [];
  const inner = parts.slice(0, 5).map(part => part.replace(/\*/g, '\u0001').replace(/\?/g, '\u0002'));
  return [[...inner, free(parts.slice(5).join(':'))].join(':')];
}

/** What may remain of a pattern after `char`. */
function after(rest: string, char: string): string[] {
  if (rest === '') return [];
  const tail = rest.slice(1);
  switch (rest[0]) {
    case '\u0001':
      return char === ':' ? after(tail, char) : [rest, ...after(tail, char)];
    case '\u0003':
      return [rest, ...after(tail, char)];
    case '\u0002':
      return char === ':' ? [] : [tail];
    case '\u0004':
      return [tail];
    default:
      return rest[0] === char ? [tail] : [];
  }
}

function isDone(rests: readonly string[]): boolean {
  return rests.some(rest => [...rest].every(char => char === '\u0001' || char === '\u0003'));
}

/** Whether some text over the alphabet is in `a` and, as `isIn` states, in `b` or not in it. */
export function naiveWordExists(a: NaivePattern, b: NaivePattern, isIn: boolean, alphabet: readonly string[]): boolean {
  const seen = new Set<string>();
  let layer = [{ a: prepared(a), b: prepared(b) }];
  while (layer.length > 0) {
    const next: typeof layer = [];
    for (const state of layer) {
      if (isDone(state.a) && isDone(state.b) === isIn) return true;
      for (const char of alphabet) {
        const step = (pattern: NaivePattern, rests: readonly string[]) => {
          const given = pattern.ignoresCase ? char.toLowerCase() : char;
          return [...new Set(rests.flatMap(rest => after(rest, given)))].sort();
        };
        const moved = { a: step(a, state.a), b: step(b, state.b) };
        const key = JSON.stringify(moved);
        if (moved.a.length === 0 || seen.has(key)) continue;
        seen.add(key);
        next.push(moved);
      }
    }
    layer = next;
  }
  return false;
}

export function naiveMatches(pattern: NaivePattern, text: string): boolean {
  const given = pattern.ignoresCase ? text.toLowerCase() : text;
  let rests = prepared(pattern);
  for (const char of given) rests = [...new Set(rests.flatMap(rest => after(rest, char)))];
  return isDone(rests);
}
