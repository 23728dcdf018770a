// Finds values of one context key that make some predicates true and others false. Exact for texts (language.ts), and
// for numbers, dates and addresses, where one value at each bound and in each gap is enough. *Unsure* where these are
// mixed, an operator is unknown, or a variable is open.
import type { KeyType } from '../catalogue/keys.js';
import { addressOf, addressText, rangeOf } from '../document/addresses.js';
import { dateOf, hasOpenNegation, numberOf, type Predicate, passes, type Test } from '../document/conditions.js';
import { type Budget, findWord, type Group, spend } from '../document/language.js';
import { type Pattern, patternOf, resolve, type ValuesOf } from '../document/wildcard.js';
import { formOf, isAlwaysPresent, mayBeEmpty, mayHaveSeveral, samplesOf, typeOf } from './context-keys.js';

/** A predicate that must hold, or must not. */
export interface Literal {
  predicate: Predicate;
  isTrue: boolean;
}

/** `values` empty: the key is missing. `isSure`: the values certainly satisfy the predicates; otherwise they may. */
export type Solution = { values: readonly string[]; isSure: boolean } | 'none';

export interface KeyFacts {
  /** The fixed part of the request, used to fill in variables. */
  valuesOf: ValuesOf;
  /** Groups of patterns that every value is in, or outside. */
  shape?: readonly Group[];
  /** The key must be present: every request has it, or a variable uses its value. */
  isNeeded?: boolean;
  /** No request has the key. */
  isMissing?: boolean;
}

interface Needs {
  mayBeMissing: boolean;
  mayBePresent: boolean;
  some: Test[];
  every: Test[];
  isSure: boolean;
}

export function solveKey(key: string, literals: readonly Literal[], facts: KeyFacts, budget: Budget): Solution {
  spend(budget, literals.length);
  const needs = needsOf(key, literals, facts);
  if (!needs) return 'none';
  const { isSure, some, every } = needs;
  if (needs.mayBeMissing) return { values: [], isSure };
  if (!needs.mayBePresent) return 'none';
  const one = findValue(key, [...some, ...every], facts, budget);
  if (one !== 'none') return { values: [one.value], isSure: isSure && one.isSure };
  return severalValues(key, literals, facts, budget);
}

/**
 * A value for each test that some value must pass. AWS does not document several values for an operator without a set
 * operator, so such predicates are ignored, and the values are unsure.
 */
function severalValues(key: string, literals: readonly Literal[], facts: KeyFacts, budget: Budget): Solution {
  const isSet = ({ predicate }: Literal) => 'test' in predicate && predicate.isSet;
  if (!mayHaveSeveral(key, literals.some(isSet))) return 'none';
  const clear = literals.filter(each => !('test' in each.predicate) || isSet(each));
  const needs = needsOf(key, clear, { ...facts, isNeeded: true });
  const isSure = needs?.isSure && clear.length === literals.length;
  if (!needs?.mayBePresent || (isSure && needs.some.length < 2)) return 'none';
  const found = needs.some.map(test => findValue(key, [test, ...needs.every], facts, budget));
  if (found.length === 0) found.push(findValue(key, needs.every, facts, budget));
  if (clear.length < literals.length) {
    const others = needsOf(key, literals, { ...facts, isNeeded: true })?.some.slice(needs.some.length) ?? [];
    const more = others.map(test => findValue(key, [test, ...needs.every], facts, budget));
    found.push(...more.filter(each => each !== 'none'));
  }
  const values = found.flatMap(each => (each === 'none' ? [] : [each]));
  if (values.length < found.length) return 'none';
  return {
    values: [...new Set(values.map(each => each.value))],
    isSure: isSure === true && values.every(each => each.isSure),
  };
}

/** Undefined when two literals contradict each other for all values. */
function needsOf(key: string, literals: readonly Literal[], facts: KeyFacts): Needs | undefined {
  const needs: Needs = {
    mayBeMissing: !isAlwaysPresent(key) && !facts.isNeeded,
    mayBePresent: !facts.isMissing,
    some: [],
    every: [],
    isSure: true,
  };
  const sides = new Map<string, boolean>();
  for (const { predicate, isTrue } of literals) {
    const before = sides.get(predicate.id);
    if (before !== undefined && before !== isTrue) return undefined;
    if (before === isTrue) continue;
    sides.set(predicate.id, isTrue);
    if ('test' in predicate && isUnexplained(predicate.test, facts)) {
      needs.isSure = false;
      // What a missing key means is documented.
      needs.mayBeMissing &&= (predicate.asks === 'every' || predicate.orMissing) === isTrue;
      continue;
    }
    switch (predicate.asks) {
      case 'always':
        if (!isTrue) return undefined;
        break;
      case 'opaque':
        needs.isSure = false;
        break;
      case 'missing':
      case 'present':
        if ((predicate.asks === 'missing') === isTrue) needs.mayBePresent = false;
        else needs.mayBeMissing = false;
        break;
      case 'some':
        needs.mayBeMissing &&= predicate.orMissing === isTrue;
        if (isTrue) needs.some.push(filled(predicate.test, facts));
        else needs.every.push(negated(filled(predicate.test, facts)));
        break;
      case 'every':
        needs.mayBeMissing &&= isTrue;
        if (isTrue) needs.every.push(filled(predicate.test, facts));
        else needs.some.push(negated(filled(predicate.test, facts)));
        break;
    }
  }
  return needs;
}

/** A negated operator with a variable that certainly has no value. */
function isUnexplained(test: Test, { valuesOf }: KeyFacts): boolean {
  if (!test.isNegated) return false;
  const wanted = test.wanted.filter(each => each.isNever || each.variables?.every(key => valuesOf(key) !== undefined));
  return hasOpenNegation({ ...test, wanted }, valuesOf);
}

function negated(test: Test): Test {
  return { ...test, isNegated: !test.isNegated };
}

/** Fills in the variables whose keys are fixed. */
function filled(test: Test, { valuesOf }: KeyFacts): Test {
  if (!test.wanted.some(each => each.variables)) return test;
  return { ...test, wanted: test.wanted.flatMap(each => filledPattern(each, valuesOf) ?? []) };
}

/** A pattern stays as it is while one of its variables is not fixed; undefined if it cannot match. */
export function filledPattern(pattern: Pattern, valuesOf: ValuesOf): Pattern | undefined {
  if (!pattern.variables?.every(key => valuesOf(key) !== undefined)) return pattern;
  return resolve(pattern, valuesOf);
}

type Value = { value: string; isSure: boolean };

function findValue(key: string, tests: readonly Test[], facts: KeyFacts, budget: Budget): Value | 'none' {
  const isOpen = tests.some(test => test.wanted.some(each => each.variables));
  const isGood = (value: string) => tests.every(test => passes(test, value, facts.valuesOf));
  const families = new Set(tests.map(test => test.family));
  const isText = !['number', 'date', 'address'].some(each => families.has(each as Test['family']));
  const wanted = tests.reduce((sum, test) => sum + 1 + test.wanted.length, 0);
  spend(budget, tests.length * 4 + wanted / 4);
  const form = formOf(key);
  const shape = facts.shape ?? [{ patterns: form.patterns, isIn: true }];
  const fits = (value: string) => findWord([...shape, exactly(value)], budget, form.longest) !== undefined;
  if (!isText) {
    const candidates = [...families].flatMap(family => candidatesOf(family, tests, key));
    spend(budget, (candidates.length * wanted) / 16);
    const good = candidates.filter(isGood);
    const found = good.find(value => isOfFamily(typeOf(key), families) || fits(value)) ?? good[0];
    if (found !== undefined) return { value: found, isSure: !isOpen };
    return families.size === 1 && !isOpen ? 'none' : { value: candidates[0] ?? 'example', isSure: false };
  }
  if (families.has('bool') && !families.has('text') && !isOpen)
    return sure(['true', 'false'].find(each => isGood(each) && fits(each)));
  if (!isOpen) {
    const sample = samplesOf(key).find(each => isGood(each) && fits(each));
    if (sample !== undefined) return { value: sample, isSure: true };
  }
  const required = tests.map(test => ({ patterns: test.wanted, isIn: !test.isNegated }));
  const word =
    findWord([...shape, ...required], budget, form.longest) ??
    (!facts.shape && mayBeEmpty(key) ? findWord([exactly(''), ...required], budget) : undefined);
  return word === undefined ? 'none' : { value: word, isSure: !isOpen };
}

const familyOfType: Partial<Record<KeyType, Test['family']>> = {
  Numeric: 'number',
  Date: 'date',
  IPAddress: 'address',
};

/** Whether a key's own operators are used: their values then have the right form. */
function isOfFamily(type: KeyType, families: ReadonlySet<Test['family']>): boolean {
  const own = familyOfType[type];
  return own !== undefined && families.has(own);
}

function sure(value: string | undefined): Value | 'none' {
  return value === undefined ? 'none' : { value, isSure: true };
}

/** The group that contains exactly one text. */
export function exactly(value: string): Group {
  return { patterns: [patternOf(value, { kind: 'exact', hasVariables: false })], isIn: true };
}

/** A value at each bound, and one in each gap between two bounds. */
function candidatesOf(family: Test['family'], tests: readonly Test[], key: string): string[] {
  const wanted = tests.filter(test => test.family === family).flatMap(test => test.wanted.map(each => each.source));
  switch (family) {
    case 'number':
      return gaps(wanted.map(numberOf), 1).map(String);
    case 'date': {
      const times = gaps(wanted.map(dateOf), 1000).map(Math.round);
      const isInRange = (time: number) => Math.abs(time) < 8e15;
      return times
        .filter(isInRange)
        .map(time => (key === 'aws:epochtime' ? `${time / 1000}` : new Date(time).toISOString()));
    }
    case 'address':
      return addresses(wanted);
    default:
      return [...wanted, ...samplesOf(key)];
  }
}

function gaps(bounds: readonly number[], unit: number): number[] {
  const sorted = [...new Set(bounds.filter(each => !Number.isNaN(each)))].sort((a, b) => a - b);
  if (sorted.length === 0) return [unit];
  const between = sorted.slice(1).map((bound, at) => {
    const before = sorted[at]!;
    return bound - before > unit ? before + unit : (before + bound) / 2;
  });
  return [...sorted, sorted[0]! - unit, sorted.at(-1)! + unit, ...between];
}

function addresses(wanted: readonly string[]): string[] {
  const found = ['198.51.100.7', '2001:db8:0:0:0:0:0:7'];
  for (const text of wanted) {
    const range = rangeOf(text);
    if (!range) continue;
    const top = (1n << BigInt(range.width)) - 1n;
    for (const bits of [range.first, range.last, range.first - 1n, range.last + 1n])
      if (bits >= 0n && bits <= top) found.push(addressText({ bits, width: range.width }));
  }
  return found.filter(each => addressOf(each));
}
