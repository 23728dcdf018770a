// Notes refusals and opened links of known callers, who have a valid key or link. The first ones of a caller in a
// minute are rows of their own, with their exact time, and stay. Repeated and further ones are counted in one row,
// which expires. All are written in the background, so that no answer waits, and no caller fills the log.
import { sha256 } from '../core/values/canonical.js';
import { errorTable } from '../errors.js';
import type { SecurityLog, SecurityRow } from '../ports/audit.js';
import type { Background, Clock, Ids, Log } from '../ports/runtime.js';
import { isPowerOfTwo, startOfMinute } from './refusal-counts.js';

interface Needs {
  clock: Clock;
  ids: Ids;
  log: Log;
  background: Background;
  /** Instances count apart, each in rows of its own. */
  instance: string;
}

/** Rows of their own for each caller in one minute. */
export const rowsPerMinute = 10;
/** Further callers of the same minute share their rows. */
const callersAtMost = 1000;
const otherCallers = 'others';

/** What one caller did in this minute. */
interface Caller {
  rows: Set<string>;
  counts: Map<string, number>;
}

/** The stored log with `note`. */
export function withNotes(stored: Omit<SecurityLog, 'note'>, needs: Needs): SecurityLog {
  const { clock, ids, log, background, instance } = needs;
  let minute = '';
  let callers = new Map<string, Caller>();

  function knownOf(callerId: string): { name: string; caller: Caller } {
    const now = startOfMinute(clock);
    if (now !== minute) {
      minute = now;
      callers = new Map();
    }
    const name = callers.has(callerId) || callers.size < callersAtMost ? callerId : otherCallers;
    const caller = callers.get(name) ?? { rows: new Set(), counts: new Map() };
    callers.set(name, caller);
    return { name, caller };
  }

  /** If the store fails, the row is at least in the log of this process. */
  function write(row: SecurityRow, put: (row: SecurityRow) => Promise<void>): void {
    background.run('counting refusals', async () => {
      try {
        await put(row);
      } catch (error) {
        log.error({ row }, 'a row of the security log could not be stored');
        throw error;
      }
    });
  }

  const noting: SecurityLog = {
    ...stored,
    note({ what, callerId, facts }) {
      const { name, caller } = knownOf(callerId);
      const own = JSON.stringify([what, callerId, facts]);
      if (!caller.rows.has(own) && caller.rows.size < rowsPerMinute) {
        caller.rows.add(own);
        if (isLimit(what)) log.warn({ what, callerId, ...facts }, 'a caller reached a limit');
        const row = { at: clock.now().toISOString(), id: `sec_${ids.text(16)}`, what, callerId, facts };
        return write(row, each => noting.put(each));
      }
      const count = (caller.counts.get(what) ?? 0) + 1;
      caller.counts.set(what, count);
      if (!isPowerOfTwo(count)) return;
      const id = `sec_${sha256(`${instance}\n${minute}\n${what} ${name}`).slice(0, 16)}`;
      const counted = { ...facts, countAtLeast: String(count) };
      write({ at: minute, id, what, callerId: name, facts: counted }, each => noting.putCount(each));
    },
  };
  return noting;
}

function isLimit(what: string): boolean {
  const [status] = (errorTable as Record<string, readonly [number, string]>)[what] ?? [];
  return status === 429;
}
