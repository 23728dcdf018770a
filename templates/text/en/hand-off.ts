// The hand-off page, for the person who launches the stack. English.
export const handOff = {
  'handoff.title': 'Give {vendor} access to an AWS account',
  'handoff.lead': '{vendor} asks for access to the AWS account {account} for its customer {tenant}.',
  'handoff.thisTenant': 'You are giving this access for {tenant}. Go on only if that is you.',
  'handoff.account': 'AWS account',
  'handoff.partition': 'AWS partition',
  'handoff.externalId': 'External ID',
  'handoff.externalId.note':
    'Made by {vendor} for this connection alone. It is in the template already; nobody needs to type or change it.',
  'handoff.role': 'Role',
  'handoff.granted': 'What is granted, and why',
  'handoff.why': 'Why it is needed',
  'handoff.without': 'What stops working without it',
  'handoff.wildcard': 'Why it covers all resources',
  'handoff.unknown': 'Why an action newer than our reference is here',
  'handoff.selfRead': 'The role may also read itself',
  'handoff.selfRead.note':
    'So that {vendor} and you notice when somebody changes it. It reads the definition of this role and of policies, no data.',
  'handoff.closed': 'What stays closed, whatever else is attached to the role',
  'handoff.closed.note':
    'These statements grant nothing. They deny: even if somebody gives this role more rights later, this is refused.',
  'handoff.closed.why': 'What it protects',
  'handoff.closed.without': 'What would be possible without it',
  'handoff.closed.policies':
    'In DrawbridgePermissions, the statements at the end with the effect Deny are what stays closed: {sids}.',
  'handoff.never': 'What is never granted',
  'handoff.never.note': 'The role cannot give itself or others more rights, and no one else can use it.',
  'handoff.launch': 'Launch the stack',
  'handoff.launch.note':
    'Opens the AWS console with everything filled in. Sign in to the account {account}, tick the box about IAM resources, and create the stack.',
  'handoff.launched': 'I launched it',
  'handoff.otherWays': 'Other ways to the same role',
  'handoff.cli': 'AWS command line',
  'handoff.cli.update': 'Update a stack that exists already',
  'handoff.cli.update.note':
    'Use this when you have made the stack already and its template has changed since. A launch link can only make a new stack.',
  'handoff.template': 'CloudFormation template',
  'handoff.policies': 'Trust policy and permission policies',
  'handoff.guide': 'Deployment guide',
  'handoff.guide.note':
    'Everything about this role in one document, to print or pass on: purpose, costs, steps, verification, troubleshooting and the end of the access.',
  'handoff.guide.read': 'Read the guide',
  'handoff.terraform': 'Terraform',
  'handoff.copy': 'Copy',
  'handoff.copied': 'Copied',
  'handoff.download': 'Download',
  'handoff.status': 'Status',
  'handoff.status.waiting': 'Waiting for the stack. This page notices by itself when the role is there.',
  'handoff.status.byItself': '{vendor} looks by itself now and then; “I launched it” makes it look at once.',
  'handoff.status.looking':
    'Looking for the role. That can take two minutes: AWS does not show a new role everywhere at once.',
  'handoff.status.checking': 'The role is there. It is being checked.',
  'handoff.status.unread':
    'The role lets {vendor} in and refuses the others that were tried, but its trust policy could not be read. {vendor} does not use a role before it has seen that nobody else is named in it.',
  'handoff.status.verified': 'Done: the role is verified. You can close this page.',
  'handoff.status.verified.later':
    'To see or end this access later, ask {vendor} for a manage link, or delete the stack in your own account.',
  'handoff.status.notLaunchable': 'This connection cannot be launched any more. Ask {vendor} for a new one.',
  'handoff.review': 'Before this can be launched, {vendor} has a look at it. You do not need to do anything.',
  'handoff.expires': 'This link works until {until}.',
  'handoff.launchAgain': 'Launch again under a new name',
  'handoff.launchAgain.note': 'Use this when the stack failed or was deleted. Names never collide.',
  'handoff.end': 'You can end this access at any time in your own account: delete the stack.',
} as const;
