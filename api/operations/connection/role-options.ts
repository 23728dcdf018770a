// Role options for customers' guardrails, validated by IAM's rules.
// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
import type { Partition } from '../../core/iam/arn.js';
import type { RoleOptions } from '../../core/role/role-spec.js';
import { fail } from '../../errors.js';

// Braces are legal in a path, but CloudFormation would resolve a `{{resolve:…}}` in it.
const rules = {
  namePrefix: /^[\w+=,.@-]{0,32}$/,
  path: /^(\/|\/[!-.0-z|~]+(\/[!-.0-z|~]+)*\/)$/,
  tagKey: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
  tagValue: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
};
/** IAM takes 50 tags on a role; the kit's own need four. */
const tagsAtMost = 46;

type Clearable = 'trustEndsAt' | 'permissionsBoundaryArn';

/** Options as a request states them. null removes the end of the trust policy, or the permissions boundary. */
export type GivenOptions = Partial<Omit<RoleOptions, Clearable>> & { [Name in Clearable]?: string | null };

/** Fills in defaults. Throws `options_not_valid` with one path per option that IAM would refuse. */
export function checkedOptions(
  { trustEndsAt, permissionsBoundaryArn: boundary, ...given }: GivenOptions,
  account: { accountId: string; partition: Partition },
  now: Date,
): RoleOptions {
  const options: RoleOptions = {
    ...given,
    ...(typeof boundary === 'string' && { permissionsBoundaryArn: boundary }),
    ...(trustEndsAt && { trustEndsAt: trustEnd(trustEndsAt) }),
    namePrefix: given.namePrefix ?? '',
    path: given.path ?? '/',
    tags: given.tags ?? {},
  };
  const errors: { path: string; message: string }[] = [];
  const wrong = (path: string, message: string) => errors.push({ path: `/options/${path}`, message });
  if (!rules.namePrefix.test(options.namePrefix))
    wrong('namePrefix', 'Must have at most 32 characters of A-Z a-z 0-9 _ + = , . @ -.');
  if (!rules.path.test(options.path) || options.path.length > 512)
    wrong('path', 'Must begin and end with a slash and have at most 512 characters.');
  const faultOfBoundary = typeof boundary === 'string' && boundaryFault(boundary, account);
  if (faultOfBoundary) wrong('permissionsBoundaryArn', faultOfBoundary);
  for (const [key, value] of Object.entries(options.tags)) {
    if (!rules.tagKey.test(key) || /^(aws|drawbridge):/i.test(key))
      wrong('tags', 'A tag key has characters that IAM refuses, or a reserved prefix.');
    if (!rules.tagValue.test(value)) wrong('tags', 'A tag value has characters that IAM refuses.');
  }
  if (Object.keys(options.tags).length > tagsAtMost) wrong('tags', `At most ${tagsAtMost} tags are allowed.`);
  const faultOfEnd = options.trustEndsAt && trustEndFault(options.trustEndsAt, now);
  if (faultOfEnd) wrong('trustEndsAt', faultOfEnd);
  if (errors.length > 0) throw fail('options_not_valid', { errors });
  return options;
}

/** IAM's date format: UTC, to the second. A text that is not a date is returned unchanged. */
export function trustEnd(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Why an end of the trust policy is not valid. Undefined if it is valid. */
export function trustEndFault(endsAt: string, now: Date): string | undefined {
  const at = Date.parse(endsAt);
  if (Number.isNaN(at)) return 'Must be a date and time.';
  return at <= now.getTime() ? 'Must not be in the past. Otherwise no one could use the role.' : undefined;
}

const notAPolicy = 'Must be the ARN of a managed policy of the announced account or of AWS.';

/** Why a permissions boundary is not valid. Undefined if it is valid. */
export function boundaryFault(arn: string, account: { accountId: string; partition: Partition }): string | undefined {
  return isPolicyArn(arn, account) ? undefined : notAPolicy;
}

function isPolicyArn(text: string, account: { accountId: string; partition: Partition }): boolean {
  const match = /^arn:([a-z-]+):iam::(aws|\d{12}):policy\/(?:[!-.0-z|~]+\/)*[\w+=,.@-]{1,128}$/.exec(text);
  return match !== null && match[1] === account.partition && (match[2] === 'aws' || match[2] === account.accountId);
}
