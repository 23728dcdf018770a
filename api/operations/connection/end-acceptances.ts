// The end of acceptances. Those that no longer count are removed: those that a check marked, and those whose end has
// passed. An end is announced before. Each removal and announcement has its own history row, and so an event.
import { isEndingSoon, overOf } from '../../core/connection/acceptance.js';
import type { Connection } from '../../core/connection/connection.js';
import { advance, allowedEvents } from '../../core/connection/machine/machine.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { actorOf, systemCaller } from '../access/actor.js';
import { applyEventOnce } from './transition.js';

/** Another writer who is first removes them, or the next reader does. */
export async function endAcceptances(
  ports: Pick<Ports, 'clock' | 'connections'>,
  kept: Versioned<Connection>,
): Promise<Versioned<Connection>> {
  let current = kept;
  for (const each of kept.value.accepted ?? []) {
    const now = ports.clock.now();
    const why = overOf(each, now);
    if (!why || current.stops) continue;
    const next = advance(current.value, { type: 'acceptance-ended', id: each.id, why }, now);
    if ('refused' in next) continue;
    const change = {
      at: now.toISOString(),
      who: actorOf(systemCaller),
      action: 'connection.acceptance-ended',
      facts: { acceptanceId: each.id, code: each.code, why },
    };
    const written = await ports.connections.change(current, next.connection, change);
    current = written ?? (await ports.connections.get(current.value.id)) ?? current;
  }
  return current;
}

type Needs = Pick<Ports, 'clock' | 'connections' | 'vendor'>;

/** Announces each end that is near, once. */
export async function remindOfAcceptances(ports: Needs, kept: Versioned<Connection>): Promise<Versioned<Connection>> {
  let current = kept;
  if (!allowedEvents[kept.value.state].includes('acceptance-reminded')) return kept;
  for (const { id, code, endsAt } of kept.value.accepted?.filter(each => isEndingSoon(each, ports.clock.now())) ?? []) {
    const words = { action: 'connection.acceptance-reminded', facts: { acceptanceId: id, code, endsAt } } as const;
    const event = { type: 'acceptance-reminded', id } as const;
    current = (await applyEventOnce(ports, current, event, words, 'acceptance_not_found')) ?? current;
  }
  return current;
}
