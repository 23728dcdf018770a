// Builds a role spec from a connection and a permission set, for its first launch and for later ones.
import { roleArn } from '../iam/arn.js';
import { asTagValue, isInDescription } from '../iam/rules.js';
import { selfReadOf } from '../iam/self-read.js';
import { managedPoliciesAtMost, splitPolicy } from '../iam/split-policy.js';
import { boundSet } from '../permission-set/bound.js';
import type { ParameterValues } from '../permission-set/parameter/parameter.js';
import type { PermissionSet } from '../permission-set/permission-set.js';
import { policyOfStatements } from '../permission-set/policy-of.js';
import { managedPolicyText } from '../policy/catalogue/managed-policies.js';
import { parseRoleName, roleNameOf } from './role-name.js';
import {
  type AnnouncedPolicy,
  permissionSetTag,
  permissionsPolicyName,
  type RoleSpec,
  type RoleSpecInBrief,
  type RoleSpecInput,
  selfReadPolicyName,
} from './role-spec.js';
import { stackPolicyArn } from './stack-policies.js';
import { trustPolicyOf, withEnd } from './trust-policy.js';

/** IAM accepts no less than an hour for a role, in seconds; each request may set a shorter session. */
const maxSessionSeconds = 3600;

export function roleSpecOf(input: RoleSpecInput): RoleSpec {
  const { partition, accountId, options, permissionSet } = input;
  const roleName = roleNameOf(options.namePrefix, input.roleRandom, input.launch);
  const arn = roleArn({ partition, accountId, path: options.path, roleName });
  return {
    schema: 1,
    arn,
    partition,
    accountId,
    roleName,
    path: options.path,
    description: roleDescription(input),
    trustPolicy: withEnd(trustPolicyOf(input.brokerRoleArn, input.externalId, input.trust), options.trustEndsAt),
    ...grantsOf(boundSet(permissionSet, input), { arn, partition, accountId, roleName, path: options.path }),
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
}

/** A set of managed policies alone has no policy of its own: IAM accepts none without a statement. */
function grantsOf(
  { statements, managedPolicies = [] }: PermissionSet,
  role: Pick<RoleSpec, 'arn' | 'partition' | 'accountId' | 'roleName' | 'path'>,
): Pick<RoleSpec, 'inlinePolicies' | 'managedPolicies' | 'stackPolicies'> {
  const { arn, partition, accountId } = role;
  const { Statement } = policyOfStatements(statements);
  const fitted = splitPolicy(Statement, managedPoliciesAtMost - managedPolicies.length);
  if ('fault' in fitted) throw new Error('a permission set is larger than IAM allows, which the linter refuses');
  const { inline, attached } = fitted.split;
  const own = inline ? [{ name: permissionsPolicyName, document: inline }] : [];
  return {
    inlinePolicies: [...own, { name: selfReadPolicyName, document: selfReadOf(arn, partition, accountId) }],
    ...(managedPolicies.length > 0 && {
      managedPolicies: managedPolicies.map(each => announcedPolicy(each.arn.replace('${partition}', partition))),
    }),
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
  return {
    ...rest,
    description,
    ...grantsOf(boundSet(permissionSet, { partition, accountId, values }), spec),
    tags: { ...spec.tags, [permissionSetTag]: setName(permissionSet) },
    ...ofSet(permissionSet, values),
  };
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
  const { stackPolicies } = spec;
  return {
    ...spec,
    roleName,
    arn,
    ...(stackPolicies && {
      stackPolicies: stackPolicies.map((each, at) => ({ ...each, arn: stackPolicyArn({ ...spec, roleName }, at) })),
    }),
    inlinePolicies: spec.inlinePolicies.map(policy =>
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
