// Creates and deletes stacks, with CloudFormation's rollback after a failure. update.ts has updates.
// Here an operation has finished when its call returns; its events still contain every status.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
import { randomUUID } from 'node:crypto';
import { IAM_ACTIONS } from '../iam/actions.js';
import { type InPartition, partitionFacts } from '../names.js';
import { runCall } from '../protocol/calls.js';
import { AwsError, flatten, validationError } from '../protocol/wire.js';
import type { Stack, StackResource } from '../state.js';
import { accountOf, type Call } from '../world.js';
import { checkCapabilities, checkRules, checkTypes, noEchoNames, settleParameters } from './parameters.js';
import { makePlan, outputsOf, type Plan, propertiesOf } from './plan.js';
import { RESOURCE_TYPES, type Tools } from './resource-types.js';
import { reasonFor, setResourceStatus, setStackStatus } from './stack-log.js';
import { parseTemplate } from './template.js';

/** The user agent and source address of calls that CloudFormation makes. */
const CLOUDFORMATION = 'cloudformation.amazonaws.com';

export interface StackRequest {
  stackName: string;
  templateBody: string;
  parameters: Record<string, string>;
  capabilities: string[];
  tags: Record<string, string>;
  onFailure: 'ROLLBACK' | 'DO_NOTHING' | 'DELETE';
}

/** CloudFormation acts with the caller's own permissions; CloudTrail shows it as the caller's agent. */
export function toolsFor(call: Call, stackName: string): Tools {
  return {
    accountId: call.caller.accountId,
    stackName,
    iam: (action, input) => {
      const run = IAM_ACTIONS[action];
      if (!run) throw new Error(`no such IAM action: ${action}`);
      const inner: Call = {
        ...call,
        service: 'iam',
        action,
        params: flatten(input),
        region: partitionFacts[call.world.partition].region,
        requestId: randomUUID(),
        sourceIp: CLOUDFORMATION,
        userAgent: CLOUDFORMATION,
        invokedBy: CLOUDFORMATION,
      };
      return runCall(inner, run);
    },
  };
}

export function findStack(call: Call, nameOrId: string): Stack | undefined {
  const { stacks } = accountOf(call.world, call.caller.accountId);
  return stacks.findLast(
    stack =>
      stack.region === call.region &&
      (stack.stackId === nameOrId || (stack.stackName === nameOrId && stack.status !== 'DELETE_COMPLETE')),
  );
}

export function requireStack(call: Call, nameOrId: string): Stack {
  const stack = findStack(call, nameOrId);
  if (!stack) throw validationError(`Stack with id ${nameOrId} does not exist`);
  return stack;
}

/** Checks everything that can be refused before a stack exists. */
export function planFor(
  { partition }: InPartition,
  request: StackRequest,
  stack: Pick<Stack, 'accountId' | 'region' | 'stackId' | 'stackName'>,
) {
  const template = parseTemplate(request.templateBody);
  checkTypes(template);
  const settled = settleParameters(template, request.parameters);
  const plan = makePlan(template, settled, { ...stack, partition });
  checkRules(template, plan.env);
  checkCapabilities(template, request.capabilities);
  return { plan, settled };
}

const LISTS = new Set(['Policies', 'ManagedPolicyArns', 'Roles', 'Tags']);

/** The resource handler's check of the properties, worded as its JSON schema check. */
export function checkProperties(type: string, logicalId: string, properties: Readonly<Record<string, unknown>>): void {
  const { required, optional } = RESOURCE_TYPES[type]!;
  const missing = required.filter(key => properties[key] === undefined);
  const extra = Object.keys(properties).filter(key => !required.includes(key) && !optional.includes(key));
  const lists = Object.keys(properties).filter(key => LISTS.has(key) && !Array.isArray(properties[key]));
  const problems = [
    ...lists.map(key => `#/${key}: expected type: JSONArray`),
    ...missing.map(key => `#: required key [${key}] not found`),
    ...extra.map(key => `#: extraneous key [${key}] is not permitted`),
  ];
  if (problems.length === 0) return;
  throw new AwsError(
    'ValidationError',
    `Properties validation failed for resource ${logicalId} with message:\n${problems.join('\n')}`,
  );
}

export async function makeResource(call: Call, stack: Stack, plan: Plan, logicalId: string): Promise<StackResource> {
  const { world } = call;
  const type = plan.template.Resources[logicalId]!.Type;
  const resource: StackResource = {
    logicalId,
    physicalId: '',
    type,
    status: '',
    timestamp: world.now().toISOString(),
    properties: propertiesOf(plan, logicalId),
    attributes: {},
  };
  stack.resources.push(resource);
  setResourceStatus(world, stack, resource, 'CREATE_IN_PROGRESS');
  checkProperties(type, logicalId, resource.properties);
  const made = await RESOURCE_TYPES[type]!.create(toolsFor(call, stack.stackName), logicalId, resource.properties);
  Object.assign(resource, made);
  plan.made.set(logicalId, made);
  setResourceStatus(world, stack, resource, 'CREATE_COMPLETE');
  return resource;
}

/** Deletes in reverse order of creation; returns the logical IDs that could not be deleted. */
async function removeResources(call: Call, stack: Stack, kept: ReadonlySet<string>): Promise<string[]> {
  const failed: string[] = [];
  for (const resource of stack.resources.toReversed()) {
    if (resource.status === 'DELETE_COMPLETE' || resource.status === 'DELETE_SKIPPED') continue;
    if (kept.has(resource.logicalId)) {
      setResourceStatus(call.world, stack, resource, 'DELETE_SKIPPED');
      continue;
    }
    setResourceStatus(call.world, stack, resource, 'DELETE_IN_PROGRESS');
    try {
      if (resource.physicalId !== '') await removeResource(call, stack, resource);
      setResourceStatus(call.world, stack, resource, 'DELETE_COMPLETE');
    } catch (thrown) {
      setResourceStatus(call.world, stack, resource, 'DELETE_FAILED', reasonFor(thrown));
      failed.push(resource.logicalId);
    }
  }
  return failed;
}

export function removeResource(call: Call, stack: Stack, resource: StackResource): Promise<void> {
  return RESOURCE_TYPES[resource.type]!.remove(toolsFor(call, stack.stackName), resource, resource.properties);
}

async function rollBack(call: Call, stack: Stack, failed: string, onFailure: StackRequest['onFailure']): Promise<void> {
  const { world } = call;
  const reason = `The following resource(s) failed to create: [${failed}].`;
  if (onFailure === 'DO_NOTHING') {
    setStackStatus(world, stack, 'CREATE_FAILED', reason);
    return;
  }
  const isDelete = onFailure === 'DELETE';
  const [during, after] = isDelete
    ? ['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']
    : ['ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE'];
  setStackStatus(world, stack, during, `${reason} ${isDelete ? 'Delete' : 'Rollback'} requested by user.`);
  const left = await removeResources(call, stack, new Set());
  if (left.length > 0) {
    const whole = `The following resource(s) failed to delete: [${left.join(', ')}]. `;
    setStackStatus(world, stack, isDelete ? 'DELETE_FAILED' : 'ROLLBACK_FAILED', whole);
  } else setStackStatus(world, stack, after);
}

export async function createStack(call: Call, request: StackRequest): Promise<Stack> {
  const { world, caller, region } = call;
  const { stackName } = request;
  if (findStack(call, stackName)) {
    throw new AwsError('AlreadyExistsException', `Stack [${stackName}] already exists`);
  }
  const inAccount = `arn:${world.partition}:cloudformation:${region}:${caller.accountId}`;
  const stackId = `${inAccount}:stack/${stackName}/${randomUUID()}`;
  const place = { stackId, stackName, region, accountId: caller.accountId };
  const { plan, settled } = planFor(world, request, place);
  const stack: Stack = {
    ...place,
    status: 'CREATE_IN_PROGRESS',
    ...(plan.template.Description ? { description: plan.template.Description } : {}),
    createdAt: world.now().toISOString(),
    templateBody: request.templateBody,
    parameters: settled,
    noEcho: noEchoNames(plan.template),
    capabilities: request.capabilities,
    tags: request.tags,
    outputs: [],
    resources: [],
    events: [],
  };
  accountOf(world, caller.accountId).stacks.push(stack);
  setStackStatus(world, stack, 'CREATE_IN_PROGRESS', 'User Initiated');
  for (const logicalId of plan.order) {
    try {
      await makeResource(call, stack, plan, logicalId);
    } catch (thrown) {
      const resource = stack.resources.at(-1);
      if (resource) setResourceStatus(world, stack, resource, 'CREATE_FAILED', reasonFor(thrown));
      await rollBack(call, stack, logicalId, request.onFailure);
      return stack;
    }
  }
  stack.outputs = outputsOf(plan);
  setStackStatus(world, stack, 'CREATE_COMPLETE');
  return stack;
}

function keptByPolicy(stack: Stack): string[] {
  const { Resources } = parseTemplate(stack.templateBody);
  return Object.keys(Resources).filter(id => Resources[id]?.DeletionPolicy === 'Retain');
}

export async function deleteStack(call: Call, stack: Stack, retained: readonly string[] = []): Promise<void> {
  const { world } = call;
  if (stack.status === 'DELETE_COMPLETE') return;
  setStackStatus(world, stack, 'DELETE_IN_PROGRESS', 'User Initiated');
  const failed = await removeResources(call, stack, new Set([...retained, ...keptByPolicy(stack)]));
  if (failed.length > 0) {
    setStackStatus(
      world,
      stack,
      'DELETE_FAILED',
      `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
    );
    return;
  }
  stack.deletedAt = world.now().toISOString();
  setStackStatus(world, stack, 'DELETE_COMPLETE');
}
