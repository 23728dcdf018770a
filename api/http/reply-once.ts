// Answers of requests that make something: under an Idempotency-Key the first answer is given again.
import type { FastifyRequest } from 'fastify';
import { idempotent } from '../operations/idempotent.js';
import type { Ports } from '../ports/ports.js';
import { callerOf } from './auth.js';

export interface Made<Body> {
  status: number;
  body: Body;
  /** Set when the body holds a secret: what it made. */
  madeId?: string;
}

/** Sets the status of what was made, now or the first time, and answers its body. */
export async function replyOnce<Body>(
  ports: Pick<Ports, 'clock' | 'ids' | 'idempotency'>,
  request: FastifyRequest,
  reply: { code(status: number): unknown },
  /** `idText`: of what the id of a new thing is made. */
  run: (idText: string) => Promise<Made<Body>>,
): Promise<Body> {
  const key = request.headers['idempotency-key'];
  const path = request.url.split('?', 1)[0]!;
  const asked = { method: request.method, path, body: request.body ?? null };
  const { status, body } = await idempotent(
    ports,
    callerOf(request),
    key === undefined ? key : String(key),
    asked,
    run,
  );
  reply.code(status);
  return body as Body;
}
