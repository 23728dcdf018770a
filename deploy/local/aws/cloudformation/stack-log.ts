// The log of a stack: its status, its resources' statuses, its events. Decides nothing.
import { randomUUID } from 'node:crypto';
import { AwsError } from '../protocol/wire.js';
import type { Stack, StackResource } from '../state.js';
import type { World } from '../world.js';

function addEvent(world: World, stack: Stack, about: Omit<Stack['events'][number], 'eventId' | 'timestamp'>): void {
  stack.events.push({ eventId: randomUUID(), timestamp: world.now().toISOString(), ...about });
  world.changed();
}

export function setStackStatus(world: World, stack: Stack, status: string, reason?: string): void {
  stack.status = status;
  if (reason === undefined) delete stack.reason;
  else stack.reason = reason;
  addEvent(world, stack, {
    logicalId: stack.stackName,
    physicalId: stack.stackId,
    type: 'AWS::CloudFormation::Stack',
    status,
    ...(reason === undefined ? {} : { reason }),
  });
}

export function setResourceStatus(
  world: World,
  stack: Stack,
  resource: StackResource,
  status: string,
  reason?: string,
): void {
  resource.status = status;
  resource.timestamp = world.now().toISOString();
  if (reason === undefined) delete resource.reason;
  else resource.reason = reason;
  const { logicalId, physicalId, type } = resource;
  addEvent(world, stack, { logicalId, physicalId, type, status, ...(reason === undefined ? {} : { reason }) });
}

const HANDLER_CODES: Readonly<Record<string, string>> = {
  EntityAlreadyExists: 'AlreadyExists',
  NoSuchEntity: 'NotFound',
  AccessDenied: 'AccessDenied',
  LimitExceeded: 'ServiceLimitExceeded',
  DeleteConflict: 'ResourceConflict',
};

/** A service's refusal, worded as CloudFormation's resource handlers report it. */
export function reasonFor(thrown: unknown): string {
  if (!(thrown instanceof AwsError)) throw thrown;
  const code = HANDLER_CODES[thrown.code] ?? 'InvalidRequest';
  const details = `Service: Iam, Status Code: ${thrown.status}, Request ID: ${randomUUID()}`;
  const ids = `RequestToken: ${randomUUID()}, HandlerErrorCode: ${code}`;
  return `Resource handler returned message: "${thrown.message} (${details})" (${ids})`;
}
