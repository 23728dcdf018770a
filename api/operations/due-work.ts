// Work nobody waits for: connections whose time to be looked at has come are expired, checked fully or lightly, or looked
// at after a revoke.
import type { Caller } from '../core/access/caller.js';
import { dueNow, kindDue, laterNotes, madeUpNotes } from '../core/check/schedule.js';
import type { Connection } from '../core/connection/connection.js';
import { KitError } from '../errors.js';
import type { Ports } from '../ports/ports.js';
import type { Versioned } from '../ports/subjects.js';
import { systemCaller } from './access/actor.js';
import { startCheckOf } from './check/start-check.js';
import { afterExpiry, type ConnectionOrRef, findConnection } from './connection/find-connection.js';
import { reviseProposal } from './connection/propose-revoke.js';
import { finishDrill } from './ending/drill.js';
import { remindOfLegacy } from './ending/legacy-access.js';
import { checkRevoked } from './ending/offboard.js';

type Needs = Parameters<typeof startCheckOf>[0] & Pick<Ports, 'background'>;

/** How many are begun in one look. */
const atOnce = 20;

/** Begins what is due and answers how much that was. What cannot be begun is put off, so that it holds up nobody else. */
export async function runDueWork(ports: Needs): Promise<number> {
  const due = await ports.connections.due(ports.clock.now().toISOString(), atOnce);
  for (const found of due) {
    try {
      await handleDue(ports, found);
    } catch (error) {
      const { id } = found.value;
      if (!isTooFrequent(error)) ports.log.error({ err: error, connectionId: id }, 'a due check could not be begun');
      await ports.connections.note(found, laterNotes(found.notes, ports.clock.now()));
    }
  }
  return due.length;
}

async function handleDue(ports: Needs, found: Versioned<Connection>): Promise<void> {
  const now = ports.clock.now();
  // Another instance may have looked at it since it was found.
  const fresh = await ports.connections.get(found.value.id);
  if (!fresh?.notes.due || fresh.notes.due.at > now.toISOString()) return;
  const kept = await remindOfLegacy(ports, await reviseProposal(ports, await afterExpiry(ports, fresh)));
  const { state } = kept.value;
  const later = madeUpNotes(kept, now);
  if (state === 'suspended' && kept.value.drill) await finishDrill(ports, kept);
  else if (state !== 'pending' && state !== 'verified') await checkRevoked(ports, kept);
  else if (later) await ports.connections.note(kept, later);
  else await startCheckOf(ports, systemCaller, kept, kindDue(kept, now));
}

function isTooFrequent(error: unknown): boolean {
  return error instanceof KitError && error.code === 'checks_too_frequent';
}

/** Somebody opened the launch link or says it is done: look soon and often. */
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
