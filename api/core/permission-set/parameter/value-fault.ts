// Why a value of a parameter is refused. Every value is a plain text: it cannot widen a policy or end a JSON string,
// and neither IAM nor CloudFormation replaces it. Pure.
import { isAccountId, type Partition } from '../../iam/arn.js';
import { isRegionOf } from '../../iam/launch-link.js';
import type { Parameter } from './parameter.js';
import { matchesPattern } from './pattern.js';

/** What is wrong with a value. Pages have a sentence for each. */
export type ValueFaultCode =
  | 'unknown'
  | 'missing'
  | 'too_long'
  | 'characters'
  | 'bucket'
  | 'prefix'
  | 'key_arn'
  | 'other_partition'
  | 'other_account'
  | 'regions'
  | 'account_id'
  | 'pattern'
  | 'owner';

export const valueFaultTexts: Record<ValueFaultCode, string> = {
  unknown: 'The permission set has no such parameter, or its value cannot be changed here.',
  missing: 'A value is required.',
  too_long: 'Must have at most 512 characters.',
  characters:
    'Must not contain wildcards, quotes, spaces, braces, $, backslashes or other characters that policies treat ' +
    'specially.',
  bucket: 'Must be the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and hyphens.',
  prefix: 'Must be the beginning of object keys, up to and including a slash, such as reports/2026/.',
  key_arn: 'Must be the ARN of a KMS key, not of an alias: arn:PARTITION:kms:REGION:ACCOUNT:key/ID.',
  other_partition: 'Must be in the AWS partition of the connection.',
  other_account: 'Must be in the announced AWS account. Only the vendor can state that another account owns it.',
  regions: 'Must be at most 20 AWS regions of the partition, separated by commas, each once.',
  account_id: 'Must be an AWS account ID of 12 digits.',
  pattern: 'Does not have the form that the permission set requires.',
  owner: 'Must be the 12-digit ID of the account that owns the bucket or key.',
};

export interface ValueContext {
  partition: Partition;
  /** The announced account. */
  accountId: string;
  /** The account that the vendor stated as the owner. */
  ownerAccountId?: string;
  by: 'vendor' | 'customer';
}

const longestValue = 512;
/** S3's characters for keys that need no special handling, and some that common layouts use (`day=1/`). */
const plain = /^[A-Za-z0-9!_.()/=+@,:;&-]+$/;

/** Undefined when the value is valid. */
export function valueFault(parameter: Parameter, value: string, context: ValueContext): ValueFaultCode | undefined {
  if (value === '') return 'missing';
  if (value.length > longestValue) return 'too_long';
  if (!plain.test(value)) return 'characters';
  switch (parameter.kind) {
    case 'bucket':
      return isBucketName(value) ? undefined : 'bucket';
    case 'prefix':
      return isPrefix(value) ? undefined : 'prefix';
    case 'key-arn':
      return keyFault(value, context);
    case 'region-list':
      return isRegionList(value, context.partition) ? undefined : 'regions';
    case 'account-id':
      return accountFault(value, context);
    default:
      return arnFault(value, context) ?? (matchesPattern(parameter.pattern ?? '', value) ? undefined : 'pattern');
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(text: string): boolean {
  const isForm = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text) && !text.includes('..');
  const isReserved = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(text);
  return isForm && !isReserved && !/^\d+\.\d+\.\d+\.\d+$/.test(text);
}

/** Ends with a slash, so that `logs/` does not cover `logs-of-others/`. */
function isPrefix(text: string): boolean {
  const [last, ...segments] = text.split('/').reverse();
  return last === '' && segments.length > 0 && segments.every(each => each !== '' && each !== '.' && each !== '..');
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN */
function keyFault(text: string, context: ValueContext): ValueFaultCode | undefined {
  const form = /^arn:[a-z-]{3,20}:kms:[a-z0-9-]{5,30}:\d{12}:key\/([0-9a-f-]{36}|mrk-[0-9a-f]{32})$/;
  return form.test(text) ? arnFault(text, context) : 'key_arn';
}

/** Each ARN in the text must be of the connection's partition and of the account that owns it. */
function arnFault(text: string, { partition, accountId, ownerAccountId }: ValueContext): ValueFaultCode | undefined {
  for (const part of text.split(/arn:/i).slice(1)) {
    const [found, , , account = '?'] = part.split(':');
    if (found !== partition) return 'other_partition';
    if (account !== '' && account !== (ownerAccountId ?? accountId)) return 'other_account';
  }
  return undefined;
}

function accountFault(text: string, { accountId, by }: ValueContext): ValueFaultCode | undefined {
  if (!isAccountId(text)) return 'account_id';
  return by === 'vendor' || text === accountId ? undefined : 'other_account';
}

const regionsAtMost = 20;

export function regionsOf(text: string): string[] {
  return text.split(',');
}

function isRegionList(text: string, partition: Partition): boolean {
  const regions = regionsOf(text);
  const isOnce = new Set(regions).size === regions.length;
  return regions.length <= regionsAtMost && isOnce && regions.every(each => isRegionOf(partition, each));
}
