// States and healths of a connection. English.
export const states = {
  // States: what people decided.
  'state.pending': 'Waiting for launch',
  'state.pending.meaning':
    'No check has found the role yet. Nothing can be read until you launch the stack and a check succeeds.',
  'state.verified': 'Verified',
  'state.verified.meaning': 'A check has proven that the role requires its external ID. Health shows how it is now.',
  'state.suspended': 'Suspended',
  'state.suspended.meaning': 'No credentials are issued until access is resumed.',
  'state.revoked': 'Revoked',
  'state.revoked.meaning': 'Access has ended for good. No credentials will be issued again.',
  'state.expired': 'Expired',
  'state.expired.meaning': 'The stack was not launched in time. A new connection can be created at any time.',

  // Healths: the result of the last conclusive check.
  'health.unknown': 'Not known yet',
  'health.unknown.meaning': 'No check has finished yet.',
  'health.unknown.resumed':
    'No check has finished since access was resumed. Credentials are issued again after a check succeeds.',
  'health.revoked.meaning': 'Result of the last check before access was revoked.',
  'state.suspended.drill': 'Revocation drill: no credentials are issued until the active sessions have expired.',
  'health.healthy': 'Healthy',
  'health.healthy.meaning': 'The role is as expected and refuses everyone else.',
  'health.drifted': 'Changed',
  'health.drifted.meaning':
    'Credentials are still issued. The role differs from the expected role, but no finding is critical.',
  'health.unsafe': 'Unsafe',
  'health.unsafe.meaning': 'No credentials are issued until this is fixed: others may be able to use the role.',
  'health.unreachable': 'Refused',
  'health.unreachable.meaning':
    'No credentials are issued: your account refuses {vendor}. You may have done this on purpose.',
  'health.gone': 'Access ended',
  'health.gone.meaning':
    'No credentials are issued: your account has refused {vendor} for at least a day, or you reported that you ' +
    'ended access.',
  'notIssuing.ended': 'No credentials are issued: the end date has passed.',
  'notIssuing.outside_window': 'No credentials are issued now: the current time is outside the agreed access windows.',
  'notIssuing.hold_stale': 'No credentials are issued: the last conclusive check is more than 7 days old.',
  'severity.critical': 'Critical',
  'severity.high': 'High',
  'severity.medium': 'Medium',
  'severity.information': 'For information',
  'owner.tenant': 'Your side',
  'owner.vendor': '{vendor}',
  'owner.aws': 'AWS',
  'access.metadata': 'Reads settings and metrics, never the contents of your data',
  'access.read': 'Reads settings, metrics and the contents of your data',
  'access.write': 'Reads and makes changes',
} as const;
