// Stops a connection: one write that no other change can delay, then its change with the history row. If this process
// ends in between, issuing is stopped all the same, and the worker makes the change.
import type { Caller } from '../../core/access/caller.js';
import type { Connection } from '../../core/connection/connection.js';
import { advance } from '../../core/connection/machine/machine.js';
import { eventOfStop, type Stop, type StopKind } from '../../core/connection/stop.js';
import type { UnreadRules } from '../../core/connection/trust-visibility.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { actorOf } from '../access/actor.js';
import { type ChangeWords, refusal } from '../connection/transition.js';
import { changeAtOnce, recordStops } from './record-stops.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'connections' | 'vendor'>;

/** How often another stop of the same kind may come first. Each of them has stopped issuing already. */
const tries = 12;

export async function setStop(
  ports: Needs,
  caller: Caller,
  kept: Versioned<Connection>,
  kind: StopKind,
  words: ChangeWords & Pick<Stop, 'consent' | 'verdict'>,
): Promise<Versioned<Connection>> {
  const { id } = kept.value;
  const at = ports.clock.now().toISOString();
  const stop: Stop = { id: `stp_${ports.ids.text(16)}`, at, who: actorOf(caller), ...words };
  const { unread } = ports.vendor;
  refuseIfOver(kept, kind, stop, unread);
  let current = kept;
  for (let n = 0; n < tries; n += 1) {
    const written = await ports.connections.stop(id, kind, stop);
    const there = written === 'missing' ? undefined : await ports.connections.get(id);
    if (!there) throw fail('connection_not_found');
    current = await recordStops(ports, there);
    if (written === 'full') {
      refuseIfOver(current, kind, stop, unread);
      const changed = await changeAtOnce(ports, current, kind, stop);
      if (changed) return changed;
      continue;
    }
    // Still open in a state that accepts no stop: the connection had ended for good before it was set.
    const isOpen = there.stops?.some(each => each.stop?.id === stop.id) === true;
    if (there.isAltered && current.stops?.some(each => each.kind === kind)) throw fail('stopped_unread');
    if (isOpen || written === 'other') refuseIfOver(isOpen ? there : current, kind, stop, unread);
    // Someone who writes the table may have removed it before it was recorded: then it is set again.
    if (written !== 'other' && current.stopsRecorded?.includes(stop.id)) return current;
  }
  // The others stopped it after this request arrived, for the same side: what it asked for is done.
  if (current.value.state === 'suspended') return current;
  throw fail('conflict');
}

/**
 * A connection that has ended for good cannot be stopped again: the caller learns its state. That of an altered item is
 * not believed, since the one who wrote it could put it back later.
 */
function refuseIfOver(
  { value, isAltered }: Versioned<Connection>,
  kind: StopKind,
  stop: Stop,
  rules: UnreadRules,
): void {
  if (isAltered) return;
  const event = eventOfStop(kind, stop, value, rules);
  const next = event && advance(value, event, new Date(stop.at));
  if (next && 'refused' in next) throw refusal(next.refused, value.state);
}
