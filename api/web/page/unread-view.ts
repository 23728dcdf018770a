// What a page shows while checks cannot read the role's trust policy: until when credentials are issued, and the
// statements to add to the role.
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { isHeldUnread } from '../../core/connection/trust-visibility.js';
import { isTrustRead } from '../../core/finding/unread-parts.js';
import { selfReadOf } from '../../core/iam/self-read.js';
import type { Speaker } from './check-view.js';

export interface UnreadView {
  /** When credentials will no longer be issued; absent when none are issued, or when there is no such time. */
  until: string | undefined;
  roleName: string;
  label: string;
  /** The policy to add, as JSON. */
  statement: string;
}

export function unreadView(connection: Connection, now: Date, speaker: Speaker): UnreadView | undefined {
  const { state, findings, trustUnread, partition, accountId } = connection;
  if ((state !== 'pending' && state !== 'verified') || isTrustRead(findings)) return undefined;
  const { arn, roleName } = liveRoleSpec(connection);
  const isIssuing = state === 'verified' && !isHeldUnread(connection, now);
  return {
    until: isIssuing ? trustUnread?.issuingUntil : undefined,
    roleName,
    label: speaker.say('unread.statement'),
    statement: JSON.stringify(selfReadOf(arn, partition, accountId), undefined, 2),
  };
}
