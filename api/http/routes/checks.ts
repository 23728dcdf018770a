// Checks: start or join the running one, list, and wait for one.
import type { Check } from '../../core/check/check.js';
import { listChecks, readCheck } from '../../operations/check/read-check.js';
import { startCheck } from '../../operations/check/start-check.js';
import { readConnection } from '../../operations/connection/read-connections.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { holdAtMost } from '../limits.js';
import { replyOnce } from '../reply-once.js';
import { checkListSchema, checkParams, checkQuery, checkSchema, checkView } from '../schemas/check.js';
import { connectionParams, onceHeaders, pageOf, pageQuery, ref } from '../schemas/parts.js';

const tags = ['checks'];
const here = '/tenants/:tenantId/connections/:connectionId/checks';
/** Each waiting answer reads the store four times a second. */
const heldPerCaller = 20;

export function checkRoutes(app: App, ports: Ports): void {
  startRoute(app, ports);
  readRoute(app, ports);
  app.get(
    here,
    {
      schema: {
        tags,
        operationId: 'listChecks',
        summary: 'List the checks of a connection',
        params: connectionParams,
        querystring: pageQuery,
        response: { 200: ref(checkListSchema) },
      },
      config: { action: 'check.read', problems: ['connection_not_found'] },
    },
    async request => {
      const { value } = await readConnection(ports, callerOf(request), request.params);
      const found = await listChecks(ports, callerOf(request), request.params, pageOf(request.query));
      return { ...found, items: found.items.map(each => checkView(ports, each, value)) };
    },
  );
}

function readRoute(app: App, ports: Ports): void {
  const hold = holdAtMost(heldPerCaller);
  app.get(
    `${here}/:checkId`,
    {
      schema: {
        tags,
        operationId: 'readCheck',
        summary: 'Read a check, or wait for its result',
        description:
          'A running check has no `finishedAt`. With `waitSeconds`, the answer waits until the check has finished. ' +
          `At most ${heldPerCaller} answers wait per caller; further ones return the current state at once.`,
        params: checkParams,
        querystring: checkQuery,
        response: { 200: ref(checkSchema) },
      },
      config: { action: 'check.read', problems: ['connection_not_found', 'check_not_found'] },
    },
    async request => {
      const { value } = await readConnection(ports, callerOf(request), request.params);
      const { waitSeconds = 0 } = request.query;
      const read = (seconds: number): Promise<Check> =>
        readCheck(ports, callerOf(request), request.params, seconds, request.signal);
      const check =
        waitSeconds === 0
          ? await read(0)
          : await hold(callerOf(request).id, mayWait => read(mayWait ? waitSeconds : 0));
      return checkView(ports, check, value);
    },
  );
}

function startRoute(app: App, ports: Ports): void {
  app.post(
    here,
    {
      schema: {
        tags,
        operationId: 'startCheck',
        summary: 'Start a check, or join the running one',
        description:
          'Takes seconds when the role accepts us. When it refuses us or was not launched yet, the check takes ' +
          'about two minutes: IAM needs time to propagate a new role.',
        params: connectionParams,
        headers: onceHeaders,
        response: { 202: ref(checkSchema) },
      },
      config: {
        action: 'check.start',
        problems: ['connection_not_found', 'not_in_this_state', 'checks_too_frequent', 'conflict'],
      },
    },
    async (request, reply) => {
      const { value } = await readConnection(ports, callerOf(request), request.params);
      const check = await replyOnce(ports, request, reply, async () => {
        const begun = await startCheck(ports, callerOf(request), request.params);
        return { status: 202, body: checkView(ports, begun, value) };
      });
      const { tenantId, connectionId } = request.params;
      reply.header(
        'location',
        `${ports.vendor.basePath}/v1/tenants/${tenantId}/connections/${connectionId}/checks/${check.id}`,
      );
      return check;
    },
  );
}
