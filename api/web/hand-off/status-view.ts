// The status on the hand-off page: one sentence, and the last finished check with its causes, also while the next check
// runs. It never waits for something that has already happened.
import type { TextKey } from '../../../templates/text/say.js';
import { type Check, wordOf } from '../../core/check/check.js';
import { type Connection, isGoodHealth } from '../../core/connection/connection.js';
import { headlineOf } from '../../core/connection/headline.js';
import { isTrustRead } from '../../core/finding/unread-parts.js';
import { systemCaller } from '../../operations/access/actor.js';
import { type CheckView, checkView, type FindingView, newestOf, type Speaker, type Tone } from '../page/check-view.js';
import type { Phase } from '../page/status-answer.js';
import { type UnreadView, unreadView } from '../page/unread-view.js';
import type { ReceiptView } from './receipt.js';

export interface StatusView {
  phase: Phase;
  tone: Tone;
  /** The lamp turns: something is expected, and no finished check is shown below it. */
  isBusy: boolean;
  sentence: string;
  /** While waiting: that we check automatically. Once verified: where to end the access later. */
  note: string | undefined;
  /** The steps of the running check, once the role has accepted us. */
  running: CheckView | undefined;
  /** The last finished check. */
  last: CheckView | undefined;
  /** Unfolded for the person who started the check, folded for a person who has not launched yet. */
  areCausesOpen: boolean;
  findings: FindingView[];
  receipt: ReceiptView | undefined;
  /** While the trust policy cannot be read. */
  unread: UnreadView | undefined;
}

export interface StatusFacts {
  connection: Connection;
  /** Newest first. */
  checks: readonly Check[];
  isUnderReview: boolean;
  /** Our configuration does not name the partition of the connection. */
  isUnserved: boolean;
  /** The link of the page. */
  askedBy: string;
  /** The person reported the launch on this page. */
  saidLaunched: boolean;
  receipt: ReceiptView | undefined;
  now: Date;
}

interface Said {
  key: TextKey;
  tone: Tone;
  isBusy?: boolean;
}

export function statusView(facts: StatusFacts, speaker: Speaker): StatusView {
  const { connection, checks, receipt } = facts;
  const { running, last } = newestOf(checks);
  const phase = phaseOf(facts, running);
  // Automatic checks run mostly before the launch. No person is waiting for their result.
  const isAsked = facts.saidLaunched || checks.some(each => each.for !== systemCaller.id);
  const { key, tone, isBusy = false } = saidOf(phase, { ...facts, running, last, isAsked });
  const isFound = phase === 'unsafe' || phase === 'unread';
  const shown = isShown(phase, last) ? last : undefined;
  return {
    phase,
    tone,
    isBusy: isBusy && !shown,
    sentence: speaker.say(key),
    note: noteOf(phase, { running, shown, isLooking: key === 'handoff.status.looking' }, speaker),
    running: phase === 'checking' && running ? checkView(running, speaker, true) : undefined,
    last: shown && checkView(shown, speaker, true),
    areCausesOpen: phase !== 'checking' && (facts.saidLaunched || last?.for === facts.askedBy),
    findings: isFound ? connection.findings.map(each => speaker.finding(each)) : [],
    receipt,
    unread: isFound || phase === 'verified' ? unreadView(connection, facts.now, speaker) : undefined,
  };
}

function phaseOf(
  { connection, isUnderReview, isUnserved }: Pick<StatusFacts, 'connection' | 'isUnderReview' | 'isUnserved'>,
  running: Check | undefined,
): Phase {
  if (connection.state === 'verified') return 'verified';
  if (connection.state !== 'pending') return 'closed';
  if (isUnderReview) return 'review';
  if (connection.awaitsValues) return 'values';
  if (isUnserved) return 'unserved';
  if (connection.health === 'unsafe') return 'unsafe';
  // The role accepted us, but is not verified for this reason.
  if (!isTrustRead(connection.findings)) return 'unread';
  const isThere = running?.steps.some(step => step.probe === 'right' && step.outcome === 'assumed');
  return isThere ? 'checking' : 'waiting';
}

interface Known extends StatusFacts {
  running: Check | undefined;
  last: Check | undefined;
  isAsked: boolean;
}

function saidOf(phase: Phase, known: Known): Said {
  const { connection } = known;
  const { code, tone } = headlineOf(connection);
  const isFound = isGoodHealth(connection.health);
  switch (phase) {
    case 'review':
      return { key: isFound ? 'headline.under_review_found.meaning' : 'handoff.review', tone: 'plain' };
    case 'values':
      return { key: 'values.status', tone: 'wait' };
    case 'unserved':
      return { key: 'handoff.unserved', tone: 'wait' };
    case 'unsafe':
      return { key: 'headline.unsafe.meaning', tone: 'bad' };
    case 'unread':
      return { key: 'handoff.status.unread', tone: 'wait' };
    case 'checking':
      return { key: 'handoff.status.checking', tone: 'busy', isBusy: true };
    case 'verified':
      // Nobody who holds this link needs to know what was accepted, and why.
      if (code === 'healthy' || code === 'accepted') return { key: 'handoff.status.verified', tone };
      if (code === 'unread') return { key: 'handoff.status.verifiedUnread', tone };
      if (code === 'drifted') return { key: 'handoff.status.verified.changed', tone };
      return { key: meaningOf(code), tone };
    case 'closed':
      return connection.state === 'suspended'
        ? { key: meaningOf(code), tone }
        : { key: 'handoff.status.notLaunchable', tone: 'plain' };
    case 'waiting':
      return isFound ? { key: 'handoff.status.found', tone: 'wait' } : waitingFor(known);
  }
}

function meaningOf(code: ReturnType<typeof headlineOf>['code']): TextKey {
  return code === 'paused' ? 'headline.paused' : `headline.${code}.meaning`;
}

/** No check has found the role yet. A refusal before the launch is expected; after it, its causes are what matters. */
function waitingFor({ last, running, saidLaunched, isAsked }: Known): Said {
  if (last?.result?.conclusive)
    return isAsked
      ? { key: 'handoff.status.refused', tone: 'wait' }
      : { key: 'handoff.status.notFound', tone: 'plain' };
  if (last && isAsked) return { key: 'handoff.status.inconclusive', tone: 'wait' };
  const isLooking = isAsked && (running !== undefined || saidLaunched);
  return { key: isLooking ? 'handoff.status.looking' : 'handoff.status.waiting', tone: 'busy', isBusy: true };
}

/** A review states no findings: it shows a check only when every step had its expected result. */
function isShown(phase: Phase, last: Check | undefined): boolean {
  if (!last || phase === 'verified' || phase === 'closed' || phase === 'values' || phase === 'unserved') return false;
  if (phase !== 'review') return true;
  return last.result?.conclusive === true && wordOf(last.result.verdict) === 'passed';
}

function noteOf(
  phase: Phase,
  { running, shown, isLooking }: { running: Check | undefined; shown: Check | undefined; isLooking: boolean },
  speaker: Speaker,
): string | undefined {
  if (phase === 'verified') return speaker.say('handoff.status.verified.later');
  if (['review', 'values', 'unserved', 'closed', 'checking'].includes(phase)) return undefined;
  if (running && shown) return speaker.say('handoff.status.checkingAgain');
  return phase === 'waiting' && !isLooking ? speaker.say('handoff.status.byItself') : undefined;
}
