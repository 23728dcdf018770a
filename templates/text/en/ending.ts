// Ending access: before, after, a deleted role, and an end by the customer. English.
export const ending = {
  // Before and after ending access.
  'revoke.before': 'Effect of revoking',
  'revoke.impact.sessions': 'Sessions that may still be active: {count}. The last one expires at {until}.',
  'revoke.impact.cut':
    'Of these, {count} can do nothing: the last check found that you revoked the sessions issued before {before}' +
    '. This holds while the policy AWSRevokeOlderSessions stays on the role.',
  'revoke.impact.none': 'No session is active.',
  'revoke.impact.lastUse': 'Last used: {at}, by {by}.',
  'revoke.impact.lastUseAt': 'Last used: {at}.',
  'revoke.impact.neverUsed': 'No credentials have ever been issued.',
  'revoke.impact.notUsedSince': 'No credentials have been issued since {at}.',
  'revoke.stopped': 'Issuing stopped at {at}.',
  'revoke.until': 'The last session expires at {until}.',
  'revoke.validUntil':
    'Credentials already issued stay valid until then, unless you revoke the sessions in your AWS account.',
  'revoke.noSessions': 'No valid credentials are left.',
  'revoke.cut': 'Revoke all active sessions of the role now',
  'revoke.cut.note':
    'This command attaches the policy AWSRevokeOlderSessions. It denies everything to sessions created before ' +
    'this moment. It usually takes effect within seconds, at most a few minutes.',
  'revoke.delete': 'Delete the stack together with the role',
  'revoke.delete.closed':
    'First set AWSDenyAll as the permissions boundary of the role. Nobody can then do anything with the role, ' +
    'and revoked sessions stay revoked until it is deleted. If your organisation does not let you set a ' +
    'boundary, skip this step. Revoked sessions then work again after you remove AWSRevokeOlderSessions, until ' +
    'the role is deleted.',
  'revoke.delete.closed.label': 'Block the role until it is deleted',
  'revoke.delete.policies':
    'Detach the policies that the stack did not create. Otherwise CloudFormation cannot delete the role. The ' +
    'commands cover the policies that the last check found, and finally the one that revoked the sessions, if ' +
    'you attached it.',
  'revoke.delete.policies.label': 'Detach an added policy',
  'revoke.delete.stack': 'Then delete the stack:',
  'revoke.delete.conflict':
    'If CloudFormation reports that policies must be deleted or detached first, others were added. Detach them ' +
    'from the role {role} in IAM, then delete the stack again.',
  'revoke.delete.hand': 'If the role was not created by a stack, delete the role {role} in IAM.',

  // After revocation: is the role closed too?
  'offboarding.consent': '{vendor} may check that the role is closed',
  'offboarding.consent.why':
    'Tick this box to get dated proof that the role is closed, or a warning while it still lets {vendor} in.',
  'offboarding.consent.note':
    'For up to 30 days, {vendor} tests the role with a request that has no permissions: often at first, then ' +
    'daily. Each request appears on this page. While your account accepts the requests, CloudTrail shows them as ' +
    'drawbridge-offboarding-check-…. You can stop this at any time. If you leave this box empty, ' +
    '{vendor} sends nothing more to your account and cannot tell you whether the role is closed.',
  'offboarding.title': 'Closure of the role',
  'offboarding.declined':
    'The role is not checked, because nobody on your side agreed to it. Nothing more is sent to your account.',
  'offboarding.checking.first':
    'The role is checked automatically, for the first time within minutes. The checks end at {until} at the latest.',
  'offboarding.checking.refused':
    'Your account has refused {vendor} since {since}. The role counts as closed after it has refused repeatedly ' +
    'for an hour.',
  'offboarding.checking.trusts': 'The role still trusts {vendor} (observed since {since}). Delete it as shown below.',
  'offboarding.confirmed':
    'Revocation confirmed at {since}: your account refused {vendor} repeatedly for at least an hour. Nothing ' +
    'more is sent.',
  'offboarding.stopped':
    'The checks were stopped at {since}, without proof that the role is closed. Nothing more is sent to your ' +
    'account.',
  'offboarding.unconfirmed':
    'The 30 days of checks ended at {since} without proof that the role is closed. Nothing more is sent to your ' +
    'account.',
  'offboarding.consent.tenant': 'Your side decided on this page whether the role may be checked.',
  'offboarding.consent.vendor': '{vendor} recorded on your behalf whether the role may be checked.',
  'offboarding.lookedAt': 'Last check: {at}.',
  'offboarding.delete': 'Delete the stack of the role {role}',
  'offboarding.stop': 'Stop the checks',
  'offboarding.stop.note':
    'Nothing more is sent to your account. You cannot start the checks again, and there will be no proof that ' +
    'the role is closed.',

  // Recovery of a deleted role.
  'relaunch.title': 'Recovery of a deleted role',
  'relaunch.note':
    'If the role was deleted by mistake, launch the stack again. The role keeps its name and its external ID. ' +
    'After a successful check, credentials are issued to {vendor} again.',
  'relaunch.exists':
    'If AWS reports that the stack {stack} already exists, delete it first, then launch again. How to delete it:',

  // An end by the customer.
  'ownEnd.title': 'Access ended on your side',
  'ownEnd.note':
    'AWS returns the same error whether the role was deleted, its trust policy changed, or an organisation ' +
    'policy blocks access. If you decided this, confirm it here. Otherwise, check the causes above.',
  'ownEnd.cause': 'What was done',
  'ownEnd.cause.none': 'Not stated',
  'ownEnd.cause.role_deleted': 'The stack or the role was deleted',
  'ownEnd.cause.trust_edited': 'The trust policy was changed',
  'ownEnd.cause.resource_control_policy': 'A resource control policy of the organisation blocks access',
  'ownEnd.say': 'Confirm that you ended access',
  'ownEnd.said.tenant': 'Your side reported at {at} that you ended access yourself.',
  'ownEnd.said.vendor': '{vendor} recorded at {at}, on your behalf, that you ended access yourself.',
  'ownEnd.gone':
    'No credentials are issued. {vendor} still checks periodically whether the role accepts it again. To stop ' +
    'these checks, revoke the connection.',
} as const;
