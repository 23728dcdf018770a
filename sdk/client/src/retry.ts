// Whether a call is repeated, and after how long. It only decides; request.ts calls and waits.
import type { DrawbridgeError } from './errors.js';

/**
 * - `safe`: repeating it changes nothing. GET; DELETE, which ends things for good; POST with an Idempotency-Key, whose
 *   repetition gets the first answer.
 * - `issue`: a credential request. Each is a session of its own in the customer's CloudTrail, so it has no
 *   Idempotency-Key. It is repeated only if no credentials can have been issued: the network connection was refused, or
 *   a 429 or 503 named a time. If its answer was lost, credentials may have been issued, so it is not repeated.
 * - `once`: anything else.
 */
export type Repeat = 'safe' | 'issue' | 'once';

/** How an attempt failed: it did not arrive, its answer was lost, the service refused it, or repeating is useless. */
export type Failure = 'not_arrived' | 'lost' | 'answered' | 'final';

/** A longer wait is left to the caller: the error has its length. */
const longestRetryAfterSeconds = 30;
const firstPauseMs = 250;
const longestPauseMs = 8_000;

/** Whether a failed attempt is repeated. */
export function isRepeated(repeat: Repeat, failure: Failure, error: DrawbridgeError): boolean {
  if (repeat === 'once' || failure === 'final') return false;
  if (failure === 'not_arrived') return true;
  if (failure === 'lost') return repeat === 'safe';
  const { status, code, retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined && retryAfterSeconds > longestRetryAfterSeconds) return false;
  if (status === 429 || status === 503) return repeat === 'safe' || retryAfterSeconds !== undefined;
  if (repeat !== 'safe') return false;
  // Either the first attempt of this call still runs, or a gateway could not reach the service, and its answer has none
  // of our codes.
  return code === 'idempotency_running' || (code === 'answer_unreadable' && (status === 502 || status === 504));
}

/** The wait that the service requested; otherwise a random part of a span that doubles ("full jitter"). */
export function pauseMs(error: DrawbridgeError, attempt: number, random: () => number): number {
  const { retryAfterSeconds } = error;
  // A little longer, so that callers do not all return at the same time.
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000 + random() * firstPauseMs;
  return random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempt);
}

/** Seconds or an HTTP date, as whole seconds from now. */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = /[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1000));
}
