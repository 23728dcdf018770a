// Makes deliveries of the rows of histories: for each connection that has rows which were not published, in order, one
// for each webhook that wants it. Fine to do again, and by several at once: a delivery is made once.
import type { KeptRow } from '../../core/audit/history.js';
import type { EventDelivery } from '../../core/event/event-delivery.js';
import { type EventBody, eventIdOf, eventOf } from '../../core/event/event-types.js';
import type { Webhook } from '../../core/event/webhook.js';
import { minuteMs } from '../../core/values/time.js';
import type { Unpublished } from '../../ports/events.js';
import type { Ports } from '../../ports/ports.js';
import { webhooksInUse } from './webhooks.js';

type Needs = Pick<Ports, 'clock' | 'log' | 'outbox' | 'webhooks' | 'webhookRegister' | 'deliveries'>;

const atOnce = 50;
/** So much earlier than a webhook a row may be by its time and still be meant for it: clocks differ. */
const slackMs = 5 * minuteMs;

/** Publishes what the index shows; answers how many connections that was. */
export async function publishWaiting(ports: Needs): Promise<number> {
  return publishAll(ports, await ports.outbox.waiting(atOnce));
}

/** Publishes for every connection there is, whatever the index shows. */
export async function publishOverlooked(ports: Needs): Promise<void> {
  for await (const found of ports.outbox.walk()) await publishAll(ports, found);
}

async function publishAll(ports: Needs, found: readonly Unpublished[]): Promise<number> {
  if (found.length === 0) return 0;
  // Read after the connections: a webhook that was there before a change is seen by whoever sees the change.
  const webhooks = await webhooksInUse(ports);
  for (const each of found) {
    try {
      await publish(ports, each, webhooks);
    } catch (error) {
      // It stays unpublished, and holds up nobody else.
      ports.log.error({ err: error, connectionId: each.kept.value.id }, 'events of a connection could not be made');
    }
  }
  return found.length;
}

async function publish(ports: Needs, of: Unpublished, webhooks: readonly Webhook[]): Promise<void> {
  const { id: connectionId, tenantId } = of.kept.value;
  const forTenant = webhooks.filter(({ tenants }) => tenants === 'all' || tenants.includes(tenantId));
  const now = ports.clock.now().toISOString();
  const woken = new Set<string>();
  if (forTenant.length > 0) {
    for await (const row of ports.outbox.rows(of)) {
      const event = eventOf(row);
      const wanting = forTenant.filter(webhook => wants(webhook, event));
      await Promise.all(wanting.map(webhook => ports.deliveries.put(deliveryOf(webhook, row, event, now))));
      for (const { id } of wanting) woken.add(id);
    }
  }
  // After all of them are there: whoever works the queue off meets them in order.
  await Promise.all([...woken].map(webhookId => ports.deliveries.wake(webhookId, connectionId, now)));
  await ports.outbox.advance(of);
}

function wants({ types, createdAt }: Webhook, { type, timestamp }: EventBody): boolean {
  if (Date.parse(timestamp) < Date.parse(createdAt) - slackMs) return false;
  return types === undefined || types.includes(type);
}

function deliveryOf(webhook: Webhook, { row }: KeptRow, event: EventBody, now: string): EventDelivery {
  const { tenantId, connectionId } = event.data;
  return {
    schema: 1,
    id: eventIdOf(connectionId, row.revision),
    webhookId: webhook.id,
    tenantId,
    connectionId,
    revision: row.revision,
    type: event.type,
    body: JSON.stringify(event),
    state: 'waiting',
    madeAt: now,
    since: now,
    tries: 0,
    attempts: [],
  };
}
