// Sets of texts as words (what some patterns match and others do not), and sets of requests as regions: which actions,
// on which resources, under which conditions.

import { anyText } from '../document/characters.js';
import type { Listed } from '../document/document.js';
import { mayMeet } from '../document/heads.js';
import { type Budget, findWord, type Group, matchesWithin, spend } from '../document/language.js';
import { type Pattern, patternOf, widest } from '../document/wildcard.js';
import type { KeyFacts, Literal } from './solve.js';

/** The words that match every pattern of `all` and no pattern of `none`. */
export interface Words {
  all: readonly Pattern[];
  none: readonly Pattern[];
}

export interface Region {
  /** Alternatives. */
  actions: readonly Words[];
  resources: readonly Words[];
  literals: readonly Literal[];
}

/** Facts about all requests of the comparison, and its budget. */
export interface World {
  factsOf(key: string): KeyFacts;
  budget: Budget;
}

export const anything = patternOf('*', { kind: 'glob', hasVariables: false });
/** The form of every action and every resource. */
const actionShape: Group = { patterns: [patternOf('?*:?*', { kind: 'glob', hasVariables: false })], isIn: true };
const resourceShape: Group = { patterns: [patternOf('?*', { kind: 'glob', hasVariables: false })], isIn: true };

/** Every resource. */
export const anyResource: readonly Words[] = [{ all: [anything], none: [] }];

/** The resources that are in the list or, with `isIn` false, outside it. */
export function resourcesIn(
  words: readonly Words[],
  listed: Listed<Pattern>,
  isIn: boolean,
  world: World,
): readonly Words[] {
  return cut(words, listed, isIn, resourceShape, world);
}

interface Index {
  literals: ReadonlyMap<string, Pattern>;
  others: readonly Pattern[];
}

const indexes = new WeakMap<Listed<Pattern>, Index>();

function indexOf(listed: Listed<Pattern>): Index {
  let index = indexes.get(listed);
  if (!index) {
    index = {
      literals: new Map(listed.items.flatMap(each => (each.literal === undefined ? [] : [[each.literal, each]]))),
      others: listed.items.filter(each => each.literal === undefined && !each.isNever),
    };
    indexes.set(listed, index);
  }
  return index;
}

/** The words that are in the list or, with `isIn` false, outside it. */
function cut(
  words: readonly Words[],
  listed: Listed<Pattern>,
  isIn: boolean,
  shape: Group,
  world: World,
): readonly Words[] {
  const wantsListed = isIn !== listed.isNot;
  return words.flatMap(each =>
    wantsListed ? inside(each, listed, shape, world) : outside(each, listed, shape, world),
  );
}

/** The only word, if there is exactly one. */
function onlyWord({ all }: Words): string | undefined {
  return all.find(each => each.literal !== undefined)?.literal;
}

function inside(words: Words, listed: Listed<Pattern>, shape: Group, world: World): Words[] {
  const { literals, others } = indexOf(listed);
  spend(world.budget, 1 + others.length / 8);
  const only = onlyWord(words);
  if (only !== undefined) {
    if (literals.has(only) || others.some(each => !each.variables && matchesWithin(each, only, world.budget)))
      return [words];
    return openFor(only, others, world)
      .filter(each => !words.none.some(own => own.id === each.id))
      .map(each => ({ ...words, all: [...words.all, each] }));
  }
  if (others.some(each => isAnything(each) || words.all.some(own => own.id === each.id))) return [words];
  const found: Words[] = [];
  for (const [literal, pattern] of literals) {
    if (!words.all.every(each => matchesWithin(widest(each), literal, world.budget))) continue;
    if (words.none.some(each => matchesWithin(each, literal, world.budget))) continue;
    found.push({
      all: [pattern, ...words.all.filter(each => each.variables)],
      none: words.none.filter(each => each.variables),
    });
  }
  for (const each of others) {
    if (!words.all.every(own => mayMeet(own, each))) continue;
    const both = {
      all: isAnything(words.all[0]!) && words.all.length === 1 ? [each] : [...words.all, each],
      none: words.none,
    };
    if (!isEmpty(both, shape, world)) found.push(both);
  }
  return found;
}

/** The patterns that match the text with some values of their variables. */
function openFor(only: string, patterns: readonly Pattern[], world: World): Pattern[] {
  return patterns.filter(each => each.variables && matchesWithin(widest(each), only, world.budget));
}

function outside(words: Words, listed: Listed<Pattern>, shape: Group, world: World): Words[] {
  const { literals, others } = indexOf(listed);
  spend(world.budget, 1 + others.length / 8);
  const only = onlyWord(words);
  if (only !== undefined && literals.has(only)) return [];
  if (others.some(each => isAnything(each) || words.all.some(own => own.id === each.id))) return [];
  if (only !== undefined) {
    if (others.some(each => matchesWithin(each, only, world.budget))) return [];
    const open = openFor(only, others, world);
    return [open.length === 0 ? words : { ...words, none: [...words.none, ...open] }];
  }
  const near = listed.items.filter(
    each =>
      !each.isNever &&
      words.all.every(own => mayMeet(own, each)) &&
      (each.literal !== undefined
        ? words.all.every(own => own.variables || matchesWithin(own, each.literal!, world.budget))
        : !isEmpty({ all: [...words.all, each], none: [] }, shape, world)),
  );
  spend(world.budget, listed.items.length / 8);
  if (near.length === 0) return [words];
  const rest = { all: words.all, none: [...words.none, ...near] };
  return isEmpty(rest, shape, world) ? [] : [rest];
}

export function isAnything(pattern: Pattern): boolean {
  return pattern.tokens.length === 1 && pattern.source === '*' && pattern.kind === 'glob';
}

function isEmpty(words: Words, shape: Group, world: World): boolean {
  return !hasSample(words, shape, world.budget) && wordOf(words, shape, world) === undefined;
}

const samples = new WeakMap<Pattern, string>();

/** A text for each pattern that rarely matches any other pattern: a quick answer before patterns are walked. */
function hasSample({ all, none }: Words, shape: Group, budget: Budget): boolean {
  if (all.length > 3) return false;
  return all.some(pattern => {
    const { variables, kind, isNever, tokens, literal } = pattern;
    if (variables || isNever || kind !== 'glob' || tokens.length > 200) return false;
    let sample = literal ?? samples.get(pattern);
    if (sample === undefined) {
      sample = tokens
        .map(token => (token >= 0 ? String.fromCharCode(token) : token === anyText ? ':qz:zq' : 'q'))
        .join('');
      samples.set(pattern, sample);
    }
    return isOneOf({ all: [...shape.patterns, ...all], none }, sample, budget);
  });
}

export function hasAction(words: Words, world: World): boolean {
  return !isEmpty(words, actionShape, world);
}

/** Answers of one comparison, which asks for the same words repeatedly. */
const memos = new WeakMap<Budget, Map<string, string | undefined>>();

function wordOf({ all, none }: Words, shape: Group, { budget }: World): string | undefined {
  let memo = memos.get(budget);
  if (!memo) {
    memo = new Map();
    memos.set(budget, memo);
  }
  const ids = (patterns: readonly Pattern[]) => patterns.map(each => each.id).join('\n');
  const key = `${shape === actionShape}\n${ids(all)}\n\n${ids(none)}`;
  if (memo.has(key)) return memo.get(key);
  spend(budget, key.length / 1000);
  const groups: Group[] = [shape, ...all.map(each => ({ patterns: [each], isIn: true }))];
  if (none.length > 0) groups.push({ patterns: none, isIn: false });
  const word = findWord(groups, budget);
  memo.set(key, word);
  return word;
}

export function someAction(words: Words, world: World): string | undefined {
  return wordOf(words, actionShape, world);
}

export function someResource(words: Words, world: World): string | undefined {
  return wordOf(words, resourceShape, world);
}

/** Whether a text is one of the words, after all variables are filled in. */
export function isOneOf({ all, none }: Words, text: string, budget: Budget): boolean {
  return all.every(each => matchesWithin(each, text, budget)) && !none.some(each => matchesWithin(each, text, budget));
}
