// The customer's own end of access, and the tests for closure after a revoke.
import { stateEnd } from '../../operations/ending/end-access.js';
import { stopOffboarding } from '../../operations/ending/offboard.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { connectionSchema } from '../schemas/connection.js';
import { endStatementBody } from '../schemas/offboarding.js';
import { connectionParams, onceHeaders, reasonBody, ref } from '../schemas/parts.js';
import { connectionAnswer } from './connection-answer.js';

const tags = ['ending'];
const here = '/tenants/:tenantId/connections/:connectionId';
const problems = ['connection_not_found', 'conflict', 'not_in_this_state', 'not_allowed'] as const;

export function offboardingRoutes(app: App, ports: Ports): void {
  app.post(
    `${here}/end-statement`,
    {
      schema: {
        tags,
        operationId: 'stateEnd',
        summary: 'Report that the tenant ended the access itself',
        description:
          "For a connection whose role refuses us: health becomes `gone` immediately, based on the tenant's " +
          'statement. This is not final: checks go on, and a full check that the role accepts overrides the ' +
          'statement. Revoke makes it final.',
        params: connectionParams,
        headers: onceHeaders,
        body: endStatementBody,
        response: { 200: ref(connectionSchema) },
      },
      config: { action: 'end.state', problems: [...problems, 'not_refused'] },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const stated = await stateEnd(ports, callerOf(request), request.params, request.body);
        return { status: 200, body: await connectionAnswer(ports, request, stated) };
      }),
  );
  app.delete(
    `${here}/offboarding`,
    {
      schema: {
        tags,
        operationId: 'stopOffboarding',
        summary: 'Stop testing whether the role of a revoked connection still accepts us',
        description: 'Once this has returned, no further test is sent. Testing cannot be started again.',
        params: connectionParams,
        body: reasonBody,
        response: { 200: ref(connectionSchema) },
      },
      config: { action: 'offboarding.stop', problems: [...problems, 'offboarding_not_open'] },
    },
    async request =>
      connectionAnswer(
        ports,
        request,
        await stopOffboarding(ports, callerOf(request), request.params, request.body.reason),
      ),
  );
}
