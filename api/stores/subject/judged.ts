// Marks subjects that were read from an item that is not as the service wrote it. Not here: what makes it so
// (audit/integrity), what follows (operations).
import type { Snapshot } from '../../ports/subjects.js';
import type { Item, Table } from '../table/send.js';

/** Marks a subject whose item is not as the service wrote it, or older than one that was read before. */
export async function judged<Kept extends Snapshot<unknown>>(
  { integrity }: Table,
  item: Item,
  kept: Kept,
  highest = 0,
): Promise<Kept> {
  await integrity.load();
  const pk = String(item.pk);
  const isOld = kept.revision < highest;
  integrity.saw(pk, kept.revision);
  if (!isOld && integrity.isAsWritten(item)) return kept;
  return Object.assign(kept, { isAltered: true });
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
