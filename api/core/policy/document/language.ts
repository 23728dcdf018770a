// Patterns as languages: which text matches each of some patterns and none of some others? Exact, within a budget of
// steps: it runs the patterns side by side, one character at a time (subset construction, built only as far as needed).
// Knows nothing of policies.
import { anyCharInPart, anyText, anyTextInPart, characterClasses, closure, isOfClass, moved } from './characters.js';
import { matches, type Pattern, widest } from './wildcard.js';

// One step is a microsecond of work or less; more expensive work spends more steps, according to its lengths.

/** The work allowed for one question, in steps. When it is spent, the answer is "undecided". */
export interface Budget {
  left: number;
}

export class BudgetSpent extends Error {}

export function spend(budget: Budget, steps: number): void {
  budget.left -= steps;
  if (budget.left < 0) throw new BudgetSpent('too complex');
}

/** `matches` with its cost: at worst it takes the product of both lengths. */
export function matchesWithin(pattern: Pattern, text: string, budget: Budget): boolean {
  spend(budget, costOf(pattern, text.length));
  return matches(pattern, text);
}

/** The steps of one `matches`: a fraction of one for usual lengths. */
function costOf({ tokens, literal }: Pattern, length: number): number {
  return literal === undefined ? 0.1 + (tokens.length * length) / 2000 : 0.1;
}

/** Requires a word to be in the union of some patterns, or outside it. */
export interface Group {
  patterns: readonly Pattern[];
  isIn: boolean;
}

/** Positions in the patterns of one group; null for a pattern that can no longer match. */
type Positions = (readonly number[] | null)[];

/** The shortest text that meets every group; undefined when there is none of at most `longest` characters. */
export function findWord(groups: readonly Group[], budget: Budget, longest = Infinity): string | undefined {
  const sure = withoutVariables(groups);
  if (!sure) return undefined;
  const literal = literalsOf(sure);
  if (literal) {
    return literal.find(
      word =>
        word.length <= longest &&
        sure.every(group => group.patterns.some(each => matchesWithin(each, word, budget)) === group.isIn),
    );
  }
  const word = walk(sure, budget);
  return word !== undefined && word.length <= longest ? word : undefined;
}

/**
 * Variables can have any value. If the word must be in a pattern with variables, the pattern is widened; if it must be
 * outside, the pattern is ignored. So "no word" holds for every value. Undefined when a group is empty.
 */
function withoutVariables(groups: readonly Group[]): Group[] | undefined {
  const outside = new Set(groups.filter(group => !group.isIn).flatMap(group => group.patterns.map(each => each.id)));
  const sure: Group[] = [];
  for (const { patterns, isIn } of groups) {
    const kept = patterns.filter(each => !each.isNever && (isIn ? !outside.has(each.id) : !each.variables));
    if (isIn && kept.length === 0) return undefined;
    if (kept.length > 0) sure.push({ patterns: isIn ? kept.map(widest) : kept, isIn });
  }
  return sure;
}

/** The only possible words, if one group accepts nothing but case-sensitive literals. */
function literalsOf(groups: readonly Group[]): string[] | undefined {
  const found = groups.find(
    group =>
      group.isIn &&
      group.patterns.every(each => each.literal !== undefined && (!each.ignoresCase || isCaseless(each.literal))),
  );
  return found?.patterns.map(each => each.literal!);
}

function isCaseless(text: string): boolean {
  return text.toLowerCase() === text.toUpperCase();
}

interface State {
  positions: Positions[];
  /** How it was reached: the previous state and the character. */
  before?: State;
  char?: string;
}

function walk(groups: readonly Group[], budget: Budget): string | undefined {
  for (const { patterns } of groups) for (const { tokens } of patterns) spend(budget, 1 + tokens.length / 8);
  const other = otherCharacters(groups);
  const start: State = {
    positions: groups.map(group => group.patterns.map(each => closure(each.tokens, [0]))),
  };
  const seen = new Set([keyOf(start.positions)]);
  let layer = [start];
  while (layer.length > 0) {
    const next: State[] = [];
    for (const state of layer) {
      if (accepts(groups, state.positions)) return wordOf(state);
      for (const char of alphabetOf(groups, state.positions, other)) {
        const positions = step(groups, state.positions, char, budget);
        if (!positions) continue;
        const key = keyOf(positions);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ positions, before: state, char });
      }
    }
    layer = next;
  }
  return undefined;
}

function accepts(groups: readonly Group[], positions: Positions[]): boolean {
  return groups.every(
    (group, at) =>
      positions[at]!.some((list, index) => list?.at(-1) === group.patterns[index]!.tokens.length) === group.isIn,
  );
}

/** Undefined when no continuation can succeed: a group is dead, or an unwanted pattern accepts every continuation. */
function step(groups: readonly Group[], positions: Positions[], char: string, budget: Budget): Positions[] | undefined {
  const all: Positions[] = [];
  for (const [at, group] of groups.entries()) {
    let isAlive = false;
    const lists: Positions = [];
    for (const [index, pattern] of group.patterns.entries()) {
      const list = positions[at]![index]!;
      const next = list && moved(pattern.tokens, list, codeOf(pattern, char));
      spend(budget, (list?.length ?? 0) + 1);
      if (next) {
        isAlive = true;
        if (!group.isIn && takesAll(pattern, next)) return undefined;
      }
      lists.push(next ?? null);
    }
    if (group.isIn && !isAlive) return undefined;
    all.push(lists);
  }
  return all;
}

function codeOf({ ignoresCase }: Pattern, char: string): number {
  return (ignoresCase ? char.toLowerCase() : char).charCodeAt(0);
}

function takesAll(pattern: Pattern, list: readonly number[]): boolean {
  const last = pattern.tokens.length - 1;
  return pattern.tokens[last] === anyText && list.includes(last);
}

/** The characters that can make a difference now: those named here, and one of each kind that no pattern names. */
function alphabetOf(groups: readonly Group[], positions: Positions[], other: Others) {
  const chars = new Set<string>();
  let usesClasses = false;
  for (const [at, group] of groups.entries()) {
    for (const [index, pattern] of group.patterns.entries()) {
      for (const position of positions[at]![index] ?? []) {
        const token = pattern.tokens[position];
        usesClasses ||= isOfClass(token);
        if (token === undefined || token < 0) continue;
        const char = String.fromCharCode(token);
        chars.add(char);
        if (pattern.ignoresCase && char.toUpperCase().length === 1) chars.add(char.toUpperCase());
      }
    }
  }
  for (const each of usesClasses ? other.ofClasses : other.plain) chars.add(each);
  return chars;
}

interface Others {
  /** A character that no pattern names; the colon too, if some wildcards stop at it. */
  plain: readonly string[];
  /** The same for each combination of classes that a character may have; where no such one is left, all of them. */
  ofClasses: readonly string[];
}

function otherCharacters(groups: readonly Group[]): Others {
  const named = new Set<number>();
  let hasParts = false;
  for (const pattern of groups.flatMap(group => group.patterns)) {
    for (const token of pattern.tokens) {
      if (token === anyTextInPart || token === anyCharInPart) hasParts = true;
      if (token < 0) continue;
      const char = String.fromCharCode(token);
      for (const each of [char, char.toLowerCase(), char.toUpperCase()]) named.add(each.charCodeAt(0));
    }
  }
  const isFree = (char: string) => !named.has(char.charCodeAt(0));
  const beyond = freeBeyondAscii(named);
  const colon = hasParts ? [':'] : [];
  const ofClasses = charactersByClass.flatMap(chars => chars.find(isFree) ?? chars);
  return { plain: [preferred.find(isFree) ?? beyond, ...colon], ofClasses: [...ofClasses, beyond, ...colon] };
}

const preferred = [...'xyzqw0123456789abcdefghijklmnoprstuv-_./ABCDEFGHIJKLMNOPQRSTUVWXYZ=+@, '];

/** The ASCII characters that a value may have, by the classes that they belong to. */
const charactersByClass: readonly (readonly string[])[] = (() => {
  const found = new Map<string, string[]>();
  for (const char of [...preferred, ':']) {
    const kind = characterClasses.map(each => each.test(char)).join();
    found.set(kind, [...(found.get(kind) ?? []), char]);
  }
  return [...found.values()];
})();

function freeBeyondAscii(named: ReadonlySet<number>): string {
  let code = 0xa1;
  while (named.has(code)) code += 1;
  return String.fromCharCode(code);
}

function keyOf(positions: Positions[]): string {
  return positions.map(lists => lists.map(list => list?.join() ?? '-').join(';')).join('|');
}

function wordOf(state: State): string {
  const chars: string[] = [];
  for (let at: State | undefined = state; at?.before; at = at.before) chars.push(at.char!);
  return chars.reverse().join('');
}

/** Whether some word matches both. With open variables: whether some values make one. */
export function overlap(a: Pattern, b: Pattern, budget: Budget): boolean {
  return (
    findWord(
      [
        { patterns: [a], isIn: true },
        { patterns: [b], isIn: true },
      ],
      budget,
    ) !== undefined
  );
}
