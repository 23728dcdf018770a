// Upgrade to another version of the permission set: read the difference, start, cancel. The customer's update and
// checks do the rest.
import { cancelUpgrade, readUpgrade, startUpgrade } from '../../operations/delivery/upgrade.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { connectionSchema } from '../schemas/connection.js';
import { connectionParams, onceHeaders, reasonBody, ref } from '../schemas/parts.js';
import { upgradeBody, upgradeQuery, upgradeSchema, upgradeView } from '../schemas/upgrade.js';
import { connectionAnswer } from './connection-answer.js';

const tags = ['upgrade'];
const here = '/tenants/:tenantId/connections/:connectionId/upgrade';
const problems = ['connection_not_found', 'not_in_this_state', 'changes_too_frequent', 'conflict'] as const;

export function upgradeRoutes(app: App, ports: Ports): void {
  app.get(
    here,
    {
      schema: {
        tags,
        operationId: 'readUpgrade',
        summary: 'Compare the current version of the permission set with another',
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
        summary: 'Cancel an upgrade',
        description: 'If the customer has already updated the role, the next check reports the change as drift.',
        params: connectionParams,
        body: reasonBody,
        response: { 200: ref(connectionSchema) },
      },
      config: { action: 'upgrade.cancel', problems: [...problems, 'upgrade_not_open'] },
    },
    async request =>
      connectionAnswer(
        ports,
        request,
        await cancelUpgrade(ports, callerOf(request), request.params, request.body.reason),
      ),
  );
}

function startRoute(app: App, ports: Ports): void {
  app.post(
    here,
    {
      schema: {
        tags,
        operationId: 'startUpgrade',
        summary: 'Start an upgrade: another permission set version, other values, or other options of the role',
        description:
          'The delivery now describes the new role, which the customer applies with one stack update. Checks ' +
          'compare with the new role only after one has seen the update.',
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
          'values_not_valid',
        ],
      },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const started = await startUpgrade(ports, callerOf(request), request.params, request.body);
        return { status: 201, body: await connectionAnswer(ports, request, started) };
      }),
  );
}
