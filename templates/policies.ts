// The role's policies as plain JSON, for customers who create roles with their own tools. Same text as in the template.
import type { PolicyDocument } from '../api/core/policy/document/document.js';
import type { RoleSpec } from '../api/core/role/role-spec.js';
import { policyOfArn } from '../api/core/role/stack-policies.js';
import { jsonText } from './json-text.js';

export interface PlainPolicies {
  trust: string;
  permissions: { name: string; document: string }[];
  /** ARNs of AWS's managed policies. */
  managed: string[];
  /** Customer-managed policies to create in the account and to attach to the role. */
  attached: AttachedPolicy[];
}

export interface AttachedPolicy {
  arn: string;
  name: string;
  path: string;
  document: string;
}

export function plainPolicies(spec: RoleSpec): PlainPolicies {
  return {
    trust: jsonText(spec.trustPolicy, 0),
    permissions: spec.inlinePolicies.map(({ name, document }) => ({ name, document: jsonText(document, 0) })),
    managed: (spec.managedPolicies ?? []).map(each => each.arn),
    attached: (spec.stackPolicies ?? []).map(({ arn, document }) => {
      return { arn, ...policyOfArn(arn), document: jsonText(document, 0) };
    }),
  };
}

/** The name that the IAM console gives to the policy below. */
export const revocationPolicyName = 'AWSRevokeOlderSessions';

/**
 * The policy that the console's "Revoke active sessions" attaches: it denies everything to sessions from before
 * `before`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
export function revokeOlderSessionsPolicy(before: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: ['*'],
        Resource: ['*'],
        Condition: { DateLessThan: { 'aws:TokenIssueTime': before } },
      },
    ],
  };
}
