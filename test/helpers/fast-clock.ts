// A clock that several processes share and that runs ahead: so many seconds of it are one of the test's. Leases, waits
// and propagation are short without anybody sleeping for them.
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../api/ports/runtime.js';

/** Faster, and on a busy machine what is half done grows older than a lease or a ledger row allows. */
export const speed = 30;

export function fastClock(epoch: number): Clock {
  return {
    now: () => new Date(epoch + (Date.now() - epoch) * speed),
    async wait(milliseconds, signal) {
      await delay(milliseconds / speed, undefined, { ...(signal && { signal }) }).catch(() => undefined);
    },
  };
}
