// Changes to a connection: options, session limit and role ARN while it is pending; end date and windows; a review;
// another launch. The account and the external ID never change.
import type { Caller } from '../../core/access/caller.js';
import { dueNow } from '../../core/check/schedule.js';
import type { Connection, State } from '../../core/connection/connection.js';
import { isRoleNameOf } from '../../core/connection/launches.js';
import { windowText } from '../../core/connection/limits.js';
import { advance, allowedEvents, launchesAtMost } from '../../core/connection/machine/machine.js';
import type { AccessWindow, Limits } from '../../core/connection/parts.js';
import { parseRoleArn } from '../../core/iam/arn.js';
import { roleSpecOf } from '../../core/role/build.js';
import { parseRoleName } from '../../core/role/role-name.js';
import type { RoleOptions } from '../../core/role/role-spec.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { tenantNameOf } from '../access/find-tenant.js';
import { vendorIn } from '../vendor-in.js';
import { checkedLimits } from './checked-limits.js';
import { type ConnectionOrRef, type ConnectionRef, findConnection } from './find-connection.js';
import { notInThisState } from './not-in-this-state.js';
import { refuseUnprintable } from './printable.js';
import { reviseProposal } from './propose-revoke.js';
import { checkedOptions, type GivenOptions } from './role-options.js';
import { type GivenStack, stateStack } from './state-stack.js';
import { applyEvent } from './transition.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'tenants' | 'connections' | 'permissionSets' | 'vendor'>;

export interface ConnectionPatch {
  options?: GivenOptions;
  maxSessionSeconds?: number;
  /** The ARN that the customer pasted. Its role name must belong to this connection. */
  roleArn?: string;
  /** May change at any time. null removes the limit. */
  endsAt?: string | null;
  windows?: AccessWindow[] | null;
  /** In a request of its own. */
  stack?: GivenStack | null;
}

export async function changeConnection(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  patch: ConnectionPatch,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'connection.change', where);
  const connection = kept.value;
  const { endsAt, windows, stack, ...ofRole } = patch;
  if (stack !== undefined) {
    if (Object.keys(patch).length > 1) throw fail('stack_not_valid', { detail: 'State it in a request of its own.' });
    return stateStack(ports, caller, kept, stack);
  }
  const limits = checkedLimits(ports, connection.limits ?? {}, { endsAt, windows });
  if (Object.keys(ofRole).length === 0) return changeLimits(ports, caller, kept, limits, Object.keys(patch));
  if (connection.state !== 'pending') throw afterLaunch(connection.state);
  const pasted = patch.roleArn === undefined ? undefined : optionsOfRole(connection, patch.roleArn);
  const given = { ...connection.options, ...patch.options, ...pasted };
  const options = checkedOptions(given, connection, ports.clock.now());
  const maxSessionSeconds = patch.maxSessionSeconds ?? connection.maxSessionSeconds;
  const roleSpec = await specOf(ports, connection, options);
  const tenantName = await tenantNameOf(ports, connection);
  refuseUnprintable(ports, { spec: roleSpec, tenantName, connectionId: connection.id });
  const event = { type: 'options-changed', options, maxSessionSeconds, roleSpec, limits } as const;
  return applyEvent(ports, caller, kept, event, {
    action: 'connection.changed',
    facts: { changed: Object.keys(patch) },
  });
}

async function changeLimits(
  ports: Needs,
  caller: Caller,
  kept: Versioned<Connection>,
  limits: Limits,
  changed: string[],
): Promise<Versioned<Connection>> {
  const { endsAt = null, windows = [] } = limits;
  const facts = { changed, endsAt, windows: windows.map(windowText) };
  const words = { action: 'connection.limits-changed', facts } as const;
  const written = await applyEvent(ports, caller, kept, { type: 'limits-changed', limits }, words);
  return reviseProposal(ports, written);
}

const laterText =
  'It is verified. POST …/upgrade changes permissionsBoundaryArn and trustEndsAt now, by one update of the stack.';

function afterLaunch(state: State) {
  return state === 'verified'
    ? fail('not_in_this_state', { detail: laterText, members: { state } })
    : notInThisState(state);
}

/** Tested before any AWS call: account and partition as announced, and a role name of this connection. */
function optionsOfRole(connection: Connection, arn: string): Partial<RoleOptions> {
  const role = parseRoleArn(arn);
  if (!role || role.accountId !== connection.accountId || role.partition !== connection.partition)
    throw fail('role_arn_not_valid');
  const name = parseRoleName(role.roleName);
  // Only names of created launch numbers: a later number cannot be one of our roles yet.
  const isOurs = name && isRoleNameOf(connection, role.roleName) && name.launch <= connection.launch;
  if (!isOurs) throw fail('role_not_of_this_connection');
  return { namePrefix: name.prefix, path: role.path };
}

async function specOf(ports: Needs, connection: Connection, options: RoleOptions) {
  const { statedStack } = connection;
  const { id, version } = connection.permissionSet;
  const permissionSet = ports.permissionSets.get(id, version);
  if (!permissionSet)
    throw fail('permission_set_not_found', { detail: `Version ${version} of ${id} is no longer available.` });
  return roleSpecOf({
    vendorName: ports.vendor.name,
    tenantName: await tenantNameOf(ports, connection),
    tenantId: connection.tenantId,
    connectionId: connection.id,
    partition: connection.partition,
    accountId: connection.accountId,
    brokerRoleArn: vendorIn(ports.vendor, connection.partition).brokerRoleArn,
    trust: ports.vendor.trust,
    externalId: connection.externalId.current,
    roleRandom: connection.roleRandom,
    launch: connection.launch,
    ...(statedStack?.launch === connection.launch && { stackName: statedStack.stackName }),
    options,
    permissionSet,
    ...(connection.roleSpec.values && { values: connection.roleSpec.values }),
  });
}

/** Support's decision when another tenant is already verified in the same account. */
export async function reviewConnection(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  decision: { approve: boolean; reason: string },
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'connection.review', where);
  const { approve, reason } = decision;
  const reviewed = await applyEvent(
    ports,
    caller,
    kept,
    { type: 'reviewed', approve, reason },
    { action: 'connection.reviewed', reason, facts: { approve } },
  );
  // It can be verified now, so its next check is due at once.
  if (approve) await ports.connections.note(reviewed, dueNow(ports.clock.now()));
  return reviewed;
}

const noLaunchLeft = 'No launch number is left. Create another connection.';

/** The next launch number, so that nothing in the customer's account collides. The kit checks the newest three. */
export async function launchAgain(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'launch.again', where);
  const { state } = kept.value;
  if (!allowedEvents[state].includes('launched-again')) throw notInThisState(state);
  if (kept.value.launch >= launchesAtMost)
    throw fail('not_in_this_state', { detail: noLaunchLeft, members: { state } });
  const through = caller.kind === 'hand-off' ? ({ through: 'link' } as const) : {};
  const event = { type: 'launched-again', ...through } as const;
  const next = advance(kept.value, event, ports.clock.now());
  if ('refused' in next) throw fail(next.refused);
  // Stored before the change: if it failed afterwards, a repeated request would create one more launch.
  await ports.connections.note(kept, dueNow(ports.clock.now()));
  return applyEvent(ports, caller, kept, event, { action: 'connection.launched-again' });
}
