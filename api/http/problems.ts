// Errors as callers get them: RFC 9457 problems with the kit's own codes. For any exception that is not a KitError the
// caller gets only `internal`; the cause goes to the log.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { type ErrorCode, errorTable, fail, KitError } from '../errors.js';
import { errorAdvice } from './docs/error-advice.js';
import type { problemSchema } from './schemas/problem.js';

export type Problem = Static<typeof problemSchema>;

/** Path of the page that explains every code. */
export const errorPage = '/docs/errors';
export const problemType = 'application/problem+json';

/** Fastify's own errors, by the kit's codes. */
const fastifyCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'body_not_json',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_not_supported',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request_invalid',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_HANDLER_TIMEOUT: 'store_unavailable',
};

/** Fastify's other refusals, by status: a request that Fastify refuses is never our fault. */
const statusCodes: Partial<Record<number, ErrorCode>> = {
  400: 'request_invalid',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_too_slow',
  413: 'body_too_large',
  // A part of the path is longer than any id.
  414: 'not_found',
  415: 'media_type_not_supported',
  431: 'headers_too_large',
};

export function kitErrorOf(error: unknown): KitError {
  if (error instanceof KitError) return error;
  const { code: named = '', statusCode = 500 } = (error ?? {}) as Partial<FastifyError>;
  const isRefusal = named.startsWith('FST_') && statusCode < 500;
  const code = fastifyCodes[named] ?? (isRefusal ? (statusCodes[statusCode] ?? 'request_invalid') : undefined);
  // Fastify's message is dropped: it repeats the caller's input.
  return code ? fail(code) : fail('internal', { cause: error });
}

/** `basePath`: of the service's public address. */
export function problemOf(error: KitError, requestId: string, basePath: string): Problem {
  const { errors, members } = error.options;
  return {
    ...members,
    type: `${basePath}${errorPage}#${error.code}`,
    title: errorTable[error.code][1],
    status: error.status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(errors && { errors }),
  };
}

const challenges: Partial<Record<ErrorCode, string>> = {
  key_missing: 'Bearer',
  key_not_valid: 'Bearer error="invalid_token"',
};

/** `error` only where the vendor must act. A customer's refusal is `info`, a temporary fault is `warn`. */
function levelOf({ code }: KitError): 'error' | 'warn' | 'info' {
  const [owner] = errorAdvice[code];
  return owner === 'vendor' ? 'error' : owner === 'time' ? 'warn' : 'info';
}

/** Fastify's error handler: logs the cause and answers with the problem. */
export function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = kitErrorOf(thrown);
  const { cause, retryAfterSeconds } = error.options;
  if (error.status >= 500) request.log[levelOf(error)]({ err: error }, 'request failed');
  else if (cause !== undefined) request.log.info({ err: error }, 'request refused');
  const challenge = challenges[error.code];
  if (challenge) reply.header('www-authenticate', challenge);
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  // Sent as a string, so that no response schema of the route removes members of the problem.
  reply
    .code(error.status)
    .header('cache-control', 'no-store')
    .header('content-type', problemType)
    .send(JSON.stringify(problemOf(error, request.id, request.server.basePath)));
}
