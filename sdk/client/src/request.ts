// One call over fetch: time-out, limited answers, and repetition of what is safe to repeat. The key exists in this
// closure and in the Authorization header only.
import { type Attempt, answerOf, limitedText } from './answer.js';
import { type ApiPromise, apiPromise, type WithResponse } from './api-promise.js';
import { type DrawbridgeError, errorFor } from './errors.js';
import { checkedKey, type Settings } from './options.js';
import type { Path } from './path.js';
import { isRepeated, pauseMs, type Repeat } from './retry.js';
import { whenAborted } from './when-aborted.js';

/** Options of every call. */
export interface CallOptions {
  /** Ends the call when it aborts. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt, including its answer. Default: that of the client. */
  timeoutMs?: number | undefined;
  /** How often the call is repeated when that is safe. Default: that of the client. */
  maxRetries?: number | undefined;
}

/** Options of calls that create or start something. */
export interface CreateOptions extends CallOptions {
  /**
   * The same key with the same body creates one thing, however often it is sent within 24 hours. Default: a random key
   * for each call, the same in all its attempts.
   */
  idempotencyKey?: string | undefined;
}

/** What one call sends, and its options. */
export interface CallInput extends CreateOptions {
  /** The query; members that are undefined are left out. */
  query?: object | undefined;
  /** The body, sent as JSON. */
  body?: unknown;
  /** A credential request: it has no Idempotency-Key, because each one creates a session of its own. */
  isIssue?: boolean;
  /** Answer the text itself, of this media type, instead of parsed JSON. */
  textOf?: string;
}

/** The HTTP methods of the API. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
/** Sends one call. */
export type Send = <Answer>(method: Method, path: Path, input?: CallInput) => ApiPromise<Answer>;

/** Creates the function that sends calls. */
export function sendWith(settings: Settings): Send {
  return <Answer>(method: Method, path: Path, input: CallInput = {}) =>
    apiPromise(sendOne<Answer>(settings, method, path, input));
}

async function sendOne<Answer>(
  settings: Settings,
  method: Method,
  path: Path,
  input: CallInput,
): Promise<WithResponse<Answer>> {
  const { baseUrl, key, random, wait } = settings;
  const { signal, query, maxRetries = settings.maxRetries } = input;
  const repeat = repeatOf(method, input);
  const url = `${baseUrl}${path()}${queryText(query)}`;
  const prepared = prepare(method, input);
  for (let n = 0; ; n += 1) {
    if (signal?.aborted) throw aborted();
    const currentKey = checkedKey(typeof key === 'function' ? await key() : key);
    const result = await attempt(settings, url, prepared, currentKey, input);
    if ('answer' in result) return answered(result.answer as Answer, result.response);
    // Negated, so that NaN repeats nothing.
    if (!(n < maxRetries) || !isRepeated(repeat, result.failure, result.error)) throw result.error;
    await wait(pauseMs(result.error, n, random), signal);
  }
}

function answered<Answer>(data: Answer, response: Response): WithResponse<Answer> {
  return { data, response, requestId: response.headers.get('x-request-id') ?? undefined };
}

function repeatOf(method: Method, { isIssue }: CallInput): Repeat {
  if (isIssue) return 'issue';
  return method === 'PATCH' ? 'once' : 'safe';
}

interface Prepared {
  method: Method;
  headers: Record<string, string>;
  body?: string;
}

/** What all attempts of one call share, above all the Idempotency-Key. */
function prepare(method: Method, { body, isIssue, textOf, idempotencyKey = crypto.randomUUID() }: CallInput): Prepared {
  if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) {
    throw errorFor('argument_not_valid', 'An Idempotency-Key must be 1 to 255 printable ASCII characters.');
  }
  const headers = {
    accept: `${textOf ?? 'application/json'}, application/problem+json`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(method === 'POST' && !isIssue && { 'idempotency-key': idempotencyKey }),
  };
  return { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
}

/** The longest time of a timer. A longer one would fire at once. */
export const longestTimerMs = 2 ** 31 - 1;

type Result = { answer: unknown; response: Response } | Extract<Attempt, { error: DrawbridgeError }>;

/** One attempt. The time-out and the caller's signal cover the wait for the answer and the reading of it. */
async function attempt(
  settings: Settings,
  url: string,
  prepared: Prepared,
  key: string,
  { signal, timeoutMs = settings.timeoutMs, textOf }: CallInput,
): Promise<Result> {
  const headers = { ...prepared.headers, authorization: `Bearer ${key}` };
  const ending = new AbortController();
  const abort = () => ending.abort();
  let isLate = false;
  const late = () => {
    isLate = true;
    abort();
  };
  const timer = setTimeout(late, Math.min(timeoutMs, longestTimerMs));
  const stopWaiting = whenAborted(signal, abort);
  try {
    const response = await settings.fetch(url, { ...prepared, headers, redirect: 'manual', signal: ending.signal });
    const text = await limitedText(response, settings.maxAnswerBytes);
    return { ...answerOf(response, text, { key, textOf, nowMs: settings.now() }), response };
  } catch (thrown) {
    if (signal?.aborted) return { error: aborted(), failure: 'final' };
    if (isLate) return { error: errorFor('timed_out', `No answer within ${timeoutMs} ms.`), failure: 'lost' };
    return notConnected(thrown);
  } finally {
    clearTimeout(timer);
    stopWaiting();
  }
}

/** The error of a call that its caller ended. */
export function aborted(): DrawbridgeError {
  return errorFor('aborted', 'The caller ended the call.');
}

/** The error for what fetch threw, when neither the time-out nor the caller ended the attempt. */
export function notConnected(thrown: unknown): Extract<Attempt, { error: DrawbridgeError }> {
  const reason = reasonOf(thrown);
  const detail = `The service could not be reached, or it closed the connection: ${reason}.`;
  return { error: errorFor('connection_failed', detail), failure: reason === 'ECONNREFUSED' ? 'not_arrived' : 'lost' };
}

/** The system's own code and nothing else: messages and causes of fetch may contain anything. */
export function reasonOf(thrown: unknown): string {
  const { cause, code } = thrown as { cause?: { code?: unknown }; code?: unknown };
  const found = cause?.code ?? code;
  return typeof found === 'string' && /^[A-Z0-9_]{1,64}$/.test(found) ? found : 'no reason is known';
}

/** The query string, with its question mark. */
export function queryText(query: object = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
