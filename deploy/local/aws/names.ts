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

/** The only partition of this server. In AWS, partitions cannot delegate to each other. */
export const PARTITION = 'aws';

export function roleArn(accountId: string, path: string, roleName: string): string {
  return `arn:${PARTITION}:iam::${accountId}:role${path}${roleName}`;
}

export function userArn(accountId: string, userName: string): string {
  return `arn:${PARTITION}:iam::${accountId}:user/${userName}`;
}

export function policyArn(accountId: string, path: string, policyName: string): string {
  return `arn:${PARTITION}:iam::${accountId}:policy${path}${policyName}`;
}

export function rootArn(accountId: string): string {
  return `arn:${PARTITION}:iam::${accountId}:root`;
}

export function sessionArn(accountId: string, roleName: string, sessionName: string): string {
  return `arn:${PARTITION}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
}

/** Account, name and path of a role ARN; the path is part of the ARN but not of the name. */
export function roleOfArn(text: string): { accountId: string; roleName: string; path: string } | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 'iam' || !arn.resource.startsWith('role/')) return undefined;
  const path = arn.resource.slice('role'.length, arn.resource.lastIndexOf('/') + 1);
  const roleName = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
  return roleName ? { accountId: arn.accountId, roleName, path } : undefined;
}
