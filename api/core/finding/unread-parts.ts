// The parts of the live role that a check could not read.
import type { Finding } from './findings.js';

const blindParts = ['role', 'trust-policy'];

/** Whether the check with these findings read the role's trust policy. */
export function isTrustRead(findings: readonly Finding[]): boolean {
  const unread = unreadParts(findings);
  return !blindParts.some(each => unread.includes(each));
}

/** The parts of the role that the check with these findings could not read. */
export function unreadParts(findings: readonly Finding[]): string[] {
  const limits = findings.filter(each => each.code === 'self_reading_limited');
  return limits.flatMap(each => each.facts.what?.split(', ') ?? []);
}
