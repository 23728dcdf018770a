// Reads one stack and its drift with the session of an inspection. Each call is one reading; it never throws, waits or
// retries. What the readings mean is decided elsewhere.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackDrift.html
import {
  CloudFormationClient,
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  DetectStackDriftCommand,
  GetTemplateSummaryCommand,
  type StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import type { Reading } from '../core/iam/live-role.js';
import type { ResourceDrift } from '../core/iam/stack.js';
import type { Credentials, ReadStack } from '../ports/aws.js';
import { noAnswer, readingOfError, stackFaultOf } from './aws-errors.js';
import { clientConfig, limited, type Reach } from './clients.js';

/** Our stacks have at most eleven resources; a page has up to 100. */
const mostPages = 10;

export function makeReadStack(reach: Reach): ReadStack {
  const clientOf = (as: Credentials, region: string) =>
    limited(new CloudFormationClient(clientConfig(reach, region, as)), reach, 'CloudFormation');
  return {
    describe: (as, region, stack) =>
      reading(async () => {
        const client = clientOf(as, region);
        const [found] = (await client.send(new DescribeStacksCommand({ StackName: stack }))).Stacks ?? [];
        const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: stack }));
        if (!found?.StackId || !found.StackStatus || !StackResources) return noAnswer;
        if (found.StackStatus === 'DELETE_COMPLETE') return { kind: 'absent' };
        const roles = StackResources.filter(each => each.ResourceType === 'AWS::IAM::Role');
        const templateVersion = await templateVersionOf(client, stack);
        return {
          kind: 'read',
          value: {
            arn: found.StackId,
            status: found.StackStatus,
            ...(templateVersion && { templateVersion }),
            roles: roles.flatMap(each => each.PhysicalResourceId ?? []),
          },
        };
      }),
    detect: async (as, region, stack) => {
      try {
        const answer = await clientOf(as, region).send(new DetectStackDriftCommand({ StackName: stack }));
        const id = answer.StackDriftDetectionId;
        return id ? { kind: 'read', value: id } : noAnswer;
      } catch (error) {
        return stackFaultOf(error) === 'busy' ? { kind: 'busy' } : readingOfStackError(error);
      }
    },
    detection: (as, region, id) =>
      reading(async () => {
        const command = new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId: id });
        const { DetectionStatus } = await clientOf(as, region).send(command);
        if (DetectionStatus === 'DETECTION_IN_PROGRESS') return { kind: 'read', value: 'running' };
        if (DetectionStatus === 'DETECTION_COMPLETE') return { kind: 'read', value: 'complete' };
        return DetectionStatus === 'DETECTION_FAILED' ? { kind: 'read', value: 'failed' } : noAnswer;
      }),
    drifts: (as, region, stack) => reading(() => readDrifts(clientOf(as, region), stack)),
  };
}

async function reading<Value>(read: () => Promise<Reading<Value>>): Promise<Reading<Value>> {
  try {
    return await read();
  } catch (error) {
    return readingOfStackError(error);
  }
}

function readingOfStackError(error: unknown): Exclude<Reading<never>, { kind: 'read' }> {
  return stackFaultOf(error) === 'absent' ? { kind: 'absent' } : readingOfError(error);
}

/** The version that this kit's templates state. Without it the rest is still worth reading. */
async function templateVersionOf(client: CloudFormationClient, stack: string): Promise<string | undefined> {
  try {
    const { Metadata = '' } = await client.send(new GetTemplateSummaryCommand({ StackName: stack }));
    const { Drawbridge } = JSON.parse(Metadata) as { Drawbridge?: { TemplateVersion?: unknown } };
    const version = String(Drawbridge?.TemplateVersion);
    return /^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
}

async function readDrifts(client: CloudFormationClient, stack: string): Promise<Reading<ResourceDrift[]>> {
  const all: ResourceDrift[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await client.send(new DescribeStackResourceDriftsCommand({ StackName: stack, NextToken: token }));
    if (!page.StackResourceDrifts) return noAnswer;
    all.push(...page.StackResourceDrifts.map(driftOf));
    token = page.NextToken;
    if (!token) return { kind: 'read', value: all };
  }
  return noAnswer;
}

/** Without the values: they may hold anything, and the comparison of policies shows those that matter. */
function driftOf(drift: StackResourceDrift): ResourceDrift {
  const { PhysicalResourceId = '', StackResourceDriftStatus = 'UNKNOWN', PropertyDifferences = [] } = drift;
  const differences = PropertyDifferences.map(each => `${each.DifferenceType ?? '?'} ${shownPath(each.PropertyPath)}`);
  return { physicalId: PhysicalResourceId, status: StackResourceDriftStatus, differences };
}

function shownPath(path = '?'): string {
  return path.replace(/[^\w/.:-]/g, '_').slice(0, 100);
}
