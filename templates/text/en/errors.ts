// Errors on pages. English.
export const errors = {
  'error.title': 'That did not work',
  'error.title.done': 'Done already',
  'error.requestId': 'Request id: {requestId}',
  'error.back': 'Back',
  'error.link_not_valid': 'This link is not valid any more. Ask {vendor} for a new one.',
  'error.link_done':
    'This link has done its work: the role was verified. What became of the access, and how to launch it again if the role is gone, is shown by a new link from {vendor}.',
  'error.page_not_open':
    'This page is not open in this browser, or not any more. Open your link again. If you have just done that, your browser keeps no cookies: allow them for this site.',
  'error.not_found': 'There is nothing here.',
  'error.not_allowed': 'This link does not allow that.',
  'error.link_may_not_revoke':
    'Nothing was changed. This link can suspend but not revoke. Ask {vendor} for one that can, or end the access in your own AWS account by deleting the stack.',
  'error.link_may_not_resume':
    "Nothing was changed. This link was made by {vendor}'s support, so it cannot resume what you suspended. Open the page from {vendor}'s application.",
  'error.csrf': 'This page was open for too long. Load it again and repeat.',
  'error.request_invalid': 'Something in the form was not filled in as needed.',
  'error.confirmation_wrong': 'The account number does not match. Nothing was changed.',
  'error.conflict': 'Somebody else changed this at the same moment. Load the page again.',
  'error.not_in_this_state': 'That cannot be done in the present state.',
  'error.offboarding_not_open': 'Nobody checks whether the role is closed any more, so there is nothing to stop.',
  'error.not_refused':
    'Nothing was changed. The role let {vendor} in at the last check, so the access has not ended yet. End it in your account, or check again.',
  'error.suspended_by_vendor': 'The vendor suspended this connection, so only the vendor can resume it.',
  'error.suspended_by_tenant': 'The customer suspended this connection, so only the customer can resume it.',
  'error.under_review': '{vendor} has a look at this connection first. Please come back later.',
  'error.checks_too_frequent': 'This connection was just checked. Try again in a few minutes.',
  'error.too_many_requests': 'Too many requests. Wait a moment, then try again.',
  'error.unavailable': 'This is not available at the moment. Nothing was changed. Try again in a few minutes.',
  'error.internal': 'Something went wrong on our side. Nothing needs to be done on yours; please try again.',
} as const;
