// The callers that two trust policies can tell apart: each named caller, and an unnamed one in each account that occurs
// and in one that does not. If everyone is trusted, also an unnamed service and federated identity. Comparing the
// policies for one caller of each kind covers all callers.
import type { Predicate } from '../document/conditions.js';
import type { NormalPolicy, NormalStatement } from '../document/document.js';
import type { Group } from '../document/language.js';
import { accountOfRoot, type Caller, isUniqueId, partsOfArn, sessionOf } from '../document/principals.js';
import { between, type Pattern, patternOf, shaped } from '../document/wildcard.js';
import {
  accountKey,
  arnKey,
  type CallerKeys,
  keysOfCaller,
  keysOfService,
  kindKeys,
  ofAnyPrincipal,
} from './callers.js';

export interface Cell extends CallerKeys {
  /** For an unnamed caller, an example; the search finds its real ARN together with the conditions. */
  caller: Caller;
  /** The account is not fixed either: conditions on it are applied to the ARN. */
  isAnyAccount?: true;
}

export function cellsOf(policies: readonly NormalPolicy[]): Cell[] {
  const statements = policies.flatMap(policy => policy.statements);
  const entries = [...new Set(statements.flatMap(each => each.principals?.items ?? []))];
  const conditions = statements.flatMap(each => each.conditions);
  const arns = entries
    .filter(each => each.startsWith('AWS:') && !accountOfRoot(each.slice(4)))
    .map(each => each.slice(4));
  const accounts = accountsIn(entries, conditions);
  const partition = arns.map(arn => partsOfArn(arn)?.partition).find(each => each !== undefined) ?? 'aws';
  const kinds = conditions.some(usesKindOfCaller) ? unnamedKinds : [bothKinds];
  return [
    ...entries.flatMap(entry => namedCells(entry, arns)),
    ...accounts.flatMap(account => kinds.map(kind => unnamedIn(partition, account, arns, kind))),
    ...kinds.map(kind => unnamedElsewhere(partition, accounts, kind)),
    ...(statements.some(includesEveryone) ? noAccounts : []),
  ];
}

function includesEveryone({ principals }: NormalStatement): boolean {
  return !principals || principals.isNot || principals.items.includes('*');
}

/** Whether a condition may tell a role from a user: by its key, or by a variable. */
function usesKindOfCaller(predicate: Predicate): boolean {
  const variables = 'test' in predicate ? predicate.test.wanted.flatMap(each => each.variables ?? []) : [];
  return [predicate.key, ...variables].some(key => kindKeys.includes(key));
}

/** Callers that are not AWS principals: their requests have no ARN and no account. */
const noAccounts: Cell[] = [
  { caller: { type: 'Service', name: 'unnamed.amazonaws.com' }, ...keysOfService('unnamed.amazonaws.com') },
  { caller: { type: 'Federated', name: 'unnamed.example.com' }, fixed: { [arnKey]: [], [accountKey]: [] }, forms: {} },
];

/**
 * Roots and `*` name accounts and everyone, so they get no cell of their own. A unique ID gets none either: IAM shows
 * it in place of the ARN once that principal is deleted, and never uses it again, so nobody can be that caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
function namedCells(entry: string, arns: readonly string[]): Cell[] {
  if (entry === '*') return [];
  const colon = entry.indexOf(':');
  const [type, name] = [entry.slice(0, colon), entry.slice(colon + 1)];
  if (type === 'Service') return [{ caller: { type, name }, ...keysOfService(name) }];
  if (type !== 'AWS') return [{ caller: { type: type as 'Federated', name }, fixed: {}, forms: {} }];
  if (accountOfRoot(name) || isUniqueId(name)) return [];
  const session = sessionOf(name);
  if (session) return sessionCells(name, session, arns);
  const parts = partsOfArn(name);
  if (!parts) return [{ caller: { type: 'AWS', arn: name, accountId: '' }, fixed: { [arnKey]: [name] }, forms: {} }];
  const { accountId, resource } = parts;
  const [kind] = resource.split('/', 1);
  const user = resource.slice(resource.lastIndexOf('/') + 1);
  const keys =
    kind === 'role'
      ? keysOfCaller('role')
      : kind === 'user'
        ? keysOfCaller('user', { name: user })
        : kind === 'federated-user'
          ? keysOfCaller('federated')
          : ofAnyPrincipal;
  return [cellOf({ type: 'AWS', arn: name, accountId }, keys)];
}

function cellOf(caller: Caller & { type: 'AWS' }, keys: CallerKeys): Cell {
  const fixed = { ...keys.fixed, [arnKey]: [caller.arn], [accountKey]: [caller.accountId] };
  return { caller, fixed, forms: keys.forms };
}

/**
 * A session that a policy names belongs to the role of that name, which an account has only once. If no policy names
 * that role, its path is open, because the session's ARN does not show it. The role's other sessions are in the role's
 * own cell, or in that of the unnamed callers.
 */
function sessionCells(
  sessionArn: string,
  named: ReturnType<typeof sessionOf> & object,
  arns: readonly string[],
): Cell[] {
  const { partition, accountId, role, session } = named;
  const keys = keysOfCaller('role', { session });
  const prefix = `arn:${partition}:iam::${accountId}:role/`;
  const own = arns.filter(arn => arn.startsWith(prefix) && `/${arn.slice(prefix.length)}`.endsWith(`/${role}`));
  if (own.length > 0) return own.map(arn => cellOf({ type: 'AWS', arn, accountId, sessionArn }, keys));
  const anyPath = [`${prefix}${role}`, `${prefix}*/${role}`].map(glob);
  return [
    {
      caller: { type: 'AWS', arn: `${prefix}${role}`, accountId, sessionArn },
      fixed: { ...keys.fixed, [accountKey]: [accountId] },
      forms: { ...keys.forms, [arnKey]: [{ patterns: anyPath, isIn: true }] },
    },
  ];
}

function outside(patterns: readonly Pattern[], arns: readonly string[]): Group[] {
  const exact = arns.map(arn => patternOf(arn, { kind: 'exact', hasVariables: false }));
  return [{ patterns, isIn: true }, ...(exact.length > 0 ? [{ patterns: exact, isIn: false }] : [])];
}

interface UnnamedKind extends CallerKeys {
  /** The first part of the resource in its ARN. */
  names: readonly ('role' | 'user')[];
}

/**
 * A role (or its session) or a user. Root and federated users may not assume roles:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
 */
const bothKinds: UnnamedKind = { names: ['role', 'user'], ...ofAnyPrincipal };
const unnamedKinds: readonly UnnamedKind[] = [
  { names: ['role'], ...keysOfCaller('role') },
  { names: ['user'], ...keysOfCaller('user') },
];

function unnamedIn(partition: string, accountId: string, named: readonly string[], kind: UnnamedKind): Cell {
  const prefix = `arn:${partition}:iam::${accountId}:`;
  const own = named.filter(arn => arn.startsWith(prefix));
  const patterns = kind.names.map(name => glob(`${prefix}${name}/?*`));
  return {
    caller: { type: 'AWS', arn: unnamed(`${prefix}${kind.names[0]}/`, own), accountId },
    fixed: { ...kind.fixed, [accountKey]: [accountId] },
    forms: { ...kind.forms, [arnKey]: outside(patterns, own) },
  };
}

/** An ARN that belongs to no named caller. */
function unnamed(prefix: string, named: readonly string[]): string {
  let arn = `${prefix}somebody`;
  while (named.includes(arn)) arn += '-else';
  return arn;
}

/** A caller in an account that neither policy mentions. */
function unnamedElsewhere(partition: string, accounts: readonly string[], kind: UnnamedKind): Cell {
  const digits = '{digit}'.repeat(12);
  const patterns = kind.names.map(name => shaped(`arn:${partition}:iam::${digits}:${name}/{any+}`));
  const known = accounts.map(account => glob(`arn:${partition}:iam::${account}:*`));
  const arnForm = [{ patterns, isIn: true }, ...(known.length > 0 ? [{ patterns: known, isIn: false }] : [])];
  return {
    caller: { type: 'AWS', arn: `arn:${partition}:iam::999999999999:${kind.names[0]}/somebody`, accountId: '' },
    fixed: kind.fixed,
    forms: { ...kind.forms, [arnKey]: arnForm },
    isAnyAccount: true,
  };
}

function glob(source: string): Pattern {
  return patternOf(source, { kind: 'glob', hasVariables: false });
}

/** Turns conditions on the caller's account into conditions on its ARN, so that the search finds both together. */
export function withAccountInArn(statement: NormalStatement): NormalStatement {
  if (!statement.conditions.some(each => each.key === accountKey)) return statement;
  return { ...statement, conditions: statement.conditions.map(inArn) };
}

function inArn(predicate: Predicate): Predicate {
  if (predicate.key !== accountKey) return predicate;
  const id = `${predicate.id} (in ARN)`;
  if (!('test' in predicate)) return { ...predicate, id, key: arnKey };
  const { test } = predicate;
  // Numbers, dates and addresses are not accounts; variables are not supported here.
  if (test.family !== 'text' || test.wanted.some(each => each.variables)) return { id, key: arnKey, asks: 'opaque' };
  const wanted = test.wanted.filter(each => !each.isNever).map(each => between('arn:{part*}:iam::', each, ':{any*}'));
  return { ...predicate, id, key: arnKey, test: { ...test, wanted } };
}

function accountsIn(entries: readonly string[], conditions: readonly Predicate[]): string[] {
  const texts = [
    ...entries,
    ...conditions.flatMap(each => ('test' in each ? each.test.wanted.map(wanted => wanted.source) : [])),
  ];
  return [...new Set(texts.flatMap(text => text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []))].sort();
}
