// Webhooks and deliveries in JSON. A secret is shown once. The body of an event is in the history.
import { type Static, Type } from 'typebox';
import { deliveryStates, type EventDelivery } from '../../core/event/event-delivery.js';
import { eventIdPattern, eventTypeNames } from '../../core/event/event-types.js';
import { disabledBecause, type Webhook } from '../../core/event/webhook.js';
import { id, listOf, oneOf, page, ref, strict, time } from './parts.js';

export const webhookParams = strict({ webhookId: id('whk', 'The webhook.') });
export const deliveryParams = strict({
  webhookId: id('whk', 'The webhook.'),
  deliveryId: Type.String({
    pattern: eventIdPattern,
    'x-form': 'an id such as evt_…_1',
    description: 'The event, by its `webhook-id`.',
  }),
});

const someTenants = Type.Union(
  [Type.Literal('all'), Type.Array(id('ten', 'A tenant.'), { minItems: 1, maxItems: 100, uniqueItems: true })],
  { description: '`all`, or the ids of the tenants whose events it receives.' },
);
const someTypes = Type.Array(oneOf(eventTypeNames), { minItems: 1, uniqueItems: true });

export const webhookBody = strict(
  {
    url: Type.String({
      minLength: 1,
      maxLength: 2048,
      description: 'Where events are sent: an https URL with a public address, port 443 or at least 1024.',
    }),
    tenants: someTenants,
    types: Type.Optional(
      Type.Array(oneOf(eventTypeNames), { ...someTypes, description: 'Only these types; all when absent.' }),
    ),
  },
  { examples: [{ url: 'https://hooks.vendor.example/drawbridge', tenants: 'all' }] },
);

export const deliveryQuery = strict({
  ...page,
  state: Type.Optional(oneOf(deliveryStates, 'Only deliveries in this state. `dead`: given up.')),
});

const webhookFields = {
  id: Type.String(),
  url: Type.String(),
  tenants: Type.Union([Type.Literal('all'), Type.Array(Type.String())]),
  types: Type.Optional(Type.Array(Type.String(), { description: 'The types it receives; all when absent.' })),
  createdAt: time('When it was created.'),
  oldSecretEndsAt: Type.Optional(time('During a rotation: until when the old secret also signs.')),
  disabledAt: Type.Optional(time('When it was deleted or disabled. Nothing is sent after this time.')),
  disabledBecause: Type.Optional(
    oneOf(
      disabledBecause,
      'Why the kit disabled it. `gone`: its receiver answered 410. `failing`: for five days it accepted nothing.',
    ),
  ),
  failingSince: Type.Optional(
    time('An event was given up and none was accepted since: when the first attempt of that event was made.'),
  ),
};
export const webhookSchema = strict(webhookFields, { $id: 'Webhook', description: 'Where events are sent.' });
export const madeWebhookSchema = strict(
  { ...webhookFields, secret: Type.String({ description: '`whsec_…`: verifies events. Shown once; not stored.' }) },
  { $id: 'MadeWebhook', description: 'A webhook with its newest secret.' },
);
export const webhookListSchema = listOf('WebhookList', ref(webhookSchema));

const attemptSchema = strict({
  at: time('When the attempt was made.'),
  status: Type.Optional(Type.Integer({ description: 'The status that the receiver returned.' })),
  fault: Type.Optional(Type.String({ description: 'Why no answer arrived, such as `timed_out`.' })),
  retryAfterSeconds: Type.Optional(Type.Integer({ description: 'How long the receiver wants no attempt.' })),
});
export const eventDeliverySchema = strict(
  {
    id: Type.String({ description: 'The event id: the `webhook-id` of every attempt.' }),
    webhookId: Type.String(),
    tenantId: Type.String(),
    connectionId: Type.String(),
    revision: Type.Integer({ description: 'Revision of the connection. Its history row is the event.' }),
    type: Type.String(),
    state: oneOf(deliveryStates),
    madeAt: time('When the delivery was created.'),
    nextTryAt: Type.Optional(time('When the next attempt is due, after a failed one.')),
    finishedAt: Type.Optional(time('When it was delivered or given up.')),
    attempts: Type.Array(attemptSchema, { description: 'The newest attempts, oldest first.' }),
  },
  { $id: 'EventDelivery', description: 'One event on its way to one webhook.' },
);
export const eventDeliveryListSchema = listOf('EventDeliveryList', ref(eventDeliverySchema));
export const webhookNames = [
  webhookSchema,
  madeWebhookSchema,
  webhookListSchema,
  eventDeliverySchema,
  eventDeliveryListSchema,
];

export function webhookView({ schema: _, secrets, ...webhook }: Webhook, now: Date): Static<typeof webhookSchema> {
  const oldSecretEndsAt = secrets.find(({ endsAt }) => endsAt !== undefined && endsAt > now.toISOString())?.endsAt;
  return { ...webhook, ...(oldSecretEndsAt && { oldSecretEndsAt }) };
}

export function eventDeliveryView(delivery: EventDelivery): Static<typeof eventDeliverySchema> {
  const { schema: _, body: __, since: ___, tries: ____, ...view } = delivery;
  return view;
}
