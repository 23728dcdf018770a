// Problems of variables that each fit the schema, but do not fit together. Those of roles, accounts and regions are in
// partitions.ts.
import { parseCidr } from '../core/values/cidr.js';
import { languages } from '../core/values/languages.js';
import { list } from './list.js';
import { partitionProblems } from './partitions.js';
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

export function meaningProblems(v: Variables): string[] {
  const problems = [...languageProblems(v), ...proxyProblems(v), ...partitionProblems(v)];
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
