// IAM policy documents: their shape, and parsing any legal spelling of one into one normal form, so that spelling
// (lists or single values, order, case of Effect, 12 digits or :root) never looks like a difference. What is not legal
// comes back as issues with paths: never as an empty policy.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import { type Predicate, predicateOf } from './conditions.js';
import { hasRepeatedMembers } from './repeated-members.js';
import { type Pattern, type PatternKind, patternOf } from './wildcard.js';

/** A policy as this kit writes one: always a version. */
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

/** What an element lists, or, with `isNot`, everything but that. */
export interface Listed<Item> {
  isNot: boolean;
  items: readonly Item[];
}

/** One statement in normal form. Names (Sid) are kept to point at it; they have no meaning. */
export interface NormalStatement {
  /** Its place in the document, from 0. */
  at: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  /** `type:value`, e.g. `AWS:arn:aws:iam::123456789012:role/x`; `*` for everyone. Absent in policies of identities. */
  principals?: Listed<string>;
  actions: Listed<Pattern>;
  /** Absent in trust policies: they are about the role they hang on. */
  resources?: Listed<Pattern>;
  conditions: readonly Predicate[];
  /** The same for two statements that say the same thing in other spelling. */
  id: string;
}

export interface NormalPolicy {
  statements: readonly NormalStatement[];
}

/** Something that is not legal: where (a JSON pointer) and what. */
export interface PolicyIssue {
  path: string;
  message: string;
}

/** `isJson`: it was read, and is not understood; otherwise it is no document at all. */
export type ParsedPolicy = { policy: NormalPolicy } | { issues: PolicyIssue[]; isJson: boolean };

/** Parses the text of a policy, as IAM keeps it (already URL-decoded). */
export function parsePolicy(text: string): ParsedPolicy {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { issues: [{ path: '', message: 'it is not JSON' }], isJson: false };
  }
  // Of a member that stands twice JSON.parse keeps the last; nobody says which one IAM goes by.
  if (hasRepeatedMembers(text, document))
    return { issues: [{ path: '', message: 'a member stands twice in one object' }], isJson: true };
  return parseDocument(document);
}

/** Parses a policy that is given as a value. */
export function parseDocument(document: unknown): ParsedPolicy {
  const issues: PolicyIssue[] = [];
  const policy = policyOf(document, issues);
  return issues.length > 0 ? { issues, isJson: true } : { policy };
}

/** The normal form of a document that is known to be legal, such as one of this kit's own. */
export function normalPolicy(document: PolicyDocument): NormalPolicy {
  const parsed = parseDocument(document);
  if ('policy' in parsed) return parsed.policy;
  throw new Error(parsed.issues.map(each => `${each.path} ${each.message}`).join('; '));
}

type Note = (path: string, message: string) => void;

function policyOf(document: unknown, issues: PolicyIssue[]): NormalPolicy {
  const note: Note = (path, message) => issues.push({ path, message });
  const policy = objectOf(document, '', note, policyMembers);
  if (!policy) return { statements: [] };
  const version = policy.Version ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17') note('/Version', 'is not one that IAM has');
  if (policy.Statement === undefined) note('/Statement', 'is missing');
  const isList = Array.isArray(policy.Statement);
  const statements = (isList ? policy.Statement : [policy.Statement]) as unknown[];
  const hasVariables = version === '2012-10-17';
  return {
    statements: statements.flatMap((each, at) => {
      const path = isList ? `/Statement/${at}` : '/Statement';
      return statementOf(each, { at, path, hasVariables, note }) ?? [];
    }),
  };
}

const policyMembers = new Set(['Version', 'Id', 'Statement']);
const members = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

interface Place {
  at: number;
  path: string;
  hasVariables: boolean;
  note: Note;
}

function statementOf(value: unknown, place: Place): NormalStatement | undefined {
  const { at, path, hasVariables, note } = place;
  const statement = objectOf(value, path, note, members);
  if (!statement) return undefined;
  const { Sid: sid, Effect: written } = statement;
  if (sid !== undefined && typeof sid !== 'string') note(`${path}/Sid`, 'is not a text');
  // Only a text: a list with the one word in it would be made into that word.
  const effect = typeof written === 'string' ? written.toLowerCase() : undefined;
  if (effect !== 'allow' && effect !== 'deny') note(`${path}/Effect`, 'is neither Allow nor Deny');
  const actions = patterns(statement, 'Action', { kind: 'glob', ignoresCase: true, hasVariables: false }, place);
  if (!actions) note(`${path}/Action`, 'is missing');
  const resources = patterns(statement, 'Resource', { kind: 'glob', ignoresCase: false, hasVariables }, place);
  const principals = principalsOf(statement, place);
  const conditions = conditionsOf(statement.Condition, place);
  const parts = {
    effect: effect === 'deny' ? ('Deny' as const) : ('Allow' as const),
    ...(principals && { principals }),
    actions: actions ?? { isNot: false, items: [] },
    ...(resources && { resources }),
    conditions,
  };
  return { at, ...(typeof sid === 'string' && { sid }), ...parts, id: idOf(parts) };
}

function idOf(parts: Omit<NormalStatement, 'at' | 'sid' | 'id'>): string {
  const listed = (list: Listed<Pattern> | undefined) => list && [list.isNot, ...list.items.map(each => each.id)];
  const { principals } = parts;
  return JSON.stringify([
    parts.effect,
    principals && [principals.isNot, ...principals.items],
    listed(parts.actions),
    listed(parts.resources),
    parts.conditions.map(each => each.id).sort(),
  ]);
}

interface Reading {
  kind: PatternKind;
  ignoresCase: boolean;
  hasVariables: boolean;
}

/** `Action` or `NotAction`, `Resource` or `NotResource`: one of each at most. */
function patterns(
  statement: Record<string, unknown>,
  name: string,
  reading: Reading,
  place: Place,
): Listed<Pattern> | undefined {
  const listed = oneOf(statement, name, place);
  if (!listed) return undefined;
  const found = texts(listed.value, listed.path, place.note);
  // What another alphabet's letters are in lower case is not for us to say: no action has any.
  if (reading.ignoresCase && found.some(each => /[^ -~]/.test(each)))
    place.note(listed.path, 'holds what is no action');
  const low = found.map(each => (reading.ignoresCase ? each.toLowerCase() : completed(each)));
  return { isNot: listed.isNot, items: sorted(low).map(each => patternOf(each, reading)) };
}

/**
 * IAM completes a resource ARN of fewer than six parts with stars: `arn:aws:sqs` is `arn:aws:sqs:*:*:*`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-paths-wildcards
 */
function completed(resource: string): string {
  if (!resource.startsWith('arn:') || resource.endsWith('*')) return resource;
  const missing = 6 - resource.replace(/\$\{[^}]*\}/g, '').split(':').length;
  return missing > 0 ? `${resource}${':*'.repeat(missing)}` : resource;
}

function oneOf(statement: Record<string, unknown>, name: string, { path, note }: Place) {
  const [plain, negated] = [statement[name], statement[`Not${name}`]];
  if (plain !== undefined && negated !== undefined) note(`${path}/Not${name}`, `stands beside ${name}`);
  if (plain !== undefined) return { value: plain, isNot: false, path: `${path}/${name}` };
  return negated === undefined ? undefined : { value: negated, isNot: true, path: `${path}/Not${name}` };
}

const principalTypes = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

function principalsOf(statement: Record<string, unknown>, place: Place): Listed<string> | undefined {
  const listed = oneOf(statement, 'Principal', place);
  if (!listed) return undefined;
  const { value, isNot, path } = listed;
  if (value === '*') return { isNot, items: ['*'] };
  const types = objectOf(value, path, place.note, principalTypes) ?? {};
  const items = Object.entries(types).flatMap(([type, list]) =>
    texts(list, `${path}/${type}`, place.note).map(each => (type === 'AWS' ? awsPrincipal(each) : `${type}:${each}`)),
  );
  return { isNot, items: sorted(items) };
}

/** `123456789012` and `arn:aws:iam::123456789012:root` are the same principal; IAM itself swaps them. */
function awsPrincipal(text: string): string {
  if (text === '*') return '*';
  return /^\d{12}$/.test(text) ? `AWS:arn:aws:iam::${text}:root` : `AWS:${text}`;
}

function conditionsOf(value: unknown, { path, hasVariables, note }: Place): Predicate[] {
  if (value === undefined) return [];
  const found = new Map<string, Predicate>();
  const where = `${path}/Condition`;
  for (const [operator, keys] of Object.entries(objectOf(value, where, note) ?? {})) {
    for (const [key, list] of Object.entries(objectOf(keys, `${where}/${operator}`, note) ?? {})) {
      const name = `${operator} ${key}`.toLowerCase();
      // One spelled `stringequals` beside one spelled `StringEquals`: nobody says whether both must hold.
      if (found.has(name)) note(`${where}/${operator}`, `has ${key} twice, in other case`);
      const values = texts(list, `${where}/${operator}/${key}`, note, true);
      found.set(name, predicateOf(operator, key, values, hasVariables));
    }
  }
  return [...found.values()];
}

function objectOf(
  value: unknown,
  path: string,
  note: Note,
  known?: ReadonlySet<string>,
): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    note(path, 'is not an object');
    return undefined;
  }
  for (const name of Object.keys(value)) if (known && !known.has(name)) note(path, 'has an unknown member');
  return value as Record<string, unknown>;
}

/** Strings, or the numbers and booleans that IAM takes in their place in conditions. */
function texts(value: unknown, path: string, note: Note, isCondition = false): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap(each => {
    if (typeof each === 'string') return [each];
    if (isCondition && (typeof each === 'number' || typeof each === 'boolean')) return [String(each)];
    note(path, 'holds something that is not a text');
    return [];
  });
}

function sorted(list: string[]): string[] {
  return list.length < 2 ? list : [...new Set(list)].sort();
}
