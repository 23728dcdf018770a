// Events: the rows of a connection's history, sent out. The table names every action that such a row can have, what it
// tells, and which of its facts leave the house; the OpenAPI document and the tests read it. Not here: sending.
import type { KeptRow, Who } from '../audit/history.js';
import type { Connection } from '../connection/connection.js';

/** What a fact is, as the document describes it. */
type FactKind = 'text' | 'texts' | 'number' | 'yes or no';

interface EventKind {
  says: string;
  /** The facts that are sent; others stay in the history. Never one that holds an external ID or an ARN. */
  facts: Record<string, { kind: FactKind; says: string }>;
}

const checked: EventKind['facts'] = {
  checkId: { kind: 'text', says: 'The check that saw it.' },
  outcome: { kind: 'text', says: '`admitted`, `refused` or `unsafe`.' },
  health: { kind: 'text', says: 'The health after it.' },
  healthBefore: {
    kind: 'text',
    says: 'The health before it: `unknown` where it is the first check since the connection was made or resumed.',
  },
};

const legacy: EventKind['facts'] = {
  legacyId: { kind: 'text', says: 'Which one.' },
  kind: { kind: 'text', says: '`role` or `user`.' },
};

export const eventTypes = {
  'connection.created': { says: 'A connection was made and waits for its launch.', facts: {} },
  'connection.changed': {
    says: 'Options, session limit or role name of a pending connection were changed.',
    facts: { changed: { kind: 'texts', says: 'What was changed.' } },
  },
  'connection.limits-changed': {
    says: 'End date or access windows were changed.',
    facts: {
      changed: { kind: 'texts', says: 'What was changed.' },
      endsAt: { kind: 'text', says: 'The end date; null: none.' },
      windows: { kind: 'texts', says: 'The weekly windows, in UTC; none: at any time.' },
    },
  },
  'connection.revoke-proposed': {
    says: 'The kit proposes to revoke it. People decide.',
    facts: {
      why: { kind: 'text', says: '`end_date`: it has passed. `gone`: the customer ended it. `unused`: for 90 days.' },
    },
  },
  'connection.revoke-proposal-lifted': { says: 'What it was proposed for is no longer so.', facts: {} },
  'connection.launched-again': { says: 'Another launch was asked for, with the next launch number.', facts: {} },
  'connection.reviewed': {
    says: 'Support decided on a connection under review.',
    facts: { approve: { kind: 'yes or no', says: 'Whether it was approved.' } },
  },
  'connection.verified': { says: 'A check proved the role for the first time.', facts: checked },
  'connection.checked': {
    says: 'A check saw something else than was known before: health or findings.',
    facts: checked,
  },
  'connection.rotation-started': {
    says: 'A new external ID was drawn; the customer is to update the role.',
    facts: { deadline: { kind: 'text', says: 'When it is called off unless the customer has taken it up.' } },
  },
  'connection.rotation-cancelled': { says: 'The new external ID was called off; the current one stays.', facts: {} },
  'connection.rotation-switched': {
    says: 'The new external ID was admitted and is the current one now.',
    facts: {
      by: { kind: 'text', says: 'What saw it first, where it was no check: `ask` or `cancel`.' },
      checkId: { kind: 'text', says: 'The check that saw it first.' },
    },
  },
  'connection.rotation-finished': { says: 'The old external ID was proven dead.', facts: checked },
  'connection.upgrade-started': {
    says: 'The customer was asked to update the role: to another version of its permission set, or another end of its trust.',
    facts: {
      from: { kind: 'text', says: 'The version in use.' },
      to: { kind: 'text', says: 'The version that is asked for.' },
      trustEndsAt: { kind: 'text', says: 'Where it is to change: the end of the trust policy; null: none.' },
    },
  },
  'connection.upgrade-cancelled': { says: 'The upgrade was called off; the version in use stays.', facts: {} },
  'connection.upgraded': {
    says: 'A check saw the update: the role is what was asked for.',
    facts: { ...checked, version: { kind: 'text', says: 'The version in use now.' } },
  },
  'connection.suspended': { says: 'No credentials are handed out until it is resumed.', facts: {} },
  'connection.resumed': { says: 'One side resumed; a check follows before credentials are handed out.', facts: {} },
  'connection.end-stated': {
    says: 'The tenant said that it ended the access in its own account.',
    facts: { cause: { kind: 'text', says: 'What it did, where it said so.' } },
  },
  'connection.drill-started': {
    says: 'A revocation drill: nothing is issued until what is out has expired; then access comes back by itself.',
    facts: {},
  },
  'connection.drill-finished': {
    says: 'The drill is over. A check follows before credentials are handed out again.',
    facts: {
      stopSeconds: { kind: 'number', says: 'From the request until issuing had stopped.' },
      endSeconds: { kind: 'number', says: "From the request until the last session's end." },
      sessionsAlive: { kind: 'number', says: 'Sessions that could be alive when issuing stopped.' },
      handedOutAfterStop: { kind: 'number', says: 'Answers with credentials after that: none, or the drill failed.' },
    },
  },
  'connection.legacy-recorded': {
    says: 'Access that was there before was recorded: a hand-made role or a long-term key. It is never used.',
    facts: legacy,
  },
  'connection.legacy-closed': {
    says: 'The tenant said that it deleted a legacy access.',
    facts: { ...legacy, person: { kind: 'text', says: 'Who of the tenant said it.' } },
  },
  'connection.legacy-retracted': { says: 'A legacy access had been recorded by mistake.', facts: legacy },
  'connection.legacy-reminded': {
    says: 'Legacy access is still open although the role that replaces it works. Sent a week after that, then monthly.',
    facts: { open: { kind: 'number', says: 'How many.' } },
  },
  'connection.revoked': {
    says: 'Access ended for good.',
    facts: {
      mayCheckClosed: {
        kind: 'yes or no',
        says: 'Whether the kit may look if the role is closed; absent where no role was ever seen.',
      },
    },
  },
  'connection.offboarding-checked': {
    says: 'A look after the revoke: the role refused us once more, or is seen to trust us still.',
    facts: { outcome: { kind: 'text', says: '`refused` or `admitted`.' } },
  },
  'connection.revocation-confirmed': {
    says: 'The role refused us for at least an hour, asked again and again; nothing is sent any more.',
    facts: { refusedSince: { kind: 'text', says: 'The first refusal of the row.' } },
  },
  'connection.offboarding-stopped': { says: 'Nobody looks any more whether the role is closed.', facts: {} },
  'connection.offboarding-ended': {
    says: 'Its 30 days are over and the role was not proven closed; nothing is sent any more.',
    facts: {},
  },
  'connection.expired': { says: 'It was not launched in time.', facts: {} },
} as const satisfies Record<string, EventKind>;

export type EventType = keyof typeof eventTypes;
export const eventTypeNames = Object.keys(eventTypes) as EventType[];

export function eventKindOf(action: string): EventKind | undefined {
  return Object.hasOwn(eventTypes, action) ? eventTypes[action as EventType] : undefined;
}

/** What is sent, as JSON. */
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
    findings: { code: string; severity: string }[];
  };
}

/** The event of a row. An action that this release does not know is sent without its facts. */
export function eventOf({ row, stateAfter }: KeptRow): EventBody {
  const { tenantId, id, state, health, findings } = stateAfter as Connection;
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
      findings: findings.map(({ code, severity }) => ({ code, severity })),
    },
  };
}

/** One id for one row, at every try and of every webhook: receivers tell repetitions by it. */
export function eventIdOf(connectionId: string, revision: number): string {
  return `evt_${connectionId.slice(connectionId.indexOf('_') + 1)}_${revision}`;
}

export const eventIdPattern = '^evt_[a-z0-9]{16}_[1-9][0-9]{0,9}$';

/** The row that an event's id names. */
export function rowOfEvent(eventId: string): { connectionId: string; revision: number } {
  const [, bare = '', revision] = eventId.split('_');
  return { connectionId: `con_${bare}`, revision: Number(revision) };
}
