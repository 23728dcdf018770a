// History rows: what happened, who did it, why. English.
export const history = {
  'change.connection.created':
    '{who} created the connection to the AWS account {account}, with version {version} of the permission set {set}.',
  'change.connection.changed': '{who} changed the connection before its launch: {changed}.',
  'change.connection.limits-changed': '{who} changed when the connection may be used: {endsAt}; {windows}.',
  'change.connection.revoke-proposed': 'Revocation recommended. Someone must confirm it.',
  'change.connection.revoke-proposed.end_date':
    'Revocation recommended, because the end date has passed. Someone must confirm it.',
  'change.connection.revoke-proposed.gone':
    'Revocation recommended, because access was ended in the AWS account. Someone must confirm it.',
  'change.connection.revoke-proposed.unused':
    'Revocation recommended, because nobody has used the connection for 90 days. Someone must confirm it.',
  'change.connection.revoke-proposal-lifted': 'Revocation is no longer recommended: the reason no longer applies.',
  'change.connection.values-stated': '{who} stated the values that the permissions need: {values}.',
  'change.connection.stack-stated': '{who} stated that the stack {stackName} in {region} contains the role.',
  'change.connection.launched-again': '{who} requested a new name to launch the stack again (launch {launch}).',
  'change.connection.reviewed': '{who} decided the review of the connection{because}.',
  'change.connection.reviewed.approved': '{who} approved the connection after review{because}.',
  'change.connection.reviewed.refused': '{who} did not approve the connection after review{because}.',
  'change.connection.verified':
    'A check proved for the first time that the role accepts {vendor} only with its external ID. Health: {health}' +
    '. Findings: {findings}.',
  'change.connection.checked': 'The result differs from the previous check. Health: {health}. Findings: {findings}.',
  'change.connection.checked.admitted':
    'The check succeeded. Its result differs from the previous check. Health: {health}. Findings: {findings}.',
  'change.connection.checked.first':
    'The first check since the connection was created or resumed succeeded. Health: {health}. Findings: {findings}.',
  'change.connection.checked.refused': 'The role refused the check. Health: {health}. Findings: {findings}.',
  'change.connection.checked.unsafe':
    'The role accepted a request that it should have refused. Health: {health}. Findings: {findings}.',
  'change.connection.rotation-started':
    '{who} requested a new external ID{because}. It is cancelled unless the stack is updated by {deadline}.',
  'change.connection.rotation-cancelled': '{who} cancelled the new external ID{because}. The current one stays.',
  'change.connection.rotation-cancelled.system':
    'The new external ID was cancelled, because its deadline passed. The current one stays.',
  'change.connection.rotation-switched':
    'A check found that the role accepts the new external ID. It is now the current one.',
  'change.connection.rotation-switched.ask':
    'A credential request showed that the role accepts the new external ID. It is now the current one.',
  'change.connection.rotation-switched.cancel':
    'The new external ID could not be cancelled: the role already accepts it. It is now the current one.',
  'change.connection.rotation-finished': 'A check proved that the role refuses the old external ID.',
  'change.connection.upgrade-started':
    '{who} requested an update of the permission set from version {from} to version {to}{because}.',
  'change.connection.upgrade-started.end':
    '{who} requested an update of the role, after which {trustEnd}{because}. The permission set stays the same.',
  'change.connection.upgrade-started.values':
    '{who} requested a role update to other values ({values}) of the permission set {set} {to}{because}.',
  'change.connection.upgrade-started.both':
    '{who} requested an update of the permission set from version {from} to version {to}, after which {trustEnd}' +
    '{because}.',
  'change.trustEnd': 'its trust policy expires at {at}',
  'change.trustEnd.none': 'its trust policy no longer expires',
  'change.boundary': 'its permissions boundary is {arn}',
  'change.boundary.none': 'it has no permissions boundary',
  'change.stackDrift': 'checks may ask CloudFormation about its stack',
  'change.stackDrift.none': 'checks may no longer ask CloudFormation about its stack',
  'change.connection.upgrade-cancelled':
    '{who} cancelled the update of the role{because}. Version {version} of its permission set, its trust ' +
    'policy and its permissions boundary stay the same.',
  'change.connection.upgrade-cancelled.system':
    'The update of the permission set was cancelled, because the version was withdrawn. Version {version} stays.',
  'change.connection.upgraded':
    'A check confirmed the update: the role now is as announced, with version {version} of the permission set {set}.',
  'change.connection.suspended':
    '{who} suspended the connection{because}. No credentials are issued until it is resumed.',
  'change.connection.resumed': '{who} resumed the connection{because}. A check runs before credentials are issued.',
  'change.connection.resumed.still':
    '{who} lifted their own suspension{because}. The other side keeps the connection suspended.',
  'change.connection.end-stated': '{who} reported that access was ended in the AWS account{because}.',
  'change.connection.end-stated.cause':
    '{who} reported that access was ended in the AWS account{because}. What was done: {cause}.',
  'change.connection.drill-started':
    '{who} started a revocation drill{because}. No credentials are issued until the active sessions have expired.',
  'change.connection.drill-finished':
    "The revocation drill is complete. From the request to the last session's end: {endAfter}; active sessions: " +
    '{sessionsAlive}; responses with credentials after the stop: {handedOutAfterStop}. A check runs before ' +
    'credentials are issued.',
  'change.connection.legacy-recorded':
    '{who} recorded legacy access to the account, {legacy}{because}. This service never uses it.',
  'change.connection.legacy-closed':
    '{who} reported that legacy access, {legacy}, was deleted, as confirmed by {person}.',
  'change.connection.legacy-retracted':
    '{who} withdrew legacy access, {legacy}, that was recorded by mistake{because}.',
  'change.connection.legacy-reminded':
    'Legacy access is still open, although the role that replaces it works. Number: {open}. Open: {openLegacy}.',
  'legacyNamed.role': 'the role {arn}',
  'legacyNamed.user': 'the access key {key} of {arn}',
  'change.connection.deviation-accepted':
    '{who} accepted the finding “{finding}” as a known deviation until {until}{because}.',
  'change.connection.deviation-accepted.backend':
    '{who} recorded that {person} accepted the finding “{finding}” as a known deviation until {until}{because}.',
  'change.connection.acceptance-removed':
    '{who} removed the acceptance of the finding “{finding}”{because}. The finding is open again.',
  'change.connection.acceptance-reminded':
    'The acceptance of the finding “{finding}” ends at {until}. After that, the finding is open again.',
  'change.connection.acceptance-ended': 'The acceptance of the finding “{finding}” no longer counts.',
  'change.connection.acceptance-ended.changed':
    'The acceptance of the finding “{finding}” no longer counts: the role, or how it differs, has changed.',
  'change.connection.acceptance-ended.gone':
    'The acceptance of the finding “{finding}” is no longer needed: the finding is gone.',
  'change.connection.acceptance-ended.ended':
    'The acceptance of the finding “{finding}” has ended. The finding is open again.',
  'change.connection.revoked': '{who} revoked the connection{because}. Access has ended for good.',
  'change.connection.revoked.mayCheck':
    '{who} revoked the connection{because}. Access has ended for good. Checks that the role is closed are allowed.',
  'change.connection.revoked.mayNotCheck':
    '{who} revoked the connection{because}. Access has ended for good. Checks that the role is closed are not ' +
    'allowed.',
  'change.connection.offboarding-checked': 'A check after revocation tested whether the role is closed.',
  'change.connection.offboarding-checked.admitted':
    'A check after revocation found that the role still trusts {vendor}.',
  'change.connection.offboarding-checked.refused': 'A check after revocation found that the role refuses {vendor}.',
  'change.connection.revocation-confirmed':
    'Revocation confirmed: the role has repeatedly refused {vendor} since {refusedSince}. Nothing more is sent.',
  'change.connection.offboarding-stopped':
    '{who} stopped the checks that the role is closed{because}. Nothing more is sent.',
  'change.connection.offboarding-ended':
    'The 30 days of checks ended without proof that the role is closed. Nothing more is sent.',
  'change.connection.expired': 'The connection expired: it was not launched in time.',
  'change.tenant.created': '{who} created the tenant {name}.',
  'change.tenant.changed': '{who} corrected the tenant {name}: {changed}.',
  'change.tenant.closed': '{who} closed the tenant {name}{because}.',
  'change.key.created': '{who} created the API key {name} ({scope}).',
  'change.key.rotated': '{who} replaced the secret of the API key {name}.',
  'change.key.revoked': '{who} revoked the API key {name}.',
  'change.link.created': '{who} created a link.',
  'change.link.created.hand-off': '{who} created a hand-off link.',
  'change.link.created.manage': '{who} created a manage link for {person}.',
  'change.link.revoked': '{who} revoked a link.',
  'change.link.revoked.hand-off': '{who} revoked a hand-off link.',
  'change.link.revoked.manage': '{who} revoked the manage link of {person}.',
  'change.webhook.created': '{who} created the webhook {id}.',
  'change.webhook.rotated': '{who} replaced the secret of the webhook {id}.',
  'change.webhook.disabled': '{who} disabled the webhook {id}.',
  'change.webhook.failing': 'The receiver of the webhook {id} accepts no events.',
  'change.webhook.recovered': 'The receiver of the webhook {id} accepts events again.',
  'change.permission-set.published': 'Version {version} of the permission set {set} was published.',
  'change.other': '{who} made a change ({action}){because}.',
  'change.unreadable': 'This row is not in the format of this kit. Verify the history.',
  'changed.name': 'name',
  'changed.reference': 'reference',
  'changed.options': 'role options',
  'changed.maxSessionSeconds': 'maximum session duration',
  'changed.roleArn': 'role name',
  'changed.endsAt': 'end date',
  'changed.windows': 'access windows',
  'limit.endsAt': 'until {at}',
  'limit.endsAt.none': 'no end date',
  'limit.windows': '{windows} (UTC)',
  'limit.windows.none': 'at any time of day',
  because: ': {reason}',
} as const;
