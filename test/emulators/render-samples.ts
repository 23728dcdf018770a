// A script, not a test: writes sample templates into the folder given as argument, for cfn-lint in CI. Covers each
// shipped permission set, one with a Deny, one that is split, every role option, every partition, names that try to
// break out, and a few random roles.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Partition, partitions } from '../../api/core/iam/arn.js';
import type { ParameterValues } from '../../api/core/permission-set/parameter/parameter.js';
import type { PermissionSet, PermissionStatement } from '../../api/core/permission-set/permission-set.js';
import { roleSpecOf } from '../../api/core/role/build.js';
import type { RoleOptions } from '../../api/core/role/role-spec.js';
import { readPermissionSets } from '../../api/stores/permission-sets.js';
import { renderRoleTemplate, shippedPermissionSets } from '../../templates/render.js';
import { randomRole } from '../helpers/random-roles.js';

export interface Sample {
  name: string;
  body: string;
}

const plain: RoleOptions = { namePrefix: '', path: '/', tags: {} };
const guarded = (partition: Partition): RoleOptions => ({
  namePrefix: 'acme.Vendor_access-',
  path: '/vendors/third-party/',
  permissionsBoundaryArn: `arn:${partition}:iam::111122223333:policy/VendorBoundary`,
  tags: { Team: 'Platform', 'cost centre': 'CC 4711', 部門: '基盤チーム' },
  trustEndsAt: '2031-06-30T22:00:00Z',
});

const names = {
  plain: ['Northwind Insights', 'Harbour Books GmbH'],
  nasty: [
    'Q"uote \\ {{json}} }} $AWS::AccountId </script><img src=x>',
    '\u202eevil\n"},{"Effect":"Allow","Principal":"*"} 📚 __proto__ 日本語',
  ],
  long: ['V'.repeat(10_240), '📚'.repeat(2560)],
} as const;

/** What stays closed, in addition to the grants. */
function denying(set: PermissionSet): PermissionSet {
  const [first] = set.statements;
  const denials: PermissionStatement[] = [
    { ...first!, sid: 'Contents', effect: 'Deny', actions: ['s3:GetObject*', 'secretsmanager:GetSecretValue'] },
    {
      ...first!,
      sid: 'Payroll',
      effect: 'Deny',
      actions: ['*'],
      resources: ['arn:aws:s3:::payroll', 'arn:aws:s3:::payroll/*'],
      conditions: { StringNotEquals: { 'aws:ResourceAccount': '111122223333' } },
    },
  ];
  return { ...set, id: 'denying', statements: [...denials, ...set.statements] };
}

/** A value for each parameter of a shipped set. */
function valuesOf({ parameters = [] }: PermissionSet, partition: string): ParameterValues {
  const texts: Partial<Record<string, string>> = {
    bucket: 'example-data',
    prefix: 'reports/2026/',
    'key-arn': `arn:${partition}:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-123456789abc`,
  };
  const stated = { by: 'vendor', id: 'key_sample', at: '2026-12-01T00:00:00.000Z' } as const;
  return Object.fromEntries(parameters.map(({ name, kind = '' }) => [name, { value: texts[kind]!, ...stated }]));
}

/** Larger than the inline policies of a role, so that the template has policies too: each statement in each region. */
function large(set: PermissionSet): PermissionSet {
  const { statements } = denying(set);
  const inRegion = (region: string, at: number) =>
    statements.map(each => ({
      ...each,
      sid: `${each.sid}In${at}`,
      conditions: { ...each.conditions, StringLike: { 'aws:RequestedRegion': region } },
    }));
  return { ...set, id: 'large', statements: ['eu-*', 'us-*', 'ap-*', 'sa-*', 'af-*', 'ca-*'].flatMap(inRegion) };
}

/** Options with names: names that try to break out, and long ones, with all options. */
const combinations = [
  ['plain', 'plain'],
  ['guarded', 'nasty'],
  ['guarded', 'long'],
] as const;

/** Random roles with values, with stack drift and with split sets, in the partitions that cfn-lint knows. */
const seeds = [2, 8, 9, 121, 163];

function randomSample(seed: number): Sample {
  const input = randomRole(seed);
  const { body } = renderRoleTemplate({ ...input, spec: roleSpecOf(input), kitVersion: '0.1.0' });
  return { name: `random-${seed}-${input.partition}.json`, body };
}

/** Each sample template with its file name. */
export function samples(): Sample[] {
  // The newest version of each comes first.
  const shipped = readPermissionSets([shippedPermissionSets])
    .list()
    .filter(({ id }, at, all) => all[at - 1]?.id !== id);
  const sets = [...shipped, denying(shipped[0]!), large(shipped.find(each => each.id === 'inventory-read')!)];
  const ofSets = sets.flatMap(permissionSet =>
    partitions.flatMap(partition =>
      combinations.map(([optionsName, named]) => {
        const options = { plain, guarded: guarded(partition) }[optionsName];
        const [vendorName, tenantName] = names[named];
        const connectionId = 'con_k3v9q2m7x1c8';
        const spec = roleSpecOf({
          vendorName,
          tenantName,
          tenantId: 'ten_q7w2e9r4t6y1',
          connectionId,
          partition,
          accountId: '111122223333',
          brokerRoleArn: `arn:${partition}:iam::999988887777:role/drawbridge-broker`,
          externalId: '5f0c7c2e-9a41-4b1d-8e7f-3d2a1b0c9e8f',
          roleRandom: 'k3v9q2m7x1c8',
          launch: 1,
          options,
          permissionSet,
          values: valuesOf(permissionSet, partition),
        });
        const { body } = renderRoleTemplate({ spec, vendorName, tenantName, kitVersion: '0.1.0', connectionId });
        return { name: `${permissionSet.id}-${partition}-${optionsName}-${named}.json`, body };
      }),
    ),
  );
  return [...ofSets, ...seeds.map(randomSample)];
}

const folder = process.argv[2];
if (folder) {
  mkdirSync(folder, { recursive: true });
  for (const { name, body } of samples()) writeFileSync(join(folder, name), body);
}
