// Counts refusals of strangers: callers without a valid key or link. All refusals of one address in one minute are one
// row of the security log, written in the background and only when its count has doubled. So a flood costs its sender
// more than it costs us. Memory and rows are bounded for any number of addresses.
import { sha256 } from '../core/values/canonical.js';
import { minuteOf } from '../core/values/time.js';
import type { RefusalCounts, SecurityLog } from '../ports/audit.js';
import type { Background, Clock } from '../ports/runtime.js';

interface Needs {
  clock: Clock;
  background: Background;
  securityLog: Pick<SecurityLog, 'putCount'>;
  /** Instances count apart, each in rows of its own. */
  instance: string;
}

interface Counted {
  count: number;
  facts: Record<string, string>;
}

/** Further addresses of the same minute are counted together. */
const addressesAtMost = 200;
export const otherAddresses = 'others';

export function makeRefusalCounts({ clock, background, securityLog, instance }: Needs): RefusalCounts {
  let minute = '';
  let counted = new Map<string, Counted>();

  return {
    count({ what, address, facts }) {
      const now = startOfMinute(clock);
      if (now !== minute) {
        minute = now;
        counted = new Map();
      }
      const own = `${what} ${address}`;
      const isRoom = counted.has(own) || counted.size < addressesAtMost;
      const counter = isRoom ? address : otherAddresses;
      const key = `${what} ${counter}`;
      const count = (counted.get(key)?.count ?? 0) + 1;
      counted.set(key, { count, facts });
      if (!isPowerOfTwo(count)) return;
      const id = `sec_${sha256(`${instance}\n${minute}\n${key}`).slice(0, 16)}`;
      const row = { at: minute, id, what, facts: { ...facts, address: counter, countAtLeast: String(count) } };
      background.run('counting refusals', () => securityLog.putCount(row));
    },
  };
}

/** The start of the minute, ISO 8601. */
export const startOfMinute = (clock: Clock) => `${minuteOf(clock.now())}:00.000Z`;

/** A count is stored only when it has doubled. */
export const isPowerOfTwo = (count: number) => (count & (count - 1)) === 0;
