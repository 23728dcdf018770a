// Authenticates the caller by the API key in the Authorization header, before anything else of the request is read.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../core/access/caller.js';
import { isInCidr } from '../core/values/cidr.js';
import { fail } from '../errors.js';
import { authenticate } from '../operations/access/authenticate.js';
import type { Ports } from '../ports/ports.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on API routes once the key is authenticated. */
    caller: Caller | null;
  }
}

export function authenticateWith(app: FastifyInstance, ports: Ports): void {
  app.addHook('onRequest', async request => {
    const token = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw fail('key_missing');
    // The peer's address, or the client's address as reported by a trusted proxy.
    const address = request.ip;
    const comesFrom = (cidrs: readonly string[]) => cidrs.some(cidr => isInCidr(address, cidr));
    request.caller = await authenticate(ports, token, { address, requestId: request.id, comesFrom });
  });
}

export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw fail('key_missing');
  return request.caller;
}
