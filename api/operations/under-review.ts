// Whether support has to look at a connection before anything of it is shown or proven.
import type { Connection } from '../core/connection.js';
import type { Deps } from '../deps.js';

/** Another tenant was verified in this account, and support has not approved: nothing is shown, and not why. */
export async function isUnderReview(deps: Pick<Deps, 'connections'>, connection: Connection): Promise<boolean> {
  if (connection.review) return connection.review.decision !== 'approved';
  if (connection.state !== 'pending') return false;
  const others = await deps.connections.inAccount(connection.partition, connection.accountId);
  // Also one that is suspended just now: it was proven there, and may be again.
  const holds = ({ tenantId, state, verifiedAt }: Connection) =>
    tenantId !== connection.tenantId && verifiedAt !== undefined && state !== 'revoked' && state !== 'expired';
  return others.some(other => holds(other.value));
}
