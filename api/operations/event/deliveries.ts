// Lists the deliveries of a webhook and replays one.
import type { Caller } from '../../core/access/caller.js';
import { type EventDelivery, replayed } from '../../core/event/event-delivery.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput } from '../../ports/subjects.js';
import { allow } from '../access/allow.js';
import { findWebhook } from './webhooks.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'webhooks' | 'deliveries'>;

/** Works for a disabled webhook too: it shows the events that were not delivered. */
export async function listDeliveries(
  ports: Needs,
  caller: Caller,
  webhookId: string,
  page: PageInput & { state?: EventDelivery['state'] },
): Promise<Page<EventDelivery>> {
  await allow(ports, caller, 'webhook.read');
  await findWebhook(ports, caller, webhookId);
  const { state, ...rest } = page;
  return ports.deliveries.list(webhookId, rest, state);
}

/** Sends the same event again, whatever its outcome. A waiting delivery is attempted at once and gets a new day. */
export async function replayDelivery(
  ports: Needs,
  caller: Caller,
  webhookId: string,
  deliveryId: string,
): Promise<EventDelivery> {
  await allow(ports, caller, 'webhook.replay');
  const webhook = await findWebhook(ports, caller, webhookId);
  if (webhook.value.disabledAt) throw fail('webhook_not_found');
  const delivery = await ports.deliveries.get(webhookId, deliveryId);
  if (!delivery) throw fail('delivery_not_found');
  const now = ports.clock.now();
  const next = replayed(delivery, now);
  if (!(await ports.deliveries.replace(delivery, next))) throw fail('conflict');
  await ports.deliveries.rewind(webhookId, delivery.connectionId, delivery.revision, now.toISOString());
  return next;
}
