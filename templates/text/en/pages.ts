// Words that all pages share, and the updates on the manage page. English.
export const pages = {
  // All pages and documents.
  'page.skip': 'Skip to content',
  'page.language': 'Language',
  'page.language.en': 'English',
  'page.language.ja': '日本語',
  'page.support': 'Help: {contact}',
  'page.utc': 'All times are in UTC.',
  'page.reload': 'Reload',

  // Pages only.
  'check.findings': 'The check is complete. See the findings.',
  'handoff.usedBy': 'Used by',
  'handoff.usedBy.note': 'Only this role of {vendor} can use the access, and only with the external ID above.',
  'handoff.sessions': 'Sessions',
  'handoff.sessions.atMost': 'At most {minutes} minutes each',
  'handoff.boundary': 'Permissions boundary',
  'handoff.boundary.note': 'It grants nothing. It only limits what the role may do.',
  'handoff.trustEnd': 'Expires at',
  'handoff.trustEnd.note': 'After this time the trust policy accepts nobody. You do not need to do anything.',
  'handoff.trustPolicy': 'Trust policy',
  'handoff.actions': 'Actions ({count})',
  'handoff.resources': 'Resources',
  'handoff.conditions': 'Conditions',
  'handoff.fromFile': 'Create the same stack from the downloaded file',
  'manage.now': 'Status',
  'manage.check': 'Check',
  'manage.check.steps': 'Steps of this check',
  'manage.connection': 'Connection',
  'manage.tenant': 'Customer',
  'manage.permissionSet': 'Permission set',
  'manage.what': 'What',
  'manage.cloudtrail': 'Find it in CloudTrail',
  'manage.cloudtrail.note':
    'Run these commands in the account {account}. CloudTrail shows an event after a few minutes and keeps it for ' +
    '90 days.',
  'manage.cloudtrail.used': 'Actions in this session; run this once for each region you use:',
  'manage.cloudtrail.made': 'The AssumeRole event that created the session:',
  'manage.ledger.check': 'Check',
  'manage.ledger.requests': '({count} requests)',
  'manage.ledger.requests.one': '(1 request)',
  'manage.ledger.offboarding': 'Check after revocation',
  'manage.ledger.cut': 'revoked by you: issued before {before}',
  'manage.ledger.handedOut': 'Credentials issued',
  'manage.ledger.handedOutAt': 'Issued at {at} to {to}',
  'filter.kind': 'Kind',
  'filter.everything': 'Everything',
  'filter.from': 'First day (UTC)',
  'filter.to': 'Last day (UTC)',
  'filter.show': 'Show',
  'filter.clear': 'Clear the filter',
  'filter.noDay':
    '“{typed}” is not a date. Choose a date, or write it like 2026-11-22. The list below is not filtered by date.',
  'filter.turned': 'The first day is later than the last day. The list below is not filtered by date.',
  'filter.none': 'Nothing matches this kind and these dates.',
  'filter.noneSoFar': 'No newer entries match. Older entries may match.',
  'kind.setup': 'Setup',
  'kind.checks': 'Checks',
  'kind.deviations': 'Accepted deviations',
  'kind.access': 'Suspend, resume, revoke',
  'kind.rotation': 'External ID replacement',
  'kind.upgrade': 'Permission updates',
  'kind.legacy': 'Legacy access',
  'kind.offboarding': 'Checks after revocation',
  'ledgerKind.check': 'Checks',
  'ledgerKind.offboarding': 'Checks after revocation',
  'manage.newest': 'Show newest',
  'manage.older': 'Show older',
  'manage.endsAt': 'End date',
  'manage.trustEnd': 'Expires at (trust policy)',
  'manage.windows': 'Access windows (UTC)',
  'manage.window': '{days}, {from} to {to}',
  'manage.proposed.end_date':
    'The agreed end date has passed, so no more credentials are issued. If you do not need the access, revoke it.',
  'manage.proposed.gone': 'Access was ended in your account. To make this final, revoke it here.',
  'manage.proposed.unused': 'Nobody has used this access for 90 days. If you do not need it, revoke it.',
  'day.mon': 'Monday',
  'day.tue': 'Tuesday',
  'day.wed': 'Wednesday',
  'day.thu': 'Thursday',
  'day.fri': 'Friday',
  'day.sat': 'Saturday',
  'day.sun': 'Sunday',
  'upgrade.title': 'Permission update',
  'upgrade.offered':
    'Version {to} of the permission set is available; the role has version {from}. Nothing changes unless you ' +
    'update the stack.',
  'upgrade.waiting':
    'The update from version {from} to version {to} has been waiting for you since {at}. The role stays as it is ' +
    'until you update the stack.',
  'upgrade.waiting.end':
    'An update of the role has been waiting for you since {at}. The role stays as it is until you update the stack.',
  'upgrade.waiting.values':
    'An update of the role to other values has been waiting for you since {at}. The role stays as it is until you ' +
    'update the stack.',
  'upgrade.values.missing': 'Only {vendor} can prepare this update: it needs values for {names}.',
  'upgrade.value.changed': '{name}: after the update {to}, today {from}.',
  'upgrade.value.added': '{name}: after the update {to}.',
  'upgrade.value.removed': '{name}: no value after the update, today {from}.',
  'upgrade.end.to': 'After the update, the trust policy expires at {to}. From then on it accepts nobody.',
  'upgrade.end.none': 'After the update, the trust policy no longer expires.',
  'upgrade.end.from': 'Today it expires at {from}.',
  'upgrade.end.from.none': 'Today it does not expire.',
  'upgrade.boundary.to': 'After the update, the permissions boundary of the role is {to}.',
  'upgrade.boundary.none': 'After the update, the role has no permissions boundary.',
  'upgrade.boundary.from': 'The announced one today is {from}.',
  'upgrade.boundary.from.none': 'Today none is announced.',
  'upgrade.boundary.note': 'A boundary grants nothing. It only limits what the role may do.',
  'upgrade.withdrawn':
    'Do not make the update from version {from} to version {to}: your vendor has withdrawn it. The next check ' +
    'cancels it.',
  'upgrade.more': 'Newly allowed actions: {count}, in services: {services}. The most far-reaching: {worst}.',
  'upgrade.more.none': 'The update allows nothing new.',
  'upgrade.more.none.boundary': "The role's policies allow nothing new.",
  'upgrade.less': 'Actions no longer allowed: {count}, in services: {services}. The most far-reaching: {worst}.',
  'upgrade.less.none': 'The update removes no permissions.',
  'upgrade.less.none.boundary':
    "The role's policies keep their permissions. If the boundary takes some away, the check after the update shows " +
    'which.',
  'upgrade.managed.changed':
    'AWS changed this policy: it was announced in version {from}, now in version {to}. The update does not change it.',
  'upgrade.closed':
    'Actions that are always denied after the update, whatever else is attached to the role: {count} more.',
  'upgrade.opened': 'Actions that are always denied today and no longer after the update: {count}.',
  'upgrade.undecided': 'Some statements could not be compared by their effect. Read them below.',
  'upgrade.difference': 'Changed statements ({count}) and their reasons',
  'upgrade.added': 'new',
  'upgrade.removed': 'removed',
  'upgrade.changed': 'changed',
  'upgrade.deny.added': 'new: always denied',
  'upgrade.deny.removed': 'no longer denied',
  'upgrade.deny.changed': 'changed: always denied',
  'upgrade.actions.added': 'Actions added',
  'upgrade.actions.removed': 'Actions removed',
  'upgrade.resources.added': 'Resources added',
  'upgrade.resources.removed': 'Resources removed',
  'upgrade.conditions': 'The conditions change.',
  'upgrade.how':
    "Run this command in your account, for example in CloudShell. It changes the role's permissions, description " +
    "and tags. The role's name and whom it trusts stay the same.",
  'upgrade.how.end':
    "Run this command in your account, for example in CloudShell. It changes when the role's trust policy " +
    "expires. The role's name and whom it trusts stay the same.",
  'upgrade.how.boundary':
    'Run this command in your account, for example in CloudShell. It sets the permissions boundary of the role as ' +
    "described above. The role's name and whom it trusts stay the same.",
  'upgrade.otherwise': 'If CloudFormation answers that no updates are to be performed, run this command instead:',
  'upgrade.otherwise.command': 'Set the permissions boundary without the stack',
  'upgrade.start': 'Prepare the update',
  'upgrade.cancel': 'Cancel the update',
  'change.noticed':
    'After you update the stack, choose “Check now” on this page. Otherwise the change is detected within an hour.',
  'change.notGiven':
    'The update command is not available at the moment. Reload this page in a minute. Access keeps working in ' +
    'the meantime.',
  'rotation.title': 'External ID replacement',
  'rotation.note':
    'If the external ID was exposed, request a new one here. You then update the stack once. Access keeps ' +
    'working in the meantime.',
  'rotation.start': 'Request a new external ID',
  'rotation.cancel': 'Cancel the replacement',
  'rotation.waiting':
    'A new external ID is ready for you until {deadline}. The old one works until you update the stack. If you ' +
    'do nothing, the old one stays.',
  'rotation.waiting.how':
    'Run this command in your account, for example in CloudShell. It changes only the trust policy of the role.',
  'rotation.command': 'Update the stack',
  'rotation.console':
    'Or in the CloudFormation console: choose the stack {stack}, Update (if asked, Make a direct update), ' +
    'Replace existing template, and enter the Amazon S3 URL below. Then choose Next to the end, tick the box ' +
    'about IAM resources, and Submit. Amazon S3 URL: {template}',
  'rotation.proving':
    'The new external ID has been in use since {at}. Checks must still prove that the role refuses the old one.',
  'revoke.impact.alsoUsedBy': 'Also used by {by}.',
  'page.newTab': '(opens in a new tab)',
} as const;
