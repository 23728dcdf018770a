// IAM policy documents: their shape, and parsing any legal spelling of one into one normal form, so that spelling
// (lists or single values, order, case of Effect, 12 digits or :root) never looks like a difference.
// Compares nothing by meaning; that is for the policy engine.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import { canonicalJson } from '../canonical.js';

/** A policy as this kit writes one: always lists, always a version. */
export interface PolicyDocument {
  Version: '2012-10-17' | '2008-10-17';
  Id?: string;
  Statement: Statement[];
}

export type OneOrMany = string | string[];
export type Principal = '*' | Record<string, OneOrMany>;

export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: Principal;
  NotPrincipal?: Principal;
  Action?: OneOrMany;
  NotAction?: OneOrMany;
  Resource?: OneOrMany;
  NotResource?: OneOrMany;
  Condition?: Record<string, Record<string, OneOrMany>>;
}

/** One statement in normal form: every list sorted and without doubles, actions, operators and keys in lower case. */
export interface NormalStatement {
  effect: 'Allow' | 'Deny';
  /** `type:value`, e.g. `AWS:arn:aws:iam::123456789012:role/x`; `*` for everyone. */
  principals?: string[];
  notPrincipals?: string[];
  actions?: string[];
  notActions?: string[];
  resources?: string[];
  notResources?: string[];
  /** operator -> key -> values. */
  conditions: Record<string, Record<string, string[]>>;
}

export interface NormalPolicy {
  version: string;
  statements: NormalStatement[];
}

/** `isJson`: it was read, and is not understood; otherwise it is no document at all. */
export type ParsedPolicy = { policy: NormalPolicy } | { unreadable: string; isJson: boolean };

/** Parses the text of a policy. Text that is not a legal policy is *unreadable*: never an empty policy. */
export function parsePolicy(text: string): ParsedPolicy {
  try {
    return { policy: normalPolicy(JSON.parse(text)) };
  } catch (error) {
    const isJson = error instanceof Illegal;
    return { unreadable: isJson ? error.message : 'it is not JSON', isJson };
  }
}

/** The normal form of a policy document given as a value. Throws when it is not one. */
export function normalPolicy(document: unknown): NormalPolicy {
  const policy = objectOf(document, 'the policy', ['Version', 'Id', 'Statement']);
  const version = policy.Version ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17') throw new Illegal('its Version is not one that IAM has');
  const statements = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  return { version, statements: statements.map(normalStatement) };
}

class Illegal extends Error {}

const members = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

function normalStatement(value: unknown): NormalStatement {
  const statement = objectOf(value, 'a statement', members);
  const effect = String(statement.Effect).toLowerCase();
  if (effect !== 'allow' && effect !== 'deny') throw new Illegal('a statement has no Effect');
  const lower = (name: string) =>
    statement[name] !== undefined && texts(statement[name], name).map(each => each.toLowerCase());
  const plain = (name: string) => statement[name] !== undefined && texts(statement[name], name);
  const principal = (name: string) => statement[name] !== undefined && principals(statement[name]);
  const parts = {
    principals: principal('Principal'),
    notPrincipals: principal('NotPrincipal'),
    actions: lower('Action'),
    notActions: lower('NotAction'),
    resources: plain('Resource'),
    notResources: plain('NotResource'),
  };
  const given = Object.fromEntries(
    Object.entries(parts).flatMap(([name, list]) => (list ? [[name, sorted(list)]] : [])),
  );
  if (!given.actions && !given.notActions) throw new Illegal('a statement has no Action');
  return { effect: effect === 'allow' ? 'Allow' : 'Deny', ...given, conditions: conditions(statement.Condition) };
}

function principals(value: unknown): string[] {
  if (value === '*') return ['*'];
  const principal = objectOf(value, 'a Principal', ['AWS', 'Service', 'Federated', 'CanonicalUser']);
  return Object.entries(principal).flatMap(([type, list]) =>
    texts(list, 'Principal').map(each => (type === 'AWS' ? awsPrincipal(each) : `${type}:${each}`)),
  );
}

/** `123456789012` and `arn:aws:iam::123456789012:root` are the same principal; IAM itself swaps them. */
function awsPrincipal(text: string): string {
  if (text === '*') return '*';
  return /^\d{12}$/.test(text) ? `AWS:arn:aws:iam::${text}:root` : `AWS:${text}`;
}

/** Maps, not plain objects: an operator named `__proto__` must stay a name. */
function conditions(value: unknown): NormalStatement['conditions'] {
  if (value === undefined) return {};
  const normal = new Map<string, Map<string, string[]>>();
  for (const [operator, keys] of Object.entries(objectOf(value, 'a Condition'))) {
    const inner = normal.get(operator.toLowerCase()) ?? new Map<string, string[]>();
    normal.set(operator.toLowerCase(), inner);
    for (const [key, list] of Object.entries(objectOf(keys, 'a Condition'))) {
      const name = key.toLowerCase();
      inner.set(name, sorted([...(inner.get(name) ?? []), ...texts(list, 'Condition')]));
    }
  }
  return Object.fromEntries([...normal].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}

function objectOf(value: unknown, what: string, known?: string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Illegal(`${what} is not an object`);
  const unknown = known && Object.keys(value).find(key => !known.includes(key));
  if (unknown !== undefined) throw new Illegal(`${what} has an unknown member`);
  return value as Record<string, unknown>;
}

/** Strings, or the numbers and booleans that IAM takes in their place in conditions. */
function texts(value: unknown, what: string): string[] {
  return (Array.isArray(value) ? value : [value]).map(each => {
    if (typeof each === 'string') return each;
    if (what === 'Condition' && (typeof each === 'number' || typeof each === 'boolean')) return String(each);
    throw new Illegal(`${what} holds something that is not a text`);
  });
}

function sorted(list: string[]): string[] {
  return [...new Set(list)].sort();
}

/** One text per statement, equal exactly when two statements are spelled alike after normalising. Sids are names only. */
export function statementText(statement: NormalStatement): string {
  return canonicalJson(statement);
}
