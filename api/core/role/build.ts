// Builds a role spec from a connection and a permission set, for its first launch and for later ones.
import { roleArn } from '../iam/arn.js';
import { asTagValue, isInDescription } from '../iam/rules.js';
import { selfReadOf } from '../iam/self-read.js';
import { inlinePoliciesLimit, managedPoliciesAtMost, splitPolicy, stackDriftReserve } from '../iam/split-policy.js';
import { boundSet } from '../permission-set/bound.js';
import type { ParameterValues } from '../permission-set/parameter/parameter.js';
import type { PermissionSet } from '../permission-set/permission-set.js';
import { policyOfStatements } from '../permission-set/policy-of.js';
import { managedPolicyText } from '../policy/catalogue/managed-policies.js';
import type { Statement } from '../policy/document/document.js';
import { ownStatements } from './announced.js';
import { parseRoleName, roleNameOf, stackNameOf } from './role-name.js';
import {
  type AnnouncedPolicy,
  permissionSetTag,
  permissionsPolicyName,
  type RoleSpec,
  type RoleSpecInBrief,
  type RoleSpecInput,
  selfReadPolicyName,
} from './role-spec.js';
import { stackDriftAtLaunch, stackDriftOf, withStackDrift } from './stack-drift.js';
import { stackPolicyArn } from './stack-policies.js';
import { trustPolicyOf, withEnd } from './trust-policy.js';

/** IAM accepts no less than an hour for a role, in seconds; each request may set a shorter session. */
const maxSessionSeconds = 3600;

export function roleSpecOf(input: RoleSpecInput): RoleSpec {
  const { partition, accountId, options, permissionSet } = input;
  const roleName = roleNameOf(options.namePrefix, input.roleRandom, input.launch);
  const arn = roleArn({ partition, accountId, path: options.path, roleName });
  const spec: RoleSpec = {
    schema: 1,
    arn,
    partition,
    accountId,
    roleName,
    path: options.path,
    description: roleDescription(input),
    trustPolicy: withEnd(trustPolicyOf(input.brokerRoleArn, input.externalId, input.trust), options.trustEndsAt),
    ...grantsOf(
      boundSet(permissionSet, input),
      { arn, partition, accountId, roleName, path: options.path },
      options.stackDrift,
    ),
    ...(options.permissionsBoundaryArn && { permissionsBoundaryArn: options.permissionsBoundaryArn }),
    maxSessionSeconds,
    tags: {
      ...options.tags,
      'drawbridge:vendor': asTagValue(input.vendorName),
      'drawbridge:tenant': asTagValue(input.tenantName),
      'drawbridge:connection': input.connectionId,
      [permissionSetTag]: setName(permissionSet),
    },
    ...ofSet(permissionSet, input.values),
  };
  return options.stackDrift ? withStackDrift(spec, input.stackName ?? stackNameOf(roleName)) : spec;
}

/**
 * A set of managed policies alone has no policy of its own: IAM accepts none without a statement. `hasStackDrift`: the
 * role also has the policy of that option.
 */
function grantsOf(
  { statements, managedPolicies = [] }: PermissionSet,
  role: NamedRole,
  hasStackDrift = false,
): Pick<RoleSpec, 'inlinePolicies' | 'managedPolicies' | 'stackPolicies'> {
  const { Statement } = policyOfStatements(statements);
  return {
    ...placed(Statement, role, managedPolicies.length, hasStackDrift),
    ...(managedPolicies.length > 0 && {
      managedPolicies: managedPolicies.map(each => announcedPolicy(each.arn.replace('${partition}', role.partition))),
    }),
  };
}

type NamedRole = Pick<RoleSpec, 'arn' | 'partition' | 'accountId' | 'roleName' | 'path'>;

/** The statements of a set in the policies that hold them. `managed`: how many of AWS's policies the role has too. */
function placed(
  statements: readonly Statement[],
  role: NamedRole,
  managed: number,
  hasStackDrift: boolean,
): Pick<RoleSpec, 'inlinePolicies' | 'stackPolicies'> {
  const { arn, partition, accountId } = role;
  const atMost = managedPoliciesAtMost - managed;
  const apart = hasStackDrift ? splitPolicy(statements, atMost, stackDriftReserve) : undefined;
  // If not all of it fits together, the option is refused, not the set.
  const fitted = apart && 'split' in apart ? apart : splitPolicy(statements, atMost);
  if ('fault' in fitted) throw new Error('a permission set is larger than IAM allows, which the linter refuses');
  const { inline, attached } = fitted.split;
  const own = inline ? [{ name: permissionsPolicyName, document: inline }] : [];
  return {
    inlinePolicies: [...own, { name: selfReadPolicyName, document: selfReadOf(arn, partition, accountId) }],
    ...(attached.length > 0 && {
      stackPolicies: attached.map((document, at) => ({ arn: stackPolicyArn(role, at), document })),
    }),
  };
}

function announcedPolicy(arn: string): AnnouncedPolicy {
  const text = managedPolicyText(arn);
  if (!text) throw new Error(`a permission set names a managed policy that the linter refuses: ${arn}`);
  return { arn, versionId: text.versionId };
}

function ofSet(
  { id, version, uncappedReason }: PermissionSet,
  values: ParameterValues = {},
): Pick<RoleSpec, 'permissionSet' | 'values' | 'uncappedReason'> {
  const hasValues = Object.keys(values).length > 0;
  return { permissionSet: { id, version }, ...(hasValues && { values }), ...(uncappedReason && { uncappedReason }) };
}

/** The same role with another version of its permission set, or other values; trust and name stay as they are. */
export function withPermissionSet(
  spec: RoleSpec,
  permissionSet: PermissionSet,
  description: string,
  values: ParameterValues = {},
): RoleSpec {
  const { uncappedReason: _, managedPolicies: __, stackPolicies: ___, values: ____, ...rest } = spec;
  const { partition, accountId } = spec;
  const stackName = stackDriftOf(spec);
  const next: RoleSpec = {
    ...rest,
    description,
    ...grantsOf(boundSet(permissionSet, { partition, accountId, values }), spec, stackName !== undefined),
    tags: { ...spec.tags, [permissionSetTag]: setName(permissionSet) },
    ...ofSet(permissionSet, values),
  };
  return stackName === undefined ? next : withStackDrift(next, stackName);
}

/**
 * The same role with the option by which checks ask CloudFormation about stacks of that name, or without it. Where the
 * policies have no room for it, they are split again.
 */
export function withStackOption(spec: RoleSpec, stackName: string | undefined): RoleSpec {
  const next = withStackDrift(spec, stackName);
  if (isWithinInlineLimit(next)) return next;
  const { stackPolicies: _, ...rest } = spec;
  const own = placed(ownStatements(spec), spec, spec.managedPolicies?.length ?? 0, true);
  return withStackDrift({ ...rest, ...own }, stackName);
}

/** IAM counts compact JSON, of all inline policies together. */
export function isWithinInlineLimit({ inlinePolicies }: RoleSpec): boolean {
  const sizes = inlinePolicies.map(each => JSON.stringify(each.document).length);
  return sizes.reduce((sum, size) => sum + size, 0) <= inlinePoliciesLimit;
}

/** The same role with another permissions boundary, or without one. */
export function withBoundary({ permissionsBoundaryArn: _, ...spec }: RoleSpec, arn: string | undefined): RoleSpec {
  return { ...spec, ...(arn && { permissionsBoundaryArn: arn }) };
}

function setName({ id, version }: PermissionSet): string {
  return `${id}/${version}`;
}

/** Name and ARN of the role at another launch of the same connection. */
export function namesAtLaunch(spec: RoleSpecInBrief, launch: number): Pick<RoleSpec, 'roleName' | 'arn'> {
  const name = parseRoleName(spec.roleName);
  if (!name) throw new Error(`not a role name of this kit: ${spec.roleName}`);
  const roleName = roleNameOf(name.prefix, name.roleRandom, launch);
  return { roleName, arn: roleArn({ ...spec, roleName }) };
}

/** The same spec with the name of another launch of the same connection. */
export function atLaunch(spec: RoleSpec, launch: number): RoleSpec {
  const { roleName, arn } = namesAtLaunch(spec, launch);
  const at = stackDriftAtLaunch(spec, roleName);
  const { stackPolicies } = spec;
  return {
    ...at,
    roleName,
    arn,
    ...(stackPolicies && {
      stackPolicies: stackPolicies.map((each, place) => {
        return { ...each, arn: stackPolicyArn({ ...spec, roleName }, place) };
      }),
    }),
    inlinePolicies: at.inlinePolicies.map(policy =>
      policy.name === selfReadPolicyName
        ? { ...policy, document: selfReadOf(arn, spec.partition, spec.accountId) }
        : policy,
    ),
  };
}

/** The description of the role in AWS: who gets what, and for whom. */
export function roleDescription(
  input: Pick<RoleSpecInput, 'vendorName' | 'permissionSet' | 'tenantName' | 'connectionId'>,
): string {
  const { vendorName, permissionSet, tenantName, connectionId } = input;
  const set = `${permissionSet.id} ${permissionSet.version}`;
  const vendor = inDescription(vendorName) ?? 'the vendor';
  const tenant = inDescription(tenantName);
  const forWhom = tenant === undefined ? '' : ` for ${tenant}`;
  return `Gives ${vendor} the permission set ${set}${forWhom}. Made by Drawbridge (${connectionId}).`.slice(0, 1000);
}

/**
 * A name as role descriptions allow it; undefined if it cannot be written there. Names with braces are left out too:
 * CloudFormation would resolve a `{{resolve:…}}` in one.
 */
function inDescription(name: string): string | undefined {
  const composed = name.normalize('NFC');
  return composed !== '' && isInDescription(composed) && !/[{}]/.test(composed) ? composed : undefined;
}
