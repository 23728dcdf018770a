// Managed policies: the customers' own as stored, and a few of AWS's, reduced to what the local AWS needs.
// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html
import { type ManagedPolicy, own } from '../state.js';
import type { World } from '../world.js';

function awsPolicy(policyName: string, actions: string[], Effect = 'Allow'): [string, ManagedPolicy] {
  const arn = `arn:aws:iam::aws:policy/${policyName}`;
  const createdAt = '2015-02-06T18:39:48Z';
  const document = { Version: '2012-10-17', Statement: [{ Effect, Action: actions, Resource: '*' }] };
  const policy: ManagedPolicy = {
    policyName,
    policyId: `ANPA${policyName
      .toUpperCase()
      .replace(/[^A-Z]/g, '')
      .padEnd(17, 'Q')
      .slice(0, 17)}`,
    arn,
    path: '/',
    createdAt,
    updatedAt: createdAt,
    defaultVersionId: 'v1',
    nextVersion: 2,
    versions: [{ versionId: 'v1', document, createdAt }],
    tags: {},
  };
  return [arn, policy];
}

const AWS_MANAGED: ReadonlyMap<string, ManagedPolicy> = new Map([
  awsPolicy('AdministratorAccess', ['*']),
  awsPolicy('AWSDenyAll', ['*'], 'Deny'),
  awsPolicy('ReadOnlyAccess', [
    'cloudformation:Describe*',
    'cloudformation:Get*',
    'cloudformation:List*',
    'ec2:Describe*',
    'iam:Get*',
    'iam:List*',
    's3:Get*',
    's3:List*',
  ]),
  awsPolicy('SecurityAudit', [
    'cloudformation:DescribeStack*',
    'cloudformation:ListStack*',
    'ec2:Describe*',
    'iam:GetRole',
    'iam:GetRolePolicy',
    'iam:List*',
    's3:GetBucketPolicy',
    's3:ListAllMyBuckets',
  ]),
]);

export function awsManagedPolicies(): ManagedPolicy[] {
  return [...AWS_MANAGED.values()];
}

export function managedPolicy(world: World, arn: string): ManagedPolicy | undefined {
  const [, accountId = ''] = /^arn:aws:iam::(\d{12}):policy\//.exec(arn) ?? [];
  return AWS_MANAGED.get(arn) ?? own(own(world.state.accounts, accountId)?.policies, arn);
}

/** The default version's document; undefined (which allows nothing) after the policy was deleted. */
export function managedDocument(world: World, arn: string): unknown {
  const policy = managedPolicy(world, arn);
  return policy?.versions.find(version => version.versionId === policy.defaultVersionId)?.document;
}
