// Accepted deviations: findings that a person accepted for a time. English.
export const deviations = {
  'deviations.title': 'Accepted deviations',
  'deviations.note':
    'You can accept a finding that you know and want, for up to 90 days. Accepting does not change what credentials ' +
    'can do. If the role changes in any way, its acceptances end and the findings are open again.',
  'deviations.byTenant': 'Accepted by {person} at {at}, until {until}. Reason: {reason}',
  'deviations.byVendor': 'Accepted at {at} by {who}, until {until}. Reason: {reason}',
  'deviations.accept': 'Accept the deviation',
  'deviations.accept.this': 'Accept this deviation …',
  'deviations.extend': 'Replace the acceptance',
  'deviations.extend.this': 'Change the end or the reason …',
  'deviations.remove': 'Remove the acceptance',
  'deviations.remove.this': 'Remove this acceptance …',
  'deviations.end': 'Last day (UTC), at most 90 days from now',
  'deviations.end.wrong': 'Nothing was changed. Choose a last day from today on, at most 90 days from now.',
  'deviations.open': 'Findings that you can accept',
  'deviations.others': 'A finding that is not listed here cannot be accepted. Follow its advice.',
  'deviations.notHere':
    'Only a person of your organisation can accept that the role allows more, and {vendor} has not confirmed who ' +
    "opens this link. Open this page from {vendor}'s application.",
  'deviations.widened': 'This role allows more than {vendor} announced. Your organisation has accepted that.',
  'deviations.widened.exact': 'The credentials that {vendor} issues cannot use what was added.',
  'deviations.widened.by_service':
    'The credentials that {vendor} issues are limited to the announced services, so they can use a part of what was ' +
    'added at most.',
  'deviations.widened.none': 'Credentials can use what was added.',
  'deviations.widened.aws': 'Credentials can use what AWS added to a policy that it maintains.',
} as const;
