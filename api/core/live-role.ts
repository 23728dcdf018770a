// Which of a connection's launches is the one in use, and its role.
import type { Connection } from './connection.js';
import { atLaunch, type RoleSpec } from './role-spec.js';
import { withExternalId } from './rotation.js';

/** The spec of the role that last admitted us, or of the newest launch when none did yet. */
export function liveRoleSpec(connection: Connection): RoleSpec {
  return atLaunch(connection.roleSpec, connection.liveLaunch ?? connection.launch);
}

export function liveRoleArn(connection: Connection): string {
  return liveRoleSpec(connection).arn;
}

/** What the customer is given: the newest launch; while a change is open the role in use with that change, and only that. */
export function deliveredSpec(connection: Connection): RoleSpec {
  const { upgrade, externalId, roleSpec } = connection;
  const { pending, current } = externalId;
  if (pending) return withExternalId(liveRoleSpec(connection), pending.value);
  return upgrade ? withExternalId(liveRoleSpec({ ...connection, roleSpec: upgrade.roleSpec }), current) : roleSpec;
}
