// A customer's admin, as tests play one: launches the template that the kit delivers, and edits the role by hand.
import type { Check } from '../../api/core/check/check.js';
import { scheduleAfterCheck } from '../../api/core/check/schedule.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { advance } from '../../api/core/connection/machine/machine.js';
import type { CheckVerdict } from '../../api/core/finding/verdict.js';
import { actorOf, systemCaller } from '../../api/operations/access/actor.js';
import { createTenant } from '../../api/operations/access/tenants.js';
import { startCheck } from '../../api/operations/check/start-check.js';
import { reviewConnection } from '../../api/operations/connection/change-connection.js';
import { createConnection, type NewConnection } from '../../api/operations/connection/create-connection.js';
import { isUnderReview } from '../../api/operations/connection/review.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { type Issued, issueSession } from '../../api/operations/session/issue-session.js';
import type { Versioned } from '../../api/ports/subjects.js';
import { backend, support } from './callers.js';
import { callAsAdmin, stackOfCommand } from './customer-admin.js';
import { customerAccount, type World } from './world.js';

export interface Where {
  tenantId: string;
  connectionId: string;
}

export async function newTenant(world: World, name = 'Example Tenant'): Promise<string> {
  return (await createTenant(world.ports, backend, { name })).id;
}

export async function newConnection(
  world: World,
  tenantId: string,
  input: Partial<NewConnection> = {},
): Promise<Where> {
  const kept = await createConnection(world.ports, backend, tenantId, {
    accountId: customerAccount,
    partition: 'aws',
    permissionSetId: 'cost-read',
    options: {},
    maxSessionSeconds: 3600,
    ...input,
  });
  return { tenantId, connectionId: kept.value.id };
}

/** Creates the stack from the delivered template, as the launch link does. */
export async function launch(world: World, where: Where): Promise<string> {
  const delivery = await readDelivery(world.ports, backend, where);
  const { accountId, roleSpec } = delivery.connection.value;
  await world.aws.createStack(accountId, {
    stackName: delivery.stackName,
    templateURL: delivery.templateUrl,
    capabilities: ['CAPABILITY_NAMED_IAM'],
  });
  return roleSpec.arn;
}

/** The customer runs the update command of the delivery: the stack gets the published template. */
export async function updateStack(world: World, where: Where): Promise<void> {
  const { updateCommand } = await readDelivery(world.ports, backend, where);
  const option = (name: string) => new RegExp(`--${name}[ =]'?([^' \\\\]+)`).exec(updateCommand)?.[1] ?? '';
  const { value } = await connectionOf(world, where);
  const input = {
    StackName: await stackOfCommand(world, value.accountId, updateCommand),
    TemplateURL: option('template-url'),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
  };
  const { accountId: account } = value;
  const stack = { account, region: option('region'), service: 'cloudformation' };
  await callAsAdmin(world, { ...stack, action: 'UpdateStack', input });
}

/** Starts a check and returns it when it is finished. */
export async function checked(world: World, where: Where): Promise<Check> {
  const check = await startCheck(world.ports, backend, where);
  await world.ports.background.idle();
  return (await world.ports.checks.get(where.connectionId, check.id))!;
}

export async function connectionOf(world: World, where: Where): Promise<Versioned<Connection>> {
  return (await world.ports.connections.get(where.connectionId))!;
}

async function launchedConnection(
  world: World,
  input: Partial<NewConnection>,
  tenantId: string | undefined,
): Promise<Where & { roleArn: string }> {
  const where = await newConnection(world, tenantId ?? (await newTenant(world)), input);
  const { value } = await connectionOf(world, where);
  // Another tenant's connection was proven in the same account.
  if (await isUnderReview(world.ports, value))
    await reviewConnection(world.ports, support, where, { approve: true, reason: 'Both are ours' });
  const roleArn = await launch(world, where);
  return { ...where, roleArn };
}

/** A verified, healthy connection with its role's ARN. */
export async function verifiedConnection(
  world: World,
  input: Partial<NewConnection> = {},
  tenantId?: string,
): Promise<Where & { roleArn: string }> {
  const launched = await launchedConnection(world, input, tenantId);
  await checked(world, launched);
  return launched;
}

/**
 * The same without the ninety calls of a check: writes what a passed check writes. For tests of later stages; no check
 * is stored.
 */
export async function provenConnection(
  world: World,
  input: Partial<NewConnection> = {},
  tenantId?: string,
): Promise<Where & { roleArn: string }> {
  const launched = await launchedConnection(world, input, tenantId);
  const kept = await connectionOf(world, launched);
  const now = world.clock.now();
  const { roleId, tags } = world.aws.role(launched.roleArn)!;
  const seen = { launch: 1, roleUniqueId: roleId, stackArn: tags['drawbridge:stack'] ?? null };
  const verdict: CheckVerdict = { outcome: 'admitted', ...seen, findings: [] };
  const next = advance(kept.value, { type: 'check-finished', verdict }, now);
  if ('refused' in next) throw new Error(`A ${kept.value.state} connection accepts no check`);
  const change = { at: now.toISOString(), who: actorOf(systemCaller), action: 'connection.verified' };
  const written = (await world.ports.connections.change(kept, next.connection, change))!;
  const ended = { kind: 'full', end: 'conclusive' } as const;
  await world.ports.connections.note(
    written,
    scheduleAfterCheck(
      { ...written, notes: kept.notes, seed: world.ports.secrets.checkSeed(written.value.id) },
      ended,
      now,
    ),
  );
  return launched;
}

export function requestSession(world: World, where: Where, caller = backend, durationSeconds = 900): Promise<Issued> {
  return issueSession(world.ports, caller, { ...where, requestId: 'req_test' }, { durationSeconds });
}

let asked = 0;

/** A unique credential request, which no cached session can answer: AWS is called. */
export function requestNewSession(world: World, where: Where): Promise<Issued> {
  asked += 1;
  return requestSession(world, where, backend, 900 + (asked % 900));
}
