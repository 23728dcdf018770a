// Finds a connection for a caller. Another tenant's connection is not found, and the security log records the attempt.
import { type Action, type Caller, sees, seesConnection } from '../../core/access/caller.js';
import type { Connection, ConnectionInBrief } from '../../core/connection/connection.js';
import { advance } from '../../core/connection/machine/machine.js';
import { fail, isUnreadable } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Snapshot, Versioned } from '../../ports/subjects.js';
import { actorOf, systemCaller } from '../access/actor.js';
import { allow, type Needs, refusal } from '../access/allow.js';
import { refuseTooFrequentChange } from './refuse-beyond.js';

/** The tenant and connection that a caller names. */
export interface ConnectionRef {
  tenantId: string;
  connectionId: string;
}

/** A connection by its ids, or as it was found before in the same request: then it is not read again. */
export type ConnectionOrRef = ConnectionRef | Versioned<Connection>;

export async function findConnection(
  ports: Needs & Pick<Ports, 'connections'>,
  caller: Caller,
  action: Action,
  where: ConnectionOrRef,
): Promise<Versioned<Connection>> {
  await allow(ports, caller, action);
  if ('value' in where) {
    const ref = { tenantId: where.value.tenantId, connectionId: where.value.id };
    const known = await seen(ports, caller, action, ref, where);
    await refuseTooFrequentChange(ports, caller, action, known.value.id);
    return known;
  }
  const kept = await ports.connections.get(where.connectionId);
  const found = await seen(ports, caller, action, where, kept);
  await refuseTooFrequentChange(ports, caller, action, found.value.id);
  return afterExpiry(ports, found);
}

/** A shorter read for credential requests. A pending connection is read in full, because it may have expired. */
export async function findBriefly(
  ports: Needs & Pick<Ports, 'connections'>,
  caller: Caller,
  action: Action,
  where: ConnectionRef,
): Promise<Snapshot<ConnectionInBrief>> {
  await allow(ports, caller, action);
  const known = await ports.connections.getBrief(where.connectionId);
  if (known?.value.state === 'pending') return findConnection(ports, caller, action, where);
  return seen(ports, caller, action, where, known);
}

/**
 * For a stop of a connection whose item cannot be read: who the caller is and what it names are checked by what can
 * be. Returns the state without the parts that are stored apart, if that can be read.
 */
export async function findUnread(
  ports: Needs & Pick<Ports, 'connections'>,
  caller: Caller,
  action: Action,
  where: ConnectionRef,
): Promise<ConnectionInBrief | undefined> {
  await allow(ports, caller, action);
  const { connections } = ports;
  const brief = await connections.getBrief(where.connectionId).catch((error: unknown) => {
    if (!isUnreadable(error)) throw error;
  });
  const tenantId = brief?.value.tenantId ?? (await connections.listedFor(where.connectionId));
  const named = tenantId === undefined ? undefined : { value: { id: where.connectionId, tenantId } };
  await seen(ports, caller, action, where, named);
  return brief?.value;
}

async function seen<Found extends { value: { id: string; tenantId: string } }>(
  ports: Needs,
  caller: Caller,
  action: Action,
  { tenantId, connectionId }: ConnectionRef,
  found: Found | undefined,
): Promise<Found> {
  if (found?.value.tenantId === tenantId && seesConnection(caller, found.value)) return found;
  if (found || !sees(caller, tenantId))
    refusal(ports, caller, 'connection_not_found', { tenantId, connectionId, action });
  throw fail('connection_not_found');
}

/** A pending connection past its expiry is expired, even if the worker has not processed it yet. */
export async function afterExpiry(
  ports: Pick<Ports, 'clock' | 'connections'>,
  kept: Versioned<Connection>,
): Promise<Versioned<Connection>> {
  const now = ports.clock.now();
  if (kept.value.state !== 'pending' || kept.value.expiresAt > now.toISOString()) return kept;
  const expired = advance(kept.value, { type: 'expired' }, now);
  if ('refused' in expired) return kept;
  const change = { at: now.toISOString(), who: actorOf(systemCaller), action: 'connection.expired' };
  const written = await ports.connections.change(kept, expired.connection, change);
  return written ?? (await ports.connections.get(kept.value.id)) ?? kept;
}
