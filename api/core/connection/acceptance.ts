// Accepted findings: which of them count, when each ends, and when its end is announced. An acceptance counts only
// while the last check read exactly the role that it was given for. It never changes what is issued. Pure.
import { findingId } from '../finding/acceptable.js';
import { type Finding, isProblem } from '../finding/findings.js';
import { dayMs } from '../values/time.js';
import type { Connection } from './connection.js';
import type { Acceptance, OverReason } from './parts.js';

export const acceptancesAtMost = 20;
export const longestAcceptanceDays = 90;
/** Its end is announced this long before, or after half its time if that is later. */
const announcedBeforeMs = 7 * dayMs;

type Accepting = Pick<Connection, 'findings' | 'deviation' | 'accepted'>;

/** The acceptance that counts for this finding of the connection; undefined when there is none. */
export function acceptanceOf({ accepted, deviation }: Accepting, found: Finding): Acceptance | undefined {
  if (!accepted || !deviation) return undefined;
  const counting = accepted.filter(each => !each.over && each.digest === deviation.digest);
  if (counting.length === 0) return undefined;
  const id = findingId(found);
  return counting.find(each => each.finding === id);
}

/** How many findings are accepted now. */
export function acceptedCount(connection: Accepting): number {
  if (!connection.accepted) return 0;
  return connection.findings.filter(each => acceptanceOf(connection, each)).length;
}

/** The findings that someone must still act on. */
export function openProblems(connection: Accepting): Finding[] {
  return connection.findings.filter(each => isProblem(each) && !acceptanceOf(connection, each));
}

/** The first fault of an end, as a path and a sentence; undefined when there is none. */
export function endFault(endsAt: string, now: Date): { path: string; message: string } | undefined {
  const end = Date.parse(endsAt);
  if (Number.isNaN(end)) return { path: '/endsAt', message: 'is not a valid date' };
  if (end <= now.getTime()) return { path: '/endsAt', message: 'is in the past' };
  return end - now.getTime() > longestAcceptanceDays * dayMs
    ? { path: '/endsAt', message: `is more than ${longestAcceptanceDays} days away` }
    : undefined;
}

/** Why it no longer counts, whether or not a check has found that yet. */
export function overOf({ over, endsAt }: Acceptance, now: Date): OverReason | undefined {
  return over ?? (endsAt <= now.toISOString() ? 'ended' : undefined);
}

function announcedAt({ acceptedAt, endsAt }: Acceptance): string {
  const [from, end] = [Date.parse(acceptedAt), Date.parse(endsAt)];
  return new Date(Math.max(end - announcedBeforeMs, (from + end) / 2)).toISOString();
}

/** Whether its end should be announced now. */
export function isEndingSoon(acceptance: Acceptance, now: Date): boolean {
  if (acceptance.remindedAt || overOf(acceptance, now)) return false;
  return announcedAt(acceptance) <= now.toISOString();
}

/** When an acceptance next needs work: the announcement of its end, or its end. Undefined: never. */
export function nextAcceptanceWork({ accepted = [] }: Pick<Connection, 'accepted'>, now: Date): Date | undefined {
  const times = accepted.flatMap(each => [...(each.remindedAt ? [] : [announcedAt(each)]), each.endsAt]);
  const [next] = times.filter(each => each > now.toISOString()).sort();
  return next === undefined ? undefined : new Date(next);
}
