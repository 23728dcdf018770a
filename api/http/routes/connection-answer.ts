// Answers with connections: each view shows whether its connection is under review.
import type { FastifyRequest } from 'fastify';
import type { Connection } from '../../core/connection/connection.js';
import { reviewSeenBy } from '../../operations/connection/review.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { callerOf } from '../auth.js';
import { type ConnectionView, connectionView } from '../schemas/connection.js';

type Needs = Pick<Ports, 'clock' | 'vendor' | 'permissionSets' | 'sessionCaps' | 'connections' | 'accountClaims'>;

export async function connectionAnswer(
  ports: Needs,
  request: FastifyRequest,
  kept: Versioned<Connection>,
): Promise<ConnectionView> {
  return connectionView(ports, kept, await reviewSeenBy(ports, callerOf(request), kept.value));
}

export function connectionAnswers(
  ports: Needs,
  request: FastifyRequest,
  kept: readonly Versioned<Connection>[],
): Promise<ConnectionView[]> {
  return Promise.all(kept.map(each => connectionAnswer(ports, request, each)));
}
