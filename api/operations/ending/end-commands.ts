// The live role for the customer's people: the facts that sentences need, its policies as text, and commands for the
// customer's account. They revoke active sessions, detach extra policies, delete the stack, and look up a session.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import {
  cutSessionsCommand,
  dropRevocationCommand,
  keepClosedCommand,
  removePolicyCommand,
  shellCommand,
} from '../../../templates/commands.js';
import { type PlainPolicies, plainPolicies, revocationPolicyName } from '../../../templates/policies.js';
import { deleteStackCommand, repairCommands } from '../../../templates/stack-commands.js';
import type { VendorConfig } from '../../config/config.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import type { Partition } from '../../core/iam/arn.js';
import { atLaunch } from '../../core/role/build.js';
import { regionsIn, stackIn } from '../vendor-in.js';

/**
 * In order of execution. Revoked sessions stay revoked throughout: the boundary still denies them when the policy that
 * revoked them is removed. CloudFormation cannot delete the role while that policy exists.
 */
export interface EndCommands {
  /** Denies everything to every session created before now, like "Revoke active sessions" in the AWS console. */
  cutSessions: string;
  /** Denies everything to every principal until the role is deleted. */
  keepClosed: string;
  /** One per policy that the last inspection saw beyond the role spec. The stack cannot remove it. */
  removePolicies: string[];
  dropRevocation: string;
  deleteStack: string;
}

/** Facts for sentences about checks, causes and findings. `stack` is the one that created the live role. */
export type LiveFacts = Record<'vendor' | 'region' | 'account' | 'role' | 'stack', string>;

export function liveFacts(vendor: VendorConfig, connection: Connection): LiveFacts {
  const { roleName } = liveRoleSpec(connection);
  return {
    vendor: vendor.name,
    region: regionsIn(vendor, connection.partition).region,
    account: connection.accountId,
    role: roleName,
    stack: stackIn(vendor, connection, roleName).stackName,
  };
}

/** The policies that the live role should have. */
export function livePolicies(connection: Connection): PlainPolicies {
  return plainPolicies(liveRoleSpec(connection));
}

type Vendor = Pick<VendorConfig, 'partitions'>;

export function targetOf(vendor: Vendor, partition: Partition) {
  const { launchRegion, awsEndpoint } = regionsIn(vendor, partition);
  return { region: launchRegion, ...(awsEndpoint && { endpointUrl: awsEndpoint }) };
}

/** The commands needed to delete a role. */
export type DeletionCommands = Omit<EndCommands, 'cutSessions'>;

/** Commands that look up a session in the customer's CloudTrail. */
export interface LookUpCommands {
  /** Finds the AssumeRole event. */
  made: string;
  /** Finds what the session did. To be run in each region in use. */
  used: string;
}

/**
 * Events of a session have its name as Username. The AssumeRole itself was called from another account, so its event
 * has no such Username. It lists the session among its resources and appears in the region of our STS endpoint.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-cli.html
 */
export function lookUpCommands(vendor: Vendor, partition: Partition, sessionName: string): LookUpCommands {
  const target = targetOf(vendor, partition);
  const ask = (key: string, region: string) => {
    const attribute = `AttributeKey=${key},AttributeValue=${sessionName}`;
    return shellCommand('cloudtrail lookup-events', [['--lookup-attributes', attribute]], { ...target, region });
  };
  return { made: ask('ResourceName', regionsIn(vendor, partition).region), used: ask('Username', target.region) };
}

export interface OpenRole extends DeletionCommands {
  roleArn: string;
  roleName: string;
}

/** The role of a launch that still accepts us, and how to delete it. */
export function openRoleOf(vendor: VendorConfig, connection: Connection, launch: number): OpenRole {
  const { arn, roleName } = atLaunch(connection.roleSpec, launch);
  return { roleArn: arn, roleName, ...deletionOf(vendor, connection, roleName) };
}

export function endCommandsOf(vendor: VendorConfig, connection: Connection): EndCommands {
  const { roleName } = liveRoleSpec(connection);
  const cutSessions = cutSessionsCommand({ roleName, ...targetOf(vendor, connection.partition) });
  return { cutSessions, ...deletionOf(vendor, connection, roleName) };
}

/** Commands that bring the role back to the template of its stack. */
export type Repair = ReturnType<typeof repairCommands>;

/** Only where CloudFormation found drift. */
export function repairOf(vendor: VendorConfig, connection: Connection): Repair | undefined {
  if (connection.stackReport?.drift !== 'drifted') return undefined;
  const { roleName } = liveRoleSpec(connection);
  const { region } = stackIn(vendor, connection, roleName);
  return repairCommands({ roleName, ...targetOf(vendor, connection.partition), region });
}

function deletionOf(vendor: VendorConfig, connection: Connection, roleName: string): DeletionCommands {
  const role = { roleName, ...targetOf(vendor, connection.partition) };
  // Inspections read only the live role. Extra policies of older roles are unknown.
  const added = roleName === liveRoleSpec(connection).roleName ? addedPolicies(connection) : [];
  return {
    keepClosed: keepClosedCommand({ ...role, partition: connection.partition }),
    removePolicies: added.map(policy => removePolicyCommand({ ...role, policy })),
    dropRevocation: dropRevocationCommand(role),
    deleteStack: deleteStackCommand({ ...role, region: stackIn(vendor, connection, roleName).region }),
  };
}

/** Names of inline policies and ARNs of managed ones. The policy that revokes sessions has its own command. */
function addedPolicies({ findings }: Connection): string[] {
  const added = findings.filter(({ code }) => code === 'policy_added' || code === 'policy_attached');
  return added.map(({ facts }) => facts.policy!).filter(policy => policy !== revocationPolicyName);
}
