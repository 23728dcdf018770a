// The one sentence about a connection: its state and its health together. Only a connection that is verified and
// healthy gets the tone of success. The rules are tried in order, so a new rule needs its place and two texts. Pure.
import { isTrustRead } from '../finding/unread-parts.js';
import { acceptedCount } from './acceptance.js';
import { type Connection, isGoodHealth } from './connection.js';

/** `bad`: someone must act now. `wait`: needs attention. `busy`: something is expected. `plain`: it is over. */
export type HeadlineTone = 'good' | 'bad' | 'wait' | 'busy' | 'plain';

export interface HeadlineFacts
  extends Pick<Connection, 'state' | 'health' | 'findings' | 'deviation' | 'accepted' | 'drill'> {
  /** Support must decide before it may be launched or used. */
  isUnderReview?: boolean;
  /** No credentials are issued now for another reason than state and health, such as the end date. */
  isPaused?: boolean;
  /** No credentials are issued because checks cannot read the trust policy. */
  isHeldUnread?: boolean;
}

interface Rule {
  code: string;
  tone: HeadlineTone;
  applies(facts: HeadlineFacts): boolean;
}

/** The first rule that applies decides. The last one is for combinations that no other rule names. */
const rules = [
  { code: 'revoked', tone: 'plain', applies: ({ state }) => state === 'revoked' },
  { code: 'expired', tone: 'plain', applies: ({ state }) => state === 'expired' },
  {
    code: 'suspended_unsafe',
    tone: 'bad',
    applies: ({ state, health }) => state === 'suspended' && health === 'unsafe',
  },
  { code: 'drill', tone: 'wait', applies: ({ state, drill }) => state === 'suspended' && drill !== undefined },
  { code: 'suspended', tone: 'wait', applies: ({ state }) => state === 'suspended' },
  { code: 'unsafe', tone: 'bad', applies: ({ health }) => health === 'unsafe' },
  {
    code: 'under_review_found',
    tone: 'wait',
    applies: ({ state, health, isUnderReview }) => state === 'pending' && !!isUnderReview && isGoodHealth(health),
  },
  { code: 'under_review', tone: 'wait', applies: ({ state, isUnderReview }) => state === 'pending' && !!isUnderReview },
  {
    code: 'unread_pending',
    tone: 'wait',
    applies: ({ state, health, findings }) => state === 'pending' && isGoodHealth(health) && !isTrustRead(findings),
  },
  {
    code: 'held_back',
    tone: 'wait',
    applies: ({ state, health }) => state === 'pending' && isGoodHealth(health),
  },
  { code: 'pending', tone: 'busy', applies: ({ state }) => state === 'pending' },
  { code: 'gone', tone: 'wait', applies: ({ health }) => health === 'gone' },
  { code: 'unreachable', tone: 'wait', applies: ({ health }) => health === 'unreachable' },
  { code: 'paused', tone: 'wait', applies: ({ health, isPaused }) => health !== 'unknown' && !!isPaused },
  { code: 'unread_held', tone: 'bad', applies: ({ health, isHeldUnread }) => isGoodHealth(health) && !!isHeldUnread },
  {
    code: 'unread',
    tone: 'wait',
    applies: ({ health, findings }) => isGoodHealth(health) && !isTrustRead(findings),
  },
  { code: 'drifted', tone: 'wait', applies: ({ health }) => health === 'drifted' },
  {
    code: 'accepted',
    tone: 'good',
    applies: facts => facts.state === 'verified' && facts.health === 'healthy' && acceptedCount(facts) > 0,
  },
  { code: 'healthy', tone: 'good', applies: ({ state, health }) => state === 'verified' && health === 'healthy' },
  { code: 'unknown', tone: 'wait', applies: () => true },
] as const satisfies readonly Rule[];

export type HeadlineCode = (typeof rules)[number]['code'];

export interface Headline {
  code: HeadlineCode;
  tone: HeadlineTone;
}

export function headlineOf(facts: HeadlineFacts): Headline {
  const { code, tone } = rules.find(rule => rule.applies(facts))!;
  return { code, tone };
}
