// The context of every call: the state, the clock, and who is calling what. Has no behaviour of AWS.
import { randomUUID } from 'node:crypto';
import { type InPartition, isRegionElsewhere, partitionFacts, rootArn } from './names.js';
import { AwsError, flatten, type Params } from './protocol/wire.js';
import { type Account, own, type State } from './state.js';

export interface World extends InPartition {
  state: State;
  now(): Date;
  propagationMs: number;
  /** Must be called after every change of the state, so that it is saved. */
  changed(): void;
  /** Gets everything that a role's trust policy can see of a call. */
  onTrust?(seen: { roleArn: string; action: string; context: ReadonlyMap<string, readonly string[]> }): void;
  /** This server's own address, where CloudFormation may find templates. */
  url: string;
}

export interface Caller {
  kind: 'user' | 'session' | 'administrator';
  accountId: string;
  arn: string;
  /** As GetCallerIdentity's UserId: `AIDA…`, or `AROA…:session`. */
  userId: string;
  accessKeyId: string;
  userName?: string;
  session?: {
    roleArn: string;
    roleName: string;
    roleId: string;
    sessionName: string;
    issuedAt: string;
    sourceIdentity?: string;
    /** The inline session policy. Without any session policy, the role's own policies decide alone. */
    policies?: unknown[];
    /** Managed session policies. Their text in force decides, so a session holds only their ARNs. */
    policyArns?: string[];
    tags: Record<string, string>;
    transitiveTagKeys: string[];
  };
}

export interface Call {
  world: World;
  caller: Caller;
  service: string;
  action: string;
  params: Params;
  region: string;
  requestId: string;
  sourceIp: string;
  userAgent: string;
  /** The AWS service that makes this call for the caller. */
  invokedBy?: string;
  /** Another account whose CloudTrail also gets the event, if a successful call affected it. */
  alsoIn?: { accountId: string; resourceArn: string };
}

export type Action = (call: Call) => unknown;

/** The owner of an account, for seeding and for the console. No policy limits it. */
export function administrator(world: InPartition, accountId: string): Caller {
  return {
    kind: 'administrator',
    accountId,
    arn: rootArn(world, accountId),
    userId: accountId,
    accessKeyId: '',
  };
}

export function accountOf(world: World, accountId: string): Account {
  const account = own(world.state.accounts, accountId);
  if (!account) throw new AwsError('InvalidClientTokenId', `Account ${accountId} does not exist here.`, 403);
  return account;
}

/** A call from inside: from the console, a test or seeding. */
export function ownersCall(
  world: World,
  accountId: string,
  service: string,
  action: string,
  input: Readonly<Record<string, unknown>>,
  region = partitionFacts[world.partition].region,
): Call {
  accountOf(world, accountId);
  if (isRegionElsewhere(world, region))
    throw new AwsError('InvalidRegion', `${region} is not a region of the partition ${world.partition}.`);
  return {
    world,
    caller: administrator(world, accountId),
    service,
    action,
    params: flatten(input),
    region,
    requestId: randomUUID(),
    sourceIp: '127.0.0.1',
    userAgent: 'local-aws-console',
  };
}
