// Limits how often one caller may change one connection. Counted before anything is written or drawn, and for each
// caller alone: a count that callers share would let one of them refuse the others. Ending access is not limited.
import type { Action, Caller } from '../../core/access/caller.js';
import { minuteMs } from '../../core/values/time.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

export const changesPerWindow = 60;
export const changeWindowMs = 10 * minuteMs;

/** Suspend, revoke, the tenant's own end and the end of tests are not among them. */
export const limitedActions: readonly Action[] = [
  'connection.change',
  'connection.review',
  'connection.resume',
  'launch.again',
  'rotation.start',
  'rotation.cancel',
  'upgrade.start',
  'upgrade.cancel',
  'legacy.record',
  'legacy.close',
  'legacy.retract',
  'drill.start',
];

export async function refuseTooFrequent(
  { connections, clock }: Pick<Ports, 'clock' | 'connections'>,
  { id }: Caller,
  action: Action,
  connectionId: string,
): Promise<void> {
  if (!limitedActions.includes(action)) return;
  const limit = { atMost: changesPerWindow, windowMs: changeWindowMs };
  if (await connections.countChange(connectionId, id, limit)) return;
  const left = changeWindowMs - (clock.now().getTime() % changeWindowMs);
  throw fail('changes_too_frequent', { retryAfterSeconds: Math.ceil(left / 1000) });
}
