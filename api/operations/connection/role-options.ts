// The options that a customer's guardrails may ask of the role, held against what IAM accepts.
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

/** As a request gives them; null takes an end away. */
export type GivenOptions = Partial<Omit<RoleOptions, 'trustEndsAt'>> & { trustEndsAt?: string | null };

/** Fills in what is absent and throws `options_not_valid` with a path for each thing that IAM would refuse. */
export function checkedOptions(
  { trustEndsAt, ...given }: GivenOptions,
  account: { accountId: string; partition: Partition },
  now: Date,
): RoleOptions {
  const options: RoleOptions = {
    ...given,
    ...(trustEndsAt && { trustEndsAt: trustEnd(trustEndsAt) }),
    namePrefix: given.namePrefix ?? '',
    path: given.path ?? '/',
    tags: given.tags ?? {},
  };
  const errors: { path: string; message: string }[] = [];
  const wrong = (path: string, message: string) => errors.push({ path: `/options/${path}`, message });
  if (!rules.namePrefix.test(options.namePrefix))
    wrong('namePrefix', 'At most 32 characters of A-Z a-z 0-9 _ + = , . @ -.');
  if (!rules.path.test(options.path) || options.path.length > 512)
    wrong('path', 'Begins and ends with a slash; at most 512 characters.');
  const boundary = options.permissionsBoundaryArn;
  if (boundary !== undefined && !isPolicyArn(boundary, account)) {
    wrong('permissionsBoundaryArn', 'The ARN of a managed policy of the announced account, or of AWS.');
  }
  for (const [key, value] of Object.entries(options.tags)) {
    if (!rules.tagKey.test(key) || /^(aws|drawbridge):/i.test(key))
      wrong('tags', 'A tag key has characters IAM refuses, or a reserved prefix.');
    if (!rules.tagValue.test(value)) wrong('tags', 'A tag value has characters IAM refuses.');
  }
  if (Object.keys(options.tags).length > tagsAtMost) wrong('tags', `At most ${tagsAtMost} tags.`);
  const faultOfEnd = options.trustEndsAt && trustEndFault(options.trustEndsAt, now);
  if (faultOfEnd) wrong('trustEndsAt', faultOfEnd);
  if (errors.length > 0) throw fail('options_not_valid', { errors });
  return options;
}

/** As IAM writes dates: to the second, in UTC. A text that is no date stays as it is. */
export function trustEnd(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** What is wrong with an end of the trust policy; undefined when nothing is. */
export function trustEndFault(endsAt: string, now: Date): string | undefined {
  const at = Date.parse(endsAt);
  if (Number.isNaN(at)) return 'Is no date that there is.';
  return at <= now.getTime() ? 'Is in the past: nobody could use the role.' : undefined;
}

function isPolicyArn(text: string, account: { accountId: string; partition: Partition }): boolean {
  const match = /^arn:([a-z-]+):iam::(aws|\d{12}):policy\/(?:[!-.0-z|~]+\/)*[\w+=,.@-]{1,128}$/.exec(text);
  return match !== null && match[1] === account.partition && (match[2] === 'aws' || match[2] === account.accountId);
}
