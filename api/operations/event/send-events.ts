// Works the queues of deliveries off. Each webhook has its own few workers, and each queue is one connection's: who is
// down, slow or confused holds up itself alone. One lease on a queue at a time, so that order holds in many processes.
import { type Attempt, afterAttempt, type EventDelivery, type Queue } from '../../core/event/event-delivery.js';
import type { Webhook } from '../../core/event/webhook.js';
import { minuteMs } from '../../core/values/time.js';
import type { Ports } from '../../ports/ports.js';
import { goodSecrets, webhooksInUse } from './webhooks.js';

type Needs = Pick<
  Ports,
  'clock' | 'ids' | 'log' | 'secrets' | 'background' | 'webhooks' | 'webhookRegister' | 'deliveries' | 'postEvent'
>;

/** Queues of one webhook that are worked off at once, by one process. */
const perWebhook = 4;
/** Then the queue waits for its turn again, so that a busy connection does not keep the others waiting. */
const sendsPerTurn = 25;
/** A worker that says nothing for this long is taken for dead. Twice the longest try and more. */
const leaseMs = minuteMs;

export interface Sender {
  /** Begins to work off what is due, and answers how many queues that is. */
  sendDue(): Promise<number>;
  /** The same, of all queues that there are, whatever the index shows. */
  sendOverlooked(): Promise<void>;
}

export function makeSender(ports: Needs): Sender {
  /** How many queues of each webhook this process works off now. */
  const busy = new Map<string, number>();
  const free = (webhookId: string) => perWebhook - (busy.get(webhookId) ?? 0);

  function begin(webhook: Webhook, queue: Queue): void {
    const { id } = webhook;
    busy.set(id, (busy.get(id) ?? 0) + 1);
    ports.background.run('sending events', async stopping => {
      try {
        await workOff(ports, queue, stopping);
      } finally {
        busy.set(id, (busy.get(id) ?? 1) - 1);
      }
    });
  }

  return {
    async sendDue() {
      const now = ports.clock.now().toISOString();
      const webhooks = (await webhooksInUse(ports)).filter(({ id }) => free(id) > 0);
      const due = await Promise.all(
        webhooks.map(async webhook => ({
          webhook,
          queues: await ports.deliveries.due(webhook.id, now, free(webhook.id)),
        })),
      );
      for (const { webhook, queues } of due) for (const queue of queues) begin(webhook, queue);
      return due.reduce((sum, { queues }) => sum + queues.length, 0);
    },

    async sendOverlooked() {
      for (const webhook of await webhooksInUse(ports)) {
        for await (const queue of ports.deliveries.queues(webhook.id)) {
          // What there is no room for is still due, and is found by the next look.
          if (free(webhook.id) <= 0) break;
          if (queue.dueAt! <= ports.clock.now().toISOString()) begin(webhook, queue);
        }
      }
    },
  };
}

/** Sends what waits in one queue, oldest first, until it is empty, a try fails, or its turn is over. */
async function workOff(ports: Needs, found: Queue, stopping: AbortSignal): Promise<void> {
  const { deliveries, clock } = ports;
  let queue = await deliveries.claim(found, ports.ids.text(16), leaseEnd(ports));
  let from = queue?.from ?? 0;
  for (let sent = 0; queue; ) {
    const head = await deliveries.head(queue, from);
    from = head?.revision ?? from;
    const dueAt = nextLook(head, clock.now().toISOString(), sent >= sendsPerTurn || stopping.aborted);
    if (dueAt !== 'now') {
      if (await deliveries.release(queue, from, dueAt)) return;
      // Something came meanwhile, or is to be sent again from further back; or the lease is another's.
      queue = await deliveries.renew(queue, leaseEnd(ports));
      from = queue?.from ?? 0;
      continue;
    }
    queue = await stillHeld(ports, queue);
    if (!queue) return;
    // Of a webhook that was disabled the lease runs out, and nobody looks again.
    if (!(await send(ports, head!))) return;
    sent += 1;
  }
}

/** When the queue is to be looked at again: `now` to send its head, never (undefined) when nothing waits. */
function nextLook(head: EventDelivery | undefined, now: string, isTurnOver: boolean): string | undefined {
  if (!head) return undefined;
  if (head.nextTryAt !== undefined && head.nextTryAt > now) return head.nextTryAt;
  return isTurnOver ? now : 'now';
}

const leaseEnd = ({ clock }: Pick<Needs, 'clock'>) => new Date(clock.now().getTime() + leaseMs).toISOString();

/** The queue while its lease is ours for the whole of another try; renewed when less than half of it is left. */
async function stillHeld(ports: Needs, queue: Queue): Promise<Queue | undefined> {
  if (Date.parse(queue.dueAt!) - ports.clock.now().getTime() > leaseMs / 2) return queue;
  const renewed = await ports.deliveries.renew(queue, leaseEnd(ports));
  // As it was seen before: what came since then must be noticed when the lease is given back.
  return renewed && { ...renewed, version: queue.version };
}

/** One try of one delivery. False when nothing is sent, since the webhook was disabled. */
async function send(ports: Needs, delivery: EventDelivery): Promise<boolean> {
  const webhook = (await ports.webhooks.get(delivery.webhookId))?.value;
  if (!webhook || webhook.disabledAt) return false;
  const at = ports.clock.now().toISOString();
  const { id: eventId, body } = delivery;
  const answer = await ports.postEvent({ url: webhook.url, eventId, at, body, secrets: goodSecrets(ports, webhook) });
  await finish(ports, delivery, { at, ...('answered' in answer ? { status: answer.answered } : answer) });
  return true;
}

/** Somebody may have asked meanwhile to send it again: then the try counts for what it is now. */
async function finish(ports: Needs, tried: EventDelivery, attempt: Attempt): Promise<void> {
  let delivery: EventDelivery | undefined = tried;
  while (delivery?.state === 'waiting') {
    const next = afterAttempt(delivery, attempt);
    if (await ports.deliveries.replace(delivery, next)) {
      if (next.state === 'dead')
        ports.log.warn({ webhookId: next.webhookId, eventId: next.id }, 'an event was given up: it can be sent again');
      return;
    }
    delivery = await ports.deliveries.get(delivery.webhookId, delivery.id);
  }
}
