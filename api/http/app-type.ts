// The Fastify instance as routes see it: typebox schemas type the handlers.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { Action } from '../core/access/caller.js';
import type { ErrorCode } from '../errors.js';

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyInstance {
    /** The path of the service's public address: empty, or `/access`. */
    basePath: string;
  }
  interface FastifyContextConfig {
    /** The action that the caller must be allowed to do. The OpenAPI document lists who may do it. */
    action?: Action;
    /** Errors of this route besides those that every route can return. */
    problems?: readonly ErrorCode[];
    /** Set where the answer holds a secret and is not stored under the Idempotency-Key. */
    answerHoldsSecret?: boolean;
  }
}
