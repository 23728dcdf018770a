// Legacy access: what existed before this connection. English.
export const legacy = {
  'legacy.title': 'Legacy access to delete',
  'legacy.note':
    'Before this connection {vendor} had other access to your account. The role of this connection takes its place; {vendor} never uses it through this service.',
  'legacy.role': 'Role {name}',
  'legacy.user': 'Access key {key} of the user {name}',
  'legacy.waiting':
    'Wait: the role of this connection is not proven at the moment. How to delete the legacy access is shown here as soon as it is.',
  'legacy.look': 'When it was last used, as AWS knows it (an empty answer: never)',
  'legacy.stack': 'Which stack made it, if any',
  'legacy.stack.note':
    'Ask in the region of the stack. Where it names one, delete that stack and nothing by hand; the answer that there is none is an error message of AWS.',
  'legacy.off': 'Switch the key off; it can be switched on again',
  'legacy.remove.role': 'Delete the role with what is attached to it',
  'legacy.remove.user': 'Delete the key for good',
  'legacy.close': 'It is deleted',
  'legacy.close.note': 'Your name and the date are kept in the history.',
  'legacy.deleted': 'Deleted, as {person} said at {at}.',
  'legacy.deleted.vendor': 'Deleted, as {vendor} noted for {person} at {at}.',
  'legacy.mistaken': 'Recorded by mistake; {vendor} took it back at {at}.',
} as const;
