// Finding what a caller names, for every other operation: first whether such a caller may do it at all, then whether
// the thing is there *for this caller*. Another tenant's thing is not found, and that is noted for auditors.
import { type Action, type Caller, refusedAs, sees, seesConnection, whoMay } from '../core/access/caller.js';
import type { Tenant } from '../core/access/tenant.js';
import type { Connection, ConnectionInBrief } from '../core/connection/connection.js';
import { advance } from '../core/connection/machine/machine.js';
import type { Deps, Kept, Known, SecurityRow } from '../deps.js';
import { fail } from '../errors.js';
import { systemCaller, whoOf } from './who.js';

type Needs = Pick<Deps, 'clock' | 'ids' | 'securityLog'>;

/** Throws unless such a caller may do this: `not_allowed`, or what a link in particular may not. */
export async function allow(deps: Needs, caller: Caller, action: Action): Promise<void> {
  const code = refusedAs(caller, action);
  if (!code) return;
  await refusal(deps, caller, code, { action });
  throw fail(code, code === 'not_allowed' ? { detail: `It is for ${whoMay(action)}; this is ${whatIs(caller)}.` } : {});
}

const whatIs = ({ kind }: Caller) =>
  kind === 'hand-off' || kind === 'manage' ? `a ${kind} link` : `a key of scope ${kind}`;

/** The same for what is of everybody: only callers that are bound to all tenants may. */
export async function allowOfAll(deps: Needs, caller: Caller, action: Action): Promise<void> {
  await allow(deps, caller, action);
  if (caller.tenants === 'all') return;
  await refusal(deps, caller, 'not_allowed', { action });
  throw fail('not_allowed', { detail: 'The key is bound to named tenants.' });
}

export async function findTenant(
  deps: Needs & Pick<Deps, 'tenants'>,
  caller: Caller,
  action: Action,
  tenantId: string,
): Promise<Kept<Tenant>> {
  await allow(deps, caller, action);
  if (!sees(caller, tenantId)) {
    await refusal(deps, caller, 'tenant_not_found', { tenantId, action });
    throw fail('tenant_not_found');
  }
  const kept = await deps.tenants.get(tenantId);
  if (!kept) throw fail('tenant_not_found');
  return kept;
}

export async function findConnection(
  deps: Needs & Pick<Deps, 'connections'>,
  caller: Caller,
  action: Action,
  tenantId: string,
  connectionId: string,
): Promise<Kept<Connection>> {
  await allow(deps, caller, action);
  const kept = await deps.connections.get(connectionId);
  return afterExpiry(deps, await seen(deps, caller, action, { tenantId, connectionId }, kept));
}

/** The same of less, for an ask. Nothing can be asked of a pending one, but it may have expired. */
export async function findBriefly(
  deps: Needs & Pick<Deps, 'connections'>,
  caller: Caller,
  action: Action,
  tenantId: string,
  connectionId: string,
): Promise<Known<ConnectionInBrief>> {
  await allow(deps, caller, action);
  const known = await deps.connections.getBrief(connectionId);
  if (known?.value.state === 'pending') return findConnection(deps, caller, action, tenantId, connectionId);
  return seen(deps, caller, action, { tenantId, connectionId }, known);
}

async function seen<Found extends Known<ConnectionInBrief>>(
  deps: Needs,
  caller: Caller,
  action: Action,
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
  found: Found | undefined,
): Promise<Found> {
  if (found?.value.tenantId === tenantId && seesConnection(caller, found.value)) return found;
  if (found || !sees(caller, tenantId))
    await refusal(deps, caller, 'connection_not_found', { tenantId, connectionId, action });
  throw fail('connection_not_found');
}

/** As the vendor registered it; a tenant that is not there any more is called by its id. */
export async function tenantNameOf({ tenants }: Pick<Deps, 'tenants'>, { tenantId }: Connection): Promise<string> {
  return (await tenants.get(tenantId))?.value.name ?? tenantId;
}

/** A pending connection past its date is expired, whether or not the worker has come by. */
export async function afterExpiry(
  deps: Pick<Deps, 'clock' | 'connections'>,
  kept: Kept<Connection>,
): Promise<Kept<Connection>> {
  const now = deps.clock.now();
  if (kept.value.state !== 'pending' || kept.value.expiresAt > now.toISOString()) return kept;
  const expired = advance(kept.value, { type: 'expired' }, now);
  if ('refused' in expired) return kept;
  const change = { at: now.toISOString(), who: whoOf(systemCaller), action: 'connection.expired' };
  const written = await deps.connections.change(kept, expired.connection, change);
  return written ?? (await deps.connections.get(kept.value.id)) ?? kept;
}

export async function refusal(deps: Needs, caller: Caller, what: string, facts: Record<string, string>): Promise<void> {
  await note(deps, { what, callerId: caller.id, facts });
}

/** One row of the security log, for auditors. Never with a secret. */
export async function note(deps: Needs, row: Omit<SecurityRow, 'at' | 'id'>): Promise<void> {
  const at = deps.clock.now().toISOString();
  await deps.securityLog.put({ at, id: `sec_${deps.ids.text(16)}`, ...row });
}
