// Findings of earlier checks that a later check did not test. They stay, with the time since which no check has tested
// them. We do not know whether they still apply, and hiding a fault must not look like a fix. Pure.
import type { Finding, FindingCode } from '../../finding/findings.js';
import type { SeenVerdict } from '../../finding/verdict.js';
import type { Connection } from '../connection.js';

/** Found in the trust policy's text, not by a probe. */
export function isReadOnly({ code, facts }: Finding): boolean {
  return facts.seenIn === 'trust-policy' || (code.startsWith('trust_') && code !== 'trust_stranger_admitted');
}

export function isSame(a: Finding, b: Finding): boolean {
  return a.code === b.code && a.facts.policy === b.facts.policy && a.facts.seenIn === b.facts.seenIn;
}

export function markUnseen(finding: Finding, now: Date): Finding {
  return { ...finding, notLookedAtSince: finding.notLookedAtSince ?? now.toISOString() };
}

/** The findings that a check has tested even if it found the role unsafe and stopped. `outdated` needs no test. */
const testedByUnsafe: readonly FindingCode[] = [
  'external_id_missing',
  'external_id_weakened',
  'trust_stranger_admitted',
  'access_refused',
  'outdated',
];

/** An unsafe check stops early and has not read the role. Nothing is known yet of another role under the same name. */
export function leftByUnsafe(connection: Connection, verdict: SeenVerdict, now: Date): Finding[] {
  if (connection.roleUniqueId !== verdict.roleUniqueId) return [];
  return connection.findings
    .filter(each => isReadOnly(each) || !testedByUnsafe.includes(each.code))
    .filter(each => !verdict.findings.some(seen => isSame(seen, each)))
    .map(each => markUnseen(each, now));
}
