// Whether checks can read the role's trust policy: probes show that a role requires the right ID, and only its trust
// policy shows that it names no one else. A role that hides it is used for a grace time at most. Pure.
import { isTrustRead } from '../finding/unread-parts.js';
import type { CheckVerdict } from '../finding/verdict.js';
import { dayMs } from '../values/time.js';
import { type Connection, isGoodHealth } from './connection.js';
import type { TrustUnread } from './parts.js';

export interface UnreadRules {
  /** The vendor also uses roles whose trust policy was never read. */
  verifyUnread: boolean;
  /** How long credentials are issued after checks can no longer read the trust policy. */
  graceMs: number;
}

export const unreadRules: UnreadRules = { verifyUnread: false, graceMs: 7 * dayMs };

type Visibility = Pick<Connection, 'trustRead' | 'trustUnread'>;

/**
 * After a check that the role accepted. The grace time starts with the first check that could not read the trust policy
 * and is never renewed by another one: only a check that has read it ends it.
 */
export function withTrustSeen(
  { trustUnread: before, ...connection }: Connection,
  verdict: CheckVerdict,
  rules: UnreadRules,
  now: Date,
): Connection {
  if (verdict.outcome !== 'admitted') return { ...connection, ...(before && { trustUnread: before }) };
  if (isTrustRead(verdict.findings)) return { ...connection, trustRead: true };
  const wasRead = connection.trustRead ?? wasReadUnmarked(connection);
  const trustUnread = unreadSince(before?.since ?? now.toISOString(), wasRead, rules);
  return { ...connection, ...(wasRead && { trustRead: true as const }), trustUnread } satisfies Visibility;
}

/** Stored before this was noted: findings of a check that the role accepted show whether it had read the policy. */
function wasReadUnmarked({ state, health, findings }: Omit<Connection, 'trustUnread'>): boolean {
  return state === 'verified' && isGoodHealth(health) && isTrustRead(findings);
}

/** Without an end if the vendor uses such roles and this one has never been readable: nothing was hidden later. */
function unreadSince(since: string, wasRead: boolean, { verifyUnread, graceMs }: UnreadRules): TrustUnread {
  if (verifyUnread && !wasRead) return { since };
  return { since, issuingUntil: new Date(Date.parse(since) + graceMs).toISOString() };
}

/** Whether the grace time is over: no credentials are issued until a check has read the trust policy. */
export function isHeldUnread({ trustUnread }: Pick<Connection, 'trustUnread'>, now: Date): boolean {
  return trustUnread?.issuingUntil !== undefined && trustUnread.issuingUntil <= now.toISOString();
}
