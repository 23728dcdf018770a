// The heart: from a connection, a permission set and the vendor's identity to the one role that should exist.
// Delivery, guide, checks and drift all read this spec and nothing else. Pure; knows nothing of templates or AWS calls.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html (trust),
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (sizes).
import { type Partition, roleArn } from './arn.js';
import { effectOf } from './effects.js';
import type { PermissionSet, PermissionStatement } from './permission-set.js';
import type { PolicyDocument, Statement } from './policy/document.js';

/** What a customer's own guardrails may ask of the role. */
export interface RoleOptions {
  /** Put before `drawbridge-…` in the role's name; at most 32 characters of `[\w+=,.@-]`. */
  namePrefix: string;
  /** Begins and ends with `/`. */
  path: string;
  permissionsBoundaryArn?: string;
  tags: Record<string, string>;
  /** From then on the trust policy itself admits nobody: `2027-01-31T00:00:00Z`. */
  trustEndsAt?: string;
}

/** The role that should exist in the customer's account. */
export interface RoleSpec {
  schema: 1;
  arn: string;
  partition: Partition;
  accountId: string;
  roleName: string;
  path: string;
  description: string;
  trustPolicy: PolicyDocument;
  inlinePolicies: { name: string; document: PolicyDocument }[];
  permissionsBoundaryArn?: string;
  maxSessionSeconds: number;
  tags: Record<string, string>;
  permissionSet: { id: string; version: string };
}

/** Whom the role trusts and what it is called, without what it grants. */
export type RoleSpecInBrief = Omit<RoleSpec, 'inlinePolicies'>;

export interface RoleSpecInput {
  vendorName: string;
  tenantName: string;
  tenantId: string;
  connectionId: string;
  partition: Partition;
  accountId: string;
  brokerRoleArn: string;
  /** Whom the trust policy names; the role unless the vendor chose otherwise. */
  trust?: TrustForm;
  externalId: string;
  /** The connection's own 12 random characters, lower-case letters and digits. */
  roleRandom: string;
  launch: number;
  options: RoleOptions;
  permissionSet: PermissionSet;
}

export const permissionsPolicyName = 'DrawbridgePermissions';
export const selfReadPolicyName = 'DrawbridgeSelfRead';
export const permissionSetTag = 'drawbridge:permission-set';
export const sourceIdentityPattern = 'drawbridge-*';
/** IAM takes no less than an hour for a role; shorter sessions are the asker's business. */
const maxSessionSeconds = 3600;

export function roleNameOf(prefix: string, roleRandom: string, launch: number): string {
  return `${prefix}drawbridge-${roleRandom}-${launch}`;
}

/** The parts of a role name of this kit's form, or undefined. */
export function parseRoleName(name: string): { prefix: string; roleRandom: string; launch: number } | undefined {
  const match = /^(|[\w+=,.@-]{1,32})drawbridge-([a-z0-9]{12})-([1-9]\d{0,3})$/.exec(name);
  if (!match || name.length > 64) return undefined;
  return { prefix: match[1]!, roleRandom: match[2]!, launch: Number(match[3]) };
}

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
    inlinePolicies: [
      { name: permissionsPolicyName, document: policyOfStatements(permissionSet.statements) },
      { name: selfReadPolicyName, document: selfReadOf(arn, partition, accountId) },
    ],
    ...(options.permissionsBoundaryArn && { permissionsBoundaryArn: options.permissionsBoundaryArn }),
    maxSessionSeconds,
    tags: {
      ...options.tags,
      'drawbridge:vendor': tagText(input.vendorName),
      'drawbridge:tenant': tagText(input.tenantName),
      'drawbridge:connection': input.connectionId,
      [permissionSetTag]: setName(permissionSet),
    },
    permissionSet: { id: permissionSet.id, version: permissionSet.version },
  };
}

/** The same role with another version of its permission set; whom it trusts and what it is called stay as they are. */
export function withPermissionSet(spec: RoleSpec, permissionSet: PermissionSet, description: string): RoleSpec {
  const document = policyOfStatements(permissionSet.statements);
  return {
    ...spec,
    description,
    inlinePolicies: spec.inlinePolicies.map(each =>
      each.name === permissionsPolicyName ? { ...each, document } : each,
    ),
    tags: { ...spec.tags, [permissionSetTag]: setName(permissionSet) },
    permissionSet: { id: permissionSet.id, version: permissionSet.version },
  };
}

function setName({ id, version }: PermissionSet): string {
  return `${id}/${version}`;
}

/** Name and ARN of the role of another launch of the same connection. */
export function namesAtLaunch(spec: RoleSpecInBrief, launch: number): Pick<RoleSpec, 'roleName' | 'arn'> {
  const name = parseRoleName(spec.roleName);
  if (!name) throw new Error(`not a role name of this kit: ${spec.roleName}`);
  const roleName = roleNameOf(name.prefix, name.roleRandom, launch);
  return { roleName, arn: roleArn({ ...spec, roleName }) };
}

/** The same spec under the name of another launch of the same connection. */
export function atLaunch(spec: RoleSpec, launch: number): RoleSpec {
  const { roleName, arn } = namesAtLaunch(spec, launch);
  return {
    ...spec,
    roleName,
    arn,
    inlinePolicies: spec.inlinePolicies.map(policy =>
      policy.name === selfReadPolicyName
        ? { ...policy, document: selfReadOf(arn, spec.partition, spec.accountId) }
        : policy,
    ),
  };
}

/**
 * `role`: the broker role by ARN. AWS keeps its unique id, so a broker role that is made again is refused everywhere.
 * `account`: the vendor's account, on condition of the broker role's ARN. It survives that, at the cost that whoever may
 * make a role of that name in the vendor's account is trusted too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type TrustForm = 'role' | 'account';

/** The vendor, with exactly this external ID, and no one else; SetSourceIdentity apart: it knows no external ID. */
export function trustPolicyOf(brokerRoleArn: string, externalId: string, form: TrustForm = 'role'): PolicyDocument {
  const isAccount = form === 'account';
  const Principal = { AWS: isAccount ? accountOf(brokerRoleArn) : brokerRoleArn };
  const only = isAccount ? { ArnEquals: { 'aws:PrincipalArn': brokerRoleArn } } : {};
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DrawbridgeAssume',
        Effect: 'Allow',
        Principal,
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId }, ...only },
      },
      {
        Sid: 'DrawbridgeSourceIdentity',
        Effect: 'Allow',
        Principal,
        Action: 'sts:SetSourceIdentity',
        Condition: { StringLike: { 'sts:SourceIdentity': sourceIdentityPattern }, ...only },
      },
    ],
  };
}

/**
 * The same role whose trust policy ends then, or not by itself. The end stands where the role is assumed; a source
 * identity opens nothing by itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 */
export function withTrustEnd<Spec extends Pick<RoleSpec, 'trustPolicy'>>(spec: Spec, endsAt: string | undefined): Spec {
  return { ...spec, trustPolicy: withEnd(spec.trustPolicy, endsAt) };
}

/** When the trust policy of a spec ends by itself, if it does. */
export function trustEndOf({ trustPolicy }: Pick<RoleSpec, 'trustPolicy'>): string | undefined {
  const ends = trustPolicy.Statement.flatMap(each => each.Condition?.DateLessThan?.['aws:CurrentTime'] ?? []);
  return ends[0];
}

function withEnd(trustPolicy: PolicyDocument, endsAt: string | undefined): PolicyDocument {
  const Statement = trustPolicy.Statement.map(statement => {
    if (statement.Action !== 'sts:AssumeRole') return statement;
    const { DateLessThan: _, ...always } = statement.Condition ?? {};
    const end = endsAt === undefined ? {} : { DateLessThan: { 'aws:CurrentTime': endsAt } };
    return { ...statement, Condition: { ...always, ...end } };
  });
  return { ...trustPolicy, Statement };
}

function accountOf(brokerRoleArn: string): string {
  return brokerRoleArn.replace(/:role\/.*$/, ':root');
}

/** Each statement as the policy has it; what stays closed stands after what is granted. */
export function policyOfStatements(statements: readonly PermissionStatement[]): PolicyDocument {
  const isDeny = (each: PermissionStatement) => Number(effectOf(each) === 'Deny');
  return {
    Version: '2012-10-17',
    Statement: statements
      .toSorted((a, b) => isDeny(a) - isDeny(b))
      .map(
        (statement): Statement => ({
          Sid: statement.sid,
          Effect: effectOf(statement),
          Action: statement.actions,
          Resource: statement.resources,
          ...(statement.conditions && { Condition: statement.conditions }),
        }),
      ),
  };
}

/** The role may read itself and the definitions of policies, so that drift can be seen. Definitions, not data. */
export function selfReadOf(arn: string, partition: Partition, accountId: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReadThisRole',
        Effect: 'Allow',
        Action: ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
        Resource: [arn],
      },
      {
        Sid: 'ReadPolicyDefinitions',
        Effect: 'Allow',
        Action: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
        Resource: [`arn:${partition}:iam::${accountId}:policy/*`, `arn:${partition}:iam::aws:policy/*`],
      },
    ],
  };
}

/** Who gets what, for whom, as the role itself says it. */
export function roleDescription(
  input: Pick<RoleSpecInput, 'vendorName' | 'permissionSet' | 'tenantName' | 'connectionId'>,
): string {
  const text = `Gives ${input.vendorName} the permission set ${input.permissionSet.id} ${input.permissionSet.version} for ${input.tenantName}. Made by Drawbridge (${input.connectionId}).`;
  return latin(text).slice(0, 1000);
}

/**
 * Role descriptions take Latin-1 only: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 * Braces go too: CloudFormation would resolve a `{{resolve:…}}` in a name.
 */
function latin(text: string): string {
  return text.replace(/[^\u0020-\u007a|~\u00a1-\u00ff]/g, '?');
}

/** Tag values take letters, digits, blanks and `_.:/=+-@`, at most 256 of them. */
function tagText(text: string): string {
  return text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_').slice(0, 256);
}
