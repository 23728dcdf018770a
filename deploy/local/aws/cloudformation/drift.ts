// Drift detection, and change sets that revert drift. Compares the properties that the template sets with the live
// role, read with the caller's own permissions: a managed policy that someone attached to a role without
// ManagedPolicyArns is not seen. A detection has its result at once and shows it some seconds later.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html,
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
import { randomUUID } from 'node:crypto';
import { requireAllowed } from '../evaluator/authorise.js';
import { currentRole, shownTrust } from '../iam/roles.js';
import { AwsError, validationError } from '../protocol/wire.js';
import type { DriftedResource, Role, Stack, StackResource } from '../state.js';
import { type Action, accountOf, type Call, type World } from '../world.js';
import { requireOnStack, stackFor } from './named-stack.js';
import { RESOURCE_TYPES } from './resource-types.js';
import { setStackStatus } from './stack-log.js';
import { toolsFor } from './stacks.js';

/** How long a detection is shown as running. */
const detectionMs = 8000;

const detectable = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_FAILED'];

type Properties = Record<string, unknown>;

/** The live values of the properties that a template can set on a role. */
function liveProperties(world: World, role: Role): Properties {
  const policies = Object.entries(role.policies);
  return {
    RoleName: role.roleName,
    Path: role.path,
    AssumeRolePolicyDocument: shownTrust(world, role),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    PermissionsBoundary: role.boundary,
    ManagedPolicyArns: role.attached,
    Policies: policies.map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument })),
    Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** The same of a customer-managed policy. Undefined: it is gone. */
function livePolicy(world: World, accountId: string, arn: string): Properties | undefined {
  const policy = accountOf(world, accountId).policies[arn];
  if (!policy) return undefined;
  const { policyName, path, description, versions, defaultVersionId } = policy;
  const PolicyDocument = versions.find(each => each.versionId === defaultVersionId)?.document;
  return { ManagedPolicyName: policyName, Path: path, Description: description, PolicyDocument };
}

function liveOf(world: World, accountId: string, { type, physicalId }: StackResource): Properties | undefined {
  if (type === 'AWS::IAM::ManagedPolicy') return livePolicy(world, accountId, physicalId);
  const role = type === 'AWS::IAM::Role' && currentRole(world, accountId, physicalId);
  return role ? liveProperties(world, role) : undefined;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort())
      : each,
  );
}

type Difference = DriftedResource['differences'][number];

/** Members of a list that are only in one of the two. */
function listDifferences(key: string, expected: readonly unknown[], actual: readonly unknown[]): Difference[] {
  const [wanted, live] = [expected.map(canonical), actual.map(canonical)];
  const added = actual.flatMap((each, place): Difference[] =>
    wanted.includes(live[place]!) ? [] : [{ path: `/${key}/${place}`, kind: 'ADD', expected: null, actual: each }],
  );
  const removed = expected.flatMap((each, place): Difference[] =>
    live.includes(wanted[place]!) ? [] : [{ path: `/${key}/${place}`, kind: 'REMOVE', expected: each, actual: null }],
  );
  return [...added, ...removed];
}

function differencesOf(expected: Properties, actual: Properties): Difference[] {
  return Object.keys(expected).flatMap((key): Difference[] => {
    const [wanted, live] = [expected[key], actual[key]];
    if (Array.isArray(wanted) && Array.isArray(live)) return listDifferences(key, wanted, live);
    // A number may be a text in the template.
    const isSame = typeof wanted === 'object' ? canonical(wanted) === canonical(live) : String(wanted) === String(live);
    return isSame ? [] : [{ path: `/${key}`, kind: 'NOT_EQUAL', expected: wanted, actual: live ?? null }];
  });
}

async function driftOf(call: Call, stack: Stack, resource: StackResource): Promise<DriftedResource[]> {
  const { logicalId, physicalId, type, properties } = resource;
  if (type !== 'AWS::IAM::Role' && type !== 'AWS::IAM::ManagedPolicy') return [];
  const drifted = (status: DriftedResource['status'], differences: Difference[] = []): DriftedResource[] => [
    { logicalId, physicalId, type, status, differences },
  ];
  const live = liveOf(call.world, stack.accountId, resource);
  if (!live) return drifted('DELETED');
  const [actions, input] =
    type === 'AWS::IAM::Role'
      ? [['GetRole', 'ListRolePolicies', 'ListAttachedRolePolicies'], { RoleName: physicalId }]
      : [['GetPolicy'], { PolicyArn: physicalId }];
  try {
    for (const action of actions) await toolsFor(call, stack.stackName).iam(action, input);
  } catch (error) {
    if (error instanceof AwsError) return drifted('UNKNOWN');
    throw error;
  }
  const differences = differencesOf(properties, live);
  return drifted(differences.length > 0 ? 'MODIFIED' : 'IN_SYNC', differences);
}

function isRunning(world: World, { drift }: Stack): boolean {
  return drift !== undefined && world.now().getTime() < Date.parse(drift.startedAt) + detectionMs;
}

const detect: Action = async call => {
  const stack = stackFor(call);
  if (!detectable.includes(stack.status))
    throw validationError(`DetectStackDrift cannot be called on stack [${stack.stackId}] in status ${stack.status}`);
  if (isRunning(call.world, stack))
    throw validationError(`Drift detection is already in progress for stack [${stack.stackId}]`);
  const resources = (await Promise.all(stack.resources.map(each => driftOf(call, stack, each)))).flat();
  stack.drift = { id: randomUUID(), startedAt: call.world.now().toISOString(), resources };
  call.world.changed();
  return { StackDriftDetectionId: stack.drift.id };
};

const isDrifted = ({ status }: DriftedResource) => status === 'MODIFIED' || status === 'DELETED';

const detection: Action = call => {
  const { accountId } = call.caller;
  requireAllowed(call, { action: `cloudformation:${call.action}`, arn: '*', accountId });
  const { StackDriftDetectionId: id } = call.params;
  const stack = accountOf(call.world, accountId).stacks.find(
    each => each.region === call.region && each.drift?.id === id,
  );
  if (!stack?.drift) throw validationError(`Drift detection ${id} does not exist`);
  const shown = { StackId: stack.stackId, StackDriftDetectionId: id, Timestamp: stack.drift.startedAt };
  if (isRunning(call.world, stack)) return { ...shown, DetectionStatus: 'DETECTION_IN_PROGRESS' };
  const { resources } = stack.drift;
  if (resources.some(each => each.status === 'UNKNOWN'))
    return { ...shown, DetectionStatus: 'DETECTION_FAILED', StackDriftStatus: 'UNKNOWN' };
  return {
    ...shown,
    DetectionStatus: 'DETECTION_COMPLETE',
    StackDriftStatus: resources.some(isDrifted) ? 'DRIFTED' : 'IN_SYNC',
    DriftedStackResourceCount: resources.filter(isDrifted).length,
  };
};

const drifts: Action = call => {
  const stack = stackFor(call);
  const StackResourceDrifts = (stack.drift?.resources ?? []).map(each => ({
    StackId: stack.stackId,
    LogicalResourceId: each.logicalId,
    PhysicalResourceId: each.physicalId,
    ResourceType: each.type,
    StackResourceDriftStatus: each.status,
    PropertyDifferences: each.differences.map(({ path, kind, expected, actual }) => ({
      PropertyPath: path,
      ExpectedValue: JSON.stringify(expected),
      ActualValue: JSON.stringify(actual),
      DifferenceType: kind,
    })),
    Timestamp: stack.drift!.startedAt,
  }));
  return { StackResourceDrifts };
};

function changeSetOf(call: Call): { stack: Stack; name: string; Id: string } {
  const stack = stackFor(call);
  const name = call.params.ChangeSetName ?? '';
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) throw validationError(`'${name}' is not a valid change set name`);
  return { stack, name, Id: `${stack.stackId.replace(':stack/', ':changeSet/')}/${name}` };
}

/** Only what reverts drift: the stack's own template, brought into force again. */
const createChangeSet: Action = call => {
  const { stack, name, Id } = changeSetOf(call);
  const { DeploymentMode, UsePreviousTemplate } = call.params;
  if (DeploymentMode !== 'REVERT_DRIFT' || UsePreviousTemplate !== 'true')
    throw validationError('This server only knows change sets with DeploymentMode REVERT_DRIFT and the same template');
  if (stack.changeSets?.includes(name)) throw new AwsError('AlreadyExistsException', `ChangeSet ${name} exists`);
  stack.changeSets = [...(stack.changeSets ?? []), name];
  call.world.changed();
  return { Id, StackId: stack.stackId };
};

function requireChangeSet(call: Call) {
  const found = changeSetOf(call);
  if (!found.stack.changeSets?.includes(found.name))
    throw new AwsError('ChangeSetNotFound', `ChangeSet [${found.name}] does not exist`, 404);
  return found;
}

const describeChangeSet: Action = call => {
  const { stack, name, Id } = requireChangeSet(call);
  const shown = { ChangeSetName: name, ChangeSetId: Id, StackId: stack.stackId, StackName: stack.stackName };
  return { ...shown, Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE', DeploymentMode: 'REVERT_DRIFT' };
};

const executeChangeSet: Action = async call => {
  const { stack } = requireChangeSet(call);
  requireOnStack(call, stack.stackId);
  delete stack.changeSets;
  setStackStatus(call.world, stack, 'UPDATE_IN_PROGRESS');
  for (const resource of stack.resources) {
    const { type, physicalId, properties, attributes } = resource;
    const live = liveOf(call.world, stack.accountId, resource);
    if (!live) continue;
    // What the template does not set stays as it is.
    const before = Object.fromEntries(Object.keys(properties).map(key => [key, live[key]]));
    await RESOURCE_TYPES[type]!.update(toolsFor(call, stack.stackName), { physicalId, attributes }, before, properties);
  }
  setStackStatus(call.world, stack, 'UPDATE_COMPLETE');
  return {};
};

export const DRIFT_ACTIONS: Readonly<Record<string, Action>> = {
  DetectStackDrift: detect,
  DescribeStackDriftDetectionStatus: detection,
  DescribeStackResourceDrifts: drifts,
  CreateChangeSet: createChangeSet,
  DescribeChangeSet: describeChangeSet,
  ExecuteChangeSet: executeChangeSet,
};
