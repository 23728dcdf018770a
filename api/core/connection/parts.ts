// The parts a connection is made of, as data: limits, drill, legacy access, off-boarding, pending changes. Types only.
import type { FindingCode } from '../finding/findings.js';
import type { StackPlace } from '../iam/stack.js';
import type { RoleSpec } from '../role/role-spec.js';

/** What a tenant may state that it did. AWS returns the same error for all of these, so a check cannot tell which. */
export const endCauses = ['role_deleted', 'trust_edited', 'resource_control_policy'] as const;

/** "We ended it ourselves": stated by the tenant, or by the vendor on its behalf. */
export interface SaidEnded {
  at: string;
  by: Side;
  cause?: (typeof endCauses)[number];
}

/** The two sides that may stop access. */
export type Side = 'tenant' | 'vendor';

/** An open drill. */
export interface Drill {
  /** When it was requested (ISO 8601). */
  requestedAt: string;
  /** Participants, and the vendor's systems that depend on the access, as named by the person who started it. */
  people: string[];
  dependents: string[];
}

/** The figures of a drill. Seconds count from the request. */
export interface DrillResult extends Drill {
  issuingStoppedAt: string;
  stopSeconds: number;
  /** Issued sessions that could be active when issuing stopped, and the callers they were issued to. */
  sessionsAlive: number;
  usedBy: string[];
  /** The latest time at which one of them expired; absent when there were none. */
  lastSessionEndedAt?: string;
  endSeconds: number;
  /**
   * Responses with credentials after issuing had stopped, except for requests in flight: 0, or the drill has failed.
   */
  handedOutAfterStop: number;
  finishedAt: string;
}

export const legacyKinds = ['role', 'user'] as const;

export interface LegacyAccess {
  id: string;
  kind: (typeof legacyKinds)[number];
  arn: string;
  /** For a user: the key that the vendor was given. Its secret is never stored. */
  accessKeyId?: string;
  recordedAt: string;
  /** `tenant`: stated that it was deleted. `vendor`: stated that it was recorded by mistake. */
  ended?: { at: string; how: 'deleted' | 'mistaken'; by: Side; person?: string };
}

/** Why an acceptance no longer counts by itself. `gone`: the finding is. `ended`: its end has passed. */
export const overReasons = ['changed', 'gone', 'ended'] as const;
export type OverReason = (typeof overReasons)[number];

/** A person accepted one finding as a known deviation, of a role that reads exactly as it did then. */
export interface Acceptance {
  id: string;
  code: FindingCode;
  /** The id of the finding (`findingId`). */
  finding: string;
  /** The deviation that it is bound to, and the check that found it. */
  digest: string;
  checkId: string;
  reason: string;
  by: Side;
  /** For the tenant: its person. */
  person?: string;
  /** The key or link. */
  who: { kind: string; id: string; publicName?: string };
  acceptedAt: string;
  endsAt: string;
  remindedAt?: string;
  /** A check found that it no longer counts; the change that removes it follows. */
  over?: OverReason;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** On each of these days, in UTC: from `from` (inclusive) to `to` (exclusive); `24:00` is the end of the day. */
export interface AccessWindow {
  days: Weekday[];
  from: string;
  to: string;
}

export interface Limits {
  /** ISO 8601. */
  endsAt?: string;
  /** Absent: access at any time. */
  windows?: AccessWindow[];
}

/** Why revoking it is recommended. A person decides. */
export type RevokeReason = 'end_date' | 'gone' | 'unused';

/** `unconfirmed`: the 30 days ended without proof that the role is closed. */
export const offboardingStates = ['declined', 'checking', 'confirmed', 'stopped', 'unconfirmed'] as const;

export interface Offboarding {
  state: (typeof offboardingStates)[number];
  /** Who decided at the revoke whether the kit may check: the tenant's person, or the vendor on the tenant's behalf. */
  decidedBy: Side;
  /** No request is sent after this, whatever the results. Absent when consent was declined. */
  until?: string;
  /** The current unbroken series of refusals. */
  refused?: { since: string; times: number };
  /** The launches whose roles accepted us at the last check, and since when. */
  admitted?: { since: string; launches: number[] };
  /** `revocation confirmed`: the role refused us repeatedly, from a caller that could have assumed it. */
  confirmedAt?: string;
  /** When the last request was sent or would have been. */
  endedAt?: string;
}

/** The answer to "may the vendor check that the role is closed?", and who gave it. */
export interface Consent {
  mayCheck: boolean;
  by: Side;
}

/** A new ID that the customer has received and no check has seen yet. */
export interface PendingId {
  value: string;
  startedAt: string;
  /** When the rotation is cancelled; the current ID keeps working. */
  deadline: string;
}

/** The previous ID, from the first acceptance of the new one until the role is proven to refuse it. */
export interface RetiringId {
  value: string;
  switchedAt: string;
}

/** Since when checks cannot read the trust policy. */
export interface TrustUnread {
  /** The first such check since one has read it, ISO 8601. */
  since: string;
  /** From then on no credentials are issued. Absent: the vendor accepts that this policy was never read. */
  issuingUntil?: string;
}

/** An update that the customer was asked to make and that no check has found yet. */
export interface PendingUpgrade {
  permissionSet: { id: string; version: string };
  startedAt: string;
  roleSpec: RoleSpec;
}

/** A stack that someone stated, for the role of one launch. */
export interface StatedStack extends StackPlace {
  launch: number;
}

/** The stack that the live role of a launch names in its tag. */
export interface SeenStack {
  launch: number;
  arn: string;
}
