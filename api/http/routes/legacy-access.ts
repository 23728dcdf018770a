// Access that was there before a connection: record it, tick it off, take a mistaken record back. It is read with the connection.
import { closeLegacyAccess, recordLegacyAccess, retractLegacyAccess } from '../../operations/ending/legacy-access.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { connectionAnswer } from '../connection-answer.js';
import { replyOnce } from '../make.js';
import { connectionSchema } from '../schemas/connection.js';
import { legacyBody, legacyClosedBody, legacyParams } from '../schemas/legacy-access.js';
import { connectionParams, onceHeaders, reasonBody, ref } from '../schemas/parts.js';

const tags = ['legacy access'];
const here = '/tenants/:tenantId/connections/:connectionId/legacy-access';
const problems = ['connection_not_found', 'conflict', 'not_in_this_state'] as const;

export function legacyAccessRoutes(app: App, ports: Ports): void {
  app.post(
    here,
    {
      schema: {
        tags,
        operationId: 'recordLegacyAccess',
        summary: 'Record a hand-made role or a long-term key that this connection replaces',
        description:
          "It is never assumed or used, and its external ID is never taken. Once the connection's own role is proven the " +
          'tenant sees the commands that delete it, and the event `connection.legacy-reminded` comes once a month while it is open.',
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
        return { status: 201, body: await connectionAnswer(ports, recorded) };
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
        summary: 'Pass on that the tenant has deleted it',
        description: "On the tenant's word: the kit does not look. Manage links do the same for the person they name.",
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
        return { status: 200, body: await connectionAnswer(ports, closed) };
      }),
  );
  app.delete(
    `${here}/:legacyId`,
    {
      schema: {
        tags,
        operationId: 'retractLegacyAccess',
        summary: 'Take back what was recorded by mistake',
        params: legacyParams,
        body: reasonBody,
        response: { 200: ref(connectionSchema) },
      },
      config: { action: 'legacy.retract', problems: [...problems, 'legacy_not_found', 'legacy_not_open'] },
    },
    async request =>
      connectionAnswer(ports, await retractLegacyAccess(ports, callerOf(request), request.params, request.body.reason)),
  );
}
