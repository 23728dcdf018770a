// Reads one answer: its value, or the error it is. Nothing of a body that is not the service's own gets into an error.
import { DrawbridgeError } from './errors.js';
import { type Failure, parseRetryAfter } from './retry.js';

const shortestKey = 16;

export type Attempt = { answer: unknown } | { error: DrawbridgeError; failure: Failure };

/** Undefined when the answer is longer than it may be. */
export async function boundedText(response: Response, longest: number): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > longest) {
      await reader.cancel().catch(() => {});
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

export function answerOf(
  response: Response,
  text: string | undefined,
  { key, textOf, nowMs }: { key: string; textOf: string | undefined; nowMs: number },
): Attempt {
  const { status, headers } = response;
  const requestId = headers.get('x-request-id') ?? undefined;
  const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), nowMs);
  const facts = { status, requestId, retryAfterSeconds };
  const unreadable = (detail: string, failure: Failure): Attempt => ({
    error: new DrawbridgeError('answer_unreadable', detail, facts),
    failure,
  });
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return unreadable('The answer was a redirect, which is not followed: see the base URL.', 'final');
  }
  if (text === undefined) return unreadable('The answer was longer than it may be.', 'final');
  if (status === 204) return { answer: undefined };
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const value = /^application\/([\w.-]+\+)?json$/.test(mediaType) ? parsed(text) : undefined;
  if (status < 300 && textOf === undefined && value !== undefined) return { answer: value };
  // Every answer of the service has a request id; a page of a proxy may have the media type, but hardly that.
  if (status < 300 && textOf !== undefined && mediaType === textOf && requestId) return { answer: text };
  // Whoever repeats the request's own headers is not the service. A key of a few letters is none, and stands in any answer.
  const isRepeated = key.length >= shortestKey && text.includes(key);
  const error = status >= 400 && !isRepeated && problemOf(value, facts);
  if (error) return { error, failure: 'answered' };
  return unreadable(`The answer (HTTP ${status}) was not one of this service.`, status < 300 ? 'final' : 'answered');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(
  value: unknown,
  facts: { status: number; requestId: string | undefined; retryAfterSeconds: number | undefined },
): DrawbridgeError | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const {
    type: _,
    title: __,
    status: ___,
    code,
    detail,
    requestId,
    errors,
    ...members
  } = value as Record<string, unknown>;
  if (typeof code !== 'string') return undefined;
  return new DrawbridgeError(code, typeof detail === 'string' ? detail : code, {
    ...facts,
    requestId: typeof requestId === 'string' ? requestId : facts.requestId,
    errors: Array.isArray(errors) ? errors : [],
    members,
  });
}
