// Checks: runs of probes and inspection that prove whether a connection is safe.
import type { ApiPromise } from '../api-promise.js';
import type { Check, ReadCheckQuery } from '../api-types.js';
import { errorFor } from '../errors.js';
import { type List, type ListOptions, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import type { Settings } from '../options.js';
import { of } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** Options of `checks.get`. */
export interface GetCheckOptions extends CallOptions, ReadCheckQuery {}

/** Options of `checks.run`. */
export interface RunCheckOptions extends CreateOptions {
  /** Milliseconds after which it fails with `timed_out`. Default: 300,000. */
  withinMs?: number | undefined;
}

/** Checks: runs of probes and inspection that prove whether a connection is safe. */
export interface ChecksApi {
  /** Starts a check, or joins the one that runs. It returns at once. */
  start(where: ConnectionRef, options?: CreateOptions): ApiPromise<Check>;
  /** Gets one check. With `waitSeconds` (up to 25) the service answers when the check has finished. */
  get(where: ConnectionRef, checkId: string, options?: GetCheckOptions): ApiPromise<Check>;
  /** Lists the checks of one connection. */
  list(where: ConnectionRef, options?: ListOptions): List<Check>;
  /** Starts a check and waits until it has finished. It makes several calls: `timeoutMs` limits each attempt. */
  run(where: ConnectionRef, options?: RunCheckOptions): Promise<Check>;
}

/** The service waits at most this long, which is less than an attempt may take. */
const longestWaitSeconds = 25;
const spareMs = 5_000;

/** Creates `client.checks`. */
export function checks(send: Send, { now, wait, timeoutMs }: Pick<Settings, 'now' | 'wait' | 'timeoutMs'>): ChecksApi {
  const start: ChecksApi['start'] = (where, options) =>
    send<Answers['startCheck']>('POST', of(where)`/checks`, options);
  const get: ChecksApi['get'] = (where, checkId, { waitSeconds, ...call } = {}) =>
    send<Answers['readCheck']>('GET', of(where)`/checks/${checkId}`, { ...call, query: { waitSeconds } });
  return {
    start,
    get,
    list: (where, options = {}) =>
      listOf(options, (query, call) => send<Answers['listChecks']>('GET', of(where)`/checks`, { ...call, query })),
    async run(where, { withinMs = 300_000, idempotencyKey, ...call } = {}) {
      const until = now() + withinMs;
      const attemptMs = (call.timeoutMs ?? timeoutMs) - spareMs;
      let check = await start(where, { ...call, idempotencyKey });
      while (!check.finishedAt) {
        const leftMs = until - now();
        if (leftMs <= 0) throw errorFor('timed_out', `The check ${check.id} has not finished in ${withinMs} ms.`);
        const seconds = Math.floor(Math.min(attemptMs, leftMs) / 1000);
        const waitSeconds = Math.max(0, Math.min(longestWaitSeconds, seconds));
        const sentAt = now();
        check = await get(where, check.id, { ...call, waitSeconds });
        // At most one request a second, also when the service answers at once.
        if (!check.finishedAt && now() - sentAt < 1000) await wait(1000, call.signal);
      }
      return check;
    },
  };
}
