// What earlier checks found and a later one has not looked at. It stays, and says since when: nobody knows whether it is
// still so, and what is hidden looks mended. Pure.
import type { Finding, FindingCode } from '../../finding/findings.js';
import type { SeenVerdict } from '../../finding/verdict.js';
import type { Connection } from '../connection.js';

/** Known from the trust policy's text, not from a probe. */
export function isReadOnly({ code, facts }: Finding): boolean {
  return facts.seenIn === 'trust-policy' || (code.startsWith('trust_') && code !== 'trust_stranger_admitted');
}

export function isSame(a: Finding, b: Finding): boolean {
  return a.code === b.code && a.facts.policy === b.facts.policy && a.facts.seenIn === b.facts.seenIn;
}

export function markUnseen(finding: Finding, now: Date): Finding {
  return { ...finding, notLookedAtSince: finding.notLookedAtSince ?? now.toISOString() };
}

/** What a check has looked at that let in somebody whom the role should have refused; what is offered needs no look. */
const lookedAt: readonly FindingCode[] = [
  'external_id_missing',
  'external_id_weakened',
  'trust_stranger_admitted',
  'access_refused',
  'outdated',
];

/** Such a check ends there and then, and has not read the role. Of another role under the name nothing is known yet. */
export function leftByUnsafe(connection: Connection, verdict: SeenVerdict, now: Date): Finding[] {
  if (connection.roleUniqueId !== verdict.roleUniqueId) return [];
  return connection.findings
    .filter(each => isReadOnly(each) || !lookedAt.includes(each.code))
    .filter(each => !verdict.findings.some(seen => isSame(seen, each)))
    .map(each => markUnseen(each, now));
}
