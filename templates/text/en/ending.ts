// Ending access: before, after, when a role is gone, and when the customer ends it. English.
export const ending = {
  // Before and after ending access.
  'revoke.before': 'What will happen',
  'revoke.impact.sessions': 'Sessions that may be alive: {count}, the last until {until}.',
  'revoke.impact.cut':
    'Of these, {count} can do nothing: you cut the sessions issued before {before}, as the last check saw it. That holds as long as the policy AWSRevokeOlderSessions stays on the role.',
  'revoke.impact.none': 'No session is alive.',
  'revoke.impact.lastUse': 'Last used: {at}, by {by}.',
  'revoke.impact.lastUseAt': 'Last used: {at}.',
  'revoke.impact.neverUsed': 'No credentials were ever handed out.',
  'revoke.impact.notUsedSince': 'No credentials were handed out since {at}.',
  'revoke.stopped': 'Issuing stopped at {at}.',
  'revoke.until': 'The last session ends at {until}.',
  'revoke.validUntil': 'Credentials already issued stay valid until then, unless they are cut in the AWS account.',
  'revoke.noSessions': 'No credentials are valid any more.',
  'revoke.cut': 'Cut all sessions of the role now',
  'revoke.cut.note':
    'Attaches the policy AWSRevokeOlderSessions, which denies everything to sessions made before this moment. It works within a few minutes, usually seconds.',
  'revoke.delete': 'Delete the stack, and the role with it',
  'revoke.delete.closed':
    'First set AWSDenyAll as the permissions boundary of the role. Nobody can do anything with it from then on, so that what you cut stays cut until the role is gone. If your organisation lets you set no boundary, go on without it: sessions that you cut then work again from the moment AWSRevokeOlderSessions is taken off until the role is gone.',
  'revoke.delete.closed.label': 'Keep the role closed until it is gone',
  'revoke.delete.policies':
    'Then take off the policies that the stack has not made; with them CloudFormation does not delete the role. These are the ones that the last check saw, and last the one that cut the sessions, if you attached it.',
  'revoke.delete.policies.label': 'Take off a policy that was added',
  'revoke.delete.stack': 'Then delete the stack:',
  'revoke.delete.conflict':
    'If CloudFormation says that policies must be deleted or detached first, somebody added others: take them off the role {role} in IAM, then delete the stack again.',
  'revoke.delete.hand': 'If the role was not made by a stack, delete the role {role} in IAM.',

  // After a revoke: whether the role is closed too.
  'offboarding.consent': '{vendor} may check that the role is closed',
  'offboarding.consent.note':
    'For at most 30 days, once a day after the first hours, by a request without any rights. Each one stands on this page and, as long as your account lets it in, in your CloudTrail as drawbridge-offboarding-check-…; you can stop it at any time. Cleared, {vendor} sends nothing to your account any more, and cannot tell you whether the role is closed.',
  'offboarding.title': 'Is the role closed?',
  'offboarding.declined':
    'It is not checked: nobody agreed to it on your side. Nothing is sent to your account any more.',
  'offboarding.checking.first': 'It is checked by itself, the first time within minutes, until {until} at the latest.',
  'offboarding.checking.refused':
    'Your account has refused {vendor} since {since}. It counts as closed once it has refused for an hour, again and again.',
  'offboarding.checking.trusts': 'The role still trusts {vendor}, seen since {since}: delete it like this.',
  'offboarding.confirmed':
    'Revocation confirmed at {since}: your account refused {vendor} again and again for at least an hour. Nothing is sent any more.',
  'offboarding.stopped':
    'The checking was stopped at {since}. Nothing is sent to your account any more; whether the role is closed was not proven.',
  'offboarding.unconfirmed':
    'The 30 days were over at {since}, and the role was not proven closed. Nothing is sent to your account any more.',
  'offboarding.consent.tenant': 'Whether it may be checked was said on this page, by your side.',
  'offboarding.consent.vendor': 'Whether it may be checked was said by {vendor}, on your behalf.',
  'offboarding.lookedAt': 'Last looked at {at}.',
  'offboarding.delete': 'Delete the stack of the role {role}',
  'offboarding.stop': 'Stop checking',
  'offboarding.stop.note':
    'From then on nothing is sent to your account. It is not begun again, and whether the role is closed stays open.',

  // A role that is gone, and is to come back.
  'relaunch.title': 'Is the role gone by mistake?',
  'relaunch.note':
    'Then launch the stack again: the role comes back with its name and its external ID. Once a check has seen it, {vendor} gets credentials again.',
  'relaunch.exists':
    'If AWS says that the stack {stack} exists already, delete it first, then launch it. How that is done:',

  // The customer's own end.
  'ownEnd.title': 'Did you end the access yourselves?',
  'ownEnd.note':
    'AWS answers alike whether the role was deleted, its trust policy was edited or your organisation is in the way. If it was your decision, you can say so here; otherwise look at the causes above.',
  'ownEnd.cause': 'What was done',
  'ownEnd.cause.none': 'Not said',
  'ownEnd.cause.role_deleted': 'The stack or the role was deleted',
  'ownEnd.cause.trust_edited': 'The trust policy was edited',
  'ownEnd.cause.resource_control_policy': 'A resource control policy of the organisation refuses it',
  'ownEnd.say': 'We ended the access',
  'ownEnd.said.tenant': 'Your side said at {at} that you ended the access yourselves.',
  'ownEnd.said.vendor': '{vendor} noted at {at}, on your word, that you ended the access yourselves.',
  'ownEnd.gone':
    'No credentials are issued. {vendor} still checks now and then whether the role lets it in again; to end that too, revoke the connection.',
} as const;
