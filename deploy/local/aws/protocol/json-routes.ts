// JSON responses of this server's own pages and paths, which AWS does not have.
import type { Answer } from './answers.js';
import { headerText, type SignedRequest } from './sigv4.js';
import { AwsError } from './wire.js';

export function json(status: number, value: unknown): Answer {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(value) };
}

function origin(request: SignedRequest): string {
  return headerText(request, 'origin');
}

/** Whether one of this server's own pages sent this from a browser. */
export function isOwnPage(request: SignedRequest): boolean {
  return origin(request) === `http://${headerText(request, 'host')}`;
}

/** Tests and curl send no Origin header; a page of another site always does. */
export function isForeignPage(request: SignedRequest): boolean {
  return origin(request) !== '' && !isOwnPage(request);
}

/** Requires JSON, because a form of another site cannot send this content type. */
export function readJson(request: SignedRequest): Record<string, unknown> {
  const isJson = headerText(request, 'content-type').startsWith('application/json');
  if (!isJson) throw new AwsError('UnsupportedMediaType', 'Send application/json.', 415);
  let value: unknown;
  try {
    value = JSON.parse(request.body.toString());
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null) throw new AwsError('ValidationError', 'The body must be an object.');
  return value as Record<string, unknown>;
}

/** Runs a handler and answers its refusal as `{ code, message }`. */
export async function answerJson(work: () => unknown): Promise<Answer> {
  try {
    return json(200, (await work()) ?? {});
  } catch (thrown) {
    if (!(thrown instanceof AwsError)) throw thrown;
    return json(thrown.status, { code: thrown.code, message: thrown.message });
  }
}
