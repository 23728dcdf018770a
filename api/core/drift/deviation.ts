// The digest of a live role that differs from its spec: of the spec, of every document as AWS returns it, and of every
// difference. A deviation is accepted for exactly this digest. By text, not by meaning: a document that is only spelled
// anew has another digest, because nobody should need to trust a comparison to know what was accepted. Pure.
import { acceptabilityOf } from '../finding/acceptable.js';
import type { Finding } from '../finding/findings.js';
import { unreadParts } from '../finding/unread-parts.js';
import type { LiveRole, Reading } from '../iam/live-role.js';
import type { RoleSpec } from '../role/role-spec.js';
import { canonicalJson, digest } from '../values/canonical.js';

/**
 * `findings`: all differences between the two. Undefined when nothing can be accepted: no difference is of such a kind,
 * or a part of the role could not be read.
 */
export function deviationDigest(spec: RoleSpec, live: LiveRole, findings: readonly Finding[]): string | undefined {
  if (unreadParts(findings).length > 0 || !findings.some(each => 'by' in acceptabilityOf(each))) return undefined;
  const documents = documentsOf(live);
  return documents && digest({ spec, documents, differences: sorted(findings) });
}

function documentsOf({ role, inline, attached, policies }: LiveRole): object | undefined {
  if (role.kind !== 'read' || inline.kind !== 'read' || attached.kind !== 'read') return undefined;
  const boundary = role.value.permissionsBoundaryArn;
  const inForce = [...attached.value.map(each => each.arn), ...(boundary === undefined ? [] : [boundary])];
  const texts: (Reading<unknown> | undefined)[] = [
    ...inline.value.map(each => each.document),
    ...inForce.map(arn => policies[arn]?.current),
  ];
  if (!texts.every(each => each?.kind === 'read')) return undefined;
  const managed = Object.fromEntries(Object.entries(policies).map(([arn, { current }]) => [arn, current]));
  return { role: role.value, inline: sorted(inline.value), attached: sorted(attached.value), managed };
}

/** In an order that does not depend on AWS's. */
function sorted(parts: readonly unknown[]): string[] {
  return parts.map(canonicalJson).sort();
}
