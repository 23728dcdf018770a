// Patterns as languages: which text matches each of some patterns and none of some others? Exact, within a budget of
// steps: it runs the patterns side by side, one character at a time (subset construction, built only as far as needed).
// Knows nothing of policies.
import { type Others, otherCharacters } from './alphabet.js';
import { anyText, closure, isOfClass, moved } from './characters.js';
import { matches, type Pattern, resolve, widest } from './wildcard.js';

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
  const sure = withoutVariables(groups, budget);
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
 * outside, the pattern is ignored, unless it covers the first for every value. So "no word" holds for every value.
 * Undefined when a group is empty.
 */
function withoutVariables(groups: readonly Group[], budget: Budget): Group[] | undefined {
  const unwanted = groups.filter(group => !group.isIn).flatMap(group => group.patterns);
  const outside = new Set(unwanted.map(each => each.id));
  const sure: Group[] = [];
  for (const { patterns, isIn } of groups) {
    const kept = patterns.filter(
      each => !each.isNever && (isIn ? !outside.has(each.id) && !isCovered(each, unwanted, budget) : !each.variables),
    );
    if (isIn && kept.length === 0) return undefined;
    if (kept.length > 0) sure.push({ patterns: isIn ? kept.map(widest) : kept, isIn });
  }
  return sure;
}

/**
 * Whether some patterns match all that this one matches, whatever the value of its variable. It is enough to try values
 * of letters that occur nowhere else, one for each length up to the number of `?` and one more: then some letter is
 * matched by a `*` or by the variable itself, so any longer or other value is too.
 */
function isCovered(pattern: Pattern, others: readonly Pattern[], budget: Budget): boolean {
  const [key, ...more] = pattern.variables ?? [];
  const isSimple = key !== undefined && more.length === 0 && pattern.source.split('${').length === 2;
  if (!isSimple || pattern.source.includes(',') || pattern.ignoresCase || pattern.kind === 'arn') return false;
  const usable = others.filter(each => !each.isNever && each.kind !== 'arn' && each.kind !== 'shape');
  if (!usable.some(each => each.variables?.includes(key))) return false;
  const lengths = 1 + Math.max(...usable.map(each => each.source.split('?').length - 1));
  if (lengths > 3) return false;
  for (let length = 0; length <= lengths; length += 1) {
    const valuesOf = (each: string) => [each === key ? letters.slice(0, length) : otherLetters];
    const filled = (each: Pattern) => (each.variables ? (resolve(each, valuesOf) ?? []) : each);
    const own = resolve(pattern, valuesOf)!;
    const rest = usable.flatMap(filled);
    if (
      findWord(
        [
          { patterns: [own], isIn: true },
          { patterns: rest, isIn: false },
        ],
        budget,
      ) !== undefined
    )
      return false;
  }
  return true;
}

/** Letters of no policy. */
const letters = '\uE000\uE001\uE002\uE003';
const otherLetters = '\uE004\uE005';

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
  const other = otherCharacters(groups.flatMap(group => group.patterns));
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
