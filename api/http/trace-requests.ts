// A span for each request, in which all of its work is done. Only where somebody follows.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestSpan, Tracing } from '../ports/telemetry.js';
import { kitErrorOf } from './problems.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of requests that are followed. */
    span: RequestSpan | null;
  }
}

/** Before any other hook: what they do is part of it. */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.decorateRequest('span', null);
  app.addHook('onRequest', (request, _reply, done) => {
    request.span = tracing.requestBegun({
      method: methodOf(request.method),
      route: request.routeOptions.url,
      requestId: request.id,
      headers: isOfApi(request) ? request.headers : undefined,
    });
    request.span.goOn(done);
  });
  app.addHook('onError', async (request, _reply, error) => request.span?.failed(kitErrorOf(error).code));
  app.addHook('onResponse', async (request, reply) => {
    request.span?.add(idsOf(request));
    request.span?.ended(reply.statusCode);
  });
  app.addHook('onRequestAbort', async request => {
    request.span?.failed('aborted');
    request.span?.ended(499);
  });
}

/** Pages are opened by browsers of people outside: whose trace that is part of is not theirs to say. */
function isOfApi(request: FastifyRequest): boolean {
  return request.routeOptions.url?.startsWith('/v1/') ?? false;
}

const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];
const methodOf = (method: string) => (methods.includes(method) ? method : '_OTHER');

/** Of the path only what has the form of an id: anything may be written there, a key too. */
function idsOf(request: FastifyRequest): Record<string, string> {
  const { tenantId = '', connectionId = '' } = (request.params ?? {}) as Record<string, string | undefined>;
  return {
    ...(request.caller && { 'drawbridge.caller_id': request.caller.id }),
    ...(/^ten_[a-z0-9]{16}$/.test(tenantId) && { 'drawbridge.tenant_id': tenantId }),
    ...(/^con_[a-z0-9]{16}$/.test(connectionId) && { 'drawbridge.connection_id': connectionId }),
  };
}
