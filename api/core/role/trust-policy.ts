// The trust policy of a role: who may assume it, with which external ID and until when.
import type { OneOrMany, PolicyDocument } from '../policy/document/document.js';
import type { RoleSpec, TrustForm } from './role-spec.js';

export const sourceIdentityPattern = 'drawbridge-*';

/**
 * Trusts only the vendor, with exactly this external ID. SetSourceIdentity has its own statement, because it does not
 * support the external ID condition.
 */
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
 * The same role with a trust policy that ends at `endsAt`, or without an end. Only the AssumeRole statement gets the
 * end date, because a source identity alone allows nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 */
export function withTrustEnd<Spec extends Pick<RoleSpec, 'trustPolicy'>>(spec: Spec, endsAt: string | undefined): Spec {
  return { ...spec, trustPolicy: withEnd(spec.trustPolicy, endsAt) };
}

/** When the trust policy of a spec ends; undefined: never. */
export function trustEndOf({ trustPolicy }: Pick<RoleSpec, 'trustPolicy'>): string | undefined {
  const ends = trustPolicy.Statement.flatMap(each => each.Condition?.DateLessThan?.['aws:CurrentTime'] ?? []);
  return ends[0];
}

export function withEnd(trustPolicy: PolicyDocument, endsAt: string | undefined): PolicyDocument {
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

/** The same role spec with another external ID. */
export function withExternalId(spec: RoleSpec, externalId: string): RoleSpec {
  return { ...spec, trustPolicy: withIds(spec.trustPolicy, () => externalId) };
}

/** One of the kit's trust policies with other external IDs in place of its own. */
export function withIds(trustPolicy: PolicyDocument, change: (ids: OneOrMany) => OneOrMany): PolicyDocument {
  const Statement = trustPolicy.Statement.map(statement => {
    const condition = statement.Condition?.StringEquals;
    const ids = condition?.['sts:ExternalId'];
    if (ids === undefined) return statement;
    const StringEquals = { ...condition, 'sts:ExternalId': change(ids) };
    return { ...statement, Condition: { ...statement.Condition, StringEquals } };
  });
  return { ...trustPolicy, Statement };
}
