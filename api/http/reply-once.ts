// Replies to POST requests that create something. A repeated Idempotency-Key gets the first answer again.
import type { FastifyRequest } from 'fastify';
import { idempotent } from '../operations/idempotent.js';
import type { Ports } from '../ports/ports.js';
import { callerOf } from './auth.js';

export interface Made<Body> {
  status: number;
  body: Body;
  /** The id of what was created; set when the body holds a secret. */
  madeId?: string;
}

/** Sets the status of the first answer, new or repeated, and returns its body. */
export async function replyOnce<Body>(
  ports: Pick<Ports, 'clock' | 'ids' | 'idempotency'>,
  request: FastifyRequest,
  reply: { code(status: number): unknown },
  /** `idText`: the random part of a new id. */
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
