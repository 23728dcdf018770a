// The parts of a connection that no check depends on. A change of these does not drop a running check: otherwise
// anyone who may change an end date could keep every check from finishing. Pure.
import { type Connection, isGoodHealth } from '../connection/connection.js';
import { digest } from '../values/canonical.js';

/** Whether a check that was made against one is a check of the other too. */
export function isSameForChecks(a: Connection, b: Connection): boolean {
  return digest(checkedParts(a)) === digest(checkedParts(b));
}

function checkedParts(connection: Connection): Partial<Connection> {
  const { health } = connection;
  const {
    accepted: _accepted,
    limits: _limits,
    revokeProposed: _proposal,
    legacy: _legacy,
    legacyRemindedAt: _reminded,
    review: _review,
    statedStack: _statedStack,
    ...rest
  } = connection;
  // Accepting a finding, or ending that, changes only which of the good ones it is.
  return { ...rest, health: isGoodHealth(health) ? 'healthy' : health };
}
