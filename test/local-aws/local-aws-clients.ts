// A vendor, a customer and an outsider in a fresh local AWS, with real SDK clients for each.
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../../deploy/local/aws/server.js';

export const VENDOR = '111111111111';
export const CUSTOMER = '222222222222';
export const OUTSIDER = '333333333333';
export const RIGHT_ID = 'right-external-id-a1';
export const WRONG_ID = 'wrong-external-id-b2';

export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export function clients(url: string, credentials: Keys, region = 'us-east-1') {
  // The SDK writes into the credentials it is given, hence a copy.
  const shared = { endpoint: url, region, credentials: { ...credentials }, maxAttempts: 1 };
  return {
    sts: new STSClient(shared),
    iam: new IAMClient(shared),
    cfn: new CloudFormationClient(shared),
    s3: new S3Client({ ...shared, forcePathStyle: true }),
  };
}

export function statement(action: string | string[], resource: string | string[] = '*', more: object = {}) {
  return { Effect: 'Allow', Action: action, Resource: resource, ...more };
}

export function policy(...statements: object[]) {
  return { Version: '2012-10-17', Statement: statements };
}

export function trust(principal: unknown, condition?: object, action: string | string[] = 'sts:AssumeRole') {
  const one = { Effect: 'Allow', Principal: principal, Action: action };
  return policy(condition ? { ...one, Condition: condition } : one);
}

export const WITH_ID = { StringEquals: { 'sts:ExternalId': RIGHT_ID } };
export const BROKER = `arn:aws:iam::${VENDOR}:user/broker`;

/** `arn` of a role `name` of the customer. */
export function customerRole(name: string): string {
  return `arn:aws:iam::${CUSTOMER}:role/${name}`;
}

export interface Outcome {
  /** `ok`, or the error's code. */
  code: string;
  message: string;
  status: number | undefined;
  keys: Keys;
  assumedRoleId: string | undefined;
}

/** One AssumeRole as a value: a refusal is a result, not an exception. */
export async function assume(sts: STSClient, input: Partial<AssumeRoleCommandInput>): Promise<Outcome> {
  const none = { accessKeyId: '', secretAccessKey: '' };
  try {
    const answer = await sts.send(
      new AssumeRoleCommand({ RoleArn: customerRole('target'), RoleSessionName: 'test-session', ...input }),
    );
    const made = answer.Credentials!;
    const keys = {
      accessKeyId: made.AccessKeyId!,
      secretAccessKey: made.SecretAccessKey!,
      sessionToken: made.SessionToken!,
    };
    const status = answer.$metadata.httpStatusCode;
    return { code: 'ok', message: '', status, keys, assumedRoleId: answer.AssumedRoleUser?.AssumedRoleId };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { code: name, message, status: $metadata?.httpStatusCode, keys: none, assumedRoleId: undefined };
  }
}

/** Any other call as a value: its answer's code and text. */
export async function refusalOf(sent: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await sent;
    return { code: 'ok', message: '' };
  } catch (error) {
    return { code: (error as Error).name, message: (error as Error).message };
  }
}

export interface Setting {
  aws: LocalAws;
  vendor: ReturnType<typeof clients> & { keys: Keys };
  customer: ReturnType<typeof clients>;
  outsider: ReturnType<typeof clients>;
}

/** Vendor's user `broker` may assume any role; customer and outsider each have a user who may do everything. */
export async function startSetting(options: LocalAwsOptions = {}): Promise<Setting> {
  const aws = await startLocalAws(options);
  for (const account of [VENDOR, CUSTOMER, OUTSIDER]) aws.addAccount(account);
  const broker = aws.addUser(VENDOR, 'broker', { assume: policy(statement(['sts:*'])) });
  const admin = aws.addUser(CUSTOMER, 'admin', { all: policy(statement('*')) });
  const other = aws.addUser(OUTSIDER, 'other', { all: policy(statement('*')) });
  return {
    aws,
    vendor: { ...clients(aws.url, broker), keys: broker },
    customer: clients(aws.url, admin),
    outsider: clients(aws.url, other),
  };
}

/** A clock that the test moves. */
export function movableClock(start = new Date()) {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance(seconds: number) {
      time += seconds * 1000;
    },
  };
}
