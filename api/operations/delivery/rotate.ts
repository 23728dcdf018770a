// Rotation of an external ID. A new ID is generated and delivered as a stack update. The first credential request or
// check that the role accepts with it makes it the current ID. Checks then prove that the role refuses the old one.
// A rotation never causes a refused credential request, and a deadline never ends access.
import type { Caller } from '../../core/access/caller.js';
import { sessionNameOf } from '../../core/audit/ledger.js';
import { dueNow } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import { openChange } from '../../core/connection/machine/open-change.js';
import type { PendingId } from '../../core/connection/parts.js';
import { rotationDays } from '../../core/connection/rotation.js';
import { dayMs } from '../../core/values/time.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { drawExternalId } from '../connection/draw-external-id.js';
import { type ConnectionRef, findConnection } from '../connection/find-connection.js';
import { notInThisState } from '../connection/not-in-this-state.js';
import { refuseBeyond } from '../connection/refuse-beyond.js';
import { applyEvent, applyEventOnce } from '../connection/transition.js';
import { inconclusiveError, ownSessionError } from '../probe/inconclusive.js';
import { powerlessProbe } from '../probe/probe.js';

type Needs = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'securityLog'
  | 'connections'
  | 'externalIds'
  | 'ledger'
  | 'assumeRole'
  | 'stsQuota'
  | 'callers'
  | 'vendor'
>;

export async function startRotation(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  input: { reason: string; deadlineDays?: number },
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'rotation.start', where);
  const { state } = kept.value;
  // Tested before an ID is drawn: a claimed ID can never be used again.
  if (state !== 'verified') throw notInThisState(state);
  const open = openChange(kept.value);
  if (open) throw fail(open);
  await refuseBeyond(ports, 'rotation', caller, { action: 'rotation.start', connectionId: kept.value.id });
  const now = ports.clock.now();
  const pending: PendingId = {
    value: await drawExternalId(ports, kept.value.id, now),
    startedAt: now.toISOString(),
    deadline: new Date(now.getTime() + (input.deadlineDays ?? rotationDays) * dayMs).toISOString(),
  };
  const facts = { deadline: pending.deadline };
  const words = { action: 'connection.rotation-started', reason: input.reason, facts } as const;
  const started = await applyEvent(ports, caller, kept, { type: 'rotation-started', pending }, words);
  await ports.connections.note(started, dueNow(now));
  return started;
}

/** Refused once the customer has applied the new ID: the old one cannot be restored. */
export async function cancelRotation(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  reason: string,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'rotation.cancel', where);
  const { pending } = kept.value.externalId;
  const { state } = kept.value;
  if (!allowedEvents[state].includes('rotation-cancelled')) throw notInThisState(state);
  if (!pending) throw fail('rotation_not_open');
  if (kept.value.state === 'verified') await refuseIfTakenUp(ports, kept, pending);
  return applyEvent(
    ports,
    caller,
    kept,
    { type: 'rotation-cancelled' },
    { action: 'connection.rotation-cancelled', reason },
  );
}

/** The role may already accept the new ID, although no request has used it yet. */
async function refuseIfTakenUp(ports: Needs, kept: Versioned<Connection>, pending: PendingId): Promise<void> {
  const session = await ports.callers.in(kept.value.partition).get('check');
  if (!session.ok) throw ownSessionError(session.reason);
  const outcome = await powerlessProbe(ports, kept.value, session.credentials, {
    kind: 'probe',
    roleArn: liveRoleSpec(kept.value).arn,
    sessionNameOf,
    for: 'rotation',
    use: 'check',
    externalId: pending.value,
  });
  if (outcome.kind === 'inconclusive') throw inconclusiveError(ports, outcome, kept.value.partition);
  if (outcome.kind === 'refused') return;
  await switchRotation(ports, kept, pending.value, { by: 'cancel' });
  throw fail('rotation_taken_up');
}

/** The role accepted the pending ID. If several processes see this first, one writes it; the others do nothing. */
export async function switchRotation(
  ports: Pick<Ports, 'clock' | 'connections' | 'vendor'>,
  kept: Versioned<Connection>,
  pending: string,
  facts: Record<string, unknown>,
): Promise<void> {
  const event = { type: 'rotation-switched', value: pending } as const;
  const words = { action: 'connection.rotation-switched', facts } as const;
  const switched = await applyEventOnce(ports, kept, event, words, 'rotation_not_open');
  // Due now: a check proves the new role soon, and the old ID once no request can still use it.
  if (switched) await ports.connections.note(switched, dueNow(ports.clock.now()));
}

/** Cancels a rotation that the customer has not applied by its deadline. Access continues. */
export async function endOverdueRotation(
  ports: Pick<Ports, 'clock' | 'connections' | 'vendor'>,
  kept: Versioned<Connection>,
): Promise<void> {
  const event = { type: 'rotation-cancelled', value: kept.value.externalId.pending!.value } as const;
  const reason = 'The deadline has passed. The current ID remains.';
  const words = { action: 'connection.rotation-cancelled', reason } as const;
  await applyEventOnce(ports, kept, event, words, 'rotation_not_open');
}
