// The manage page, for the tenant's own people. English.
export const manage = {
  'manage.title': 'Access of {vendor} to the AWS account {account}',
  'manage.signedInAs': 'You are signed in as {person} until {until}.',
  'manage.verifiedAt': 'First verified',
  'manage.findings': 'Findings',
  'manage.widened': 'This role allows more than {vendor} announced.',
  'manage.widened.maybe': 'This role may allow more than {vendor} announced.',
  'manage.widened.exact':
    'The credentials that {vendor} issues cannot use what was added. Remove it anyway: the findings below name it.',
  'manage.widened.by_service':
    'The credentials that {vendor} issues are limited to the announced services, so they can use a part of what was ' +
    'added at most. Remove it: the findings below name it.',
  'manage.widened.none':
    'Credentials can use what was added until you remove it or they expire. The findings below name it.',
  'manage.widened.aws':
    'AWS added permissions to a policy that it maintains, and credentials can use them. The findings below name them.',
  'manage.cap': 'Limit of each session',
  'cap.exact': 'Each session can do only what was announced, even if someone adds more permissions to the role.',
  'cap.by_service':
    'Each session is limited to the announced services and their announced access levels, even if someone adds more ' +
    'permissions to the role.',
  'cap.managed': 'Of the policies that AWS maintains, a session can use what AWS allows in them at that moment.',
  'cap.none': 'Sessions have no limit of their own: they can do whatever the role allows.',
  'finding.notLookedAt': 'Found by an earlier check. No check has tested this since {at}.',
  'manage.findings.none': 'No findings.',
  'manage.findings.none.open': 'No open findings.',
  'manage.ledger': 'Sessions',
  'manage.ledger.note':
    'Every session is recorded here, with its user and its expiry. Your CloudTrail shows what was done in a ' +
    'session, under its session name.',
  'manage.ledger.none': 'No sessions yet.',
  'manage.ledger.usesAtFirst':
    'This view shows only uses. For the sessions of checks, choose the kind “Checks”. For all sessions, choose ' +
    '“Everything”.',
  'manage.history': 'History',
  'manage.sessionName': 'Session name',
  'manage.from': 'From',
  'manage.until': 'Until',
  'manage.for': 'For',
  'manage.actions': 'Your options',
  'manage.jump': 'On this page',
  'manage.jump.suspend': 'Suspend or revoke',
  'manage.jump.resume': 'Resume or revoke',
  'manage.reason': 'Reason (recorded in the history)',
  'manage.reason.wrong':
    'Nothing was changed. Write the reason on one line of at most 500 characters, without control characters, ' +
    'then try again.',
  'manage.suspend': 'Suspend access',
  'manage.suspend.note':
    'No credentials are issued to {vendor} until you resume access. Only you can resume what you suspended.',
  'manage.suspend.note.notHere':
    'No credentials are issued to {vendor} until you resume access. This link can suspend but not resume: {vendor} ' +
    "has not confirmed who opens it. To resume, open this page from {vendor}'s application.",
  'manage.drill':
    '{vendor} is rehearsing a revocation. No credentials are issued until the active sessions have expired. Then ' +
    'a check runs, and access resumes automatically.',
  'manage.resume': 'Resume access',
  'manage.resume.note': 'A check runs first. Credentials are issued again after it succeeds.',
  'manage.resume.vendor': '{vendor} suspended this connection. Only {vendor} can resume it.',
  'manage.resume.notHere':
    '{vendor} has not confirmed who opens this link, so it cannot resume what you suspended. Open this page from ' +
    "{vendor}'s application.",
  'manage.revoke': 'Revoke access',
  'manage.revoke.note': 'You cannot undo this. To give access again, you need a new connection.',
  'manage.revoke.notHere':
    'This link can suspend access but not revoke it. Ask {vendor} for a link that can. You can also end access ' +
    'without {vendor}: delete the stack in your own AWS account.',
  'manage.revoke.confirm': 'To confirm, enter the AWS account number: {account}',
  'manage.own': 'Ending access in your own account',
  'manage.own.note':
    'You can end access at any time in the AWS account {account}, without this page and without permission from ' +
    'anyone. Revoke the active sessions, then delete the stack.',
  'manage.own.commands': 'Commands',
  'stack.title': 'Stack',
  'stack.name': 'Name',
  'stack.region': 'Region',
  'stack.from.role': 'The role names this stack. The commands on this page find the stack by its role, in this region.',
  'stack.from.stated':
    'Someone stated this stack. The commands on this page find the stack by its role, in this region.',
  'stack.from.default':
    'The launch link creates this stack. The commands on this page find the stack by its role, in this region.',
  'stack.status': 'Status',
  'stack.template': 'template version',
  'stack.drift.in_sync': 'CloudFormation found no drift: the role matches the template of its stack.',
  'stack.drift.drifted': 'CloudFormation found drift: the role differs from the template of its stack.',
  'stack.drift.deleted': 'CloudFormation reports that the role of this stack was deleted outside it.',
  'stack.drift.not_known': 'CloudFormation has no result about this stack.',
  'stack.drift.blind':
    'CloudFormation compares only what the template sets. It does not see managed policies that someone ' +
    'attached, and it may report differences that allow nothing.',
  'stack.why.denied': 'The role may not read it. The stack may have another name than the role was created for.',
  'stack.why.absent': 'It does not exist, or it was deleted.',
  'stack.why.other_stack': 'It does not contain the role.',
  'stack.why.busy': 'Another detection was running.',
  'stack.why.failed': 'The detection failed.',
  'stack.why.unfinished': 'The detection did not end within a minute.',
  'stack.why.not_checked': 'It did not check the role.',
  'stack.why.aws_fault': 'AWS gave no usable answer.',
  'stack.foundBy.neither': 'Our own comparison found nothing either.',
  'stack.foundBy.both': 'Our own comparison found differences too.',
  'stack.foundBy.comparison_only': 'Our own comparison found differences that CloudFormation does not see.',
  'stack.foundBy.stack_only': 'Our own comparison found nothing that changes what the role allows.',
  'stack.repair': 'Repair',
  'stack.repair.note':
    'The first command prepares a change set that restores the template and shows it. Read it, then run the second ' +
    'one in the same terminal.',
  'stack.repair.review': 'Prepare and read the repair',
  'stack.repair.apply': 'Apply the repair',
  'stack.state': 'State another stack',
  'stack.state.note':
    'Use this if you created the stack under another name or in another region. It changes nothing in your account.',
  'stack.state.name': 'Name or ARN of the stack',
  'stack.state.region': 'Region (not needed with an ARN)',
  'manage.done.suspended': 'Access is suspended. No more credentials are issued.',
  'manage.done.resumed': 'Access is resumed. A check is running.',
  'manage.done.revoked': 'Access is revoked. No credentials will be issued again.',
} as const;
