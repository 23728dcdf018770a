// Rotating an external ID with one change by the customer: which IDs are tried when, which ones a live role may accept,
// and when the old one is proven to be refused. machine/open-change.ts makes the changes. Pure.
import { dayMs, minuteMs } from '../values/time.js';
import type { Connection } from './connection.js';
import type { PendingId, RetiringId } from './parts.js';

export const rotationDaysAtMost = 90;
export const rotationDays = 30;
/** How long both IDs are tried: IAM may accept the old ID in one place and the new one in another. */
export const bothTriedMs = 2 * minuteMs;
/** A role that still accepts the old ID after this time is a critical finding. */
const toleratedMs = 7 * dayMs;

/** The IDs that a credential request or right-ID probe sends, in this order: the next one only after a refusal. */
export function idsToTry(connection: Connection, now: Date): string[] {
  const { current, pending, retiring } = connection.externalId;
  if (pending) return [current, pending.value];
  return retiring && now.getTime() - Date.parse(retiring.switchedAt) < bothTriedMs
    ? [current, retiring.value]
    : [current];
}

/** Retired IDs, newest first. */
export function newestRetired({ externalId }: Pick<Connection, 'externalId'>) {
  return [...externalId.retired].sort((a, b) => (a.retiredAt < b.retiredAt ? 1 : -1));
}

/**
 * So many retired IDs stay in the connection: those that every check tries. Older ones are items of their own. Nothing
 * reads all of them, so their number has no limit: a check looks up what a trust policy names, and tries one of them.
 */
export const retiredKept = 5;

export type RetiredId = Connection['externalId']['retired'][number];

/** The connection with its newest retired IDs only, and the older ones, which are to be stored as items first. */
export function splitRetired(connection: Connection): { kept: Connection; older: RetiredId[] } {
  const { externalId } = connection;
  if (externalId.retired.length <= retiredKept) return { kept: connection, older: [] };
  const newest = newestRetired(connection);
  const retired = newest.slice(0, retiredKept).reverse();
  return { kept: { ...connection, externalId: { ...externalId, retired } }, older: newest.slice(retiredKept) };
}

/**
 * Of retired IDs that are items of their own, those that the connection does not name. An item may have been written by
 * a change that then lost to another one, so an ID that is in use is left out.
 */
export function olderRetired({ externalId }: Connection, items: readonly string[]): string[] {
  const { current, pending, retiring, retired } = externalId;
  const named = new Set([current, pending?.value, retiring?.value, ...retired.map(each => each.value)]);
  return items.filter(each => !named.has(each));
}

/** IDs other than the current one that the role may accept during a rotation without a finding. */
export function toleratedIds({ externalId }: Pick<Connection, 'externalId'>): string[] {
  return [externalId.pending?.value, externalId.retiring?.value].flatMap(each => each ?? []);
}

/** The severity of the finding that the role still accepts the old ID. */
export function severityOfOldId(retiring: RetiringId, now: Date): 'high' | 'critical' {
  return now.getTime() - Date.parse(retiring.switchedAt) > toleratedMs ? 'critical' : 'high';
}

/** The earliest time to prove that the role refuses the old ID: until then credential requests still try it. */
export function provableAt(retiring: RetiringId): Date {
  return new Date(Date.parse(retiring.switchedAt) + bothTriedMs);
}

export function isPastDeadline({ deadline }: PendingId, now: Date): boolean {
  return deadline <= now.toISOString();
}
