// Upgrading a connection to another version of its permission set: look, ask the customer for it, call it off. The rest
// is done by the customer's update and by checks.
import { cancelUpgrade, readUpgrade, startUpgrade } from '../../operations/delivery/upgrade.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { connectionAnswer } from '../connection-answer.js';
import { replyOnce } from '../make.js';
import { connectionSchema } from '../schemas/connection.js';
import { connectionParams, onceHeaders, reasonBody, ref } from '../schemas/parts.js';
import { upgradeBody, upgradeQuery, upgradeSchema, upgradeView } from '../schemas/upgrade.js';

const tags = ['upgrade'];
const here = '/tenants/:tenantId/connections/:connectionId/upgrade';
const problems = ['connection_not_found', 'not_in_this_state', 'conflict'] as const;

export function upgradeRoutes(app: App, ports: Ports): void {
  app.get(
    here,
    {
      schema: {
        tags,
        operationId: 'readUpgrade',
        summary: 'What moving to another version of the permission set adds and takes away',
        params: connectionParams,
        querystring: upgradeQuery,
        response: { 200: ref(upgradeSchema) },
      },
      config: {
        action: 'upgrade.read',
        problems: ['connection_not_found', 'permission_set_not_found', 'upgrade_not_offered'],
      },
    },
    async request => upgradeView(await readUpgrade(ports, callerOf(request), request.params, request.query.version)),
  );
  startRoute(app, ports);
  app.delete(
    here,
    {
      schema: {
        tags,
        operationId: 'cancelUpgrade',
        summary: 'Call an upgrade off',
        description: 'A customer who has updated the role already sees it as drift at the next check.',
        params: connectionParams,
        body: reasonBody,
        response: { 200: ref(connectionSchema) },
      },
      config: { action: 'upgrade.cancel', problems: [...problems, 'upgrade_not_open'] },
    },
    async request =>
      connectionAnswer(ports, await cancelUpgrade(ports, callerOf(request), request.params, request.body.reason)),
  );
}

function startRoute(app: App, ports: Ports): void {
  app.post(
    here,
    {
      schema: {
        tags,
        operationId: 'startUpgrade',
        summary:
          'Ask the customer to move to another version of the permission set, or to another end of the trust policy',
        description:
          "The delivery now describes that role, for the customer's one update of the stack. What the connection is " +
          'held against changes only when a check has seen the update.',
        params: connectionParams,
        headers: onceHeaders,
        body: upgradeBody,
        response: { 201: ref(connectionSchema) },
      },
      config: {
        action: 'upgrade.start',
        problems: [
          ...problems,
          'permission_set_not_found',
          'upgrade_not_offered',
          'upgrade_open',
          'rotation_open',
          'options_not_valid',
        ],
      },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const started = await startUpgrade(ports, callerOf(request), request.params, request.body);
        return { status: 201, body: await connectionAnswer(ports, started) };
      }),
  );
}
