// Whether support must review a connection before its launch link is shown or a check can verify it.
import type { Caller } from '../../core/access/caller.js';
import type { Connection } from '../../core/connection/connection.js';
import type { Ports } from '../../ports/ports.js';

type Needs = Pick<Ports, 'connections' | 'accountClaims'>;

/** Support has not decided yet, or did not approve. */
export type Review = 'open' | 'refused';

/** Another tenant is or may be verified in this account, and support has not approved. The pages do not show why. */
export async function isUnderReview(ports: Needs, connection: Connection): Promise<boolean> {
  return (await reviewOf(ports, connection)) !== undefined;
}

/** The review as this caller may know it: it tells a key of named tenants that another tenant uses the account. */
export async function reviewSeenBy(
  ports: Needs,
  caller: Pick<Caller, 'tenants'>,
  connection: Connection,
): Promise<Review | undefined> {
  return caller.tenants === 'all' ? reviewOf(ports, connection) : undefined;
}

/** Whether the review is open or refused. Computed from the other connections of the account at this moment. */
export async function reviewOf(ports: Needs, connection: Connection): Promise<Review | undefined> {
  if (connection.review) return connection.review.decision === 'approved' ? undefined : 'refused';
  if (connection.state !== 'pending') return undefined;
  const others = await ports.connections.inAccount(connection.partition, connection.accountId);
  // A suspended connection counts too: it was verified there and may be again.
  const holds = ({ tenantId, state, verifiedAt }: Connection) =>
    tenantId !== connection.tenantId && verifiedAt !== undefined && state !== 'revoked' && state !== 'expired';
  if (others.some(other => holds(other.value))) return 'open';
  return (await ports.accountClaims.holder(connection))?.isAltered ? 'open' : undefined;
}
