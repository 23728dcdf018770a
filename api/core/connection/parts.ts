// The parts a connection is made of, as data: limits, drill, legacy access, off-boarding, pending changes. Types only.
import type { RoleSpec } from '../role/role-spec.js';

/** What a tenant may say it did: AWS answers alike for all of these, so a check never names one. */
export const endCauses = ['role_deleted', 'trust_edited', 'resource_control_policy'] as const;

/** "We ended it ourselves": a statement of the tenant's, or what the vendor was told by it. */
export interface SaidEnded {
  at: string;
  by: Side;
  cause?: (typeof endCauses)[number];
}

/** The two who may stop access. */
export type Side = 'tenant' | 'vendor';

/** A drill that goes on. */
export interface Drill {
  /** When it was asked for. */
  requestedAt: string;
  /** Who takes part, and what of the vendor's depends on the access, as whoever started it names them. */
  people: string[];
  dependents: string[];
}

/** What a drill measured. Seconds count from the request. */
export interface DrillResult extends Drill {
  issuingStoppedAt: string;
  stopSeconds: number;
  /** Issued sessions that could be alive when issuing stopped, and whose they were. */
  sessionsAlive: number;
  usedBy: string[];
  /** When the last of them ended at the latest; absent when there were none. */
  lastSessionEndedAt?: string;
  endSeconds: number;
  /** Answers with credentials after issuing had stopped, but for asks that were under way: none, or the drill has failed. */
  handedOutAfterStop: number;
  finishedAt: string;
}

export const legacyKinds = ['role', 'user'] as const;

export interface LegacyAccess {
  id: string;
  kind: (typeof legacyKinds)[number];
  arn: string;
  /** Of a user: the key that the vendor was given. Its secret is nowhere here. */
  accessKeyId?: string;
  recordedAt: string;
  /** `tenant`: it says that it was deleted. `vendor`: it was recorded by mistake. */
  ended?: { at: string; how: 'deleted' | 'mistaken'; by: Side; person?: string };
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** On each of these days, in UTC: from `from`, included, to `to`, not included; `24:00` is the end of the day. */
export interface AccessWindow {
  days: Weekday[];
  from: string;
  to: string;
}

export interface Limits {
  /** ISO 8601. */
  endsAt?: string;
  /** Absent: at any time. */
  windows?: AccessWindow[];
}

/** Why it is proposed for revoke: nobody decides that but people. */
export type RevokeReason = 'end_date' | 'gone' | 'unused';

/** `unconfirmed`: the days are over and the role was not proven closed. */
export const offboardingStates = ['declined', 'checking', 'confirmed', 'stopped', 'unconfirmed'] as const;

export interface Offboarding {
  state: (typeof offboardingStates)[number];
  /** Who said at the revoke whether the kit may look: the tenant's own person, or the vendor on the tenant's word. */
  decidedBy: Side;
  /** Nothing is sent from then on, whatever was seen. Absent where it was declined. */
  until?: string;
  /** The unbroken row of refusals that goes on now. */
  refused?: { since: string; times: number };
  /** The launches whose roles admitted us at the last look, and since when they are these. */
  admitted?: { since: string; launches: number[] };
  /** `revocation confirmed`: the role refused us again and again, by a caller that was able to ask. */
  confirmedAt?: string;
  /** When the last request was sent, or would have been. */
  endedAt?: string;
}

/** The answer to "may the vendor look whether the role is closed?", and who gave it. */
export interface Consent {
  mayCheck: boolean;
  by: Side;
}

/** A new ID that was given to the customer and was not seen yet. */
export interface PendingId {
  value: string;
  startedAt: string;
  /** Past it the rotation is cancelled; nothing is cut. */
  deadline: string;
}

/** The ID before, from the moment the new one was first admitted until it is proven dead. */
export interface RetiringId {
  value: string;
  switchedAt: string;
}

/** An update that the customer was asked for and that no check has seen yet. */
export interface PendingUpgrade {
  permissionSet: { id: string; version: string };
  startedAt: string;
  roleSpec: RoleSpec;
}
