// What every part of this server is handed: the state, the clock, and who is calling what. No behaviour of AWS.
import { randomUUID } from 'node:crypto';
import { AwsError, flatten, type Params } from './protocol/wire.js';
import { type Account, own, type State } from './state.js';

export interface World {
  state: State;
  now(): Date;
  propagationMs: number;
  /** Says that the state has changed and wants saving. */
  changed(): void;
  /** This server's own address, under which CloudFormation may find templates. */
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
    policies?: unknown[];
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
  /** The AWS service that makes this call on the caller's behalf. */
  invokedBy?: string;
  /** The account whose CloudTrail also gets the event, when the call succeeded and touched another account. */
  alsoIn?: { accountId: string; resourceArn: string };
}

export type Action = (call: Call) => unknown;

/** Acts as whoever owns an account: for seeding and for the console page. Not limited by any policy. */
export function administrator(accountId: string): Caller {
  return {
    kind: 'administrator',
    accountId,
    arn: `arn:aws:iam::${accountId}:root`,
    userId: accountId,
    accessKeyId: '',
  };
}

export function accountOf(world: World, accountId: string): Account {
  const account = own(world.state.accounts, accountId);
  if (!account) throw new AwsError('InvalidClientTokenId', `There is no account ${accountId} here.`, 403);
  return account;
}

/** A call that comes from inside: from the console page, from a test, from seeding. */
export function ownersCall(
  world: World,
  accountId: string,
  service: string,
  action: string,
  input: Readonly<Record<string, unknown>>,
  region = 'us-east-1',
): Call {
  accountOf(world, accountId);
  return {
    world,
    caller: administrator(accountId),
    service,
    action,
    params: flatten(input),
    region,
    requestId: randomUUID(),
    sourceIp: '127.0.0.1',
    userAgent: 'local-aws-console',
  };
}
