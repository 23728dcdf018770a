// Off-boarding: with consent, tests whether a revoked connection's role still accepts us, and stops testing. The time
// of the next test is stored with the connection, so a crash loses nothing.
import { type Caller, sideOf } from '../../core/access/caller.js';
import { offboardingSessionName, outcomeOfRow, sourceIdentityOf } from '../../core/audit/ledger.js';
import { firstLookNotes, nextLookNotes } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import type { Look } from '../../core/connection/event.js';
import { advance, allowedEvents } from '../../core/connection/machine/machine.js';
import { offboardingProbes, wasAdmitted } from '../../core/connection/offboarding.js';
import type { Partition } from '../../core/iam/arn.js';
import { atLaunch } from '../../core/role/build.js';
import { digest } from '../../core/values/canonical.js';
import { minuteMs } from '../../core/values/time.js';
import type { Credentials } from '../../ports/aws.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { actorOf, systemCaller } from '../access/actor.js';
import { type ConnectionRef, findConnection } from '../connection/find-connection.js';
import { applyEvent } from '../connection/transition.js';
import { assumeControl, powerlessProbe } from '../probe/probe.js';
import { setStop } from './set-stop.js';

type Needs = Pick<
  Ports,
  'clock' | 'ids' | 'log' | 'background' | 'connections' | 'ledger' | 'assumeRole' | 'stsQuota' | 'callers' | 'vendor'
>;

/** A test without progress for this long counts as dead and starts again. */
const testLeaseMs = 10 * minuteMs;

export interface ConsentInput {
  /** The tenant's answer. If nobody asked the tenant, the kit makes no tests. */
  mayCheckClosed?: boolean;
}

/** Revokes the connection. With consent, starts testing whether its role still accepts us. */
export async function revokeBy(
  ports: Pick<Ports, 'clock' | 'ids' | 'connections' | 'vendor'>,
  caller: Caller,
  kept: Versioned<Connection>,
  reason: string,
  { mayCheckClosed = false }: ConsentInput,
): Promise<Versioned<Connection>> {
  const consent = { mayCheck: mayCheckClosed, by: sideOf(caller) };
  const isAsked = wasAdmitted(kept.value) && allowedEvents[kept.value.state].includes('revoked');
  const soon = firstLookNotes(ports.clock.now());
  // Stored before the change: after a crash between the two writes, the role would never be tested.
  if (isAsked && mayCheckClosed) await ports.connections.note(kept, soon);
  const facts = isAsked ? { facts: { mayCheckClosed } } : {};
  const words = { action: 'connection.revoked', reason, ...facts, consent } as const;
  const revoked = await setStop(ports, caller, kept, 'stopRevoke', words);
  if (revoked.value.offboarding?.state === 'checking') await ports.connections.note(revoked, soon);
  return revoked;
}

export async function stopOffboarding(
  ports: Needs & Pick<Ports, 'securityLog'>,
  caller: Caller,
  where: ConnectionRef,
  reason: string,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'offboarding.stop', where);
  const words = { action: 'connection.offboarding-stopped', reason } as const;
  return applyEvent(ports, caller, kept, { type: 'offboarding-stopped' }, words);
}

/** Handles a due revoked connection: makes one test, or ends testing when there is no consent for another. */
export async function checkRevoked(ports: Needs, kept: Versioned<Connection>): Promise<void> {
  const { offboarding } = kept.value;
  const now = ports.clock.now();
  if (offboarding?.state !== 'checking') {
    await ports.connections.note(kept, { due: null });
    return;
  }
  if (now.toISOString() >= offboarding.until!) {
    const ended = { action: 'connection.offboarding-ended' } as const;
    await applyEvent(ports, systemCaller, kept, { type: 'offboarding-over' }, ended);
    return;
  }
  const attempts = kept.notes.due?.attempts ?? 0;
  const again = new Date(now.getTime() + testLeaseMs).toISOString();
  if (!(await ports.connections.note(kept, { due: { at: again, attempts } }))) return;
  ports.background.run('off-boarding check', stopping => testOnce(ports, kept, stopping));
}

async function testOnce(ports: Needs, kept: Versioned<Connection>, stopping: AbortSignal): Promise<void> {
  const seen = await testRole(ports, kept, stopping);
  if (seen === 'moved') return;
  const now = ports.clock.now();
  const look = seen === 'no-answer' ? undefined : seen;
  const notes = nextLookNotes(kept.notes, look, kept.value.offboarding!.until!, now);
  const next = look && advance(kept.value, { type: 'offboarding-checked', look }, now);
  if (!next || 'refused' in next || digest(next.connection) === digest(kept.value)) {
    await ports.connections.note(kept, notes);
    return;
  }
  const { state, refused } = next.connection.offboarding!;
  const isConfirmed = state === 'confirmed';
  const written = await ports.connections.change(kept, next.connection, {
    at: now.toISOString(),
    who: actorOf(systemCaller),
    action: isConfirmed ? 'connection.revocation-confirmed' : 'connection.offboarding-checked',
    facts: isConfirmed ? { refusedSince: refused!.since } : { outcome: look!.outcome },
  });
  // Undefined: testing was stopped, or another process wrote its result first. That result counts.
  if (written) await ports.connections.note(written, isConfirmed ? { ...notes, due: null } : notes);
}

/**
 * Tests our own side first: if it cannot make calls, the customer's role is not tested. The connection is read again
 * before each request, so that nothing is sent after a stop was acknowledged.
 */
async function testRole(
  ports: Needs,
  kept: Versioned<Connection>,
  stopping: AbortSignal,
): Promise<Look | 'no-answer' | 'moved'> {
  const { partition } = kept.value;
  const session = await ports.callers.in(partition).get('check');
  if (!session.ok || !(await isControlAssumed(ports, session.credentials, partition))) return 'no-answer';
  const purpose = `offboarding:off_${ports.ids.text(16)}`;
  const launches: number[] = [];
  // A role may accept only calls with a source identity, as credential requests had one, or only calls without.
  const identities = [undefined, sourceIdentityOf(kept.value.id)];
  for (const { launch, externalIds } of offboardingProbes(kept.value))
    for (const { externalId, sourceIdentity } of pairsOf(externalIds, identities)) {
      if (stopping.aborted || (await hasMoved(ports, kept))) return 'moved';
      const outcome = await powerlessProbe(ports, kept.value, session.credentials, {
        kind: 'offboarding',
        roleArn: atLaunch(kept.value.roleSpec, launch).arn,
        sessionNameOf: offboardingSessionName,
        for: purpose,
        use: 'sweep',
        externalId,
        sourceIdentity,
      });
      if (outcome.kind === 'inconclusive') {
        if (outcome.why === 'vendor_credentials') ports.callers.in(partition).forget();
        return launches.length > 0 ? { outcome: 'admitted', launches } : 'no-answer';
      }
      if (outcome.kind === 'refused') continue;
      launches.push(launch);
      break;
    }
  return launches.length > 0 ? { outcome: 'admitted', launches } : { outcome: 'refused' };
}

function pairsOf(externalIds: readonly (string | undefined)[], identities: readonly (string | undefined)[]) {
  return externalIds.flatMap(externalId => identities.map(sourceIdentity => ({ externalId, sourceIdentity })));
}

async function hasMoved({ connections }: Needs, { value, revision }: Versioned<Connection>): Promise<boolean> {
  return (await connections.get(value.id))?.revision !== revision;
}

async function isControlAssumed(ports: Needs, credentials: Credentials, partition: Partition): Promise<boolean> {
  const outcome = await assumeControl(ports, credentials, 'sweep', partition);
  if (outcome.kind !== 'assumed')
    ports.log.warn(
      { outcome: outcomeOfRow(outcome) },
      'off-boarding: our own credentials cannot assume the control role',
    );
  return outcome.kind === 'assumed';
}
