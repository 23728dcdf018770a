// The Fastify instance as routes see it: handlers are typed by their typebox schemas.
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
  interface FastifyContextConfig {
    /** What a caller must be allowed to do; the document reads who may from the table of callers. */
    action?: Action;
    /** The errors of this route beside those that every route has. */
    problems?: readonly ErrorCode[];
    /** Set where an answer under an Idempotency-Key held a secret and is not kept. */
    answerHoldsSecret?: boolean;
  }
}
