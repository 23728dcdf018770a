// Rotating the external ID: start, and call off. The rest is done by the customer's update, by asks and by checks.
import { Type } from 'typebox';
import { rotationDays, rotationDaysAtMost } from '../../core/connection/rotation.js';
import { cancelRotation, startRotation } from '../../operations/delivery/rotate.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { connectionAnswer } from '../connection-answer.js';
import { replyOnce } from '../make.js';
import { connectionSchema } from '../schemas/connection.js';
import { connectionParams, onceHeaders, reasonBody, ref, strict } from '../schemas/parts.js';

const tags = ['rotation'];
const here = '/tenants/:tenantId/connections/:connectionId/rotation';
const problems = ['connection_not_found', 'not_in_this_state', 'conflict'] as const;

const rotationBody = strict(
  {
    ...reasonBody.properties,
    deadlineDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: rotationDaysAtMost,
        default: rotationDays,
        description: 'After so many days a rotation that nobody took up is called off. Nothing is cut by it.',
      }),
    ),
  },
  { examples: [{ reason: 'Ticket 4711', deadlineDays: 30 }] },
);

export function rotationRoutes(app: App, ports: Ports): void {
  app.post(
    here,
    {
      schema: {
        tags,
        operationId: 'startRotation',
        summary: 'Give the connection a new external ID',
        description:
          "A new ID is drawn; the delivery now carries it and only it, for the customer's one update of the stack. The " +
          'current ID goes on working until the new one is first admitted; then the old one is proven dead by checks.',
        params: connectionParams,
        headers: onceHeaders,
        body: rotationBody,
        response: { 201: ref(connectionSchema) },
      },
      config: { action: 'rotation.start', problems: [...problems, 'rotation_open', 'upgrade_open'] },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const started = await startRotation(ports, callerOf(request), request.params, request.body);
        return { status: 201, body: await connectionAnswer(ports, started) };
      }),
  );
  app.delete(
    here,
    {
      schema: {
        tags,
        operationId: 'cancelRotation',
        summary: 'Call a rotation off that the customer has not taken up',
        params: connectionParams,
        body: reasonBody,
        response: { 200: ref(connectionSchema) },
      },
      config: {
        action: 'rotation.cancel',
        problems: [
          ...problems,
          'rotation_not_open',
          'rotation_taken_up',
          'vendor_caller_unavailable',
          'aws_unavailable',
        ],
      },
    },
    async request =>
      connectionAnswer(ports, await cancelRotation(ports, callerOf(request), request.params, request.body.reason)),
  );
}
