// Moves a connection to another version of its permission set, to another end of its trust policy, or to another
// permissions boundary, by one update of the customer's stack: which version is offered, what it adds and removes, and
// whether a live role has it. machine/open-change.ts makes the changes. Pure.
import { mergeDifferences, summary } from '../drift/differences.js';
import { reducedSpecs } from '../drift/reduced.js';
import { cellOf } from '../drift/witnesses.js';
import type { Finding, FindingCode } from '../finding/findings.js';
import { unfitFor } from '../permission-set/bound.js';
import type { ParameterValue, ParameterValues } from '../permission-set/parameter/parameter.js';
import type { ManagedPolicyGrant, PermissionSet, PermissionStatement } from '../permission-set/permission-set.js';
import { compareIdentity } from '../policy/compare/compare.js';
import type { Difference } from '../policy/compare/comparison.js';
import type { OneOrMany, Statement } from '../policy/document/document.js';
import { attachedArns, ownStatements } from '../role/announced.js';
import { withPermissionSet } from '../role/build.js';
import { permissionSetTag, type RoleSpec, stackDriftPolicyName } from '../role/role-spec.js';
import { stackDriftOf } from '../role/stack-drift.js';
import { trustEndOf } from '../role/trust-policy.js';
import { compareSemVer } from '../values/semver.js';
import type { Connection } from './connection.js';
import { liveRoleSpec } from './launches.js';

/** The available permission sets. */
interface Available {
  get(id: string, version?: string): PermissionSet | undefined;
}

/**
 * The version that the connection is offered: a newer one, or the newest remaining one if its own was withdrawn.
 * Undefined if it needs no update, or no role of its partition can have that version.
 */
export function offeredTo(
  { permissionSet, partition }: Pick<Connection, 'permissionSet' | 'partition'>,
  sets: Available,
): PermissionSet | undefined {
  const newest = sets.get(permissionSet.id);
  if (!newest || !mayMoveTo(permissionSet, newest.version, sets)) return undefined;
  return unfitFor(newest, partition).length > 0 ? undefined : newest;
}

/**
 * Never to an older version, unless the one in use was withdrawn: an update should not remove what is still announced.
 */
export function mayMoveTo(from: Connection['permissionSet'], version: string, sets: Available): boolean {
  if (version === from.version) return false;
  return compareSemVer(version, from.version) > 0 || !sets.get(from.id, from.version);
}

/** Whether the requested version was withdrawn since. Keeping a withdrawn version is no upgrade and does not count. */
export function isWithdrawn({ upgrade, permissionSet }: Connection, sets: Available): boolean {
  if (!upgrade || upgrade.permissionSet.version === permissionSet.version) return false;
  return !sets.get(upgrade.permissionSet.id, upgrade.permissionSet.version);
}

/**
 * The role in use with the permissions of another version. Name, path and trust stay the same: CloudFormation cannot
 * replace a role with a custom name, and must not need to.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html
 */
export function upgradedSpec(
  connection: Connection,
  set: PermissionSet,
  description: string,
  values?: ParameterValues,
): RoleSpec {
  return withPermissionSet(liveRoleSpec(connection), set, description, values);
}

/** The change of one value; absent `from` or `to`: it has none. */
export interface ValueChange {
  name: string;
  from?: string;
  to?: string;
}

function valueChanges({ values: before = {} }: RoleSpec, { values: after = {} }: RoleSpec): ValueChange[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap(name => {
    const [from, to] = [before, after].map(values => shownValue(values[name]));
    return from === to ? [] : [{ name, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  });
}

/** With the account that owns what it names, if that is not the announced one. */
function shownValue(value: ParameterValue | undefined): string | undefined {
  return value?.ownerAccountId ? `${value.value} (${value.ownerAccountId})` : value?.value;
}

const ofPermissions: readonly FindingCode[] = [
  'permissions_widened',
  'permissions_narrowed',
  'permissions_undecided',
  'policy_missing',
  'permissions_removed',
  'deny_removed',
  'deny_lapsed',
  'self_reading_limited',
];

const ofTheEnd: readonly FindingCode[] = ['trust_end_loosened', 'trust_narrowed'];
const ofTheBoundary: readonly FindingCode[] = ['boundary_changed'];

/** A role spec, and the findings that separate the live role from it. */
interface Held {
  spec: RoleSpec;
  findings: readonly Finding[];
}

/**
 * Whether the live role matches the upgrade (`after`) and no longer the role before it (`before`). If both grant the
 * same, only the tag differs.
 */
export function hasArrived(before: Held, after: Held): boolean {
  const codes = [
    ...ofPermissions,
    ...(trustEndOf(before.spec) === trustEndOf(after.spec) ? [] : ofTheEnd),
    ...(before.spec.permissionsBoundaryArn === after.spec.permissionsBoundaryArn ? [] : ofTheBoundary),
  ];
  const hadOnly = detachedBy(before.spec, after.spec);
  const isDrift = stackDriftOf(before.spec) !== stackDriftOf(after.spec);
  const isLeft = ({ code, facts: { policy = '' } }: Finding) =>
    (code === 'policy_attached' && hadOnly.includes(policy)) ||
    (code === 'policy_added' && isDrift && policy === stackDriftPolicyName);
  const differs = ({ findings }: Held) =>
    findings.some(each => (codes.includes(each.code) && !isOfUnreadBoundary(each)) || isLeft(each));
  if (differs(after) || after.findings.some(each => each.severity === 'critical')) return false;
  return differs(before) || isRetagged(before, after);
}

/** The ARN of a boundary shows whether it is the requested one; its text may be unreadable before and after. */
function isOfUnreadBoundary({ code, facts }: Finding): boolean {
  return code === 'self_reading_limited' && facts.what === 'boundary';
}

/** The managed policies that only the role before the upgrade has: AWS's, and those of the stack. */
function detachedBy(before: RoleSpec, after: RoleSpec): string[] {
  const kept = new Set(attachedArns(after));
  return attachedArns(before).filter(arn => !kept.has(arn));
}

function isRetagged(before: Held, after: Held): boolean {
  const isTagged = ({ findings }: Held) =>
    !findings.some(each => each.code === 'tags_changed' && each.facts.tags?.includes(permissionSetTag));
  return before.spec.tags[permissionSetTag] !== after.spec.tags[permissionSetTag] && isTagged(after);
}

/** The change of one statement. */
export interface StatementChange {
  sid: string;
  kind: 'added' | 'removed' | 'changed';
  isDeny: boolean;
  /** With the reasons of the version that has the statement; absent if that version is no longer available. */
  statement?: PermissionStatement;
  actions: Change;
  resources: Change;
  conditions: 'same' | 'changed';
}

interface Change {
  added: string[];
  removed: string[];
}

/** The overall effect: the actions that are allowed only after the update (`more`) or only before it (`less`). */
export interface Meaning {
  more: ReturnType<typeof summary> | undefined;
  less: ReturnType<typeof summary> | undefined;
  /** The policy engine could not decide some of it. */
  isUndecided: boolean;
}

interface Sets {
  earlier: PermissionSet | undefined;
  later: PermissionSet | undefined;
}

/** A managed policy that is attached, detached, or announced in another version. */
export interface ManagedChange {
  arn: string;
  kind: 'added' | 'removed' | 'changed';
  /** Version ids; absent where the policy is not attached. */
  from?: string;
  to?: string;
  /** With the reasons; absent if the version of the set that has it is no longer available. */
  policy?: ManagedPolicyGrant;
}

export interface UpgradeDifference {
  statements: StatementChange[];
  managed: ManagedChange[];
  values: ValueChange[];
  meaning: Meaning;
  /** Only if it changes; absent `from` or `to`: the trust policy has no end. */
  trustEnd?: { from?: string; to?: string };
  /** Only if it changes; absent `from` or `to`: no permissions boundary. */
  boundary?: { from?: string; to?: string };
}

/** `sets`: supply the reasons, if the versions are still available. */
export function upgradeDifference(before: RoleSpec, after: RoleSpec, sets: Sets): UpgradeDifference {
  const [own, theirs] = reducedSpecs(before, after);
  const { wider, narrower, undecided } = compareIdentity({ identity: own }, { identity: theirs }, cellOf(before));
  const all = (differences: readonly Difference[]) =>
    differences.length > 0 ? summary(mergeDifferences(differences)) : undefined;
  const trustEnd = changed(trustEndOf(before), trustEndOf(after));
  const boundary = changed(before.permissionsBoundaryArn, after.permissionsBoundaryArn);
  return {
    ...(trustEnd && { trustEnd }),
    ...(boundary && { boundary }),
    statements: statementChanges(ownStatements(before), ownStatements(after), sets),
    managed: managedChanges(before, after, sets),
    values: valueChanges(before, after),
    meaning: { more: all(wider), less: all(narrower), isUndecided: undecided.length > 0 },
  };
}

function changed(from: string | undefined, to: string | undefined): { from?: string; to?: string } | undefined {
  return from === to ? undefined : { ...(from && { from }), ...(to && { to }) };
}

function managedChanges(before: RoleSpec, after: RoleSpec, sets: Sets): ManagedChange[] {
  const versionIn = (spec: RoleSpec, arn: string) => spec.managedPolicies?.find(each => each.arn === arn)?.versionId;
  const arns = [...(after.managedPolicies ?? []), ...(before.managedPolicies ?? [])].map(each => each.arn);
  return [...new Set(arns)].flatMap(arn => {
    const [from, to] = [versionIn(before, arn), versionIn(after, arn)];
    if (from === to) return [];
    const policies = (to ? sets.later : sets.earlier)?.managedPolicies ?? [];
    const policy = policies.find(each => each.arn.replace('${partition}', after.partition) === arn);
    const kind = !from ? ('added' as const) : to ? ('changed' as const) : ('removed' as const);
    return [{ arn, kind, ...(from && { from }), ...(to && { to }), ...(policy && { policy }) }];
  });
}

function statementChanges(before: readonly Statement[], after: readonly Statement[], sets: Sets): StatementChange[] {
  const sids = [...new Set([...after, ...before].map(each => each.Sid ?? ''))];
  return sids.flatMap(sid => {
    const [was, is] = [before, after].map(side => side.find(each => each.Sid === sid));
    const change = statementChange(sid, was, is);
    if (!change) return [];
    const statement = (is ? sets.later : sets.earlier)?.statements.find(each => each.sid === sid);
    return [{ ...change, ...(statement && { statement }) }];
  });
}

function statementChange(
  sid: string,
  was: Statement | undefined,
  is: Statement | undefined,
): Omit<StatementChange, 'statement'> | undefined {
  const actions = changeOf(was?.Action, is?.Action);
  const resources = changeOf(was?.Resource, is?.Resource);
  const conditions = JSON.stringify(was?.Condition) === JSON.stringify(is?.Condition) ? 'same' : 'changed';
  const lists = [actions.added, actions.removed, resources.added, resources.removed];
  const isSame = was && is && was.Effect === is.Effect && conditions === 'same' && lists.every(each => !each.length);
  if (isSame) return undefined;
  const kind = !was ? 'added' : is ? 'changed' : 'removed';
  return { sid, kind, isDeny: (is ?? was)!.Effect === 'Deny', actions, resources, conditions };
}

function changeOf(was: OneOrMany | undefined, is: OneOrMany | undefined): Change {
  const [before, after] = [was, is].map(each => new Set(each === undefined ? [] : [each].flat()));
  return {
    added: [...after!].filter(each => !before!.has(each)),
    removed: [...before!].filter(each => !after!.has(each)),
  };
}
