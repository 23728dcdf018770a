// The places of a tenant's pending connections. Each is a claim of its own, so that neither an index nor a race lets one
// more in, from whichever process. A claim names its connection, and is void when that is not pending any more.
import { type Connection, holdsPendingPlace } from '../../core/connection/connection.js';
import { minuteMs } from '../../core/values/time.js';
import { fail } from '../../errors.js';
import type { PendingPlace } from '../../ports/claims.js';
import type { Ports } from '../../ports/ports.js';

type Needs = Pick<Ports, 'clock' | 'connections' | 'pendingPlaces'>;

/** Pending connections a tenant may have at once. */
export const pendingPerTenant = 20;

/** The claim of a connection that was never made is void after this: whoever made it has crashed. */
const unmadeMs = minuteMs;
const maxRounds = 10;

const numbers = Array.from({ length: pendingPerTenant }, (_, n) => n + 1);

/** Claims a place for a connection that is about to be made, or throws `too_many_pending`. One that has a place keeps it. */
export async function takePendingPlace(ports: Needs, tenantId: string, connectionId: string): Promise<void> {
  for (let round = 0; round < maxRounds; round += 1) {
    const held = await ports.pendingPlaces.list(tenantId);
    if (held.some(each => each.connectionId === connectionId)) return;
    const free = numbers.filter(number => !held.some(each => each.number === number));
    const own = { tenantId, connectionId, at: ports.clock.now().toISOString() };
    for (const number of startingAnywhere(free, connectionId)) {
      if (await ports.pendingPlaces.claim({ ...own, number })) return;
    }
    const areVoid = await Promise.all(held.map(each => isVoid(ports, each)));
    const left = held.filter((_, n) => areVoid[n]);
    for (const each of startingAnywhere(left, connectionId)) {
      if (await takeOver(ports, each, { ...own, number: each.number })) return;
    }
    // Otherwise others were faster at each of them.
    if (free.length + left.length === 0) throw fail('too_many_pending');
  }
  throw fail('conflict');
}

/** Whether the connection still has a place, once it was made: making it may have taken very long. */
export async function keepsPendingPlace(ports: Needs, { id, tenantId }: Connection): Promise<boolean> {
  const held = await ports.pendingPlaces.list(tenantId);
  return held.some(each => each.connectionId === id);
}

/** Many who come at once do not all try the same place first. */
function startingAnywhere<Each>(all: readonly Each[], connectionId: string): Each[] {
  const sum = [...connectionId].reduce((total, character) => total + character.charCodeAt(0), 0);
  const start = sum % Math.max(1, all.length);
  return [...all.slice(start), ...all.slice(0, start)];
}

async function takeOver(ports: Needs, left: PendingPlace, own: PendingPlace): Promise<boolean> {
  if (!(await ports.pendingPlaces.claim(own, left))) return false;
  if (await isVoid(ports, left)) return true;
  // Its connection was made at this very moment: either it has seen that it lost its place, or it gets it back.
  await ports.pendingPlaces.claim(left, own);
  return false;
}

async function isVoid(ports: Needs, { connectionId, at }: PendingPlace): Promise<boolean> {
  const kept = await ports.connections.get(connectionId);
  const now = ports.clock.now();
  return kept ? !holdsPendingPlace(kept.value, now) : Date.parse(at) + unmadeMs <= now.getTime();
}
