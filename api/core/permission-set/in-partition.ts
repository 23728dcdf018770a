// Whether a permission set fits a partition of AWS. `${partition}` in its ARNs becomes that of the connection (bound.ts).
// IAM refuses a policy that names another one.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (partitions)
import { partitions } from '../iam/arn.js';
import { whyNoManagedPolicy } from '../policy/catalogue/managed-policies.js';
import type { PermissionSet, PermissionSetIssue } from './permission-set.js';

const placeholder = '${partition}';

/** The ARNs of a set that name another partition. */
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
