// When the kit looks at a connection by itself: often while a launch is awaited, then ever more slowly. Pure.
import type { Connection } from './connection.js';
import { provableAt } from './rotation.js';

export interface DueNotes {
  lastConclusiveCheckAt?: string;
  due?: { at: string; attempts: number };
}

const minuteMs = 60_000;
/** Waits between the looks at a pending connection, by how many looks found nothing; the last one repeats. */
const pendingWaitsMs = [
  5_000,
  15_000,
  minuteMs,
  2 * minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  60 * minuteMs,
  360 * minuteMs,
];
const secondLookMs = 10 * minuteMs;
const dayMs = 24 * 60 * minuteMs;
/** While a change waits for the customer. An ask would see a rotation at once, but not everybody asks. */
const changeLookMs = 60 * minuteMs;
const afterFaultMs = 2 * minuteMs;

/** The bookkeeping after a check of `connection` (as it is after that check). */
export function afterCheckNotes(connection: Connection, before: DueNotes, now: Date, conclusive: boolean): DueNotes {
  const attempts = (before.due?.attempts ?? 0) + 1;
  const due = {
    at: new Date(now.getTime() + waitOf(connection, before, conclusive, attempts, now)).toISOString(),
    attempts,
  };
  return {
    ...(conclusive && { lastConclusiveCheckAt: now.toISOString() }),
    due: connection.state === 'verified' && conclusive ? { ...due, attempts: 0 } : due,
  };
}

function waitOf(connection: Connection, before: DueNotes, conclusive: boolean, attempts: number, now: Date): number {
  if (connection.state === 'pending') return pendingWaitsMs[Math.min(attempts, pendingWaitsMs.length) - 1]!;
  if (!conclusive) return afterFaultMs * Math.min(attempts, 30);
  const { pending, retiring } = connection.externalId;
  if (pending || connection.upgrade) return changeLookMs;
  // As soon as the old ID may be proven dead.
  if (retiring && provableAt(retiring) > now) return provableAt(retiring).getTime() - now.getTime();
  // Once more soon after the first proof, then daily.
  return before.lastConclusiveCheckAt && connection.verifiedAt && before.lastConclusiveCheckAt >= connection.verifiedAt
    ? dayMs
    : secondLookMs;
}

/** Somebody looks at the delivery or says "I launched it": begin again with short waits. */
export function watchNotes(now: Date): Pick<DueNotes, 'due'> {
  return { due: { at: now.toISOString(), attempts: 0 } };
}

/** A look that could not be begun: again after a while, so that it stands in nobody's way. */
export function laterNotes(before: DueNotes, now: Date): Pick<DueNotes, 'due'> {
  const attempts = (before.due?.attempts ?? 0) + 1;
  return { due: { at: new Date(now.getTime() + afterFaultMs * Math.min(attempts, 30)).toISOString(), attempts } };
}
