// AWS's managed policies as pages show them: what each grants, how much, and which customer data it reads.
import { managedGrantOf } from '../../core/permission-set/managed-grant.js';
import { isDeny } from '../../core/permission-set/merged-statements.js';
import type { PermissionSet } from '../../core/permission-set/permission-set.js';
import { ownStatements } from '../../core/role/announced.js';
import type { RoleSpec } from '../../core/role/role-spec.js';
import type { Speaker } from './check-view.js';

export interface ManagedView {
  name: string;
  arn: string;
  /** How much it grants, in which version. */
  size: string;
  /** Absent when the permission set was withdrawn. */
  why: string | undefined;
  without: string | undefined;
  dataReads: readonly string[];
  /** Actions that AWS classifies as more than reading. */
  excess: readonly string[];
  excessReason: string | undefined;
}

/** In the order of the role spec. What the set itself denies is not shown as granted. */
export function managedViews(
  { managedPolicies = [], ...spec }: RoleSpec,
  set: Pick<PermissionSet, 'managedPolicies'> | undefined,
  { say, language }: Speaker,
): ManagedView[] {
  const denying = ownStatements(spec).filter(isDeny);
  return managedPolicies.flatMap(({ arn, versionId }): ManagedView[] => {
    const grant = managedGrantOf(arn, denying, versionId) ?? managedGrantOf(arn, denying);
    if (!grant) return [];
    const reasons = set?.managedPolicies?.find(each => each.arn.replace('${partition}', spec.partition) === arn);
    const facts = { actions: `${grant.actions}`, services: `${grant.services}`, version: grant.versionId };
    return [
      {
        name: grant.name,
        arn,
        size: say('managed.size', { ...facts, day: grant.day }),
        why: reasons?.why[language],
        without: reasons?.without[language],
        dataReads: grant.dataReads,
        excess: [...grant.escalations, ...grant.writes],
        excessReason: reasons?.excessReason?.[language],
      },
    ];
  });
}
