// Applies one change of a connection: the state machine decides, the store writes it with its history row. Only for
// operations that remain correct after other changes: they are retried on a fresh read. An open stop is recorded first.
import type { Caller } from '../../core/access/caller.js';
import type { Connection, State } from '../../core/connection/connection.js';
import type { ConnectionEvent, Transition } from '../../core/connection/event.js';
import { advance } from '../../core/connection/machine/machine.js';
import { isStoppedSince } from '../../core/connection/stop.js';
import type { EventType } from '../../core/event/event-types.js';
import { type ErrorCode, fail, KitError } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { actorOf, systemCaller } from '../access/actor.js';
import { recordStops } from '../ending/record-stops.js';
import { notInThisState } from './not-in-this-state.js';

const tries = 12;

type Refusal = Extract<Transition, { refused: string }>['refused'];

export interface ChangeWords {
  action: EventType;
  reason?: string;
  facts?: Record<string, unknown>;
}

/** Writes the change. Throws `conflict` if other changes keep interfering. */
export async function applyEvent(
  ports: Pick<Ports, 'clock' | 'connections' | 'vendor'>,
  caller: Caller,
  kept: Versioned<Connection>,
  event: ConnectionEvent,
  words: ChangeWords,
): Promise<Versioned<Connection>> {
  let current: Versioned<Connection> | undefined = kept;
  for (let n = 0; n < tries && current; n += 1) {
    if (current.stops) current = await recordStops(ports, current);
    if (lifts.includes(event.type) && isStoppedSince(kept, current))
      throw fail('conflict', { detail: stoppedMeanwhile });
    if (current.stops) throw fail('conflict', { detail: unreadableStop });
    const now = ports.clock.now();
    const next = advance(current.value, event, now);
    if ('refused' in next) throw refusal(next.refused, current.value.state);
    const change = { at: now.toISOString(), who: actorOf(caller), ...words };
    const written = await ports.connections.change(current, next.connection, change);
    if (written) return written;
    current = await ports.connections.get(kept.value.id);
  }
  throw fail('conflict');
}

/** The events that let issuing begin again. They never lift a stop that was set after their request was read. */
const lifts: readonly ConnectionEvent['type'][] = ['resumed', 'drill-finished'];

const stoppedMeanwhile = 'Someone stopped it at the same time, and the stop stands.';
const unreadableStop =
  'A stop of this connection cannot be read. It stays stopped; the log names it. It can be revoked.';

export function refusal(code: Refusal, state: State): KitError {
  return code === 'not_in_this_state' ? notInThisState(state) : fail(code, { members: { state } });
}

/**
 * For changes that several processes may start at the same time. One of them writes it. For the others, refused as
 * `over` or because the connection has ended, the work is already done, and this returns undefined.
 */
export async function applyEventOnce(
  ports: Pick<Ports, 'clock' | 'connections' | 'vendor'>,
  kept: Versioned<Connection>,
  event: ConnectionEvent,
  words: ChangeWords,
  over: ErrorCode,
): Promise<Versioned<Connection> | undefined> {
  try {
    return await applyEvent(ports, systemCaller, kept, event, words);
  } catch (error) {
    if (!(error instanceof KitError) || (error.code !== over && error.code !== 'not_in_this_state')) throw error;
    return undefined;
  }
}
