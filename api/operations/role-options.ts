// The options that a customer's guardrails may ask of the role, held against what IAM accepts.
// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
import type { Partition } from '../core/arn.js';
import type { RoleOptions } from '../core/role-spec.js';
import { fail } from '../errors.js';

// Braces are legal in a path, but CloudFormation would resolve a `{{resolve:…}}` in it.
const rules = {
  namePrefix: /^[\w+=,.@-]{0,32}$/,
  path: /^(\/|\/[!-.0-z|~]+(\/[!-.0-z|~]+)*\/)$/,
  tagKey: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
  tagValue: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
};
/** IAM takes 50 tags on a role; the kit's own need four. */
const tagsAtMost = 46;

/** Fills in what is absent and throws `options_not_valid` with a path for each thing that IAM would refuse. */
export function checkedOptions(
  given: Partial<RoleOptions>,
  account: { accountId: string; partition: Partition },
): RoleOptions {
  const options: RoleOptions = {
    ...given,
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
  if (errors.length > 0) throw fail('options_not_valid', { errors });
  return options;
}

function isPolicyArn(text: string, account: { accountId: string; partition: Partition }): boolean {
  const match = /^arn:([a-z-]+):iam::(aws|\d{12}):policy\/(?:[!-.0-z|~]+\/)*[\w+=,.@-]{1,128}$/.exec(text);
  return match !== null && match[1] === account.partition && (match[2] === 'aws' || match[2] === account.accountId);
}
