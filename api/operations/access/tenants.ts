// Creates, corrects, reads and lists tenants.
import type { Caller } from '../../core/access/caller.js';
import type { Tenant } from '../../core/access/tenant.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput } from '../../ports/subjects.js';
import { actorOf } from './actor.js';
import { allow } from './allow.js';
import { findTenant } from './find-tenant.js';

export type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'tenants' | 'connections'>;

/** A key that is bound to named tenants cannot create another: it could not read it. */
export async function createTenant(
  ports: Needs,
  caller: Caller,
  input: { name: string; reference?: string },
  idText = ports.ids.text(16),
): Promise<Tenant> {
  await allow(ports, caller, 'tenant.create');
  if (caller.tenants !== 'all') throw fail('not_allowed', { detail: 'The key is bound to named tenants.' });
  const at = ports.clock.now().toISOString();
  const tenant: Tenant = { schema: 1, id: `ten_${idText}`, ...input, state: 'open', createdAt: at };
  const made = await ports.tenants.create(tenant, { at, who: actorOf(caller), action: 'tenant.created' });
  // An earlier attempt of this request created the tenant, then stopped before it answered.
  const kept = made ?? (await ports.tenants.get(tenant.id));
  if (!kept) throw fail('conflict');
  return kept.value;
}

export interface TenantPatch {
  name?: string;
  /** null removes it. */
  reference?: string | null;
}

/**
 * Corrects the name or the reference. Pages show the new name at once. Role specs that exist keep their tag with the
 * old one, because the customer's role has it. What equals the present value is not a change and writes no row.
 */
export async function changeTenant(
  ports: Needs,
  caller: Caller,
  tenantId: string,
  patch: TenantPatch,
): Promise<Tenant> {
  const kept = await findTenant(ports, caller, 'tenant.change', tenantId);
  const { reference: before, ...rest } = kept.value;
  const reference = patch.reference === undefined ? before : (patch.reference ?? undefined);
  const name = patch.name ?? rest.name;
  const changed = [...(name === rest.name ? [] : ['name']), ...(reference === before ? [] : ['reference'])];
  if (changed.length === 0) return kept.value;
  const at = ports.clock.now().toISOString();
  const next: Tenant = { ...rest, name, ...(reference !== undefined && { reference }) };
  const change = { at, who: actorOf(caller), action: 'tenant.changed', facts: { changed } };
  const written = await ports.tenants.change(kept, next, change);
  if (!written) throw fail('conflict');
  return written.value;
}

export async function listTenants(ports: Needs, caller: Caller, page: PageInput): Promise<Page<Tenant>> {
  await allow(ports, caller, 'tenant.read');
  const kept = await ports.tenants.list(page, caller.tenants === 'all' ? undefined : caller.tenants);
  return { ...kept, items: kept.items.map(each => each.value) };
}

export async function readTenant(ports: Needs, caller: Caller, tenantId: string): Promise<Tenant> {
  return (await findTenant(ports, caller, 'tenant.read', tenantId)).value;
}
