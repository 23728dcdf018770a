// Converts a caller to the actor of a history row.
import type { Caller } from '../../core/access/caller.js';
import type { Who } from '../../core/audit/history.js';

/** The kit itself: due checks, expiry, and the consequences of closing a tenant. It never requests credentials. */
export const systemCaller: Caller = { kind: 'system', id: 'system', tenants: 'all' };

export function actorOf(caller: Caller): Who {
  const { kind, id, name, publicName, madeBy } = caller;
  return { kind, id, ...(name && { name }), ...(publicName && { publicName }), ...(madeBy && { madeBy }) };
}
