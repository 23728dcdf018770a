// The option by which checks also ask CloudFormation whether the stack of the role has drifted. It is a policy of its
// own: the stack's actions on stacks of one name, and two actions for which IAM knows no resource.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
import type { PolicyDocument } from '../policy/document/document.js';
import { stackNameOf } from './role-name.js';
import { type RoleSpec, stackDriftPolicyName } from './role-spec.js';

type Owner = Pick<RoleSpec, 'partition' | 'accountId'>;

const onStack = [
  'cloudformation:DescribeStackResourceDrifts',
  'cloudformation:DescribeStackResources',
  'cloudformation:DescribeStacks',
  'cloudformation:DetectStackDrift',
  'cloudformation:DetectStackResourceDrift',
  'cloudformation:GetTemplateSummary',
];
/** CloudFormation asks for the first one during a detection. */
const onAny = ['cloudformation:BatchDescribeTypeConfigurations', 'cloudformation:DescribeStackDriftDetectionStatus'];

/** In any region: the customer chooses it at the launch. */
export function stackPattern({ partition, accountId }: Owner, stackName: string): string {
  return `arn:${partition}:cloudformation:*:${accountId}:stack/${stackName}/*`;
}

export function stackDriftPolicy(resource: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'ReadStackDrift', Effect: 'Allow', Action: onStack, Resource: [resource] },
      { Sid: 'ReadDriftDetection', Effect: 'Allow', Action: onAny, Resource: ['*'] },
    ],
  };
}

/** The name of the stacks that the role may read. Undefined: the role has not this option. */
export function stackDriftOf({ inlinePolicies }: Pick<RoleSpec, 'inlinePolicies'>): string | undefined {
  const policy = inlinePolicies.find(each => each.name === stackDriftPolicyName);
  const [resource] = [policy?.document.Statement[0]?.Resource ?? []].flat();
  return resource?.split('/')[1];
}

/** The same role with the option for stacks of that name, or without the option. */
export function withStackDrift(spec: RoleSpec, stackName: string | undefined): RoleSpec {
  const others = spec.inlinePolicies.filter(each => each.name !== stackDriftPolicyName);
  if (stackName === undefined) return { ...spec, inlinePolicies: others };
  const document = stackDriftPolicy(stackPattern(spec, stackName));
  return { ...spec, inlinePolicies: [...others, { name: stackDriftPolicyName, document }] };
}

/** A role at another launch is in another stack, which has the name of its launch link. */
export function stackDriftAtLaunch(spec: RoleSpec, roleName: string): RoleSpec {
  return stackDriftOf(spec) === undefined || roleName === spec.roleName
    ? spec
    : withStackDrift(spec, stackNameOf(roleName));
}
