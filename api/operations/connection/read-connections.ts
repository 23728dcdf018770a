// Reads connections: one, those of a tenant, or all that the caller may access. Support can search them.
import type { Caller } from '../../core/access/caller.js';
import { acceptedCount } from '../../core/connection/acceptance.js';
import type { Connection, Health, State } from '../../core/connection/connection.js';
import { openLegacy } from '../../core/connection/legacy-access.js';
import { withoutOver } from '../../core/connection/machine/acceptances.js';
import { openProposal } from '../../core/connection/revoke-proposal.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput, Versioned } from '../../ports/subjects.js';
import { allow } from '../access/allow.js';
import { findTenant } from '../access/find-tenant.js';
import { afterExpiry, type ConnectionRef, findConnection } from './find-connection.js';
import { reviewSeenBy } from './review.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'tenants' | 'connections' | 'accountClaims' | 'externalIds'>;

export async function readConnection(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
): Promise<Versioned<Connection>> {
  return asOfNow(ports, await findConnection(ports, caller, 'connection.read', where));
}

export async function listConnections(
  ports: Needs,
  caller: Caller,
  tenantId: string,
  page: PageInput,
): Promise<Page<Versioned<Connection>>> {
  await findTenant(ports, caller, 'connection.read', tenantId);
  const found = await ports.connections.listOf(tenantId, page);
  return {
    ...found,
    items: await Promise.all(found.items.map(async each => asOfNow(ports, await afterExpiry(ports, each)))),
  };
}

/** An acceptance past its end counts for no reader, even if the worker has not removed it yet. Writes nothing. */
function asOfNow({ clock }: Pick<Ports, 'clock'>, kept: Versioned<Connection>): Versioned<Connection> {
  const value = withoutOver(kept.value, clock.now());
  return value === kept.value ? kept : { ...kept, value };
}

export interface ConnectionSearch {
  /** An external ID, account id, connection id or tenant id. Matched exactly. */
  q?: string;
  state?: State;
  health?: Health;
  revokeProposed?: boolean;
  /** Whether support must decide on it. */
  reviewOpen?: boolean;
  /** Whether legacy access is still open. */
  legacyOpen?: boolean;
  /** Whether a finding is accepted as a known deviation. */
  deviationAccepted?: boolean;
}

/** Pages read per answer. A shorter answer then carries a cursor. */
const pagesPerAnswer = 10;

export async function searchConnections(
  ports: Needs,
  caller: Caller,
  search: ConnectionSearch,
  page: PageInput,
): Promise<Page<Versioned<Connection>>> {
  await allow(ports, caller, 'connection.read');
  const tenants = caller.tenants === 'all' ? undefined : caller.tenants;
  // The same answer for known and unknown IDs: another tenant's connection must look nonexistent.
  const isId = search.q !== undefined && /^(con_|[0-9a-f]{8}-)/.test(search.q);
  if (isId) {
    const one = search.q!.startsWith('con_') ? search.q! : (await ports.externalIds.owner(search.q!))?.connectionId;
    const kept = one && (await ports.connections.get(one));
    const mine = kept && (!tenants || tenants.includes(kept.value.tenantId));
    return { items: kept && mine ? await matching(ports, caller, [kept], search, true) : [] };
  }
  const items: Versioned<Connection>[] = [];
  let cursor = page.cursor;
  for (let n = 0; n < pagesPerAnswer; n += 1) {
    const limit = page.limit - items.length;
    const found = await ports.connections.listAll({ limit, ...(cursor && { cursor }) }, tenants);
    items.push(...(await matching(ports, caller, found.items, search, false)));
    cursor = found.nextCursor;
    if (!cursor || items.length >= page.limit) break;
  }
  return { items, ...(cursor && { nextCursor: cursor }) };
}

async function matching(
  ports: Needs,
  caller: Caller,
  items: readonly Versioned<Connection>[],
  search: ConnectionSearch,
  byId: boolean,
): Promise<Versioned<Connection>[]> {
  const found = items.map(each => asOfNow(ports, each)).filter(each => matches(each, search, byId));
  if (search.reviewOpen === undefined) return found;
  const reviews = await Promise.all(found.map(each => reviewSeenBy(ports, caller, each.value)));
  return found.filter((_, at) => (reviews[at] === 'open') === search.reviewOpen);
}

function matches(kept: Versioned<Connection>, search: ConnectionSearch, byId: boolean): boolean {
  const { value } = kept;
  if (search.state && value.state !== search.state) return false;
  if (search.health && value.health !== search.health) return false;
  if (search.revokeProposed !== undefined && search.revokeProposed !== (openProposal(value) !== undefined))
    return false;
  if (search.legacyOpen !== undefined && search.legacyOpen !== openLegacy(value).length > 0) return false;
  if (search.deviationAccepted !== undefined && search.deviationAccepted !== acceptedCount(value) > 0) return false;
  return byId || !search.q || value.accountId === search.q || value.tenantId === search.q;
}
