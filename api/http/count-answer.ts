// Counts each answered request by its route template. Its URL would put ids into metric labels.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ports } from '../ports/ports.js';

export function countAnswer(ports: Pick<Ports, 'metrics'>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
    ports.metrics.requestEnded({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
}
