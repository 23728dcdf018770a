// Rotating an external ID with one change by the customer: which IDs are tried when, which a live role may accept, and
// when the old one is proven dead. The changes themselves are connection.ts's. Pure.
import { dayMs, minuteMs } from '../values/time.js';
import type { Connection } from './connection.js';
import type { PendingId, RetiringId } from './parts.js';

export const rotationDaysAtMost = 90;
export const rotationDays = 30;
/** IAM may admit the old ID in one place while it admits the new one in another. */
export const bothTriedMs = 2 * minuteMs;
/** Once the old ID has answered for so long, its leftover is critical. */
const toleratedMs = 7 * dayMs;

/** The IDs that an ask or a right-ID probe sends, in this order: the next one only when one was refused. */
export function idsToTry(connection: Connection, now: Date): string[] {
  const { current, pending, retiring } = connection.externalId;
  if (pending) return [current, pending.value];
  return retiring && now.getTime() - Date.parse(retiring.switchedAt) < bothTriedMs
    ? [current, retiring.value]
    : [current];
}

/** IDs that are retired, the newest first. */
export function newestRetired({ externalId }: Pick<Connection, 'externalId'>) {
  return [...externalId.retired].sort((a, b) => (a.retiredAt < b.retiredAt ? 1 : -1));
}

/** IDs that are no mistake of the customer's while a rotation is under way, beside the current one. */
export function toleratedIds({ externalId }: Pick<Connection, 'externalId'>): string[] {
  return [externalId.pending?.value, externalId.retiring?.value].flatMap(each => each ?? []);
}

/** How bad it is that the old ID still gets in. */
export function severityOfOldId(retiring: RetiringId, now: Date): 'high' | 'critical' {
  return now.getTime() - Date.parse(retiring.switchedAt) > toleratedMs ? 'critical' : 'high';
}

/** When the old ID may be proven dead at the earliest: before, asks still try it. */
export function provableAt(retiring: RetiringId): Date {
  return new Date(Date.parse(retiring.switchedAt) + bothTriedMs);
}

export function isPastDeadline({ deadline }: PendingId, now: Date): boolean {
  return deadline <= now.toISOString();
}
