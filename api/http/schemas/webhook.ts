// Webhooks and deliveries in JSON. A secret is shown once, an event's body not at all: it is in the history.
import { type Static, Type } from 'typebox';
import { deliveryStates, type EventDelivery } from '../../core/event/event-delivery.js';
import { eventIdPattern, eventTypeNames } from '../../core/event/event-types.js';
import type { Webhook } from '../../core/event/webhook.js';
import { id, listOf, oneOf, page, ref, strict, time } from './parts.js';

export const webhookParams = strict({ webhookId: id('whk', 'The webhook.') });
export const deliveryParams = strict({
  webhookId: id('whk', 'The webhook.'),
  deliveryId: Type.String({
    pattern: eventIdPattern,
    'x-form': 'an id such as evt_…_1',
    description: 'The event, as its `webhook-id` says.',
  }),
});

const someTenants = Type.Union(
  [Type.Literal('all'), Type.Array(id('ten', 'A tenant.'), { minItems: 1, maxItems: 100, uniqueItems: true })],
  { description: "`all`, or the ids of the tenants whose connections' events it gets." },
);
const someTypes = Type.Array(oneOf(eventTypeNames), { minItems: 1, uniqueItems: true });

export const webhookBody = strict(
  {
    url: Type.String({
      minLength: 1,
      maxLength: 2048,
      description: 'Where events are sent: https, port 443 or from 1024 on, a public address.',
    }),
    tenants: someTenants,
    types: Type.Optional(
      Type.Array(oneOf(eventTypeNames), { ...someTypes, description: 'Only these; all when absent.' }),
    ),
  },
  { examples: [{ url: 'https://hooks.vendor.example/drawbridge', tenants: 'all' }] },
);

export const deliveryQuery = strict({
  ...page,
  state: Type.Optional(oneOf(deliveryStates, 'Only these: `dead` ones were given up.')),
});

const webhookFields = {
  id: Type.String(),
  url: Type.String(),
  tenants: Type.Union([Type.Literal('all'), Type.Array(Type.String())]),
  types: Type.Optional(Type.Array(Type.String(), { description: 'The only types it gets; all when absent.' })),
  createdAt: time('When it was made.'),
  oldSecretEndsAt: Type.Optional(time('While a rotation overlaps: until when the secret before signs too.')),
  disabledAt: Type.Optional(time('When it was deleted: nothing is sent since.')),
};
export const webhookSchema = strict(webhookFields, { $id: 'Webhook', description: 'Where events are sent.' });
export const madeWebhookSchema = strict(
  { ...webhookFields, secret: Type.String({ description: '`whsec_…`: verifies events. Shown once; not kept.' }) },
  { $id: 'MadeWebhook', description: 'A webhook with its newest secret.' },
);
export const webhookListSchema = listOf('WebhookList', ref(webhookSchema));

const attemptSchema = strict({
  at: time('When it was tried.'),
  status: Type.Optional(Type.Integer({ description: 'The status that the receiver answered.' })),
  fault: Type.Optional(Type.String({ description: 'Why there was no answer, e.g. `timed_out`.' })),
});
export const eventDeliverySchema = strict(
  {
    id: Type.String({ description: "The event's id, which is its `webhook-id` at every try." }),
    webhookId: Type.String(),
    tenantId: Type.String(),
    connectionId: Type.String(),
    revision: Type.Integer({ description: 'Of the connection; its row in the history is what was sent.' }),
    type: Type.String(),
    state: oneOf(deliveryStates),
    madeAt: time('When it was made of its row.'),
    nextTryAt: Type.Optional(time('When it is tried next, where a try failed.')),
    finishedAt: Type.Optional(time('When it was delivered or given up.')),
    attempts: Type.Array(attemptSchema, { description: 'The newest tries, oldest first.' }),
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
