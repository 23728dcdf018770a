// Whether support has to look at a connection before anything of it is shown or proven.
import type { Connection } from '../../core/connection/connection.js';
import type { Ports } from '../../ports/ports.js';

type Needs = Pick<Ports, 'connections'>;

/** Support has not decided yet, or did not approve. */
export type Review = 'open' | 'refused';

/** Another tenant was verified in this account, and support has not approved: nothing is shown, and not why. */
export async function isUnderReview(ports: Needs, connection: Connection): Promise<boolean> {
  return (await reviewOf(ports, connection)) !== undefined;
}

/** Whether support still has to decide, or did not approve. It follows from the account's other connections of now. */
export async function reviewOf(ports: Needs, connection: Connection): Promise<Review | undefined> {
  if (connection.review) return connection.review.decision === 'approved' ? undefined : 'refused';
  if (connection.state !== 'pending') return undefined;
  const others = await ports.connections.inAccount(connection.partition, connection.accountId);
  // Also one that is suspended just now: it was proven there, and may be again.
  const holds = ({ tenantId, state, verifiedAt }: Connection) =>
    tenantId !== connection.tenantId && verifiedAt !== undefined && state !== 'revoked' && state !== 'expired';
  return others.some(other => holds(other.value)) ? 'open' : undefined;
}
