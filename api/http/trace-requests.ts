// One trace span per request, covering all of its work. Only when tracing is configured.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestSpan, Tracing } from '../ports/telemetry.js';
import { kitErrorOf } from './problems.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The span of a traced request. */
    span: RequestSpan | null;
  }
}

/** Register this before any other hook, so that the span covers their work. */
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

/** Incoming trace context is accepted on API routes only: pages are opened by browsers outside the vendor. */
function isOfApi(request: FastifyRequest): boolean {
  return request.routeOptions.url?.startsWith('/v1/') ?? false;
}

const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];
const methodOf = (method: string) => (methods.includes(method) ? method : '_OTHER');

/** Only path parts in the form of an id: a client may send anything else there, even a key. */
function idsOf(request: FastifyRequest): Record<string, string> {
  const { tenantId = '', connectionId = '' } = (request.params ?? {}) as Record<string, string | undefined>;
  return {
    ...(request.caller && { 'drawbridge.caller_id': request.caller.id }),
    ...(/^ten_[a-z0-9]{16}$/.test(tenantId) && { 'drawbridge.tenant_id': tenantId }),
    ...(/^con_[a-z0-9]{16}$/.test(connectionId) && { 'drawbridge.connection_id': connectionId }),
  };
}
