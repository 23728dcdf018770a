// The role spec: the one role that should exist for a connection, and what it is built from. Delivery, guide, checks
// and drift read this spec and nothing else. Pure: no templates, no AWS calls.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html (trust),
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (sizes).
import type { Partition } from '../iam/arn.js';
import type { ParameterValues } from '../permission-set/parameter/parameter.js';
import type { PermissionSet, Sentence } from '../permission-set/permission-set.js';
import type { PolicyDocument } from '../policy/document/document.js';

/** Options of the role that a customer's own guardrails may require. */
export interface RoleOptions {
  /** Precedes `drawbridge-…` in the role's name; at most 32 characters of `[\w+=,.@-]`. */
  namePrefix: string;
  /** Begins and ends with `/`. */
  path: string;
  permissionsBoundaryArn?: string;
  tags: Record<string, string>;
  /** From this time the trust policy itself accepts nobody: `2027-01-31T00:00:00Z`. */
  trustEndsAt?: string;
  /** Checks also ask CloudFormation whether the stack has drifted. */
  stackDrift?: true;
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
  /** AWS's managed policies that the role has, with the version that was announced. Absent: none. */
  managedPolicies?: AnnouncedPolicy[];
  /** Customer-managed policies that the stack creates for what does not fit inline. Absent: none. */
  stackPolicies?: StackPolicy[];
  permissionsBoundaryArn?: string;
  maxSessionSeconds: number;
  tags: Record<string, string>;
  permissionSet: { id: string; version: string };
  /** Of the set's parameters, by name; they are literal in the policies. Absent: none. */
  values?: ParameterValues;
  /** Of the permission set: why sessions are not limited to what it announces. */
  uncappedReason?: Sentence;
}

/** A managed policy of AWS in the version whose text the kit announced. AWS may have another one in force. */
export interface AnnouncedPolicy {
  arn: string;
  versionId: string;
}

/** A customer-managed policy of the role's own stack. Its name begins with the role's. */
export interface StackPolicy {
  arn: string;
  document: PolicyDocument;
}

/** The role spec without the documents of what it grants. */
export type RoleSpecInBrief = Omit<RoleSpec, 'inlinePolicies' | 'stackPolicies'>;

export interface RoleSpecInput {
  vendorName: string;
  tenantName: string;
  tenantId: string;
  connectionId: string;
  partition: Partition;
  accountId: string;
  brokerRoleArn: string;
  /** How the trust policy names the vendor; `role` unless the vendor chose otherwise. */
  trust?: TrustForm;
  externalId: string;
  /** The connection's own 12 random characters: lower-case letters and digits. */
  roleRandom: string;
  launch: number;
  /** The stack's name, if it is not that of the launch link. */
  stackName?: string;
  options: RoleOptions;
  permissionSet: PermissionSet;
  values?: ParameterValues;
}

export const permissionsPolicyName = 'DrawbridgePermissions';
export const selfReadPolicyName = 'DrawbridgeSelfRead';
export const stackDriftPolicyName = 'DrawbridgeStackDrift';
export const permissionSetTag = 'drawbridge:permission-set';
/** Only the template adds it: the ARN of the stack, which nobody knows before the launch. */
export const stackTag = 'drawbridge:stack';

/**
 * `role`: the broker role by its ARN. AWS stores its unique id, so every customer's role refuses a re-created broker
 * role. `account`: the vendor's account with a condition on the broker role's ARN. A re-created broker role works, at a
 * cost: anyone who may create a role of that name in the vendor's account is trusted too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type TrustForm = 'role' | 'account';

/** The policies by which checks read the role and its stack. No session that we issue needs them. */
export function isForChecks(policyName: string): boolean {
  return policyName === selfReadPolicyName || policyName === stackDriftPolicyName;
}
