// What the vendor has in each partition: the first one by the plain variables, others by DRAWBRIDGE_OTHER_PARTITIONS.
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { isAccountId, type Partition, parseRoleArn, partitions } from '../core/iam/arn.js';
import { isRegionOf } from '../core/iam/launch-link.js';
import type { Config, VendorPartition } from './config.js';
import { list } from './list.js';
import { bucketPattern, regionPattern, type Variables } from './schema.js';

const text = (options: Record<string, unknown> = {}) => Type.String({ minLength: 1, maxLength: 2048, ...options });
const localOnly = ['awsEndpoint', 's3Endpoint', 'consoleUrl', 'accessKeyId', 'secretAccessKey'] as const;

const otherSchema = Type.Object(
  {
    partition: Type.Unsafe<Partition>(Type.Union(partitions.map(each => Type.Literal(each)))),
    accounts: Type.Array(text(), { minItems: 1, maxItems: 100 }),
    brokerRoleArn: text(),
    controlRoleArn: text(),
    strangerRoleArns: Type.Optional(Type.Array(text(), { maxItems: 10 })),
    templateBucket: text({ pattern: bucketPattern }),
    region: text({ pattern: regionPattern }),
    launchRegion: Type.Optional(text({ pattern: regionPattern })),
    profile: Type.Optional(text({ maxLength: 128 })),
    awsEndpoint: Type.Optional(text()),
    s3Endpoint: Type.Optional(text()),
    consoleUrl: Type.Optional(text()),
    accessKeyId: Type.Optional(text()),
    secretAccessKey: Type.Optional(text()),
  },
  { additionalProperties: false },
);

type Other = Static<typeof otherSchema>;

const variable = 'DRAWBRIDGE_OTHER_PARTITIONS';

/** The entries of the variable, or why they cannot be read. No problem repeats a value, which may be a secret. */
function readOthers(given: string | undefined): { others: Other[] } | { problems: string[] } {
  if (!given) return { others: [] };
  let json: unknown;
  try {
    json = JSON.parse(given);
  } catch {
    return { problems: [`${variable} is not JSON`] };
  }
  if (!Array.isArray(json)) return { problems: [`${variable} must be a list: [{ "partition": … }]`] };
  const schema = Type.Array(otherSchema, { maxItems: partitions.length - 1 });
  const errors = Value.Errors(schema, json).filter(({ keyword }) => keyword !== 'const');
  if (errors.length === 0) return { others: json as Other[] };
  return { problems: errors.map(each => `${variable}${each.instancePath} ${problemText(each)}`) };
}

function problemText(error: ReturnType<typeof Value.Errors>[number]): string {
  if (error.keyword === 'anyOf') return `must be one of: ${partitions.join(', ')}`;
  if (error.keyword === 'additionalProperties') return `has unknown names: ${error.params.additionalProperties}`;
  return error.message;
}

interface PartitionsConfig extends Pick<Config, 'otherCredentials'> {
  partitions: Config['vendor']['partitions'];
}

/** All partitions of a valid configuration, that of the plain variables first, and the service's keys in the others. */
export function partitionsOf(v: Variables): PartitionsConfig {
  const read = readOthers(v.DRAWBRIDGE_OTHER_PARTITIONS);
  const others = 'others' in read ? read.others : [];
  const keys = others.flatMap(({ partition, accessKeyId, secretAccessKey }) =>
    accessKeyId && secretAccessKey ? [[partition, { accessKeyId, secretAccessKey }]] : [],
  );
  return { partitions: [firstOf(v), ...others.map(otherOf)], otherCredentials: Object.fromEntries(keys) };
}

function firstOf(v: Variables): VendorPartition {
  return {
    partition: parseRoleArn(v.DRAWBRIDGE_BROKER_ROLE_ARN)?.partition ?? 'aws',
    accounts: list(v.DRAWBRIDGE_VENDOR_ACCOUNTS),
    brokerRoleArn: v.DRAWBRIDGE_BROKER_ROLE_ARN,
    controlRoleArn: v.DRAWBRIDGE_CONTROL_ROLE_ARN,
    strangerRoleArns: list(v.DRAWBRIDGE_STRANGER_ROLE_ARNS),
    region: v.DRAWBRIDGE_REGION,
    launchRegion: v.DRAWBRIDGE_LAUNCH_REGION,
    templateBucket: v.DRAWBRIDGE_TEMPLATE_BUCKET,
    ...(v.CONSOLE_URL && { consoleUrl: v.CONSOLE_URL }),
    ...(v.S3_ENDPOINT && { s3Endpoint: v.S3_ENDPOINT }),
    ...(v.AWS_ENDPOINT && { awsEndpoint: v.AWS_ENDPOINT }),
  };
}

function otherOf({ strangerRoleArns = [], accessKeyId, secretAccessKey, ...other }: Other): VendorPartition {
  return { launchRegion: other.region, ...other, strangerRoleArns };
}

/** Where the operator wrote the values of one partition. */
interface Names {
  accounts: string;
  brokerRoleArn: string;
  controlRoleArn: string;
  strangerRoleArns: string;
  region: string;
  launchRegion: string;
}

const plainNames: Names = {
  accounts: 'DRAWBRIDGE_VENDOR_ACCOUNTS',
  brokerRoleArn: 'DRAWBRIDGE_BROKER_ROLE_ARN',
  controlRoleArn: 'DRAWBRIDGE_CONTROL_ROLE_ARN',
  strangerRoleArns: 'DRAWBRIDGE_STRANGER_ROLE_ARNS',
  region: 'DRAWBRIDGE_REGION',
  launchRegion: 'DRAWBRIDGE_LAUNCH_REGION',
};

function namesOf(at: number): Names {
  const keys = Object.keys(plainNames) as (keyof Names)[];
  return Object.fromEntries(keys.map(key => [key, `${variable}/${at}/${key}`])) as unknown as Names;
}

export function partitionProblems(v: Variables): string[] {
  const read = readOthers(v.DRAWBRIDGE_OTHER_PARTITIONS);
  const first = problemsOf(firstOf(v), plainNames);
  if ('problems' in read) return [...first, ...read.problems];
  const { others } = read;
  return [
    ...first,
    ...others.flatMap((other, at) => problemsOf(otherOf(other), namesOf(at))),
    ...others.flatMap((other, at) => onlyOnce([firstOf(v), ...others], other.partition, at)),
    ...(v.DRAWBRIDGE_MODE === 'aws' ? others.flatMap(problemsInAws) : []),
  ];
}

function onlyOnce(all: readonly Pick<Other, 'partition'>[], partition: Partition, at: number): string[] {
  const isRepeated = all.slice(0, at + 1).some(each => each.partition === partition);
  return isRepeated ? [`${variable}/${at}/partition holds ${partition}, which is configured already`] : [];
}

/** The service's own role is of the first partition, and its credentials are not valid in another. */
function problemsInAws(other: Other, at: number): string[] {
  const noProfile = other.profile ? [] : [`${variable}/${at}/profile must be set`];
  const local = localOnly
    .filter(name => other[name] !== undefined)
    .map(name => `${variable}/${at}/${name} is accepted in local mode only`);
  return [...noProfile, ...local];
}

function problemsOf(one: VendorPartition, names: Names): string[] {
  const regions = (['region', 'launchRegion'] as const)
    .filter(name => !isRegionOf(one.partition, one[name]))
    .map(name => `${names[name]} holds ${one[name]}, which is not a region of ${one.partition}`);
  const accounts = one.accounts
    .filter(account => !isAccountId(account))
    .map(account => `${names.accounts} holds ${account}, which is not 12 digits`);
  return [...accounts, ...roleProblems(one, names), ...regions];
}

/** The vendor's roles must be in its accounts and in one partition, and match the broker role's policy by name. */
function roleProblems(one: VendorPartition, names: Names): string[] {
  const roles: [name: string, arn: string, kind: 'broker' | 'control' | 'stranger'][] = [
    [names.brokerRoleArn, one.brokerRoleArn, 'broker'],
    [names.controlRoleArn, one.controlRoleArn, 'control'],
    ...one.strangerRoleArns.map((arn): [string, string, 'stranger'] => [names.strangerRoleArns, arn, 'stranger']),
  ];
  return roles.flatMap(([name, arn, kind]) => {
    const role = parseRoleArn(arn);
    if (!role) return [`${name} holds ${arn}, which is not a role ARN`];
    // The caller sessions never assume a role outside the vendor's accounts.
    if (kind === 'stranger' && !one.accounts.includes(role.accountId))
      return [`${name} holds a role of ${role.accountId}, which ${names.accounts} does not name`];
    if (role.partition !== one.partition)
      return [
        `${name} holds a role of another partition than ${names === plainNames ? 'the broker role' : one.partition}`,
      ];
    // The session policies allow only role names of this form, so any other control role would always refuse.
    return kind === 'control' && !role.roleName.includes('drawbridge-')
      ? [`${name} must hold a role whose name has "drawbridge-" in it`]
      : [];
  });
}
