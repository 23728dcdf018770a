// Compares the live role with the role spec: every difference, each with its proof. An inconclusive reading is never
// compared: it makes the whole check inconclusive.
import { type Finding, finding } from '../finding/findings.js';
import type { LiveRole } from '../iam/live-role.js';
import { isAlike } from '../policy/document/alike.js';
import { parsePolicy } from '../policy/document/document.js';
import { isRegrouped } from '../policy/document/raw-groups.js';
import type { RoleSpec } from '../role/role-spec.js';
import { boundaryFindings } from './boundary.js';
import { limited } from './live-policies.js';
import { permissionFindings } from './permissions.js';
import { trustFindings } from './trust.js';

/** Results of earlier checks and changes that a comparison needs. */
export interface KnownBefore {
  /** Former external IDs of this connection. */
  retired: readonly string[];
  /** IDs of an open rotation: a role that accepts them beside the current one is not at fault. */
  tolerated?: readonly string[];
  /** The version of the announced boundary that an earlier check saw. */
  boundaryVersion?: string | undefined;
}

export function driftOf(spec: RoleSpec, live: LiveRole, known: KnownBefore = { retired: [] }): Finding[] {
  return mergedLimits([
    ...roleFindings(spec, live.role, known),
    ...permissionFindings(spec, live),
    ...boundaryFindings(spec, live, known.boundaryVersion),
  ]);
}

/** Merges the parts that could not be read into one finding for each reason (denied, unreadable …). */
function mergedLimits(findings: readonly Finding[]): Finding[] {
  const limits = findings.filter(each => each.code === 'self_reading_limited');
  const ways = [...new Set(limits.map(each => each.facts.how))];
  const joined = ways.map(how => {
    const alike = limits.filter(each => each.facts.how === how);
    return { ...alike[0]!, facts: { ...alike[0]!.facts, what: alike.map(each => each.facts.what).join(', ') } };
  });
  return [...findings.filter(each => each.code !== 'self_reading_limited'), ...joined];
}

/**
 * The version of the announced boundary, for the next check; stays at the earlier one while its change is a finding.
 */
export function boundaryVersionOf(spec: RoleSpec, live: LiveRole, findings: readonly Finding[], before?: string) {
  if (!spec.permissionsBoundaryArn) return undefined;
  const reading = live.policies[spec.permissionsBoundaryArn]?.current;
  const isOpen = findings.some(
    each =>
      (each.code === 'managed_policy_version_moved' && each.witness) ||
      (each.code === 'permissions_undecided' && each.facts.policy === spec.permissionsBoundaryArn),
  );
  return isOpen || reading?.kind !== 'read' ? before : reading.value.versionId;
}

function roleFindings(spec: RoleSpec, reading: LiveRole['role'], known: KnownBefore): Finding[] {
  if (reading.kind !== 'read') return [limited(spec, 'role', reading.kind, 'iam:GetRole')];
  const live = reading.value;
  const isSame = isAlike(spec.trustPolicy, live.trustPolicy) || isRegrouped(spec.trustPolicy, live.trustPolicy);
  const findings = isSame ? [] : ofTrust(spec, live.trustPolicy, known);
  if (live.maxSessionSeconds > spec.maxSessionSeconds) {
    const facts = { expected: `${spec.maxSessionSeconds}`, live: `${live.maxSessionSeconds}` };
    findings.push(finding('session_length_raised', facts));
  }
  const liveTags = new Map(Object.entries(live.tags).map(([key, value]) => [tagKey(key), value.normalize()]));
  const changedTags = Object.entries(spec.tags).filter(
    ([key, value]) => liveTags.get(tagKey(key)) !== value.normalize(),
  );
  if (changedTags.length > 0)
    findings.push(finding('tags_changed', { tags: changedTags.map(([key]) => key).join(', ') }));
  return findings;
}

/**
 * Terraform normalises texts (NFC). Tag keys of roles are not case-sensitive:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
function tagKey(key: string): string {
  return key.normalize().toLowerCase();
}

function ofTrust(spec: RoleSpec, text: string, known: KnownBefore): Finding[] {
  const trust = parsePolicy(text);
  return 'policy' in trust ? trustFindings(spec, trust.policy, known) : [notUnderstood(spec, trust.isJson)];
}

/**
 * A trust policy that we read but do not understand is undecided, which is critical. Text that is not JSON is unread.
 */
function notUnderstood(spec: RoleSpec, isJson: boolean): Finding {
  return isJson
    ? finding('trust_undecided', { reason: 'not_understood' })
    : limited(spec, 'trust-policy', 'unreadable', 'iam:GetRole');
}
