// Which of a connection's launches is in use, its role, and which launches the kit follows.
import { atLaunch, namesAtLaunch } from '../role/build.js';
import { parseRoleName } from '../role/role-name.js';
import type { RoleSpec } from '../role/role-spec.js';
import { withExternalId } from '../role/trust-policy.js';
import type { Connection, ConnectionInBrief } from './connection.js';
import { limitNow, limitsOf } from './limits.js';

/** The launch whose role last accepted us; before the first proof, the newest. */
function launchInUse({ liveLaunch, launch }: ConnectionInBrief): number {
  return liveLaunch ?? launch;
}

export function liveRoleSpec(connection: Connection): RoleSpec {
  return atLaunch(connection.roleSpec, launchInUse(connection));
}

/** Needed at every credential request, so it does not build the whole spec. */
export function liveRoleArn(connection: ConnectionInBrief): string {
  return namesAtLaunch(connection.roleSpec, launchInUse(connection)).arn;
}

/** The number of newest launches whose roles are still checked. */
const launchesFollowed = 3;

/** One more would push the launch before them out of the followed ones, so only the vendor can request it. */
export const launchesByLinksAtMost = launchesFollowed - 1;

/** The launches whose roles a check calls, newest first: the newest three, and the one in use however old it is. */
export function followedLaunches(connection: Connection): number[] {
  const { liveLaunch } = connection;
  const launches: number[] = [];
  for (let n = connection.launch; n >= 1 && launches.length < launchesFollowed; n -= 1) launches.push(n);
  if (liveLaunch !== undefined && !launches.includes(liveLaunch)) launches.push(liveLaunch);
  return launches;
}

/** The role that the open upgrade describes, with the current external ID: at the launch in use, or at `launch`. */
export function specAfterUpgrade(connection: Connection, launch = launchInUse(connection)): RoleSpec | undefined {
  const { upgrade, externalId } = connection;
  return upgrade && withExternalId(atLaunch(upgrade.roleSpec, launch), externalId.current);
}

/** What the customer receives: the newest launch; during a change only the role in use with that change. */
export function deliveredSpec(connection: Connection): RoleSpec {
  const { pending } = connection.externalId;
  if (pending) return withExternalId(liveRoleSpec(connection), pending.value);
  return specAfterUpgrade(connection) ?? connection.roleSpec;
}

/**
 * Whether launching the delivered role again could restore access: the role was proven, the account refuses us now, and
 * the new role would not be past its end date at once.
 */
export function mayBeRelaunched(connection: Connection, now: Date): boolean {
  if (connection.state !== 'verified' || !connection.refusedSince) return false;
  const { limits } = connection;
  const limit = limitNow(limitsOf({ ...(limits && { limits }), roleSpec: deliveredSpec(connection) }), now);
  return !('closed' in limit && limit.closed === 'ended');
}

/** Whether `roleName` is a name of this connection's roles: it contains the connection's random part. */
export function isRoleNameOf(connection: Connection, roleName: string): boolean {
  return parseRoleName(roleName)?.roleRandom === connection.roleRandom;
}
