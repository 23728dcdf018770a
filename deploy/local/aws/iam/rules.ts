// The checks that IAM makes on names, paths, descriptions, tags and boundaries, with IAM's own messages.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html,
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html,
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
import { checkConstraints } from '../constraints.js';
import { AwsError, listOf, type Params, validationError } from '../protocol/wire.js';

const TAGS_LIMIT = 50;
const TAG_PATTERN = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]';
const DESCRIPTION = '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*';

const KINDS = {
  role: { name: 'roleName', max: 64, path: /^(\/|\/[!-~]+\/)$/ },
  policy: { name: 'policyName', max: 128, path: /^((\/[A-Za-z0-9.,+@=_-]+)*)\/$/ },
};

export interface Named {
  name: string;
  path: string;
  description?: string | undefined;
}

/** Refuses a name, path or description that a new role or policy cannot have. */
export function checkNamed(kind: keyof typeof KINDS, { name, path, description }: Named): void {
  const rule = KINDS[kind];
  checkConstraints({ [rule.name]: name, path }, [
    { name: rule.name, min: 1, max: rule.max },
    { name: 'path', max: 512 },
  ]);
  checkDescription(description);
  if (!/^[\w+=,.@-]+$/.test(name)) {
    throw validationError(
      `The specified value for ${rule.name} is invalid. ` +
        'It must contain only alphanumeric characters and/or the following: +=,.@_-',
    );
  }
  if (!rule.path.test(path)) {
    throw validationError(
      'The specified value for path is invalid. ' +
        'It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
  if (path.startsWith('/aws-service-role/')) {
    throw invalidInput("Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles");
  }
}

export function checkDescription(description: string | undefined): void {
  if (description === undefined) return;
  checkConstraints({ description }, [{ name: 'description', max: 1000, pattern: DESCRIPTION }]);
}

function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInput', message);
}

/** AWS does not publish the sentence for reserved keys. */
export function checkTags(params: Params): void {
  const tags = listOf(params, 'Tags').map(({ fields }) => ({ key: fields.Key ?? '', value: fields.Value ?? '' }));
  if (tags.length > TAGS_LIMIT) {
    throw validationError(
      `1 validation error detected: Value '${JSON.stringify(tags)}' at 'tags' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${TAGS_LIMIT}`,
    );
  }
  for (const [at, { key, value }] of tags.entries()) {
    const [ofKey, ofValue] = ['key', 'value'].map(part => `tags.${at + 1}.member.${part}`) as [string, string];
    checkConstraints({ [ofKey]: key, [ofValue]: value }, [
      { name: ofKey, min: 1, max: 128, pattern: `${TAG_PATTERN}+` },
      { name: ofValue, max: 256, pattern: `${TAG_PATTERN}*` },
    ]);
    if (/^aws:/i.test(key)) throw invalidInput('Tag keys that begin with aws: are reserved for AWS.');
  }
  if (new Set(tags.map(each => each.key.toLowerCase())).size < tags.length) {
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
}

/** A tag takes the place of one whose key differs only in case, and IAM keeps the new spelling. */
export function withTags(before: Readonly<Record<string, string>>, added: Readonly<Record<string, string>>) {
  const keys = new Set(Object.keys(added).map(each => each.toLowerCase()));
  const kept = Object.entries(before).filter(([key]) => !keys.has(key.toLowerCase()));
  const tags = { ...Object.fromEntries(kept), ...added };
  if (Object.keys(tags).length > TAGS_LIMIT) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for TagsPerRole: ${TAGS_LIMIT}`, 409);
  }
  return tags;
}

export function withoutTags(before: Readonly<Record<string, string>>, keys: readonly string[]): Record<string, string> {
  const gone = new Set(keys.map(each => each.toLowerCase()));
  return Object.fromEntries(Object.entries(before).filter(([key]) => !gone.has(key.toLowerCase())));
}
