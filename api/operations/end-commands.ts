// What the customer runs in its own account to cut access now: deny the sessions that are out, and delete the stack.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import {
  cutSessionsCommand,
  deleteStackCommand,
  dropRevocationCommand,
  stackNameOf,
} from '../../templates/commands.js';
import type { VendorConfig } from '../config.js';
import type { Connection } from '../core/connection.js';
import { liveRoleSpec } from '../core/live-role.js';

export interface EndCommands {
  /** Denies everything to every session made before now; sessions of AWS's own console do the same. */
  cutSessions: string;
  /** CloudFormation does not delete a role that holds a policy it has not made. */
  dropRevocation: string;
  deleteStack: string;
}

/** The stack that made the role in use. */
export function liveStackName(connection: Connection): string {
  return stackNameOf(liveRoleSpec(connection).roleName);
}

export function endCommandsOf(vendor: VendorConfig, connection: Connection): EndCommands {
  const { roleName } = liveRoleSpec(connection);
  const target = { region: vendor.launchRegion, ...(vendor.awsEndpoint && { endpointUrl: vendor.awsEndpoint }) };
  return {
    cutSessions: cutSessionsCommand({ roleName, ...target }),
    dropRevocation: dropRevocationCommand({ roleName, ...target }),
    deleteStack: deleteStackCommand({ stackName: stackNameOf(roleName), ...target }),
  };
}
