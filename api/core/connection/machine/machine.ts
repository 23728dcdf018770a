// The only state machine: which events are allowed in which state, and what each one changes.
import { atLaunch } from '../../role/build.js';
import type { Connection, State } from '../connection.js';
import type { ConnectionEvent, Transition } from '../event.js';
import { advanceLegacy } from '../legacy-access.js';
import { advanceOffboarding, beginOffboarding } from '../offboarding.js';
import { afterCheck, afterStatement } from './after-check.js';
import { afterLightCheck } from './after-light-check.js';
import { advanceDrill } from './drill.js';
import { cancelRotation, cancelUpgrade, startRotation, startUpgrade, switchRotation } from './open-change.js';
import { resume, suspend } from './suspension.js';

/** Which events are heard in which state; what is not listed is refused and changes nothing. */
export const allowedEvents: Record<State, readonly ConnectionEvent['type'][]> = {
  pending: [
    'check-finished',
    'options-changed',
    'limits-changed',
    'launched-again',
    'reviewed',
    'legacy-recorded',
    'legacy-ended',
    'suspended',
    'revoked',
    'expired',
  ],
  verified: [
    'check-finished',
    'light-check-finished',
    'limits-changed',
    'revoke-proposed',
    'launched-again',
    'rotation-started',
    'rotation-cancelled',
    'rotation-switched',
    'upgrade-started',
    'upgrade-cancelled',
    'end-stated',
    'legacy-recorded',
    'legacy-ended',
    'legacy-reminded',
    'drill-started',
    'suspended',
    'revoked',
  ],
  suspended: [
    'limits-changed',
    'rotation-cancelled',
    'upgrade-cancelled',
    'legacy-recorded',
    'legacy-ended',
    'drill-finished',
    'suspended',
    'resumed',
    'revoked',
  ],
  revoked: ['legacy-ended', 'offboarding-checked', 'offboarding-stopped', 'offboarding-over'],
  expired: [],
};
/** The launch number is part of the role's name, where it has four places. */
export const launchesAtMost = 9999;

export function advance(connection: Connection, event: ConnectionEvent, now: Date): Transition {
  if (!allowedEvents[connection.state].includes(event.type)) return { refused: 'not_in_this_state' };
  const at = now.toISOString();
  switch (event.type) {
    case 'check-finished':
      return { connection: afterCheck(connection, event.verdict, event.isHeldBack === true, now) };
    case 'light-check-finished':
      return { connection: afterLightCheck(connection, event.verdict, now) };
    case 'options-changed': {
      const { options, maxSessionSeconds, limits } = event;
      // The launch may have gone on since the spec was made.
      const roleSpec = atLaunch(event.roleSpec, connection.launch);
      return { connection: { ...connection, options, maxSessionSeconds, roleSpec, limits } };
    }
    case 'limits-changed':
      return { connection: { ...connection, limits: event.limits } };
    case 'revoke-proposed': {
      const { revokeProposed: _, ...rest } = connection;
      return { connection: event.why ? { ...rest, revokeProposed: { why: event.why, at } } : rest };
    }
    case 'launched-again':
      return launchAgain(connection);
    case 'reviewed':
      if (connection.review?.decision === 'approved') return { refused: 'review_not_open' };
      return {
        connection: {
          ...connection,
          review: { decision: event.approve ? 'approved' : 'refused', reason: event.reason },
        },
      };
    case 'rotation-started':
      return startRotation(connection, event.pending);
    case 'rotation-cancelled':
      return cancelRotation(connection, at, event.value);
    case 'rotation-switched':
      return switchRotation(connection, event.value, at);
    case 'upgrade-started':
      return startUpgrade(connection, event.upgrade);
    case 'upgrade-cancelled':
      return cancelUpgrade(connection, event.startedAt);
    case 'suspended':
      return { connection: suspend(connection, event.by, at) };
    case 'resumed':
      return resume(connection, event.by);
    case 'end-stated':
      return afterStatement(connection, { at, ...event.said });
    case 'revoked': {
      const issuingStoppedAt = connection.issuingStoppedAt ?? at;
      const offboarding = beginOffboarding(connection, event.consent, now);
      const { drill: _, ...rest } = connection;
      return { connection: { ...rest, state: 'revoked', issuingStoppedAt, ...offboarding } };
    }
    case 'drill-started':
    case 'drill-finished':
      return advanceDrill(connection, event, at);
    case 'legacy-recorded':
    case 'legacy-ended':
    case 'legacy-reminded':
      return advanceLegacy(connection, event, at);
    case 'offboarding-checked':
    case 'offboarding-stopped':
    case 'offboarding-over':
      return advanceOffboarding(connection, event, now);
    case 'expired':
      return { connection: { ...connection, state: 'expired' } };
  }
}

/** From the connection as it is now: of two who launch again at once, each gets a number and a name of its own. */
function launchAgain(connection: Connection): Transition {
  const launch = connection.launch + 1;
  if (launch > launchesAtMost) return { refused: 'not_in_this_state' };
  return { connection: { ...connection, launch, roleSpec: atLaunch(connection.roleSpec, launch) } };
}
