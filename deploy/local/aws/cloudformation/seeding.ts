// CloudFormation for tests and the console: the API's own actions, called as the account's owner.
import { runCall } from '../protocol/calls.js';
import type { StackEvent, StackResource } from '../state.js';
import { ownersCall, type World } from '../world.js';
import { CFN_ACTIONS } from './actions.js';
import { findStack } from './stacks.js';

export interface StackInput {
  /** Default us-east-1. */
  region?: string;
  stackName: string;
  templateBody?: string;
  templateURL?: string;
  capabilities?: string[];
  parameters?: Record<string, string>;
}

export interface StackView {
  stackId: string;
  stackName: string;
  status: string;
  reason?: string;
  outputs: Record<string, string>;
  resources: StackResource[];
  events: StackEvent[];
}

function cloudFormation(world: World, accountId: string, action: string, input: object, region?: string) {
  const call = ownersCall(world, accountId, 'cloudformation', action, input as Record<string, unknown>, region);
  return runCall(call, CFN_ACTIONS[action]!);
}

export function viewStack(world: World, accountId: string, nameOrId: string, region?: string): StackView | undefined {
  const call = ownersCall(world, accountId, 'cloudformation', 'DescribeStacks', {}, region);
  const stack = findStack(call, nameOrId);
  if (!stack) return undefined;
  const { stackId, stackName, status, reason, outputs, resources, events } = structuredClone(stack);
  return {
    stackId,
    stackName,
    status,
    ...(reason === undefined ? {} : { reason }),
    outputs: Object.fromEntries(outputs.map(({ key, value }) => [key, value])),
    resources,
    events,
  };
}

/** Also returns a stack that was rolled back: check `status`. Refusals before a stack exists are thrown. */
export async function createStackAs(world: World, accountId: string, input: StackInput): Promise<StackView> {
  const { region, stackName, templateBody, templateURL, capabilities = [], parameters = {} } = input;
  const form = {
    StackName: stackName,
    TemplateBody: templateBody,
    TemplateURL: templateURL,
    Capabilities: capabilities,
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  };
  const answer = (await cloudFormation(world, accountId, 'CreateStack', form, region)) as { StackId: string };
  return viewStack(world, accountId, answer.StackId, region)!;
}

export async function deleteStackAs(
  world: World,
  accountId: string,
  StackName: string,
  region?: string,
): Promise<void> {
  await cloudFormation(world, accountId, 'DeleteStack', { StackName }, region);
}
