// The role in use, for people of the customer: what sentences name, its policies as text, and what the customer runs in
// its own account to cut access now: deny the sessions that are out, take off what keeps the role, and delete the stack; and where it looks up what a session did.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import {
  cutSessionsCommand,
  deleteStackCommand,
  dropRevocationCommand,
  keepClosedCommand,
  removePolicyCommand,
  shellCommand,
  stackNameOf,
} from '../../../templates/commands.js';
import { type PlainPolicies, plainPolicies, revocationPolicyName } from '../../../templates/policies.js';
import type { VendorConfig } from '../../config/config.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { atLaunch } from '../../core/role/build.js';

/**
 * In the order in which they are run. What was cut stays cut all the way: the boundary holds while the policy that cut
 * the sessions is taken off, which it has to be before CloudFormation deletes the role.
 */
export interface EndCommands {
  /** Denies everything to every session made before now; sessions of AWS's own console do the same. */
  cutSessions: string;
  /** Denies everything to everybody until the role is gone. */
  keepClosed: string;
  /** Each policy that the last inspection saw beyond the role spec: the stack has not made it and does not take it off. */
  removePolicies: string[];
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

type Target = Pick<VendorConfig, 'region' | 'launchRegion' | 'awsEndpoint'>;

export function targetOf(vendor: Omit<Target, 'region'>) {
  return { region: vendor.launchRegion, ...(vendor.awsEndpoint && { endpointUrl: vendor.awsEndpoint }) };
}

/** Those of them that the deletion of a role needs. */
export type DeletionCommands = Omit<EndCommands, 'cutSessions'>;

/** What asks the customer's CloudTrail about a session. */
export interface LookUpCommands {
  /** The AssumeRole. */
  made: string;
  /** What was done with it; in each region that is used. */
  used: string;
}

/**
 * The name of a session is the Username of whatever was done with it. The AssumeRole itself came from another account, so
 * it has no Username there: it has the session among its resources, and stands where our STS end point is.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-cli.html
 */
export function lookUpCommands(vendor: Target, sessionName: string): LookUpCommands {
  const ask = (key: string, region: string) => {
    const attribute = `AttributeKey=${key},AttributeValue=${sessionName}`;
    const target = { ...targetOf(vendor), region };
    return shellCommand('cloudtrail lookup-events', [['--lookup-attributes', attribute]], target);
  };
  return { made: ask('ResourceName', vendor.region), used: ask('Username', vendor.launchRegion) };
}

export interface OpenRole extends DeletionCommands {
  roleArn: string;
  roleName: string;
}

/** The role of a launch that still trusts us, and how it is deleted. */
export function openRoleOf(vendor: VendorConfig, connection: Connection, launch: number): OpenRole {
  const { arn, roleName } = atLaunch(connection.roleSpec, launch);
  return { roleArn: arn, roleName, ...deletionOf(vendor, connection, roleName) };
}

export function endCommandsOf(vendor: VendorConfig, connection: Connection): EndCommands {
  const { roleName } = liveRoleSpec(connection);
  const cutSessions = cutSessionsCommand({ roleName, ...targetOf(vendor) });
  return { cutSessions, ...deletionOf(vendor, connection, roleName) };
}

function deletionOf(vendor: VendorConfig, connection: Connection, roleName: string): DeletionCommands {
  const role = { roleName, ...targetOf(vendor) };
  // Inspections read the role in use; of older ones nobody knows what hangs on them.
  const added = roleName === liveRoleSpec(connection).roleName ? addedPolicies(connection) : [];
  return {
    keepClosed: keepClosedCommand({ ...role, partition: connection.partition }),
    removePolicies: added.map(policy => removePolicyCommand({ ...role, policy })),
    dropRevocation: dropRevocationCommand(role),
    deleteStack: deleteStackCommand({ stackName: stackNameOf(roleName), ...targetOf(vendor) }),
  };
}

/** Names of inline policies, ARNs of managed ones. The one that cuts sessions has a command of its own. */
function addedPolicies({ findings }: Connection): string[] {
  const added = findings.filter(({ code }) => code === 'policy_added' || code === 'policy_attached');
  return added.map(({ facts }) => facts.policy!).filter(policy => policy !== revocationPolicyName);
}
