// History rows: what happened, who did it, why. English.
export const history = {
  'change.connection.created':
    '{who} made the connection for the AWS account {account}, with version {version} of the permission set {set}.',
  'change.connection.changed': '{who} changed the connection before its launch: {changed}.',
  'change.connection.limits-changed': '{who} changed when the connection may be used: {endsAt}; {windows}.',
  'change.connection.revoke-proposed': 'It is proposed to revoke the connection. People decide.',
  'change.connection.revoke-proposed.end_date':
    'It is proposed to revoke the connection, because its end date has passed. People decide.',
  'change.connection.revoke-proposed.gone':
    'It is proposed to revoke the connection, because the access was ended in the AWS account. People decide.',
  'change.connection.revoke-proposed.unused':
    'It is proposed to revoke the connection, because nobody has used it for 90 days. People decide.',
  'change.connection.revoke-proposal-lifted': 'It is no longer proposed to revoke the connection: the cause is gone.',
  'change.connection.launched-again': '{who} asked for a new name to launch the role again (launch {launch}).',
  'change.connection.reviewed': '{who} decided on the connection under review{because}.',
  'change.connection.reviewed.approved': '{who} approved the connection under review{because}.',
  'change.connection.reviewed.refused': '{who} did not approve the connection under review{because}.',
  'change.connection.verified':
    'A check proved for the first time that the role admits {vendor} only with its external ID. Health: {health}. Findings: {findings}.',
  'change.connection.checked':
    'A check saw something else than the one before. Health: {health}. Findings: {findings}.',
  'change.connection.checked.admitted':
    'A check was let in by the role and saw something else than the one before. Health: {health}. Findings: {findings}.',
  'change.connection.checked.first':
    'A check was let in by the role, the first since the connection was made or resumed. Health: {health}. Findings: {findings}.',
  'change.connection.checked.refused': 'A check was refused by the role. Health: {health}. Findings: {findings}.',
  'change.connection.checked.unsafe':
    'A check was let in where the role should have refused it. Health: {health}. Findings: {findings}.',
  'change.connection.rotation-started':
    '{who} asked for a new external ID{because}. Unless the stack is updated by {deadline}, it is called off.',
  'change.connection.rotation-cancelled': '{who} called the new external ID off{because}. The current one stays.',
  'change.connection.rotation-cancelled.system':
    'The new external ID was called off, because its deadline had passed. The current one stays.',
  'change.connection.rotation-switched':
    'A check saw that the role admits the new external ID. It is the current one now.',
  'change.connection.rotation-switched.ask':
    'An ask for credentials showed that the role admits the new external ID. It is the current one now.',
  'change.connection.rotation-switched.cancel':
    'The new external ID was to be called off, but the role admits it already. It is the current one now.',
  'change.connection.rotation-finished': 'A check proved that the role refuses the old external ID.',
  'change.connection.upgrade-started':
    '{who} asked for the update of the permission set from version {from} to version {to}{because}.',
  'change.connection.upgrade-started.end':
    '{who} asked for an update of the role, after which {trustEnd}{because}. The permission set stays.',
  'change.connection.upgrade-started.both':
    '{who} asked for the update of the permission set from version {from} to version {to}, after which {trustEnd}{because}.',
  'change.trustEnd': 'its trust policy ends by itself at {at}',
  'change.trustEnd.none': 'its trust policy does not end by itself any more',
  'change.connection.upgrade-cancelled':
    '{who} called the update of the role off{because}. Version {version} of its permission set stays, and so does its trust policy.',
  'change.connection.upgrade-cancelled.system':
    'The update of the permission set was called off, because the version was withdrawn. Version {version} stays.',
  'change.connection.upgraded':
    'A check saw the update: the role is made from version {version} of the permission set {set} now.',
  'change.connection.suspended':
    '{who} suspended the connection{because}. No credentials are issued until it is resumed.',
  'change.connection.resumed': '{who} resumed the connection{because}. A check follows before credentials are issued.',
  'change.connection.resumed.still':
    '{who} resumed what that side had suspended{because}. The other side keeps the connection suspended.',
  'change.connection.end-stated': '{who} said that the access was ended in the AWS account{because}.',
  'change.connection.end-stated.cause':
    '{who} said that the access was ended in the AWS account{because}. What was done: {cause}.',
  'change.connection.drill-started':
    '{who} began a revocation drill{because}. No credentials are issued until those that are out have expired.',
  'change.connection.drill-finished':
    "The revocation drill is over. From the request to the last session's end: {endAfter}; sessions that were out: {sessionsAlive}; answers with credentials after the stop: {handedOutAfterStop}. A check follows before credentials are issued.",
  'change.connection.legacy-recorded':
    '{who} recorded legacy access to the account, {legacy}{because}. It is never used.',
  'change.connection.legacy-closed': '{who} said that legacy access, {legacy}, was deleted, on the word of {person}.',
  'change.connection.legacy-retracted':
    '{who} took back legacy access, {legacy}, that was recorded by mistake{because}.',
  'change.connection.legacy-reminded':
    'Legacy access is still open, although the role that replaces it works. How many: {open}. Open: {openLegacy}.',
  'legacyNamed.role': 'the role {arn}',
  'legacyNamed.user': 'the access key {key} of {arn}',
  'change.connection.revoked': '{who} revoked the connection{because}. Access has ended for good.',
  'change.connection.revoked.mayCheck':
    '{who} revoked the connection{because}. Access has ended for good. It may be checked whether the role is closed.',
  'change.connection.revoked.mayNotCheck':
    '{who} revoked the connection{because}. Access has ended for good. It may not be checked whether the role is closed.',
  'change.connection.offboarding-checked': 'After the revoke it was looked whether the role is closed.',
  'change.connection.offboarding-checked.admitted':
    'After the revoke it was looked whether the role is closed: it still trusts {vendor}.',
  'change.connection.offboarding-checked.refused':
    'After the revoke it was looked whether the role is closed: it refused {vendor}.',
  'change.connection.revocation-confirmed':
    'Revocation confirmed: the role has refused {vendor} again and again since {refusedSince}. Nothing is sent any more.',
  'change.connection.offboarding-stopped':
    '{who} stopped the checking whether the role is closed{because}. Nothing is sent any more.',
  'change.connection.offboarding-ended':
    'The 30 days of checking are over, and the role was not proven closed. Nothing is sent any more.',
  'change.connection.expired': 'The connection expired: it was not launched in time.',
  'change.tenant.created': '{who} made the tenant {name}.',
  'change.tenant.closed': '{who} closed the tenant {name}{because}.',
  'change.key.created': '{who} made the API key {name} ({scope}).',
  'change.key.rotated': '{who} gave the API key {name} a new secret.',
  'change.key.revoked': '{who} revoked the API key {name}.',
  'change.link.created': '{who} made a link.',
  'change.link.created.hand-off': '{who} made a hand-off link.',
  'change.link.created.manage': '{who} made a manage link for {person}.',
  'change.link.revoked': '{who} revoked a link.',
  'change.link.revoked.hand-off': '{who} revoked a hand-off link.',
  'change.link.revoked.manage': '{who} revoked the manage link of {person}.',
  'change.webhook.created': '{who} made the webhook {id}.',
  'change.webhook.rotated': '{who} gave the webhook {id} a new secret.',
  'change.webhook.disabled': '{who} disabled the webhook {id}.',
  'change.permission-set.published': 'Version {version} of the permission set {set} was published.',
  'change.other': '{who} made a change ({action}){because}.',
  'change.unreadable': 'This row is not as this kit writes rows: verify the history.',
  'changed.options': 'options of the role',
  'changed.maxSessionSeconds': 'longest session',
  'changed.roleArn': 'name of the role',
  'changed.endsAt': 'end date',
  'changed.windows': 'access windows',
  'limit.endsAt': 'until {at}',
  'limit.endsAt.none': 'without an end date',
  'limit.windows': '{windows} (UTC)',
  'limit.windows.none': 'at any hour',
  because: ': {reason}',
} as const;
