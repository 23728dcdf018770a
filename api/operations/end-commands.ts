// The role in use, for people of the customer: what sentences name, its policies as text, and what the customer runs in
// its own account to cut access now: deny the sessions that are out, and delete the stack.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import {
  cutSessionsCommand,
  deleteStackCommand,
  dropRevocationCommand,
  stackNameOf,
} from '../../templates/commands.js';
import { type PlainPolicies, plainPolicies } from '../../templates/policies.js';
import type { VendorConfig } from '../config.js';
import type { Connection } from '../core/connection.js';
import { liveRoleSpec } from '../core/live-role.js';
import { atLaunch } from '../core/role-spec.js';

export interface EndCommands {
  /** Denies everything to every session made before now; sessions of AWS's own console do the same. */
  cutSessions: string;
  /** CloudFormation does not delete a role that holds a policy it has not made. */
  dropRevocation: string;
  deleteStack: string;
}

/** What sentences about checks, causes and findings name. The stack is the one that made the role in use. */
export type LiveFacts = Record<'vendor' | 'region' | 'account' | 'role' | 'stack', string>;

export function liveFacts(vendor: VendorConfig, connection: Connection): LiveFacts {
  const { roleName } = liveRoleSpec(connection);
  return {
    vendor: vendor.name,
    region: vendor.region,
    account: connection.accountId,
    role: roleName,
    stack: stackNameOf(roleName),
  };
}

/** The policies that the role in use should have. */
export function livePolicies(connection: Connection): PlainPolicies {
  return plainPolicies(liveRoleSpec(connection));
}

export function targetOf(vendor: VendorConfig) {
  return { region: vendor.launchRegion, ...(vendor.awsEndpoint && { endpointUrl: vendor.awsEndpoint }) };
}

export interface OpenRole {
  roleArn: string;
  roleName: string;
  deleteStack: string;
}

/** The role of a launch that still trusts us, and how it is deleted. */
export function openRoleOf(vendor: VendorConfig, connection: Connection, launch: number): OpenRole {
  const { arn, roleName } = atLaunch(connection.roleSpec, launch);
  return {
    roleArn: arn,
    roleName,
    deleteStack: deleteStackCommand({ stackName: stackNameOf(roleName), ...targetOf(vendor) }),
  };
}

export function endCommandsOf(vendor: VendorConfig, connection: Connection): EndCommands {
  const { roleName } = liveRoleSpec(connection);
  const target = targetOf(vendor);
  return {
    cutSessions: cutSessionsCommand({ roleName, ...target }),
    dropRevocation: dropRevocationCommand({ roleName, ...target }),
    deleteStack: deleteStackCommand({ stackName: stackNameOf(roleName), ...target }),
  };
}
