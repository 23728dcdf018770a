// Revocation drills in JSON.
import { type Static, type TSchema, Type } from 'typebox';
import type { Connection } from '../../core/connection/connection.js';
import { line, reasonBody, strict, time } from './parts.js';

const names = (description: string) => Type.Array(line(100, 'A name.'), { maxItems: 20, description });
const people = names('Who takes part.');
const dependents = names('What of yours depends on the access.');

export const drillBody = strict(
  {
    ...reasonBody.properties,
    people: Type.Optional(people),
    dependents: Type.Optional(dependents),
  },
  { examples: [{ reason: 'Yearly drill', people: ['Sam Support'], dependents: ['Nightly import'] }] },
);

const requestedAt = time('When it was asked for.');

const drillSchema = strict(
  { requestedAt, people, dependents },
  { description: 'A revocation drill that goes on. It ends by itself; resume or revoke ends it before.' },
);

const lastDrillSchema = strict(
  {
    requestedAt,
    people,
    dependents,
    issuingStoppedAt: time('Asks received after that got nothing.'),
    stopSeconds: Type.Integer({ description: 'From the request until then.' }),
    sessionsAlive: Type.Integer({ description: 'Issued sessions that could be alive then.' }),
    usedBy: Type.Array(Type.String(), { description: 'The callers that had them.' }),
    lastSessionEndedAt: Type.Optional(time('When the last of them ended at the latest; absent when there were none.')),
    endSeconds: Type.Integer({ description: "From the request until the last session's end." }),
    handedOutAfterStop: Type.Integer({
      description: 'Answers with credentials after that: none, or the drill failed.',
    }),
    finishedAt: time('When it was over.'),
  },
  { description: 'What the last revocation drill measured, from the ledger.' },
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
