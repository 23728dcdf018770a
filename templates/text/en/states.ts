// States and healths of a connection, and the headline of both. English.
export const states = {
  // States: what people decided.
  'state.pending': 'Waiting for launch',
  'state.verified': 'Verified',
  'state.suspended': 'Suspended',
  'state.revoked': 'Revoked',
  'state.expired': 'Expired',

  // Healths: the result of the last conclusive check.
  'health.unknown': 'Not known yet',
  'health.healthy': 'Healthy',
  'health.drifted': 'Changed',
  'health.unsafe': 'Unsafe',
  'health.unreachable': 'Refused',
  'health.gone': 'Access ended',

  // Headlines: state and health together.
  'headline.pending': 'Waiting for launch',
  'headline.pending.meaning':
    'No check has found the role yet. Nothing can be read until you launch the stack and a check succeeds.',
  'headline.under_review': 'Under review',
  'headline.under_review.meaning':
    '{vendor} is reviewing this connection before you launch it. You do not need to do anything.',
  'headline.under_review_found': 'Under review',
  'headline.under_review_found.meaning':
    'The role exists, and {vendor} is reviewing this connection before it uses the role. You do not need to do ' +
    'anything.',
  'headline.held_back': 'Found, but not used yet',
  'headline.held_back.meaning':
    'The role accepts {vendor}, and it refused the test requests. {vendor} does not use it until it is verified.',
  'headline.accepted': 'Verified and healthy, {count} accepted',
  'headline.accepted.meaning':
    'The role refuses everyone else. It differs from the expected role only in what was accepted.',
  'headline.healthy': 'Verified and healthy',
  'headline.healthy.meaning': 'The role is as expected and refuses everyone else.',
  'headline.drifted': 'Changed',
  'headline.drifted.meaning':
    'Credentials are still issued. The role differs from the expected role, but no finding is critical.',
  'headline.unsafe': 'Unsafe',
  'headline.unsafe.meaning': 'No credentials are issued until this is fixed: others may be able to use the role.',
  'headline.unreachable': 'Refused',
  'headline.unreachable.meaning':
    'No credentials are issued: your account refuses {vendor}. You may have done this on purpose.',
  'headline.gone': 'Access ended',
  'headline.gone.meaning':
    'No credentials are issued: your account has refused {vendor} for at least a day, or you reported that you ' +
    'ended access.',
  'headline.unknown': 'Not known yet',
  'headline.unknown.meaning':
    'No check has finished since access was resumed. Credentials are issued again after a check succeeds.',
  'headline.unread': 'Trust policy not visible',
  'headline.unread.meaning':
    'The role requires its external ID, but {vendor} cannot read its trust policy. Others may be named in it.',
  'headline.unread_held': 'Trust policy not visible',
  'headline.unread_held.meaning':
    'No credentials are issued until a check has read the trust policy again. Others may be named in it.',
  'headline.unread_pending': 'Trust policy not visible',
  'headline.unread_pending.meaning':
    'The role accepts {vendor}, but {vendor} cannot read its trust policy, in which others may be named. {vendor} ' +
    'does not use the role until a check has read it.',
  'unread.until': 'Credentials are issued until {until}. After that, none are issued until a check has read it.',
  'unread.add':
    'Add these statements to the role {role} as the inline policy DrawbridgeSelfRead. They allow the role to read ' +
    'itself. Then choose “Check now”, or wait for the next check.',
  'unread.statement': 'Policy that lets the role read itself',
  'headline.paused': 'Paused',
  'headline.suspended': 'Suspended',
  'headline.suspended.meaning': 'No credentials are issued until access is resumed.',
  'headline.suspended_unsafe': 'Suspended and unsafe',
  'headline.suspended_unsafe.meaning':
    'No credentials are issued. Others may still be able to use the role: fix it now, or delete the stack.',
  'headline.drill': 'Suspended for a drill',
  'headline.drill.meaning': 'Revocation drill: no credentials are issued until the active sessions have expired.',
  'headline.revoked': 'Revoked',
  'headline.revoked.meaning': 'Access has ended for good. No credentials will be issued again.',
  'headline.expired': 'Expired',
  'headline.expired.meaning': 'The stack was not launched in time. A new connection can be created at any time.',
  'notIssuing.ended': 'No credentials are issued: the end date has passed.',
  'notIssuing.outside_window': 'No credentials are issued now: the current time is outside the agreed access windows.',
  'notIssuing.hold_widened':
    'No credentials are issued: the role may allow more than {vendor} announced, and nothing else would limit the ' +
    'sessions. Remove what was added to the role.',
  'notIssuing.hold_stale': 'No credentials are issued: the last conclusive check is more than 7 days old.',
  'notIssuing.hold_integrity':
    'No credentials are issued: the stored record of this access was changed from outside. You can still end access.',
  'severity.critical': 'Critical',
  'severity.high': 'High',
  'severity.medium': 'Medium',
  'severity.information': 'For information',
  'owner.tenant': 'Your side',
  'owner.vendor': '{vendor}',
  'owner.aws': 'AWS',
  'access.metadata': 'Reads settings and metrics, never the contents of your data',
  'access.read': 'Reads settings, metrics and the contents of your data',
  'access.write': 'Makes changes in your account. It may also read settings, metrics and the contents of your data',
} as const;
