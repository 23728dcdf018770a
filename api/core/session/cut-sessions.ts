// Sessions that the customer revoked in its own account (AWSRevokeOlderSessions). Pure.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import type { Finding } from '../finding/findings.js';
import { minuteMs } from '../values/time.js';

/**
 * Sessions from before this time are revoked (ISO 8601), as the last check found in the role. Undefined when none are,
 * or when that check could not read the role. Sessions count as active unless we know that they were revoked.
 */
export function cutByCustomer(findings: readonly Finding[]): string | undefined {
  const cut = findings.find(each => each.code === 'sessions_revoked_by_customer' && !each.notLookedAtSince);
  return cut?.facts.before;
}

/** A row is written before its call, and clocks differ: a session may be up to a minute newer than its row. */
const toleranceMs = minuteMs;

/** Whether the session of a row from that time is certainly older than `before`. */
export function isCut(rowAt: string, before: string): boolean {
  return Date.parse(rowAt) + toleranceMs <= Date.parse(before);
}
