// The only state machine: which events are allowed in which state, and what each one changes.
import { atLaunch } from '../../role/build.js';
import { stackNameOf } from '../../role/role-name.js';
import { stackDriftOf, withStackDrift } from '../../role/stack-drift.js';
import { canonicalJson } from '../../values/canonical.js';
import type { Connection, State } from '../connection.js';
import type { ConnectionEvent, Transition } from '../event.js';
import { launchesByLinksAtMost } from '../launches.js';
import { advanceLegacy } from '../legacy-access.js';
import { advanceOffboarding, beginOffboarding } from '../offboarding.js';
import { unreadRules, withTrustSeen } from '../trust-visibility.js';
import { advanceAcceptance } from './acceptances.js';
import { afterCheck, afterStatement } from './after-check.js';
import { afterLightCheck } from './after-light-check.js';
import { advanceDrill } from './drill.js';
import { cancelRotation, cancelUpgrade, startRotation, startUpgrade, switchRotation } from './open-change.js';
import { resume, suspend } from './suspension.js';

/** The events that each state accepts; any other is refused and changes nothing. */
export const allowedEvents: Record<State, readonly ConnectionEvent['type'][]> = {
  pending: [
    'check-finished',
    'options-changed',
    'values-stated',
    'limits-changed',
    'stack-stated',
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
    'stack-stated',
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
    'deviation-accepted',
    'acceptance-removed',
    'acceptance-ended',
    'acceptance-reminded',
    'drill-started',
    'suspended',
    'revoked',
  ],
  suspended: [
    'limits-changed',
    'stack-stated',
    'rotation-cancelled',
    'upgrade-cancelled',
    'legacy-recorded',
    'legacy-ended',
    'acceptance-removed',
    'acceptance-ended',
    'drill-finished',
    'suspended',
    'resumed',
    'revoked',
  ],
  // The commands that delete the stack are needed most after a revoke.
  revoked: ['stack-stated', 'legacy-ended', 'offboarding-checked', 'offboarding-stopped', 'offboarding-over'],
  expired: [],
};

/** The launch number has four digits in the role's name. */
export const launchesAtMost = 9999;

export function advance(connection: Connection, event: ConnectionEvent, now: Date): Transition {
  if (!allowedEvents[connection.state].includes(event.type)) return { refused: 'not_in_this_state' };
  const at = now.toISOString();
  switch (event.type) {
    case 'check-finished':
      return { connection: afterCheck(seenBy(connection, event, now), event.verdict, event.isHeldBack === true, now) };
    case 'light-check-finished':
      return { connection: afterLightCheck(seenBy(connection, event, now), event.verdict, now) };
    case 'options-changed':
      return changeOptions(connection, event);
    case 'values-stated':
      return giveValues(connection, event);
    case 'limits-changed':
      return { connection: { ...connection, limits: event.limits } };
    case 'stack-stated':
      return { connection: stateStack(connection, event) };
    case 'revoke-proposed':
      return { connection: proposeRevoke(connection, event, at) };
    case 'launched-again':
      return launchAgain(connection, event.through);
    case 'reviewed':
      return review(connection, event);
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
    case 'revoked':
      return { connection: revoke(connection, event, now) };
    case 'drill-started':
    case 'drill-finished':
      return advanceDrill(connection, event, at);
    case 'legacy-recorded':
    case 'legacy-ended':
    case 'legacy-reminded':
      return advanceLegacy(connection, event, at);
    case 'deviation-accepted':
    case 'acceptance-removed':
    case 'acceptance-ended':
    case 'acceptance-reminded':
      return advanceAcceptance(connection, event, now);
    case 'offboarding-checked':
    case 'offboarding-stopped':
    case 'offboarding-over':
      return advanceOffboarding(connection, event, now);
    case 'expired':
      return { connection: { ...connection, state: 'expired' } };
  }
}

function seenBy(
  connection: Connection,
  { verdict, rules = unreadRules }: EventOf<'check-finished' | 'light-check-finished'>,
  now: Date,
): Connection {
  return withTrustSeen(connection, verdict, rules, now);
}

type EventOf<Type extends ConnectionEvent['type']> = Extract<ConnectionEvent, { type: Type }>;

function changeOptions(connection: Connection, event: EventOf<'options-changed'>): Transition {
  const { options, maxSessionSeconds, limits } = event;
  if (!isSame(event.roleSpec.values, connection.roleSpec.values)) return { refused: 'conflict' };
  // The launch number may have grown since the role spec was built.
  const roleSpec = atLaunch(event.roleSpec, connection.launch);
  const changed = { ...connection, options, maxSessionSeconds, roleSpec, limits };
  if (options.permissionsBoundaryArn === connection.options.permissionsBoundaryArn) return { connection: changed };
  const { boundaryVersion: _, ...rest } = changed;
  return { connection: rest };
}

/** Once: of two people, the second is told. A role spec that was built with other options is not used. */
function giveValues({ awaitsValues, ...connection }: Connection, event: EventOf<'values-stated'>): Transition {
  if (!awaitsValues) return { refused: 'values_already_stated' };
  if (!isSame(event.options, connection.options)) return { refused: 'conflict' };
  return { connection: { ...connection, roleSpec: atLaunch(event.roleSpec, connection.launch) } };
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function stateStack({ statedStack: _, ...rest }: Connection, { stack }: EventOf<'stack-stated'>): Connection {
  const next = stack ? { ...rest, statedStack: stack } : rest;
  // The role of a pending connection is still to be created: its policy names the stack as it will be.
  const { state, roleSpec } = rest;
  if (state !== 'pending' || stackDriftOf(roleSpec) === undefined) return next;
  return { ...next, roleSpec: withStackDrift(roleSpec, stack?.stackName ?? stackNameOf(roleSpec.roleName)) };
}

function proposeRevoke(connection: Connection, { why }: EventOf<'revoke-proposed'>, at: string): Connection {
  const { revokeProposed: _, ...rest } = connection;
  return why ? { ...rest, revokeProposed: { why, at } } : rest;
}

function review(connection: Connection, { approve, reason }: EventOf<'reviewed'>): Transition {
  if (connection.review?.decision === 'approved') return { refused: 'review_not_open' };
  return { connection: { ...connection, review: { decision: approve ? 'approved' : 'refused', reason } } };
}

function revoke(connection: Connection, { consent }: EventOf<'revoked'>, now: Date): Connection {
  const issuingStoppedAt = connection.issuingStoppedAt ?? now.toISOString();
  const { drill: _, ...rest } = connection;
  return { ...rest, state: 'revoked', issuingStoppedAt, ...beginOffboarding(connection, consent, now) };
}

/** Works on the connection as it is now: of two concurrent launches, each gets its own number and role name. */
function launchAgain({ launchesByLinks = 0, ...connection }: Connection, through: 'link' | undefined): Transition {
  const launch = connection.launch + 1;
  if (launch > launchesAtMost) return { refused: 'not_in_this_state' };
  if (through && launchesByLinks >= launchesByLinksAtMost) return { refused: 'launches_used_up' };
  const byLinks = through && { launchesByLinks: launchesByLinks + 1 };
  return { connection: { ...connection, ...byLinks, launch, roleSpec: atLaunch(connection.roleSpec, launch) } };
}
