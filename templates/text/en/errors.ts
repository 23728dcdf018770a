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
    "Nothing was changed. {vendor}'s support created this link, so it cannot resume what you suspended. Open " +
    "this page from {vendor}'s application.",
  'error.csrf': 'This page was open for too long. Reload it, then try again.',
  'error.request_invalid': 'A field of the form is missing or not valid. Correct it, then try again.',
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
  'error.checks_too_frequent': 'This connection was checked moments ago. Try again in a few minutes.',
  'error.too_many_requests': 'Too many requests. Wait a moment, then try again.',
  'error.unavailable': 'This page is not available at the moment. Nothing was changed. Try again in a few minutes.',
  'error.internal': 'An error occurred on our side. You do not need to fix anything. Try again.',
} as const;
