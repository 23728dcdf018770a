// The fixed time of day and weekday at which the kit checks a connection. A hash of the connection's secret seed gives
// the slot: nobody outside can know it, the checks of all connections are spread, and nothing is stored. Slots count
// from midnight UTC, never from the end of the last check, so they do not drift. Pure.
import { digest } from '../values/canonical.js';
import { dayMs, minuteMs } from '../values/time.js';

export interface Slot {
  /** Milliseconds after midnight UTC. */
  ofDayMs: number;
  /** The day of the full check, 0 is Sunday. */
  weekday: number;
}

/**
 * The most by which a check may be later than its slot, different every day: checks of many vendors do not coincide.
 */
export const jitterMs = 10 * minuteMs;

export function slotOf(seed: string): Slot {
  return {
    ofDayMs: Math.floor(share('slot', seed) * dayMs),
    weekday: Math.floor(share('weekday', seed) * 7),
  };
}

/** When the next check is due: the first slot after `after`, jitter included. */
export function nextSlot(seed: string, after: Date): Date {
  const { ofDayMs } = slotOf(seed);
  // Yesterday's slot may still be ahead: jitter can move it past midnight.
  for (let day = midnight(after) - dayMs; ; day += dayMs) {
    const at = new Date(day + ofDayMs + spreadOver(seed, new Date(day), jitterMs));
    if (at > after) return at;
  }
}

/** The last time, not after `now`, at which a full check was due. */
export function lastFullSlot(seed: string, now: Date): Date {
  const { ofDayMs, weekday } = slotOf(seed);
  let at = midnight(now) + ofDayMs;
  while (at > now.getTime() || new Date(at).getUTCDay() !== weekday) at -= dayMs;
  return new Date(at);
}

/** A part of `withinMs`: different for each connection and date, always the same for both. */
export function spreadOver(seed: string, date: Date, withinMs: number): number {
  return Math.floor(share(date.toISOString(), seed) * withinMs);
}

function midnight(date: Date): number {
  return Math.floor(date.getTime() / dayMs) * dayMs;
}

/** A number from 0 to below 1, evenly distributed over ids. */
function share(purpose: string, seed: string): number {
  return Number.parseInt(digest([purpose, seed]).slice(0, 8), 16) / 2 ** 32;
}
