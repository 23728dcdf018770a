// Webhooks: where events are sent, and how each delivery went. `verifyWebhook` verifies what arrives.
import type { ApiPromise } from '../api-promise.js';
import type { CreateWebhookInput, EventDelivery, ListDeliveriesQuery, MadeWebhook, Webhook } from '../api-types.js';
import { type List, type ListOptions, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import { path } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';

/** Webhooks: where events are sent, and how each delivery went. */
export interface WebhooksApi {
  /** Creates a webhook. Its secret is shown only in this answer. */
  create(input: CreateWebhookInput, options?: CreateOptions): ApiPromise<MadeWebhook>;
  /** Lists the webhooks, without their secrets. */
  list(options?: ListOptions): List<Webhook>;
  /** Creates a new secret. For 24 hours events are signed with both the old and the new secret. */
  rotate(webhookId: string, options?: CreateOptions): ApiPromise<MadeWebhook>;
  /** Deletes a webhook. */
  delete(webhookId: string, options?: CallOptions): ApiPromise<Webhook>;
  /** Lists the events of a webhook, with the attempts to deliver each. */
  deliveries(webhookId: string, filters?: ListDeliveriesQuery, options?: ListOptions): List<EventDelivery>;
  /** Sends an event again, with the same `webhook-id`. */
  replay(webhookId: string, deliveryId: string, options?: CreateOptions): ApiPromise<EventDelivery>;
}

/** Creates `client.webhooks`. */
export function webhooks(send: Send): WebhooksApi {
  return {
    create: (body, options) => send<Answers['createWebhook']>('POST', path`/v1/webhooks`, { ...options, body }),
    list: (options = {}) =>
      listOf(options, (query, call) => send<Answers['listWebhooks']>('GET', path`/v1/webhooks`, { ...call, query })),
    rotate: (webhookId, options) =>
      send<Answers['rotateWebhook']>('POST', path`/v1/webhooks/${webhookId}/rotate`, options),
    delete: (webhookId, options) => send<Answers['deleteWebhook']>('DELETE', path`/v1/webhooks/${webhookId}`, options),
    deliveries: (webhookId, filters = {}, options = {}) =>
      listOf(options, (query, call) => {
        const at = path`/v1/webhooks/${webhookId}/deliveries`;
        return send<Answers['listDeliveries']>('GET', at, { ...call, query: { ...filters, ...query } });
      }),
    replay: (webhookId, deliveryId, options) => {
      const at = path`/v1/webhooks/${webhookId}/deliveries/${deliveryId}/replay`;
      return send<Answers['replayDelivery']>('POST', at, options);
    },
  };
}
