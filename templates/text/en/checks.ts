// Checks, step by step. English.
export const checks = {
  'probe.right': 'Assume the role with its external ID',
  'probe.control': "Assume {vendor}'s own control role, to prove that {vendor} can call AWS",
  'probe.none': 'Try without an external ID: must be refused',
  'probe.wrong': 'Try a wrong external ID: must be refused',
  'probe.upper-case': 'Try the external ID in upper case: must be refused',
  'probe.head': 'Try the first half with a different ending: must be refused',
  'probe.tail': 'Try a different beginning with the last half: must be refused',
  'probe.one-changed': 'Try with one character changed: must be refused',
  'probe.retired': 'Try a replaced external ID: must be refused',
  'probe.retiring': 'Try the old external ID that is being replaced: must be refused',
  'probe.stranger': 'Try as a principal that the role does not name: must be refused',
  'probe.right-again': 'Assume the role again with its external ID',
  'probe.old-role': 'Try an older role of this connection: must be refused',
  'probe.inspection': 'Read the role and compare it with the expected role',
  'probe.twin': '{probe} (with the source identity of a credential request)',
  'outcome.assumed': 'accepted',
  'outcome.refused': 'refused',
  'outcome.inconclusive': 'no usable response',
  'outcome.read': 'read',
  'outcome.partly-read': 'read in part',
  'outcome.not-made': 'not tried',
  'why.no_stranger': '{vendor} has not set up a principal for this test',
  'check.running':
    'A check is running. Each step appears here as it completes. It takes a few seconds, or about two minutes ' +
    'while the role refuses {vendor}.',
  'check.passed': 'Every step had the expected result.',
  'check.refused': 'Your account refused {vendor}. The possible causes are listed below.',
  'check.awaited':
    'No role in your account accepts {vendor} yet: the stack was not launched, or the role is not ready. The ' +
    'possible causes are listed below.',
  'check.unsafe':
    'The role accepted a request that it should have refused. The check stopped there and did not read what the ' +
    'role allows.',
  'check.inconclusive': 'The check could not be completed, so nothing changes.',
  'check.kind.full':
    'Full check: {vendor} tries the correct external ID, none, wrong ones and near misses, then reads the role. ' +
    'It runs weekly and after each change.',
  'check.kind.light':
    'Light check: {vendor} tries without an external ID and reads the role. It runs daily. Findings that ' +
    'it does not test do not change.',
  'check.again': 'Check now',
  'check.last': 'Last check: {at}',
  'check.never': 'No check yet',
  'inconclusive.vendor_caller': "{vendor}'s service could not call AWS. The check runs again.",
  'inconclusive.aws_fault': 'AWS did not return a usable response. The check runs again.',
  'inconclusive.connection_changed': 'The connection changed during the check. The check runs again.',
  'inconclusive.role_changed':
    'The role was deleted or created again around the time of the check. The check runs again.',
  'inconclusive.inspection_refused':
    'The role could not be read. A light check does not test for the cause; a full check follows at once.',
  'inconclusive.role_recreated': 'The role was created again after the last check. A full check follows at once.',
  'inconclusive.interrupted': 'The check was interrupted. It runs again.',
  'why.throttled': 'AWS throttled the request',
  'why.aws_error': 'AWS returned an error',
  'why.no_answer': 'AWS did not respond in time',
  'why.unreadable_answer': 'the response from AWS could not be read',
  'why.vendor_credentials': "AWS did not accept {vendor}'s own credentials",
  'why.sts_region_disabled': 'AWS STS is disabled for this region',
  'why.request_invalid': 'AWS rejected the request as invalid',
  'session.issue': 'Used by {vendor}',
  'session.probe': 'Check: test request without permissions',
  'session.offboarding': 'Check after revocation: test request without permissions',
  'session.inspection': 'Check: reading the role',
} as const;
