// Parses one permission set from JSON and refuses unknown fields. It checks shapes only; lint.ts checks the meaning.
// Written by hand, because core uses no packages.
import { hidden } from '../values/characters.js';
import { isSemVer } from '../values/semver.js';
import { parameterKinds } from './parameter/parameter.js';
import type { PermissionSet, PermissionSetIssue } from './permission-set.js';

type Issues = PermissionSetIssue[];
/** Adds an issue for each fault of the value at `path`. */
type Check = (value: unknown, path: string, issues: Issues) => void;
type Fields = Record<string, Check>;

const maxTextLength = 1000;
// Readers must see the text as it is.
const hiddenCharacter = new RegExp(`[${hidden}]`, 'u');

const text: Check = (value, path, issues) => {
  if (typeof value !== 'string') issues.push({ path, message: 'must be a string' });
  else if (value.trim() === '') issues.push({ path, message: 'must not be empty' });
  else if (hiddenCharacter.test(value)) issues.push({ path, message: 'must not contain control characters' });
  else if (value.length > maxTextLength) issues.push({ path, message: `is longer than ${maxTextLength} characters` });
};

const form =
  (isOfForm: (value: string) => boolean, message: string): Check =>
  (value, path, issues) => {
    if (typeof value !== 'string' || !isOfForm(value)) issues.push({ path, message });
  };

const list =
  (item: Check): Check =>
  (value, path, issues) => {
    if (!Array.isArray(value) || value.length === 0)
      issues.push({ path, message: 'must be a list with at least one entry' });
    else for (const [at, each] of value.entries()) item(each, `${path}/${at}`, issues);
  };

const record =
  (required: Fields, optional: Fields = {}): Check =>
  (value, path, issues) => {
    if (!isObject(value)) return void issues.push({ path, message: 'must be an object' });
    for (const [name, check] of Object.entries(required)) {
      if (Object.hasOwn(value, name)) check(value[name], at(path, name), issues);
      else issues.push({ path: at(path, name), message: 'is missing' });
    }
    for (const [name, inner] of Object.entries(value)) {
      if (Object.hasOwn(optional, name)) optional[name]!(inner, at(path, name), issues);
      else if (!Object.hasOwn(required, name)) issues.push({ path: at(path, name), message: unknownField(name) });
    }
  };

const sentence = record({ en: text, ja: text });

const conditionValue: Check = (value, path, issues) =>
  Array.isArray(value) ? list(text)(value, path, issues) : text(value, path, issues);

const mapOf =
  (item: Check): Check =>
  (value, path, issues) => {
    if (!isObject(value) || Object.keys(value).length === 0)
      return void issues.push({ path, message: 'must be an object with at least one member' });
    for (const [name, inner] of Object.entries(value)) item(inner, at(path, name), issues);
  };

const statement = record(
  {
    sid: form(value => /^[A-Za-z0-9]{1,64}$/.test(value), 'must be 1 to 64 letters and digits'),
    actions: list(text),
    resources: list(text),
    why: sentence,
    without: sentence,
  },
  {
    effect: form(value => ['Allow', 'Deny'].includes(value), 'must be "Allow" or "Deny"'),
    conditions: mapOf(mapOf(conditionValue)),
    wildcardReason: sentence,
    unknownActionsReason: sentence,
    riskReason: sentence,
    excessReason: sentence,
  },
);

const managedPolicy = record({ arn: text, why: sentence, without: sentence }, { excessReason: sentence });

const parameter = record(
  {
    name: form(value => /^[A-Z][A-Za-z0-9]{0,31}$/.test(value), 'must be a capital and up to 31 letters and digits'),
    title: sentence,
    why: sentence,
  },
  {
    kind: form(value => parameterKinds.some(each => each === value), `must be one of ${parameterKinds.join(', ')}`),
    pattern: text,
    optional: (value, path, issues) => {
      if (value !== true) issues.push({ path, message: 'must be true, or absent' });
    },
  },
);

const permissionSet = record(
  {
    id: form(
      value => /^[a-z][a-z0-9-]{1,62}$/.test(value),
      'must be 2 to 63 of a-z, 0-9 and -, starting with a letter',
    ),
    version: form(isSemVer, 'must be a semantic version such as 1.0.0'),
    access: form(value => ['metadata', 'read', 'write'].includes(value), 'must be "metadata", "read" or "write"'),
    title: sentence,
    summary: sentence,
  },
  {
    uncappedReason: sentence,
    parameters: list(parameter),
    managedPolicies: list(managedPolicy),
    statements: list(statement),
  },
);

/** A set of the right shape, or all its issues, each with a JSON pointer. */
export function parsePermissionSet(json: unknown): { set: PermissionSet } | { issues: PermissionSetIssue[] } {
  const issues: Issues = [];
  permissionSet(json, '', issues);
  if (isObject(json) && !Object.hasOwn(json, 'statements') && !Object.hasOwn(json, 'managedPolicies'))
    issues.push({ path: '/statements', message: 'is missing' });
  if (issues.length > 0) return { issues };
  const { statements = [], ...set } = json as PermissionSet;
  return { set: { ...set, statements } };
}

function unknownField(name: string): string {
  const bare = name.replace(/[^A-Za-z]/g, '').toLowerCase();
  if (['notaction', 'notactions', 'notprincipal', 'notprincipals', 'notresource', 'notresources'].includes(bare))
    return `"${name}" is not allowed: a permission set lists what it grants, never "everything but"`;
  return 'is not a field of a permission set';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON pointer of a member: https://www.rfc-editor.org/rfc/rfc6901 */
function at(path: string, name: string): string {
  return `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
