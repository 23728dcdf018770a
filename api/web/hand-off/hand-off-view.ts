// The content of the hand-off page: who requests access, what is granted and why, how to launch it, and the progress.
import type { TextKey } from '../../../templates/text/say.js';
import type { Check } from '../../core/check/check.js';
import type { Connection } from '../../core/connection/connection.js';
import { isTrustRead } from '../../core/finding/unread-parts.js';
import { type PermissionSet, statementsOf } from '../../core/permission-set/permission-set.js';
import { trustEndOf } from '../../core/role/trust-policy.js';
import { systemCaller } from '../../operations/access/actor.js';
import type { Delivery } from '../../operations/delivery/read-delivery.js';
import { type CheckView, checkView, type FindingView, type Speaker, type Tone } from '../page/check-view.js';
import type { PageSession } from '../page/page-session.js';
import type { Phase } from '../page/status-answer.js';
import type { Frame } from '../page/templates.js';

export interface StatusView {
  phase: Phase;
  tone: Tone;
  isBusy: boolean;
  sentence: string;
  check: CheckView | undefined;
  /** While waiting: that we check automatically. Once verified: where to end the access later. */
  note: string | undefined;
  /** Unfolded for the person who started the check, folded for a person who has not launched yet. */
  areCausesOpen: boolean;
  findings: FindingView[];
}

interface StatementView {
  sid: string;
  actions: readonly string[];
  resources: readonly string[];
  conditions: string | undefined;
  why: string;
  without: string;
  wildcard: string | undefined;
  unknown: string | undefined;
}

export interface HandOffView extends Frame {
  page: PageSession;
  /** The address of its status. */
  statusPath: string;
  status: StatusView;
  /** Absent when there is nothing to launch: under review, verified or closed. */
  launch: LaunchView | undefined;
}

interface LaunchView {
  accountId: string;
  partition: string;
  externalId: string;
  roleName: string;
  /** The only principal in the trust policy. */
  vendorRoleArn: string;
  sessionMinutes: number;
  /** When the trust policy expires. */
  trustEndsAt: string | undefined;
  expiresAt: string;
  permissionSet: { title: string; summary: string; access: string; name: string };
  grants: StatementView[];
  /** Shown separately, because they grant nothing. */
  denials: StatementView[];
  /** Their Sids, separated by commas; empty without any. */
  deniedSids: string;
  delivery: Delivery;
}

const tones: Record<Phase, Tone> = {
  review: 'plain',
  waiting: 'busy',
  checking: 'busy',
  unsafe: 'bad',
  unread: 'wait',
  verified: 'good',
  closed: 'plain',
};

export function statusView(
  connection: Connection,
  check: Check | undefined,
  speaker: Speaker,
  { askedBy, saidLaunched }: { askedBy: string; saidLaunched: boolean },
): StatusView {
  const phase = phaseOf(connection, check);
  const isFound = phase === 'unsafe' || phase === 'unread';
  // While we wait for the role, a refusal means nothing yet: the check is shown when it has finished.
  const isTelling = phase === 'checking' || isFound || (phase === 'waiting' && check?.finishedAt);
  const shown = isTelling ? check : undefined;
  // Automatic checks run mostly before the launch. No person is waiting for their result.
  const isAsked = saidLaunched || (check !== undefined && check.for !== systemCaller.id);
  const isLooking = phase === 'waiting' && isAsked && check !== undefined && !check.finishedAt;
  return {
    ...statusOf(phase, speaker.say(isLooking ? 'handoff.status.looking' : sentenceOf(connection, phase))),
    note: noteOf(phase, isLooking, speaker),
    check: shown && checkView(shown, speaker, true),
    areCausesOpen: saidLaunched || check?.for === askedBy,
    findings: isFound ? connection.findings.map(each => speaker.finding(each)) : [],
  };
}

function noteOf(phase: Phase, isLooking: boolean, speaker: Speaker): string | undefined {
  if (phase === 'verified') return speaker.say('handoff.status.verified.later');
  return phase === 'waiting' && !isLooking ? speaker.say('handoff.status.byItself') : undefined;
}

/** Shows only that the connection is under review, not why. */
export function reviewStatus(speaker: Speaker): StatusView {
  return statusOf('review', speaker.say('handoff.review'));
}

function statusOf(phase: Phase, sentence: string): StatusView {
  const isBusy = phase === 'waiting' || phase === 'checking';
  return {
    phase,
    tone: tones[phase],
    isBusy,
    sentence,
    note: undefined,
    check: undefined,
    areCausesOpen: false,
    findings: [],
  };
}

function phaseOf(connection: Connection, check: Check | undefined): Exclude<Phase, 'review'> {
  if (connection.state === 'verified') return 'verified';
  if (connection.state !== 'pending') return 'closed';
  const isThere = check?.steps.some(step => step.probe === 'right' && step.outcome === 'assumed');
  if (check && !check.finishedAt && isThere) return 'checking';
  if (connection.health === 'unsafe') return 'unsafe';
  // The role accepted us, but is not verified for this reason.
  return isTrustRead(connection.findings) ? 'waiting' : 'unread';
}

function sentenceOf(connection: Connection, phase: Exclude<Phase, 'review'>): TextKey {
  if (phase === 'unsafe') return 'headline.unsafe.meaning';
  if (phase !== 'closed') return `handoff.status.${phase}`;
  return connection.state === 'suspended' ? 'headline.suspended.meaning' : 'handoff.status.notLaunchable';
}

export function launchView(
  delivery: Delivery,
  permissionSet: PermissionSet,
  page: PageSession,
  speaker: Speaker,
  vendorRoleArn: string,
): LaunchView {
  const { connection } = delivery;
  const { accountId, partition, externalId, roleSpec, maxSessionSeconds } = connection.value;
  const { language } = speaker;
  const denials = statementsOf(permissionSet, 'Deny');
  return {
    accountId,
    partition,
    externalId: externalId.current,
    roleName: roleSpec.roleName,
    vendorRoleArn,
    sessionMinutes: Math.round(maxSessionSeconds / 60),
    trustEndsAt: trustEndOf(roleSpec),
    expiresAt: page.link.expiresAt,
    permissionSet: {
      title: permissionSet.title[language],
      summary: permissionSet.summary[language],
      access: speaker.say(`access.${permissionSet.access}`),
      name: `${permissionSet.id} ${permissionSet.version}`,
    },
    grants: statementsOf(permissionSet, 'Allow').map(each => statementView(each, language)),
    denials: denials.map(each => statementView(each, language)),
    deniedSids: denials.map(each => each.sid).join(', '),
    delivery,
  };
}

function statementView(statement: PermissionSet['statements'][number], language: Speaker['language']): StatementView {
  const { sid, actions, resources, conditions, why, without, wildcardReason, unknownActionsReason } = statement;
  return {
    sid,
    actions,
    resources,
    conditions: conditions && JSON.stringify(conditions, undefined, 2),
    why: why[language],
    without: without[language],
    wildcard: wildcardReason?.[language],
    unknown: unknownActionsReason?.[language],
  };
}
