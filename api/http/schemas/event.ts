// Events sent to webhooks: one schema per event type, generated from the table of events, so that the document always
// matches the events. Receivers must accept unknown fields: a newer service may add some.
import { type TSchema, Type } from 'typebox';
import {
  type EventType,
  eventIdPattern,
  eventKindOf,
  eventTypeNames,
  eventTypes,
} from '../../core/event/event-types.js';
import { healths, states } from './connection.js';
import { oneOf, time } from './parts.js';

const openly = { additionalProperties: true };

const factSchemas = {
  text: (description: string) => Type.String({ description }),
  texts: (description: string) => Type.Array(Type.String(), { description }),
  number: (description: string) => Type.Integer({ description }),
  'yes or no': (description: string) => Type.Boolean({ description }),
};

/** For example, `connection.launched-again` has the schema `ConnectionLaunchedAgainEvent`. */
const schemaNameOf = (type: EventType) =>
  `${type
    .split(/[.-]/)
    .map(word => word[0]!.toUpperCase() + word.slice(1))
    .join('')}Event`;

function eventSchemaOf(type: EventType): TSchema {
  const facts = Object.entries(eventKindOf(type)!.facts).map(([name, { kind, says }]) => [
    name,
    Type.Optional(factSchemas[kind](says)),
  ]);
  const data = {
    tenantId: Type.String(),
    connectionId: Type.String(),
    revision: Type.Integer({
      description: 'Revision of the connection after this change. It orders the events of one connection.',
    }),
    action: oneOf([type], 'The action as recorded in the history; equal to `type`.'),
    who: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.Optional(Type.String()) }, openly),
    reason: Type.Optional(Type.String({ description: 'The reason that the actor gave.' })),
    facts: Type.Object(Object.fromEntries(facts), { ...openly, description: 'Facts that the state does not show.' }),
    state: oneOf(states, 'After this change.'),
    health: oneOf(healths, 'After this change.'),
    findings: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          severity: Type.String(),
          accepted: Type.Optional(Type.Literal(true, { description: 'Accepted as a known deviation.' })),
        },
        openly,
      ),
      { description: 'Known findings after this change.' },
    ),
  };
  return Type.Object(
    { type: oneOf([type]), timestamp: time('When the change was made.'), data: Type.Object(data, openly) },
    { ...openly, $id: schemaNameOf(type), description: eventTypes[type].says },
  );
}

const perType = eventTypeNames.map(eventSchemaOf);
const anyEvent = Type.Unsafe({
  $id: 'Event',
  description: 'Any event. `type` names which.',
  oneOf: eventTypeNames.map(type => ({ $ref: `${schemaNameOf(type)}#` })),
});
export const eventNames: readonly TSchema[] = [...perType, anyEvent];

/** The `webhooks` part of the document. */
export function describedWebhooks(): Record<string, object> {
  return Object.fromEntries(
    eventTypeNames.map(type => [
      type,
      {
        post: {
          tags: ['webhooks'],
          summary: eventTypes[type].says,
          parameters: headers,
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${schemaNameOf(type)}` } } },
          },
          responses: { '2XX': { description: 'Received. Any other answer is retried for a day.' } },
        },
      },
    ]),
  );
}

const header = (name: string, schema: object, description: string) => ({
  name,
  in: 'header',
  required: true,
  schema,
  description,
});

const headers = [
  header(
    'webhook-id',
    { type: 'string', pattern: eventIdPattern },
    'The same at every attempt. Use it to detect duplicates.',
  ),
  header('webhook-timestamp', { type: 'string', pattern: '^[0-9]+$' }, 'Time of this attempt, in seconds since 1970.'),
  header(
    'webhook-signature',
    { type: 'string' },
    '`v1,` and a base64 HMAC-SHA-256 of id, timestamp and body, joined by dots. One per secret, separated ' +
      'by spaces.',
  ),
];
