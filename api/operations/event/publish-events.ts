// Creates deliveries from history rows: for each connection with unpublished rows, in order, one delivery per
// subscribed webhook. Safe to repeat and to run in several processes: each delivery is created once.
import type { KeptRow } from '../../core/audit/history.js';
import type { EventDelivery } from '../../core/event/event-delivery.js';
import { type EventBody, eventIdOf, eventOf } from '../../core/event/event-types.js';
import type { Webhook } from '../../core/event/webhook.js';
import { minuteMs, secondMs } from '../../core/values/time.js';
import type { Unpublished } from '../../ports/events.js';
import type { Ports } from '../../ports/ports.js';
import { recordStops } from '../ending/record-stops.js';
import { webhooksInUse } from './webhooks.js';

type Needs = Pick<
  Ports,
  'clock' | 'log' | 'outbox' | 'connections' | 'webhooks' | 'webhookRegister' | 'deliveries' | 'vendor'
>;

const atOnce = 50;
/** Clock tolerance between processes: a row this much older than a webhook may still belong to it. */
const slackMs = 5 * minuteMs;
/** A change may be placed by a clock that runs ahead of ours: it is published all the same. */
const clocksDifferMs = minuteMs;

/** After 1, 2, 4 … seconds, at most ten minutes. */
const putOffMs = (tries: number) => Math.min(10 * minuteMs, 2 ** Math.min(tries, 30) * secondMs);

/** Publishes connections that the index lists. Returns how many there were. */
export async function publishWaiting(ports: Needs): Promise<number> {
  const soon = new Date(ports.clock.now().getTime() + clocksDifferMs).toISOString();
  return publishAll(ports, await ports.outbox.waiting(soon, atOnce));
}

/** Publishes all connections, regardless of the index. */
export async function publishOverlooked(ports: Needs): Promise<void> {
  for await (const found of ports.outbox.walk()) await publishAll(ports, found);
}

async function publishAll(ports: Needs, found: readonly Unpublished[]): Promise<number> {
  if (found.length === 0) return 0;
  // Read after the connections: this way a webhook that existed before a change is always seen with that change.
  const webhooks = await webhooksInUse(ports);
  for (const each of found) {
    try {
      await publish(ports, each, webhooks);
    } catch (error) {
      // It stays unpublished and does not block other connections.
      ports.log.error({ err: error, connectionId: each.kept.value.id }, 'events of a connection could not be made');
      await putOff(ports, each);
    }
  }
  return found.length;
}

/** However many always fail, those that wait behind them go first. */
async function putOff(ports: Needs, found: Unpublished): Promise<void> {
  const at = new Date(ports.clock.now().getTime() + clocksDifferMs + putOffMs(found.tries)).toISOString();
  await ports.outbox.putOff(found, at).catch((error: unknown) => {
    ports.log.warn({ err: error, connectionId: found.kept.value.id }, 'events of a connection could not be put off');
  });
}

async function publish(ports: Needs, found: Unpublished, webhooks: readonly Webhook[]): Promise<void> {
  // A stop whose request ended before it was recorded: its row is published with the others.
  const of = found.kept.stops ? { ...found, kept: await recordStops(ports, found.kept) } : found;
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
  // Queues are woken after all deliveries exist, so that a worker finds them in order.
  await Promise.all([...woken].map(webhookId => ports.deliveries.wake(webhookId, connectionId, now)));
  await ports.outbox.advance(of);
  // Nobody can record it, so the connection stays listed: as seldom as one that fails.
  if (of.kept.stops) await putOff(ports, of);
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
