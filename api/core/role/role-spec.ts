// The heart: from a connection, a permission set and the vendor's identity to the one role that should exist.
// Delivery, guide, checks and drift all read this spec and nothing else. Pure; knows nothing of templates or AWS calls.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html (trust),
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (sizes).
import type { Partition } from '../iam/arn.js';
import type { PermissionSet } from '../permission-set/permission-set.js';
import type { PolicyDocument } from '../policy/document/document.js';

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

/**
 * `role`: the broker role by ARN. AWS keeps its unique id, so a broker role that is made again is refused everywhere.
 * `account`: the vendor's account, on condition of the broker role's ARN. It survives that, at the cost that whoever may
 * make a role of that name in the vendor's account is trusted too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type TrustForm = 'role' | 'account';
