// A permission set with the values of one connection in its statements: what pages, guide and role spec show. Pure.
import { type Partition, partitions } from '../iam/arn.js';
import { whyNoManagedPolicy } from '../policy/catalogue/managed-policies.js';
import { boundStatements } from './parameter/bind.js';
import type { Parameter, ParameterKind, ParameterValues } from './parameter/parameter.js';
import { effectOf, type PermissionSet, type PermissionSetIssue } from './permission-set.js';

interface Connected {
  partition: Partition;
  accountId: string;
  /** Absent: none are stated. */
  values?: ParameterValues;
}

export function boundSet(set: PermissionSet, { partition, accountId, values = {} }: Connected): PermissionSet {
  const context = { parameters: set.parameters ?? [], values, partition, accountId };
  return { ...set, statements: boundStatements(set.statements, context) };
}

const samples: Record<ParameterKind, string> = {
  bucket: 'sample-bucket',
  prefix: 'sample/',
  'key-arn': 'arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000',
  'region-list': 'us-east-1',
  'account-id': '123456789012',
};

/** With a value of each kind, and as many statements and resources as the set has. */
export function withSampleValues(set: PermissionSet): PermissionSet {
  const sampleOf = ({ name, kind }: Parameter) => {
    const value = kind ? samples[kind] : 'sample';
    return [name, { value, by: 'vendor', id: 'sample', at: '' }] as const;
  };
  const values = Object.fromEntries((set.parameters ?? []).map(sampleOf));
  return boundSet(set, { partition: 'aws', accountId: samples['account-id'], values });
}

/** Whether the set grants something while its optional parameters have no values. */
export function grantsWithoutOptional(set: PermissionSet): boolean {
  const required = (set.parameters ?? []).filter(each => !each.optional);
  const only = withSampleValues({ ...set, parameters: required });
  return set.managedPolicies !== undefined || only.statements.some(each => effectOf(each) === 'Allow');
}

const placeholder = '${partition}';

/** The ARNs of a set that name another partition. IAM refuses such a policy. */
export function otherPartitions(set: PermissionSet, partition: string): PermissionSetIssue[] {
  const isOther = (text: string) => {
    const [, named = ''] = /^arn:([^:]+):/.exec(text) ?? [];
    return named !== partition && (partitions as readonly string[]).includes(named);
  };
  const issue = (path: string, text: string) => ({
    path,
    message: `"${text}" is not in the partition ${partition}: write ${placeholder}, so that the set works in each`,
  });
  return set.statements.flatMap(({ resources, conditions = {} }, index) => [
    ...resources.flatMap((each, at) => (isOther(each) ? [issue(`/statements/${index}/resources/${at}`, each)] : [])),
    ...Object.entries(conditions).flatMap(([operator, keys]) =>
      Object.values(keys)
        .flat()
        .flatMap(each => (isOther(each) ? [issue(`/statements/${index}/conditions/${operator}`, each)] : [])),
    ),
  ]);
}

/** Why no role of this partition can have the set. Empty: it can. For a set that the linter accepted in another one. */
export function unfitFor(set: PermissionSet, partition: string): PermissionSetIssue[] {
  const absent = (set.managedPolicies ?? []).flatMap(({ arn }, index) => {
    const name = arn.replace(/^.*?:policy\//, '');
    if (whyNoManagedPolicy(name, partition)?.kind !== 'absent') return [];
    return [
      { path: `/managedPolicies/${index}`, message: `AWS has no policy "${name}" in the partition ${partition}` },
    ];
  });
  return [...otherPartitions(set, partition), ...absent];
}
