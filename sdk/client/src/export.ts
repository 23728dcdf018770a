// Exports: yields rows as they arrive, and throws unless the last line confirms that these were all. Only the line that
// is being read is kept in memory.
import { answerOf, limitedText } from './answer.js';
import { type DrawbridgeError, errorFor } from './errors.js';
import { checkedKey, type Settings } from './options.js';
import type { Path } from './path.js';
import { aborted, type CallOptions, longestTimerMs, notConnected, queryText, reasonOf } from './request.js';
import { type Failure, isRepeated, pauseMs } from './retry.js';
import { whenAborted } from './when-aborted.js';

const linesType = 'application/x-ndjson';

/** Options of an export. `timeoutMs` limits each wait for more rows, not the whole export. */
export interface ExportOptions extends CallOptions {}

/** Starts an export when it is iterated. */
export type OpenExport = <Row extends { row: object }>(
  path: Path,
  query: object,
  options: ExportOptions,
) => AsyncIterable<Row>;

/** Creates the function that starts exports. */
export function exportWith(settings: Settings): OpenExport {
  return (path, query, options) => ({
    [Symbol.asyncIterator]: () => rowsOf(settings, () => `${path()}${queryText(query)}`, options),
  });
}

interface Silence {
  signal: AbortSignal;
  /** Waits for the service, at most for the time-out. */
  within<Result>(waited: () => Promise<Result>): Promise<Result>;
  /** The error, if the caller or the time-out ended the wait. */
  error(): DrawbridgeError | undefined;
  end(): void;
}

function silenceOf(timeoutMs: number, signal: AbortSignal | undefined): Silence {
  const ending = new AbortController();
  const abort = () => ending.abort();
  let isLate = false;
  const stopWaiting = whenAborted(signal, abort);
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
      return isLate ? errorFor('timed_out', `Nothing arrived for ${timeoutMs} ms.`) : undefined;
    },
    end() {
      stopWaiting();
      abort();
    },
  };
}

async function* rowsOf<Row extends { row: object }>(
  settings: Settings,
  path: Path,
  { signal, timeoutMs = settings.timeoutMs, maxRetries = settings.maxRetries }: ExportOptions,
): AsyncGenerator<Row> {
  const silence = silenceOf(timeoutMs, signal);
  try {
    const response = await opened({ ...settings, maxRetries }, path(), silence);
    let rows = 0;
    let last: Row | undefined;
    for await (const line of linesOf(response, silence, settings.maxAnswerBytes, () => rows)) {
      const read = readLine<Row>(line);
      if ('end' in read) return checkEnd(read.end, rows, last);
      rows += 1;
      last = read;
      yield read;
    }
    throw incomplete(`it ended after ${rows} rows without its last line`);
  } finally {
    // A caller may stop early: then the service stops reading too.
    silence.end();
  }
}

/** Until its first byte arrives, an export is repeated like any other read. */
async function opened(settings: Settings, address: string, silence: Silence): Promise<Response> {
  const { key, maxRetries, random, wait } = settings;
  for (let n = 0; ; n += 1) {
    const currentKey = checkedKey(typeof key === 'function' ? await key() : key);
    const result = await silence.within(() => attempt(settings, address, currentKey, silence));
    if ('response' in result) return result.response;
    if (!(n < maxRetries) || !isRepeated('safe', result.failure, result.error)) throw result.error;
    await wait(pauseMs(result.error, n, random), silence.signal);
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
    const text = await limitedText(response, settings.maxAnswerBytes);
    const answer = answerOf(response, text, { key, textOf: linesType, nowMs: settings.now() });
    return 'error' in answer ? answer : { error: unreadable('is not an export'), failure: 'final' };
  } catch (thrown) {
    const own = silence.error();
    if (own) return { error: own, failure: 'final' };
    return notConnected(thrown);
  }
}

/** Complete lines only: text after the last line break is an incomplete line. */
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
    if (rest.length > longest) throw unreadable('has a line that is larger than the limit');
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
  if (complete !== true || rows !== seen) throw incomplete(`${seen} rows arrived, and its last line reports ${rows}`);
  const isLast = lastHash === undefined || lastHash === (last?.row as { hash?: unknown } | undefined)?.hash;
  if (!isLast) throw incomplete('its last line names a row other than the last that arrived');
}

const incomplete = (why: string) => errorFor('export_incomplete', `The export is not complete: ${why}.`);
const unreadable = (what: string) => errorFor('answer_unreadable', `The answer ${what}.`);
