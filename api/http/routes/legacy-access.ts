// Access that existed before a connection: record it, mark it deleted, remove a mistaken record. `GET` of the
// connection lists it.
import { closeLegacyAccess, recordLegacyAccess, retractLegacyAccess } from '../../operations/ending/legacy-access.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { connectionSchema } from '../schemas/connection.js';
import { legacyBody, legacyClosedBody, legacyParams } from '../schemas/legacy-access.js';
import { connectionParams, onceHeaders, reasonBody, ref } from '../schemas/parts.js';
import { connectionAnswer } from './connection-answer.js';

const tags = ['legacy access'];
const here = '/tenants/:tenantId/connections/:connectionId/legacy-access';
const problems = ['connection_not_found', 'conflict', 'not_in_this_state', 'changes_too_frequent'] as const;

export function legacyAccessRoutes(app: App, ports: Ports): void {
  app.post(
    here,
    {
      schema: {
        tags,
        operationId: 'recordLegacyAccess',
        summary: 'Record a hand-made role or long-term key that this connection replaces',
        description:
          'The kit never assumes or uses it and never copies its external ID. After the connection is verified, the ' +
          'tenant sees the commands that delete it. While it is open, `connection.legacy-reminded` is sent once a ' +
          'month.',
        params: connectionParams,
        headers: onceHeaders,
        body: legacyBody,
        response: { 201: ref(connectionSchema) },
      },
      config: {
        action: 'legacy.record',
        problems: [
          ...problems,
          'legacy_not_valid',
          'legacy_of_another_account',
          'legacy_is_own_role',
          'legacy_already_recorded',
          'legacy_too_many',
        ],
      },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const recorded = await recordLegacyAccess(ports, callerOf(request), request.params, request.body);
        return { status: 201, body: await connectionAnswer(ports, request, recorded) };
      }),
  );
  endRoutes(app, ports);
}

function endRoutes(app: App, ports: Ports): void {
  app.post(
    `${here}/:legacyId/closed`,
    {
      schema: {
        tags,
        operationId: 'closeLegacyAccess',
        summary: 'Report that the tenant has deleted it',
        description:
          "Records the tenant's statement. The kit does not check it. Manage links can do the same for their " +
          'person.',
        params: legacyParams,
        headers: onceHeaders,
        body: legacyClosedBody,
        response: { 200: ref(connectionSchema) },
      },
      config: { action: 'legacy.close', problems: [...problems, 'not_allowed', 'legacy_not_found', 'legacy_not_open'] },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const closed = await closeLegacyAccess(ports, callerOf(request), request.params, request.body);
        return { status: 200, body: await connectionAnswer(ports, request, closed) };
      }),
  );
  app.delete(
    `${here}/:legacyId`,
    {
      schema: {
        tags,
        operationId: 'retractLegacyAccess',
        summary: 'Remove a mistaken record',
        params: legacyParams,
        body: reasonBody,
        response: { 200: ref(connectionSchema) },
      },
      config: { action: 'legacy.retract', problems: [...problems, 'legacy_not_found', 'legacy_not_open'] },
    },
    async request =>
      connectionAnswer(
        ports,
        request,
        await retractLegacyAccess(ports, callerOf(request), request.params, request.body.reason),
      ),
  );
}
