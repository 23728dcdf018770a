// The values that labels of metrics may have: fixed sets, so that no metric names a tenant, an account or a person and
// the number of series does not grow with customers. The types keep them complete. Pure.
import type { MintedKind } from './audit/ledger.js';
import type { CheckKind, InconclusiveReason, wordOf } from './check/check.js';
import type { AssumeOutcome, InconclusiveWhy } from './iam/assume-role.js';
import type { NotIssuing } from './session/issuing.js';

/** The purpose of an AssumeRole: a ledger row, the control role, or opening one of our own sessions. */
export type AssumeUse = MintedKind | 'control' | 'caller';

/** Work that no request waits for. */
export type BackgroundWork =
  | 'check'
  | 'off-boarding check'
  | 'renew a session'
  | 'sending events'
  | 'due work'
  | 'rows to publish'
  | 'events to send'
  | 'what was overlooked'
  | 'own credentials'
  | 'counting refusals'
  | 'anchors'
  | 'ledger seals';

const every = <Word extends string>(words: Record<Word, true>) => Object.keys(words) as Word[];

/** `answered`, and the error codes that a credential request may be refused with; any other code is `internal`. */
export const sessionRequestOutcomes = [
  'answered',
  'not_issuing',
  'role_refused_us',
  'sts_region_disabled',
  'aws_unavailable',
  'sts_quota_reached',
  'vendor_caller_unavailable',
  'store_unavailable',
  'not_allowed',
  'connection_not_found',
  'duration_not_allowed',
  'session_policy_not_valid',
  'session_policy_not_announced',
  'conflict',
  'internal',
] as const;
export type SessionRequestOutcome = (typeof sessionRequestOutcomes)[number];

/** Why no credentials are issued: the reasons of the connection itself, and two more. */
export type NoIssueWhy = NotIssuing | 'tenant_closed' | 'role_recreated';
export const noIssueWhys = every<NoIssueWhy>({
  pending: true,
  suspended: true,
  revoked: true,
  expired: true,
  ended: true,
  outside_window: true,
  hold_health: true,
  hold_unread: true,
  hold_stale: true,
  hold_widened: true,
  tenant_closed: true,
  role_recreated: true,
  hold_integrity: true,
});

export const assumeUses = every<AssumeUse>({
  issue: true,
  probe: true,
  inspection: true,
  offboarding: true,
  control: true,
  caller: true,
});

export type AssumeWord = Exclude<AssumeOutcome['kind'], 'inconclusive'> | InconclusiveWhy;
export const assumeWords = every<AssumeWord>({
  assumed: true,
  refused: true,
  throttled: true,
  aws_error: true,
  no_answer: true,
  unreadable_answer: true,
  vendor_credentials: true,
  sts_region_disabled: true,
  request_invalid: true,
});

export const checkKinds = every<CheckKind>({ full: true, light: true });
export type CheckWord = ReturnType<typeof wordOf>;
export const checkWords = every<CheckWord>({
  passed: true,
  findings: true,
  unsafe: true,
  refused: true,
  awaited: true,
});
export const inconclusiveReasons = every<InconclusiveReason>({
  vendor_caller: true,
  aws_fault: true,
  role_changed: true,
  inspection_refused: true,
  role_recreated: true,
  connection_changed: true,
  interrupted: true,
});

export const eventEnds = ['delivered', 'dead'] as const;

export const backgroundWork = every<BackgroundWork>({
  check: true,
  'off-boarding check': true,
  'renew a session': true,
  'sending events': true,
  'due work': true,
  'rows to publish': true,
  'events to send': true,
  'what was overlooked': true,
  'own credentials': true,
  'counting refusals': true,
  anchors: true,
  'ledger seals': true,
});
