// The errors of this client. They state what happened and in which request. They never contain a key, credentials, or
// the body of an answer that the client could not read.
import type { ConnectionHealth, NotIssuingReason, ProblemCode } from './api-types.js';

/** Codes of the client itself: what went wrong when the service gave no readable answer. */
export type ClientCode =
  /** An argument or option is not valid. Nothing was sent. */
  | 'argument_not_valid'
  /** There was no network connection, or it broke before the answer was complete. */
  | 'connection_failed'
  /** There was no complete answer in time. */
  | 'timed_out'
  /** The caller's own signal ended the call. */
  | 'aborted'
  /** The answer was a redirect, a page of a proxy, too large, or otherwise not an answer of the service. */
  | 'answer_unreadable'
  /** An export ended early: some rows are missing. */
  | 'export_incomplete'
  /** A request to a webhook was not sent by the service, or is too old. */
  | 'webhook_not_valid';

/** Every code of an error. A newer service may have codes that this client does not know. */
export type DrawbridgeErrorCode = ClientCode | ProblemCode | (string & {});

/** One value in a request that is not valid. */
export interface ErrorPlace {
  /** JSON pointer into the body; query parameters are under `/query`, headers under `/headers`. */
  path: string;
  /** What is wrong with it. */
  message: string;
}

/** Facts of an error, besides its code and its sentence. */
export interface ErrorFacts {
  /** HTTP status. */
  status?: number | undefined;
  /** The id of the request in the log of the service. */
  requestId?: string | undefined;
  /** The values in the request that are not valid. */
  errors?: readonly ErrorPlace[] | undefined;
  /** Facts that only some codes have. */
  members?: Readonly<Record<string, unknown>> | undefined;
  /** Seconds to wait before the next attempt. */
  retryAfterSeconds?: number | undefined;
}

const placesShown = 3;

/** The first values that are not valid, for readers who see only the message. */
function placesOf({ errors = [] }: ErrorFacts): string {
  const shown = errors.slice(0, placesShown).map(({ path, message }) => `${path} ${message}`.trim());
  if (errors.length > placesShown) shown.push(`${errors.length - placesShown} more`);
  return shown.length > 0 ? ` (${shown.join('; ')})` : '';
}

/** Every error of this client. Branch on its class or on `code`. */
export class DrawbridgeError extends Error {
  /** The name of the class. */
  override readonly name: string = 'DrawbridgeError';
  /** What went wrong, for programs. The service explains its codes under `/docs/errors`. */
  readonly code: DrawbridgeErrorCode;
  /** What happened this time, in English. */
  readonly detail: string;
  /** HTTP status. Absent when there was no answer. */
  readonly status?: number;
  /** The id of the request in the log of the service. Absent when there was no answer. */
  readonly requestId?: string;
  /** The values in the request that are not valid. */
  readonly errors: readonly ErrorPlace[];
  /** Facts that only some codes have, such as `state` or `why`. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Seconds that the service asks to wait before the next attempt. */
  readonly retryAfterSeconds?: number;

  /** The client creates these errors; tests of your own may too. */
  constructor(code: DrawbridgeErrorCode, detail: string, facts: ErrorFacts = {}) {
    super(`${code}: ${detail}${placesOf(facts)}${facts.requestId ? ` [${facts.requestId}]` : ''}`);
    this.code = code;
    this.detail = detail;
    this.errors = facts.errors ?? [];
    this.members = facts.members ?? {};
    if (facts.status !== undefined) this.status = facts.status;
    if (facts.requestId !== undefined) this.requestId = facts.requestId;
    if (facts.retryAfterSeconds !== undefined) this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** No credentials are issued for this connection now (`not_issuing`). */
export class NotIssuingError extends DrawbridgeError {
  /** `NotIssuingError`. */
  override readonly name = 'NotIssuingError';

  /** Why not: for example `suspended`, `revoked` or `hold_health`. */
  get why(): NotIssuingReason | undefined {
    return this.members.why as NotIssuingReason | undefined;
  }

  /** For `hold_health`: which health holds it, such as `unsafe` or `unreachable`. */
  get health(): ConnectionHealth | undefined {
    return this.members.health as ConnectionHealth | undefined;
  }
}

/** Too many requests (HTTP 429). Wait for `retryAfterSeconds`. */
export class RateLimitError extends DrawbridgeError {
  /** `RateLimitError`. */
  override readonly name = 'RateLimitError';
}

/** The tenant, connection or other resource does not exist, or the key may not see it (HTTP 404). */
export class NotFoundError extends DrawbridgeError {
  /** `NotFoundError`. */
  override readonly name = 'NotFoundError';
}

/** The current state does not allow the request (HTTP 409). */
export class ConflictError extends DrawbridgeError {
  /** `ConflictError`. */
  override readonly name = 'ConflictError';
}

/** The API key is missing, not valid, expired or revoked (HTTP 401). */
export class AuthenticationError extends DrawbridgeError {
  /** `AuthenticationError`. */
  override readonly name = 'AuthenticationError';
}

/** The API key is valid but may not do this (HTTP 403). */
export class PermissionError extends DrawbridgeError {
  /** `PermissionError`. */
  override readonly name = 'PermissionError';
}

/** The request or an argument is not valid (HTTP 400, 413, 415 and 422, or `argument_not_valid`). */
export class ValidationError extends DrawbridgeError {
  /** `ValidationError`. */
  override readonly name = 'ValidationError';
}

/** There was no network connection, or it broke (`connection_failed`). */
export class NetworkError extends DrawbridgeError {
  /** `NetworkError`. */
  override readonly name = 'NetworkError';
}

/** There was no complete answer in time (`timed_out`). */
export class TimeoutError extends DrawbridgeError {
  /** `TimeoutError`. */
  override readonly name = 'TimeoutError';
}

type ErrorClass = new (code: DrawbridgeErrorCode, detail: string, facts?: ErrorFacts) => DrawbridgeError;

/** The class of an error: by its code, else by the status of the service's own answer, else the base. */
const classes = new Map<string | number, ErrorClass>([
  ['not_issuing', NotIssuingError],
  ['argument_not_valid', ValidationError],
  ['connection_failed', NetworkError],
  ['timed_out', TimeoutError],
  // A proxy's 404 does not mean that a connection is missing.
  ['answer_unreadable', DrawbridgeError],
  [400, ValidationError],
  [401, AuthenticationError],
  [403, PermissionError],
  [404, NotFoundError],
  [409, ConflictError],
  [413, ValidationError],
  [415, ValidationError],
  [422, ValidationError],
  [429, RateLimitError],
]);

/** Creates an error of the class that belongs to its code or status. */
export function errorFor(code: DrawbridgeErrorCode, detail: string, facts: ErrorFacts = {}): DrawbridgeError {
  const found = classes.get(code) ?? classes.get(facts.status ?? 0) ?? DrawbridgeError;
  return new found(code, detail, facts);
}

/** Whether something that was thrown is an error of this client. */
export function isDrawbridgeError(error: unknown): error is DrawbridgeError {
  return error instanceof DrawbridgeError;
}
