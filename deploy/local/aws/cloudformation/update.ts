// Updates a stack: changes resources in place, replaces them (the new one first), deletes those no longer in the
// template, and rolls everything back after a failure.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
import { AwsError, validationError } from '../protocol/wire.js';
import type { Stack, StackResource } from '../state.js';
import type { Call } from '../world.js';
import { noEchoNames } from './parameters.js';
import { outputsOf, type Plan, propertiesOf } from './plan.js';
import { RESOURCE_TYPES } from './resource-types.js';
import { reasonFor, setResourceStatus, setStackStatus } from './stack-log.js';
import { checkProperties, makeResource, planFor, removeResource, type StackRequest, toolsFor } from './stacks.js';

const UPDATABLE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

type Undo = () => Promise<void>;

interface Work {
  call: Call;
  stack: Stack;
  plan: Plan;
  /** Run newest first. */
  undo: Undo[];
  /** Deleted after everything else has succeeded. */
  leftOver: StackResource[];
}

async function replace(work: Work, old: StackResource, properties: Record<string, unknown>): Promise<void> {
  const { call, stack, plan, undo, leftOver } = work;
  const type = RESOURCE_TYPES[old.type]!;
  const custom = type.customName(properties);
  if (custom !== undefined && custom === type.customName(old.properties)) {
    throw new AwsError(
      'ValidationError',
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. ' +
        `Rename ${custom} and update the stack again.`,
    );
  }
  const before = structuredClone(old);
  setResourceStatus(
    call.world,
    stack,
    old,
    'UPDATE_IN_PROGRESS',
    'Requested update requires the creation of a new physical resource; hence creating one.',
  );
  const made = await type.create(toolsFor(call, stack.stackName), old.logicalId, properties);
  undo.push(async () => {
    await type.remove(toolsFor(call, stack.stackName), made, properties);
    Object.assign(old, before);
  });
  leftOver.push(before);
  Object.assign(old, made, { properties });
  plan.made.set(old.logicalId, made);
  setResourceStatus(call.world, stack, old, 'UPDATE_COMPLETE');
}

async function change(work: Work, resource: StackResource, properties: Record<string, unknown>): Promise<void> {
  const { call, stack, undo } = work;
  const type = RESOURCE_TYPES[resource.type]!;
  const tools = toolsFor(call, stack.stackName);
  const before = resource.properties;
  setResourceStatus(call.world, stack, resource, 'UPDATE_IN_PROGRESS');
  // Registered first, so that an incomplete change is rolled back too.
  undo.push(async () => {
    await type.update(tools, resource, properties, before);
    resource.properties = before;
  });
  await type.update(tools, resource, before, properties);
  resource.properties = properties;
  setResourceStatus(call.world, stack, resource, 'UPDATE_COMPLETE');
}

async function updateOne(work: Work, logicalId: string): Promise<void> {
  const { call, stack, plan, undo } = work;
  const resource = stack.resources.find(one => one.logicalId === logicalId && one.status !== 'DELETE_COMPLETE');
  const type = plan.template.Resources[logicalId]!.Type;
  if (resource?.type !== type) {
    const made = await makeResource(call, stack, plan, logicalId);
    undo.push(async () => {
      await removeResource(call, stack, made);
      stack.resources = stack.resources.filter(one => one !== made);
    });
    return;
  }
  plan.made.set(logicalId, resource);
  const properties = propertiesOf(plan, logicalId);
  if (same(properties, resource.properties)) return;
  checkProperties(type, logicalId, properties);
  const isReplaced = RESOURCE_TYPES[type]!.replacing.some(key => !same(properties[key], resource.properties[key]));
  if (isReplaced) await replace(work, resource, properties);
  else await change(work, resource, properties);
}

async function rollBack(work: Work, logicalId: string, thrown: unknown): Promise<void> {
  const { call, stack, undo } = work;
  const { world } = call;
  const reason = thrown instanceof AwsError && thrown.code === 'ValidationError' ? thrown.message : reasonFor(thrown);
  const resource = stack.resources.findLast(one => one.logicalId === logicalId);
  if (resource) setResourceStatus(world, stack, resource, 'UPDATE_FAILED', reason);
  setStackStatus(
    world,
    stack,
    'UPDATE_ROLLBACK_IN_PROGRESS',
    `The following resource(s) failed to update: [${logicalId}]. `,
  );
  try {
    for (const step of undo.toReversed()) await step();
  } catch (error) {
    setStackStatus(world, stack, 'UPDATE_ROLLBACK_FAILED', reasonFor(error));
    return;
  }
  stack.resources = stack.resources.filter(one => one.physicalId !== '');
  if (resource?.status === 'UPDATE_FAILED' && stack.resources.includes(resource)) {
    setResourceStatus(world, stack, resource, 'UPDATE_COMPLETE');
  }
  setStackStatus(world, stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  setStackStatus(world, stack, 'UPDATE_ROLLBACK_COMPLETE');
}

/** A resource that cannot be deleted is reported and left, as CloudFormation does. */
async function cleanUp(work: Work): Promise<void> {
  const { call, stack, plan, leftOver } = work;
  const gone = stack.resources.filter(one => !plan.order.includes(one.logicalId));
  stack.resources = stack.resources.filter(one => !gone.includes(one));
  setStackStatus(call.world, stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  for (const resource of [...leftOver, ...gone].toReversed()) {
    setResourceStatus(call.world, stack, resource, 'DELETE_IN_PROGRESS');
    try {
      await removeResource(call, stack, resource);
      setResourceStatus(call.world, stack, resource, 'DELETE_COMPLETE');
    } catch (thrown) {
      setResourceStatus(call.world, stack, resource, 'DELETE_FAILED', reasonFor(thrown));
    }
  }
}

function hasChanged(stack: Stack, plan: Plan, request: StackRequest, settled: Record<string, string>): boolean {
  for (const resource of stack.resources) plan.made.set(resource.logicalId, resource);
  const isSameSet = same([...plan.order].sort(), stack.resources.map(one => one.logicalId).sort());
  // A reference to a resource that is new cannot be resolved yet.
  if (!isSameSet) return true;
  const isSameEach = stack.resources.every(one => same(propertiesOf(plan, one.logicalId), one.properties));
  const isSameRest = same(request.tags, stack.tags) && same(settled, stack.parameters);
  return !(isSameEach && isSameRest && same(outputsOf(plan), stack.outputs));
}

export async function updateStack(call: Call, stack: Stack, request: StackRequest): Promise<void> {
  const { world } = call;
  if (!UPDATABLE.includes(stack.status)) {
    throw validationError(`Stack:${stack.stackId} is in ${stack.status} state and can not be updated.`);
  }
  const { plan, settled } = planFor(world, request, stack);
  if (!hasChanged(stack, plan, request, settled)) throw validationError('No updates are to be performed.');
  const work: Work = { call, stack, plan, undo: [], leftOver: [] };
  setStackStatus(world, stack, 'UPDATE_IN_PROGRESS', 'User Initiated');
  for (const logicalId of plan.order) {
    try {
      await updateOne(work, logicalId);
    } catch (thrown) {
      await rollBack(work, logicalId, thrown);
      return;
    }
  }
  stack.outputs = outputsOf(plan);
  Object.assign(stack, {
    templateBody: request.templateBody,
    parameters: settled,
    noEcho: noEchoNames(plan.template),
    capabilities: request.capabilities,
    tags: request.tags,
    updatedAt: world.now().toISOString(),
  });
  if (plan.template.Description) stack.description = plan.template.Description;
  else delete stack.description;
  await cleanUp(work);
  setStackStatus(world, stack, 'UPDATE_COMPLETE');
}
