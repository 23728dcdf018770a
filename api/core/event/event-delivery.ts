// The delivery of one event to one webhook: its state after each attempt, and the time of the next one. Pure.
import { digest } from '../values/canonical.js';
import { dayMs, hourMs, minuteMs, secondMs } from '../values/time.js';

export const deliveryStates = ['waiting', 'delivered', 'dead'] as const;

/** One attempt, as operators read it. Of the receiver's response only the status is stored. */
export interface Attempt {
  at: string;
  /** The HTTP status; absent without a response. */
  status?: number;
  /** Why there was no response. */
  fault?: string;
  /** The receiver wants no attempt for this long. */
  retryAfterSeconds?: number;
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
  /** The exact body of every attempt. */
  body: string;
  state: (typeof deliveryStates)[number];
  madeAt: string;
  /** When it was created or last replayed. Attempts end a day later. */
  since: string;
  /** Attempts since then. */
  tries: number;
  nextTryAt?: string;
  /** The newest attempts, oldest first. */
  attempts: Attempt[];
  finishedAt?: string;
}

/** The deliveries of one connection to one webhook: sent one after the other, oldest first. */
export interface Queue {
  webhookId: string;
  connectionId: string;
  /** All deliveries of lower revisions are finished. */
  from: number;
  /** Grows with every new delivery. */
  version: number;
  /** The process that is sending. */
  lease?: string;
  /** When the queue is due next, or when a lease that was not released ends. */
  dueAt?: string;
}

/** Waits between attempts, ± 10 %; the last one repeats. */
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
/** The attempts stored with a delivery; a day has no more. */
const attemptsKept = 30;

/**
 * The delivery after an attempt. It is dead when the attempt failed and the next one would be later than a day after
 * `since`. A receiver can delay the next attempt, never bring it forward.
 */
export function afterAttempt(delivery: EventDelivery, attempt: Attempt): EventDelivery {
  const { nextTryAt: _, ...rest } = delivery;
  const updated = {
    ...rest,
    tries: delivery.tries + 1,
    attempts: [...delivery.attempts, attempt].slice(-attemptsKept),
  };
  if (isAccepted(attempt)) return { ...updated, state: 'delivered', finishedAt: attempt.at };
  const asked = Date.parse(attempt.at) + (attempt.retryAfterSeconds ?? 0) * secondMs;
  const nextTryAt = Math.max(nextTryOf(updated, attempt.at), asked);
  return nextTryAt > Date.parse(delivery.since) + dayMs
    ? { ...updated, state: 'dead', finishedAt: attempt.at }
    : { ...updated, nextTryAt: new Date(nextTryAt).toISOString() };
}

/**
 * `Retry-After`: a number of seconds or a date; anything else says nothing.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function secondsOf(retryAfter: string | undefined, now: string): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.parse(now)) / secondMs));
}

export function isAccepted({ status }: Attempt): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** Spread by the delivery's ids, so that deliveries that failed together are not repeated together. */
function nextTryOf({ id, webhookId, tries }: EventDelivery, at: string): number {
  const spread = Number.parseInt(digest([webhookId, id, tries]).slice(0, 4), 16) / 0xffff;
  const wait = waitsMs[Math.min(tries, waitsMs.length) - 1]!;
  return Date.parse(at) + Math.round(wait * (0.9 + 0.2 * spread));
}

/** The delivery sent again from the start, whatever its state. */
export function replayed(delivery: EventDelivery, now: Date): EventDelivery {
  const { nextTryAt: _, finishedAt: __, ...rest } = delivery;
  return { ...rest, state: 'waiting', since: now.toISOString(), tries: 0 };
}
