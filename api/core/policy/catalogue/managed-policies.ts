// AWS's managed policies as the kit's copy has them: which exist, and what they grant. AWS may change one at any time,
// so the copy is what was announced, never what is in force. Pure look-ups in managed-policy-data.ts (npm run
// managed-policies); each text is parsed when it is first needed.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
import { type NormalPolicy, normalPolicy, type PolicyDocument, type Statement } from '../document/document.js';
import {
  managedPolicyData,
  managedPolicyDataDate,
  otherManagedPolicies,
  retiredManagedPolicies,
} from './managed-policy-data.js';

/** The day of the newest change that the kit's copy has, as YYYY-MM-DD. */
export const managedPoliciesDate = managedPolicyDataDate;

/** One version of a policy, as the kit's copy has it. */
export interface ManagedPolicyText {
  arn: string;
  /** Without its path. */
  name: string;
  /** As AWS counts in the partition aws: `v92`. */
  versionId: string;
  /** The day of the version, as YYYY-MM-DD. */
  day: string;
  document: PolicyDocument;
  policy: NormalPolicy;
}

const arnForm = /^arn:([^:]+):iam::aws:policy\/([\w+=,.@/-]+)$/;
const read = new Map<string, ManagedPolicyText>();

/**
 * `arn`: with a partition, or with `${partition}` for that of the copy. `versionId`: absent for the newest one that the
 * copy has. Undefined: the copy does not have it.
 */
export function managedPolicyText(arn: string, versionId?: string): ManagedPolicyText | undefined {
  const [, partition = '', path = ''] = arnForm.exec(arn) ?? [];
  const versions = Object.hasOwn(managedPolicyData, path) ? managedPolicyData[path]! : [];
  const found = versionId === undefined ? versions.at(-1) : versions.find(([id]) => id === versionId);
  if (!found) return undefined;
  const [id, day, text] = found;
  // Bounded: a partition comes from a role spec or a linted set, and the copy has so many texts.
  const key = `${arn} ${id}`;
  const before = read.get(key);
  if (before) return before;
  const named = partition.startsWith('$') ? 'aws' : partition;
  const { Statement, ...rest } = JSON.parse(text.replaceAll('"arn:aws:', `"arn:${named}:`)) as PolicyDocument;
  const document = { ...rest, Statement: [Statement as Statement | Statement[]].flat() };
  const name = path.slice(path.lastIndexOf('/') + 1);
  const parsed: ManagedPolicyText = { arn, name, versionId: id, day, document, policy: normalPolicy(document) };
  read.set(key, parsed);
  return parsed;
}

const names = (list: string) => new Set(list.split(' '));
const [others, retired] = [names(otherManagedPolicies), names(retiredManagedPolicies)];

/**
 * Policies that AWS does not have in a partition, as far as we know. AWS publishes no list:
 * https://github.com/aws/aws-cdk/pull/25215
 */
const absentIn: Readonly<Record<string, readonly string[]>> = {
  AmazonElasticContainerRegistryPublicReadOnly: ['aws-cn', 'aws-us-gov', 'aws-eusc'],
};

/**
 * `retired`: AWS no longer lets anyone attach it. `not_copied`: AWS has it, but the copy does not, because it grants
 * more than reading. `path`: AWS has a policy of that name under another path. `absent`: not in this partition.
 */
export type NoManagedPolicy =
  | { kind: 'unknown' | 'retired' | 'not_copied' | 'absent' }
  | { kind: 'path'; path: string };

/** Why a role of this partition cannot have the policy, or undefined. `path`: with its name: `SecurityAudit`. */
export function whyNoManagedPolicy(path: string, partition: string): NoManagedPolicy | undefined {
  if (retired.has(path)) return { kind: 'retired' };
  if (absentIn[path]?.includes(partition)) return { kind: 'absent' };
  if (Object.hasOwn(managedPolicyData, path)) return undefined;
  if (others.has(path)) return { kind: 'not_copied' };
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const elsewhere = [...Object.keys(managedPolicyData), ...others].find(
    each => each.slice(each.lastIndexOf('/') + 1).toLowerCase() === name,
  );
  return elsewhere ? { kind: 'path', path: elsewhere } : { kind: 'unknown' };
}
