// What is sent to webhooks, a schema for each type of event: printed from the table of events, so that the document and
// what is sent cannot differ. Receivers meet fields that are not here when the service is newer.
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

/** `connection.launched-again` has the schema `ConnectionLaunchedAgainEvent`. */
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
    revision: Type.Integer({ description: 'Of the connection after this change: events of one come in this order.' }),
    action: oneOf([type], 'As the history has it; the same as `type`.'),
    who: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.Optional(Type.String()) }, openly),
    reason: Type.Optional(Type.String({ description: 'Why, in the words of whoever did it.' })),
    facts: Type.Object(Object.fromEntries(facts), { ...openly, description: 'What the state alone does not show.' }),
    state: oneOf(states, 'After this change.'),
    health: oneOf(healths, 'After this change.'),
    findings: Type.Array(Type.Object({ code: Type.String(), severity: Type.String() }, openly), {
      description: 'What is known to differ, after this change.',
    }),
  };
  return Type.Object(
    { type: oneOf([type]), timestamp: time('When the change was made.'), data: Type.Object(data, openly) },
    { ...openly, $id: schemaNameOf(type), description: eventTypes[type].says },
  );
}

const perType = eventTypeNames.map(eventSchemaOf);
const anyEvent = Type.Unsafe({
  $id: 'Event',
  description: 'Any event: `type` says which.',
  oneOf: eventTypeNames.map(type => ({ $ref: `${schemaNameOf(type)}#` })),
});
export const eventNames: readonly TSchema[] = [...perType, anyEvent];

/** The part `webhooks` of the document. */
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
          responses: { '2XX': { description: 'Received. Anything else is tried again, for a day.' } },
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
  header('webhook-id', { type: 'string', pattern: eventIdPattern }, 'The same at every try: tell repetitions by it.'),
  header(
    'webhook-timestamp',
    { type: 'string', pattern: '^[0-9]+$' },
    'When this try was made, in seconds since 1970.',
  ),
  header(
    'webhook-signature',
    { type: 'string' },
    '`v1,` and a base64 HMAC-SHA-256 of id, timestamp and body, joined by dots; one for each secret, with a blank between.',
  ),
];
