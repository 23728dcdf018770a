// Findings: what a check saw, and what to do about it. English.
export const findings = {
  'finding.external_id_missing': 'The role can be assumed without the external ID.',
  'finding.external_id_missing.advice':
    'Put the trust policy back as it stands in the template: it must require exactly this external ID.',
  'finding.external_id_weakened': 'The role also accepts something other than exactly its external ID ({admitted}).',
  'finding.external_id_weakened.advice':
    'Compare the external ID with StringEquals and with this one value only, as the template does.',
  'finding.external_id_retired_accepted': 'The role still accepts an external ID that was replaced.',
  'finding.external_id_retired_accepted.advice': 'Remove the old external ID from the trust policy.',
  'finding.trust_stranger_admitted': 'The role let in a principal that its trust policy should not name: {principal}.',
  'finding.trust_stranger_admitted.advice': 'Let the trust policy name the one role in the template and nobody else.',
  'finding.trust_principal_wildcard': 'The trust policy admits anyone ({principal}).',
  'finding.trust_principal_wildcard.advice': 'Put the one role from the template in its place. Please do this soon.',
  'finding.trust_principal_account': 'The trust policy admits a whole account: {principal}.',
  'finding.trust_principal_account.advice': 'Name the one role from the template instead of the account.',
  'finding.trust_principal_extra': 'The trust policy admits somebody else as well: {principal}.',
  'finding.trust_principal_extra.advice':
    'Remove this principal. If it needs access of its own, give it a role of its own.',
  'finding.trust_principal_deleted': 'The trust policy names a principal that no longer exists: {principal}.',
  'finding.trust_principal_deleted.advice':
    'Nobody can be that principal any more. Remove it, so that the policy says what it means.',
  'finding.source_identity_loosened': 'The role takes other source identities than those {vendor} sends.',
  'finding.source_identity_loosened.advice':
    'Put the condition on sts:SourceIdentity back as it stands in the template.',
  'finding.trust_action_extra': 'The trust policy allows more than assuming the role: {actions}.',
  'finding.trust_action_extra.advice': 'Remove these actions, or update the stack with the current template.',
  'finding.trust_undecided':
    'The trust policy was changed in a way that could not be compared with what was announced.',
  'finding.trust_undecided.advice':
    'Put the trust policy back as it stands in the template. Until then no credentials are issued, to be safe.',
  'undecided.too_complex': 'Reason: it is too complex to be compared to the end.',
  'undecided.unknown_operator': 'Reason: it uses a condition operator that is not known here.',
  'undecided.policy_variable': 'Reason: it depends on a policy variable.',
  'undecided.mixed_conditions': 'Reason: it asks one condition key in ways that cannot be decided together.',
  'undecided.not_understood': 'Reason: its text is not a policy as AWS describes them.',
  'witness.title': 'A request that shows it',
  'witness.principal': 'Who asks',
  'witness.action': 'Action',
  'witness.resource': 'Resource',
  'witness.context': 'Conditions',
  'witness.context.none': 'none',
  'witness.spec': 'As announced',
  'witness.live': 'As the role is now',
  'witness.allowed': 'allowed',
  'witness.refused': 'refused',
  'finding.trust_end_loosened': 'The trust policy admits {vendor} after {endsAt}, the end that was agreed.',
  'finding.trust_end_loosened.advice':
    'Put the condition on aws:CurrentTime back as the template has it. If the end is to change, {vendor} asks for an update with the new one.',
  'finding.trust_narrowed': 'The trust policy admits less than was announced.',
  'finding.trust_narrowed.advice':
    'If you meant it, nothing needs to be done. Otherwise update the stack with the template.',
  'finding.permissions_widened':
    'The policy {policy} allows more than was announced (actions: {count}, services: {services}). The most dangerous: {worst}.',
  'finding.permissions_widened.advice': 'Remove these actions, or update the stack with the current template.',
  'finding.permissions_narrowed':
    'The policy {policy} allows less than was announced (actions: {count}), such as {worst}.',
  'finding.permissions_narrowed.advice':
    'If you meant it, nothing needs to be done; what needs these actions stops working. Otherwise update the stack.',
  'finding.permissions_undecided':
    'The policy {policy} was changed in a way that could not be compared with what was announced.',
  'finding.permissions_undecided.advice': 'Update the stack with the current template, or compare the policy by hand.',
  'finding.deny_removed':
    'What the policy {policy} denied is allowed now (actions: {count}, services: {services}). The most dangerous: {worst}.',
  'finding.deny_removed.advice': 'Update the stack with the current template.',
  'finding.deny_lapsed':
    'The policy {policy} no longer denies what was to stay closed (actions: {count}, services: {services}), such as {worst}. As far as can be seen nothing allows it now; it would be open as soon as somebody attached more to the role.',
  'finding.deny_lapsed.advice':
    'Update the stack with the current template, so that it stays closed whatever else is attached.',
  'finding.policy_added':
    'An inline policy was added to the role: {policy}. Actions it newly allows: {count}; the most dangerous: {worst}.',
  'finding.policy_added.advice': 'Remove it. If it is there to restrict the role, let it deny and allow nothing.',
  'finding.policy_added.advice.wider': 'Remove it: it allows what was not announced.',
  'finding.policy_attached':
    'A managed policy was attached to the role: {policy}. Actions it newly allows: {count}; the most dangerous: {worst}.',
  'finding.policy_attached.advice': 'Detach it. If it is there to restrict the role, let it deny and allow nothing.',
  'finding.policy_attached.advice.wider': 'Detach it: it allows what was not announced.',
  'finding.policy_missing': 'The inline policy {policy} is missing (actions: {count}), with it {worst}.',
  'finding.policy_missing.advice':
    'If you meant it, nothing needs to be done; what needs it stops working. Otherwise update the stack.',
  'finding.permissions_removed':
    'Your account took the permissions away: the role still admits {vendor}, and {policy} allows nothing any more.',
  'finding.permissions_removed.advice':
    'If you meant it, nothing needs to be done; {vendor} can do nothing here. Otherwise update the stack.',
  'finding.boundary_changed':
    'The permissions boundary is another than announced (announced: {expected}, now: {live}).',
  'finding.boundary_changed.advice': 'Put the announced boundary back, or ask for it to be changed on this connection.',
  'finding.managed_policy_version_moved':
    'The text of the permissions boundary {policy} was changed (version {from}, now {to}).',
  'finding.managed_policy_version_moved.advice':
    'It is your own policy. If something that was announced stopped working, look at what the new version refuses.',
  'finding.session_length_raised':
    'Sessions of the role may last longer than announced (announced: {expected} seconds, now: {live} seconds).',
  'finding.session_length_raised.advice': 'Set the maximum session duration back to the announced value.',
  'finding.tags_changed': 'Tags of the role differ from what was announced: {tags}.',
  'finding.tags_changed.advice': 'Put the tags back if your own rules depend on them. Access does not.',
  'finding.role_recreated': 'The role was deleted and made again (it was {before}, now it is {now}).',
  'finding.role_recreated.advice': 'If somebody on your side did this on purpose, nothing needs to be done.',
  'finding.old_role_left': 'An older role of this connection still answers: {role}.',
  'finding.old_role_left.advice': 'Delete the stack that made it; only the newest role is needed.',
  'finding.self_reading_limited': 'A part of the role could not be read: {what} ({how}). It was not compared.',
  'finding.self_reading_limited.advice':
    'If you removed the policy DrawbridgeSelfRead on purpose, that is your choice; changes will then go unnoticed.',
  'finding.access_refused': 'Your account refuses {vendor}.',
  'finding.access_refused.advice':
    'If you ended access on purpose, nothing needs to be done. Otherwise look at the causes below.',
  'finding.source_identity_refused': 'The role refuses sessions that say who they are made for (source identity).',
  'finding.source_identity_refused.advice':
    'Put the statement DrawbridgeSourceIdentity back into the trust policy, or update the stack.',
  'finding.sessions_revoked_by_customer': 'Your account has cut all sessions issued before {before}.',
  'finding.sessions_revoked_by_customer.advice': 'Nothing needs to be done. Newer sessions work.',
  'finding.outdated': 'Another version of the permission set is on offer: {to}. The role is made from version {from}.',
  'finding.outdated.advice':
    'Nothing is wrong: version {from} goes on working. When you are given the template of version {to}, look at the difference, and update the stack if you agree.',
  'finding.outdated.below':
    'Nothing is wrong: version {from} goes on working. What would change is below, under “Update what is granted”.',
  'finding.outdated.asked':
    'Nothing is wrong: version {from} goes on working. The update waits for you below, under “Update what is granted”: what changes, and the command for it if you agree.',
} as const;
