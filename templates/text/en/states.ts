// States and healths of a connection. English.
export const states = {
  // States: what people decided.
  'state.pending': 'Waiting for launch',
  'state.pending.meaning':
    'The role has not been seen yet. Nothing can be read until it has been launched and checked.',
  'state.verified': 'Verified',
  'state.verified.meaning':
    'A check has once proven that the role admits only with its external ID. How it is now, its health says.',
  'state.suspended': 'Suspended',
  'state.suspended.meaning': 'No credentials are issued until it is resumed.',
  'state.revoked': 'Revoked',
  'state.revoked.meaning': 'Access has ended for good. No credentials will be issued again.',
  'state.expired': 'Expired',
  'state.expired.meaning': 'It was not launched in time. A new connection can be made at any time.',

  // Healths: what the last conclusive check saw.
  'health.unknown': 'Not known yet',
  'health.unknown.meaning': 'No check has finished yet.',
  'health.unknown.resumed': 'Since it was resumed no check has finished; nothing is issued before one has.',
  'health.revoked.meaning': 'So the last check before the revoke saw it.',
  'state.suspended.drill': 'A drill: no credentials are issued until those that are out have expired.',
  'health.healthy': 'Healthy',
  'health.healthy.meaning': 'The role is exactly as announced, and refuses everyone else.',
  'health.drifted': 'Changed',
  'health.drifted.meaning':
    'The role differs from what was announced. Nothing critical was found; credentials are still issued.',
  'health.unsafe': 'Not safe',
  'health.unsafe.meaning': 'The role may be open to others. No credentials are issued until this is mended.',
  'health.unreachable': 'Refused',
  'health.unreachable.meaning':
    'Your account refuses {vendor}; that is yours to decide. No credentials are issued meanwhile.',
  'health.gone': 'Access ended',
  'health.gone.meaning':
    'Your account has refused {vendor} for at least a day, or you said that you ended the access. No credentials are issued.',
  'notIssuing.ended': 'No credentials are issued: the end date has come.',
  'notIssuing.outside_window': 'No credentials are issued now: it is outside the agreed access windows.',
  'notIssuing.hold_stale': 'No credentials are issued: the last conclusive check is older than 7 days.',
  'severity.critical': 'Critical',
  'severity.high': 'High',
  'severity.medium': 'Medium',
  'severity.information': 'For information',
  'owner.tenant': 'Your side',
  'owner.vendor': '{vendor}',
  'owner.aws': 'AWS',
  'access.metadata': 'Reads settings and figures, never the contents of your data',
  'access.read': 'Reads, also the contents of your data',
  'access.write': 'Reads and changes',
} as const;
