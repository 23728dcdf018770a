// Webhooks: create, list, rotate, delete. Their deliveries: list and replay.
import { listDeliveries, replayDelivery } from '../../operations/event/deliveries.js';
import { createWebhook, disableWebhook, listWebhooks, rotateWebhook } from '../../operations/event/webhooks.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { onceHeaders, pageOf, pageQuery, ref } from '../schemas/parts.js';
import {
  deliveryParams,
  deliveryQuery,
  eventDeliveryListSchema,
  eventDeliverySchema,
  eventDeliveryView,
  madeWebhookSchema,
  webhookBody,
  webhookListSchema,
  webhookParams,
  webhookSchema,
  webhookView,
} from '../schemas/webhook.js';

const tags = ['webhooks'];

export function webhookRoutes(app: App, ports: Ports): void {
  makeRoutes(app, ports);
  deliveryRoutes(app, ports);
  app.get(
    '/webhooks',
    {
      schema: {
        tags,
        operationId: 'listWebhooks',
        summary: 'List the webhooks without their secrets',
        querystring: pageQuery,
        response: { 200: ref(webhookListSchema) },
      },
      config: { action: 'webhook.read' },
    },
    async request => {
      const found = await listWebhooks(ports, callerOf(request), pageOf(request.query));
      return { ...found, items: found.items.map(each => webhookView(each, ports.clock.now())) };
    },
  );
  app.delete(
    '/webhooks/:webhookId',
    {
      schema: {
        tags,
        operationId: 'deleteWebhook',
        summary: 'Delete a webhook',
        description: 'It remains in the list as disabled. Events that are not delivered yet are dropped.',
        params: webhookParams,
        response: { 200: ref(webhookSchema) },
      },
      config: { action: 'webhook.disable', problems: ['webhook_not_found', 'conflict'] },
    },
    async request =>
      webhookView(await disableWebhook(ports, callerOf(request), request.params.webhookId), ports.clock.now()),
  );
}

function makeRoutes(app: App, ports: Ports): void {
  app.post(
    '/webhooks',
    {
      schema: {
        tags,
        operationId: 'createWebhook',
        summary: 'Create a webhook',
        description: 'Sends events of all later changes. The secret verifies them and is shown once.',
        headers: onceHeaders,
        body: webhookBody,
        response: { 201: ref(madeWebhookSchema) },
      },
      config: {
        action: 'webhook.create',
        answerHoldsSecret: true,
        problems: ['webhook_url_not_allowed', 'tenant_not_found', 'too_many_webhooks', 'conflict'],
      },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const { webhook, secret } = await createWebhook(ports, callerOf(request), request.body);
        return { status: 201, body: { ...webhookView(webhook, ports.clock.now()), secret }, madeId: webhook.id };
      }),
  );
  app.post(
    '/webhooks/:webhookId/rotate',
    {
      schema: {
        tags,
        operationId: 'rotateWebhook',
        summary: 'Rotate the secret of a webhook',
        description: 'For 24 hours, events carry one signature per secret.',
        params: webhookParams,
        headers: onceHeaders,
        response: { 201: ref(madeWebhookSchema) },
      },
      config: { action: 'webhook.create', answerHoldsSecret: true, problems: ['webhook_not_found', 'conflict'] },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const { webhook, secret } = await rotateWebhook(ports, callerOf(request), request.params.webhookId);
        return { status: 201, body: { ...webhookView(webhook, ports.clock.now()), secret }, madeId: webhook.id };
      }),
  );
}

function deliveryRoutes(app: App, ports: Ports): void {
  app.get(
    '/webhooks/:webhookId/deliveries',
    {
      schema: {
        tags,
        operationId: 'listDeliveries',
        summary: 'List the deliveries of a webhook and their outcomes',
        params: webhookParams,
        querystring: deliveryQuery,
        response: { 200: ref(eventDeliveryListSchema) },
      },
      config: { action: 'webhook.read', problems: ['webhook_not_found'] },
    },
    async request => {
      const { state } = request.query;
      const page = { ...pageOf(request.query), ...(state && { state }) };
      const found = await listDeliveries(ports, callerOf(request), request.params.webhookId, page);
      return { ...found, items: found.items.map(eventDeliveryView) };
    },
  );
  app.post(
    '/webhooks/:webhookId/deliveries/:deliveryId/replay',
    {
      schema: {
        tags,
        operationId: 'replayDelivery',
        summary: 'Send an event again, unchanged',
        description:
          'Uses the same `webhook-id`. A delivery that is waiting for its next attempt is attempted immediately.',
        params: deliveryParams,
        headers: onceHeaders,
        response: { 202: ref(eventDeliverySchema) },
      },
      config: { action: 'webhook.replay', problems: ['webhook_not_found', 'delivery_not_found', 'conflict'] },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const { webhookId, deliveryId } = request.params;
        const delivery = await replayDelivery(ports, callerOf(request), webhookId, deliveryId);
        return { status: 202, body: eventDeliveryView(delivery) };
      }),
  );
}
