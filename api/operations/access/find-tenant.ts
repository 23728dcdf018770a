// Finds a tenant for a caller. A tenant that the caller may not access is reported as not found.
import { type Action, type Caller, sees } from '../../core/access/caller.js';
import type { Tenant } from '../../core/access/tenant.js';
import type { Connection } from '../../core/connection/connection.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Snapshot, Versioned } from '../../ports/subjects.js';
import { allow, type Needs, refusal } from './allow.js';

export async function findTenant(
  ports: Needs & Pick<Ports, 'tenants'>,
  caller: Caller,
  action: Action,
  tenantId: string,
): Promise<Versioned<Tenant>> {
  await allow(ports, caller, action);
  if (!sees(caller, tenantId)) {
    refusal(ports, caller, 'tenant_not_found', { tenantId, action });
    throw fail('tenant_not_found');
  }
  const kept = await ports.tenants.get(tenantId);
  if (!kept) throw fail('tenant_not_found');
  return kept;
}

/** Closed, or its closing was requested and is not recorded yet. */
export function isClosed({ value, stops }: Snapshot<Tenant>): boolean {
  return value.state !== 'open' || stops !== undefined;
}

/** The tenant's registered name. Falls back to the id if the tenant no longer exists. */
export async function tenantNameOf({ tenants }: Pick<Ports, 'tenants'>, { tenantId }: Connection): Promise<string> {
  return (await tenants.get(tenantId))?.value.name ?? tenantId;
}
