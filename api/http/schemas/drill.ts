// Revocation drills in JSON.
import { type Static, type TSchema, Type } from 'typebox';
import type { Connection } from '../../core/connection/connection.js';
import { reasonBody, shownName, strict, time } from './parts.js';

const names = (description: string) => Type.Array(shownName(100, 'A name.'), { maxItems: 20, description });
const people = names('The people who take part.');
const dependents = names('What depends on the access on your side.');

export const drillBody = strict(
  {
    ...reasonBody.properties,
    people: Type.Optional(people),
    dependents: Type.Optional(dependents),
  },
  { examples: [{ reason: 'Yearly drill', people: ['Sam Support'], dependents: ['Nightly import'] }] },
);

const requestedAt = time('When it was requested.');

const drillSchema = strict(
  { requestedAt, people, dependents },
  { description: 'A running revocation drill. It ends automatically; resume or revoke ends it earlier.' },
);

const lastDrillSchema = strict(
  {
    requestedAt,
    people,
    dependents,
    issuingStoppedAt: time('Credential requests received after this time got nothing.'),
    stopSeconds: Type.Integer({ description: 'Seconds from the request until issuing stopped.' }),
    sessionsAlive: Type.Integer({ description: 'Issued sessions that could still be active at that time.' }),
    usedBy: Type.Array(Type.String(), { description: 'The callers that those sessions were issued to.' }),
    lastSessionEndedAt: Type.Optional(
      time('When the last of them expired at the latest. Absent when there were none.'),
    ),
    endSeconds: Type.Integer({ description: 'Seconds from the request until the last session expired.' }),
    handedOutAfterStop: Type.Integer({
      description: 'Answers with credentials after issuing stopped. The drill failed unless this is 0.',
    }),
    finishedAt: time('When the drill finished.'),
  },
  { description: 'Result of the last revocation drill, measured from the ledger.' },
);

export const drillProperties = {
  drill: Type.Optional(drillSchema),
  lastDrill: Type.Optional(lastDrillSchema),
} satisfies Record<string, TSchema>;

export function drillView({ drill, lastDrill }: Connection): {
  drill?: Static<typeof drillSchema>;
  lastDrill?: Static<typeof lastDrillSchema>;
} {
  return { ...(drill && { drill }), ...(lastDrill && { lastDrill }) };
}
