// The callers that two trust policies can tell apart: each named caller, and an unnamed one in each account that occurs
// and in one that does not. If everyone is trusted, also an unnamed service and federated identity. Comparing the
// policies for one caller of each kind covers all callers.
import type { Predicate } from '../document/conditions.js';
import type { NormalPolicy, NormalStatement } from '../document/document.js';
import type { Group } from '../document/language.js';
import { accountOfRoot, type Caller, partsOfArn } from '../document/principals.js';
import { between, type Pattern, patternOf } from '../document/wildcard.js';

export interface Cell {
  /** For an unnamed caller, an example; the search finds its real ARN together with the conditions. */
  caller: Caller;
  /** Values that this caller's requests always have; an empty list if they never have the key. */
  fixed: Readonly<Record<string, readonly string[]>>;
  /** The form of its ARN, if that is not fixed. */
  arnShape?: readonly Group[];
  /** The account is not fixed either: conditions on it are applied to the ARN. */
  isAnyAccount?: true;
}

const arnKey = 'aws:principalarn';
const accountKey = 'aws:principalaccount';

export function cellsOf(policies: readonly NormalPolicy[]): Cell[] {
  const statements = policies.flatMap(policy => policy.statements);
  const entries = [...new Set(statements.flatMap(each => each.principals?.items ?? []))];
  const conditions = statements.flatMap(each => each.conditions);
  const named = entries.flatMap(namedCell);
  const accounts = accountsIn(entries, conditions);
  const arns = named.flatMap(({ caller }) => (caller.type === 'AWS' ? [caller.arn] : []));
  const partition = arns.map(arn => partsOfArn(arn)?.partition).find(each => each !== undefined) ?? 'aws';
  return [
    ...named,
    ...accounts.map(account => unnamedIn(partition, account, arns)),
    unnamedElsewhere(partition, accounts),
    ...(statements.some(includesEveryone) ? noAccounts : []),
  ];
}

function includesEveryone({ principals }: NormalStatement): boolean {
  return !principals || principals.isNot || principals.items.includes('*');
}

/** Callers that are not AWS principals: their requests have no ARN and no account. */
const noAccounts: Cell[] = [
  { type: 'Service' as const, name: 'unnamed.amazonaws.com' },
  { type: 'Federated' as const, name: 'unnamed.example.com' },
].map(caller => ({ caller, fixed: { [arnKey]: [], [accountKey]: [] } }));

/** Roots and `*` name accounts and everyone, so they get no cell of their own. */
function namedCell(entry: string): Cell[] {
  if (entry === '*') return [];
  const colon = entry.indexOf(':');
  const [type, name] = [entry.slice(0, colon), entry.slice(colon + 1)];
  if (type !== 'AWS') return [{ caller: { type: type as 'Service', name }, fixed: {} }];
  if (accountOfRoot(name)) return [];
  if (/^A[RI][OD]A[A-Z0-9]+$/.test(name))
    return [{ caller: { type: 'AWS', arn: name, accountId: '', uniqueId: name }, fixed: {} }];
  const parts = partsOfArn(name);
  if (!parts) return [{ caller: { type: 'AWS', arn: name, accountId: '' }, fixed: { [arnKey]: [name] } }];
  const { accountId } = parts;
  const role = /^assumed-role\/([^/]+)\//.exec(parts.resource)?.[1];
  const arn = role ? `arn:${parts.partition}:iam::${accountId}:role/${role}` : name;
  const caller: Caller = { type: 'AWS', arn, accountId, ...(role && { sessionArn: name }) };
  return [{ caller, fixed: { [arnKey]: [arn], [accountKey]: [accountId] } }];
}

/**
 * A role (or its session) or a user. Root and federated users may not assume roles:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
 */
const kindsOfUnnamed = ['role', 'user'];

function unnamedIn(partition: string, accountId: string, named: readonly string[]): Cell {
  const prefix = `arn:${partition}:iam::${accountId}:`;
  const own = named.filter(arn => arn.startsWith(prefix));
  return {
    caller: { type: 'AWS', arn: unnamed(`${prefix}role/`, own), accountId },
    fixed: { [accountKey]: [accountId] },
    arnShape: [
      { patterns: kindsOfUnnamed.map(kind => glob(`${prefix}${kind}/?*`)), isIn: true },
      ...(own.length > 0
        ? [{ patterns: own.map(arn => patternOf(arn, { kind: 'exact', hasVariables: false })), isIn: false }]
        : []),
    ],
  };
}

/** An ARN that belongs to no named caller. */
function unnamed(prefix: string, named: readonly string[]): string {
  let arn = `${prefix}somebody`;
  while (named.includes(arn)) arn += '-else';
  return arn;
}

/** A caller in an account that neither policy mentions. */
function unnamedElsewhere(partition: string, accounts: readonly string[]): Cell {
  const shapes = kindsOfUnnamed.map(kind => between(`arn:${partition}:iam::############:${kind}/`, glob('?'), '*'));
  const known = accounts.map(account => glob(`arn:${partition}:iam::${account}:*`));
  return {
    caller: { type: 'AWS', arn: `arn:${partition}:iam::999999999999:role/somebody`, accountId: '' },
    fixed: {},
    arnShape: [{ patterns: shapes, isIn: true }, ...(known.length > 0 ? [{ patterns: known, isIn: false }] : [])],
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
  const wanted = test.wanted.filter(each => !each.isNever).map(each => between('arn:*:iam::', each, ':*'));
  return { ...predicate, id, key: arnKey, test: { ...test, wanted } };
}

function accountsIn(entries: readonly string[], conditions: readonly Predicate[]): string[] {
  const texts = [
    ...entries,
    ...conditions.flatMap(each => ('test' in each ? each.test.wanted.map(wanted => wanted.source) : [])),
  ];
  return [...new Set(texts.flatMap(text => text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []))].sort();
}
