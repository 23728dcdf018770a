// What a role spec announced, in the forms that comparisons and session policies need. Pure.
import type { CappedGrants } from '../permission-set/session-cap.js';
import { managedPolicyText } from '../policy/catalogue/managed-policies.js';
import { normalPolicy, type PolicyDocument } from '../policy/document/document.js';
import type { NamedPolicy } from '../policy/evaluate.js';
import { type RoleSpec, selfReadPolicyName } from './role-spec.js';

type Granting = Pick<RoleSpec, 'inlinePolicies' | 'managedPolicies'>;

/** Without the policy by which checks read the role: no session that we issue needs that. */
export function cappedGrantsOf({ inlinePolicies, managedPolicies = [] }: Granting): CappedGrants {
  const own = inlinePolicies.filter(each => each.name !== selfReadPolicyName);
  return {
    statements: own.flatMap(each => each.document.Statement),
    policyArns: managedPolicies.map(each => each.arn),
  };
}

export function announcedPolicies(spec: Granting): NamedPolicy[] {
  const own = spec.inlinePolicies.map(each => ({ name: each.name, policy: normalPolicy(each.document) }));
  return [...own, ...announcedTexts(spec).map(({ arn, policy }) => ({ name: arn, policy }))];
}

/** The texts of the announced managed policies, by ARN. */
export function announcedTexts({ managedPolicies = [] }: Pick<RoleSpec, 'managedPolicies'>) {
  // A release before the one that announced it may not have the version. Then its newest text is what we know.
  return managedPolicies.flatMap(
    ({ arn, versionId }) => managedPolicyText(arn, versionId) ?? managedPolicyText(arn) ?? [],
  );
}

/** Every document that the role spec grants by, with its name. */
export function announcedDocuments(spec: Granting): { name: string; document: PolicyDocument }[] {
  return [...spec.inlinePolicies, ...announcedTexts(spec).map(({ arn, document }) => ({ name: arn, document }))];
}
