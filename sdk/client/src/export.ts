// Exports: the rows as they come, one by one, and an error unless the last line says that these were all. Nothing is kept
// but the line that is being read.
import { answerOf, boundedText } from './answer.js';
import { DrawbridgeError } from './errors.js';
import { checkedKey, type Settings } from './options.js';
import type { Path } from './path.js';
import { aborted, type CallOptions, longestTimerMs, queryText, reasonOf } from './request.js';
import { type Failure, isRepeated, pauseMs } from './retry.js';

const linesType = 'application/x-ndjson';

/** `timeoutMs` is of a silence: an export takes as long as it is large. */
export type ExportOptions = CallOptions;

export type OpenExport = <Row extends { row: object }>(
  path: Path,
  query: object,
  options: ExportOptions,
) => AsyncIterable<Row>;

export function makeExport(settings: Settings): OpenExport {
  return (path, query, options) => ({
    [Symbol.asyncIterator]: () => rowsOf(settings, `${path}${queryText(query)}`, options),
  });
}

interface Silence {
  signal: AbortSignal;
  /** Waits for the service, no longer than it may be silent. */
  within<Result>(waited: () => Promise<Result>): Promise<Result>;
  /** As what it ended, where it was not the service's doing. */
  error(): DrawbridgeError | undefined;
  end(): void;
}

function silenceOf(timeoutMs: number, signal: AbortSignal | undefined): Silence {
  const ending = new AbortController();
  const abort = () => ending.abort();
  let isLate = false;
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  return {
    signal: ending.signal,
    async within(waited) {
      const late = () => {
        isLate = true;
        abort();
      };
      const timer = setTimeout(late, Math.min(timeoutMs, longestTimerMs));
      try {
        return await waited();
      } finally {
        clearTimeout(timer);
      }
    },
    error() {
      if (signal?.aborted) return aborted();
      return isLate ? new DrawbridgeError('timed_out', `Nothing came for ${timeoutMs} ms.`) : undefined;
    },
    end() {
      signal?.removeEventListener('abort', abort);
      abort();
    },
  };
}

async function* rowsOf<Row extends { row: object }>(
  settings: Settings,
  address: string,
  { signal, timeoutMs = settings.timeoutMs }: ExportOptions,
): AsyncGenerator<Row> {
  const silence = silenceOf(timeoutMs, signal);
  try {
    const response = await opened(settings, address, silence);
    let rows = 0;
    let last: Row | undefined;
    for await (const line of linesOf(response, silence, settings.longestAnswerBytes, () => rows)) {
      const read = readLine<Row>(line);
      if ('end' in read) return checkEnd(read.end, rows, last);
      rows += 1;
      last = read;
      yield read;
    }
    throw incomplete(`it ended after ${rows} rows without its last line`);
  } finally {
    // Also when the caller has seen enough: the service stops reading then.
    silence.end();
  }
}

/** Until the first byte it is a read like any other, and is repeated like one. */
async function opened(settings: Settings, address: string, silence: Silence): Promise<Response> {
  const { key, retries, random, wait } = settings;
  for (let n = 0; ; n += 1) {
    const goodKey = checkedKey(typeof key === 'function' ? await key() : key);
    const made = await silence.within(() => attempt(settings, address, goodKey, silence));
    if ('response' in made) return made.response;
    if (n >= retries || !isRepeated('safe', made.failure, made.error)) throw made.error;
    await wait(pauseMs(made.error, n, random), silence.signal);
  }
}

type Opened = { response: Response } | { error: DrawbridgeError; failure: Failure };

async function attempt(settings: Settings, address: string, key: string, silence: Silence): Promise<Opened> {
  const headers = { accept: `${linesType}, application/problem+json`, authorization: `Bearer ${key}` };
  try {
    const request = { method: 'GET', headers, redirect: 'manual', signal: silence.signal } as const;
    const response = await settings.fetch(`${settings.baseUrl}${address}`, request);
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (response.status === 200 && type === linesType && response.headers.has('x-request-id')) return { response };
    const text = await boundedText(response, settings.longestAnswerBytes);
    const answer = answerOf(response, text, { key, textOf: linesType, nowMs: settings.now() });
    return 'error' in answer ? answer : { error: unreadable('was not an export'), failure: 'final' };
  } catch (thrown) {
    const own = silence.error();
    if (own) return { error: own, failure: 'final' };
    const why = reasonOf(thrown);
    const error = new DrawbridgeError('connection_failed', `The service could not be reached, or hung up: ${why}.`);
    return { error, failure: why === 'ECONNREFUSED' ? 'not_arrived' : 'lost' };
  }
}

/** Whole lines only: what stands after the last line break is the rest of one that was cut. */
async function* linesOf(
  response: Response,
  silence: Silence,
  longest: number,
  rows: () => number,
): AsyncGenerator<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await silence
      .within(() => reader.read())
      .catch((thrown: unknown) => {
        throw silence.error() ?? incomplete(`the connection broke after ${rows()} rows (${reasonOf(thrown)})`);
      });
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop()!;
    if (rest.length > longest) throw unreadable('has a line that is longer than it may be');
    yield* lines;
  }
}

interface End {
  complete?: unknown;
  rows?: unknown;
  lastHash?: unknown;
}

function readLine<Row>(line: string): Row | { end: End } {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    throw unreadable('has a line that is not JSON');
  }
  const isLine = typeof read === 'object' && read !== null && ('row' in read || 'end' in read);
  if (!isLine) throw unreadable('has a line that is neither a row nor its end');
  return read as Row | { end: End };
}

function checkEnd({ complete, rows, lastHash }: End, seen: number, last: { row: object } | undefined): void {
  if (complete !== true || rows !== seen) throw incomplete(`${seen} rows came, and its last line says ${rows}`);
  const isLast = lastHash === undefined || lastHash === (last?.row as { hash?: unknown } | undefined)?.hash;
  if (!isLast) throw incomplete('its last line names another row than the last that came');
}

const incomplete = (why: string) => new DrawbridgeError('export_incomplete', `The export is not whole: ${why}.`);
const unreadable = (what: string) => new DrawbridgeError('answer_unreadable', `The answer ${what}.`);
