// Events: the rows of a connection's history, as webhooks receive them. The table describes every action and which of
// its facts are sent; the OpenAPI document and the tests read it. Sending is in api/operations/event.
import type { KeptRow, Who } from '../audit/history.js';
import { acceptanceOf } from '../connection/acceptance.js';
import type { Connection } from '../connection/connection.js';

/** The type of a fact, as the OpenAPI document describes it. */
type FactKind = 'text' | 'texts' | 'number' | 'yes or no';

interface EventKind {
  says: string;
  /** The facts that are sent; others stay in the history. Never a fact with an external ID or an ARN. */
  facts: Record<string, { kind: FactKind; says: string }>;
}

const checked: EventKind['facts'] = {
  checkId: { kind: 'text', says: 'The check that found it.' },
  outcome: { kind: 'text', says: '`admitted`, `refused` or `unsafe`.' },
  health: { kind: 'text', says: 'The health after the check.' },
  healthBefore: {
    kind: 'text',
    says: 'The health before the check: `unknown` if it is the first one since the connection was created or resumed.',
  },
};

const legacy: EventKind['facts'] = {
  legacyId: { kind: 'text', says: 'The id of the legacy access.' },
  kind: { kind: 'text', says: '`role` or `user`.' },
};

const acceptance: EventKind['facts'] = {
  acceptanceId: { kind: 'text', says: 'The id of the acceptance.' },
  code: { kind: 'text', says: 'The code of the accepted finding.' },
};

export const eventTypes = {
  'connection.created': { says: 'A connection was created and waits for its launch.', facts: {} },
  'connection.changed': {
    says: 'Role options, session limit or role name of a pending connection were changed.',
    facts: { changed: { kind: 'texts', says: 'The changed fields.' } },
  },
  'connection.values-stated': {
    says: 'The customer stated the values that the permission set needs. It can be launched now.',
    facts: { values: { kind: 'texts', says: 'The names of the parameters.' } },
  },
  'connection.limits-changed': {
    says: 'The end date or the access windows were changed.',
    facts: {
      changed: { kind: 'texts', says: 'The changed fields.' },
      endsAt: { kind: 'text', says: 'The end date; null: none.' },
      windows: { kind: 'texts', says: 'The weekly windows, in UTC; empty: access at any time.' },
    },
  },
  'connection.stack-stated': {
    says: 'Someone stated which CloudFormation stack contains the role.',
    facts: {
      stackName: { kind: 'text', says: 'The name of the stack.' },
      region: { kind: 'text', says: 'Its region.' },
    },
  },
  'connection.revoke-proposed': {
    says: 'The kit recommends revoking the connection. Someone must confirm it.',
    facts: {
      why: {
        kind: 'text',
        says: '`end_date`: it has passed. `gone`: the customer ended access. `unused`: for 90 days.',
      },
    },
  },
  'connection.revoke-proposal-lifted': {
    says: 'The reason for the recommended revocation no longer applies.',
    facts: {},
  },
  'connection.launched-again': { says: 'Another launch was requested, with the next launch number.', facts: {} },
  'connection.reviewed': {
    says: 'Support decided on a connection that was under review.',
    facts: { approve: { kind: 'yes or no', says: 'Whether it was approved.' } },
  },
  'connection.verified': { says: 'A check proved the role for the first time.', facts: checked },
  'connection.checked': {
    says: 'A check found a change: health, findings, or the documents of a role with findings differ.',
    facts: checked,
  },
  'connection.rotation-started': {
    says: 'A new external ID was created; the customer has to update the role.',
    facts: {
      deadline: { kind: 'text', says: 'When the rotation is cancelled unless the role has the new ID by then.' },
    },
  },
  'connection.rotation-cancelled': { says: 'The rotation was cancelled; the current external ID stays.', facts: {} },
  'connection.rotation-switched': {
    says: 'The role accepted the new external ID, which is the current one now.',
    facts: {
      by: {
        kind: 'text',
        says: 'What found it first, if not a check: `ask` (a credential request) or `cancel` (an attempt to cancel).',
      },
      checkId: { kind: 'text', says: 'The check that found it first.' },
    },
  },
  'connection.rotation-finished': { says: 'A check proved that the role refuses the old external ID.', facts: checked },
  'connection.upgrade-started': {
    says: 'The customer has to update the role: to another permission set version, trust policy end or boundary.',
    facts: {
      from: { kind: 'text', says: 'The version in use.' },
      to: { kind: 'text', says: 'The requested version.' },
      trustEndsAt: { kind: 'text', says: 'If it changes: the new end of the trust policy; null: none.' },
      values: { kind: 'texts', says: 'If values change: the names of their parameters.' },
    },
  },
  'connection.upgrade-cancelled': { says: 'The upgrade was cancelled; the version in use stays.', facts: {} },
  'connection.upgraded': {
    says: 'A check saw the update: the role now matches the requested version.',
    facts: { ...checked, version: { kind: 'text', says: 'The version in use now.' } },
  },
  'connection.suspended': { says: 'No credentials are issued until it is resumed.', facts: {} },
  'connection.resumed': { says: 'One side resumed it; a check runs before credentials are issued.', facts: {} },
  'connection.end-stated': {
    says: 'The tenant stated that it ended access in its own account.',
    facts: { cause: { kind: 'text', says: 'What the tenant did, if it stated that.' } },
  },
  'connection.drill-started': {
    says: 'A revocation drill started: issuing stops until the active sessions have expired, then access is restored.',
    facts: {},
  },
  'connection.drill-finished': {
    says: 'The drill has ended. A check runs before credentials are issued again.',
    facts: {
      stopSeconds: { kind: 'number', says: 'Seconds from the request until issuing had stopped.' },
      endSeconds: { kind: 'number', says: 'Seconds from the request until the last session expired.' },
      sessionsAlive: { kind: 'number', says: 'Sessions that could be active when issuing stopped.' },
      handedOutAfterStop: {
        kind: 'number',
        says: 'Responses with credentials after issuing had stopped: 0, or the drill has failed.',
      },
    },
  },
  'connection.legacy-recorded': {
    says: 'Earlier access was recorded: a hand-made role or a long-term key. The kit never uses it.',
    facts: legacy,
  },
  'connection.legacy-closed': {
    says: 'The tenant stated that it deleted a legacy access.',
    facts: { ...legacy, person: { kind: 'text', says: 'The person of the tenant who stated it.' } },
  },
  'connection.legacy-retracted': { says: 'A legacy access that was recorded by mistake was removed.', facts: legacy },
  'connection.legacy-reminded': {
    says: 'Legacy access is still open although its replacement works. Sent after a week, then monthly.',
    facts: { open: { kind: 'number', says: 'How many are open.' } },
  },
  'connection.deviation-accepted': {
    says: 'A person accepted a finding as a known deviation, until an end and for the role as it is.',
    facts: {
      ...acceptance,
      by: { kind: 'text', says: '`tenant` or `vendor`.' },
      person: { kind: 'text', says: "The tenant's person who accepted it." },
      endsAt: { kind: 'text', says: 'When the finding is open again.' },
      checkId: { kind: 'text', says: 'The check that found what was accepted.' },
      replaces: { kind: 'text', says: 'The earlier acceptance that this one replaces.' },
    },
  },
  'connection.acceptance-removed': {
    says: 'A person removed an acceptance: the finding is open again.',
    facts: acceptance,
  },
  'connection.acceptance-reminded': {
    says: 'An acceptance ends soon. The finding is then open again.',
    facts: { ...acceptance, endsAt: { kind: 'text', says: 'When it ends.' } },
  },
  'connection.acceptance-ended': {
    says: 'An acceptance no longer counts. If the role still deviates, the finding is open again.',
    facts: {
      ...acceptance,
      why: {
        kind: 'text',
        says: '`changed`: the role or its differences changed. `gone`: the finding is gone. `ended`: its end passed.',
      },
    },
  },
  'connection.revoked': {
    says: 'Access ended for good.',
    facts: {
      mayCheckClosed: {
        kind: 'yes or no',
        says: 'Whether the kit may check that the role is closed; absent if no role was ever seen.',
      },
    },
  },
  'connection.offboarding-checked': {
    says: 'A check after the revocation: the role refused us again, or still accepts us.',
    facts: { outcome: { kind: 'text', says: '`refused` or `admitted`.' } },
  },
  'connection.revocation-confirmed': {
    says: 'The role refused all our requests for at least an hour. No more requests are sent.',
    facts: { refusedSince: { kind: 'text', says: 'The first of these refusals.' } },
  },
  'connection.offboarding-stopped': { says: 'The checks whether the role is closed were stopped.', facts: {} },
  'connection.offboarding-ended': {
    says: 'The 30 days ended without proof that the role is closed. No more requests are sent.',
    facts: {},
  },
  'connection.expired': { says: 'The connection was not launched in time.', facts: {} },
} as const satisfies Record<string, EventKind>;

export type EventType = keyof typeof eventTypes;
export const eventTypeNames = Object.keys(eventTypes) as EventType[];

export function eventKindOf(action: string): EventKind | undefined {
  return Object.hasOwn(eventTypes, action) ? eventTypes[action as EventType] : undefined;
}

/** The body of an event, as JSON. */
export interface EventBody {
  type: string;
  /** When the change was made. */
  timestamp: string;
  data: {
    tenantId: string;
    connectionId: string;
    /** Grows by one with every change of the connection. */
    revision: number;
    action: string;
    who: Pick<Who, 'kind' | 'id' | 'name'>;
    reason?: string;
    facts: Record<string, unknown>;
    state: string;
    health: string;
    findings: { code: string; severity: string; accepted?: true }[];
  };
}

/** The event of a row. If this release does not know the action, its facts are not sent. */
export function eventOf({ row, stateAfter }: KeptRow): EventBody {
  const connection = stateAfter as Connection;
  const { tenantId, id, state, health, findings } = connection;
  const { kind, id: whoId, name } = row.who;
  const sent = Object.keys(eventKindOf(row.action)?.facts ?? {});
  return {
    type: row.action,
    timestamp: row.at,
    data: {
      tenantId,
      connectionId: id,
      revision: row.revision,
      action: row.action,
      who: { kind, id: whoId, ...(name && { name }) },
      ...(row.reason && { reason: row.reason }),
      facts: Object.fromEntries(Object.entries(row.facts ?? {}).filter(([fact]) => sent.includes(fact))),
      state,
      health,
      findings: findings.map(each => ({
        code: each.code,
        severity: each.severity,
        ...(acceptanceOf(connection, each) && { accepted: true as const }),
      })),
    },
  };
}

/** One id for each row, the same for every attempt and webhook, so that receivers can recognise repetitions. */
export function eventIdOf(connectionId: string, revision: number): string {
  return `evt_${connectionId.slice(connectionId.indexOf('_') + 1)}_${revision}`;
}

export const eventIdPattern = '^evt_[a-z0-9]{16}_[1-9][0-9]{0,9}$';

/** The row of an event id. */
export function rowOfEvent(eventId: string): { connectionId: string; revision: number } {
  const [, bare = '', revision] = eventId.split('_');
  return { connectionId: `con_${bare}`, revision: Number(revision) };
}
