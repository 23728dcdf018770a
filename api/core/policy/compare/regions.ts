// Sets of requests as regions: which actions, on which resources, under which conditions. A statement is a region. What
// it allows beyond other statements remains when their regions are cut out of it, piece by piece. Empty pieces are
// dropped at once, so little remains when two policies mean the same.
import type { Listed, NormalStatement } from '../document/document.js';
import { mayMeet } from '../document/heads.js';
import { type Budget, findWord, type Group, matchesWithin, spend } from '../document/language.js';
import { type Pattern, patternOf, widest } from '../document/wildcard.js';
import { type KeyFacts, type Literal, solveKey } from './solve.js';

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

const anything = patternOf('*', { kind: 'glob', hasVariables: false });
/** The form of every action and every resource. */
const actionShape: Group = { patterns: [patternOf('?*:?*', { kind: 'glob', hasVariables: false })], isIn: true };
const resourceShape: Group = { patterns: [patternOf('?*', { kind: 'glob', hasVariables: false })], isIn: true };

const everything: Region = {
  actions: [{ all: [anything], none: [] }],
  resources: [{ all: [anything], none: [] }],
  literals: [],
};

/** The requests that a statement applies to; undefined when there are none. */
export function regionOf(statement: NormalStatement, world: World): Region | undefined {
  return within(everything, statement, world);
}

/** The part of a region that a statement applies to. */
export function within(region: Region, statement: NormalStatement, world: World): Region | undefined {
  const actions = cut(region.actions, statement.actions, true, actionShape, world);
  if (actions.length === 0) return undefined;
  const resources = resourcesIn(region, statement, true, world);
  if (resources.length === 0) return undefined;
  const literals = statement.conditions.map(predicate => ({ predicate, isTrue: true }));
  return withLiterals({ ...region, actions, resources }, literals, world);
}

/** The parts of a region that a statement does not apply to; they do not overlap. */
export function without(region: Region, statement: NormalStatement, world: World): Region[] {
  spend(world.budget, 1);
  const inside = cut(region.actions, statement.actions, true, actionShape, world);
  if (inside.length === 0) return [region];
  const pieces: Region[] = [];
  const outside = cut(region.actions, statement.actions, false, actionShape, world);
  if (outside.length > 0) pieces.push({ ...region, actions: outside });
  const elsewhere = resourcesIn(region, statement, false, world);
  if (elsewhere.length > 0) pieces.push({ ...region, actions: inside, resources: elsewhere });
  if (statement.conditions.length === 0) return pieces;
  const here = resourcesIn(region, statement, true, world);
  if (here.length === 0) return pieces;
  let rest: Region = { ...region, actions: inside, resources: here };
  for (const predicate of statement.conditions) {
    const piece = withLiterals(rest, [{ predicate, isTrue: false }], world);
    if (piece) pieces.push(piece);
    const next = withLiterals(rest, [{ predicate, isTrue: true }], world);
    if (!next) break;
    rest = next;
  }
  return pieces;
}

function resourcesIn(region: Region, statement: NormalStatement, isIn: boolean, world: World): readonly Words[] {
  if (!statement.resources) return isIn ? region.resources : [];
  return cut(region.resources, statement.resources, isIn, resourceShape, world);
}

/** Undefined when the literals exclude every value of one of their keys. */
function withLiterals(region: Region, more: readonly Literal[], world: World): Region | undefined {
  if (more.length === 0) return region;
  spend(world.budget, (region.literals.length * more.length) / 8);
  const literals = [...region.literals];
  for (const literal of more) {
    if (!literals.some(each => each.predicate.id === literal.predicate.id && each.isTrue === literal.isTrue))
      literals.push(literal);
  }
  for (const key of new Set(more.map(each => each.predicate.key))) {
    const own = literals.filter(each => each.predicate.key === key);
    if (solveKey(key, own, world.factsOf(key), world.budget) === 'none') return undefined;
  }
  return { ...region, literals };
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
    if (!words.all.every(each => each.variables || matchesWithin(each, literal, world.budget))) continue;
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

function isAnything(pattern: Pattern): boolean {
  return pattern.tokens.length === 1 && pattern.source === '*' && pattern.kind === 'glob';
}

function isEmpty(words: Words, shape: Group, world: World): boolean {
  return wordOf(words, shape, world) === undefined;
}

function wordOf({ all, none }: Words, shape: Group, world: World): string | undefined {
  const groups: Group[] = [shape, ...all.map(each => ({ patterns: [each], isIn: true }))];
  if (none.length > 0) groups.push({ patterns: none, isIn: false });
  return findWord(groups, world.budget);
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
