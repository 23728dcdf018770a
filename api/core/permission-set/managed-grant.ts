// What a managed policy grants beside the Denies of its set: how many actions in how many services, and those that read
// customer data, write or lead to more permissions. Judged by the kit's copy of the policy's text. Pure.
import { actionsCovered, byDanger, dangerOf } from '../policy/catalogue/actions.js';
import { type ManagedPolicyText, managedPolicyText } from '../policy/catalogue/managed-policies.js';
import type { Statement } from '../policy/document/document.js';
import { coveredBy, isDeny, listOf } from './merged-statements.js';

export interface ManagedGrant extends Omit<ManagedPolicyText, 'policy'> {
  /** How many known actions it allows, without those that the set denies on every resource. */
  actions: number;
  services: number;
  /** Its actions of each danger, the gravest first. */
  dataReads: readonly string[];
  writes: readonly string[];
  escalations: readonly string[];
  /** Patterns that the kit's catalogue of actions does not know. */
  unknown: readonly string[];
}

/**
 * Undefined: the kit's copy does not have the policy. `denying`: the Denies of the set. `versionId`: absent for the
 * newest that the copy has.
 */
export function managedGrantOf(
  arn: string,
  denying: readonly Statement[],
  versionId?: string,
): ManagedGrant | undefined {
  const text = managedPolicyText(arn, versionId);
  if (!text) return undefined;
  const { policy: _, ...shown } = text;
  const isDenied = deniedBy(denying);
  const patterns = text.document.Statement.filter(each => !isDeny(each)).flatMap(each => listOf(each.Action));
  const matched = patterns.map(pattern => actionsCovered(pattern));
  const known = [...new Set(matched.flat())].filter(each => !isDenied(each));
  const of = (danger: string) => byDanger(known.filter(each => dangerOf(each) === danger));
  return {
    ...shown,
    actions: known.length,
    services: new Set(known.map(each => each.slice(0, each.indexOf(':')))).size,
    dataReads: of('data-read'),
    writes: of('write'),
    escalations: of('escalation'),
    unknown: patterns.filter((each, at) => matched[at]!.length === 0 && !isDenied(each)),
  };
}

/** Whether an action is denied on every resource, whatever the circumstances. */
export function deniedBy(denying: readonly Statement[]): (action: string) => boolean {
  const always = denying.filter(each => !each.Condition && listOf(each.Resource).includes('*'));
  return coveredBy(always.flatMap(each => listOf(each.Action)));
}
