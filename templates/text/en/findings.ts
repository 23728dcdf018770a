// Findings: what a check found, and what to do about it. English.
export const findings = {
  'finding.external_id_missing': 'The role can be assumed without the external ID.',
  'finding.external_id_missing.advice':
    'Restore the trust policy from the template: it must require exactly this external ID.',
  'finding.external_id_weakened': 'The role also accepts values other than its external ID ({admitted}).',
  'finding.external_id_weakened.advice':
    'Compare the external ID with StringEquals, and with this one value only, as the template does.',
  'finding.external_id_retired_accepted': 'The role still accepts an external ID that was replaced.',
  'finding.external_id_retired_accepted.advice': 'Remove the old external ID from the trust policy.',
  'finding.trust_stranger_admitted':
    'The role accepted a principal that its trust policy should not name: {principal}.',
  'finding.trust_stranger_admitted.advice': 'Name only the one role from the template in the trust policy.',
  'finding.trust_principal_wildcard': 'The trust policy accepts anyone ({principal}).',
  'finding.trust_principal_wildcard.advice':
    'Replace the principal with the one role from the template. Please do this soon.',
  'finding.trust_principal_account': 'The trust policy accepts a whole account: {principal}.',
  'finding.trust_principal_account.advice':
    "Remove this account from the trust policy. If it is {vendor}'s, name the one role from the template instead.",
  'finding.trust_principal_account.advice.other':
    'Remove this account from the trust policy. {vendor} does not need it, and the template does not name it.',
  'finding.trust_principal_account.advice.vendor':
    'Replace the account with the one role of {vendor} from the template.',
  'finding.trust_principal_extra': 'The trust policy also accepts another principal: {principal}.',
  'finding.trust_principal_extra.advice': 'Remove this principal. If it needs access, create a separate role for it.',
  'finding.trust_principal_deleted': 'The trust policy names a principal that no longer exists: {principal}.',
  'finding.trust_principal_deleted.advice':
    'Remove this principal. Nobody can use it, and it makes the policy harder to read.',
  'finding.source_identity_loosened': 'The role accepts source identities other than those {vendor} sends.',
  'finding.source_identity_loosened.advice': 'Restore the condition on sts:SourceIdentity from the template.',
  'finding.trust_action_extra': 'The trust policy allows more than assuming the role: {actions}.',
  'finding.trust_action_extra.advice': 'Remove these actions from the trust policy.',
  'finding.trust_action_extra.own':
    'The trust policy allows {vendor} more than it needs: {actions}. Nobody else gains access. {vendor} sets no ' +
    'session tags. If you grant permissions by aws:PrincipalTag, such tags could satisfy them.',
  'finding.trust_action_extra.advice.own': 'Remove these actions from the trust policy.',
  'finding.trust_undecided': 'The trust policy was changed and can no longer be compared with the expected policy.',
  'finding.trust_undecided.advice':
    'Restore the trust policy from the template. As a precaution, no credentials are issued until then.',
  'finding.trust_undecided.less':
    'The trust policy has additional conditions or Deny statements that cannot be compared. They can only refuse ' +
    'requests: it accepts nobody but {vendor}.',
  'finding.trust_undecided.advice.less':
    'If you intended this, you do not need to do anything. Otherwise, restore the trust policy from the template.',
  'undecided.too_complex': 'Reason: it is too complex to compare completely.',
  'undecided.unknown_operator': 'Reason: it uses an unknown condition operator.',
  'undecided.policy_variable': 'Reason: it depends on a policy variable.',
  'undecided.mixed_conditions': 'Reason: its conditions on one key cannot be evaluated together.',
  'undecided.not_understood': 'Reason: it is not a policy in the format that AWS describes.',
  'witness.title': 'Example request',
  'witness.principal': 'Caller',
  'witness.action': 'Action',
  'witness.resource': 'Resource',
  'witness.context': 'Conditions',
  'witness.context.none': 'none',
  'witness.spec': 'Expected role',
  'witness.live': 'Current role',
  'witness.allowed': 'allowed',
  'witness.refused': 'refused',
  'finding.trust_end_loosened': 'The trust policy still accepts {vendor} after {endsAt}, the agreed end date.',
  'finding.trust_end_loosened.advice':
    'Restore the condition on aws:CurrentTime from the template. To change the end date, ask {vendor} for an update.',
  'finding.trust_narrowed': 'The trust policy accepts less than expected.',
  'finding.trust_narrowed.conditions':
    'The trust policy accepts less than expected. It has conditions that the template does not have: {conditions}.',
  'finding.trust_narrowed.advice':
    'If you intended this, you do not need to do anything. Otherwise, restore the trust policy from the template.',
  'finding.permissions_widened':
    'The policy {policy} allows more than expected (actions: {count}, services: {services}). The most dangerous: ' +
    '{worst}.',
  'finding.permissions_widened.advice':
    'Restore the policy {policy} from the template by hand, or remove these actions. An update of the stack with ' +
    'the same template changes nothing.',
  'finding.permissions_narrowed': 'The policy {policy} allows less than expected (actions: {count}), such as {worst}.',
  'finding.permissions_narrowed.advice':
    'If you intended this, you do not need to do anything, but features that need these actions stop working. ' +
    'Otherwise, restore the policy {policy} from the template by hand. An update of the stack with the same ' +
    'template changes nothing.',
  'finding.permissions_undecided':
    'The policy {policy} was changed and can no longer be compared with the expected policy.',
  'finding.permissions_undecided.advice':
    'Restore the policy {policy} from the template by hand. An update of the stack with the same template changes ' +
    'nothing.',
  'finding.permissions_undecided.advice.boundary':
    'This policy is the permissions boundary. Set its earlier version as the default again, or write it more simply.',
  'finding.deny_removed':
    'Actions that the policy {policy} denied are now allowed (actions: {count}, services: {services}). The most ' +
    'dangerous: {worst}.',
  'finding.deny_removed.advice':
    'Restore the policy {policy} from the template by hand. An update of the stack with the same template changes ' +
    'nothing.',
  'finding.deny_lapsed':
    'The policy {policy} no longer denies actions that must stay denied (actions: {count}, services: {services}' +
    '), such as {worst}. Nothing we can read allows them now. They become possible as soon as someone attaches ' +
    'more permissions to the role.',
  'finding.deny_lapsed.advice':
    'Restore the policy {policy} from the template by hand, so that these actions stay denied whatever else is ' +
    'attached. An update of the stack with the same template changes nothing.',
  'finding.policy_added':
    'An inline policy was added to the role: {policy}. Newly allowed actions: {count}. The most dangerous: {worst}.',
  'finding.policy_added.advice': 'Remove it. If you use it to restrict the role, it must only deny, never allow.',
  'finding.policy_added.advice.wider': 'Remove it: it allows more than expected.',
  'finding.policy_added.less':
    'An inline policy was added to the role: {policy}. It takes away actions (actions: {count}, ' +
    'services: {services}), such as {worst}.',
  'finding.policy_added.advice.less':
    'If you intended this, features that need these actions stop working. Otherwise, remove it.',
  'finding.policy_added.same':
    'An inline policy was added to the role: {policy}. It changes nothing that the role may do.',
  'finding.policy_added.advice.same': 'You do not need to do anything.',
  'finding.policy_added.place': 'An inline policy was added to the role: {policy}. It grants what was announced.',
  'finding.policy_added.advice.place':
    'You do not need to do anything. Keep it: without it the role lacks announced permissions.',
  'finding.policy_added.unknown':
    'An inline policy was added to the role: {policy}. What it allows is not known: it could not be read or compared.',
  'finding.policy_added.advice.unknown': 'Remove it, or let the role read it and write it more simply.',
  'finding.policy_attached':
    'A managed policy was attached to the role: {policy}. Newly allowed actions: {count}. The most dangerous: ' +
    '{worst}.',
  'finding.policy_attached.advice': 'Detach it. If you use it to restrict the role, it must only deny, never allow.',
  'finding.policy_attached.advice.wider': 'Detach it: it allows more than expected.',
  'finding.policy_attached.less':
    'A managed policy was attached to the role: {policy}. It takes away actions (actions: {count}, ' +
    'services: {services}), such as {worst}.',
  'finding.policy_attached.advice.less':
    'If you intended this, features that need these actions stop working. Otherwise, detach it.',
  'finding.policy_attached.same':
    'A managed policy was attached to the role: {policy}. It changes nothing that the role may do.',
  'finding.policy_attached.advice.same': 'You do not need to do anything.',
  'finding.policy_attached.place': 'A managed policy was attached to the role: {policy}. It grants what was announced.',
  'finding.policy_attached.advice.place':
    'You do not need to do anything. Keep it: without it the role lacks announced permissions.',
  'finding.policy_attached.unknown':
    'A managed policy was attached to the role: {policy}. What it allows is not known: it could not be read or ' +
    'compared.',
  'finding.policy_attached.advice.unknown': 'Detach it, or let the role read it and write it more simply.',
  'finding.policy_missing': 'The policy {policy} is missing from the role (actions: {count}), including {worst}.',
  'finding.policy_missing.advice':
    'If you intended this, you do not need to do anything, but features that need it stop working. Otherwise, ' +
    'add the policy {policy} from the template by hand. An update of the stack with the same template changes ' +
    'nothing.',
  'finding.permissions_removed':
    'Your account removed the permissions: the role still accepts {vendor}, but {policy} allows nothing.',
  'finding.permissions_removed.advice':
    'If you intended this, you do not need to do anything: {vendor} can do nothing here. Otherwise, add ' +
    'the policy {policy} from the template by hand. An update of the stack with the same template changes nothing.',
  'finding.boundary_changed': 'The permissions boundary is not the expected one (expected: {expected}, now: {live}).',
  'finding.boundary_changed.advice':
    'Restore the expected boundary, or ask {vendor} to announce the new one by an update of this connection.',
  'finding.boundary_changed.same':
    'The permissions boundary is not the announced one (announced: {expected}, now: {live}). The announced ' +
    'permissions are the same with it.',
  'finding.boundary_changed.advice.same':
    'You do not need to do anything. {vendor} can announce this boundary by an update of the connection.',
  'finding.boundary_changed.less':
    'The permissions boundary is not the announced one (announced: {expected}, now: {live}). It takes away actions ' +
    '(actions: {count}, services: {services}), such as {worst}.',
  'finding.boundary_changed.advice.less':
    'If you intended this, ask {vendor} to announce this boundary by an update; features that need these actions ' +
    'stop working. Otherwise, run: {command}',
  'finding.boundary_changed.more':
    'The permissions boundary is not the announced one (announced: {expected}, now: {live}). It lets through more ' +
    '(actions: {count}, services: {services}). The most dangerous: {worst}.',
  'finding.boundary_changed.advice.more':
    'Restore the announced boundary: {command} If you want this change to stay, ask {vendor} to announce it by an ' +
    'update.',
  'finding.boundary_changed.unknown':
    'The permissions boundary is not the announced one (announced: {expected}, now: {live}), and the two could not ' +
    'be compared.',
  'finding.boundary_changed.advice.unknown':
    'Let the role read the policy {live}, or restore the announced boundary: {command}',
  'finding.managed_policy_version_moved':
    'The content of the permissions boundary {policy} was changed (version {from}, now {to}).',
  'finding.managed_policy_version_moved.advice':
    'This is your own policy. If an expected feature stopped working, check what the new version denies.',
  'finding.managed_policy_version_moved.same':
    'The content of the permissions boundary {policy} was changed (version {from}, now {to}). The announced ' +
    'permissions are the same with it.',
  'finding.managed_policy_version_moved.advice.same': 'You do not need to do anything.',
  'finding.managed_policy_version_moved.less':
    'The content of the permissions boundary {policy} was changed (version {from}, now {to}). It takes away actions ' +
    '(actions: {count}, services: {services}), such as {worst}.',
  'finding.managed_policy_version_moved.advice.less':
    'This is your own policy. If you intended this, features that need these actions stop working. Otherwise, set ' +
    'version {from} of the policy as its default again, or allow these actions in a new version.',
  'finding.managed_policy_version_moved.more':
    'The content of the permissions boundary {policy} was changed (version {from}, now {to}). It lets through more ' +
    '(actions: {count}, services: {services}). The most dangerous: {worst}.',
  'finding.managed_policy_version_moved.advice.more':
    'Set version {from} of the policy as its default again, or remove these actions in a new version.',
  'finding.aws_policy_changed':
    'AWS changed its managed policy {policy} (announced: version {from}, now: {to}). Newly allowed actions: {count} ' +
    '(services: {services}). The most dangerous: {worst}. Actions no longer allowed: {less}.',
  'finding.aws_policy_changed.advice':
    'You do not need to do anything: AWS changed this policy, not your account. It newly allows nothing.',
  'finding.aws_policy_changed.advice.wider':
    'AWS changed this policy, not your account. {vendor} can announce the new version by an update. If you do not ' +
    'want to allow these actions, deny them with a permissions boundary, or detach the policy.',
  'finding.session_length_raised':
    'Sessions of the role can last longer than expected (expected: {expected} seconds, now: {live} seconds).',
  'finding.session_length_raised.advice': 'Set the maximum session duration back to the expected value.',
  'finding.tags_changed': 'The tags of the role differ from the expected tags: {tags}.',
  'finding.tags_changed.advice': 'Restore the tags if your own rules depend on them. Access does not depend on them.',
  'finding.stack_other':
    'The stack {live} in {liveRegion} contains the role. Someone stated the stack {stated} in {statedRegion} here.',
  'finding.stack_other.advice':
    'Correct the name and region of the stack on the manage page. The commands on it find the stack by its role.',
  'finding.stack_drifted':
    'CloudFormation reports that the role differs from the template of the stack {stack}: {what} ({foundBy}).',
  'finding.stack_drifted.advice':
    'Our own findings say what the difference allows. To restore the template, use the repair command on this page.',
  'finding.stack_role_deleted': 'CloudFormation reports that the role of the stack {stack} was deleted outside it.',
  'finding.stack_role_deleted.advice': 'Someone created the role again. To return it to the stack, launch again.',
  'finding.stack_drift_unknown': 'CloudFormation has no result about the drift of the stack ({why}).',
  'finding.stack_drift_unknown.advice':
    'The comparison of the policies is complete without it. If the stack has another name, ask {vendor} for an update.',
  'finding.role_recreated': 'The role was deleted and created again (before: {before}, now: {now}).',
  'finding.role_recreated.advice': 'If your side did this on purpose, you do not need to do anything.',
  'finding.old_role_left': 'An older role of this connection still responds: {role}.',
  'finding.old_role_left.advice': 'Delete the stack that created it. Only the newest role is needed.',
  'finding.self_reading_limited': 'Part of the role could not be read or compared: {what} ({how}).',
  'finding.self_reading_limited.advice':
    'Add the policy DrawbridgeSelfRead to the role again if it is missing or changed. If it is there, a permissions ' +
    'boundary, another policy or a service control policy denies the reading: allow it there. Otherwise changes to ' +
    'the role go unnoticed, and {vendor} stops using the role if its trust policy cannot be read.',
  'finding.access_refused': 'Your account refuses {vendor}.',
  'finding.access_refused.advice':
    'If you ended access on purpose, you do not need to do anything. Otherwise, check the causes below.',
  'finding.source_identity_refused':
    'The role refuses sessions with a source identity, which every request for credentials has.',
  'finding.source_identity_refused.advice':
    'Restore the statement DrawbridgeSourceIdentity in the trust policy, as the template has it.',
  'finding.sessions_revoked_by_customer': 'Your account revoked all sessions issued before {before}.',
  'finding.sessions_revoked_by_customer.advice': 'You do not need to do anything. Newer sessions work.',
  'finding.outdated': 'Version {to} of the permission set is available. The role has version {from}.',
  'finding.outdated.advice':
    'Nothing is wrong: version {from} keeps working. When you receive the template of version {to}, review the ' +
    'changes, and update the stack if you agree.',
  'finding.outdated.below':
    'Nothing is wrong: version {from} keeps working. See the changes below, under “Permission update”.',
  'finding.outdated.asked':
    'Nothing is wrong: version {from} keeps working. Review the waiting update below, under “Permission ' +
    'update”. If you agree, run its command.',
} as const;
