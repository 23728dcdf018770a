// The hand-off page, for the person who launches the stack. English.
export const handOff = {
  'handoff.title': 'Give {vendor} access to an AWS account',
  'handoff.lead': '{vendor} requests access to the AWS account {account} for its customer {tenant}.',
  'handoff.thisTenant': 'You are giving access on behalf of {tenant}. Continue only if this is your organisation.',
  'handoff.account': 'AWS account',
  'handoff.partition': 'AWS partition',
  'handoff.externalId': 'External ID',
  'handoff.externalId.note':
    '{vendor} created it for this connection only. The template already contains it; you do not need to enter or ' +
    'change it.',
  'handoff.role': 'Role',
  'handoff.granted': 'Permissions and their reasons',
  'handoff.why': 'Why it is needed',
  'handoff.without': 'What stops working without it',
  'handoff.wildcard': 'Why it covers all resources',
  'handoff.unknown': 'Why it contains an action newer than our reference',
  'handoff.selfRead': 'Permission to read the role itself',
  'handoff.selfRead.note':
    '{vendor} uses it to notice when someone changes the role. It can read this role, the full text of every ' +
    'customer-managed policy in your account, and the AWS managed policies. It reads nothing else.',
  'handoff.closed': 'Permissions that are always denied',
  'handoff.closed.note':
    'These statements allow nothing. They deny the actions below, even if someone gives this role more ' +
    'permissions later.',
  'handoff.closed.why': 'What it protects',
  'handoff.closed.without': 'What would be possible without it',
  'handoff.closed.policies':
    'The Deny statements at the end of DrawbridgePermissions list the permissions that are always denied: {sids}.',
  'handoff.never': 'Permissions that are never granted',
  'handoff.never.note': 'The role cannot give itself or others more permissions, and no one else can use it.',
  'handoff.launch': 'Launch the stack',
  'handoff.launch.note':
    'This opens the AWS console with everything filled in. Sign in to the account {account}, tick the box about ' +
    'IAM resources, and create the stack.',
  'handoff.launched': 'I launched it',
  'handoff.otherWays': 'Other ways to create the role',
  'handoff.cli': 'AWS command line',
  'handoff.cli.update': 'Update an existing stack',
  'handoff.cli.update.note':
    'Use this if you already created the stack and its template has changed since. A launch link can only create ' +
    'a new stack.',
  'handoff.template': 'CloudFormation template',
  'handoff.policies': 'Trust policy and permission policies',
  'handoff.guide': 'Deployment guide',
  'handoff.guide.note':
    'Everything about this role in one document, to print or share: purpose, costs, steps, verification, ' +
    'troubleshooting and how to end access.',
  'handoff.guide.read': 'Read the guide',
  'handoff.terraform': 'Terraform',
  'handoff.copy': 'Copy',
  'handoff.copied': 'Copied',
  'handoff.download': 'Download',
  'handoff.status': 'Status',
  'handoff.status.waiting': 'Waiting for the stack. This page updates automatically when the role exists.',
  'handoff.status.byItself': '{vendor} checks periodically. Choose “I launched it” to check now.',
  'handoff.status.looking':
    'Waiting for the role to appear. AWS can take two minutes to make a new role available everywhere.',
  'handoff.status.checking': 'The role exists. A check is running.',
  'handoff.status.unread':
    '{vendor} does not use the role yet, because its trust policy could not be read. The role accepts {vendor} ' +
    'and refused the other test requests. Until {vendor} can read the trust policy, it cannot rule out that ' +
    'others are named in it.',
  'handoff.status.verified': 'Done: the role is verified. You can close this page.',
  'handoff.status.verified.later':
    'To view or end this access later, ask {vendor} for a manage link, or delete the stack in your own account.',
  'handoff.status.notLaunchable': 'This connection can no longer be launched. Ask {vendor} for a new one.',
  'handoff.review': '{vendor} is reviewing this connection before you launch it. You do not need to do anything.',
  'handoff.expires': 'This link is valid until {until}.',
  'handoff.launchAgain': 'Launch again under a new name',
  'handoff.launchAgain.note': 'Use this if the stack failed or was deleted. Each launch has its own name.',
  'handoff.end': 'You can end this access at any time: delete the stack in your own account.',
} as const;
