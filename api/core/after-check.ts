// What a conclusive check makes of a connection: its health, its findings, and whether it is verified now. Pure.
import type { Advance, CheckVerdict, Connection, Health, Side } from './connection.js';
import { type Finding, isProblem } from './findings.js';
import { specAfterUpgrade } from './live-role.js';
import { isReadOnly, leftByUnsafe, notLookedAt } from './not-looked-at.js';
import { trustEndOf } from './role-spec.js';

/** What a tenant may say it did: AWS answers alike for all of these, so a check never names one. */
export const endCauses = ['role_deleted', 'trust_edited', 'resource_control_policy'] as const;

/** "We ended it ourselves": a statement of the tenant's, or what the vendor was told by it. */
export interface SaidEnded {
  at: string;
  by: Side;
  cause?: (typeof endCauses)[number];
}

/** How long a role must have refused us to be called gone. */
export const goneAfterMs = 24 * 60 * 60 * 1000;

export function afterCheck(connection: Connection, verdict: CheckVerdict, isHeldBack: boolean, now: Date): Connection {
  if (verdict.outcome === 'refused') return afterRefusal(connection, verdict.findings, now);
  const {
    refusedSince: _,
    saidEnded: __,
    ...rest
  } = verdict.outcome === 'admitted' ? upgraded(connection, verdict) : connection;
  const left = verdict.outcome === 'unsafe' ? leftByUnsafe(connection, verdict, now) : unseen(connection, verdict, now);
  const findings = [...verdict.findings, ...left];
  const seen = {
    ...rest,
    findings,
    liveLaunch: verdict.launch,
    roleUniqueId: verdict.roleUniqueId,
    ...('boundaryVersion' in verdict && { boundaryVersion: verdict.boundaryVersion }),
    ...(verdict.outcome === 'admitted' && { externalId: afterProof(connection, verdict.deadId, now) }),
  };
  const health = healthOf(verdict.outcome, findings);
  if (isHeldBack || health === 'unsafe' || connection.state !== 'pending') return { ...seen, health };
  return { ...seen, health, state: 'verified', verifiedAt: now.toISOString() };
}

/** An old ID that is proven dead is retired. */
function afterProof({ externalId }: Connection, deadId: string | undefined, now: Date): Connection['externalId'] {
  const { retiring, ...rest } = externalId;
  if (!retiring || retiring.value !== deadId) return externalId;
  return { ...rest, retired: [...rest.retired, { value: deadId, retiredAt: now.toISOString() }] };
}

/** Only an update that a check has seen changes what should be there. */
function upgraded(connection: Connection, { upgradedTo }: { upgradedTo?: string }): Connection {
  const { upgrade, ...rest } = connection;
  const roleSpec = specAfterUpgrade(connection, connection.launch);
  if (!upgrade || !roleSpec || upgrade.permissionSet.version !== upgradedTo) return connection;
  const { trustEndsAt: _, ...options } = connection.options;
  const trustEndsAt = trustEndOf(roleSpec);
  return {
    ...rest,
    permissionSet: upgrade.permissionSet,
    roleSpec,
    options: { ...options, ...(trustEndsAt && { trustEndsAt }) },
  };
}

/** While pending, a refusal is "waiting for launch". After that: unreachable, and gone once it has lasted a day. */
function afterRefusal(connection: Connection, findings: Finding[], now: Date): Connection {
  if (connection.state === 'pending') {
    const { liveLaunch: _, ...rest } = connection;
    return { ...rest, health: 'unknown', findings: [] };
  }
  const refusedSince = connection.refusedSince ?? now.toISOString();
  const gone = connection.saidEnded || now.getTime() - Date.parse(refusedSince) >= goneAfterMs;
  return { ...connection, refusedSince, findings, health: gone ? 'gone' : 'unreachable' };
}

/** The tenant's word ends the wait of a day, not the looking: a check that is admitted again counts for more. */
export function afterStatement(connection: Connection, said: SaidEnded): Advance {
  if (!connection.refusedSince) return { refused: 'not_refused' };
  return { connection: { ...connection, saidEnded: said, health: 'gone' } };
}

/**
 * What an earlier check read in the trust policy and this one could not read: a hole is not mended by hiding it. What
 * probes see for themselves is not among it.
 */
function unseen(connection: Connection, { findings }: CheckVerdict, now: Date): Finding[] {
  if (isTrustRead(findings)) return [];
  const open = connection.findings.filter(each => each.severity === 'critical' && isReadOnly(each));
  return open.map(each => notLookedAt(each, now));
}

const blindParts = ['role', 'trust-policy'];

/** Whether the check with these findings has read the role's trust policy. */
export function isTrustRead(findings: readonly Finding[]): boolean {
  const unread = unreadParts(findings);
  return !blindParts.some(each => unread.includes(each));
}

/** The parts of the role that the check with these findings could not read. */
export function unreadParts(findings: readonly Finding[]): string[] {
  const limits = findings.filter(each => each.code === 'self_reading_limited');
  return limits.flatMap(each => each.facts.what?.split(', ') ?? []);
}

export function healthOf(outcome: CheckVerdict['outcome'], findings: Finding[]): Health {
  if (outcome === 'unsafe' || findings.some(each => each.severity === 'critical')) return 'unsafe';
  return findings.some(isProblem) ? 'drifted' : 'healthy';
}
