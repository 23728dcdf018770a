// Legacy access: what existed before this connection. English.
export const legacy = {
  'legacy.title': 'Legacy access to delete',
  'legacy.note':
    'Before this connection, {vendor} had other access to your account. The role of this connection replaces it. ' +
    'This service never uses the legacy access.',
  'legacy.role': 'Role {name}',
  'legacy.user': 'Access key {key} of the user {name}',
  'legacy.waiting':
    'Do not delete the legacy access yet: no check currently proves that the role of this connection works. As ' +
    'soon as one does, the commands appear here.',
  'legacy.look': 'Last use, as recorded by AWS (an empty answer means never)',
  'legacy.stack': 'The stack that created it, if any',
  'legacy.stack.note':
    'Run this in the region of the stack. If it names a stack, delete that stack, and delete nothing by hand. ' +
    'If no stack created it, AWS returns an error message.',
  'legacy.off': 'Deactivate the key; you can activate it again',
  'legacy.remove.role': 'Delete the role and everything attached to it',
  'legacy.remove.user': 'Delete the key for good',
  'legacy.close': 'Confirm deletion',
  'legacy.close.note': 'Your name and the date are recorded in the history.',
  'legacy.deleted': '{person} confirmed the deletion at {at}.',
  'legacy.deleted.vendor': '{vendor} recorded the deletion at {at}, as confirmed by {person}.',
  'legacy.mistaken': 'Recorded by mistake. {vendor} withdrew it at {at}.',
} as const;
