// Condition operators of IAM policies: one Condition block in; true, false or undocumented out. Knows no policy and no
// principal.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html

/** The context of a request. Keys are in lower case; a key that is not listed is *missing*, not empty. */
export type Context = ReadonlyMap<string, readonly string[]>;

type Test = (actual: string, wanted: string) => boolean;

/** Matches a pattern. `withVariables` has already filled in `${…}`; those values are taken literally. */
export function globMatches(pattern: string, text: string, ignoreCase = false): boolean {
  const source = pattern
    // \uE000…\uE001 encloses the value of a variable: its * and ? are plain characters.
    .split(/(\uE000[^\uE001]*\uE001|\*|\?)/)
    .map(part => {
      if (part === '*') return '[\\s\\S]*';
      if (part === '?') return '[\\s\\S]';
      return part.replace(/[\uE000\uE001]/g, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, ignoreCase ? 'i' : '').test(text);
}

function plain(text: string): string {
  return text.replace(/[\uE000\uE001]/g, '');
}

const VARIABLE = /\$\{([^}]*)\}/g;

/**
 * Fills in policy variables; undefined (no match) if one has neither a value nor a default.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function withVariables(text: string, context: Context): string | undefined {
  let isMissing = false;
  const filled = text.replace(VARIABLE, (_whole, inside: string) => {
    if (inside === '*' || inside === '?' || inside === '$') return `\uE000${inside}\uE001`;
    const [, key = '', fallback = ''] = /^([^,]*),?(.*)$/s.exec(inside)!;
    const values = context.get(key.trim().toLowerCase());
    if (values?.length === 1) return `\uE000${values[0]}\uE001`;
    const quoted = /^\s*'(.*)'\s*$/.exec(fallback);
    if (!values && quoted) return `\uE000${quoted[1]}\uE001`;
    isMissing = true;
    return '';
  });
  return isMissing ? undefined : filled;
}

/** ARNs are compared part by part: a `*` matches no colon, except in the last part. */
function arnMatches(actual: string, wanted: string): boolean {
  const cut = (text: string) => {
    const parts = text.split(':');
    return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
  };
  const actualParts = cut(actual);
  const wantedParts = cut(wanted);
  if (!actualParts || !wantedParts) return false;
  return wantedParts.every((part, index) => globMatches(part, actualParts[index] ?? ''));
}

function number(compare: (a: number, b: number) => boolean): Test {
  return (actual, wanted) => {
    const [a, b] = [Number(actual), Number(plain(wanted))];
    return actual.trim() !== '' && plain(wanted).trim() !== '' && compare(a, b);
  };
}

/** ISO 8601 or seconds since 1970. */
function time(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function date(compare: (a: number, b: number) => boolean): Test {
  return (actual, wanted) => {
    const [a, b] = [time(actual), time(plain(wanted))];
    return !Number.isNaN(a) && !Number.isNaN(b) && compare(a, b);
  };
}

function addressBits(text: string): { bits: bigint; width: number } | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const bytes = text.split('.').map(Number);
    if (bytes.some(byte => byte > 255)) return undefined;
    return { bits: bytes.reduce((bits, byte) => bits * 256n + BigInt(byte), 0n), width: 32 };
  }
  if (!/^[0-9a-f:]+$/i.test(text) || !text.includes(':')) return undefined;
  const [head = '', tail] = text.split('::', 2);
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [left, right] = [groups(head), groups(tail ?? '')];
  const middle = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  const all = [...left, ...middle, ...right];
  if (all.length !== 8) return undefined;
  return { bits: all.reduce((bits, group) => bits * 65_536n + BigInt(`0x${group || '0'}`), 0n), width: 128 };
}

function isInRange(actual: string, wanted: string): boolean {
  const [network = '', length] = plain(wanted).split('/', 2);
  const [a, b] = [addressBits(actual), addressBits(network)];
  const bits = Number(length ?? a?.width);
  if (!a || !b || a.width !== b.width || !(bits >= 0 && bits <= a.width)) return false;
  const drop = BigInt(a.width - bits);
  return a.bits >> drop === b.bits >> drop;
}

const equals: Test = (actual, wanted) => actual === plain(wanted);
const equalsAnyCase: Test = (actual, wanted) => actual.toLowerCase() === plain(wanted).toLowerCase();
const like: Test = (actual, wanted) => globMatches(wanted, actual);

interface Operator {
  test: Test;
  /** Negated operators are true for a missing key, and no value may match. */
  isNegated: boolean;
}

function pair(name: string, negatedName: string, test: Test): [string, Operator][] {
  return [
    [name, { test, isNegated: false }],
    [negatedName, { test, isNegated: true }],
  ];
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...pair('stringequals', 'stringnotequals', equals),
  ...pair('stringequalsignorecase', 'stringnotequalsignorecase', equalsAnyCase),
  ...pair('stringlike', 'stringnotlike', like),
  ...pair(
    'numericequals',
    'numericnotequals',
    number((a, b) => a === b),
  ),
  ['numericlessthan', { test: number((a, b) => a < b), isNegated: false }],
  ['numericlessthanequals', { test: number((a, b) => a <= b), isNegated: false }],
  ['numericgreaterthan', { test: number((a, b) => a > b), isNegated: false }],
  ['numericgreaterthanequals', { test: number((a, b) => a >= b), isNegated: false }],
  ...pair(
    'dateequals',
    'datenotequals',
    date((a, b) => a === b),
  ),
  ['datelessthan', { test: date((a, b) => a < b), isNegated: false }],
  ['datelessthanequals', { test: date((a, b) => a <= b), isNegated: false }],
  ['dategreaterthan', { test: date((a, b) => a > b), isNegated: false }],
  ['dategreaterthanequals', { test: date((a, b) => a >= b), isNegated: false }],
  ['bool', { test: equalsAnyCase, isNegated: false }],
  ['binaryequals', { test: equals, isNegated: false }],
  ...pair('ipaddress', 'notipaddress', isInRange),
  // AWS: "ArnEquals and ArnLike behave identically".
  ...pair('arnequals', 'arnnotequals', arnMatches),
  ...pair('arnlike', 'arnnotlike', arnMatches),
]);

interface ParsedOperator {
  name: string;
  quantifier: 'all' | 'any' | undefined;
  ifExists: boolean;
}

function parseOperator(text: string): ParsedOperator {
  let name = text.toLowerCase();
  let quantifier: ParsedOperator['quantifier'];
  if (name.startsWith('forallvalues:')) [quantifier, name] = ['all', name.slice('forallvalues:'.length)];
  else if (name.startsWith('foranyvalue:')) [quantifier, name] = ['any', name.slice('foranyvalue:'.length)];
  const ifExists = name.endsWith('ifexists');
  return { name: ifExists ? name.slice(0, -'ifexists'.length) : name, quantifier, ifExists };
}

export function isOperatorKnown(text: string): boolean {
  const { name, ifExists } = parseOperator(text);
  return name === 'null' ? !ifExists : OPERATORS.has(name);
}

function wantedValues(raw: unknown): string[] {
  return (Array.isArray(raw) ? raw : [raw]).map(String);
}

/** True, false, or undefined where AWS does not document the answer. */
export type Answer = boolean | undefined;

/**
 * One operator and one key. Its values are alternatives; for a negated operator none of them may match.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function holds(operatorText: string, key: string, raw: unknown, context: Context, hasVariables: boolean): Answer {
  const { name, quantifier, ifExists } = parseOperator(operatorText);
  const actual = context.get(key.toLowerCase()) ?? [];
  if (name === 'null') {
    // Null is documented by itself only.
    if (quantifier || ifExists) return undefined;
    return wantedValues(raw).some(value => (value.toLowerCase() === 'true') === (actual.length === 0));
  }
  const operator = OPERATORS.get(name);
  if (!operator) return undefined;
  if (actual.length === 0) {
    // "ForAllValues … returns true if there are no context keys", "ForAnyValue … returns false"; IfExists or not.
    if (quantifier === 'all') return true;
    return quantifier === 'any' ? false : operator.isNegated || ifExists;
  }
  const filled = wantedValues(raw).map(value => (hasVariables ? withVariables(value, context) : value));
  const wanted = filled.filter(value => value !== undefined);
  const passes = actual.map(value => wanted.some(want => operator.test(value, want)) !== operator.isNegated);
  const answer = answerOf(quantifier, passes);
  // "If AWS cannot resolve a variable, this might cause the entire statement to be invalid."
  if (operator.isNegated && filled.includes(undefined) && passes.includes(true)) return undefined;
  // Earlier editions of the page call an empty text an empty set: true for ForAllValues, false for ForAnyValue.
  const isEmpty = actual.every(value => value === '');
  return quantifier && isEmpty && answer !== (quantifier === 'all') ? undefined : answer;
}

/** Without a set operator a key has one value; AWS does not document what several mean, unless they agree. */
function answerOf(quantifier: ParsedOperator['quantifier'], passes: readonly boolean[]): Answer {
  if (quantifier === 'all') return !passes.includes(false);
  if (quantifier === 'any') return passes.includes(true);
  return passes.every(each => each === passes[0]) ? passes[0] : undefined;
}

/** A whole Condition element: every operator and every key in it must hold. */
export function conditionHolds(condition: unknown, context: Context, hasVariables = true): Answer {
  if (condition === undefined) return true;
  if (typeof condition !== 'object' || condition === null) return false;
  const answers = Object.entries(condition).flatMap(([operator, keys]) =>
    typeof keys === 'object' && keys !== null
      ? Object.entries(keys).map(([key, raw]) => holds(operator, key, raw, context, hasVariables))
      : [false],
  );
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
