// Every sentence a person reads on pages and in documents, in English. Its keys type the other languages, so a
// sentence that is missing there does not compile. `{name}` is a place for a fact. Permission sets carry their own texts.
import type { MintedKind } from '../../api/core/audit/ledger.js';
import type { SubjectAction } from '../../api/core/audit/subject-action.js';
import type { Cause, CauseCode, CheckResult, ProbeName } from '../../api/core/check/check.js';
import type { Health, State } from '../../api/core/connection/connection.js';
import type { ChangeKind } from '../../api/core/event/change-kinds.js';
import type { EventType } from '../../api/core/event/event-types.js';
import type { FindingCode, Severity } from '../../api/core/finding/findings.js';
import type { InconclusiveWhy } from '../../api/core/iam/assume-role.js';
import type { UndecidedReason } from '../../api/core/policy/compare/comparison.js';
import type { NotIssuing } from '../../api/core/session/issuing.js';

type Reason = Extract<CheckResult, { conclusive: false }>['reason'];

/** What the core can say by code: each code needs its sentence. */
type Needed = Record<
  | `finding.${FindingCode}`
  | `finding.${FindingCode}.advice`
  | `cause.${CauseCode}.left`
  | `cause.${CauseCode}.excluded`
  | `cause.${CauseCode}.next`
  | `severity.${Severity}`
  | `state.${State}`
  | `state.${State}.meaning`
  | `health.${Health}`
  | `health.${Health}.meaning`
  /** The others are said by the state, or by the health. */
  | `notIssuing.${Exclude<NotIssuing, State | 'hold_health'>}`
  | `probe.${ProbeName}`
  | `excludedBy.${NonNullable<Cause['excludedBy']>}`
  | `inconclusive.${Reason}`
  | `why.${InconclusiveWhy}`
  | `session.${MintedKind}`
  | `undecided.${UndecidedReason}`
  | `change.${EventType | SubjectAction}`
  | `kind.${ChangeKind}`
  | `ledger.${Exclude<MintedKind, 'issue'>}`,
  string
>;

export const en = {
  // States: what people decided.
  'state.pending': 'Waiting for launch',
  'state.pending.meaning':
    'The role has not been seen yet. Nothing can be read until it has been launched and checked.',
  'state.verified': 'Verified',
  'state.verified.meaning':
    'A check has once proven that the role admits only with its external ID. How it is now, its health says.',
  'state.suspended': 'Suspended',
  'state.suspended.meaning': 'No credentials are issued until it is resumed.',
  'state.revoked': 'Revoked',
  'state.revoked.meaning': 'Access has ended for good. No credentials will be issued again.',
  'state.expired': 'Expired',
  'state.expired.meaning': 'It was not launched in time. A new connection can be made at any time.',

  // Healths: what the last conclusive check saw.
  'health.unknown': 'Not known yet',
  'health.unknown.meaning': 'No check has finished yet.',
  'health.unknown.resumed': 'Since it was resumed no check has finished; nothing is issued before one has.',
  'health.revoked.meaning': 'So the last check before the revoke saw it.',
  'state.suspended.drill': 'A drill: no credentials are issued until those that are out have expired.',
  'health.healthy': 'Healthy',
  'health.healthy.meaning': 'The role is exactly as announced, and refuses everyone else.',
  'health.drifted': 'Changed',
  'health.drifted.meaning':
    'The role differs from what was announced. Nothing critical was found; credentials are still issued.',
  'health.unsafe': 'Not safe',
  'health.unsafe.meaning': 'The role may be open to others. No credentials are issued until this is mended.',
  'health.unreachable': 'Refused',
  'health.unreachable.meaning':
    'Your account refuses {vendor}; that is yours to decide. No credentials are issued meanwhile.',
  'health.gone': 'Access ended',
  'health.gone.meaning':
    'Your account has refused {vendor} for at least a day, or you said that you ended the access. No credentials are issued.',

  'notIssuing.ended': 'No credentials are issued: the end date has come.',
  'notIssuing.outside_window': 'No credentials are issued now: it is outside the agreed access windows.',
  'notIssuing.hold_stale': 'No credentials are issued: the last conclusive check is older than 7 days.',

  'severity.critical': 'Critical',
  'severity.high': 'High',
  'severity.medium': 'Medium',
  'severity.information': 'For information',
  'owner.tenant': 'Your side',
  'owner.vendor': '{vendor}',
  'owner.aws': 'AWS',
  'access.metadata': 'Reads settings and figures, never the contents of your data',
  'access.read': 'Reads, also the contents of your data',
  'access.write': 'Reads and changes',

  // Findings: one sentence of what was seen, one of advice.
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

  // Causes of a refusal: the sentence where it is left, where it is excluded, and the next step.
  'cause.vendor_caller.left': "{vendor}'s own side may not be able to ask at the moment.",
  'cause.vendor_caller.excluded': "{vendor}'s own side is able to ask.",
  'cause.vendor_caller.next': 'Nothing to do on your side. {vendor} looks into it; the check is run again.',
  'cause.propagation.left': 'The role may be so new that AWS does not know it everywhere yet.',
  'cause.propagation.excluded': 'AWS has had enough time to make the role known everywhere.',
  'cause.propagation.next': 'Wait two minutes, then check again.',
  'cause.trust_ended.left': 'The end that was agreed stands in the trust policy, and it has passed.',
  'cause.trust_ended.excluded': 'The end in the trust policy is not what refuses.',
  'cause.trust_ended.next':
    'If the access is to go on, {vendor} asks for an update with another end. Otherwise nothing is left to do but to delete the stack.',
  'cause.role_absent.left': 'The role may not exist, or have another name.',
  'cause.role_absent.excluded': 'The role exists under its name.',
  'cause.role_absent.next':
    'In the account {account}, look for the role {role}. If it is not there, launch the stack (again).',
  'cause.trust_principal.left': 'The trust policy may not name the role that asks.',
  'cause.trust_principal.excluded': 'The trust policy names the role that asks.',
  'cause.trust_principal.next': 'Compare the Principal of the trust policy with the template.',
  'cause.external_id.left': 'The trust policy may hold another external ID.',
  'cause.external_id.excluded': 'The trust policy holds the right external ID.',
  'cause.external_id.next': 'Compare sts:ExternalId in the trust policy with the external ID shown here.',
  'cause.resource_control_policy.left':
    'A resource control policy of your AWS organisation may keep accounts outside it from assuming roles.',
  'cause.resource_control_policy.excluded': 'No resource control policy of your AWS organisation is in the way.',
  'cause.resource_control_policy.next':
    'Ask whoever runs your AWS organisation whether a resource control policy covers sts:AssumeRole.',
  'cause.account_mistyped.left': 'The role may have been launched in another account than the one announced.',
  'cause.account_mistyped.excluded': 'The role is in the announced account.',
  'cause.account_mistyped.next': 'Sign in to the account {account} and look there for the stack {stack}.',
  'cause.sts_region_disabled.left': 'AWS STS may be switched off in your account for the region that was asked.',
  'cause.sts_region_disabled.excluded': 'AWS STS answers in the region that was asked.',
  'cause.sts_region_disabled.next': 'In IAM, under Account settings, look at the endpoints of the region {region}.',
  'cause.source_identity.left': 'The trust policy may not allow a source identity to be set.',
  'cause.source_identity.excluded': 'The trust policy allows the source identity.',
  'cause.source_identity.next': 'Compare the statement DrawbridgeSourceIdentity of the trust policy with the template.',
  'cause.aws_fault.left': 'AWS gave no usable answer.',
  'cause.aws_fault.excluded': 'AWS answered.',
  'cause.aws_fault.next': 'Nothing to do. The check is run again.',
  'causes.left': 'What may be the cause',
  'causes.excluded': 'What it is not',
  'causes.refusedSince': 'Your account has refused {vendor} since {since}.',
  'causes.alike': 'AWS gives the same answer for all of these, so we cannot tell which one it is.',

  'excludedBy.right': 'the right external ID was accepted',
  'excludedBy.control': "{vendor}'s control role could be assumed in the same run",
  'excludedBy.none': 'the answer without an external ID shows it',
  'excludedBy.wrong': 'the answer to a wrong external ID shows it',
  'excludedBy.upper-case': 'the answer to the external ID in upper case shows it',
  'excludedBy.head': 'the answer to the first half of the external ID shows it',
  'excludedBy.tail': 'the answer to the last half of the external ID shows it',
  'excludedBy.one-changed': 'the answer to the external ID with one character changed shows it',
  'excludedBy.retired': 'the answer to a replaced external ID shows it',
  'excludedBy.retiring': 'the answer to the external ID from before the rotation shows it',
  'excludedBy.stranger': 'the answer to a principal that is not named shows it',
  'excludedBy.right-again': 'the right external ID was accepted once more',
  'excludedBy.old-role': 'the answer of an older role shows it',
  'excludedBy.inspection': 'the role could be read',
  'excludedBy.elapsed-time': 'two minutes have passed',
  'excludedBy.earlier-check': 'an earlier check found the role there',
  'excludedBy.error-code': 'it answered AccessDenied, and has another error for a region that is off',

  // Checks, step by step.
  'probe.right': 'Assume the role with its external ID',
  'probe.control': "Assume {vendor}'s own control role, to see that we are able to ask",
  'probe.none': 'Try without an external ID: must be refused',
  'probe.wrong': 'Try a wrong external ID: must be refused',
  'probe.upper-case': 'Try the external ID in upper case: must be refused',
  'probe.head': 'Try the first half with another ending: must be refused',
  'probe.tail': 'Try another beginning with the last half: must be refused',
  'probe.one-changed': 'Try with one character changed: must be refused',
  'probe.retired': 'Try a replaced external ID: must be refused',
  'probe.retiring': 'Try the external ID from before the rotation: must be refused',
  'probe.stranger': 'Try as somebody the role does not name: must be refused',
  'probe.right-again': 'Assume the role once more with its external ID',
  'probe.old-role': 'Ask an older role of this connection: must be refused',
  'probe.inspection': 'Read the role and compare it with what was announced',
  'outcome.assumed': 'let in',
  'outcome.refused': 'refused',
  'outcome.inconclusive': 'no usable answer',
  'outcome.read': 'read',
  'outcome.partly-read': 'read in part',
  'outcome.not-made': 'not tried',
  'why.no_stranger': '{vendor} has set up nobody for it',
  'check.running':
    'A check is running. This page shows each step as it happens. It takes seconds, or about two minutes while the role does not let {vendor} in.',
  'check.passed': 'Every step came out as it should.',
  'check.refused': 'The account refused {vendor}. The causes that are left are listed below.',
  'check.awaited':
    'No role in the account lets {vendor} in yet: it was not launched, or is not ready. The causes that are left are listed below.',
  'check.unsafe':
    'The role let in somebody it should have refused. There the check ended: it has not read what the role allows.',
  'check.inconclusive': 'The check could not be finished, so nothing changes.',
  'check.kind.full':
    'A full check: it tries the right external ID, none, wrong ones and near misses, and reads the role. {vendor} makes one each week, and after each change.',
  'check.kind.light':
    'A light check: it tries once without an external ID, and reads the role. {vendor} makes one each day. Findings that it does not look at stay as they were.',
  'check.again': 'Check again',
  'check.last': 'Last check: {at}',
  'check.never': 'No check yet',
  'inconclusive.vendor_caller': "{vendor}'s own side was not able to ask. The check is run again.",
  'inconclusive.aws_fault': 'AWS did not give a usable answer. The check is run again.',
  'inconclusive.connection_changed': 'The connection was changed while the check ran. It is run again.',
  'inconclusive.role_changed': 'The role was deleted or made again around the time of the check. It is run again.',
  'inconclusive.inspection_refused':
    'The role refused to be read. A light check does not look for the cause; a full check follows at once.',
  'inconclusive.role_recreated': 'The role was made again since the last check. A full check follows at once.',
  'inconclusive.interrupted': 'The check was interrupted. It is run again.',
  'why.throttled': 'AWS asked to slow down',
  'why.aws_error': 'AWS answered with an error',
  'why.no_answer': 'AWS did not answer in time',
  'why.unreadable_answer': 'the answer of AWS could not be read',
  'why.vendor_credentials': "{vendor}'s own credentials were not accepted",
  'why.sts_region_disabled': 'AWS STS is switched off for this region',
  'why.request_invalid': 'AWS did not accept the request',
  'session.issue': 'Used by {vendor}',
  'session.probe': 'Probe of a check (powerless)',
  'session.offboarding': 'Look after the revoke, without any rights',
  'session.inspection': 'Reading of the role by a check',

  // The hand-off page: for the person who launches.
  'handoff.title': 'Give {vendor} access to an AWS account',
  'handoff.lead': '{vendor} asks for access to the AWS account {account} for its customer {tenant}.',
  'handoff.thisTenant': 'You are giving this access for {tenant}. Go on only if that is you.',
  'handoff.account': 'AWS account',
  'handoff.partition': 'AWS partition',
  'handoff.externalId': 'External ID',
  'handoff.externalId.note':
    'Made by {vendor} for this connection alone. It is in the template already; nobody needs to type or change it.',
  'handoff.role': 'Role',
  'handoff.granted': 'What is granted, and why',
  'handoff.why': 'Why it is needed',
  'handoff.without': 'What stops working without it',
  'handoff.wildcard': 'Why it covers all resources',
  'handoff.unknown': 'Why an action newer than our reference is here',
  'handoff.selfRead': 'The role may also read itself',
  'handoff.selfRead.note':
    'So that {vendor} and you notice when somebody changes it. It reads the definition of this role and of policies, no data.',
  'handoff.closed': 'What stays closed, whatever else is attached to the role',
  'handoff.closed.note':
    'These statements grant nothing. They deny: even if somebody gives this role more rights later, this is refused.',
  'handoff.closed.why': 'What it protects',
  'handoff.closed.without': 'What would be possible without it',
  'handoff.closed.policies':
    'In DrawbridgePermissions, the statements at the end with the effect Deny are what stays closed: {sids}.',
  'handoff.never': 'What is never granted',
  'handoff.never.note': 'The role cannot give itself or others more rights, and no one else can use it.',
  'handoff.launch': 'Launch the stack',
  'handoff.launch.note':
    'Opens the AWS console with everything filled in. Sign in to the account {account}, tick the box about IAM resources, and create the stack.',
  'handoff.launched': 'I launched it',
  'handoff.otherWays': 'Other ways to the same role',
  'handoff.cli': 'AWS command line',
  'handoff.cli.update': 'Update a stack that exists already',
  'handoff.cli.update.note':
    'Use this when you have made the stack already and its template has changed since. A launch link can only make a new stack.',
  'handoff.template': 'CloudFormation template',
  'handoff.policies': 'Trust policy and permission policies',
  'handoff.guide': 'Deployment guide',
  'handoff.guide.note':
    'Everything about this role in one document, to print or pass on: purpose, costs, steps, verification, troubleshooting and the end of the access.',
  'handoff.guide.read': 'Read the guide',
  'handoff.terraform': 'Terraform',
  'handoff.copy': 'Copy',
  'handoff.copied': 'Copied',
  'handoff.download': 'Download',
  'handoff.status': 'Status',
  'handoff.status.waiting': 'Waiting for the stack. This page notices by itself when the role is there.',
  'handoff.status.byItself': '{vendor} looks by itself now and then; “I launched it” makes it look at once.',
  'handoff.status.looking':
    'Looking for the role. That can take two minutes: AWS does not show a new role everywhere at once.',
  'handoff.status.checking': 'The role is there. It is being checked.',
  'handoff.status.unread':
    'The role lets {vendor} in and refuses the others that were tried, but its trust policy could not be read. {vendor} does not use a role before it has seen that nobody else is named in it.',
  'handoff.status.verified': 'Done: the role is verified. You can close this page.',
  'handoff.status.verified.later':
    'To see or end this access later, ask {vendor} for a manage link, or delete the stack in your own account.',
  'handoff.status.notLaunchable': 'This connection cannot be launched any more. Ask {vendor} for a new one.',
  'handoff.review': 'Before this can be launched, {vendor} has a look at it. You do not need to do anything.',
  'handoff.expires': 'This link works until {until}.',
  'handoff.launchAgain': 'Launch again under a new name',
  'handoff.launchAgain.note': 'Use this when the stack failed or was deleted. Names never collide.',
  'handoff.end': 'You can end this access at any time in your own account: delete the stack.',

  // The manage page: for the tenant's own people.
  'manage.title': 'Access of {vendor} to the AWS account {account}',
  'manage.signedInAs': 'You are here as {person}, until {until}.',
  'manage.state': 'State',
  'manage.health': 'Health',
  'manage.findings': 'Findings',
  'manage.findings.sessionsToo':
    'What was added to the role can be done with credentials already handed out too, until it is taken away or they end.',
  'finding.notLookedAt': 'Seen by an earlier check; since {at} no check has looked at it.',
  'manage.findings.none': 'Nothing was found.',
  'manage.ledger': 'Who used the access',
  'manage.ledger.note':
    'Every session that was made, for whom and until when. What was done with it is in your own CloudTrail, under the session name.',
  'manage.ledger.none': 'Nobody has used it yet.',
  'manage.ledger.usesAtFirst':
    'The uses are listed. The sessions of checks are under the kind “Checks”, and all together under “Everything”.',
  'manage.history': 'What was changed, by whom and why',
  'manage.sessionName': 'Session name',
  'manage.from': 'From',
  'manage.until': 'Until',
  'manage.for': 'For',
  'manage.actions': 'What you can do',
  'manage.jump': 'On this page',
  'manage.jump.suspend': 'Suspend or revoke',
  'manage.jump.resume': 'Resume or revoke',
  'manage.reason': 'Reason (kept in the history)',
  'manage.reason.wrong':
    'Nothing was changed. Write the reason on one line of at most 500 characters, without control characters, then try again.',
  'manage.suspend': 'Suspend',
  'manage.suspend.note': '{vendor} gets no credentials until you resume. Only you can resume what you suspended.',
  'manage.suspend.note.notHere':
    "{vendor} gets no credentials until you resume. This link was made by {vendor}'s support: it can suspend, but not resume. To resume, you open this page from {vendor}'s application.",
  'manage.drill':
    '{vendor} is rehearsing a revocation: no credentials are issued until those that are out have expired. Then access comes back by itself, after a check.',
  'manage.resume': 'Resume',
  'manage.resume.note': 'A check runs first; credentials are issued again once it has passed.',
  'manage.resume.vendor': '{vendor} suspended this connection; only {vendor} can resume that.',
  'manage.resume.notHere':
    "This link was made by {vendor}'s support, so it cannot resume what you suspended. Open this page from {vendor}'s application.",
  'manage.revoke': 'Revoke for good',
  'manage.revoke.note': 'This cannot be taken back. For access again, a new connection is made.',
  'manage.revoke.notHere':
    'This link can suspend but not revoke. Ask {vendor} for one that can. You do not depend on it: you can end the access in your own AWS account at any time by deleting the stack.',
  'manage.revoke.confirm': 'To confirm, type the number of the AWS account: {account}',
  'manage.own': 'End it in your own account',
  'manage.own.note':
    'You can end this access at any time in the AWS account {account}, without this page and without asking anybody: cut the sessions that are out, then delete the stack.',
  'manage.own.commands': 'The commands',
  'manage.done.suspended': 'Suspended. No credentials are issued any more.',
  'manage.done.resumed': 'Resumed. A check is running.',
  'manage.done.revoked': 'Revoked. No credentials will be issued any more.',

  // Before and after ending access.
  'revoke.before': 'What will happen',
  'revoke.impact.sessions': 'Sessions that may be alive: {count}, the last until {until}.',
  'revoke.impact.cut':
    'Of these, {count} can do nothing: you cut the sessions issued before {before}, as the last check saw it. That holds as long as the policy AWSRevokeOlderSessions stays on the role.',
  'revoke.impact.none': 'No session is alive.',
  'revoke.impact.lastUse': 'Last used: {at}, by {by}.',
  'revoke.impact.lastUseAt': 'Last used: {at}.',
  'revoke.impact.neverUsed': 'No credentials were ever handed out.',
  'revoke.impact.notUsedSince': 'No credentials were handed out since {at}.',
  'revoke.stopped': 'Issuing stopped at {at}.',
  'revoke.until': 'The last session ends at {until}.',
  'revoke.validUntil': 'Credentials already issued stay valid until then, unless they are cut in the AWS account.',
  'revoke.noSessions': 'No credentials are valid any more.',
  'revoke.cut': 'Cut all sessions of the role now',
  'revoke.cut.note':
    'Attaches the policy AWSRevokeOlderSessions, which denies everything to sessions made before this moment. It works within a few minutes, usually seconds.',
  'revoke.delete': 'Delete the stack, and the role with it',
  'revoke.delete.closed':
    'First set AWSDenyAll as the permissions boundary of the role. Nobody can do anything with it from then on, so that what you cut stays cut until the role is gone. If your organisation lets you set no boundary, go on without it: sessions that you cut then work again from the moment AWSRevokeOlderSessions is taken off until the role is gone.',
  'revoke.delete.closed.label': 'Keep the role closed until it is gone',
  'revoke.delete.policies':
    'Then take off the policies that the stack has not made; with them CloudFormation does not delete the role. These are the ones that the last check saw, and last the one that cut the sessions, if you attached it.',
  'revoke.delete.policies.label': 'Take off a policy that was added',
  'revoke.delete.stack': 'Then delete the stack:',
  'revoke.delete.conflict':
    'If CloudFormation says that policies must be deleted or detached first, somebody added others: take them off the role {role} in IAM, then delete the stack again.',
  'revoke.delete.hand': 'If the role was not made by a stack, delete the role {role} in IAM.',

  // Access that was there before.
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

  // After a revoke: whether the role is closed too.
  'offboarding.consent': '{vendor} may check that the role is closed',
  'offboarding.consent.note':
    'For at most 30 days, once a day after the first hours, by a request without any rights. Each one stands on this page and, as long as your account lets it in, in your CloudTrail as drawbridge-offboarding-check-…; you can stop it at any time. Cleared, {vendor} sends nothing to your account any more, and cannot tell you whether the role is closed.',
  'offboarding.title': 'Is the role closed?',
  'offboarding.declined':
    'It is not checked: nobody agreed to it on your side. Nothing is sent to your account any more.',
  'offboarding.checking.first': 'It is checked by itself, the first time within minutes, until {until} at the latest.',
  'offboarding.checking.refused':
    'Your account has refused {vendor} since {since}. It counts as closed once it has refused for an hour, again and again.',
  'offboarding.checking.trusts': 'The role still trusts {vendor}, seen since {since}: delete it like this.',
  'offboarding.confirmed':
    'Revocation confirmed at {since}: your account refused {vendor} again and again for at least an hour. Nothing is sent any more.',
  'offboarding.stopped':
    'The checking was stopped at {since}. Nothing is sent to your account any more; whether the role is closed was not proven.',
  'offboarding.unconfirmed':
    'The 30 days were over at {since}, and the role was not proven closed. Nothing is sent to your account any more.',
  'offboarding.consent.tenant': 'Whether it may be checked was said on this page, by your side.',
  'offboarding.consent.vendor': 'Whether it may be checked was said by {vendor}, on your behalf.',
  'offboarding.lookedAt': 'Last looked at {at}.',
  'offboarding.delete': 'Delete the stack of the role {role}',
  'offboarding.stop': 'Stop checking',
  'offboarding.stop.note':
    'From then on nothing is sent to your account. It is not begun again, and whether the role is closed stays open.',

  // A role that is gone, and is to come back.
  'relaunch.title': 'Is the role gone by mistake?',
  'relaunch.note':
    'Then launch the stack again: the role comes back with its name and its external ID. Once a check has seen it, {vendor} gets credentials again.',
  'relaunch.exists':
    'If AWS says that the stack {stack} exists already, delete it first, then launch it. How that is done:',

  // The customer's own end.
  'ownEnd.title': 'Did you end the access yourselves?',
  'ownEnd.note':
    'AWS answers alike whether the role was deleted, its trust policy was edited or your organisation is in the way. If it was your decision, you can say so here; otherwise look at the causes above.',
  'ownEnd.cause': 'What was done',
  'ownEnd.cause.none': 'Not said',
  'ownEnd.cause.role_deleted': 'The stack or the role was deleted',
  'ownEnd.cause.trust_edited': 'The trust policy was edited',
  'ownEnd.cause.resource_control_policy': 'A resource control policy of the organisation refuses it',
  'ownEnd.say': 'We ended the access',
  'ownEnd.said.tenant': 'Your side said at {at} that you ended the access yourselves.',
  'ownEnd.said.vendor': '{vendor} noted at {at}, on your word, that you ended the access yourselves.',
  'ownEnd.gone':
    'No credentials are issued. {vendor} still checks now and then whether the role lets it in again; to end that too, revoke the connection.',

  // Errors on pages.
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

  // All pages and documents.
  'page.skip': 'Skip to the content',
  'page.language': 'Language',
  'page.language.en': 'English',
  'page.language.ja': '日本語',
  'page.support': 'Help: {contact}',
  'page.utc': 'All times are UTC.',
  'page.reload': 'Load again',

  // Pages: what only they say.
  'check.findings': 'The check is finished. What it saw is listed under the findings.',
  'handoff.usedBy': 'Used by',
  'handoff.usedBy.note': 'Only this role of {vendor}, and only with the external ID above.',
  'handoff.sessions': 'Sessions',
  'handoff.sessions.atMost': 'At most {minutes} minutes each',
  'handoff.trustEnd': 'Ends by itself',
  'handoff.trustEnd.note': 'From then on the trust policy admits nobody, whatever anybody else does.',
  'handoff.trustPolicy': 'Trust policy',
  'handoff.actions': 'Actions ({count})',
  'handoff.resources': 'Resources',
  'handoff.conditions': 'Conditions',
  'handoff.fromFile': 'The same stack from the downloaded file',
  'manage.now': 'How it stands',
  'manage.check': 'Check',
  'manage.check.steps': 'The steps of this check',
  'manage.connection': 'The connection',
  'manage.tenant': 'Customer',
  'manage.permissionSet': 'Permission set',
  'manage.what': 'What',
  'manage.cloudtrail': 'Find it in CloudTrail',
  'manage.cloudtrail.note':
    'Run these in the account {account}. CloudTrail shows an event some minutes after it, and keeps it for 90 days.',
  'manage.cloudtrail.used': 'What was done with the session; run it once for each region you use:',
  'manage.cloudtrail.made': 'The AssumeRole that made the session:',
  'manage.ledger.check': 'Check',
  'manage.ledger.requests': '({count} requests)',
  'manage.ledger.requests.one': '(1 request)',
  'manage.ledger.offboarding': 'Check after the revoke',
  'manage.ledger.cut': 'cut by you: issued before {before}',
  'manage.ledger.handedOut': 'Credentials handed out',
  'manage.ledger.handedOutAt': 'Handed out at {at} to {to}',
  'filter.kind': 'Kind',
  'filter.everything': 'Everything',
  'filter.from': 'First day (UTC)',
  'filter.to': 'Last day (UTC)',
  'filter.show': 'Show',
  'filter.clear': 'Clear the filter',
  'filter.noDay':
    '“{typed}” is no day. Choose one, or write it like 2026-11-22. The list below is not limited to any days.',
  'filter.turned': 'The first day is later than the last. The list below is not limited to any days.',
  'filter.none': 'There is nothing of that kind and time.',
  'filter.noneSoFar': 'Nothing was found in the newer part. There may be something among the older ones.',
  'kind.setup': 'Setting up',
  'kind.checks': 'Checks',
  'kind.access': 'Suspend, resume, revoke',
  'kind.rotation': 'Replacing the external ID',
  'kind.upgrade': 'Updates of what is granted',
  'kind.legacy': 'Legacy access',
  'kind.offboarding': 'Looking whether the role is closed',
  'ledgerKind.check': 'Checks',
  'ledgerKind.offboarding': 'Checks after the revoke',
  'manage.newest': 'Newest',
  'manage.older': 'Older',
  'manage.endsAt': 'Ends at',
  'manage.trustEnd': 'Ends by itself (trust policy)',
  'manage.windows': 'May be used (UTC)',
  'manage.window': '{days}, {from} to {to}',
  'manage.proposed.end_date':
    'The agreed end date has passed, and nothing is handed out any more. If the access is not needed, revoke it.',
  'manage.proposed.gone': 'Your account has ended this access. To make that final, revoke it.',
  'manage.proposed.unused': 'Nobody has used this access for 90 days. If it is not needed, revoke it.',
  'day.mon': 'Monday',
  'day.tue': 'Tuesday',
  'day.wed': 'Wednesday',
  'day.thu': 'Thursday',
  'day.fri': 'Friday',
  'day.sat': 'Saturday',
  'day.sun': 'Sunday',
  'upgrade.title': 'Update what is granted',
  'upgrade.offered':
    'Version {to} of the permission set is on offer; the role is made from version {from}. Nothing changes unless you update the stack.',
  'upgrade.waiting':
    'The update from version {from} to version {to} waits for you since {at}. The role stays as it is until you update the stack; if you do nothing, it simply stays.',
  'upgrade.waiting.end':
    'An update of the role waits for you since {at}. The role stays as it is until you update the stack; if you do nothing, it simply stays.',
  'upgrade.end.to': 'After it the trust policy ends by itself at {to}: from then on it admits nobody.',
  'upgrade.end.none': 'After it the trust policy does not end by itself any more.',
  'upgrade.end.from': 'Today it ends at {from}.',
  'upgrade.end.from.none': 'Today it does not end by itself.',
  'upgrade.withdrawn':
    'Your vendor has withdrawn version {to}, which it asked you to update to from version {from}. Please do not make that update any more; the next check calls it off.',
  'upgrade.more':
    'Allowed after it and not before: {count} actions of {services} services, the most far-reaching: {worst}.',
  'upgrade.more.none': 'It allows nothing that is not allowed today.',
  'upgrade.less':
    'Allowed today and not after it: {count} actions of {services} services, the most far-reaching: {worst}.',
  'upgrade.less.none': 'It takes nothing away.',
  'upgrade.closed': 'It keeps {count} more actions closed, whatever else is attached to the role.',
  'upgrade.opened': 'It no longer keeps {count} actions closed that it keeps closed today.',
  'upgrade.undecided': 'Not everything could be compared by meaning: read the statements.',
  'upgrade.difference': 'Every statement that changes ({count}), and why',
  'upgrade.added': 'new',
  'upgrade.removed': 'no longer asked for',
  'upgrade.changed': 'changed',
  'upgrade.deny.added': 'new: kept closed',
  'upgrade.deny.removed': 'no longer kept closed',
  'upgrade.deny.changed': 'changed: what is kept closed',
  'upgrade.actions.added': 'Actions added',
  'upgrade.actions.removed': 'Actions taken away',
  'upgrade.resources.added': 'Resources added',
  'upgrade.resources.removed': 'Resources taken away',
  'upgrade.conditions': 'The conditions change.',
  'upgrade.how':
    "Run this in the account, in CloudShell for example. It changes the role's permissions, description and tags; its name and whom it trusts stay.",
  'upgrade.how.end':
    "Run this in the account, in CloudShell for example. It changes when the role's trust policy ends; the role's name and whom it trusts stay.",
  'upgrade.start': 'Prepare the update',
  'upgrade.cancel': 'Call the update off',
  'change.noticed':
    'Once the stack is updated, press "Check again" on this page; otherwise it is noticed within the hour.',
  'change.notGiven':
    'How to update the stack cannot be shown just now. Load this page again in a minute; nothing stops working meanwhile.',
  'rotation.title': 'Replace the external ID',
  'rotation.note':
    'If the external ID became known where it should not be, ask for a new one here. You then update the stack once; nothing stops working meanwhile.',
  'rotation.start': 'Ask for a new external ID',
  'rotation.cancel': 'Call the replacement off',
  'rotation.waiting':
    'A new external ID waits for you until {deadline}. The old one works until you have updated the stack; if you do nothing, it simply stays.',
  'rotation.waiting.how':
    'Run this in the account, in CloudShell for example. It changes the trust policy of the role and nothing else.',
  'rotation.command': 'Update the stack',
  'rotation.console':
    'Or in the CloudFormation console: choose the stack {stack}, Update (where it asks, Make a direct update), Replace existing template, and enter the Amazon S3 URL below. Then Next to the end, tick the box about IAM resources, and Submit. Amazon S3 URL: {template}',
  'rotation.proving': 'The new external ID is in use since {at}. Checks are proving that the old one is dead.',
  'revoke.impact.alsoUsedBy': 'Also used by {by}.',
  'page.newTab': '(opens in a new tab)',

  // One sentence for each row of a history: what happened, who did it, why.
  'change.connection.created':
    '{who} made the connection for the AWS account {account}, with version {version} of the permission set {set}.',
  'change.connection.changed': '{who} changed the connection before its launch: {changed}.',
  'change.connection.limits-changed': '{who} changed when the connection may be used: {endsAt}; {windows}.',
  'change.connection.revoke-proposed': 'It is proposed to revoke the connection. People decide.',
  'change.connection.revoke-proposed.end_date':
    'It is proposed to revoke the connection, because its end date has passed. People decide.',
  'change.connection.revoke-proposed.gone':
    'It is proposed to revoke the connection, because the access was ended in the AWS account. People decide.',
  'change.connection.revoke-proposed.unused':
    'It is proposed to revoke the connection, because nobody has used it for 90 days. People decide.',
  'change.connection.revoke-proposal-lifted': 'It is no longer proposed to revoke the connection: the cause is gone.',
  'change.connection.launched-again': '{who} asked for a new name to launch the role again (launch {launch}).',
  'change.connection.reviewed': '{who} decided on the connection under review{because}.',
  'change.connection.reviewed.approved': '{who} approved the connection under review{because}.',
  'change.connection.reviewed.refused': '{who} did not approve the connection under review{because}.',
  'change.connection.verified':
    'A check proved for the first time that the role admits {vendor} only with its external ID. Health: {health}. Findings: {findings}.',
  'change.connection.checked':
    'A check saw something else than the one before. Health: {health}. Findings: {findings}.',
  'change.connection.checked.admitted':
    'A check was let in by the role and saw something else than the one before. Health: {health}. Findings: {findings}.',
  'change.connection.checked.first':
    'A check was let in by the role, the first since the connection was made or resumed. Health: {health}. Findings: {findings}.',
  'change.connection.checked.refused': 'A check was refused by the role. Health: {health}. Findings: {findings}.',
  'change.connection.checked.unsafe':
    'A check was let in where the role should have refused it. Health: {health}. Findings: {findings}.',
  'change.connection.rotation-started':
    '{who} asked for a new external ID{because}. Unless the stack is updated by {deadline}, it is called off.',
  'change.connection.rotation-cancelled': '{who} called the new external ID off{because}. The current one stays.',
  'change.connection.rotation-cancelled.system':
    'The new external ID was called off, because its deadline had passed. The current one stays.',
  'change.connection.rotation-switched':
    'A check saw that the role admits the new external ID. It is the current one now.',
  'change.connection.rotation-switched.ask':
    'An ask for credentials showed that the role admits the new external ID. It is the current one now.',
  'change.connection.rotation-switched.cancel':
    'The new external ID was to be called off, but the role admits it already. It is the current one now.',
  'change.connection.rotation-finished': 'A check proved that the role refuses the old external ID.',
  'change.connection.upgrade-started':
    '{who} asked for the update of the permission set from version {from} to version {to}{because}.',
  'change.connection.upgrade-started.end':
    '{who} asked for an update of the role, after which {trustEnd}{because}. The permission set stays.',
  'change.connection.upgrade-started.both':
    '{who} asked for the update of the permission set from version {from} to version {to}, after which {trustEnd}{because}.',
  'change.trustEnd': 'its trust policy ends by itself at {at}',
  'change.trustEnd.none': 'its trust policy does not end by itself any more',
  'change.connection.upgrade-cancelled':
    '{who} called the update of the role off{because}. Version {version} of its permission set stays, and so does its trust policy.',
  'change.connection.upgrade-cancelled.system':
    'The update of the permission set was called off, because the version was withdrawn. Version {version} stays.',
  'change.connection.upgraded':
    'A check saw the update: the role is made from version {version} of the permission set {set} now.',
  'change.connection.suspended':
    '{who} suspended the connection{because}. No credentials are issued until it is resumed.',
  'change.connection.resumed': '{who} resumed the connection{because}. A check follows before credentials are issued.',
  'change.connection.resumed.still':
    '{who} resumed what that side had suspended{because}. The other side keeps the connection suspended.',
  'change.connection.end-stated': '{who} said that the access was ended in the AWS account{because}.',
  'change.connection.end-stated.cause':
    '{who} said that the access was ended in the AWS account{because}. What was done: {cause}.',
  'change.connection.drill-started':
    '{who} began a revocation drill{because}. No credentials are issued until those that are out have expired.',
  'change.connection.drill-finished':
    "The revocation drill is over. From the request to the last session's end: {endAfter}; sessions that were out: {sessionsAlive}; answers with credentials after the stop: {handedOutAfterStop}. A check follows before credentials are issued.",
  'change.connection.legacy-recorded':
    '{who} recorded legacy access to the account, {legacy}{because}. It is never used.',
  'change.connection.legacy-closed': '{who} said that legacy access, {legacy}, was deleted, on the word of {person}.',
  'change.connection.legacy-retracted':
    '{who} took back legacy access, {legacy}, that was recorded by mistake{because}.',
  'change.connection.legacy-reminded':
    'Legacy access is still open, although the role that replaces it works. How many: {open}. Open: {openLegacy}.',
  'legacyNamed.role': 'the role {arn}',
  'legacyNamed.user': 'the access key {key} of {arn}',
  'change.connection.revoked': '{who} revoked the connection{because}. Access has ended for good.',
  'change.connection.revoked.mayCheck':
    '{who} revoked the connection{because}. Access has ended for good. It may be checked whether the role is closed.',
  'change.connection.revoked.mayNotCheck':
    '{who} revoked the connection{because}. Access has ended for good. It may not be checked whether the role is closed.',
  'change.connection.offboarding-checked': 'After the revoke it was looked whether the role is closed.',
  'change.connection.offboarding-checked.admitted':
    'After the revoke it was looked whether the role is closed: it still trusts {vendor}.',
  'change.connection.offboarding-checked.refused':
    'After the revoke it was looked whether the role is closed: it refused {vendor}.',
  'change.connection.revocation-confirmed':
    'Revocation confirmed: the role has refused {vendor} again and again since {refusedSince}. Nothing is sent any more.',
  'change.connection.offboarding-stopped':
    '{who} stopped the checking whether the role is closed{because}. Nothing is sent any more.',
  'change.connection.offboarding-ended':
    'The 30 days of checking are over, and the role was not proven closed. Nothing is sent any more.',
  'change.connection.expired': 'The connection expired: it was not launched in time.',
  'change.tenant.created': '{who} made the tenant {name}.',
  'change.tenant.closed': '{who} closed the tenant {name}{because}.',
  'change.key.created': '{who} made the API key {name} ({scope}).',
  'change.key.rotated': '{who} gave the API key {name} a new secret.',
  'change.key.revoked': '{who} revoked the API key {name}.',
  'change.link.created': '{who} made a link.',
  'change.link.created.hand-off': '{who} made a hand-off link.',
  'change.link.created.manage': '{who} made a manage link for {person}.',
  'change.link.revoked': '{who} revoked a link.',
  'change.link.revoked.hand-off': '{who} revoked a hand-off link.',
  'change.link.revoked.manage': '{who} revoked the manage link of {person}.',
  'change.webhook.created': '{who} made the webhook {id}.',
  'change.webhook.rotated': '{who} gave the webhook {id} a new secret.',
  'change.webhook.disabled': '{who} disabled the webhook {id}.',
  'change.permission-set.published': 'Version {version} of the permission set {set} was published.',
  'change.other': '{who} made a change ({action}){because}.',
  'change.unreadable': 'This row is not as this kit writes rows: verify the history.',
  'changed.options': 'options of the role',
  'changed.maxSessionSeconds': 'longest session',
  'changed.roleArn': 'name of the role',
  'changed.endsAt': 'end date',
  'changed.windows': 'access windows',
  'limit.endsAt': 'until {at}',
  'limit.endsAt.none': 'without an end date',
  'limit.windows': '{windows} (UTC)',
  'limit.windows.none': 'at any hour',
  because: ': {reason}',
  // The findings of a check, each by a name that tells nothing of the role but what kind of thing was seen.
  findingsCounted: '{count}',
  'findingsCounted.named': '{count} ({names})',
  'findingsCounted.more': '{count} ({names} and {more} more)',
  findingsInformation: 'For information: {names}.',
  'findingNamed.external_id_missing': 'let in without the external ID',
  'findingNamed.external_id_weakened': 'external ID weakened',
  'findingNamed.external_id_retired_accepted': 'replaced external ID still accepted',
  'findingNamed.trust_stranger_admitted': 'stranger let in',
  'findingNamed.trust_principal_wildcard': 'anyone trusted',
  'findingNamed.trust_principal_account': 'whole account trusted',
  'findingNamed.trust_principal_extra': 'somebody else trusted',
  'findingNamed.trust_principal_deleted': 'deleted principal trusted',
  'findingNamed.source_identity_loosened': 'source identity loosened',
  'findingNamed.trust_action_extra': 'trust policy allows more actions',
  'findingNamed.trust_undecided': 'trust policy not comparable',
  'findingNamed.trust_end_loosened': 'end of the trust policy put off',
  'findingNamed.trust_narrowed': 'trust policy narrowed',
  'findingNamed.permissions_widened': 'permissions widened',
  'findingNamed.permissions_narrowed': 'permissions narrowed',
  'findingNamed.permissions_undecided': 'permissions not comparable',
  'findingNamed.deny_removed': 'denied actions allowed',
  'findingNamed.deny_lapsed': 'denials lapsed',
  'findingNamed.policy_added': 'inline policy added',
  'findingNamed.policy_attached': 'managed policy attached',
  'findingNamed.policy_missing': 'inline policy missing',
  'findingNamed.permissions_removed': 'permissions taken away',
  'findingNamed.boundary_changed': 'permissions boundary changed',
  'findingNamed.managed_policy_version_moved': 'text of the permissions boundary changed',
  'findingNamed.session_length_raised': 'longer sessions allowed',
  'findingNamed.tags_changed': 'tags changed',
  'findingNamed.role_recreated': 'role made again',
  'findingNamed.old_role_left': 'older role still answers',
  'findingNamed.self_reading_limited': 'role not wholly readable',
  'findingNamed.access_refused': 'access refused',
  'findingNamed.source_identity_refused': 'source identity refused',
  'findingNamed.sessions_revoked_by_customer': 'sessions cut in the AWS account',
  'findingNamed.outdated': 'another version of the permission set on offer',
  lasted: '{minutes} min {seconds} s',
  quoted: '“{text}”',
  listed: '{before}, {next}',
  'by.operator': 'Operator {name}',
  'by.support': 'Support {name}',
  'by.backend': 'Backend {name}',
  'by.auditor': 'Auditor {name}',
  'by.manage': '{name} of the customer',
  'by.manage.support': "{name}, by a manage link of support's,",
  'by.hand-off': 'Somebody with the hand-off link',
  'by.system': "{vendor}'s service",
  'by.other': '{name}',
  'by.vendor': '{vendor}',
  'by.you': '{name} (your side)',
  'by.you.support': "{name} (by a link of {vendor}'s support)",

  // And one for each row of the ledger.
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

  // Headings of the deployment guide.
  'guide.title': 'Deployment guide: access of {vendor} to an AWS account of {tenant}',
  'guide.introduction': 'Introduction',
  'guide.resources': 'What is made in your account',
  'guide.regions': 'Regions and time',
  'guide.prerequisites': 'Prerequisites and skills',
  'guide.root': 'No root user',
  'guide.purpose': 'Purpose of every role and policy',
  'guide.data': 'Data, secrets and network',
  'guide.costs': 'Costs',
  'guide.deploy': 'Step-by-step deployment',
  'guide.deploy.link': 'By the launch link',
  'guide.deploy.cli': 'By the AWS command line',
  'guide.deploy.policies': 'By your own tools',
  'guide.verify': 'Verification',
  'guide.health': 'Health check',
  'guide.tools': 'What your own tools will show',
  'guide.troubleshooting': 'Troubleshooting',
  'guide.rotation': 'Rotation and updates',
  'guide.limits': 'Limits, backup and recovery',
  'guide.revocation': 'Ending the access',
  'guide.support': 'Support',
} as const satisfies Needed & Record<string, string>;
