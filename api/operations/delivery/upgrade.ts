// Upgrade of a connection to another version or other values of its permission set, to another end of its trust policy,
// or to another permissions boundary: read the offer and its difference, start, cancel. The expected role changes only
// when a check has found the customer's update.
import type { Caller } from '../../core/access/caller.js';
import { dueNow } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec, specAfterUpgrade } from '../../core/connection/launches.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import {
  isWithdrawn,
  mayMoveTo,
  offeredTo,
  type UpgradeDifference,
  upgradeDifference,
  upgradedSpec,
} from '../../core/connection/upgrade.js';
import { boundaryFault } from '../../core/iam/rules.js';
import { type GivenValues, missingValues } from '../../core/permission-set/parameter/given-values.js';
import type { ParameterValues } from '../../core/permission-set/parameter/parameter.js';
import type { PermissionSet } from '../../core/permission-set/permission-set.js';
import { roleDescription, withBoundary, withStackOption } from '../../core/role/build.js';
import type { RoleSpec } from '../../core/role/role-spec.js';
import { trustEndOf, withTrustEnd } from '../../core/role/trust-policy.js';
import { digest } from '../../core/values/canonical.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { tenantNameOf } from '../access/find-tenant.js';
import { type ConnectionOrRef, type ConnectionRef, findConnection } from '../connection/find-connection.js';
import { notInThisState } from '../connection/not-in-this-state.js';
import { refuseUnprintable } from '../connection/printable.js';
import { trustEnd, trustEndFault } from '../connection/role-options.js';
import { applyEvent, applyEventOnce } from '../connection/transition.js';
import { checkedValues, keptValues, refuseMissing } from '../connection/values/checked-values.js';
import { refuseUnfit } from '../permission-set/refuse-unfit.js';
import { stackIn } from '../vendor-in.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'tenants' | 'connections' | 'permissionSets' | 'vendor'>;

export interface UpgradeInput {
  reason: string;
  version?: string;
  /** New end of the trust policy. null: no end. Absent: unchanged. */
  trustEndsAt?: string | null;
  /** Other values of the set's parameters. Those that are not named stay. */
  values?: GivenValues['values'];
  valueOwners?: GivenValues['valueOwners'];
  /** New permissions boundary. null: none. Absent: unchanged. */
  permissionsBoundaryArn?: string | null;
  /** Whether checks may also ask CloudFormation about the stack. Absent: unchanged. */
  stackDrift?: boolean;
}

export interface UpgradeOffer {
  connection: Versioned<Connection>;
  from: string;
  to: string;
  /** Requested, then withdrawn. It is no longer delivered, and the next check cancels it. */
  isWithdrawn: boolean;
  /** Absent while the upgrade is only offered. */
  startedAt?: string;
  /** Parameters for which the vendor must state a value when it starts the upgrade. */
  missing: string[];
  difference: UpgradeDifference;
}

/** The open upgrade, or the offered one. Undefined if there is neither. */
export async function findUpgrade(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
  { version, tenantName }: { version?: string | undefined; tenantName?: string } = {},
): Promise<UpgradeOffer | undefined> {
  const kept = await findConnection(ports, caller, 'upgrade.read', where);
  const { upgrade, permissionSet } = kept.value;
  const { permissionSets } = ports;
  const set = upgrade
    ? permissionSets.get(upgrade.permissionSet.id, upgrade.permissionSet.version)
    : wantedSet(ports, kept.value, version);
  const after =
    specAfterUpgrade(kept.value) ?? (set && (await specWith(ports, kept.value, set, { known: tenantName })));
  if (!after) return undefined;
  const earlier = permissionSets.get(permissionSet.id, permissionSet.version);
  return {
    connection: kept,
    from: permissionSet.version,
    to: after.permissionSet.version,
    isWithdrawn: isWithdrawn(kept.value, permissionSets),
    ...(upgrade && { startedAt: upgrade.startedAt }),
    missing: missingValues(set?.parameters ?? [], after.values ?? {}),
    difference: upgradeDifference(liveRoleSpec(kept.value), after, { earlier, later: set }),
  };
}

export async function readUpgrade(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  version?: string,
): Promise<UpgradeOffer> {
  const found = await findUpgrade(ports, caller, where, { version });
  if (!found) throw fail('upgrade_not_offered');
  return found;
}

export async function startUpgrade(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  input: UpgradeInput,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'upgrade.start', where);
  const { state, permissionSet } = kept.value;
  if (!allowedEvents[state].includes('upgrade-started')) throw notInThisState(state);
  const roleSpec = await specAskedFor(ports, caller, kept.value, input);
  const tenantName = await tenantNameOf(ports, kept.value);
  const printed = { spec: roleSpec, tenantName, connectionId: kept.value.id };
  refuseUnprintable(ports, printed, 'upgrade_not_offered');
  const now = ports.clock.now();
  const upgrade = { permissionSet: roleSpec.permissionSet, startedAt: now.toISOString(), roleSpec };
  const facts = {
    from: permissionSet.version,
    to: roleSpec.permissionSet.version,
    ...(input.trustEndsAt !== undefined && { trustEndsAt: trustEndOf(roleSpec) ?? null }),
    ...(input.values && { values: Object.keys(input.values) }),
    ...(input.permissionsBoundaryArn !== undefined && {
      permissionsBoundaryArn: roleSpec.permissionsBoundaryArn ?? null,
    }),
    ...(input.stackDrift !== undefined && { stackDrift: input.stackDrift }),
  };
  const words = { action: 'connection.upgrade-started', reason: input.reason, facts } as const;
  const started = await applyEvent(ports, caller, kept, { type: 'upgrade-started', upgrade }, words);
  await ports.connections.note(started, dueNow(now));
  return started;
}

/** If the customer has already updated the role, the next check reports the change as drift. */
export async function cancelUpgrade(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  reason: string,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'upgrade.cancel', where);
  const words = { action: 'connection.upgrade-cancelled', reason } as const;
  const cancelled = await applyEvent(ports, caller, kept, { type: 'upgrade-cancelled' }, words);
  await ports.connections.note(cancelled, dueNow(ports.clock.now()));
  return cancelled;
}

/** Cancels open upgrades to a version that the vendor has withdrawn. */
export async function endWithdrawnUpgrade(
  ports: Pick<Ports, 'clock' | 'connections' | 'permissionSets' | 'vendor'>,
  kept: Versioned<Connection>,
): Promise<void> {
  const { upgrade } = kept.value;
  if (!upgrade || !isWithdrawn(kept.value, ports.permissionSets)) return;
  const asked = upgrade.permissionSet;
  const reason = `Version ${asked.version} of ${asked.id} was withdrawn.`;
  const words = { action: 'connection.upgrade-cancelled', reason } as const;
  const event = { type: 'upgrade-cancelled', startedAt: upgrade.startedAt } as const;
  await applyEventOnce(ports, kept, event, words, 'upgrade_not_open');
}

/** The requested or offered version. Undefined when the connection cannot move to it. */
function wantedSet(ports: Needs, connection: Connection, version: string | undefined): PermissionSet | undefined {
  if (version === undefined) return offeredTo(connection, ports.permissionSets);
  const { permissionSet } = connection;
  const { id } = permissionSet;
  const set = ports.permissionSets.get(id, version);
  if (!set)
    throw fail('permission_set_not_found', {
      detail: `Version ${version} of ${id} does not exist or was withdrawn.`,
    });
  refuseUnfit(set, connection.partition);
  return mayMoveTo(permissionSet, version, ports.permissionSets) ? set : undefined;
}

/** The role after the upgrade. A change of values or of the role's options alone keeps the current version. */
async function specAskedFor(
  ports: Needs,
  caller: Caller,
  connection: Connection,
  input: UpgradeInput,
): Promise<RoleSpec> {
  const { version, trustEndsAt, permissionsBoundaryArn, values, stackDrift } = input;
  const own = connection.permissionSet.version;
  const isOfOptions = [trustEndsAt, permissionsBoundaryArn, values, stackDrift].some(each => each !== undefined);
  const keepsVersion = isOfOptions && (version ?? own) === own;
  const set = !keepsVersion ? wantedSet(ports, connection, version) : values ? ownSet(ports, connection) : undefined;
  if (!keepsVersion && !set) throw fail('upgrade_not_offered');
  const before = liveRoleSpec(connection);
  const spec = set
    ? await specWith(ports, connection, set, { values: valuesFor(ports, caller, before, set, input) })
    : before;
  const limited = withOptions(spec, input, ports.clock.now());
  const after =
    stackDrift === undefined ? limited : withStackOption(limited, stackDrift ? stackNow(ports, connection) : undefined);
  if (keepsVersion && isAlike(before, after))
    throw fail('upgrade_not_offered', { detail: 'The role already has these values and these options.' });
  return after;
}

/** The role with the requested end of its trust policy and the requested boundary. */
function withOptions(spec: RoleSpec, { trustEndsAt, permissionsBoundaryArn }: UpgradeInput, now: Date): RoleSpec {
  const endsAt = trustEndsAt ? trustEnd(trustEndsAt) : undefined;
  const faults = {
    trustEndsAt: endsAt && trustEndFault(endsAt, now),
    permissionsBoundaryArn:
      typeof permissionsBoundaryArn === 'string' && boundaryFault(permissionsBoundaryArn, spec)?.message,
  };
  const errors = Object.entries(faults).flatMap(([name, message]) => (message ? [{ path: `/${name}`, message }] : []));
  if (errors.length > 0) throw fail('options_not_valid', { errors });
  const ended = trustEndsAt === undefined ? spec : withTrustEnd(spec, endsAt);
  return permissionsBoundaryArn === undefined ? ended : withBoundary(ended, permissionsBoundaryArn ?? undefined);
}

function isAlike(before: RoleSpec, after: RoleSpec): boolean {
  const isSameBoundary = before.permissionsBoundaryArn === after.permissionsBoundaryArn;
  const isSameEnd = trustEndOf(before) === trustEndOf(after);
  const granted = ({ inlinePolicies, stackPolicies = [] }: RoleSpec) => digest([inlinePolicies, stackPolicies]);
  return isSameEnd && isSameBoundary && granted(before) === granted(after);
}

function ownSet({ permissionSets }: Needs, { permissionSet: { id, version } }: Connection): PermissionSet {
  const set = permissionSets.get(id, version);
  if (set) return set;
  throw fail('permission_set_not_found', { detail: `Version ${version} of ${id} is no longer available.` });
}

/** The given values and those that the role has. Throws `values_not_valid` if the set needs others. */
function valuesFor(
  ports: Needs,
  caller: Caller,
  before: RoleSpec,
  set: PermissionSet,
  { values = {}, valueOwners = {} }: UpgradeInput,
): ParameterValues {
  const known = keptValues(set.parameters ?? [], before.values ?? {}, before);
  const all = checkedValues(ports, caller, set, before, { known, given: { values, valueOwners } });
  refuseMissing(set, all);
  return all;
}

/** As the live role names it, or as someone stated it. */
function stackNow({ vendor }: Needs, connection: Connection): string {
  return stackIn(vendor, connection, liveRoleSpec(connection).roleName).stackName;
}

async function specWith(
  ports: Needs,
  connection: Connection,
  set: PermissionSet,
  { known, values }: { known?: string | undefined; values?: ParameterValues } = {},
) {
  const description = roleDescription({
    vendorName: ports.vendor.name,
    tenantName: known ?? (await tenantNameOf(ports, connection)),
    connectionId: connection.id,
    permissionSet: set,
  });
  const { roleSpec } = connection;
  const kept = values ?? keptValues(set.parameters ?? [], roleSpec.values ?? {}, roleSpec);
  return upgradedSpec(connection, set, description, kept);
}
