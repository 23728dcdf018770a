// AWS's managed policies that were announced, on the live role: AWS changes them at any time, so their difference is
// judged by what is new in it. Pure.
import { type Finding, type FindingWitness, finding } from '../finding/findings.js';
import type { LiveRole } from '../iam/live-role.js';
import type { ManagedPolicyText } from '../policy/catalogue/managed-policies.js';
import { looksReading } from '../policy/catalogue/reading-verbs.js';
import type { Comparison, Difference } from '../policy/compare/comparison.js';
import { isAlike } from '../policy/document/alike.js';
import { announcedTexts } from '../role/announced.js';
import type { RoleSpec } from '../role/role-spec.js';
import { mergeDifferences, severityOf, summary } from './differences.js';

/** Whether exactly the announced policies are attached, each with the announced text: AWS's, and those of the stack. */
export function isAttachedAsAnnounced(spec: RoleSpec, { attached, policies }: LiveRole): boolean {
  if (attached.kind !== 'read') return false;
  const texts = [...announcedTexts(spec), ...(spec.stackPolicies ?? [])];
  return (
    attached.value.length === texts.length &&
    attached.value.every(({ arn }) => {
      const [text, now] = [texts.find(each => each.arn === arn), policies[arn]?.current];
      return text && now?.kind === 'read' && isAlike(text.document, now.value.document);
    })
  );
}

/** An announced policy that is attached with another text than the announced one. */
export interface MovedPolicy {
  arn: string;
  /** The version ids, as AWS counts in the partition aws, and as the live role's partition does. */
  from: string;
  to: string;
}

export function movedPolicies(spec: RoleSpec, { attached, policies }: LiveRole): MovedPolicy[] {
  if (attached.kind !== 'read') return [];
  return announcedTexts(spec).flatMap(({ arn, versionId, document }: ManagedPolicyText) => {
    const now = policies[arn]?.current;
    if (!attached.value.some(each => each.arn === arn) || now?.kind !== 'read') return [];
    return isAlike(document, now.value.document) ? [] : [{ arn, from: versionId, to: now.value.versionId }];
  });
}

type Shown = (difference: Difference) => FindingWitness;

/** `part`: the differences that this policy causes. High where data reads, writes or escalation are new. */
export function movedFinding({ arn, from, to }: MovedPolicy, part: Comparison, shown: Shown): Finding {
  const wider = [...part.wider, ...part.unknown];
  const more = wider.length > 0 ? mergeDifferences(wider) : undefined;
  const less = part.narrower.length > 0 ? mergeDifferences(part.narrower) : undefined;
  const isGrave = part.wider.some(each => severityOf(each) === 'high') || part.unknown.some(each => !isReading(each));
  const facts = {
    policy: arn,
    from,
    to,
    ...(more ? summary(more) : { count: '0', services: '0', worst: '-' }),
    less: less ? summary(less).count : '0',
  };
  const first = more ?? less;
  return finding('aws_policy_changed', facts, {
    severity: isGrave ? 'high' : 'information',
    ...(first && { witness: shown(first) }),
  });
}

/** AWS adds actions before the kit's catalogue has them: their names decide. */
function isReading({ actions, witness }: Difference): boolean {
  return [witness.request.action, ...actions].every(looksReading);
}
