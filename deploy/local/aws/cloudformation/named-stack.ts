// The stack that a call names, and whether the caller may use the action on it.
import { requireAllowed } from '../evaluator/authorise.js';
import { validationError } from '../protocol/wire.js';
import type { Stack } from '../state.js';
import type { Call } from '../world.js';
import { findStack, requireStack } from './stacks.js';

export function stackNameOf(call: Call): string {
  const { StackName } = call.params;
  if (!StackName)
    throw validationError(
      "1 validation error detected: Value at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  return StackName;
}

export function requireOnStack(call: Call, nameOrId: string): void {
  const { accountId } = call.caller;
  const stackArn = `arn:${call.world.partition}:cloudformation:${call.region}:${accountId}:stack/${nameOrId}/*`;
  const arn = findStack(call, nameOrId)?.stackId ?? (nameOrId.startsWith('arn:') ? nameOrId : stackArn);
  requireAllowed(call, { action: `cloudformation:${call.action}`, arn, accountId });
}

/** The stack that a call names, after checking that the caller may use this action on it. */
export function stackFor(call: Call): Stack {
  const nameOrId = stackNameOf(call);
  requireOnStack(call, nameOrId);
  return requireStack(call, nameOrId);
}
