// Suspend, resume and revoke, with the impact before and after (SEC03-BP09: measure revocation). Issued credentials
// remain valid until they expire. Only the customer can revoke them, in its own account.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import { type Caller, sideOf } from '../../core/access/caller.js';
import { dueNow } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import type { SaidEnded } from '../../core/connection/parts.js';
import { KitError } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { allow } from '../access/allow.js';
import { startCheckOf } from '../check/start-check.js';
import { type ConnectionOrRef, type ConnectionRef, findConnection } from '../connection/find-connection.js';
import { reviseProposal } from '../connection/propose-revoke.js';
import { applyEvent } from '../connection/transition.js';
import { type Impact, impactOf } from './impact.js';
import { type ConsentInput, revokeBy } from './offboard.js';
import { setStop } from './set-stop.js';
import { endOrStopUnread } from './stop-unread.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections' | 'ledger' | 'vendor'>;

export interface Ended {
  connection: Versioned<Connection>;
  impact: Impact;
}

export async function readImpact(ports: Needs, caller: Caller, where: ConnectionOrRef): Promise<Ended> {
  const kept = await findConnection(ports, caller, 'connection.read', where);
  return { connection: kept, impact: await impactOf(ports, kept.value) };
}

export async function suspendConnection(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  reason: string,
): Promise<Ended> {
  const action = 'connection.suspend';
  const kind = sideOf(caller) === 'tenant' ? 'stopTenant' : 'stopVendor';
  const words = { action: 'connection.suspended', reason } as const;
  return endOrStopUnread(ports, caller, { action, where, kind, words }, async () => {
    const kept = await findConnection(ports, caller, action, where);
    const connection = await setStop(ports, caller, kept, kind, words);
    return { connection, impact: await impactOf(ports, kept.value) };
  });
}

/**
 * Restores the state before the suspension with health `unknown`. A check starts and issuing waits for it. If the other
 * side has suspended too, the connection stays suspended until that side resumes.
 */
export async function resumeConnection(
  ports: Needs & Parameters<typeof startCheckOf>[0],
  caller: Caller,
  where: ConnectionRef,
  reason: string,
): Promise<Ended> {
  const kept = await findConnection(ports, caller, 'connection.resume', where);
  const event = { type: 'resumed', by: sideOf(caller) } as const;
  // Stored before the change: after a crash between the two writes, the connection would never be checked.
  const isAlone = kept.value.suspended?.by.every(side => side === event.by);
  if (kept.value.state === 'suspended' && isAlone) await ports.connections.note(kept, dueNow(ports.clock.now()));
  const connection = await applyEvent(ports, caller, kept, event, { action: 'connection.resumed', reason });
  if (connection.value.state !== 'suspended') await checkSoon(ports, caller, connection);
  return { connection, impact: await impactOf(ports, kept.value) };
}

/** Starts a check. If checks are too frequent, the resume still succeeds and the check runs as soon as allowed. */
export async function checkSoon(
  ports: Parameters<typeof startCheckOf>[0],
  caller: Caller,
  connection: Versioned<Connection>,
): Promise<void> {
  try {
    await startCheckOf(ports, caller, connection);
  } catch (error) {
    if (!(error instanceof KitError) || error.code !== 'checks_too_frequent') throw error;
    await ports.connections.note(connection, dueNow(ports.clock.now()));
  }
}

export async function revokeConnection(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  reason: string,
  consent: ConsentInput = {},
): Promise<Ended> {
  const action = 'connection.revoke';
  // If the item cannot be read, the stop is without consent: the closed role is not tested.
  const words = { action: 'connection.revoked', reason } as const;
  return endOrStopUnread(ports, caller, { action, where, kind: 'stopRevoke', words }, async () => {
    const kept = await findConnection(ports, caller, action, where);
    if (consent.mayCheckClosed) await allow(ports, caller, 'offboarding.consent');
    const connection = await revokeBy(ports, caller, kept, reason, consent);
    return { connection, impact: await impactOf(ports, kept.value) };
  });
}

/** Records the tenant's statement that it ended the access. Repeating the statement changes nothing. */
export async function stateEnd(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  { reason, cause }: { reason: string; cause?: NonNullable<SaidEnded['cause']> },
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'end.state', where);
  if (kept.value.state === 'verified' && kept.value.saidEnded) return kept;
  const named = cause && { cause };
  const event = { type: 'end-stated', said: { by: sideOf(caller), ...named } } as const;
  const stated = await applyEvent(ports, caller, kept, event, {
    action: 'connection.end-stated',
    reason,
    ...(named && { facts: named }),
  });
  return reviseProposal(ports, stated);
}
