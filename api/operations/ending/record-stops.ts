// Records open stops: for each, the change that it describes, with its history row. A caller that finds an open stop
// records it: the request that set it, the next change, or the worker after a crash. Doing it twice does nothing.
import type { Change } from '../../core/audit/history.js';
import { firstLookNotes } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import { advance } from '../../core/connection/machine/machine.js';
import { eventOfStop, type ReadStop, type Stop, type StopKind, stopKinds } from '../../core/connection/stop.js';
import type { UnreadRules } from '../../core/connection/trust-visibility.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';

type Needs = Pick<Ports, 'clock' | 'connections' | 'vendor'>;

/** While a stop is open only records of stops are written, and there are as many kinds of them as `stopKinds` has. */
const tries = 12;

/**
 * The connection with its stops recorded. What is still open afterwards cannot be read, or its item was altered so that
 * it accepts no stop: such a state is not believed.
 */
export async function recordStops(ports: Needs, kept: Versioned<Connection>): Promise<Versioned<Connection>> {
  let current = kept;
  for (let n = 0; n < tries; n += 1) {
    const open = firstOf(current, ports.vendor.unread);
    if (!open) return current;
    const recorded = await recordOne(ports, current, open);
    const next = recorded ?? (await ports.connections.get(kept.value.id));
    if (!next) throw fail('connection_not_found');
    current = next;
  }
  throw fail('conflict');
}

function firstOf({ value, stops = [], isAltered }: Versioned<Connection>, rules: UnreadRules): ReadStop | undefined {
  for (const kind of stopKinds) {
    const stop = stops.find(each => each.kind === kind)?.stop;
    if (stop && (!isAltered || afterStop(value, kind, stop, rules))) return { kind, stop };
  }
  return undefined;
}

async function recordOne(
  ports: Needs,
  kept: Versioned<Connection>,
  open: ReadStop,
): Promise<Versioned<Connection> | undefined> {
  const next = afterStop(kept.value, open.kind, open.stop, ports.vendor.unread);
  if (!next) return ports.connections.dropStop(kept, open);
  const written = await ports.connections.record(kept, open, next, changeOf(open.stop));
  if (written?.value.offboarding?.state === 'checking' && open.kind === 'stopRevoke')
    await ports.connections.note(written, firstLookNotes(ports.clock.now()));
  return written;
}

function changeOf({ at, who, action, reason, facts }: Stop): Change {
  return { at, who, action, ...(reason !== undefined && { reason }), ...(facts && { facts }) };
}

/**
 * For an item of an earlier release that has no room for a stop: makes its change at once. The write also moves older
 * retired IDs, which filled the item, to items of their own. Undefined when another change was first: it has made room.
 */
export async function changeAtOnce(
  ports: Needs,
  kept: Versioned<Connection>,
  kind: StopKind,
  stop: Stop,
): Promise<Versioned<Connection> | undefined> {
  const next = afterStop(kept.value, kind, stop, ports.vendor.unread);
  return next && ports.connections.change(kept, next, changeOf(stop));
}

/**
 * Undefined when there is nothing to record: the state accepts no such stop. A stop that changes nothing is recorded
 * all the same: its new revision refuses a resume that was decided before it.
 */
function afterStop(
  connection: Connection,
  kind: StopKind,
  stop: Pick<Stop, 'at' | 'consent' | 'verdict'>,
  rules: UnreadRules,
): Connection | undefined {
  const after = (content: Pick<Stop, 'consent' | 'verdict'>) => {
    const event = eventOfStop(kind, content, connection, rules);
    const next = event && advance(connection, event, new Date(stop.at));
    return next && 'connection' in next ? next.connection : undefined;
  };
  const next = after(stop);
  // An old stop that someone puts back has its own valid MAC. Whatever it states, it can only stop.
  return kind === 'stopUnsafe' && next && next.health !== 'unsafe' ? after({}) : next;
}
