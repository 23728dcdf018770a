// Ledger rows. English.
export const ledger = {
  'ledger.issue.assumed': 'AWS created credentials for the API key {for}, valid for {minutes} minutes.',
  'ledger.issue.counted': 'AWS created credentials for the API key {for}, valid for {minutes} minutes, {handedOut}.',
  'ledger.issue.refused': 'The API key {for} requested credentials; the role refused.',
  'ledger.issue.inconclusive': 'The API key {for} requested credentials; AWS returned no usable response.',
  'ledger.issue.open':
    'The API key {for} requested credentials; no response from AWS was recorded. If a session exists, it expires ' +
    'by {until}.',
  'ledger.probe': 'A test request without permissions tried to assume the role ({for}): {outcome}.',
  'ledger.inspection': 'A check tried to read the role ({for}): {outcome}.',
  'ledger.offboarding': 'A test request without permissions checked whether the role is closed ({for}): {outcome}.',
  'ledger.handed-out': 'The credentials of row {minted} were issued to the API key {for}. They expire at {until}.',
  'ledger.unreadable': 'This row is not in the format of this kit. It may have been edited in the store.',
  'ledger.noAnswer': 'no response was recorded',
  'ledger.times.none': 'never issued',
  'ledger.times.once': 'issued once',
  'ledger.times.twice': 'issued twice',
  'ledger.times.many': 'issued {count} times',
  'ledger.times.atLeast': 'issued at least {count} times',
} as const;
