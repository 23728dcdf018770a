// Sessions that the customer cut in its own account (AWSRevokeOlderSessions). Pure.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import type { Finding } from '../finding/findings.js';
import { minuteMs } from '../values/time.js';

/**
 * Before which moment sessions are cut, as the last check read it in the role; undefined when they are not, or when it has
 * not read the role: what is not known to be cut counts as alive.
 */
export function cutByCustomer(findings: readonly Finding[]): string | undefined {
  const cut = findings.find(each => each.code === 'sessions_revoked_by_customer' && !each.notLookedAtSince);
  return cut?.facts.before;
}

/** A row is written before its call, and clocks differ: what was asked for within the minute before may be newer. */
const doubtMs = minuteMs;

/** Whether the session of a row from that time is certainly older than the moment. */
export function isCut(rowAt: string, before: string): boolean {
  return Date.parse(rowAt) + doubtMs <= Date.parse(before);
}
