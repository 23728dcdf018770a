// Patterns for values of a parameter without a kind: a sequence of characters and classes, each with a fixed or bounded
// count, such as `team-[a-z0-9]{3,20}`. No groups, alternatives, wildcards or unbounded counts, and no RegExp is built
// from them: the search below takes at most (items × length × count) steps, whatever pattern and value are.

interface Item {
  fits: (character: string) => boolean;
  least: number;
  most: number;
}

const itemsAtMost = 16;
const countAtMost = 128;
export const longestPattern = 200;

const literal = /^[A-Za-z0-9_/:@=,+-]$/;
const classForm = /^\[((?:[A-Za-z0-9](?:-[A-Za-z0-9])?|[_/.:@=,+])*-?)\]/;
const countForm = /^\{(\d{1,3})(?:,(\d{1,3}))?\}/;

/** The items of a pattern, or why it is none. */
export function parsePattern(text: string): Item[] | string {
  if (text.length > longestPattern) return `is longer than ${longestPattern} characters`;
  const items: Item[] = [];
  for (let left = text; left !== ''; ) {
    const one = itemAt(left);
    if (typeof one === 'string') return one;
    items.push(one.item);
    left = left.slice(one.length);
  }
  if (items.length > itemsAtMost) return `has ${items.length} parts; at most ${itemsAtMost} are allowed`;
  return items.some(each => each.least > 0) ? items : 'must need at least one character';
}

function itemAt(text: string): { item: Item; length: number } | string {
  const fits = characterAt(text);
  if (typeof fits === 'string') return fits;
  const counted = countForm.exec(text.slice(fits.length));
  const least = Number(counted?.[1] ?? 1);
  const most = Number(counted?.[2] ?? least);
  if (most < 1 || most < least || most > countAtMost) return `has a count that is not between 1 and ${countAtMost}`;
  return { item: { fits: fits.test, least, most }, length: fits.length + (counted?.[0].length ?? 0) };
}

function characterAt(text: string): { test: Item['fits']; length: number } | string {
  const [first = ''] = text;
  if (literal.test(first)) return { test: each => each === first, length: 1 };
  const members = classForm.exec(text);
  if (!members || members[1] === '') return `has "${first}", which is not a letter, a digit, a class or a count`;
  return { test: memberOf(members[1]!), length: members[0].length };
}

function memberOf(members: string): Item['fits'] {
  const ranges = [...members.matchAll(/(.)-(.)|(.)/g)].map(([, from, to, one]) => [from ?? one!, to ?? one!] as const);
  return character => ranges.some(([from, to]) => from <= character && character <= to);
}

/** Whether the whole value matches. A pattern that cannot be parsed matches nothing. */
export function matchesPattern(text: string, value: string): boolean {
  const items = parsePattern(text);
  if (typeof items === 'string') return false;
  let reached = new Set([0]);
  for (const { fits, least, most } of items) {
    const next = new Set<number>();
    for (const start of reached) {
      for (let count = 0; count <= most; count += 1) {
        if (count >= least) next.add(start + count);
        const character = value[start + count];
        if (character === undefined || !fits(character)) break;
      }
    }
    reached = next;
  }
  return reached.has(value.length);
}
