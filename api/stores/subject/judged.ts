// Marks subjects that were read from an item that is not as the service wrote it. Not here: what makes it so
// (audit/integrity), what follows (operations).
import type { Snapshot } from '../../ports/subjects.js';
import type { Item, Table } from '../table/send.js';
import { stopsAsWritten } from './stops.js';

/**
 * Marks a subject whose item is not as the service wrote it, or older than one that was read before. Takes away what
 * its open stops state if the service did not write them.
 */
export async function judged<Kept extends Snapshot<unknown>>(
  { integrity }: Table,
  item: Item,
  kept: Kept,
  highest = 0,
): Promise<Kept> {
  await integrity.load();
  const pk = String(item.pk);
  const stops = stopsAsWritten(integrity, item);
  if (stops) Object.assign(kept, { stops });
  if (!integrity.isAsWritten(item)) return Object.assign(kept, { isAltered: true });
  // Only what we wrote counts as seen: a revision that someone invented must not make the true item look old.
  integrity.saw(pk, kept.revision);
  return kept.revision < highest ? Object.assign(kept, { isAltered: true }) : kept;
}

const judgedBefore = new WeakSet<Item>();

/** A read that callers share is judged once: its MAC costs more than the rest of the reading. */
export async function judgedOnce<Kept extends Snapshot<unknown>>(
  table: Table,
  item: Item,
  kept: Kept,
  highest: number,
): Promise<Kept> {
  if (judgedBefore.has(item) && kept.revision >= highest) return kept;
  const now = await judged(table, item, kept, highest);
  judgedBefore.add(item);
  return now;
}
