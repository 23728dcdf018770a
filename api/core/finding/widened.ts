// Whether the live role may grant more than was announced, as the findings of its checks show it.
import type { Finding, FindingCode } from './findings.js';
import { unreadParts } from './unread-parts.js';

const ofMore: readonly FindingCode[] = [
  'permissions_widened',
  'permissions_undecided',
  'deny_removed',
  'policy_added',
  'policy_attached',
  'boundary_changed',
  'managed_policy_version_moved',
  'aws_policy_changed',
];

/** Whether the finding is about permissions that the role has, or may have, and its spec has not. */
export function isAboutMore({ code, severity, witness }: Finding): boolean {
  return ofMore.includes(code) && severity !== 'information' && witness?.live !== 'refused';
}

/** False only when each of these findings is shown to grant nothing more. */
export function isSeenWider(findings: readonly Finding[]): boolean {
  return findings.some(isAboutMore);
}

/** What else a check may be unable to read; nothing there grants permissions. */
const notPermissions: readonly string[] = ['role', 'trust-policy'];

/** Whether a check could not read all that the role grants. */
export function isGrantUnread(findings: readonly Finding[]): boolean {
  return unreadParts(findings).some(part => !notPermissions.includes(part));
}
