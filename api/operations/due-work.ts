// Scheduled work: expires due connections, starts full and light checks, and tests revoked roles.
import type { Caller } from '../core/access/caller.js';
import { dueNow, kindDue, laterNotes, madeUpNotes } from '../core/check/schedule.js';
import type { Connection } from '../core/connection/connection.js';
import { KitError } from '../errors.js';
import type { Ports } from '../ports/ports.js';
import type { Versioned } from '../ports/subjects.js';
import { systemCaller } from './access/actor.js';
import { startCheckOf } from './check/start-check.js';
import { endAcceptances, remindOfAcceptances } from './connection/end-acceptances.js';
import { afterExpiry, type ConnectionOrRef, findConnection } from './connection/find-connection.js';
import { reviseProposal } from './connection/propose-revoke.js';
import { finishDrill } from './ending/drill.js';
import { remindOfLegacy } from './ending/legacy-access.js';
import { checkRevoked } from './ending/offboard.js';

type Needs = Parameters<typeof startCheckOf>[0] & Pick<Ports, 'background'>;

/** Due connections handled per run. */
const connectionsPerRun = 20;

/** Starts due work and returns how many connections were due. Failed work is postponed and does not block the rest. */
export async function runDueWork(ports: Needs): Promise<number> {
  const due = await ports.connections.due(ports.clock.now().toISOString(), connectionsPerRun);
  for (const found of due) {
    try {
      await handleDue(ports, found);
    } catch (error) {
      const { id } = found.value;
      if (!isTooFrequent(error)) ports.log.error({ err: error, connectionId: id }, 'a due check could not be started');
      await ports.connections.note(found, laterNotes(found.notes, ports.clock.now()));
    }
  }
  return due.length;
}

async function handleDue(ports: Needs, found: Versioned<Connection>): Promise<void> {
  const now = ports.clock.now();
  // Another instance may have handled it meanwhile.
  const fresh = await ports.connections.get(found.value.id);
  if (!fresh?.notes.due || fresh.notes.due.at > now.toISOString()) return;
  const current = await endAcceptances(ports, await afterExpiry(ports, fresh));
  const kept = await remindOfAcceptances(ports, await remindOfLegacy(ports, await reviseProposal(ports, current)));
  const { state } = kept.value;
  const scheduled = { ...kept, seed: ports.secrets.checkSeed(kept.value.id) };
  const later = madeUpNotes(scheduled, now);
  if (state === 'suspended' && kept.value.drill) await finishDrill(ports, kept);
  else if (state !== 'pending' && state !== 'verified') await checkRevoked(ports, kept);
  else if (later) await ports.connections.note(kept, later);
  else await startCheckOf(ports, systemCaller, kept, kindDue(scheduled, now));
}

function isTooFrequent(error: unknown): boolean {
  return error instanceof KitError && error.code === 'checks_too_frequent';
}

/** Someone opened the launch link or reported the launch: check soon and often. */
export async function announceLaunch(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'launch.announce', where);
  if (kept.value.state !== 'pending') return kept;
  const notes = dueNow(ports.clock.now());
  await ports.connections.note(kept, notes);
  return { ...kept, notes: { ...kept.notes, ...notes } };
}
