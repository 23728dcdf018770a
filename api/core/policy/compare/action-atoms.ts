// Splits all actions into atoms: sets of actions that no action pattern of a comparison tells apart. Statements are
// compared atom by atom, each with the few statements that apply to it.
import { actionsCovered, isOfOneService } from '../catalogue/actions.js';
import type { Listed } from '../document/document.js';
import { mayMeet } from '../document/heads.js';
import { type Budget, matchesWithin, spend } from '../document/language.js';
import { type Pattern, patternOf } from '../document/wildcard.js';
import { wordsFor } from './action-words.js';
import { anything, hasAction, isAnything, type Words, type World } from './regions.js';

export interface Atom {
  words: Words;
  /** The names (`actionName`) of the patterns that match these actions. */
  names: ReadonlySet<string>;
  /** Whether they are in a list, as far as it is known. */
  lists: Map<Listed<Pattern>, boolean>;
}

/** The same for two action patterns with the same meaning but for their case. */
export function actionName({ literal, source }: Pattern): string {
  return literal ?? `* ${source.toLowerCase()}`;
}

/** Whether the actions of an atom are in a list; its patterns must be among those that made the atoms. */
export function isIn({ names, lists }: Atom, list: Listed<Pattern>): boolean {
  let found = lists.get(list);
  if (found === undefined) {
    const listed = namesIn(list);
    let isListed = listed.isAll;
    for (const each of names) isListed ||= listed.names.has(each);
    found = isListed !== list.isNot;
    lists.set(list, found);
  }
  return found;
}

const namesOfLists = new WeakMap<Listed<Pattern>, { names: ReadonlySet<string>; isAll: boolean }>();

/** A list may have thousands of patterns, and an atom has few. */
function namesIn(list: Listed<Pattern>) {
  let found = namesOfLists.get(list);
  if (!found) {
    found = { names: new Set(list.items.map(actionName)), isAll: list.items.some(isAnything) };
    namesOfLists.set(list, found);
  }
  return found;
}

/** Those of one comparison, which asks for the same ones for each direction and caller. */
const memos = new WeakMap<Budget, Map<string, Atoms>>();

export interface Atoms {
  atoms: Atom[];
  /** False if there are so many that only those of AWS's reference are listed. */
  isComplete: boolean;
}

/** The share of the budget that may be spent on them. */
const shareAtMost = 0.25;

/** The atoms of the actions that match `within`. */
export function atomsOf(patterns: readonly Pattern[], within: Pattern | undefined, world: World): Atoms {
  const distinct = new Map(patterns.filter(each => !isAnything(each)).map(each => [actionName(each), each]));
  const name = JSON.stringify([within?.id, [...distinct.keys()].sort()]);
  const memo = memos.get(world.budget) ?? new Map<string, Atoms>();
  memos.set(world.budget, memo);
  let atoms = memo.get(name);
  if (!atoms) {
    atoms = madeOf([...distinct.values()], within, world);
    memo.set(name, atoms);
  }
  return atoms;
}

function madeOf(distinct: readonly Pattern[], within: Pattern | undefined, world: World): Atoms {
  if (within?.literal !== undefined) return { atoms: [literalAtom(within, distinct, world)], isComplete: true };
  const least = world.budget.left * (1 - shareAtMost);
  if (within || distinct.length <= togetherAtMost)
    return atomsFrom({ start: within ?? anything, except: [], least }, distinct, world);
  const services = new Map<string | undefined, Pattern[]>();
  for (const each of distinct) {
    const service = serviceOf(each);
    services.set(service, [...(services.get(service) ?? []), each]);
  }
  const anyService = services.get(undefined) ?? [];
  services.delete(undefined);
  const made = [...services].map(([service, own]) => {
    const start = patternOf(`${service}:*`, { kind: 'glob', ignoresCase: true, hasVariables: false });
    return { start, atoms: atomsFrom({ start, except: [], least }, [...own, ...anyService], world) };
  });
  const except = made.map(each => each.start);
  const all = [...made.map(each => each.atoms), atomsFrom({ start: anything, except, least }, anyService, world)];
  return { atoms: all.flatMap(each => each.atoms), isComplete: all.every(each => each.isComplete) };
}

/** Of more patterns, those of different services are not compared with each other: a long list names many. */
const togetherAtMost = 40;

function serviceOf({ literal, source }: Pattern): string | undefined {
  return /^([a-z0-9-]+):/.exec((literal ?? source).toLowerCase())?.[1];
}

interface Space {
  /** All actions to split match it. */
  start: Pattern;
  /** None of them matches these. */
  except: readonly Pattern[];
  /** What the budget must keep. */
  least: number;
}

function atomsFrom({ start, except, least }: Space, patterns: readonly Pattern[], world: World): Atoms {
  const near = patterns.filter(each => mayMeet(start, each));
  const literals = near.filter(each => each.literal !== undefined && matchesWithin(start, each.literal, world.budget));
  const whole: Atom = {
    words: { all: [start], none: [...literals, ...except] },
    names: new Set(isAnything(start) ? [] : [actionName(start)]),
    lists: new Map(),
  };
  // Some service is always left.
  let atoms = except.length > 0 || hasAction(whole.words, world) ? [whole] : [];
  for (const pattern of near.filter(each => each.literal === undefined)) {
    const before = atoms;
    atoms = [];
    for (const each of before) {
      if (world.budget.left < least) return { atoms: knownAtoms(start, near, world), isComplete: false };
      atoms.push(...split(each, pattern, world));
    }
  }
  return { atoms: [...literals.map(each => literalAtom(each, near, world)), ...atoms], isComplete: true };
}

/** The known actions, and one for each pattern that names none of them, by the patterns that match them. */
function knownAtoms(start: Pattern, patterns: readonly Pattern[], { budget }: World): Atom[] {
  const found = new Map<string, { names: string[]; actions: string[] }>();
  const others = patterns.filter(each => {
    // Without a service name the whole catalogue is searched.
    spend(budget, isOfOneService(each.source) ? 20 : 2000);
    return actionsCovered(each.source).length === 0;
  });
  const named = others.map(each => each.source.replace(/[*?]/g, 'x')).filter(each => each.includes(':'));
  const wanted = named.filter(each => matchesWithin(start, each, budget));
  for (const action of [...actionsCovered(start.source), ...wanted]) {
    const names = patterns.filter(each => matchesWithin(each, action, budget)).map(actionName);
    const key = JSON.stringify(names);
    const before = found.get(key);
    if (before) before.actions.push(action);
    else found.set(key, { names, actions: [action] });
  }
  return [...found.values()].map(({ names, actions }) => ({
    words: wordsFor(actions),
    names: new Set([actionName(start), ...names]),
    lists: new Map(),
  }));
}

function literalAtom(literal: Pattern, patterns: readonly Pattern[], { budget }: World): Atom {
  const matching = patterns.filter(each => matchesWithin(each, literal.literal!, budget));
  return {
    words: { all: [literal], none: [] },
    names: new Set([literal, ...matching].map(actionName)),
    lists: new Map(),
  };
}

function split(atom: Atom, pattern: Pattern, world: World): Atom[] {
  const { words, names } = atom;
  spend(world.budget, 0.5);
  const name = actionName(pattern);
  if (names.has(name)) return [atom];
  if (!words.all.every(each => mayMeet(each, pattern))) return [atom];
  const [first] = words.all;
  const isWider = words.all.length === 1 && (isAnything(first!) || first!.source === `${serviceOf(pattern)}:*`);
  const all = isWider ? [pattern] : [...words.all, pattern];
  const inside = { all, none: words.none };
  if (!hasAction(inside, world)) return [atom];
  const outside = { all: words.all, none: [...words.none, pattern] };
  const within = { words: inside, names: new Set([...names, name]), lists: new Map() };
  return hasAction(outside, world) ? [within, { words: outside, names, lists: new Map() }] : [within];
}
