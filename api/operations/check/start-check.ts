// Starts a check, or joins the running one: at most one per connection. The check continues after the answer.
import type { Caller } from '../../core/access/caller.js';
import type { Check, CheckKind } from '../../core/check/check.js';
import { runningNotes } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { systemCaller } from '../access/actor.js';
import { type ConnectionOrRef, findConnection } from '../connection/find-connection.js';
import { notInThisState } from '../connection/not-in-this-state.js';
import { refuseBeyond } from '../connection/refuse-beyond.js';
import { leaseUntil } from './check-run.js';
import { runCheck } from './run-check.js';

type Needs = Parameters<typeof runCheck>[0] & Pick<Ports, 'securityLog'>;

export async function startCheck(ports: Needs, caller: Caller, where: ConnectionOrRef): Promise<Check> {
  const kept = await findConnection(ports, caller, 'check.start', where);
  return startCheckOf(ports, caller, kept);
}

/** Only the kit's schedule starts light checks. Every other caller gets a full check. */
export async function startCheckOf(
  ports: Needs,
  caller: Caller,
  kept: Versioned<Connection>,
  kind: CheckKind = 'full',
): Promise<Check> {
  if (kept.value.state !== 'pending' && kept.value.state !== 'verified') {
    throw notInThisState(kept.value.state);
  }
  const now = ports.clock.now();
  const held = await heldLease(ports, kept.value.id, now);
  const running = held && (await theRunning(ports, kept.value.id, held.checkId));
  if (held && running && isEnough(running, kind)) {
    if (caller.id === systemCaller.id) await notBefore(ports, kept, running, held.until);
    return running;
  }
  await refuseBeyond(ports, 'check', caller, { action: 'check.start', connectionId: kept.value.id });
  const check: Check = {
    id: `chk_${ports.ids.text(16)}`,
    connectionId: kept.value.id,
    tenantId: kept.value.tenantId,
    kind,
    for: caller.id,
    startedAt: now.toISOString(),
    revision: kept.revision,
    steps: [],
  };
  // Written before the check starts: without it, a check that never ran would block the slot until its lease ends.
  await ports.connections.note(kept, runningNotes(kept.notes, kind, leaseUntil(now)));
  const begun = await ports.checks.begin(check, leaseUntil(now), now.toISOString(), running?.id);
  if (!begun.begun) {
    const faster = await theRunning(ports, kept.value.id, begun.running);
    return isEnough(faster, kind) ? faster : startCheckOf(ports, caller, kept, kind);
  }
  ports.background.run('check', stopping => runCheck(ports, check, stopping));
  return check;
}

async function heldLease(ports: Needs, connectionId: string, now: Date) {
  const lease = await ports.checks.lease(connectionId);
  return lease && lease.until > now.toISOString() ? lease : undefined;
}

/**
 * A running check renews its lease. It is due again when that lease ends, in case its process dies. If the check has
 * set the next date meanwhile, that date stays.
 */
async function notBefore(ports: Needs, kept: Versioned<Connection>, { kind }: Check, until: string): Promise<void> {
  const fresh = await ports.connections.get(kept.value.id);
  if (fresh?.notes.due?.at === kept.notes.due?.at)
    await ports.connections.note(kept, runningNotes(kept.notes, kind, until));
}

/** A running light check does not satisfy a request for a full one. It gives up its slot. */
function isEnough(running: Check, kind: CheckKind): boolean {
  return running.kind === 'full' || kind === 'light';
}

async function theRunning(ports: Needs, connectionId: string, checkId: string): Promise<Check> {
  const check = await ports.checks.get(connectionId, checkId);
  if (!check) throw fail('conflict');
  return check;
}
