// The clock of a test: starts at the real time and only runs ahead of it. A wait costs nothing: it moves the clock to
// its end once everything that is ready has run.
import type { Clock } from '../../api/ports/runtime.js';

export interface TestClock extends Clock {
  /** Moves the time forward. */
  advance(milliseconds: number): void;
}

export function testClock(): TestClock {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  return {
    now,
    advance(milliseconds) {
      ahead += milliseconds;
    },
    async wait(milliseconds) {
      const until = now().getTime() + milliseconds;
      await new Promise(resolve => setImmediate(resolve));
      ahead += Math.max(0, until - now().getTime());
    },
  };
}
