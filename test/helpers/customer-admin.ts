// Calls of the customer's admin, as the console of the local AWS sends them.
import { partitionFacts } from '../../deploy/local/aws/names.js';
import type { World } from './world.js';

export interface AdminCall {
  account: string;
  /** The usual one of the partition when absent. */
  region?: string;
  /** `iam` when absent. */
  service?: string;
  action: string;
  input: object;
}

/** AWS's answer. Throws with AWS's words when it refuses. */
export async function callAsAdmin(world: Pick<World, 'aws'>, call: AdminCall): Promise<Record<string, unknown>> {
  const response = await fetch(`${world.aws.url}/_console/api/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.aws.url },
    body: JSON.stringify({ region: partitionFacts[world.aws.partition].region, service: 'iam', ...call }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${call.action}: ${JSON.stringify(answer)}`);
  return answer;
}

/** A change of one role. */
export async function changeRole(world: World, roleArn: string, action: string, input: object): Promise<void> {
  const [account, name] = [roleArn.split(':')[4]!, roleArn.split('/').at(-1)];
  await callAsAdmin(world, { account, action, input: { RoleName: name, ...input } });
}

/** The id of the stack that a printed command works on: it looks the stack up by its role. */
export async function stackOfCommand(world: Pick<World, 'aws'>, account: string, command: string): Promise<string> {
  const option = (name: string) => new RegExp(`--${name}[ =]'?([^' \\\\]+)`).exec(command)?.[1] ?? '';
  const call = { account, region: option('region'), service: 'cloudformation' };
  const input = { PhysicalResourceId: option('physical-resource-id') };
  const answer = await callAsAdmin(world, { ...call, action: 'DescribeStackResources', input });
  return (answer.StackResources as { StackId: string }[])[0]!.StackId;
}

/** What the printed command does that deletes a stack. */
export async function deleteStackOf(world: Pick<World, 'aws'>, account: string, command: string): Promise<void> {
  const region = /--region (\S+)/.exec(command)![1]!;
  const input = { StackName: await stackOfCommand(world, account, command) };
  await callAsAdmin(world, { account, region, service: 'cloudformation', action: 'DeleteStack', input });
}
