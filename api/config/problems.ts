// Problems of variables that each fit the schema, but do not fit together: roles, accounts, regions and proxies.
import { isAccountId, parseRoleArn } from '../core/iam/arn.js';
import { isRegionOf } from '../core/iam/launch-link.js';
import { parseCidr } from '../core/values/cidr.js';
import { languages } from '../core/values/languages.js';
import type { Variables } from './schema.js';

const localOnly = [
  'AWS_ENDPOINT',
  'DYNAMODB_ENDPOINT',
  'S3_ENDPOINT',
  'CONSOLE_URL',
  'DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK',
  'DRAWBRIDGE_ANCHOR_FILE',
  'DRAWBRIDGE_LOCAL_ACCESS_KEY_ID',
  'DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY',
] as const;

export function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
}

export function meaningProblems(v: Variables): string[] {
  const problems = [...languageProblems(v), ...proxyProblems(v), ...accountProblems(v), ...roleProblems(v)];
  const partition = parseRoleArn(v.DRAWBRIDGE_BROKER_ROLE_ARN)?.partition;
  for (const name of ['DRAWBRIDGE_REGION', 'DRAWBRIDGE_LAUNCH_REGION'] as const) {
    if (partition && !isRegionOf(partition, v[name]))
      problems.push(`${name} holds ${v[name]}, which is not a region of ${partition}`);
  }
  if (v.DRAWBRIDGE_MODE === 'aws') {
    for (const name of localOnly) if (v[name]) problems.push(`${name} is accepted in local mode only`);
    if (!v.DRAWBRIDGE_PUBLIC_URL.startsWith('https://'))
      problems.push('DRAWBRIDGE_PUBLIC_URL must be https outside local mode');
  }
  return problems;
}

function languageProblems(v: Variables): string[] {
  const given = list(v.DRAWBRIDGE_LANGUAGES);
  if (given.length === 0) return ['DRAWBRIDGE_LANGUAGES names no language'];
  return given
    .filter(each => !languages.some(language => language === each))
    .map(each => `DRAWBRIDGE_LANGUAGES holds ${each}, which is not one of ${languages.join(', ')}`);
}

function proxyProblems(v: Variables): string[] {
  return list(v.DRAWBRIDGE_TRUSTED_PROXIES).flatMap(each => {
    const cidr = parseCidr(each);
    if (!cidr) return [`DRAWBRIDGE_TRUSTED_PROXIES holds ${each}, which is not a block of addresses`];
    return cidr.prefix === 0 ? [`DRAWBRIDGE_TRUSTED_PROXIES holds ${each}, which is every address`] : [];
  });
}

function accountProblems(v: Variables): string[] {
  return list(v.DRAWBRIDGE_VENDOR_ACCOUNTS)
    .filter(account => !isAccountId(account))
    .map(account => `DRAWBRIDGE_VENDOR_ACCOUNTS holds ${account}, which is not 12 digits`);
}

/** The vendor's roles must be in its accounts and in one partition, and match the broker role's policy by name. */
function roleProblems(v: Variables): string[] {
  const accounts = list(v.DRAWBRIDGE_VENDOR_ACCOUNTS);
  const partition = parseRoleArn(v.DRAWBRIDGE_BROKER_ROLE_ARN)?.partition;
  const roles: [string, string][] = [
    ['DRAWBRIDGE_BROKER_ROLE_ARN', v.DRAWBRIDGE_BROKER_ROLE_ARN],
    ['DRAWBRIDGE_CONTROL_ROLE_ARN', v.DRAWBRIDGE_CONTROL_ROLE_ARN],
    ...list(v.DRAWBRIDGE_STRANGER_ROLE_ARNS).map((arn): [string, string] => ['DRAWBRIDGE_STRANGER_ROLE_ARNS', arn]),
  ];
  return roles.flatMap(([name, arn]) => {
    const role = parseRoleArn(arn);
    if (!role) return [`${name} holds ${arn}, which is not a role ARN`];
    // The caller sessions never assume a role outside the vendor's accounts.
    if (name === 'DRAWBRIDGE_STRANGER_ROLE_ARNS' && !accounts.includes(role.accountId))
      return [`${name} holds a role of ${role.accountId}, which DRAWBRIDGE_VENDOR_ACCOUNTS does not name`];
    if (role.partition !== partition) return [`${name} holds a role of another partition than the broker role`];
    // The session policies allow only role names of this form, so any other control role would always refuse.
    const isControl = name === 'DRAWBRIDGE_CONTROL_ROLE_ARN';
    return isControl && !role.roleName.includes('drawbridge-')
      ? [`${name} must hold a role whose name has "drawbridge-" in it`]
      : [];
  });
}
