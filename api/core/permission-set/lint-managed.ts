// Checks the managed policies of a permission set: each is one that AWS maintains and the kit's copy has, and it grants
// no more than the set's access, unless a stated reason explains what AWS classifies otherwise.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (ten for a role)
import { managedPoliciesAtMost } from '../iam/split-policy.js';
import { managedPoliciesDate, type NoManagedPolicy, whyNoManagedPolicy } from '../policy/catalogue/managed-policies.js';
import { looksReading } from '../policy/catalogue/reading-verbs.js';
import { type ManagedGrant, managedGrantOf } from './managed-grant.js';
import {
  type ManagedPolicyGrant,
  type PermissionSet,
  type PermissionSetIssue,
  statementsOf,
} from './permission-set.js';
import { policyOfStatements } from './policy-of.js';

type Fault = Omit<PermissionSetIssue, 'path'>;

const prefix = 'arn:${partition}:iam::aws:policy/';

/** `partition`: where the set will be used; absent: in any. */
export function managedIssues(set: PermissionSet, partition = 'aws'): PermissionSetIssue[] {
  const policies = set.managedPolicies ?? [];
  const issues: PermissionSetIssue[] = policies.flatMap((policy, index) =>
    faultsOf(set, policy, index, partition).map(fault => ({ path: `/managedPolicies/${index}/arn`, ...fault })),
  );
  if (policies.length > managedPoliciesAtMost) {
    const limit = `IAM attaches at most ${managedPoliciesAtMost} to a role`;
    const message = `names ${policies.length} managed policies; ${limit}`;
    issues.push({ path: '/managedPolicies', message });
  }
  return issues;
}

function faultsOf(set: PermissionSet, policy: ManagedPolicyGrant, index: number, partition: string): Fault[] {
  const { arn } = policy;
  const form = formFault(arn);
  if (form) return [{ message: form }];
  const first = set.managedPolicies!.findIndex(each => each.arn === arn);
  if (first !== index) return [{ message: `"${arn}" is already at /managedPolicies/${first}` }];
  const path = arn.slice(prefix.length);
  const missing = whyNoManagedPolicy(path, partition);
  // A retired policy may be in a published version, whose roles have it.
  if (missing) return [{ message: missingText(path, missing, partition), ...isRetired(missing) }];
  const grant = managedGrantOf(arn, policyOfStatements(statementsOf(set, 'Deny')).Statement);
  return grant ? grantFaults(set.access, policy, grant) : [];
}

const isRetired = ({ kind }: NoManagedPolicy) => (kind === 'retired' ? { byCatalogue: true as const } : {});

function formFault(arn: string): string | undefined {
  const [start, partition, service, region, account, ...resource] = arn.split(':');
  const isPolicy = start === 'arn' && service === 'iam' && region === '' && /^policy\/\S+$/.test(resource.join(':'));
  if (!isPolicy) return `"${arn}" must be the ARN of a managed policy of AWS: ${prefix}…`;
  if (account !== 'aws')
    return `"${arn}" is a policy of an account: a set can name only policies that AWS maintains (${prefix}…)`;
  if (partition !== '${partition}')
    return `"${arn}" names a partition: write \${partition}, so that the set works in each (${prefix}…)`;
  return /^[\w+=,.@/-]+$/.test(arn.slice(prefix.length)) ? undefined : `"${arn}" has characters that no policy has`;
}

function missingText(path: string, why: NoManagedPolicy, partition: string): string {
  switch (why.kind) {
    case 'path':
      return `AWS has no managed policy "${path}"; did you mean ${prefix}${why.path}?`;
    case 'retired':
      return `AWS has retired the managed policy "${path}": no role can have it any more`;
    case 'absent':
      return `AWS has no managed policy "${path}" in the partition ${partition}`;
    case 'not_copied':
      return (
        `"${path}" is not in the kit's copy of AWS's managed policies, which has only those that give read access: ` +
        'list the actions that you need as statements'
      );
    case 'unknown':
      return `AWS has no managed policy "${path}" in the kit's copy of ${managedPoliciesDate}`;
  }
}

/** How AWS's catalogue calls what goes beyond the set's access, and the actions. */
function excessOf(access: PermissionSet['access'], grant: ManagedGrant): { name: string; actions: string[] }[] {
  const unclear = grant.unknown.filter(each => !looksReading(each));
  return [
    { name: 'Permissions management or credentials', actions: [...grant.escalations] },
    { name: 'Write or Tagging', actions: access === 'write' ? [] : [...grant.writes] },
    { name: 'unknown', actions: access === 'write' ? [] : unclear },
  ].filter(each => each.actions.length > 0);
}

const listed = (actions: readonly string[]) =>
  actions.slice(0, 5).join(', ') + (actions.length > 5 ? ` and ${actions.length - 5} more` : '');

/** Another copy of the policy, or another catalogue, may judge it otherwise. */
function grantFaults(access: PermissionSet['access'], { excessReason }: ManagedPolicyGrant, grant: ManagedGrant) {
  const { name, dataReads } = grant;
  const faults: Fault[] = [];
  if (access === 'metadata' && dataReads.length > 0) {
    const message = `${name} allows ${listed(dataReads)}, which read customer data; the set's access is "metadata"`;
    faults.push({ message: `${message}: deny them in this set, or declare "read"`, byCatalogue: true });
  }
  const excess = excessOf(access, grant);
  for (const { name: level, actions } of excess) {
    const acting = actions.filter(each => !looksReading(each));
    if (acting.length === 0) continue;
    const fault = `${name} allows ${listed(acting)}, which AWS classifies as "${level}"`;
    const message = `${fault}; the set's access is "${access}"`;
    faults.push({ message: `${message}: deny them in this set, or name another policy`, byCatalogue: true });
  }
  if (excess.length === 0 || faults.length > 0 || excessReason) return faults;
  const parts = excess.map(each => `${listed(each.actions)} (AWS: ${each.name})`).join('; ');
  const message =
    `${name} allows more than the access "${access}", although the names read: ${parts}. Deny them in this set, or ` +
    'give an excessReason that says what they show and why that is accepted';
  return [{ message, byCatalogue: true as const }];
}
