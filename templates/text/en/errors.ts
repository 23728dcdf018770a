// Errors on pages. English.
export const errors = {
  'error.title': 'Your request could not be completed',
  'error.title.done': 'Already done',
  'error.requestId': 'Request ID: {requestId}',
  'error.back': 'Back',
  'error.link_not_valid': 'This link is no longer valid. Ask {vendor} for a new one.',
  'error.link_done':
    'This link is no longer needed: the role is verified. To see the access, or to launch the stack again if the ' +
    'role is gone, ask {vendor} for a new link.',
  'error.page_not_open':
    'This page is not open in this browser, or it has expired. Open your link again. If you just did, allow ' +
    'cookies for this site: your browser does not store them.',
  'error.not_found': 'This page does not exist.',
  'error.not_allowed': 'This link does not allow this action.',
  'error.link_may_not_revoke':
    'Nothing was changed. This link can suspend access but not revoke it. Ask {vendor} for a link that can, or ' +
    'delete the stack in your own AWS account.',
  'error.link_may_not_resume':
    'Nothing was changed. {vendor} has not confirmed who opens this link, so it cannot resume what you suspended. ' +
    "Open this page from {vendor}'s application.",
  'error.link_needs_person':
    'Nothing was changed. Only a person of your organisation can do this, and {vendor} has not confirmed who opens ' +
    "this link. Open this page from {vendor}'s application.",
  'error.csrf': 'This page was open for too long. Reload it, then try again.',
  'error.request_invalid':
    'Nothing was changed. A field of the form is missing or not valid. Correct it, then try again.',
  'error.confirmation_wrong': 'The account number does not match. Nothing was changed.',
  'error.conflict': 'Someone else changed this at the same time. Reload the page.',
  'error.not_in_this_state': 'This action is not possible in the current state.',
  'error.offboarding_not_open': 'The role is no longer checked, so there is nothing to stop.',
  'error.not_refused':
    'Nothing was changed. The role accepted {vendor} at the last check, so access has not ended yet. End it in ' +
    'your account, or check again.',
  'error.suspended_by_vendor': 'The vendor suspended this connection. Only the vendor can resume it.',
  'error.suspended_by_tenant': 'The customer suspended this connection. Only the customer can resume it.',
  'error.under_review': '{vendor} is reviewing this connection. Try again later.',
  'error.acceptance_end_not_valid': 'Nothing was changed. Choose an end in the future, at most 90 days from now.',
  'error.deviation_changed':
    'Nothing was changed. A check has read the role again and found something else. Reload the page and read the ' +
    'findings first.',
  'error.deviation_not_found': 'Nothing was changed. This finding no longer exists. Reload the page.',
  'error.deviation_never_accepted': 'Nothing was changed. This finding cannot be accepted. Follow its advice.',
  'error.deviation_already_accepted':
    'Nothing was changed. Someone has accepted this finding already. Reload the page.',
  'error.acceptances_too_many':
    'Nothing was changed. No more findings can be accepted. Fix some, or remove another acceptance.',
  'error.acceptance_not_found': 'Nothing was changed. This acceptance has ended already. Reload the page.',
  'error.launches_used_up':
    'Nothing was changed. This link has requested two new names. Ask {vendor} for another one, or use the newest one.',
  'error.changes_too_frequent':
    'Nothing was changed. This connection was changed too often. Try again in ten minutes. You can still end access.',
  'error.record_full': 'Nothing was changed. This record has reached its size limit. You can still end access.',
  'error.stopped_unread':
    'Access is stopped: no credentials are issued. The rest of this page cannot be shown now. The fault is on our ' +
    'side. Contact support.',
  'error.not_readable': 'This page cannot be shown now. The fault is on our side. Contact support.',
  'error.checks_too_frequent': 'This connection was checked moments ago. Try again in a few minutes.',
  'error.rotations_too_frequent':
    'Nothing was changed. The external ID was replaced too often today. Try again tomorrow. You can still end access.',
  'error.links_too_many': 'Too many links were created. Use a link that is still valid, or try again later.',
  'error.too_many_requests': 'Too many requests. Wait a moment, then try again.',
  'error.refused':
    'Nothing was changed. This is not possible as the connection is now. Reload the page to see its current status.',
  'error.rotation_open':
    'Nothing was changed. A new external ID is already waiting for you. Update the stack with it, or cancel the ' +
    'replacement first.',
  'error.rotation_not_open':
    'Nothing was changed. No new external ID is waiting: the replacement was completed or cancelled. Reload the page.',
  'error.rotation_taken_up':
    'The role already accepts the new external ID, so the replacement can no longer be cancelled. The new ID is in ' +
    'use now, and access keeps working.',
  'error.upgrade_open':
    'Nothing was changed. An update of the permissions is already waiting for you. Apply it, or cancel it first.',
  'error.upgrade_not_open': 'Nothing was changed. No update is waiting: it was applied or cancelled. Reload the page.',
  'error.upgrade_not_offered':
    'Nothing was changed. The role already has this version or a newer one. Reload the page.',
  'error.permission_set_not_found':
    'Nothing was changed. {vendor} has withdrawn this version of the permissions. Ask {vendor} which one applies.',
  'error.values_already_stated':
    'Nothing was changed. The values of this connection were already stated. Go back: the page shows them, and who ' +
    'stated them.',
  'error.values_missing': 'The values that the permissions need are not stated yet. State them on the page first.',
  'error.values_not_valid': 'Nothing was changed. The role cannot be described with these values. Correct them.',
  'error.options_not_valid':
    'Nothing was changed. The role cannot be described with these settings. Ask {vendor} to correct them.',
  'error.stack_not_valid':
    'Nothing was changed. Enter the name and region of the stack, or its ARN, in the AWS account of this connection.',
  'error.role_arn_not_valid': 'Nothing was changed. This is not the ARN of an IAM role in the announced account.',
  'error.role_not_of_this_connection':
    'Nothing was changed. This role does not belong to this connection. Launch the stack from its own link.',
  'error.limits_not_valid': 'Nothing was changed. The end date or an access window is not valid.',
  'error.review_not_open': 'Nothing was changed. The review of this connection is already complete.',
  'error.drill_not_open': 'Nothing was changed. No revocation drill is running.',
  'error.legacy_not_valid':
    'Nothing was changed. This is not the ARN of an IAM role, or of an IAM user with its key ID.',
  'error.legacy_of_another_account': 'Nothing was changed. This role or user is in another AWS account.',
  'error.legacy_is_own_role':
    'Nothing was changed. This role belongs to this connection. To end its access, revoke it.',
  'error.legacy_already_recorded': 'Nothing was changed. This role or key is already listed.',
  'error.legacy_too_many': 'Nothing was changed. No more earlier accesses can be listed for this connection.',
  'error.legacy_not_found': 'Nothing was changed. This earlier access is no longer listed. Reload the page.',
  'error.legacy_not_open': 'Nothing was changed. This earlier access is already closed. Reload the page.',
  'error.link_not_found': 'This link does not exist. Ask {vendor} for a new one.',
  'error.connection_not_found': 'This connection does not exist. Ask {vendor} for a new link.',
  'error.tenant_not_found': 'This connection no longer belongs to a customer of {vendor}. Ask {vendor} for a new link.',
  'error.check_not_found': 'This check does not exist. Reload the page to see the last one.',
  'error.body_too_large': 'Nothing was changed. The form holds too much text. Shorten it, then try again.',
  'error.media_type_not_supported': 'Nothing was changed. Use the form on the page, then try again.',
  'error.overloaded': 'The service is overloaded. Nothing was changed. Try again in a moment.',
  'error.sts_region_disabled':
    'AWS STS is off for our region in the AWS account. An administrator can turn it on in IAM, under Account settings.',
  'error.aws_unavailable': 'AWS did not return a usable answer. Nothing was changed. Try again in a few minutes.',
  'error.vendor_caller_unavailable':
    "Nothing was changed. {vendor}'s service cannot call AWS at the moment. You do not need to fix anything. Try " +
    'again later.',
  'error.store_unavailable':
    'The service cannot reach its data at the moment. Reload the page later to see whether your change was saved.',
  'error.sts_quota_reached': "Nothing was changed. {vendor}'s service is calling AWS too often. Try again in a minute.",
  'error.cursor_invalid': 'This address of the list is no longer valid. Open the page again to see the newest entries.',
  'error.unavailable': 'This page is not available at the moment. Nothing was changed. Try again in a few minutes.',
  'error.internal': 'An error occurred on our side. You do not need to fix anything. Try again.',
} as const;
