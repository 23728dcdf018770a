// Making, reading and closing tenants.
import { type Caller, sees } from '../core/access/caller.js';
import type { Tenant } from '../core/access/tenant.js';
import type { Connection } from '../core/connection/connection.js';
import type { Deps, Kept, Page, PageInput } from '../deps.js';
import { fail, KitError } from '../errors.js';
import { allow, findTenant } from './find.js';
import { type ConsentInput, revokeBy } from './offboard.js';
import { whoOf } from './who.js';

type Needs = Pick<Deps, 'clock' | 'ids' | 'securityLog' | 'tenants' | 'connections'>;

/** A key bound to named tenants cannot make another: it would not see it. */
export async function createTenant(
  deps: Needs,
  caller: Caller,
  input: { name: string; reference?: string },
  idText = deps.ids.text(16),
): Promise<Tenant> {
  await allow(deps, caller, 'tenant.create');
  if (caller.tenants !== 'all') throw fail('not_allowed', { detail: 'The key is bound to named tenants.' });
  const at = deps.clock.now().toISOString();
  const tenant: Tenant = { schema: 1, id: `ten_${idText}`, ...input, state: 'open', createdAt: at };
  const made = await deps.tenants.create(tenant, { at, who: whoOf(caller), action: 'tenant.created' });
  // The same request made it before, and was killed before it answered.
  const kept = made ?? (await deps.tenants.get(tenant.id));
  if (!kept) throw fail('conflict');
  return kept.value;
}

/** What a caller makes is for no more tenants than it has itself, and for such as there are. */
export async function refuseWiderThan(
  deps: Pick<Deps, 'tenants'>,
  caller: Caller,
  tenants: 'all' | readonly string[],
): Promise<void> {
  if (tenants === 'all' && caller.tenants !== 'all')
    throw fail('not_allowed', { detail: 'The key is bound to named tenants.' });
  for (const tenantId of tenants === 'all' ? [] : tenants) {
    const isThere = sees(caller, tenantId) && (await deps.tenants.get(tenantId));
    if (!isThere) throw fail('tenant_not_found', { members: { tenantId } });
  }
}

export async function listTenants(deps: Needs, caller: Caller, page: PageInput): Promise<Page<Tenant>> {
  await allow(deps, caller, 'tenant.read');
  const kept = await deps.tenants.list(page, caller.tenants === 'all' ? undefined : caller.tenants);
  return { ...kept, items: kept.items.map(each => each.value) };
}

export async function readTenant(deps: Needs, caller: Caller, tenantId: string): Promise<Tenant> {
  return (await findTenant(deps, caller, 'tenant.read', tenantId)).value;
}

/**
 * Marks the tenant closed, revokes each connection, then answers. A connection made meanwhile re-reads its tenant
 * after its own put and revokes itself. Closing a closed tenant finishes what an interrupted closing left.
 */
export async function closeTenant(
  deps: Needs,
  caller: Caller,
  tenantId: string,
  reason: string,
  consent: ConsentInput = {},
): Promise<Tenant> {
  const kept = await findTenant(deps, caller, 'tenant.close', tenantId);
  const closed = await markClosed(deps, caller, kept, reason);
  let cursor: string | undefined;
  let failure: unknown;
  do {
    const page = await deps.connections.listOf(tenantId, { limit: 100, ...(cursor && { cursor }) });
    for (const connection of page.items) {
      // One that cannot be revoked now does not keep the others open; asks see the closed tenant all the same.
      await revokeFor(deps, caller, connection, reason, consent).catch((error: unknown) => {
        failure ??= error;
      });
    }
    cursor = page.nextCursor;
  } while (cursor);
  if (failure) throw failure;
  return closed;
}

async function revokeFor(
  deps: Needs,
  caller: Caller,
  connection: Kept<Connection>,
  reason: string,
  consent: ConsentInput,
): Promise<void> {
  if (connection.value.state === 'revoked' || connection.value.state === 'expired') return;
  try {
    await revokeBy(deps, caller, connection, `Tenant closed: ${reason}`, consent);
  } catch (error) {
    // Whoever was making it has seen the closing too, and has ended it meanwhile.
    if (!(error instanceof KitError) || error.code !== 'not_in_this_state') throw error;
  }
}

async function markClosed(deps: Needs, caller: Caller, kept: Kept<Tenant>, reason: string): Promise<Tenant> {
  if (kept.value.state === 'closed') return kept.value;
  const at = deps.clock.now().toISOString();
  const next: Tenant = { ...kept.value, state: 'closed', closedAt: at };
  const written = await deps.tenants.change(kept, next, { at, who: whoOf(caller), action: 'tenant.closed', reason });
  if (!written) throw fail('conflict');
  return written.value;
}
