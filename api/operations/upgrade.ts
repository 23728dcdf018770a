// Upgrading a connection to another version of its permission set: the offer with what it adds and takes away, asking
// the customer for the update, and calling it off. Only a check that has seen the update changes what should be there.
import type { Caller } from '../core/caller.js';
import { type Connection, hears } from '../core/connection.js';
import { watchNotes } from '../core/due.js';
import { liveRoleSpec, specAfterUpgrade } from '../core/live-role.js';
import type { PermissionSet } from '../core/permission-set.js';
import { roleDescription } from '../core/role-spec.js';
import { mayMoveTo, offeredTo, type UpgradeDifference, upgradeDifference, upgradedSpec } from '../core/upgrade.js';
import type { Deps, Kept } from '../deps.js';
import { fail } from '../errors.js';
import { changeBy, changeUnlessOver } from './change-connection-by.js';
import { findConnection, tenantNameOf } from './find.js';
import { notInThisState } from './not-in-this-state.js';

type Needs = Pick<Deps, 'clock' | 'ids' | 'securityLog' | 'tenants' | 'connections' | 'permissionSets' | 'vendor'>;

interface Where {
  tenantId: string;
  connectionId: string;
}

export interface UpgradeOffer {
  connection: Kept<Connection>;
  from: string;
  to: string;
  /** Asked for, and withdrawn since: the next check calls it off. Nothing of it is given to anybody any more. */
  isWithdrawn: boolean;
  /** Absent while nobody has asked the customer for it. */
  startedAt?: string;
  difference: UpgradeDifference;
}

/** The open upgrade, or what could be asked for. Undefined when there is neither. */
export async function findUpgrade(
  deps: Needs,
  caller: Caller,
  where: Where,
  version?: string,
): Promise<UpgradeOffer | undefined> {
  const kept = await findConnection(deps, caller, 'upgrade.read', where.tenantId, where.connectionId);
  const { upgrade, permissionSet } = kept.value;
  const { permissionSets } = deps;
  const set = upgrade
    ? permissionSets.get(upgrade.permissionSet.id, upgrade.permissionSet.version)
    : wantedSet(deps, kept.value, version);
  const after = specAfterUpgrade(kept.value) ?? (set && (await specWith(deps, kept.value, set)));
  if (!after) return undefined;
  const earlier = permissionSets.get(permissionSet.id, permissionSet.version);
  return {
    connection: kept,
    from: permissionSet.version,
    to: after.permissionSet.version,
    isWithdrawn: !set,
    ...(upgrade && { startedAt: upgrade.startedAt }),
    difference: upgradeDifference(liveRoleSpec(kept.value), after, { earlier, later: set }),
  };
}

export async function readUpgrade(deps: Needs, caller: Caller, where: Where, version?: string): Promise<UpgradeOffer> {
  const found = await findUpgrade(deps, caller, where, version);
  if (!found) throw fail('upgrade_not_offered');
  return found;
}

export async function startUpgrade(
  deps: Needs,
  caller: Caller,
  where: Where,
  input: { reason: string; version?: string },
): Promise<Kept<Connection>> {
  const kept = await findConnection(deps, caller, 'upgrade.start', where.tenantId, where.connectionId);
  const { state, permissionSet } = kept.value;
  if (!hears[state].includes('upgrade-started')) throw notInThisState(state);
  const set = wantedSet(deps, kept.value, input.version);
  if (!set) throw fail('upgrade_not_offered');
  const now = deps.clock.now();
  const { id, version } = set;
  const roleSpec = await specWith(deps, kept.value, set);
  const upgrade = { permissionSet: { id, version }, startedAt: now.toISOString(), roleSpec };
  const facts = { from: permissionSet.version, to: version };
  const words = { action: 'connection.upgrade-started', reason: input.reason, facts } as const;
  const started = await changeBy(deps, caller, kept, { type: 'upgrade-started', upgrade }, words);
  await deps.connections.note(started, watchNotes(now));
  return started;
}

/** A customer who has made the update already has a role that grants something else: the next check says so. */
export async function cancelUpgrade(
  deps: Needs,
  caller: Caller,
  where: Where,
  reason: string,
): Promise<Kept<Connection>> {
  const kept = await findConnection(deps, caller, 'upgrade.cancel', where.tenantId, where.connectionId);
  const words = { action: 'connection.upgrade-cancelled', reason } as const;
  const cancelled = await changeBy(deps, caller, kept, { type: 'upgrade-cancelled' }, words);
  await deps.connections.note(cancelled, watchNotes(deps.clock.now()));
  return cancelled;
}

/** What the vendor no longer wants is not asked for any longer, wherever it was asked for. */
export async function endWithdrawnUpgrade(
  deps: Pick<Deps, 'clock' | 'connections' | 'permissionSets'>,
  kept: Kept<Connection>,
): Promise<void> {
  const { upgrade } = kept.value;
  const asked = upgrade?.permissionSet;
  if (!asked || deps.permissionSets.get(asked.id, asked.version)) return;
  const reason = `Version ${asked.version} of ${asked.id} was withdrawn.`;
  const words = { action: 'connection.upgrade-cancelled', reason } as const;
  const event = { type: 'upgrade-cancelled', startedAt: upgrade.startedAt } as const;
  await changeUnlessOver(deps, kept, event, words, 'upgrade_not_open');
}

/** The version that is asked for, or the one that is offered; undefined where it cannot be moved to. */
function wantedSet(deps: Needs, connection: Connection, version: string | undefined): PermissionSet | undefined {
  if (version === undefined) return offeredTo(connection, deps.permissionSets);
  const { permissionSet } = connection;
  const { id } = permissionSet;
  const set = deps.permissionSets.get(id, version);
  if (!set)
    throw fail('permission_set_not_found', {
      detail: `Version ${version} of ${id} is not here: it was withdrawn, or there never was one.`,
    });
  return mayMoveTo(permissionSet, version, deps.permissionSets) ? set : undefined;
}

async function specWith(deps: Needs, connection: Connection, set: PermissionSet) {
  const description = roleDescription({
    vendorName: deps.vendor.name,
    tenantName: await tenantNameOf(deps, connection),
    connectionId: connection.id,
    permissionSet: set,
  });
  return upgradedSpec(connection, set, description);
}
