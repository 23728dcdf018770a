// IAM's rules for what a customer may choose of a role: its name, path, boundary, tags and description. Each rule has
// the page of AWS that states it. What IAM would refuse is refused when it is sent, with its place. Pure.
import type { Partition } from './arn.js';

/** One part that IAM refuses: where, as a JSON pointer below the options, and what it expects. */
export interface OptionFault {
  path: string;
  message: string;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const role = {
  /** The whole name has at most 64. The kit's own part of it needs 28. */
  namePrefix: /^[\w+=,.@-]{0,32}$/,
  // Braces are legal in a path, but CloudFormation would resolve a `{{resolve:…}}` in it.
  path: /^(\/|\/[!-.0-z|~]+(\/[!-.0-z|~]+)*\/)$/,
  /** Latin-1 without controls, tab and line breaks excepted. The kit writes one line. */
  description: /^[\u0020-\u007e\u00a1-\u00ff]*$/,
} as const;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html: stricter than the rule for roles. */
const policyPath = /^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/;

const pathAtMost = 512;

/**
 * Only AWS's own services create roles there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html,
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html
 */
const reservedPaths = ['/aws-service-role/', '/aws-reserved/'];

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
const tags = {
  key: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
  value: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
  /** `aws:` in upper and lower case; `drawbridge:` is the kit's own. */
  reserved: /^(aws|drawbridge):/i,
  /** IAM accepts 50; the kit's own need four. */
  atMost: 46,
  valueAtMost: 256,
} as const;

export function namePrefixFault(prefix: string): OptionFault | undefined {
  if (role.namePrefix.test(prefix)) return undefined;
  return { path: '/namePrefix', message: 'Must have at most 32 characters of A-Z a-z 0-9 _ + = , . @ -.' };
}

export function pathFault(path: string): OptionFault | undefined {
  const reserved = reservedPaths.find(each => path.startsWith(each));
  if (reserved) return { path: '/path', message: `AWS reserves the path ${reserved} for roles of its own services.` };
  if (role.path.test(path) && path.length <= pathAtMost) return undefined;
  const message = `Must begin and end with a slash and have at most ${pathAtMost} characters of ASCII, without braces.`;
  return { path: '/path', message };
}

/** Whether a policy can have this path of a role. */
export function isPolicyPath(path: string): boolean {
  return policyPath.test(path) && path.length <= pathAtMost;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export function boundaryFault(
  arn: string,
  { accountId, partition }: { accountId: string; partition: Partition },
): OptionFault | undefined {
  const [, of, owner, rest = ''] = /^arn:([a-z-]+):iam::(aws|\d{12}):policy(\/.*)$/.exec(arn) ?? [];
  const end = rest.lastIndexOf('/') + 1;
  const isArn = isPolicyPath(rest.slice(0, end)) && /^[\w+=,.@-]{1,128}$/.test(rest.slice(end));
  const fault = (message: string) => ({ path: '/permissionsBoundaryArn', message });
  if (!isArn || (owner !== 'aws' && owner !== accountId))
    return fault('Must be the ARN of a managed policy of the announced account or of AWS.');
  if (of !== partition) return fault(`Is of the partition ${of}, but the account is in ${partition}.`);
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html (PolicyNotAttachable)
  if (owner === 'aws' && rest.startsWith('/aws-service-role/'))
    return fault("Is a policy of one of AWS's services, which no other role can have.");
  return undefined;
}

/** One fault for each tag that IAM refuses, and one if there are too many. */
export function tagFaults(given: Readonly<Record<string, string>>): OptionFault[] {
  const firsts = new Map(
    Object.keys(given)
      .toReversed()
      .map(key => [key.toLowerCase(), key]),
  );
  const faults = Object.entries(given).flatMap(([key, value]) => {
    const message = tagFault(key, value) ?? repeatedTag(key, firsts.get(key.toLowerCase())!);
    return message ? [{ path: `/tags/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, message }] : [];
  });
  if (Object.keys(given).length > tags.atMost)
    faults.push({ path: '/tags', message: `At most ${tags.atMost} tags are allowed.` });
  return faults;
}

function tagFault(key: string, value: string): string | undefined {
  if (tags.reserved.test(key)) return 'Tag keys that begin with aws: or drawbridge: are reserved.';
  if (!tags.key.test(key)) return 'A tag key has 1 to 128 letters, digits, spaces and _ . : / = + - @.';
  return tags.value.test(value)
    ? undefined
    : 'A tag value has at most 256 letters, digits, spaces and _ . : / = + - @.';
}

/** IAM keeps the case of tag keys, but `Team` and `team` are the same key to it. */
function repeatedTag(key: string, first: string): string | undefined {
  return first === key ? undefined : `IAM does not tell this key from ${first}: only upper and lower case differ.`;
}

/** The text as a tag value: other characters become `_`, and it is cut between characters. */
export function asTagValue(text: string): string {
  const allowed = text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_');
  return [...allowed].slice(0, tags.valueAtMost).join('');
}

/** Whether IAM accepts the text as a part of a description. */
export function isInDescription(text: string): boolean {
  return role.description.test(text);
}
