// What requests can be: which requirements on the resource and on each condition key can hold together. Each of them is
// a state, built once for each set of requirements and extended one by one.

import type { Predicate } from '../document/conditions.js';
import type { Listed, NormalStatement } from '../document/document.js';
import { spend } from '../document/language.js';
import { matches, type Pattern, resolve, withForms, withoutDefaults } from '../document/wildcard.js';
import { formOf, mayBeEmpty } from './context-keys.js';
import { anyResource, resourcesIn, type Words, type World } from './regions.js';
import { exactly, type KeyFacts, type Literal, solveKey } from './solve.js';

/** One requirement of a statement besides its action: a resource in its list, or a condition. */
export interface Part {
  /** The same for two parts with the same meaning. */
  id: string;
  /** What it is about: a condition key, or empty for the resource. */
  about: string;
  list?: Listed<Pattern>;
  predicate?: Predicate;
}

const known = new WeakMap<NormalStatement, readonly Part[]>();

export function partsOf(statement: NormalStatement): readonly Part[] {
  let parts = known.get(statement);
  if (!parts) {
    const { resources, conditions } = statement;
    const list = resources && { isNot: resources.isNot, items: resources.items.map(withValueForms) };
    const ofList = list && { id: `${list.isNot} ${list.items.map(each => each.id).join('\n')}`, about: '', list };
    const ofConditions = conditions.map(each => ({ id: each.id, about: each.key, predicate: withPatterns(each) }));
    parts = ofList ? [ofList, ...ofConditions] : ofConditions;
    known.set(statement, parts);
  }
  return parts;
}

function withPatterns(predicate: Predicate): Predicate {
  if (!('test' in predicate) || !predicate.test.wanted.some(each => each.variables)) return predicate;
  const { test } = predicate;
  return { ...predicate, test: { ...test, wanted: test.wanted.map(withValueForms) } };
}

/** A variable stands for a value of its key, which has a form. */
function withValueForms(pattern: Pattern): Pattern {
  return withForms(pattern, (key, fallback) => {
    const [form, ...more] = formOf(key).patterns;
    if (!form || more.length > 0 || mayBeEmpty(key)) return undefined;
    return fallback === undefined || matches(form, fallback) ? form.tokens : undefined;
  });
}

/** The requirements on one subject so far, and what they leave. */
export interface State {
  key: string;
  /** By the id of each part: whether it must hold. */
  sides: ReadonlyMap<string, boolean>;
  literals: readonly Literal[];
  words: readonly Words[];
  next: Map<string, State | undefined>;
}

/** The values of variables that are fixed for a search; an empty list is a missing key. */
export type Values = ReadonlyMap<string, readonly string[]>;

export interface Assumptions {
  values: Values;
  /** Keys that every request has, with any value. */
  present?: ReadonlySet<string>;
  /**
   * `certain`: only requests whose decision AWS documents. `likely`: no such request is missed, but variables without a
   * value, and what AWS does not document, may let through others. `open`: all that AWS may mean.
   */
  reading: 'certain' | 'likely' | 'open';
}

function factsWith(facts: KeyFacts, key: string, { values, present }: Assumptions): KeyFacts {
  const own = values.get(key);
  const valuesOf: KeyFacts['valuesOf'] = each => values.get(each) ?? facts.valuesOf(each);
  if (own?.length === 0) return { ...facts, valuesOf, isMissing: true };
  if (own) return { ...facts, valuesOf, isNeeded: true, shape: own.map(each => exactly(each)) };
  return present?.has(key) ? { ...facts, valuesOf, isNeeded: true } : { ...facts, valuesOf };
}

export class Theory {
  readonly world: World;
  private readonly states = new Map<string, State | undefined>();
  private readonly lists = new Map<string, { list: Listed<Pattern>; isOpen: boolean }>();
  private readonly numbers = new Map<string, number>();

  constructor(
    world: World,
    private readonly assumed: Assumptions,
  ) {
    this.world = { budget: world.budget, factsOf: key => factsWith(world.factsOf(key), key, assumed) };
  }

  /** The state without requirements. */
  private start(about: string): State {
    const key = `${about}:`;
    let state = this.states.get(key);
    if (!state) {
      state = { key, sides: new Map(), literals: [], words: anyResource, next: new Map() };
      this.states.set(key, state);
    }
    return state;
  }

  /** The state with one more requirement; undefined if no request meets all of them. */
  and(before: State | undefined, part: Part, isTrue: boolean): State | undefined {
    const state = before ?? this.start(part.about);
    const side = state.sides.get(part.id);
    if (side !== undefined) return side === isTrue ? state : undefined;
    const number = this.numberOf(part, isTrue);
    if (state.next.has(number)) return state.next.get(number);
    const found = this.made(state, part, isTrue, number);
    state.next.set(number, found);
    return found;
  }

  /** Whether the part certainly does not hold. */
  isRefuted(state: State | undefined, part: Part): boolean {
    if (state?.sides.get(part.id) === false) return true;
    return this.assumed.reading !== 'certain' && !this.and(state, part, true);
  }

  private numberOf({ id, about }: Part, isTrue: boolean): string {
    const name = `${about}:${id}`;
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(name, number);
    }
    return `${number}${isTrue ? '+' : '-'}`;
  }

  private made(state: State, part: Part, isTrue: boolean, number: string): State | undefined {
    spend(this.world.budget, 0.5);
    const codes = state.key
      .slice(part.about.length + 1)
      .split(',')
      .filter(each => each !== '');
    const key = `${part.about}:${[...codes, number].sort().join()}`;
    if (this.states.has(key)) return this.states.get(key);
    const sides = new Map([...state.sides, [part.id, isTrue] as const]);
    const found = part.predicate
      ? this.withPredicate(state, part.predicate, isTrue)
      : this.withList(state, part, isTrue);
    const made = found && { ...found, key, sides, next: new Map() };
    this.states.set(key, made);
    return made;
  }

  private withPredicate(state: State, predicate: Predicate, isTrue: boolean) {
    const literals = [...state.literals, { predicate: this.presumed(predicate), isTrue }];
    const solution = solveKey(predicate.key, literals, this.world.factsOf(predicate.key), this.world.budget);
    if (solution === 'none' || (this.assumed.reading === 'certain' && !solution.isSure)) return undefined;
    return { literals, words: state.words };
  }

  /** AWS does not document what a NotResource means when one of its variables has no value. */
  private withList(state: State, part: Part, isTrue: boolean) {
    const { list, isOpen } = this.filled(part);
    const { literals } = state;
    if (isOpen && isTrue && this.assumed.reading === 'certain') return undefined;
    if (isOpen && !isTrue && this.assumed.reading !== 'certain') return { literals, words: state.words };
    const words = resourcesIn(state.words, list, isTrue, this.world);
    return words.length === 0 ? undefined : { literals, words };
  }

  /** The list with the values of its variables. */
  private filled({ id, list }: Part): { list: Listed<Pattern>; isOpen: boolean } {
    let found = this.lists.get(id);
    if (!found) {
      found = this.filledList(list!);
      this.lists.set(id, found);
    }
    return found;
  }

  private filledList({ isNot, items: written }: Listed<Pattern>): { list: Listed<Pattern>; isOpen: boolean } {
    const { valuesOf } = this.world.factsOf('');
    const items = written.map(each => this.withoutDefaults(each));
    const isFixed = ({ variables }: Pattern) => variables?.every(key => valuesOf(key) !== undefined);
    const filled = items.map(each => (isFixed(each) ? resolve(each, valuesOf) : each));
    const isOpen = isNot && filled.some(each => !each || each.isNever);
    if (!items.some(isFixed)) return { list: { isNot, items }, isOpen };
    return { list: { isNot, items: filled.flatMap(each => each ?? []) }, isOpen };
  }

  private presumed(predicate: Predicate): Predicate {
    if (!('test' in predicate) || !predicate.test.wanted.some(each => each.variables)) return predicate;
    const wanted = predicate.test.wanted.map(each => this.withoutDefaults(each));
    return { ...predicate, test: { ...predicate.test, wanted } };
  }

  /** The default of a variable is of no use if every request has its key. */
  private withoutDefaults(pattern: Pattern): Pattern {
    if (!pattern.variables?.every(key => this.assumed.present?.has(key))) return pattern;
    return pattern.source.includes(',') ? withValueForms(withoutDefaults(pattern)) : pattern;
  }
}
