// The policy that lets a role read itself and the text of policies, so that checks can see drift. It covers every
// customer-managed policy of the account, because someone may attach any of them to the role. Texts state this.
import type { PolicyDocument } from '../policy/document/document.js';
import type { Partition } from './arn.js';

/** The session policy of an inspection: the same rights. CloudTrail records it, so its Sids name the purpose. */
export function inspectionPolicy(
  arn: string,
  partition: Partition,
  accountId: string,
  ofStack: PolicyDocument['Statement'] = [],
): PolicyDocument {
  const [role, definitions] = selfReadOf(arn, partition, accountId).Statement;
  return {
    Version: '2012-10-17',
    Statement: [
      { ...role!, Sid: 'DrawbridgeInspection' },
      { ...definitions!, Sid: 'DrawbridgeInspectionOfPolicies' },
      ...ofStack,
    ],
  };
}

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
