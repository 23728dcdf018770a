// The live role held against the role spec: everything in which it differs, each with what proves it. Readings that are
// inconclusive are not for this file: a check that has one does not conclude.
import { type Finding, finding } from '../finding/findings.js';
import type { LiveRole } from '../iam/live-role.js';
import { isAlike } from '../policy/document/alike.js';
import { parsePolicy } from '../policy/document/document.js';
import type { RoleSpec } from '../role/role-spec.js';
import { limited } from './live-policies.js';
import { boundaryFindings, permissionFindings } from './permissions.js';
import { trustFindings } from './trust.js';

/** What earlier checks and changes left behind. */
export interface KnownBefore {
  /** External IDs that were this connection's. */
  retired: readonly string[];
  /** IDs that a rotation has under way: accepted beside the current one they are no mistake. */
  tolerated?: readonly string[];
  /** Version of the announced boundary's text that was seen before. */
  boundaryVersion?: string | undefined;
}

export function driftOf(spec: RoleSpec, live: LiveRole, known: KnownBefore = { retired: [] }): Finding[] {
  return limitsTogether([
    ...roleFindings(spec, live.role, known),
    ...permissionFindings(spec, live),
    ...boundaryFindings(spec, live, known.boundaryVersion),
  ]);
}

/** What could not be read, and was refused or unreadable alike, is one finding with all its parts. */
function limitsTogether(findings: readonly Finding[]): Finding[] {
  const limits = findings.filter(each => each.code === 'self_reading_limited');
  const ways = [...new Set(limits.map(each => each.facts.how))];
  const joined = ways.map(how => {
    const alike = limits.filter(each => each.facts.how === how);
    return { ...alike[0]!, facts: { ...alike[0]!.facts, what: alike.map(each => each.facts.what).join(', ') } };
  });
  return [...findings.filter(each => each.code !== 'self_reading_limited'), ...joined];
}

/** The version of the announced boundary's text, for the next check; the earlier one while its change is a finding. */
export function boundaryVersionOf(spec: RoleSpec, live: LiveRole, findings: readonly Finding[], before?: string) {
  const reading = spec.permissionsBoundaryArn ? live.policies[spec.permissionsBoundaryArn]?.current : undefined;
  const isOpen = findings.some(each => each.code === 'managed_policy_version_moved' && each.witness);
  return isOpen || reading?.kind !== 'read' ? before : reading.value.versionId;
}

function roleFindings(spec: RoleSpec, reading: LiveRole['role'], known: KnownBefore): Finding[] {
  if (reading.kind !== 'read') return [limited(spec, 'role', reading.kind, 'iam:GetRole')];
  const live = reading.value;
  const findings = isAlike(spec.trustPolicy, live.trustPolicy) ? [] : ofTrust(spec, live.trustPolicy, known);
  if (live.maxSessionSeconds > spec.maxSessionSeconds) {
    const facts = { expected: `${spec.maxSessionSeconds}`, live: `${live.maxSessionSeconds}` };
    findings.push(finding('session_length_raised', facts));
  }
  const changedTags = Object.entries(spec.tags).filter(([key, value]) => live.tags[key] !== value);
  if (changedTags.length > 0)
    findings.push(finding('tags_changed', { tags: changedTags.map(([key]) => key).join(', ') }));
  return findings;
}

function ofTrust(spec: RoleSpec, text: string, known: KnownBefore): Finding[] {
  const trust = parsePolicy(text);
  return 'policy' in trust ? trustFindings(spec, trust.policy, known) : [notUnderstood(spec, trust.isJson)];
}

/** A trust policy that was read and not understood is undecided, which is critical; text that is no document is unread. */
function notUnderstood(spec: RoleSpec, isJson: boolean): Finding {
  return isJson
    ? finding('trust_undecided', { reason: 'not_understood' })
    : limited(spec, 'trust-policy', 'unreadable', 'iam:GetRole');
}
