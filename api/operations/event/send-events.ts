// Processes the delivery queues. Each webhook has a few workers of its own, and each queue belongs to one connection,
// so a slow or failing receiver delays only itself. One lease per queue at a time keeps the order across processes.
import {
  type Attempt,
  afterAttempt,
  type EventDelivery,
  type Queue,
  secondsOf,
} from '../../core/event/event-delivery.js';
import { type Webhook, webhookAfter } from '../../core/event/webhook.js';
import { hourMs, minuteMs, secondMs } from '../../core/values/time.js';
import type { Answered } from '../../ports/events.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { actorOf, systemCaller } from '../access/actor.js';
import { signingSecrets, webhooksInUse } from './webhooks.js';

type Needs = Pick<
  Ports,
  'clock' | 'ids' | 'log' | 'secrets' | 'background' | 'webhooks' | 'webhookRegister' | 'deliveries' | 'postEvent'
>;

/** Queues per webhook that one process handles at the same time. */
const perWebhook = 4;
/** After this many, the queue waits for its next turn, so that a busy connection does not delay the others. */
const sendsPerTurn = 25;
/** A worker without progress for this long counts as dead. More than twice the longest attempt. */
const leaseMs = minuteMs;
/** No receiver can silence its webhook for longer by one answer. */
const quietAtMostMs = hourMs;

export interface Sender {
  /** Starts processing due queues. Returns how many there are. */
  sendDue(): Promise<number>;
  /** Starts processing all queues, regardless of the index. */
  sendOverlooked(): Promise<void>;
}

export function makeSender(ports: Needs): Sender {
  /** Queues per webhook that this process is handling now. */
  const busy = new Map<string, number>();
  const free = (webhookId: string) => perWebhook - (busy.get(webhookId) ?? 0);
  const quiet = new Quiet(ports.clock);

  function begin(webhook: Webhook, queue: Queue): void {
    const { id } = webhook;
    busy.set(id, (busy.get(id) ?? 0) + 1);
    ports.background.run('sending events', async stopping => {
      try {
        await processQueue(ports, queue, quiet, stopping);
      } finally {
        busy.set(id, (busy.get(id) ?? 1) - 1);
      }
    });
  }

  return {
    async sendDue() {
      const now = ports.clock.now().toISOString();
      const webhooks = (await webhooksInUse(ports)).filter(({ id }) => free(id) > 0 && !quiet.until(id));
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
        if (quiet.until(webhook.id)) continue;
        for await (const queue of ports.deliveries.queues(webhook.id)) {
          // Queues beyond the limit remain due, and the next run finds them.
          if (free(webhook.id) <= 0) break;
          if (queue.dueAt! <= ports.clock.now().toISOString()) begin(webhook, queue);
        }
      }
    },
  };
}

/** Webhooks whose receivers asked for time, with `Retry-After`: none of their queues is sent meanwhile. */
class Quiet {
  private readonly ends = new Map<string, number>();

  constructor(private readonly clock: Needs['clock']) {}

  /** ISO 8601; undefined when it may be sent to. */
  until(webhookId: string): string | undefined {
    const end = this.ends.get(webhookId);
    if (end === undefined) return undefined;
    if (end > this.clock.now().getTime()) return new Date(end).toISOString();
    this.ends.delete(webhookId);
    return undefined;
  }

  after(webhookId: string, { status, retryAfterSeconds = 0, at }: Attempt): void {
    if (status === undefined || status < 300 || retryAfterSeconds === 0) return;
    this.ends.set(webhookId, Date.parse(at) + Math.min(retryAfterSeconds * secondMs, quietAtMostMs));
  }
}

/** Sends the deliveries of one queue, oldest first, until it is empty, an attempt fails, or its turn ends. */
async function processQueue(ports: Needs, found: Queue, quiet: Quiet, stopping: AbortSignal): Promise<void> {
  const { deliveries, clock } = ports;
  let queue = await deliveries.claim(found, ports.ids.text(16), leaseEnd(ports));
  let from = queue?.from ?? 0;
  for (let sent = 0; queue; ) {
    const head = await deliveries.head(queue, from);
    from = head?.revision ?? from;
    const isTurnOver = sent >= sendsPerTurn || stopping.aborted;
    const dueAt = nextDueAt(head, clock.now().toISOString(), isTurnOver, quiet.until(found.webhookId));
    if (dueAt !== 'now') {
      if (await deliveries.release(queue, from, dueAt)) return;
      // A delivery was added or replayed meanwhile, or another worker holds the lease.
      queue = await deliveries.renew(queue, leaseEnd(ports));
      from = queue?.from ?? 0;
      continue;
    }
    queue = await withLease(ports, queue);
    if (!queue) return;
    // The webhook was disabled or edited: the lease expires, and a disabled one's queue is not processed again.
    if (!(await send(ports, head!, quiet))) return;
    sent += 1;
  }
}

/** When the queue is due again: `now` to send its head, undefined when it is empty. */
function nextDueAt(
  head: EventDelivery | undefined,
  now: string,
  isTurnOver: boolean,
  quietUntil: string | undefined,
): string | undefined {
  if (!head) return undefined;
  if (quietUntil !== undefined) return quietUntil;
  if (head.nextTryAt !== undefined && head.nextTryAt > now) return head.nextTryAt;
  return isTurnOver ? now : 'now';
}

const leaseEnd = ({ clock }: Pick<Needs, 'clock'>) => new Date(clock.now().getTime() + leaseMs).toISOString();

/** The queue if our lease covers another attempt. The lease is renewed when less than half of it is left. */
async function withLease(ports: Needs, queue: Queue): Promise<Queue | undefined> {
  if (Date.parse(queue.dueAt!) - ports.clock.now().getTime() > leaseMs / 2) return queue;
  const renewed = await ports.deliveries.renew(queue, leaseEnd(ports));
  // Keeps the version read before: deliveries added since then must be noticed when the lease is released.
  return renewed && { ...renewed, version: queue.version };
}

/** One attempt of one delivery. False if nothing is sent: the webhook was disabled, or edited in the store. */
async function send(ports: Needs, delivery: EventDelivery, quiet: Quiet): Promise<boolean> {
  const kept = await ports.webhooks.get(delivery.webhookId);
  const webhook = kept?.value;
  if (!webhook || webhook.disabledAt) return false;
  if (kept.isAltered) {
    // Its address may be anybody's. The deliveries wait.
    ports.log.error({ webhookId: webhook.id }, 'a webhook is not as the service wrote it: nothing is sent to it');
    return false;
  }
  const at = ports.clock.now().toISOString();
  const { id: eventId, body } = delivery;
  const answer = await ports.postEvent({
    url: webhook.url,
    eventId,
    at,
    body,
    secrets: signingSecrets(ports, webhook),
  });
  const attempt = 'answered' in answer ? attemptOf(answer, at) : { at, ...answer };
  quiet.after(webhook.id, attempt);
  const finished = await finish(ports, delivery, attempt);
  if (finished) await noteReceiver(ports, kept, attempt, finished);
  return true;
}

function attemptOf({ answered: status, retryAfter }: Answered, at: string): Attempt {
  const retryAfterSeconds = secondsOf(retryAfter, at);
  return { at, status, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}

/** If the webhook was changed meanwhile, a later attempt notes the same. */
async function noteReceiver(
  ports: Needs,
  kept: Versioned<Webhook>,
  attempt: Attempt,
  delivery: EventDelivery,
): Promise<void> {
  const after = webhookAfter(kept.value, attempt, delivery);
  if (!after) return;
  const facts = after.next.disabledBecause && { because: after.next.disabledBecause };
  const change = { at: attempt.at, who: actorOf(systemCaller), action: after.action, ...(facts && { facts }) };
  if (!(await ports.webhooks.change(kept, after.next, change))) return;
  if (after.action !== 'webhook.recovered')
    ports.log.error({ webhookId: kept.value.id, ...facts }, `${after.action}: its receiver accepts no events`);
}

/** If a replay was requested meanwhile, the attempt counts for the replay. */
async function finish(ports: Needs, tried: EventDelivery, attempt: Attempt): Promise<EventDelivery | undefined> {
  let delivery: EventDelivery | undefined = tried;
  while (delivery?.state === 'waiting') {
    const next = afterAttempt(delivery, attempt);
    if (await ports.deliveries.replace(delivery, next)) {
      if (next.state === 'dead')
        ports.log.warn(
          { webhookId: next.webhookId, eventId: next.id },
          'an event delivery was given up; it can be replayed',
        );
      return next;
    }
    delivery = await ports.deliveries.get(delivery.webhookId, delivery.id);
  }
  return undefined;
}
