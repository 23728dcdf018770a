// Facts about condition keys: which may have several values, which every request has, and the form of their values.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html,
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
import { type Pattern, patternOf } from '../document/wildcard.js';

const multiValued = new Set([
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:tagkeys',
  'aws:vpceorgpaths',
  'sts:requestcontextproviders',
  'sts:transitivetagkeys',
]);

/**
 * Whether a request may have several values for the key. `hasSetOperator`: a policy uses ForAllValues or ForAnyValue.
 */
export function mayHaveSeveral(key: string, hasSetOperator: boolean): boolean {
  if (multiValued.has(key)) return true;
  return hasSetOperator && !/^(aws|sts):/.test(key);
}

const always = new Set(['aws:currenttime', 'aws:epochtime', 'aws:securetransport']);

/** Keys that every request has. */
export function isAlwaysPresent(key: string): boolean {
  return always.has(key);
}

/** Recognisable values, tried before any other. */
export function samplesOf(key: string): readonly string[] {
  if (key === 'sts:externalid') return ['00000000-0000-4000-8000-00000000000a'];
  if (key === 'sts:sourceidentity') return ['somebody'];
  if (key === 'sts:rolesessionname') return ['some-session'];
  if (key === 'aws:securetransport') return ['true', 'false'];
  if (key === 'aws:requestedregion') return ['us-east-1', 'eu-west-1'];
  if (key === 'aws:principalorgid') return ['o-exampleorg00'];
  return ['example'];
}

const atLeastTwo = patternOf('??*', { kind: 'glob', hasVariables: false });
const something = patternOf('?*', { kind: 'glob', hasVariables: false });

/**
 * The form of every value of the key. External IDs, session names and source identities have at least two characters.
 */
export function shapeOf(key: string): Pattern {
  return ['sts:externalid', 'sts:sourceidentity', 'sts:rolesessionname'].includes(key) ? atLeastTwo : something;
}

/**
 * Whether the key's value may be empty, as tags and `s3:prefix` may be:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export function mayBeEmpty(key: string): boolean {
  return key.includes('/') || !/^(aws|sts):/.test(key) || key === 'aws:referer' || key === 'aws:useragent';
}

const proper = new Map(
  [
    ...['CurrentTime', 'EpochTime', 'MultiFactorAuthPresent', 'MultiFactorAuthAge', 'PrincipalAccount', 'PrincipalArn'],
    ...[
      'PrincipalOrgID',
      'PrincipalOrgPaths',
      'PrincipalType',
      'RequestedRegion',
      'ResourceAccount',
      'SecureTransport',
    ],
    ...['SourceAccount', 'SourceArn', 'SourceIdentity', 'SourceIp', 'SourceVpc', 'SourceVpce', 'TagKeys'],
    ...['TokenIssueTime', 'UserAgent', 'userid', 'username'],
  ]
    .map(name => `aws:${name}`)
    .concat(['ExternalId', 'RoleSessionName', 'SourceIdentity', 'TransitiveTagKeys'].map(name => `sts:${name}`))
    .map(key => [key.toLowerCase(), key]),
);

/** A key as AWS spells it; unknown keys stay as they are. IAM ignores case. */
export function properKey(key: string): string {
  return proper.get(key.toLowerCase()) ?? key;
}
