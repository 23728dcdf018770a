// Where events are sent, and what became of them. What arrives is verified by verifyWebhook.
import { type ListOptions, listOf } from '../list.js';
import { path } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Body, Filters } from '../types.js';

export function webhooks(send: Send) {
  return {
    /** Its secret is shown once. */
    create: async (body: Body<'createWebhook'>, options?: MakeOptions) =>
      send<Answer<'createWebhook'>>('POST', path`/v1/webhooks`, { ...options, body }),
    list: (options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'listWebhooks'>>('GET', path`/v1/webhooks`, { ...call, query }),
      ),
    /** A new secret beside the old one; for 24 hours events are signed by both. */
    rotate: async (webhookId: string, options?: MakeOptions) =>
      send<Answer<'rotateWebhook'>>('POST', path`/v1/webhooks/${webhookId}/rotate`, options),
    delete: async (webhookId: string, options?: CallOptions) =>
      send<Answer<'deleteWebhook'>>('DELETE', path`/v1/webhooks/${webhookId}`, options),
    deliveries: (webhookId: string, filters: Filters<'listDeliveries'> = {}, options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'listDeliveries'>>('GET', path`/v1/webhooks/${webhookId}/deliveries`, {
          ...call,
          query: { ...filters, ...query },
        }),
      ),
    /** Sends an event again, with the same `webhook-id`. */
    replay: async (webhookId: string, deliveryId: string, options?: MakeOptions) =>
      send<Answer<'replayDelivery'>>('POST', path`/v1/webhooks/${webhookId}/deliveries/${deliveryId}/replay`, options),
  };
}
