// Whether a call is made again, and after how long. Decides only; request.ts calls and waits.
import type { DrawbridgeError } from './errors.js';

/**
 * - `safe`: doing it twice is doing it once. GET; DELETE, which here ends things for good; POST under an
 *   Idempotency-Key, whose repetition gets the first answer.
 * - `ask`: the issue of credentials. Every ask is its own, with ledger rows of its own, so it takes no Idempotency-Key.
 *   It is repeated only where nothing can have been handed out and the service is not pressed harder than it wishes:
 *   the connection was refused, or a 429 or 503 said when to come again. An ask whose answer was lost is not repeated:
 *   credentials may be on their way, and another ask would be another session in the customer's CloudTrail.
 * - `once`: anything else.
 */
export type Repeat = 'safe' | 'ask' | 'once';

/** How an attempt failed: it never arrived, its answer was lost or unreadable on the way, or the service refused it. */
export type Failure = 'not_arrived' | 'lost' | 'answered' | 'final';

/** A wait that is longer than that is the caller's to decide: the error says how long. */
const longestRetryAfterSeconds = 30;
const firstPauseMs = 250;
const longestPauseMs = 8_000;

export function isRepeated(repeat: Repeat, failure: Failure, error: DrawbridgeError): boolean {
  if (repeat === 'once' || failure === 'final') return false;
  if (failure === 'not_arrived') return true;
  if (failure === 'lost') return repeat === 'safe';
  const { status, code, retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined && retryAfterSeconds > longestRetryAfterSeconds) return false;
  if (status === 429 || status === 503) return repeat === 'safe' || retryAfterSeconds !== undefined;
  if (repeat !== 'safe') return false;
  // The first try of this very call still runs; and a gateway that has lost the service speaks no codes of ours.
  return code === 'idempotency_running' || (code === 'answer_unreadable' && (status === 502 || status === 504));
}

/** What the service asked for; else a random part of a span that doubles ("full jitter"). */
export function pauseMs(error: DrawbridgeError, attempt: number, random: () => number): number {
  const { retryAfterSeconds } = error;
  // A little more than was asked for, so that not everybody comes back at once.
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
