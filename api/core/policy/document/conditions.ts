// Condition operators: each `operator: { key: values }` becomes one predicate over the values that a request has for
// the key. A missing key is not an empty one; the values of a key are alternatives. An unknown operator is opaque: it
// never satisfies an Allow and never disables a Deny.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
import { addressOf, type Range, rangeOf } from './addresses.js';
import { matches, type Pattern, type PatternKind, patternOf, resolve, type ValuesOf } from './wildcard.js';

export type Family = 'text' | 'bool' | 'number' | 'date' | 'address';
export type Order = '=' | '<' | '<=' | '>' | '>=';

/** A test of one value: does it match any of `wanted`, or, if negated, none of them? */
export interface Test {
  family: Family;
  order: Order;
  wanted: readonly Pattern[];
  isNegated: boolean;
}

/**
 * What a condition requires of a key's values. `some`: at least one passes the test, or there is none and `orMissing`
 * is set; `every`: all pass, also when there is none; `missing` and `present`: as named; `opaque`: unknown. `isSet`:
 * the operator has ForAllValues or ForAnyValue.
 */
export type Predicate = { id: string; key: string } & (
  | { asks: 'some'; test: Test; isSet: boolean; orMissing: boolean }
  | { asks: 'every'; test: Test; isSet: boolean }
  | { asks: 'missing' | 'present' | 'opaque' | 'always' }
);

interface Operator {
  /** The same for operators that AWS calls identical. */
  name: string;
  family: Family;
  kind: PatternKind;
  order: Order;
  ignoresCase: boolean;
  isNegated: boolean;
}

function operator(family: Family, more: Partial<Operator> = {}): Operator {
  return { name: '', family, kind: 'exact', order: '=', ignoresCase: false, isNegated: false, ...more };
}

const orders = { equals: '=', lessthan: '<', lessthanequals: '<=', greaterthan: '>', greaterthanequals: '>=' } as const;

function ordered(prefix: string, family: Family): [string, Operator][] {
  return Object.entries(orders).map(([name, order]) => [`${prefix}${name}`, operator(family, { order })]);
}

function both(name: string, negated: string, of: Operator): [string, Operator][] {
  return [
    [name, of],
    [negated, { ...of, isNegated: true }],
  ];
}

const spelledOperators: [string, Operator][] = [
  ...both('stringequals', 'stringnotequals', operator('text')),
  ...both('stringequalsignorecase', 'stringnotequalsignorecase', operator('text', { ignoresCase: true })),
  ...both('stringlike', 'stringnotlike', operator('text', { kind: 'glob' })),
  ...ordered('numeric', 'number'),
  ['numericnotequals', operator('number', { isNegated: true })],
  ...ordered('date', 'date'),
  ['datenotequals', operator('date', { isNegated: true })],
  ['bool', operator('bool', { ignoresCase: true })],
  ['binaryequals', operator('text')],
  ...both('ipaddress', 'notipaddress', operator('address')),
  // AWS: "ArnEquals and ArnLike behave identically".
  ...both('arnequals', 'arnnotequals', operator('text', { kind: 'arn' })),
  ...both('arnlike', 'arnnotlike', operator('text', { kind: 'arn' })),
];

const operators: ReadonlyMap<string, Operator> = new Map(
  spelledOperators.map(([name, each]) => [
    name,
    { ...each, name: each.kind === 'arn' ? `arn ${each.isNegated}` : name },
  ]),
);

interface Spelled {
  name: string;
  quantifier: 'all' | 'any' | undefined;
  orMissing: boolean;
}

function spelled(text: string): Spelled {
  const [, set, rest = ''] = /^(forallvalues:|foranyvalue:)?(.*)$/s.exec(text.toLowerCase())!;
  const orMissing = rest.endsWith('ifexists');
  const quantifier = set === undefined ? undefined : set === 'forallvalues:' ? 'all' : 'any';
  return { name: orMissing ? rest.slice(0, -'ifexists'.length) : rest, quantifier, orMissing };
}

export function predicateOf(
  operatorText: string,
  keyText: string,
  values: readonly string[],
  hasVariables: boolean,
): Predicate {
  const { name, quantifier, orMissing } = spelled(operatorText);
  const key = keyText.toLowerCase();
  const listed = [...new Set(values)].sort();
  const variables = hasVariables && listed.some(each => each.includes('${')) ? 'v' : '';
  const id = `${quantifier ?? ''} ${name} ${orMissing} ${key} ${variables}${JSON.stringify(listed)}`;
  if (name === 'null' && !orMissing && !quantifier) return nullOf(id, key, listed);
  const known = operators.get(name);
  if (!known) return { id, key, asks: 'opaque' };
  const { family, order, kind, ignoresCase, isNegated } = known;
  if (!isClear(listed, known, { quantifier, orMissing, variables })) return { id, key, asks: 'opaque' };
  const patterns = listed.map(each => patternOf(each, { kind, ignoresCase, hasVariables }));
  const wanted = variables ? [...new Map(patterns.map(each => [each.id, each])).values()] : patterns;
  const isSet = quantifier !== undefined;
  const test: Test = { family, order, wanted, isNegated };
  const asks = quantifier === 'all' || (!isSet && isNegated) ? 'every' : 'some';
  // ForAnyValue is false for a missing key, with IfExists too:
  // docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  const isTrueMissing = asks === 'every' || (orMissing && !isSet);
  const texts = variables ? wanted.map(each => each.id).sort() : listed;
  const spelling = variables ? `${family} ${order} ${isNegated}` : known.name;
  const same = `${isSet} ${asks} ${isTrueMissing} ${spelling} ${key} ${variables}${JSON.stringify(texts)}`;
  if (asks === 'every') return { id: same, key, asks, test, isSet };
  return { id: same, key, asks, test, isSet, orMissing: isTrueMissing };
}

/**
 * Whether AWS documents what the values mean. It does not for: an empty list; a date, number, boolean or address in an
 * unusual notation; an ARN pattern without six parts; the case of non-ASCII letters; a variable where none is allowed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
function isClear(
  listed: readonly string[],
  { family, kind, isNegated, ignoresCase }: Operator,
  { quantifier, orMissing, variables }: { quantifier: Spelled['quantifier']; orMissing: boolean; variables: string },
): boolean {
  if (listed.length === 0) return !isNegated && (quantifier !== undefined || orMissing);
  if (kind === 'arn') return listed.every(each => (variables && each.includes('${')) || each.split(':').length >= 6);
  if (family === 'text') return !ignoresCase || listed.every(each => !/[^ -~]/.test(each));
  return !variables && listed.every(each => isPlain[family](each));
}

const isPlain: Record<Exclude<Family, 'text'>, (text: string) => boolean> = {
  bool: text => /^(true|false)$/i.test(text),
  number: text => /^[+-]?\d{1,15}(\.\d{1,6})?$/.test(text),
  date: text =>
    /^(\d{1,12}|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?)$/.test(text) &&
    !Number.isNaN(dateOf(text)),
  address: text => !/(^|[./])0\d/.test(text) && rangeOf(text) !== undefined,
};

function nullOf(id: string, key: string, values: readonly string[]): Predicate {
  if (values.length === 0 || !values.every(isPlain.bool)) return { id, key, asks: 'opaque' };
  const wantsMissing = values.some(each => each.toLowerCase() === 'true');
  const wantsPresent = values.some(each => each.toLowerCase() !== 'true');
  return { id, key, asks: wantsMissing && wantsPresent ? 'always' : wantsMissing ? 'missing' : 'present' };
}

/** Whether the predicate holds in a request; undefined if AWS does not document it. */
export function holds(predicate: Predicate, valuesOf: ValuesOf): boolean | undefined {
  const values = valuesOf(predicate.key) ?? [];
  switch (predicate.asks) {
    case 'opaque':
      return undefined;
    case 'always':
      return true;
    case 'missing':
      return values.length === 0;
    case 'present':
      return values.length > 0;
    case 'every':
    case 'some':
      return values.length === 0
        ? predicate.asks === 'every' || predicate.orMissing
        : holdsFor(predicate, values, valuesOf);
  }
}

/**
 * For a key that is present. AWS does not document several values without a set operator, nor a negated operator with a
 * variable that has no value. Of an empty text, AWS writes that a set operator may take it as no value at all.
 */
function holdsFor(
  { asks, test, isSet }: Predicate & { asks: 'some' | 'every' },
  values: readonly string[],
  valuesOf: ValuesOf,
): boolean | undefined {
  const passing = values.filter(value => passes(test, value, valuesOf)).length;
  if (passing > 0 && hasOpenNegation(test, valuesOf)) return undefined;
  const holding = asks === 'every' ? passing === values.length : passing > 0;
  if (!isSet) return passing > 0 && passing < values.length ? undefined : holding;
  return holding !== (asks === 'every') && values.every(value => value === '') ? undefined : holding;
}

/** Whether it has a variable that never has a value. */
function isValueless({ isNever, source }: Pattern): boolean {
  return isNever === true && source.includes('${');
}

/**
 * "If AWS cannot resolve a variable, this might cause the entire statement to be invalid":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function hasOpenNegation({ isNegated, wanted }: Test, valuesOf: ValuesOf): boolean {
  return isNegated && wanted.some(each => isValueless(each) || (each.variables && !resolve(each, valuesOf)));
}

/** Whether one value passes. A wanted value with an unresolved variable matches nothing. */
export function passes(test: Test, value: string, valuesOf: ValuesOf): boolean {
  const isSame = comparerOf(test, value);
  const isAny = test.wanted.some(each => {
    const wanted = resolve(each, valuesOf);
    return wanted !== undefined && isSame(wanted);
  });
  return isAny !== test.isNegated;
}

/** A function that compares one value, parsed once, with wanted ones. */
function comparerOf({ family, order }: Test, value: string): (wanted: Pattern) => boolean {
  switch (family) {
    case 'text':
    case 'bool':
      return wanted => matches(wanted, value);
    case 'number': {
      const given = numberOf(value);
      return wanted => inOrder(order, given, numberOf(wanted.literal!));
    }
    case 'date': {
      const given = dateOf(value);
      return wanted => inOrder(order, given, dateOf(wanted.literal!));
    }
    case 'address': {
      const given = addressOf(value);
      return wanted => {
        const range = given && rangeIn(wanted);
        return range?.width === given?.width && range !== undefined && isWithin(given!.bits, range);
      };
    }
  }
}

const ranges = new WeakMap<Pattern, Range>();

/** Parsed once for each pattern, because policies list hundreds of ranges. */
function rangeIn(wanted: Pattern): Range | undefined {
  const before = ranges.get(wanted);
  if (before) return before;
  const range = rangeOf(wanted.literal!);
  if (range) ranges.set(wanted, range);
  return range;
}

function isWithin(bits: bigint, { first, last }: Range): boolean {
  return bits >= first && bits <= last;
}

function inOrder(order: Order, a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return false;
  switch (order) {
    case '=':
      return a === b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

export function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** Milliseconds since 1970, from ISO 8601 or from seconds since 1970; NaN for anything else. */
export function dateOf(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}
