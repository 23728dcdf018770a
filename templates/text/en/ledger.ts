// Ledger rows. English.
export const ledger = {
  'ledger.issue.assumed': 'Credentials were made for the key {for}, for {minutes} minutes.',
  'ledger.issue.counted': 'Credentials were made for the key {for}, for {minutes} minutes, and {handedOut}.',
  'ledger.issue.refused': 'Credentials were asked for by the key {for}; the role refused.',
  'ledger.issue.inconclusive': 'Credentials were asked for by the key {for}; AWS gave no usable answer.',
  'ledger.issue.open':
    'Credentials were asked for by the key {for}; no answer of AWS was noted. If there is a session, it ends by {until}.',
  'ledger.probe': 'A probe without any rights asked to assume the role ({for}): {outcome}.',
  'ledger.inspection': 'A check asked to read the role ({for}): {outcome}.',
  'ledger.offboarding': 'A probe without any rights looked whether the role is closed ({for}): {outcome}.',
  'ledger.handed-out': 'Credentials of the row {minted} were handed out to the key {for}. They end at {until}.',
  'ledger.unreadable': 'This row is not as this kit writes rows: it may have been edited in the store.',
  'ledger.noAnswer': 'no answer was noted',
  'ledger.times.none': 'not handed out',
  'ledger.times.once': 'handed out once',
  'ledger.times.twice': 'handed out twice',
  'ledger.times.many': 'handed out {count} times',
  'ledger.times.atLeast': 'handed out at least {count} times',
} as const;
