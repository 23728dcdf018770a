// When a connection may be used: until an end date and within weekly windows. Checked at every credential request; no
// session lasts longer than agreed. Pure.
// Sources: SEC03-BP09 (end access that is not needed),
// https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#remove-credentials
import { trustEndOf } from '../role/trust-policy.js';
import { dayMs, minuteMs } from '../values/time.js';
import type { ConnectionInBrief } from './connection.js';
import { type AccessWindow, type Limits, weekdays } from './parts.js';

/** A change of the limits: null removes one, undefined keeps it. */
export interface LimitsChange {
  endsAt?: string | null | undefined;
  windows?: AccessWindow[] | null | undefined;
}

/** The shortest session of STS: with less time left, no credentials are issued. */
const shortestSessionMs = 15 * minuteMs;
/** Reserved at the end, because clocks differ and a call takes time. */
const marginMs = minuteMs;
export const windowsAtMost = 21;

export function changedLimits(limits: Limits, change: LimitsChange): Limits {
  const endsAt = change.endsAt === undefined ? limits.endsAt : change.endsAt && new Date(change.endsAt).toISOString();
  const windows = change.windows === undefined ? limits.windows : change.windows;
  return { ...(endsAt && { endsAt }), ...(windows && windows.length > 0 && { windows }) };
}

export function windowText({ days, from, to }: AccessWindow): string {
  return `${days.join(',')} ${from}-${to}`;
}

/** The first fault of limits, as a path and a sentence; undefined when there is none. */
export function limitsFault(change: LimitsChange, now: Date): { path: string; message: string } | undefined {
  const { endsAt, windows } = change;
  if (endsAt && Number.isNaN(Date.parse(endsAt))) return { path: '/endsAt', message: 'is not a valid date' };
  if (endsAt && Date.parse(endsAt) <= now.getTime())
    return { path: '/endsAt', message: 'is in the past: to end access now, revoke the connection' };
  const bad = (windows ?? []).findIndex(({ from, to }) => from >= to);
  return bad < 0
    ? undefined
    : { path: `/windows/${bad}`, message: '`from` must be before `to`; split a window that spans midnight' };
}

/** The effective limits: access ends at the agreed date or at the end of the trust policy, whichever is earlier. */
export function limitsOf({ limits = {}, roleSpec }: Pick<ConnectionInBrief, 'limits' | 'roleSpec'>): Limits {
  const ends = [limits.endsAt, trustEndOf(roleSpec)].flatMap(each => (each ? [Date.parse(each)] : []));
  return ends.length > 0 ? { ...limits, endsAt: new Date(Math.min(...ends)).toISOString() } : limits;
}

/** Why no credentials are issued now, or until when a session may last. Without `until`: no limit. */
export function limitNow(limits: Limits, now: Date): { closed: 'ended' | 'outside_window' } | { until?: Date } {
  const end = (limits.endsAt ? Date.parse(limits.endsAt) : Number.POSITIVE_INFINITY) - marginMs;
  if (end - now.getTime() < shortestSessionMs) return { closed: 'ended' };
  const windowEnd = (limits.windows ? endOfWindow(limits.windows, now) : Number.POSITIVE_INFINITY) - marginMs;
  if (windowEnd - now.getTime() < shortestSessionMs) return { closed: 'outside_window' };
  const until = Math.min(end, windowEnd);
  return Number.isFinite(until) ? { until: new Date(until) } : {};
}

/** The longest session that may be issued now, in seconds: at most the time left, at least STS's minimum. */
export function secondsWithin(limits: Limits, seconds: number, now: Date): number {
  const limit = limitNow(limits, now);
  if (!('until' in limit) || !limit.until) return seconds;
  return Math.min(seconds, Math.floor(Math.max(shortestSessionMs, limit.until.getTime() - now.getTime()) / 1000));
}

/** When the window that is open now ends, including windows that follow it directly; `now` when none is open. */
function endOfWindow(windows: readonly AccessWindow[], now: Date): number {
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const spans = [0, 1, 2, 3, 4, 5, 6, 7].flatMap(ahead => spansOf(windows, midnight + ahead * dayMs));
  let end = now.getTime();
  for (;;) {
    const next = spans.filter(({ from, to }) => from <= end && to > end).map(({ to }) => to);
    if (next.length === 0) return end;
    end = Math.max(...next);
    // Windows that cover the whole week never end.
    if (end >= midnight + 8 * dayMs) return Number.POSITIVE_INFINITY;
  }
}

function spansOf(windows: readonly AccessWindow[], midnight: number): { from: number; to: number }[] {
  // 1 January 1970 was a Thursday.
  const weekday = weekdays[(Math.floor(midnight / dayMs) + 3) % 7]!;
  return windows
    .filter(({ days }) => days.includes(weekday))
    .map(({ from, to }) => ({ from: midnight + timeMs(from), to: midnight + timeMs(to) }));
}

function timeMs(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours! * 60 + minutes!) * minuteMs;
}
