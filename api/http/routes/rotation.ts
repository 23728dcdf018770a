// Rotation of the external ID: start and cancel. The customer's update, credential requests and checks do the rest.
import { Type } from 'typebox';
import { rotationDays, rotationDaysAtMost } from '../../core/connection/rotation.js';
import { cancelRotation, startRotation } from '../../operations/delivery/rotate.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { connectionSchema } from '../schemas/connection.js';
import { connectionParams, onceHeaders, reasonBody, ref, strict } from '../schemas/parts.js';
import { connectionAnswer } from './connection-answer.js';

const tags = ['rotation'];
const here = '/tenants/:tenantId/connections/:connectionId/rotation';
const problems = ['connection_not_found', 'not_in_this_state', 'changes_too_frequent', 'conflict'] as const;

const rotationBody = strict(
  {
    ...reasonBody.properties,
    deadlineDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: rotationDaysAtMost,
        default: rotationDays,
        description:
          'Days after which a rotation that the customer has not applied is cancelled. Access is not interrupted.',
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
        summary: 'Start a rotation of the external ID',
        description:
          'Generates a new ID. The delivery now contains only the new ID; the customer applies it with one stack ' +
          'update. The current ID works until the role first accepts the new one. Checks then prove that the role ' +
          'refuses the old one.',
        params: connectionParams,
        headers: onceHeaders,
        body: rotationBody,
        response: { 201: ref(connectionSchema) },
      },
      config: {
        action: 'rotation.start',
        problems: [...problems, 'rotation_open', 'upgrade_open', 'rotations_too_frequent'],
      },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const started = await startRotation(ports, callerOf(request), request.params, request.body);
        return { status: 201, body: await connectionAnswer(ports, request, started) };
      }),
  );
  app.delete(
    here,
    {
      schema: {
        tags,
        operationId: 'cancelRotation',
        summary: 'Cancel a rotation that the customer has not applied',
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
      connectionAnswer(
        ports,
        request,
        await cancelRotation(ports, callerOf(request), request.params, request.body.reason),
      ),
  );
}
