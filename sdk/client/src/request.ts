// The request layer: one call on native fetch, with time-out, bounded answers and repetition of what is safe to repeat.
// The key lives in this closure and in the Authorization header only.
import { type Attempt, answerOf, boundedText } from './answer.js';
import { DrawbridgeError } from './errors.js';
import { checkedKey, type Settings } from './options.js';
import type { Path } from './path.js';
import { isRepeated, pauseMs, type Repeat } from './retry.js';

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Of one attempt. */
  timeoutMs?: number | undefined;
}

/** Of calls that make something: the same key with the same body makes it once, whoever repeats it. */
export interface MakeOptions extends CallOptions {
  /** Drawn by the client when absent. */
  idempotencyKey?: string | undefined;
}

export interface Ask extends MakeOptions {
  query?: object | undefined;
  body?: unknown;
  /** Every ask is its own: no Idempotency-Key. */
  isIssue?: boolean;
  /** Answer the text as it is, of this media type, in place of what its JSON says. */
  textOf?: string;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
export type Send = <Answer>(method: Method, path: Path, ask?: Ask) => Promise<Answer>;

export function makeSend(settings: Settings): Send {
  const { baseUrl, key, retries, random, wait } = settings;
  return async function send<Answer>(method: Method, path: Path, ask: Ask = {}) {
    const repeat = repeatOf(method, ask);
    const prepared = prepare(method, ask);
    for (let n = 0; ; n += 1) {
      if (ask.signal?.aborted) throw aborted();
      const goodKey = checkedKey(typeof key === 'function' ? await key() : key);
      const made = await attempt(settings, `${baseUrl}${path}${queryText(ask.query)}`, prepared, goodKey, ask);
      if ('answer' in made) return made.answer as Answer;
      if (n >= retries || !isRepeated(repeat, made.failure, made.error)) throw made.error;
      await wait(pauseMs(made.error, n, random), ask.signal);
    }
  };
}

function repeatOf(method: Method, ask: Ask): Repeat {
  if (ask.isIssue) return 'ask';
  return method === 'PATCH' ? 'once' : 'safe';
}

interface Prepared {
  method: Method;
  headers: Record<string, string>;
  body?: string;
}

/** What all attempts of one call have in common, the Idempotency-Key above all. */
function prepare(method: Method, { body, isIssue, textOf, idempotencyKey = crypto.randomUUID() }: Ask): Prepared {
  if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) {
    throw new DrawbridgeError('argument_not_valid', 'An Idempotency-Key is 1 to 255 printable characters of ASCII.');
  }
  const headers = {
    accept: `${textOf ?? 'application/json'}, application/problem+json`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(method === 'POST' && !isIssue && { 'idempotency-key': idempotencyKey }),
  };
  return { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
}

/** What a timer can hold; a longer one would fire at once. */
export const longestTimerMs = 2 ** 31 - 1;

/** One attempt: the time-out and the caller's signal end the wait for the answer and the reading of it alike. */
async function attempt(settings: Settings, url: string, prepared: Prepared, key: string, ask: Ask): Promise<Attempt> {
  const { signal, timeoutMs = settings.timeoutMs, textOf } = ask;
  const headers = { ...prepared.headers, authorization: `Bearer ${key}` };
  const ending = new AbortController();
  const abort = () => ending.abort();
  let isLate = false;
  const timer = setTimeout(
    () => {
      isLate = true;
      abort();
    },
    Math.min(timeoutMs, longestTimerMs),
  );
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  try {
    const response = await settings.fetch(url, { ...prepared, headers, redirect: 'manual', signal: ending.signal });
    const text = await boundedText(response, settings.longestAnswerBytes);
    return answerOf(response, text, { key, textOf, nowMs: settings.now() });
  } catch (thrown) {
    if (signal?.aborted) return { error: aborted(), failure: 'final' };
    if (isLate) return { error: new DrawbridgeError('timed_out', `No answer in ${timeoutMs} ms.`), failure: 'lost' };
    const why = reasonOf(thrown);
    const error = new DrawbridgeError('connection_failed', `The service could not be reached, or hung up: ${why}.`);
    return { error, failure: why === 'ECONNREFUSED' ? 'not_arrived' : 'lost' };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

export function aborted(): DrawbridgeError {
  return new DrawbridgeError('aborted', 'The caller ended the call.');
}

/** The system's own code and nothing else: what fetch implementations put into messages and causes is unknown. */
export function reasonOf(thrown: unknown): string {
  const { cause, code } = thrown as { cause?: { code?: unknown }; code?: unknown };
  const found = cause?.code ?? code;
  return typeof found === 'string' && /^[A-Z0-9_]{1,64}$/.test(found) ? found : 'no reason was given';
}

export function queryText(query: object = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
