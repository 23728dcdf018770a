// The forms of AWS names: unique IDs, access keys and ARNs.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
import { randomBytes } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function randomBase32(length: number): string {
  return [...randomBytes(length)].map(byte => BASE32[byte % 32]).join('');
}

/** `AROA…` (roles), `AIDA…` (users), `ANPA…` (managed policies). Unlike a name, it is never used again. */
export function newUniqueId(prefix: 'AROA' | 'AIDA' | 'ANPA'): string {
  return prefix + randomBase32(17);
}

/** `AKIA…` for a user's long-term key, `ASIA…` for a session's. */
export function newAccessKeyId(prefix: 'AKIA' | 'ASIA'): string {
  return prefix + randomBase32(16);
}

export function newSecret(): string {
  return randomBytes(30).toString('base64');
}

export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const [scheme, partition, service, region, accountId, ...rest] = text.split(':');
  if (scheme !== 'arn' || !partition || !service || region === undefined || accountId === undefined) return undefined;
  if (rest.length === 0) return undefined;
  return { partition, service, region, accountId, resource: rest.join(':') };
}

/** The partition that a server plays. In AWS, partitions share nothing, and cannot delegate to each other. */
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov' | 'aws-eusc';

/** What of a partition every name in it shares: a `World` has it. */
export interface InPartition {
  partition: Partition;
}

const regionsElsewhere: Readonly<Record<Partition, RegExp>> = {
  aws: /^(cn|us-gov|eusc)-/,
  'aws-cn': /^(?!cn-)/,
  'aws-us-gov': /^(?!us-gov-)/,
  'aws-eusc': /^(?!eusc-)/,
};

/** Each region has its own endpoint, which refuses requests that are signed for another one. */
export function isRegionElsewhere({ partition }: InPartition, region: string): boolean {
  return regionsElsewhere[partition].test(region);
}

/** The region of IAM and of calls that name none, and the end of host names. */
export const partitionFacts: Readonly<Record<Partition, { region: string; urlSuffix: string }>> = {
  aws: { region: 'us-east-1', urlSuffix: 'amazonaws.com' },
  'aws-cn': { region: 'cn-north-1', urlSuffix: 'amazonaws.com.cn' },
  'aws-us-gov': { region: 'us-gov-west-1', urlSuffix: 'amazonaws.com' },
  'aws-eusc': { region: 'eusc-de-east-1', urlSuffix: 'amazonaws.eu' },
};

export function roleArn({ partition }: InPartition, accountId: string, path: string, roleName: string): string {
  return `arn:${partition}:iam::${accountId}:role${path}${roleName}`;
}

export function userArn({ partition }: InPartition, accountId: string, userName: string): string {
  return `arn:${partition}:iam::${accountId}:user/${userName}`;
}

export function policyArn({ partition }: InPartition, accountId: string, path: string, policyName: string): string {
  return `arn:${partition}:iam::${accountId}:policy${path}${policyName}`;
}

export function rootArn({ partition }: InPartition, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:root`;
}

export function sessionArn(
  { partition }: InPartition,
  accountId: string,
  roleName: string,
  sessionName: string,
): string {
  return `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
}

/** Account, name and path of a role ARN; the path is part of the ARN but not of the name. */
export function roleOfArn(text: string): { accountId: string; roleName: string; path: string } | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 'iam' || !arn.resource.startsWith('role/')) return undefined;
  const path = arn.resource.slice('role'.length, arn.resource.lastIndexOf('/') + 1);
  const roleName = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
  return roleName ? { accountId: arn.accountId, roleName, path } : undefined;
}
