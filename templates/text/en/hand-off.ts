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
  'handoff.stackDrift': 'Permission to ask CloudFormation about the stack',
  'handoff.stackDrift.why':
    'Checks let CloudFormation compare the stack of this role with the role as it is. This is a second witness, ' +
    'independent of {vendor}. It can read this stack and its template, and no other stack.',
  'handoff.stackDrift.without': 'Checks compare the policies of the role on their own.',
  'managed.title': 'Policies that AWS maintains',
  'managed.note':
    'AWS wrote these policies and can change them at any time, without you or {vendor}. The figures are those of the ' +
    'version below. Checks report what AWS changes later.',
  'managed.note.partition': 'They are taken from the partition aws. In this partition, AWS may grant less.',
  'managed.byAws': 'maintained by AWS',
  'managed.arn': 'Policy',
  'managed.size': 'Allows {actions} actions in {services} services (version {version} of {day}).',
  'managed.reads': 'Actions that read customer data ({count})',
  'managed.reads.none': 'None that we know of.',
  'managed.excess': 'Actions that AWS classifies as more than reading: {count}',
  'managed.excessReason': 'Why this is accepted',
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
  'handoff.attached': 'A policy of its own in your account, attached to the role: {arn}',
  'handoff.guide': 'Deployment guide',
  'handoff.guide.note':
    'Everything about this role in one document, to print or share: purpose, costs, steps, verification, ' +
    'troubleshooting and how to end access.',
  'handoff.guide.read': 'Read the guide',
  'handoff.terraform': 'Terraform or OpenTofu',
  'handoff.copy': 'Copy',
  'handoff.copied': 'Copied',
  'handoff.download': 'Download',
  'handoff.status': 'Status',
  'handoff.status.waiting': 'Waiting for the stack. This page updates automatically when the role exists.',
  'handoff.status.byItself': '{vendor} checks periodically. Choose “I launched it” to check now.',
  'handoff.status.looking':
    'Waiting for the role to appear. AWS can take two minutes to make a new role available everywhere.',
  'handoff.status.checking': 'The role exists. A check is running.',
  'handoff.status.checkingAgain': 'The next check is already running. Its result replaces the one below.',
  'handoff.status.refused':
    'The last check found no role that accepts {vendor}. See the possible causes and next steps below.',
  'handoff.status.notFound':
    'No role accepts {vendor} yet. This is expected until you launch the stack. This page updates automatically.',
  'handoff.status.inconclusive': 'The last check could not be completed. It runs again automatically.',
  'handoff.status.found':
    'The role exists, and it refused the test requests. {vendor} uses it after one more check. You do not need to ' +
    'do anything.',
  'handoff.status.unread':
    'Trust policy not visible: {vendor} does not use the role yet, because its trust policy could not be read. The ' +
    'role accepts {vendor} and refused the other test requests. Until {vendor} can read the trust policy, it cannot ' +
    'rule out that others are named in it.',
  'handoff.status.verifiedUnread':
    'Trust policy not visible: the role requires its external ID, but {vendor} cannot read its trust policy. Others ' +
    'may be named in it.',
  'handoff.status.verified': 'Done: the role is verified. Keep the receipt, then close this page.',
  'handoff.status.verified.changed':
    'Done: the role is verified, but it differs from the expected role. Ask {vendor} for a manage link to see the ' +
    'differences.',
  'handoff.status.verified.later':
    'To view or end this access later, ask {vendor} for a manage link, or delete the stack in your own account.',
  'handoff.status.notLaunchable': 'This connection can no longer be launched. Ask {vendor} for a new one.',
  'handoff.review': '{vendor} is reviewing this connection. Until that is complete, you do not need to do anything.',
  'handoff.unserved':
    '{vendor} cannot set up this connection at the moment, because its service does not reach this part of AWS. ' +
    'Do not launch anything yet. Ask {vendor} when it will be possible.',
  'handoff.request': 'This request',
  'handoff.request.person': 'Requested by',
  'handoff.request.person.note': '{vendor} stated this name. If you know this person, ask them whether it is right.',
  'handoff.request.vendor': 'Who gets access',
  'handoff.request.vendor.account': '{vendor}, from its AWS account {vendorAccount}',
  'handoff.request.vendor.note':
    'To confirm this request, ask {vendor} for its AWS account number. Use a phone number or address that you ' +
    'already know, not one from the message with this link.',
  'handoff.request.cost': 'Cost',
  'handoff.request.cost.none':
    'AWS charges nothing for this role and its stack. Where AWS charges for a request, one from {vendor} costs what ' +
    'your own would.',
  'handoff.request.cost.charged':
    'AWS charges nothing for this role and its stack. AWS charges your account USD 0.01 for each request that ' +
    '{vendor} sends to Cost Explorer. Ask {vendor} how often it sends them.',
  'handoff.request.undo': 'How to undo it',
  'handoff.request.undo.how':
    'Delete the stack in your account at any time. Nobody has to agree. Credentials already issued work for ' +
    'at most {minutes} minutes; the guide shows how to end them at once.',
  'receipt.title': 'Receipt',
  'receipt.keep':
    'Print this page or download the receipt now. This page closes at {until}, and its link opens nothing more.',
  'receipt.download': 'Download the receipt',
  'receipt.verifiedAt': 'Verified at',
  'receipt.vendor': 'Access given to',
  'receipt.vendorRole': 'The only role that can use it',
  'receipt.role': 'Role in your account',
  'receipt.externalId':
    'The role accepts {vendor} only with the external ID that {vendor} created for this connection alone. It ' +
    'prevents others from using {vendor} to reach your account. The trust policy of the role shows its value.',
  'receipt.permissions': 'Permissions',
  'receipt.back': 'Where to come back',
  'receipt.back.how':
    'Open the application of {vendor}, or ask {vendor} for a manage link: {contact}. There you see every ' +
    'use, and you can suspend or revoke the access.',
  'receipt.undo': 'How to undo it',
  'receipt.undo.how': 'Delete the stack in your own account. Nobody has to agree. The command:',
  'handoff.expires': 'This link is valid until {until}.',
  'handoff.launchAgain': 'Launch again under a new name',
  'handoff.launchAgain.note': 'Use this if the stack failed or was deleted. Each launch has its own name.',
  'handoff.end': 'You can end this access at any time: delete the stack in your own account.',
} as const;
