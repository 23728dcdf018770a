// Which of a connection's launches is the one in use, and its role; which launches are followed.
import { atLaunch, namesAtLaunch } from '../role/build.js';
import { parseRoleName } from '../role/role-name.js';
import type { RoleSpec } from '../role/role-spec.js';
import { withExternalId } from '../role/trust-policy.js';
import type { Connection, ConnectionInBrief } from './connection.js';
import { limitNow, limitsOf } from './limits.js';

/** The launch whose role last admitted us, or the newest when none did yet. */
function launchInUse({ liveLaunch, launch }: ConnectionInBrief): number {
  return liveLaunch ?? launch;
}

export function liveRoleSpec(connection: Connection): RoleSpec {
  return atLaunch(connection.roleSpec, launchInUse(connection));
}

/** Asked for at every ask: without the rest of the spec. */
export function liveRoleArn(connection: ConnectionInBrief): string {
  return namesAtLaunch(connection.roleSpec, launchInUse(connection)).arn;
}

/** How many launches back an older role is still looked for. */
const launchesFollowed = 3;

/** The launches whose roles a check asks, newest first: the newest three, and the one in use however old it is. */
export function followedLaunches(connection: Connection): number[] {
  const { liveLaunch } = connection;
  const launches: number[] = [];
  for (let n = connection.launch; n >= 1 && launches.length < launchesFollowed; n -= 1) launches.push(n);
  if (liveLaunch !== undefined && !launches.includes(liveLaunch)) launches.push(liveLaunch);
  return launches;
}

/** The role that the open upgrade asks for, with the external ID as it is now: the one in use, or that of a launch. */
export function specAfterUpgrade(connection: Connection, launch = launchInUse(connection)): RoleSpec | undefined {
  const { upgrade, externalId } = connection;
  return upgrade && withExternalId(atLaunch(upgrade.roleSpec, launch), externalId.current);
}

/** What the customer is given: the newest launch; while a change is open the role in use with that change, and only that. */
export function deliveredSpec(connection: Connection): RoleSpec {
  const { pending } = connection.externalId;
  if (pending) return withExternalId(liveRoleSpec(connection), pending.value);
  return specAfterUpgrade(connection) ?? connection.roleSpec;
}

/**
 * Whether to launch what is delivered once more could bring the access back: it was proven, the account refuses us now, and
 * the role would not be past its end as soon as it is made.
 */
export function mayBeRelaunched(connection: Connection, now: Date): boolean {
  if (connection.state !== 'verified' || !connection.refusedSince) return false;
  const { limits } = connection;
  const limit = limitNow(limitsOf({ ...(limits && { limits }), roleSpec: deliveredSpec(connection) }), now);
  return !('closed' in limit && limit.closed === 'ended');
}

/** True when `roleName` is a name this connection gives its roles: it holds the connection's own random part. */
export function isRoleNameOf(connection: Connection, roleName: string): boolean {
  return parseRoleName(roleName)?.roleRandom === connection.roleRandom;
}
