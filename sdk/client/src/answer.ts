// Reads one answer: its value or its error. An error never contains the text of a body that is not the service's own.
import { type DrawbridgeError, errorFor } from './errors.js';
import { type Failure, parseRetryAfter } from './retry.js';

const shortestKey = 16;

/** The result of one attempt. */
export type Attempt = { answer: unknown } | { error: DrawbridgeError; failure: Failure };

/** Undefined when the answer is larger than the limit. */
export async function limitedText(response: Response, maxBytes: number): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel().catch(() => {});
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The value of an answer, or its error. */
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
    error: errorFor('answer_unreadable', detail, facts),
    failure,
  });
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return unreadable('The answer is a redirect. The client does not follow it: check the base URL.', 'final');
  }
  if (text === undefined) return unreadable('The answer is larger than the limit.', 'final');
  if (status === 204) return { answer: undefined };
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const value = /^application\/([\w.-]+\+)?json$/.test(mediaType) ? parsed(text) : undefined;
  if (status < 300 && textOf === undefined && value !== undefined) return { answer: value };
  // Every answer of the service has a request id. A page of a proxy may have the media type, but not the id.
  if (status < 300 && textOf !== undefined && mediaType === textOf && requestId) return { answer: text };
  // An answer that repeats our key is not the service's. A very short key would be found in any answer.
  const isRepeated = key.length >= shortestKey && text.includes(key);
  const error = status >= 400 && !isRepeated && problemOf(value, facts);
  if (error) return { error, failure: 'answered' };
  const detail = `The answer (HTTP ${status}) is not one of this service.`;
  return unreadable(detail, status < 300 ? 'final' : 'answered');
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
  return errorFor(code, typeof detail === 'string' ? detail : code, {
    ...facts,
    requestId: typeof requestId === 'string' ? requestId : facts.requestId,
    errors: Array.isArray(errors) ? errors : [],
    members,
  });
}
