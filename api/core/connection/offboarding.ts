// Off-boarding: after a revoke, and only with consent, the kit checks that the customer's role is closed. It stops when
// that is confirmed, when someone stops it, or after 30 days. Which probes are sent, and what the answers mean. Pure.
import { dayMs, hourMs } from '../values/time.js';
import type { Connection } from './connection.js';
import type { Look, OffboardingEvent, Transition } from './event.js';
import { followedLaunches } from './launches.js';
import type { Consent, Offboarding } from './parts.js';
import { newestRetired } from './rotation.js';

export const offboardingDays = 30;
/** One refusal proves nothing: IAM is eventually consistent, and a role may be closed for a moment only. */
const refusedForMs = hourMs;
const refusedTimes = 4;

/** Whether a role of ours may still accept us. If no check ever saw one, no probe is sent. */
export function wasAdmitted({ roleUniqueId }: Connection): boolean {
  return roleUniqueId !== undefined;
}

export function beginOffboarding(connection: Connection, consent: Consent | undefined, now: Date): Partial<Connection> {
  if (!consent || !wasAdmitted(connection)) return {};
  const decidedBy = consent.by;
  if (!consent.mayCheck) return { offboarding: { state: 'declined', decidedBy } };
  const until = new Date(now.getTime() + offboardingDays * dayMs).toISOString();
  return { offboarding: { state: 'checking', decidedBy, until } };
}

export function advanceOffboarding(connection: Connection, event: OffboardingEvent, now: Date): Transition {
  const { offboarding } = connection;
  if (offboarding?.state !== 'checking') return { refused: 'offboarding_not_open' };
  const endedAt = now.toISOString();
  switch (event.type) {
    case 'offboarding-checked':
      return { connection: { ...connection, offboarding: afterLook(offboarding, event.look, now) } };
    case 'offboarding-stopped':
      return { connection: { ...connection, offboarding: { ...offboarding, state: 'stopped', endedAt } } };
    case 'offboarding-over':
      return { connection: { ...connection, offboarding: { ...offboarding, state: 'unconfirmed', endedAt } } };
  }
}

function afterLook({ refused, admitted, ...rest }: Offboarding, look: Look, now: Date): Offboarding {
  const at = now.toISOString();
  if (look.outcome === 'admitted') {
    const isKnown = String(admitted?.launches) === String(look.launches);
    return { ...rest, admitted: isKnown && admitted ? admitted : { since: at, launches: look.launches } };
  }
  const row = { since: refused?.since ?? at, times: (refused?.times ?? 0) + 1 };
  const isProven = row.times >= refusedTimes && now.getTime() - Date.parse(row.since) >= refusedForMs;
  return { ...rest, refused: row, ...(isProven && { state: 'confirmed', confirmedAt: at, endedAt: at }) };
}

/** How many retired IDs are tried too: a customer may still apply a cancelled rotation. */
const retiredTried = 2;

/** The probes of one check: each role that may exist, with each of our IDs that it may still accept, and with none. */
export function offboardingProbes(connection: Connection): { launch: number; externalIds: (string | undefined)[] }[] {
  const { current, pending, retiring } = connection.externalId;
  const newest = newestRetired(connection).slice(0, retiredTried);
  const others = [pending, retiring, ...newest].flatMap(each => each?.value ?? []);
  return followedLaunches(connection).map(launch => ({ launch, externalIds: [current, ...others, undefined] }));
}
