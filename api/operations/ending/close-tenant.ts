// Closes a tenant: marks it, then revokes each of its connections.
import type { Caller } from '../../core/access/caller.js';
import type { Tenant } from '../../core/access/tenant.js';
import type { Connection } from '../../core/connection/connection.js';
import { fail, KitError } from '../../errors.js';
import type { Versioned } from '../../ports/subjects.js';
import { actorOf } from '../access/actor.js';
import { findTenant } from '../access/find-tenant.js';
import type { Needs } from '../access/tenants.js';
import { type ConsentInput, revokeBy } from './offboard.js';

/**
 * Marks the tenant closed, revokes each connection, then answers. A connection created meanwhile reads its tenant again
 * after its own write and revokes itself. Closing a closed tenant completes an interrupted closing.
 */
export async function closeTenant(
  ports: Needs,
  caller: Caller,
  tenantId: string,
  reason: string,
  consent: ConsentInput = {},
): Promise<Tenant> {
  const kept = await findTenant(ports, caller, 'tenant.close', tenantId);
  const closed = await markClosed(ports, caller, kept, reason);
  let cursor: string | undefined;
  let failure: unknown;
  do {
    const page = await ports.connections.listOf(tenantId, { limit: 100, ...(cursor && { cursor }) });
    for (const connection of page.items) {
      // One failure must not keep other connections open. Credential requests of a closed tenant are refused in any
      // case.
      await revokeFor(ports, caller, connection, reason, consent).catch((error: unknown) => {
        failure ??= error;
      });
    }
    cursor = page.nextCursor;
  } while (cursor);
  if (failure) throw failure;
  return closed;
}

async function revokeFor(
  ports: Needs,
  caller: Caller,
  connection: Versioned<Connection>,
  reason: string,
  consent: ConsentInput,
): Promise<void> {
  if (connection.value.state === 'revoked' || connection.value.state === 'expired') return;
  try {
    await revokeBy(ports, caller, connection, `Tenant closed: ${reason}`, consent);
  } catch (error) {
    // The request that was creating it also saw the closed tenant and has revoked it.
    if (!(error instanceof KitError) || error.code !== 'not_in_this_state') throw error;
  }
}

async function markClosed(ports: Needs, caller: Caller, kept: Versioned<Tenant>, reason: string): Promise<Tenant> {
  if (kept.value.state === 'closed') return kept.value;
  const at = ports.clock.now().toISOString();
  const next: Tenant = { ...kept.value, state: 'closed', closedAt: at };
  const written = await ports.tenants.change(kept, next, { at, who: actorOf(caller), action: 'tenant.closed', reason });
  if (!written) throw fail('conflict');
  return written.value;
}
