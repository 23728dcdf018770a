// Limits the pending connections of a tenant. Each place is a claim of its own, so no index and no race between
// processes can exceed the limit. A claim names its connection and is void once that connection is no longer pending.
import { type Connection, holdsPendingPlace } from '../../../core/connection/connection.js';
import { minuteMs } from '../../../core/values/time.js';
import { fail } from '../../../errors.js';
import type { PendingPlace } from '../../../ports/claims.js';
import type { Ports } from '../../../ports/ports.js';

type Needs = Pick<Ports, 'clock' | 'connections' | 'pendingPlaces'>;

/** Maximum number of pending connections per tenant. */
export const pendingPerTenant = 20;

/** A claim without a connection is void after this time: the process that made the claim has crashed. */
const abandonedMs = minuteMs;
const maxRounds = 10;

const numbers = Array.from({ length: pendingPerTenant }, (_, n) => n + 1);

/** Claims a place for a new connection, or throws `too_many_pending`. A connection keeps the place it already has. */
export async function takePendingPlace(ports: Needs, tenantId: string, connectionId: string): Promise<void> {
  for (let round = 0; round < maxRounds; round += 1) {
    const held = await ports.pendingPlaces.list(tenantId);
    if (held.some(each => each.connectionId === connectionId)) return;
    const free = numbers.filter(number => !held.some(each => each.number === number));
    const own = { tenantId, connectionId, at: ports.clock.now().toISOString() };
    for (const number of rotatedBy(free, connectionId)) {
      if (await ports.pendingPlaces.claim({ ...own, number })) return;
    }
    const areVoid = await Promise.all(held.map(each => isVoid(ports, each)));
    const left = held.filter((_, n) => areVoid[n]);
    for (const each of rotatedBy(left, connectionId)) {
      if (await takeOver(ports, each, { ...own, number: each.number })) return;
    }
    // Otherwise other requests took every place first. Try again.
    if (free.length + left.length === 0) throw fail('too_many_pending');
  }
  throw fail('conflict');
}

/** Whether a new connection still holds its place: creating it may have taken too long. */
export async function keepsPendingPlace(ports: Needs, { id, tenantId }: Connection): Promise<boolean> {
  const held = await ports.pendingPlaces.list(tenantId);
  return held.some(each => each.connectionId === id);
}

/** The places, rotated to a start that differs per connection, so that concurrent requests rarely compete. */
function rotatedBy<Each>(all: readonly Each[], connectionId: string): Each[] {
  const sum = [...connectionId].reduce((total, character) => total + character.charCodeAt(0), 0);
  const start = sum % Math.max(1, all.length);
  return [...all.slice(start), ...all.slice(0, start)];
}

async function takeOver(ports: Needs, left: PendingPlace, own: PendingPlace): Promise<boolean> {
  if (!(await ports.pendingPlaces.claim(own, left))) return false;
  if (await isVoid(ports, left)) return true;
  // Its connection was created just now. Either it sees that it lost its place, or this returns the place to it.
  await ports.pendingPlaces.claim(left, own);
  return false;
}

async function isVoid(ports: Needs, { connectionId, at }: PendingPlace): Promise<boolean> {
  const kept = await ports.connections.get(connectionId);
  const now = ports.clock.now();
  return kept ? !holdsPendingPlace(kept.value, now) : Date.parse(at) + abandonedMs <= now.getTime();
}
