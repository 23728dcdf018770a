// Work nobody waits for: connections whose time to be looked at has come are expired or checked.

import type { Caller } from '../core/caller.js';
import { watchNotes } from '../core/due.js';
import type { Deps } from '../deps.js';
import { KitError } from '../errors.js';
import { afterExpiry, findConnection } from './find.js';
import { startCheckOf } from './start-check.js';
import { systemCaller } from './who.js';

type Needs = Parameters<typeof startCheckOf>[0] & Pick<Deps, 'background'>;

/** How many are begun in one look. */
const atOnce = 20;

export async function doDueWork(deps: Needs): Promise<number> {
  const due = await deps.connections.due(deps.clock.now().toISOString(), atOnce);
  for (const found of due) {
    const kept = await afterExpiry(deps, found);
    const { state } = kept.value;
    if (state !== 'pending' && state !== 'verified') {
      const { due: _, ...notes } = kept.notes;
      await deps.connections.note(kept, notes);
      continue;
    }
    try {
      await startCheckOf(deps, systemCaller, kept);
    } catch (error) {
      // Checked very often just now: the running checks set the next date themselves.
      if (!(error instanceof KitError) || error.code !== 'checks_too_frequent') throw error;
    }
  }
  return due.length;
}

/** Somebody opened the launch link or says it is done: look soon and often. */
export async function announceLaunch(
  deps: Needs,
  caller: Caller,
  where: { tenantId: string; connectionId: string },
): Promise<void> {
  const kept = await findConnection(deps, caller, 'launch.announce', where.tenantId, where.connectionId);
  if (kept.value.state !== 'pending') return;
  await deps.connections.note(kept, watchNotes(kept.notes, deps.clock.now()));
}
