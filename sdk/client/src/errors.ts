// The one error of this client. It says what happened and which request it was, and never holds a key, credentials or
// the body of an answer that could not be read.
import type { ProblemCode } from './api-types.js';

/** What went wrong before there was an answer of the service that could be read. */
export type ClientCode =
  /** What was given to the client cannot be sent. Nothing was. */
  | 'argument_not_valid'
  /** No connection, or it broke before the answer was complete. */
  | 'connection_failed'
  | 'timed_out'
  /** The caller's own signal. */
  | 'aborted'
  /** A redirect, a page of a proxy, an answer that is too large: not the service, or not an answer. */
  | 'answer_unreadable'
  /** An export that was cut short: what came of it is not all there is. */
  | 'export_incomplete'
  /** What came to a webhook is not from the service, or too old. */
  | 'webhook_not_valid';

/** A newer service may have codes that this client does not know. */
export type DrawbridgeErrorCode = ClientCode | ProblemCode | (string & {});

export interface ErrorFacts {
  status?: number | undefined;
  requestId?: string | undefined;
  errors?: readonly { path: string; message: string }[] | undefined;
  members?: Readonly<Record<string, unknown>> | undefined;
  retryAfterSeconds?: number | undefined;
}

const placesTold = 3;

/** The first places that are wrong, for whoever sees the message alone. */
function placesOf({ errors = [] }: ErrorFacts): string {
  const told = errors.slice(0, placesTold).map(({ path, message }) => `${path} ${message}`.trim());
  if (errors.length > placesTold) told.push(`${errors.length - placesTold} more`);
  return told.length > 0 ? ` (${told.join('; ')})` : '';
}

export class DrawbridgeError extends Error {
  override readonly name = 'DrawbridgeError';
  /** What programs go by. */
  readonly code: DrawbridgeErrorCode;
  /** What happened this time, in English. */
  readonly detail: string;
  /** Absent when there was no answer. */
  readonly status?: number;
  /** Finds the request in the log of the service; absent when there was no answer. */
  readonly requestId?: string;
  /** What in the request is wrong, as JSON pointers into it. */
  readonly errors: readonly { path: string; message: string }[];
  /** Facts that only some codes have, such as `state` or `why`. */
  readonly members: Readonly<Record<string, unknown>>;
  /** How long the service asked to wait before the next try. */
  readonly retryAfterSeconds?: number;

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

export function isDrawbridgeError(error: unknown): error is DrawbridgeError {
  return error instanceof DrawbridgeError;
}
