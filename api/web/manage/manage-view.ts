// The content of the manage page: state, health, findings, the last check and the possible actions, in words.
import type { TextKey } from '../../../templates/text/say.js';
import type { Telling } from '../../../templates/text/telling.js';
import type { Check } from '../../core/check/check.js';
import { acceptanceOf, acceptedCount, openProblems } from '../../core/connection/acceptance.js';
import type { Connection, State } from '../../core/connection/connection.js';
import { headlineOf } from '../../core/connection/headline.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import type { AccessWindow } from '../../core/connection/parts.js';
import { openProposal } from '../../core/connection/revoke-proposal.js';
import { type Finding, isProblem } from '../../core/finding/findings.js';
import { isAboutMore, isSeenWider } from '../../core/finding/widened.js';
import type { CapForm } from '../../core/permission-set/session-cap.js';
import type { NotIssuing } from '../../core/session/issuing.js';
import type { Relaunch } from '../../operations/delivery/read-delivery.js';
import type { EndCommands, livePolicies } from '../../operations/ending/end-commands.js';
import type { Impact } from '../../operations/ending/impact.js';
import type { Versioned } from '../../ports/subjects.js';
import { type CheckView, checkView, type FindingView, newestOf, type Speaker, type Tone } from '../page/check-view.js';
import type { StatementView } from '../page/grant/statement-view.js';
import type { ManagedView } from '../page/managed-view.js';
import type { PageSession } from '../page/page-session.js';
import { noReason, type ReasonView } from '../page/reason.js';
import type { Frame } from '../page/templates.js';
import { type UnreadView, unreadView } from '../page/unread-view.js';
import type { ValueView } from '../page/values-view.js';
import { acceptedView, type DeviationsView } from './deviations.js';
import type { LegacyView } from './legacy.js';
import { userOf } from './named-callers.js';
import type { OffboardingView, OwnEndView } from './offboarding.js';
import type { RecordsView } from './records.js';
import type { RotationView } from './rotation.js';
import type { StackView } from './stack.js';
import type { UpgradeView } from './upgrade.js';

interface WidenedView {
  sentence: string;
  use: string;
  /** People of the tenant have accepted all of it. */
  isAccepted: boolean;
}

/** The part of the page that a check changes. */
export interface ConditionView {
  phase: 'checking' | 'idle';
  sentence: string;
  headline: { word: string; meaning: string; tone: Tone };
  /** While the trust policy cannot be read. */
  unread: UnreadView | undefined;
  /** A further reason why no credentials are issued. */
  notIssuing: string | undefined;
  refusedSince: string | undefined;
  findings: FindingView[];
  /** Findings that are accepted now. */
  accepted: FindingView[];
  /** The role allows more than we announced: what its sessions can use of that. */
  widened: WidenedView | undefined;
  /** Findings that are information only. */
  information: FindingView[];
  running: CheckView | undefined;
  /** The last finished check, also while the next one runs. */
  check: CheckView | undefined;
  /** Absent when there is nothing to check. A running check is not started again. */
  mayCheck: boolean;
}

/** After a suspend or revoke: which sessions are still active, until when, and how to revoke them now. */
export interface EndedView {
  stoppedAt: string;
  lastSessionEndsAt: string | undefined;
  commands: EndCommands;
  isFinal: boolean;
  roleName: string;
}

export interface ManageView extends Frame, RecordsView {
  page: PageSession;
  connection: {
    accountId: string;
    externalId: string | undefined;
    roleArn: string;
    /** When a check first proved the role. Its headline shows how it is now. */
    verifiedAt: string | undefined;
    permissionSet: string;
    cap: string;
    endsAt: string | undefined;
    trustEndsAt: string | undefined;
    boundary: string | undefined;
    windows: string[];
    /** Why revocation is recommended. */
    proposed: string | undefined;
    tenant: string;
  };
  person: string;
  condition: ConditionView;
  done: TextKey | undefined;
  impact: ImpactView;
  ended: EndedView | undefined;
  /** Actions that the state allows. The tenant can resume only what the tenant suspended. */
  can: { suspend: boolean; resume: boolean; revoke: boolean; readGuide: boolean };
  /** Actions that this link allows. */
  may: { resume: boolean; revoke: boolean };
  /** Commands that end the access in the tenant's own account, without this page. */
  own: { commands: EndCommands; roleName: string; isNeeded: boolean };
  /** The stack of the role. */
  stack: StackView;
  /** Why the vendor suspended the connection, if it did. */
  vendorHolds: TextKey | undefined;
  /** The statements with a stated reason. */
  reasoned: StatementView[];
  /** What the permissions apply to; empty if the permission set has no parameters. */
  values: ValueView[];
  /** AWS's managed policies of the role. */
  managed: ManagedView[];
  /** Whether their texts are those of another partition. */
  isOtherPartition: boolean;
  policies: ReturnType<typeof livePolicies> | undefined;
  /** Absent when no role was found before the revoke. */
  offboarding: OffboardingView | undefined;
  /** How to launch the role again; absent when that would not help. */
  relaunch: Relaunch | undefined;
  /** Absent while the role accepts us. */
  ownEnd: OwnEndView | undefined;
  /** Absent when no legacy access was recorded. */
  legacy: LegacyView[] | undefined;
  /** Absent when nothing is accepted and nothing can be. */
  deviations: DeviationsView | undefined;
  /** Absent when nothing can be rotated. */
  rotation: RotationView | undefined;
  /** Absent when there is no update. */
  upgrade: UpgradeView | undefined;
  reasons: Record<'suspend' | 'resume' | 'rotation' | 'upgrade' | 'offboarding' | 'ownEnd', ReasonView>;
}

export const noReasons = {
  suspend: noReason,
  resume: noReason,
  rotation: noReason,
  upgrade: noReason,
  offboarding: noReason,
  ownEnd: noReason,
};

export interface ImpactView {
  sessionsAlive: number;
  lastSessionEndsAt: string | undefined;
  cutBefore: string | undefined;
  sessionsCut: number;
  lastHandedOutAt: string | undefined;
  /** This and the others: who used it, for the helper `told`. */
  lastHandedOutTo: string | undefined;
  notHandedOutSince: string | undefined;
  others: string[];
}

/** In red unless accepted: that the role allows more than announced, or may, and what credentials can use of it. */
function widenedView(connection: Connection, cap: ConditionFacts['cap'], { say }: Speaker): WidenedView | undefined {
  const { findings } = connection;
  if (!isSeenWider(findings)) return undefined;
  const isShown = findings.some(each => isAboutMore(each) && each.witness?.live === 'allowed');
  // A session may do what AWS allows in a managed policy now.
  const isByAws = findings.some(each => isAboutMore(each) && each.code === 'aws_policy_changed');
  const how = isByAws ? 'aws' : cap;
  const isAccepted = findings.filter(isAboutMore).every(each => acceptanceOf(connection, each));
  return isAccepted
    ? { sentence: say('deviations.widened'), use: say(`deviations.widened.${how}`), isAccepted }
    : {
        sentence: say(isShown ? 'manage.widened' : 'manage.widened.maybe'),
        use: say(`manage.widened.${how}`),
        isAccepted,
      };
}

interface ConditionFacts {
  isUnderReview: boolean;
  isUpdateAsked: boolean;
  why: NotIssuing | undefined;
  now: Date;
  /** What limits its sessions. */
  cap: CapForm | 'none';
  telling: Telling;
}

export function conditionView(
  kept: Versioned<Connection>,
  checks: readonly Check[],
  speaker: Speaker,
  { isUnderReview, isUpdateAsked, why, cap, now, telling }: ConditionFacts,
): ConditionView {
  const { value } = kept;
  const { state, findings, refusedSince } = value;
  const pausedFor = why && !isSaid(why) ? why : undefined;
  const { code, tone } = headlineOf({
    ...value,
    isUnderReview,
    isPaused: pausedFor !== undefined,
    isHeldUnread: why === 'hold_unread',
  });
  const { running, last } = newestOf(checks);
  const isRunning = running !== undefined;
  const word = speaker.say(`headline.${code}`, { count: String(acceptedCount(value)) });
  const paused = pausedFor && speaker.say(`notIssuing.${pausedFor}`);
  const isPaused = code === 'paused';
  return {
    phase: isRunning ? 'checking' : 'idle',
    sentence: isRunning ? speaker.say('check.running') : word,
    headline: { word, meaning: isPaused ? (paused ?? '') : speaker.say(`headline.${code}.meaning`), tone },
    unread: unreadView(value, now, speaker),
    notIssuing: isPaused ? undefined : paused,
    refusedSince,
    findings: openProblems(value).map(each => speaker.finding(each)),
    accepted: findings.flatMap(each => acceptedView(value, each, speaker, telling)),
    widened: widenedView(value, cap, speaker),
    information: findings
      .filter(each => !isProblem(each))
      .map(each => informationView(each, state, speaker, isUpdateAsked)),
    running: running && checkView(running, speaker, state === 'pending'),
    check: last && checkView(last, speaker, state === 'pending'),
    mayCheck: !isRunning && allowedEvents[state].includes('check-finished'),
  };
}

/** Whether the headline of state and health states it already. */
function isSaid(why: NotIssuing): why is Extract<NotIssuing, State> | 'hold_health' | 'hold_unread' {
  return why in allowedEvents || why === 'hold_health' || why === 'hold_unread';
}

/** An offered version has its own part of this page; the advice links to it. */
function informationView(found: Finding, state: State, speaker: Speaker, isUpdateAsked: boolean): FindingView {
  const view = speaker.finding(found);
  if (found.code !== 'outdated' || state !== 'verified') return view;
  const from = found.facts.from ?? '?';
  return {
    ...view,
    advice: speaker.say(isUpdateAsked ? 'finding.outdated.asked' : 'finding.outdated.below', { from }),
  };
}

export function windowLine({ days, from, to }: AccessWindow, { say }: Speaker): string {
  return say('manage.window', { days: days.map(each => say(`day.${each}`)).join(', '), from, to });
}

export function proposalLine(connection: Connection, { say }: Speaker): string | undefined {
  const proposal = openProposal(connection);
  return proposal && say(`manage.proposed.${proposal.why}`);
}

export function impactView(impact: Impact, telling: Telling): ImpactView {
  const { sessionsAlive, lastSessionEndsAt, cutBefore, sessionsCut = 0, lastHandedOutAt, notHandedOutSince } = impact;
  const users = impact.usedBy.map(id => userOf({ publicName: impact.publicNames?.[id] }, telling));
  // Keys that tenants see by the same words are one line.
  const [lastHandedOutTo, ...others] = new Set(users);
  return {
    sessionsAlive,
    lastSessionEndsAt,
    cutBefore,
    sessionsCut,
    lastHandedOutAt,
    lastHandedOutTo,
    notHandedOutSince,
    others,
  };
}
