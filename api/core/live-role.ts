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

/** What the customer is given: the newest launch; during a rotation the role in use with the new ID, and only that. */
export function deliveredSpec(connection: Connection): RoleSpec {
  const { pending } = connection.externalId;
  return pending ? withExternalId(liveRoleSpec(connection), pending.value) : connection.roleSpec;
}
