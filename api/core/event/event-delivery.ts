// One event on its way to one webhook: what a try that ended so makes of it, and when the next one is. Pure.
import { digest } from '../values/canonical.js';
import { dayMs, hourMs, minuteMs, secondMs } from '../values/time.js';

export const deliveryStates = ['waiting', 'delivered', 'dead'] as const;

/** One try, as operators read it. Nothing of what the receiver said but its status. */
export interface Attempt {
  at: string;
  /** The HTTP status, where there was an answer. */
  status?: number;
  /** Why there was none. */
  fault?: string;
}

export interface EventDelivery {
  schema: 1;
  /** The event's id, the same for every webhook. */
  id: string;
  webhookId: string;
  tenantId: string;
  connectionId: string;
  revision: number;
  type: string;
  /** What is sent, to the letter, at every try. */
  body: string;
  state: (typeof deliveryStates)[number];
  madeAt: string;
  /** When it was made or last asked to be sent again: its day begins then. */
  since: string;
  /** Tries since then. */
  tries: number;
  nextTryAt?: string;
  /** The newest tries, oldest first. */
  attempts: Attempt[];
  finishedAt?: string;
}

/** The deliveries of one connection at one webhook: one after the other, the oldest first. */
export interface Queue {
  webhookId: string;
  connectionId: string;
  /** Everything of a lower revision is finished. */
  from: number;
  /** Grows whenever something comes. */
  version: number;
  /** Who works it off. */
  lease?: string;
  /** When it is looked at next; a lease that was not given back ends then. */
  dueAt?: string;
}

/** Waits between the tries, give or take a tenth; the last one repeats. */
const waitsMs = [
  5 * secondMs,
  30 * secondMs,
  2 * minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  4 * hourMs,
];
/** So many tries are kept with a delivery; a day has no more. */
const attemptsKept = 30;

/** The delivery after a try. It is dead when the try failed and a day has passed. */
export function afterAttempt(delivery: EventDelivery, attempt: Attempt): EventDelivery {
  const { nextTryAt: _, ...rest } = delivery;
  const tried = {
    ...rest,
    tries: delivery.tries + 1,
    attempts: [...delivery.attempts, attempt].slice(-attemptsKept),
  };
  if (attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300)
    return { ...tried, state: 'delivered', finishedAt: attempt.at };
  const nextTryAt = nextTryOf(tried, attempt.at);
  return nextTryAt > Date.parse(delivery.since) + dayMs
    ? { ...tried, state: 'dead', finishedAt: attempt.at }
    : { ...tried, nextTryAt: new Date(nextTryAt).toISOString() };
}

/** Spread by what the delivery is, so that those that failed together do not come back together. */
function nextTryOf({ id, webhookId, tries }: EventDelivery, at: string): number {
  const spread = Number.parseInt(digest([webhookId, id, tries]).slice(0, 4), 16) / 0xffff;
  const wait = waitsMs[Math.min(tries, waitsMs.length) - 1]!;
  return Date.parse(at) + Math.round(wait * (0.9 + 0.2 * spread));
}

/** Sent again from the start, whatever became of it. */
export function replayed(delivery: EventDelivery, now: Date): EventDelivery {
  const { nextTryAt: _, finishedAt: __, ...rest } = delivery;
  return { ...rest, state: 'waiting', since: now.toISOString(), tries: 0 };
}
