// Names and ARNs of the customer-managed policies that a role's stack creates. They begin with the role's name, so they
// are the connection's own, and no other role of the account has them.
import { isPolicyPath } from '../iam/rules.js';
import type { RoleSpec } from './role-spec.js';

/** `at`: its index, from 0. It has the role's path, or none where IAM does not accept that path for policies. */
export function stackPolicyArn(
  { partition, accountId, path, roleName }: Pick<RoleSpec, 'partition' | 'accountId' | 'path' | 'roleName'>,
  at: number,
): string {
  const own = isPolicyPath(path) ? path : '/';
  return `arn:${partition}:iam::${accountId}:policy${own}${roleName}-permissions-${at + 1}`;
}

/** The name and the path in the ARN of a policy. */
export function policyOfArn(arn: string): { name: string; path: string } {
  const resource = arn.slice(arn.indexOf(':policy/') + ':policy'.length);
  const end = resource.lastIndexOf('/') + 1;
  return { name: resource.slice(end), path: resource.slice(0, end) };
}
