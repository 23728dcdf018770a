// The effect of a conclusive light check on a connection: it replaces the findings that it tested. Nothing else
// changes. Pure.
import { type Finding, type FindingCode, mostSevere } from '../../finding/findings.js';
import { isTrustRead, unreadParts } from '../../finding/unread-parts.js';
import type { SeenVerdict } from '../../finding/verdict.js';
import type { Connection } from '../connection.js';
import { withStackSeen } from '../stack.js';
import { healthOf, withDeviation } from './acceptances.js';
import { isReadOnly, isSame, leftByUnsafe } from './carried-findings.js';

export function afterLightCheck(connection: Connection, verdict: SeenVerdict, now: Date): Connection {
  const findings = mostSevere(
    verdict.outcome === 'unsafe'
      ? [...verdict.findings, ...leftByUnsafe(connection, verdict, now)]
      : mergedFindings(connection.findings, verdict.findings),
  );
  const seen = {
    ...withStackSeen(withDeviation({ ...connection, findings }, verdict, now), verdict),
    ...('boundaryVersion' in verdict && { boundaryVersion: verdict.boundaryVersion }),
  };
  return { ...seen, health: healthOf(verdict.outcome, seen) };
}

/** In the same order as after a full check, so that an unchanged result does not look changed. */
function mergedFindings(before: readonly Finding[], now: readonly Finding[]): Finding[] {
  const left = before.filter(each => !isTested(each, now) && !now.some(seen => isSame(seen, each)));
  const isOffer = ({ code }: Finding) => code === 'outdated';
  return [...now.filter(each => !isOffer(each)), ...left, ...now.filter(isOffer)];
}

/** Findings of probes that only a full check makes. */
const byOtherProbes: readonly FindingCode[] = [
  'external_id_missing',
  'external_id_weakened',
  'external_id_retired_accepted',
  'trust_stranger_admitted',
  'old_role_left',
  // It stays until a full check has proven the whole new role.
  'role_recreated',
  'access_refused',
  'source_identity_refused',
  'stack_drifted',
  'stack_role_deleted',
  'stack_drift_unknown',
];
const ofTrust: readonly FindingCode[] = ['source_identity_loosened'];
const ofRole: readonly FindingCode[] = [
  'session_length_raised',
  'tags_changed',
  'stack_other',
  'boundary_changed',
  'managed_policy_version_moved',
];
const ofAnyReading: readonly FindingCode[] = ['self_reading_limited', 'outdated'];

/** Whether the light check that found `now` would have found this finding too: it has read that part of the role. */
function isTested(finding: Finding, now: readonly Finding[]): boolean {
  const { code } = finding;
  if (isReadOnly(finding) || ofTrust.includes(code)) return isTrustRead(now);
  if (byOtherProbes.includes(code)) return false;
  if (ofAnyReading.includes(code)) return true;
  const unread = unreadParts(now);
  if (ofRole.includes(code)) return !unread.includes('role');
  return unread.every(each => each === 'role' || each === 'trust-policy');
}
