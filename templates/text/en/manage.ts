// The manage page, for the tenant's own people. English.
export const manage = {
  'manage.title': 'Access of {vendor} to the AWS account {account}',
  'manage.signedInAs': 'You are here as {person}, until {until}.',
  'manage.state': 'State',
  'manage.health': 'Health',
  'manage.findings': 'Findings',
  'manage.findings.sessionsToo':
    'What was added to the role can be done with credentials already handed out too, until it is taken away or they end.',
  'finding.notLookedAt': 'Seen by an earlier check; since {at} no check has looked at it.',
  'manage.findings.none': 'Nothing was found.',
  'manage.ledger': 'Who used the access',
  'manage.ledger.note':
    'Every session that was made, for whom and until when. What was done with it is in your own CloudTrail, under the session name.',
  'manage.ledger.none': 'Nobody has used it yet.',
  'manage.ledger.usesAtFirst':
    'The uses are listed. The sessions of checks are under the kind “Checks”, and all together under “Everything”.',
  'manage.history': 'What was changed, by whom and why',
  'manage.sessionName': 'Session name',
  'manage.from': 'From',
  'manage.until': 'Until',
  'manage.for': 'For',
  'manage.actions': 'What you can do',
  'manage.jump': 'On this page',
  'manage.jump.suspend': 'Suspend or revoke',
  'manage.jump.resume': 'Resume or revoke',
  'manage.reason': 'Reason (kept in the history)',
  'manage.reason.wrong':
    'Nothing was changed. Write the reason on one line of at most 500 characters, without control characters, then try again.',
  'manage.suspend': 'Suspend',
  'manage.suspend.note': '{vendor} gets no credentials until you resume. Only you can resume what you suspended.',
  'manage.suspend.note.notHere':
    "{vendor} gets no credentials until you resume. This link was made by {vendor}'s support: it can suspend, but not resume. To resume, you open this page from {vendor}'s application.",
  'manage.drill':
    '{vendor} is rehearsing a revocation: no credentials are issued until those that are out have expired. Then access comes back by itself, after a check.',
  'manage.resume': 'Resume',
  'manage.resume.note': 'A check runs first; credentials are issued again once it has passed.',
  'manage.resume.vendor': '{vendor} suspended this connection; only {vendor} can resume that.',
  'manage.resume.notHere':
    "This link was made by {vendor}'s support, so it cannot resume what you suspended. Open this page from {vendor}'s application.",
  'manage.revoke': 'Revoke for good',
  'manage.revoke.note': 'This cannot be taken back. For access again, a new connection is made.',
  'manage.revoke.notHere':
    'This link can suspend but not revoke. Ask {vendor} for one that can. You do not depend on it: you can end the access in your own AWS account at any time by deleting the stack.',
  'manage.revoke.confirm': 'To confirm, type the number of the AWS account: {account}',
  'manage.own': 'End it in your own account',
  'manage.own.note':
    'You can end this access at any time in the AWS account {account}, without this page and without asking anybody: cut the sessions that are out, then delete the stack.',
  'manage.own.commands': 'The commands',
  'manage.done.suspended': 'Suspended. No credentials are issued any more.',
  'manage.done.resumed': 'Resumed. A check is running.',
  'manage.done.revoked': 'Revoked. No credentials will be issued any more.',
} as const;
