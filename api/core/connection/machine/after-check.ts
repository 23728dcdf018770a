// The effect of a conclusive check on a connection: its health, its findings, and whether it becomes verified. Pure.
import { type Finding, mostSevere } from '../../finding/findings.js';
import { isTrustRead } from '../../finding/unread-parts.js';
import type { CheckVerdict } from '../../finding/verdict.js';
import { stackDriftOf } from '../../role/stack-drift.js';
import { trustEndOf } from '../../role/trust-policy.js';
import { dayMs } from '../../values/time.js';
import type { Connection } from '../connection.js';
import type { Transition } from '../event.js';
import { specAfterUpgrade } from '../launches.js';
import type { SaidEnded } from '../parts.js';
import { withStackSeen } from '../stack.js';
import { healthOf, withDeviation } from './acceptances.js';
import { isReadOnly, leftByUnsafe, markUnseen } from './carried-findings.js';

/** How long a role must have refused us before its health is `gone`, in milliseconds. */
export const goneAfterMs = dayMs;

export function afterCheck(connection: Connection, verdict: CheckVerdict, isHeldBack: boolean, now: Date): Connection {
  if (verdict.outcome === 'refused') return afterRefusal(connection, verdict.findings, now);
  const {
    refusedSince: _,
    saidEnded: __,
    ...rest
  } = verdict.outcome === 'admitted' ? upgraded(connection, verdict) : connection;
  const left = verdict.outcome === 'unsafe' ? leftByUnsafe(connection, verdict, now) : unseen(connection, verdict, now);
  const findings = mostSevere([...verdict.findings, ...left]);
  const seen = {
    ...withStackSeen(withDeviation({ ...rest, findings }, verdict, now), verdict),
    liveLaunch: verdict.launch,
    roleUniqueId: verdict.roleUniqueId,
    ...('boundaryVersion' in verdict && { boundaryVersion: verdict.boundaryVersion }),
    ...(verdict.outcome === 'admitted' && { externalId: afterProof(connection, verdict.deadId, now) }),
  };
  const health = healthOf(verdict.outcome, seen);
  const isHeld = isHeldBack || connection.awaitsValues;
  if (isHeld || health === 'unsafe' || connection.state !== 'pending') return { ...seen, health };
  return { ...seen, health, state: 'verified', verifiedAt: now.toISOString() };
}

/** The old ID is retired once the role is proven to refuse it. */
function afterProof({ externalId }: Connection, deadId: string | undefined, now: Date): Connection['externalId'] {
  const { retiring, ...rest } = externalId;
  if (!retiring || retiring.value !== deadId) return externalId;
  return { ...rest, retired: [...rest.retired, { value: deadId, retiredAt: now.toISOString() }] };
}

/** The announced role changes only after a check has seen the update. */
function upgraded(connection: Connection, { upgradedTo }: { upgradedTo?: string }): Connection {
  const { upgrade, ...rest } = connection;
  const roleSpec = specAfterUpgrade(connection, connection.launch);
  if (!upgrade || !roleSpec || upgrade.permissionSet.version !== upgradedTo) return connection;
  const { trustEndsAt: _, stackDrift: __, permissionsBoundaryArn: before, ...options } = connection.options;
  const { permissionsBoundaryArn } = roleSpec;
  const { boundaryVersion, ...others } = rest;
  const trustEndsAt = trustEndOf(roleSpec);
  return {
    ...others,
    // The version of another boundary says nothing about this one.
    ...(boundaryVersion && permissionsBoundaryArn === before && { boundaryVersion }),
    permissionSet: upgrade.permissionSet,
    roleSpec,
    options: {
      ...options,
      ...(permissionsBoundaryArn && { permissionsBoundaryArn }),
      ...(trustEndsAt && { trustEndsAt }),
      ...(stackDriftOf(roleSpec) !== undefined && { stackDrift: true as const }),
    },
  };
}

/** While pending, a refusal means "waiting for launch". Afterwards: `unreachable`, and `gone` after a day. */
function afterRefusal({ deviation: _, ...connection }: Connection, findings: Finding[], now: Date): Connection {
  if (connection.state === 'pending') {
    const { liveLaunch: __, trustUnread: ___, ...rest } = connection;
    return { ...rest, health: 'unknown', findings: [] };
  }
  const refusedSince = connection.refusedSince ?? now.toISOString();
  const gone = connection.saidEnded || now.getTime() - Date.parse(refusedSince) >= goneAfterMs;
  return { ...connection, refusedSince, findings, health: gone ? 'gone' : 'unreachable' };
}

/** The tenant's statement ends the wait of a day, but not the checks: if one is accepted again, that result counts. */
export function afterStatement(connection: Connection, said: SaidEnded): Transition {
  if (!connection.refusedSince) return { refused: 'not_refused' };
  return { connection: { ...connection, saidEnded: said, health: 'gone' } };
}

/**
 * Critical findings that an earlier check read in the trust policy and this one could not read: hiding a hole does not
 * fix it. Findings that probes can test are not among them.
 */
function unseen(connection: Connection, { findings }: CheckVerdict, now: Date): Finding[] {
  if (isTrustRead(findings)) return [];
  const open = connection.findings.filter(each => each.severity === 'critical' && isReadOnly(each));
  return open.map(each => markUnseen(each, now));
}
