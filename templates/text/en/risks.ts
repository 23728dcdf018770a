// What a statement can lead to that its reason must explain, and what a set that makes changes means. English.
export const risks = {
  'risk.title': 'This permission can lead to more than its actions say',
  'risk.tag': 'needs your review',
  'risk.reason': 'What it can do, and why {vendor} needs it',
  'risk.passed_role':
    'It lets {vendor} hand the roles named below to an AWS service. The service then acts with the permissions of ' +
    'that role. They are not part of this request: no check compares or limits them. Review these roles in your ' +
    'account. What runs with them keeps running after you end this access.',
  'risk.linked_role':
    'It lets {vendor} create a role for an AWS service. AWS sets the permissions of such a role, and only that ' +
    'service can use it. It remains after you end this access.',
  'risk.instance_role':
    'It lets {vendor} start instances, or change the role of an instance. The instances can have only roles that ' +
    'this set lets {vendor} pass. They cost you money, and they keep running after you end this access.',
  'risk.key_grant':
    'It lets AWS services use your encryption keys for {vendor}. What they decrypt is limited by the other ' +
    'permissions. A grant remains after you end this access.',
  'risk.shared_snapshot':
    'It lets {vendor} share snapshots with the accounts named in the condition. The contents can be read there, ' +
    'and a copy remains after you end this access.',
  'handoff.never.note.risks':
    'Apart from the permissions marked at the top, the role cannot give itself or others more permissions. No one ' +
    'else can use it.',
  'handoff.request.undo.write':
    'What {vendor} created or changed in your account stays. Ask {vendor} how to remove it.',
  'handoff.request.cost.write': 'What {vendor} creates or starts in your account costs what it would cost you.',
} as const;
