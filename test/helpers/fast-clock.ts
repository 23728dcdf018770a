// A clock that several processes share and that runs fast, so that leases, waits and propagation are short without any
// sleep.
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../api/ports/runtime.js';

/** If it ran faster, unfinished work on a busy machine would outlive a lease or a ledger row. */
export const speed = 30;

/** `leastMs`: the shortest wait in real milliseconds, so that workers that only poll use less processor time. */
export function fastClock(epoch: number, leastMs = 0): Clock {
  return {
    now: () => new Date(epoch + (Date.now() - epoch) * speed),
    async wait(milliseconds, signal) {
      await delay(Math.max(milliseconds / speed, leastMs), undefined, { ...(signal && { signal }) }).catch(
        () => undefined,
      );
    },
  };
}
