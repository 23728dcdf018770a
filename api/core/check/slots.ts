// When in the day and in the week the kit looks at a connection by itself: a fixed slot from a hash of its id, so that a
// fleet is spread and nothing needs to be kept. Each slot is counted from midnight UTC and never from when the last check
// ended, so it does not drift. Pure.
import { digest } from '../values/canonical.js';
import { dayMs, minuteMs } from '../values/time.js';

export interface Slot {
  /** Milliseconds after midnight UTC. */
  ofDayMs: number;
  /** The day of the full check, 0 is Sunday. */
  weekday: number;
}

/** How much later than its slot a check may be due, each day by another amount: vendors with like fleets meet no beat. */
export const jitterMs = 10 * minuteMs;

export function slotOf(connectionId: string): Slot {
  return {
    ofDayMs: Math.floor(share('slot', connectionId) * dayMs),
    weekday: Math.floor(share('weekday', connectionId) * 7),
  };
}

/** When the next check is due: the first slot, jitter included, after `after`. */
export function nextSlot(connectionId: string, after: Date): Date {
  const { ofDayMs } = slotOf(connectionId);
  // Yesterday's may still be to come: jitter can carry it over midnight.
  for (let day = midnight(after) - dayMs; ; day += dayMs) {
    const at = new Date(day + ofDayMs + spreadOver(connectionId, new Date(day), jitterMs));
    if (at > after) return at;
  }
}

/** The last moment, not after `now`, at which a full check fell due. */
export function lastFullSlot(connectionId: string, now: Date): Date {
  const { ofDayMs, weekday } = slotOf(connectionId);
  let at = midnight(now) + ofDayMs;
  while (at > now.getTime() || new Date(at).getUTCDay() !== weekday) at -= dayMs;
  return new Date(at);
}

/** A part of `withinMs` that is another for each connection and each date, and always the same for both. */
export function spreadOver(connectionId: string, date: Date, withinMs: number): number {
  return Math.floor(share(date.toISOString(), connectionId) * withinMs);
}

function midnight(date: Date): number {
  return Math.floor(date.getTime() / dayMs) * dayMs;
}

/** From 0 up to 1, even over ids. */
function share(purpose: string, connectionId: string): number {
  return Number.parseInt(digest([purpose, connectionId]).slice(0, 8), 16) / 2 ** 32;
}
