// Whether credentials are issued: only in state verified, within the agreed times, with a good health that a recent
// conclusive check confirmed. Pure.
import { type ConnectionInBrief, isGoodHealth, type State } from '../connection/connection.js';
import { limitNow, limitsOf } from '../connection/limits.js';
import type { OpenStop, StopKind } from '../connection/stop.js';
import { isHeldUnread } from '../connection/trust-visibility.js';
import { dayMs } from '../values/time.js';

/** No credentials are issued when the last conclusive check is older than this. */
export const conclusiveCheckMaxAgeMs = 7 * dayMs;

/** Why no credentials are issued, or undefined when they are. */
export type NotIssuing =
  | 'pending'
  | 'suspended'
  | 'revoked'
  | 'expired'
  | 'ended'
  | 'outside_window'
  | 'hold_health'
  | 'hold_unread'
  | 'hold_stale'
  /** No session policy limits its sessions, and the role may allow more than was announced (capped.ts). */
  | 'hold_widened'
  | 'hold_integrity';

/** Why no credentials are issued while a stop of this kind is open, whether or not it can be read. */
const stoppedBy: Readonly<Record<string, NotIssuing>> & Record<StopKind, NotIssuing> = {
  stopUnsafe: 'hold_health',
  stopTenant: 'suspended',
  stopVendor: 'suspended',
  stopRevoke: 'revoked',
};

/**
 * `lastConclusiveCheckAt`: the time of the last conclusive check, light or full (ISO 8601); undefined: none yet.
 * `stops`: the open stops of the same read; absent: none.
 */
export function whyNotIssuing(
  connection: ConnectionInBrief,
  lastConclusiveCheckAt: string | undefined,
  now: Date,
  stops: readonly OpenStop<string>[] = [],
): NotIssuing | undefined {
  if (connection.state !== 'verified') return connection.state;
  const last = stops.at(-1);
  if (last) return stoppedBy[last.kind] ?? 'suspended';
  const limit = limitNow(limitsOf(connection), now);
  if ('closed' in limit) return limit.closed;
  if (!isGoodHealth(connection.health)) return 'hold_health';
  if (isHeldUnread(connection, now)) return 'hold_unread';
  if (!lastConclusiveCheckAt) return 'hold_stale';
  return now.getTime() - Date.parse(lastConclusiveCheckAt) > conclusiveCheckMaxAgeMs ? 'hold_stale' : undefined;
}

/** A connection as one read gives it. */
interface Read {
  value: ConnectionInBrief;
  notes: { lastConclusiveCheckAt?: string };
  stops?: readonly OpenStop<string>[];
  /** Its item is not as the service wrote it, so nothing that it states lets anyone in. */
  isAltered?: true;
}

/** The states in which nothing is issued. Of an altered item any other text, or none, is a hold. */
const statesWithout: readonly string[] = ['pending', 'suspended', 'revoked', 'expired'] satisfies State[];

export function whyNotIssuingAsRead({ value, notes, stops, isAltered }: Read, now: Date): NotIssuing | undefined {
  if (isAltered && !statesWithout.includes(value.state)) return 'hold_integrity';
  return whyNotIssuing(value, notes.lastConclusiveCheckAt, now, stops);
}
