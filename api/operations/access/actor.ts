// A caller as history shows it.
import type { Caller } from '../../core/access/caller.js';
import type { Who } from '../../core/audit/history.js';

/** The kit itself: due checks, expiry, the consequences of closing a tenant. Never issues. */
export const systemCaller: Caller = { kind: 'system', id: 'system', tenants: 'all' };

export function actorOf(caller: Caller): Who {
  const { kind, id, name, madeBy } = caller;
  return { kind, id, ...(name && { name }), ...(madeBy && { madeBy }) };
}
