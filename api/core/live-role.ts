// Which of a connection's launches is the one in use, and its role; which launches are followed.
import type { Connection } from './connection.js';
import { atLaunch, parseRoleName, type RoleSpec } from './role-spec.js';
import { withExternalId } from './rotation.js';

/** The spec of the role that last admitted us, or of the newest launch when none did yet. */
export function liveRoleSpec(connection: Connection): RoleSpec {
  return atLaunch(connection.roleSpec, connection.liveLaunch ?? connection.launch);
}

export function liveRoleArn(connection: Connection): string {
  return liveRoleSpec(connection).arn;
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

/** What the customer is given: the newest launch; while a change is open the role in use with that change, and only that. */
export function deliveredSpec(connection: Connection): RoleSpec {
  const { upgrade, externalId, roleSpec } = connection;
  const { pending, current } = externalId;
  if (pending) return withExternalId(liveRoleSpec(connection), pending.value);
  return upgrade ? withExternalId(liveRoleSpec({ ...connection, roleSpec: upgrade.roleSpec }), current) : roleSpec;
}

/** True when `roleName` is a name this connection gives its roles: it holds the connection's own random part. */
export function isRoleNameOf(connection: Connection, roleName: string): boolean {
  return parseRoleName(roleName)?.roleRandom === connection.roleRandom;
}
