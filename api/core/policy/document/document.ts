// IAM policy documents: their shape, and a parser that gives every legal spelling the same normal form. Spellings
// differ in lists or single values, order, case of Effect, and 12 digits or :root. Illegal documents give issues with
// paths, never an empty policy. Source:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import { type Predicate, predicateOf } from './conditions.js';
import { hasRepeatedMembers } from './repeated-members.js';
import { type Pattern, type PatternKind, patternOf } from './wildcard.js';

/** A policy as this kit writes it, always with a version. */
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

/** The entries of an element; with `isNot`, everything except them. */
export interface Listed<Item> {
  isNot: boolean;
  items: readonly Item[];
}

/** One statement in normal form. Its Sid only names it and has no effect. */
export interface NormalStatement {
  /** Its index in the document, from 0. */
  at: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  /** `type:value`, e.g. `AWS:arn:aws:iam::123456789012:role/x`; `*` for everyone. Absent in identity policies. */
  principals?: Listed<string>;
  actions: Listed<Pattern>;
  /** Absent in trust policies, which apply to the role they are attached to. */
  resources?: Listed<Pattern>;
  conditions: readonly Predicate[];
  /** Equal for two statements with the same meaning in different spelling. */
  id: string;
}

export interface NormalPolicy {
  statements: readonly NormalStatement[];
}

/** One illegal part of a document: where (a JSON pointer) and what. */
export interface PolicyIssue {
  path: string;
  message: string;
}

/** `isJson`: the text is JSON, but the policy is not understood; otherwise it is not JSON. */
export type ParsedPolicy = { policy: NormalPolicy } | { issues: PolicyIssue[]; isJson: boolean };

/** Parses the text of a policy, already URL-decoded. */
export function parsePolicy(text: string): ParsedPolicy {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { issues: [{ path: '', message: 'is not valid JSON' }], isJson: false };
  }
  // JSON.parse keeps the last of repeated members; AWS does not document which one IAM uses.
  if (hasRepeatedMembers(text, document))
    return { issues: [{ path: '', message: 'an object repeats a member' }], isJson: true };
  return parseDocument(document);
}

/** Parses a policy that is already a JSON value. */
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
  if (version !== '2012-10-17' && version !== '2008-10-17') note('/Version', 'must be "2012-10-17" or "2008-10-17"');
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
  if (sid !== undefined && typeof sid !== 'string') note(`${path}/Sid`, 'must be a string');
  // Only a string: a list with this one word would be converted to the word.
  const effect = typeof written === 'string' ? written.toLowerCase() : undefined;
  if (effect !== 'allow' && effect !== 'deny') note(`${path}/Effect`, 'must be "Allow" or "Deny"');
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

/** `Action` or `NotAction`, `Resource` or `NotResource`: at most one of each pair. */
function patterns(
  statement: Record<string, unknown>,
  name: string,
  reading: Reading,
  place: Place,
): Listed<Pattern> | undefined {
  const listed = oneOf(statement, name, place);
  if (!listed) return undefined;
  const found = texts(listed.value, listed.path, place.note);
  // Actions are ASCII, and lower case of other alphabets is ambiguous.
  if (reading.ignoresCase && found.some(each => /[^ -~]/.test(each)))
    place.note(listed.path, 'contains a character that no action has');
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
  if (plain !== undefined && negated !== undefined) note(`${path}/Not${name}`, `cannot be combined with ${name}`);
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

/** `123456789012` and `arn:aws:iam::123456789012:root` are the same principal; IAM itself replaces one by the other. */
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
      // AWS does not document whether `stringequals` and `StringEquals` side by side must both hold.
      if (found.has(name)) note(`${where}/${operator}`, `has ${key} twice, in different case`);
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
    note(path, 'must be an object');
    return undefined;
  }
  for (const name of Object.keys(value)) if (known && !known.has(name)) note(path, 'has an unknown member');
  return value as Record<string, unknown>;
}

/** Strings, or the numbers and booleans that IAM accepts instead of them in conditions. */
function texts(value: unknown, path: string, note: Note, isCondition = false): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap(each => {
    if (typeof each === 'string') return [each];
    if (isCondition && (typeof each === 'number' || typeof each === 'boolean')) return [String(each)];
    note(path, 'must contain only strings');
    return [];
  });
}

function sorted(list: string[]): string[] {
  return list.length < 2 ? list : [...new Set(list)].sort();
}
