// What a role spec announced, in the forms that comparisons and session policies need. Pure.
import { joinedStatements } from '../iam/split-policy.js';
import type { CappedGrants } from '../permission-set/session-cap.js';
import { managedPolicyText } from '../policy/catalogue/managed-policies.js';
import { normalPolicy, type PolicyDocument, type Statement } from '../policy/document/document.js';
import type { NamedPolicy } from '../policy/evaluate.js';
import { isForChecks, type RoleSpec } from './role-spec.js';

type Granting = Pick<RoleSpec, 'inlinePolicies' | 'managedPolicies' | 'stackPolicies'>;

/** Without the policies by which checks read the role and its stack: no session that we issue needs that. */
export function cappedGrantsOf({ managedPolicies = [], ...own }: Granting): CappedGrants {
  return {
    statements: ownStatements(own),
    // Not those of the stack: anyone in the customer's account may edit them, and a cap must not follow.
    policyArns: managedPolicies.map(each => each.arn),
  };
}

/** The statements of the permission set itself, wherever they are. */
export function ownStatements({ inlinePolicies, stackPolicies = [] }: Omit<Granting, 'managedPolicies'>): Statement[] {
  const inline = inlinePolicies.filter(each => !isForChecks(each.name));
  if (stackPolicies.length === 0) return inline.flatMap(each => each.document.Statement);
  return joinedStatements([...inline, ...stackPolicies].map(each => each.document));
}

/** Customer-managed policies of the stack and AWS's: the policies that the role should have attached. */
export function attachedArns({ managedPolicies = [], stackPolicies = [] }: Omit<Granting, 'inlinePolicies'>): string[] {
  return [...managedPolicies, ...stackPolicies].map(each => each.arn);
}

export function announcedPolicies(spec: Granting): NamedPolicy[] {
  const own = ownDocuments(spec).map(({ name, document }) => ({ name, policy: normalPolicy(document) }));
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
  return [...ownDocuments(spec), ...announcedTexts(spec).map(({ arn, document }) => ({ name: arn, document }))];
}

/** A policy of the stack is named by its ARN, as every attached policy is. */
function ownDocuments({ inlinePolicies, stackPolicies = [] }: Granting): { name: string; document: PolicyDocument }[] {
  return [...inlinePolicies, ...stackPolicies.map(({ arn, document }) => ({ name: arn, document }))];
}
