// Checks: runs of probes and inspection that prove a connection safe, or not.
import { DrawbridgeError } from '../errors.js';
import { type ListOptions, listOf } from '../list.js';
import { of } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Check, Query, Where } from '../types.js';

/** The service holds an answer so long at most, and less long than an attempt may take. */
const longestHoldSeconds = 25;
const spareMs = 5_000;

export function checks(send: Send, { now, wait, timeoutMs }: Clock) {
  const start = async (where: Where, options?: MakeOptions) =>
    send<Answer<'startCheck'>>('POST', of(where)`/checks`, options);
  const get = async (where: Where, checkId: string, options: CallOptions & Query<'readCheck'> = {}) => {
    const { waitSeconds, ...call } = options;
    return send<Answer<'readCheck'>>('GET', of(where)`/checks/${checkId}`, { ...call, query: { waitSeconds } });
  };
  return {
    /** Starts a check, or joins the one that runs; answers at once. */
    start,
    /** With `waitSeconds` (to 25) the answer is held until the check has finished. */
    get,
    list: (where: Where, options: ListOptions = {}) =>
      listOf(options, async (query, call) => send<Answer<'listChecks'>>('GET', of(where)`/checks`, { ...call, query })),
    /** Starts a check and answers it when it has finished, or fails with `timed_out` after `withinMs` (5 minutes). */
    async run(where: Where, options: MakeOptions & { withinMs?: number } = {}): Promise<Check> {
      const { withinMs = 300_000, idempotencyKey, ...call } = options;
      const until = now() + withinMs;
      const holdMs = (call.timeoutMs ?? timeoutMs) - spareMs;
      let check: Check = await start(where, { ...call, idempotencyKey });
      while (!check.finishedAt) {
        const leftMs = until - now();
        if (leftMs <= 0) throw new DrawbridgeError('timed_out', `The check ${check.id} still runs.`);
        const waitSeconds = Math.max(0, Math.min(longestHoldSeconds, Math.floor(Math.min(holdMs, leftMs) / 1000)));
        const askedAt = now();
        check = await get(where, check.id, { ...call, waitSeconds });
        // A service that does not hold its answer is not asked more than once a second.
        if (!check.finishedAt && now() - askedAt < 1000) await wait(1000, call.signal);
      }
      return check;
    },
  };
}

interface Clock {
  now(): number;
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Of one attempt, where a call says nothing. */
  timeoutMs: number;
}
