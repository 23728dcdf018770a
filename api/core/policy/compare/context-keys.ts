// Facts about condition keys: which may have several values, which every request has, and the form of their values.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html,
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
import { type KeyType, knownKey } from '../catalogue/keys.js';
import { addressOf } from '../document/addresses.js';
import { dateOf } from '../document/conditions.js';
import { type Pattern, patternOf, shaped } from '../document/wildcard.js';

/**
 * Whether a request may have several values for the key. AWS's reference says so for the keys that it has; of any other
 * key a set operator in a policy says it (`hasSetOperator`).
 */
export function mayHaveSeveral(key: string, hasSetOperator: boolean): boolean {
  const known = knownKey(key);
  return known ? known.isArray : hasSetOperator && !/^(aws|sts):/.test(key);
}

const always = new Set(['aws:currenttime', 'aws:epochtime', 'aws:securetransport']);

/** Keys that every request has. */
export function isAlwaysPresent(key: string): boolean {
  return always.has(key);
}

/** Whether AWS has the key, or an identity provider may have it. */
export function isExistingKey(key: string): boolean {
  return knownKey(key) !== undefined || /^[^:/]*\.[^:]*:/.test(key);
}

/** Recognisable values, tried before any other. */
export function samplesOf(key: string): readonly string[] {
  return samples.get(key) ?? samplesOfType[typeOf(key)] ?? ['example'];
}

const samples: ReadonlyMap<string, readonly string[]> = new Map([
  ['sts:externalid', ['00000000-0000-4000-8000-00000000000a']],
  ['sts:sourceidentity', ['somebody']],
  ['aws:sourceidentity', ['somebody']],
  ['sts:rolesessionname', ['some-session']],
  ['aws:requestedregion', ['us-east-1', 'eu-west-1']],
  ['aws:principalorgid', ['o-exampleorg00']],
  ['aws:epochtime', ['1767225600']],
  ['aws:userid', ['AROAEXAMPLEID00000000:some-session', 'AIDAEXAMPLEID00000000']],
  ['aws:sourcevpc', ['vpc-0123456789abcdef0']],
  ['aws:sourcevpce', ['vpce-0123456789abcdef0']],
]);

const samplesOfType: Partial<Record<KeyType, readonly string[]>> = {
  ARN: ['arn:aws:s3:::example'],
  Bool: ['true', 'false'],
  Date: ['2026-01-01T00:00:00Z'],
  IPAddress: ['198.51.100.7', '2001:db8:0:0:0:0:0:7'],
  Numeric: ['1'],
};

const accountKeys = ['principalaccount', 'resourceaccount', 'sourceaccount', 'sourceowner', 'vpceaccount'];

export function typeOf(key: string): KeyType {
  return knownKey(key)?.type ?? 'String';
}

/** The form of a key's values: each matches one of the patterns and is at most so long. */
export interface Form {
  patterns: readonly Pattern[];
  longest?: number;
}

function form(longest: number | undefined, ...shapes: string[]): Form {
  return { patterns: shapes.map(shaped), ...(longest !== undefined && { longest }) };
}

const sessionName = form(64, '{name}{name+}');
const organisation = form(34, 'o-{lower+}');
const account = form(undefined, '{digit}'.repeat(12));
const something = form(undefined, '{any+}');
const truth: Form = {
  patterns: ['true', 'false'].map(each => patternOf(each, { kind: 'exact', hasVariables: false })),
};
const [day, time] = ['{digit}{digit}{digit}{digit}-{digit}{digit}-{digit}{digit}', '{digit}{digit}:{digit}{digit}'];
const seconds = '{digit+}';

/** Sources: the page of condition keys, and https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['sts:externalid', form(1224, '{id}{id+}')],
  ['sts:rolesessionname', sessionName],
  ['sts:sourceidentity', sessionName],
  ['aws:sourceidentity', sessionName],
  ['aws:username', form(64, '{name+}')],
  ['aws:principalorgid', organisation],
  ['aws:resourceorgid', organisation],
  ['aws:sourceorgid', organisation],
  ['aws:vpceorgid', organisation],
  ['aws:requestedregion', form(40, '{lower+}-{lower+}')],
  ['aws:sourcevpc', form(40, 'vpc-{hex+}')],
  ['aws:sourcevpce', form(40, 'vpce-{hex+}')],
  ['aws:epochtime', form(undefined, seconds)],
  ...accountKeys.map((name): [string, Form] => [`aws:${name}`, account]),
]);

const formsOfType: Readonly<Record<KeyType, Form>> = {
  String: something,
  ARN: form(2048, 'arn:{part+}:{part+}:{part*}:{part*}:{any+}'),
  Bool: truth,
  Date: form(undefined, `${day}T${time}:{digit}{digit}Z`, `${day}T${time}:{digit}{digit}.{digit+}Z`),
  IPAddress: form(45, '{digit+}.{digit+}.{digit+}.{digit+}', '{hex*}:{address+}'),
  Numeric: form(undefined, seconds, '{digit+}.{digit+}', '-{digit+}', '-{digit+}.{digit+}'),
};

/** Values of another form are in no request. */
export function formOf(key: string): Form {
  return forms.get(key) ?? formsOfType[typeOf(key)];
}

/** Whether a request may have the value: what a form cannot say of dates and addresses. */
export function isPossibleValue(key: string, value: string): boolean {
  const type = typeOf(key);
  if (type === 'Date') return !Number.isNaN(dateOf(value));
  return type !== 'IPAddress' || addressOf(value) !== undefined;
}

/**
 * Whether the key's value may be empty, as tags and `s3:prefix` may be:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export function mayBeEmpty(key: string): boolean {
  if (typeOf(key) !== 'String') return false;
  return key.includes('/') || !/^(aws|sts):/.test(key) || key === 'aws:referer' || key === 'aws:useragent';
}

const proper = new Map(
  [
    ...['CurrentTime', 'EpochTime', 'MultiFactorAuthPresent', 'MultiFactorAuthAge', 'PrincipalAccount', 'PrincipalArn'],
    ...['PrincipalIsAWSService', 'PrincipalOrgID', 'PrincipalOrgPaths', 'PrincipalServiceName', 'PrincipalType'],
    ...['RequestedRegion', 'ResourceAccount', 'SecureTransport', 'ViaAWSService'],
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
