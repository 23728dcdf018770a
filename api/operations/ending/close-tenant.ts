// Closes a tenant: stops its issuing by one write, marks it closed, then revokes each of its connections.
import type { Caller } from '../../core/access/caller.js';
import type { Tenant } from '../../core/access/tenant.js';
import type { Connection } from '../../core/connection/connection.js';
import { type ErrorCode, fail, isUnreadable, KitError } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { actorOf } from '../access/actor.js';
import { findTenant } from '../access/find-tenant.js';
import type { Needs } from '../access/tenants.js';
import { type ConsentInput, revokeBy } from './offboard.js';
import { stopUnread } from './stop-unread.js';

type Closing = Needs & Pick<Ports, 'vendor'>;

/**
 * Marks the tenant closed, revokes each connection, then answers. A connection created meanwhile reads its tenant again
 * after its own write and revokes itself. Closing a closed tenant completes an interrupted closing.
 */
export async function closeTenant(
  ports: Closing,
  caller: Caller,
  tenantId: string,
  reason: string,
  consent: ConsentInput = {},
): Promise<Tenant> {
  const kept = await findTenant(ports, caller, 'tenant.close', tenantId);
  let failure: unknown;
  // Its issuing is stopped, or the caller closes it again. Its connections are revoked in any case.
  const closed = await markClosed(ports, caller, kept, reason).catch((error: unknown) => {
    failure = error;
    return kept.value;
  });
  let cursor: string | undefined;
  do {
    const page = await ports.connections.listOf(tenantId, { limit: 100, ...(cursor && { cursor }) });
    for (const connection of page.items) {
      // One failure must not keep other connections open. Credential requests of a closed tenant are refused in any
      // case.
      await revokeFor(ports, caller, connection, reason, consent).catch((error: unknown) => {
        failure ??= error;
      });
    }
    // They cannot be read, but they can be stopped.
    for (const id of page.unreadable ?? [])
      await stopUnread(ports, caller, id, 'stopRevoke', wordsOf(reason)).catch((error: unknown) => {
        failure ??= error;
      });
    cursor = page.nextCursor;
  } while (cursor);
  if (failure) throw failure;
  return closed;
}

const wordsOf = (reason: string) => ({ action: 'connection.revoked', reason: `Tenant closed: ${reason}` }) as const;

async function revokeFor(
  ports: Closing,
  caller: Caller,
  connection: Versioned<Connection>,
  reason: string,
  consent: ConsentInput,
): Promise<void> {
  const isOver = connection.value.state === 'revoked' || connection.value.state === 'expired';
  if (isOver && !connection.isAltered) return;
  try {
    await revokeBy(ports, caller, connection, wordsOf(reason).reason, consent);
  } catch (error) {
    // It could be read a moment ago.
    if (isUnreadable(error)) return stopUnread(ports, caller, connection.value.id, 'stopRevoke', wordsOf(reason));
    // The request that was creating it also saw the closed tenant and has revoked it.
    if (!(error instanceof KitError) || !ended.includes(error.code)) throw error;
  }
}

/** Revoked before, or stopped without a record. */
const ended: readonly ErrorCode[] = ['not_in_this_state', 'stopped_unread'];

/** How often another closing may come first. Each of them has stopped issuing already. */
const tries = 12;

/** One write that no other change of the tenant can delay, then its change with the history row. */
async function markClosed(ports: Needs, caller: Caller, kept: Versioned<Tenant>, reason: string): Promise<Tenant> {
  if (kept.value.state === 'closed') return kept.value;
  const { id } = kept.value;
  const at = ports.clock.now().toISOString();
  const stop = { id: `stp_${ports.ids.text(16)}`, at, who: actorOf(caller), action: 'tenant.closed', reason };
  for (let n = 0; n < tries; n += 1) {
    await ports.tenants.stop(id, 'stopClose', stop);
    const there = await ports.tenants.get(id);
    if (!there) throw fail('tenant_not_found');
    const now = await recordClose(ports, there);
    if (now.value.state === 'closed') return now.value;
  }
  throw fail('conflict');
}

/** Records an open closing: by the request that asked for it, the next one, or the worker after a crash. */
export async function recordClose(
  { tenants }: Pick<Needs, 'tenants'>,
  kept: Versioned<Tenant>,
): Promise<Versioned<Tenant>> {
  let current = kept;
  for (let n = 0; n < tries; n += 1) {
    const stop = current.stops?.[0]?.stop;
    if (!stop) return current;
    const { value } = current;
    const { id: _, ...change } = stop;
    const open = { kind: 'stopClose', stop } as const;
    const closed: Tenant = { ...value, state: 'closed', closedAt: stop.at };
    const written = await (value.state === 'closed'
      ? tenants.dropStop(current, open)
      : tenants.record(current, open, closed, change));
    const next = written ?? (await tenants.get(value.id));
    if (!next) throw fail('tenant_not_found');
    current = next;
  }
  throw fail('conflict');
}

/** Records closings whose request ended before it did. Tenants are read page by page. */
export async function recordOverlookedCloses(ports: Pick<Needs, 'tenants'> & Pick<Ports, 'log'>): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await ports.tenants.list({ limit: 100, ...(cursor && { cursor }) });
    for (const each of page.items)
      await recordClose(ports, each).catch((error: unknown) => {
        ports.log.error({ err: error, tenantId: each.value.id }, 'the closing of a tenant could not be recorded');
      });
    cursor = page.nextCursor;
  } while (cursor);
}
