// The delivery of a connection: JSON, template, Terraform and guide, and launching again under a new role name.
import { Type } from 'typebox';
import { launchAgain } from '../../operations/connection/change-connection.js';
import { readDelivery, readGuide } from '../../operations/delivery/read-delivery.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { connectionSchema } from '../schemas/connection.js';
import { deliverySchema, deliveryView } from '../schemas/delivery.js';
import { connectionParams, onceHeaders, oneOf, ref, strict } from '../schemas/parts.js';
import { connectionAnswer } from './connection-answer.js';

const tags = ['delivery'];
const here = '/tenants/:tenantId/connections/:connectionId';
const problems = [
  'connection_not_found',
  'not_in_this_state',
  'under_review',
  'values_missing',
  'permission_set_not_found',
  'aws_unavailable',
  'vendor_caller_unavailable',
] as const;

export function deliveryRoutes(app: App, ports: Ports): void {
  deliveryRoute(app, ports);
  templateRoute(app, ports);
  terraformRoute(app, ports);
  guideRoute(app, ports);
  launchRoute(app, ports);
}

function deliveryRoute(app: App, ports: Ports): void {
  app.get(
    `${here}/delivery`,
    {
      schema: {
        tags,
        operationId: 'readDelivery',
        summary: 'What the customer launches, in every form',
        params: connectionParams,
        response: { 200: ref(deliverySchema) },
      },
      config: { action: 'delivery.read', problems },
    },
    async request => deliveryView(await readDelivery(ports, callerOf(request), request.params)),
  );
}

function templateRoute(app: App, ports: Ports): void {
  app.get(
    `${here}/delivery/template`,
    {
      schema: {
        tags,
        operationId: 'downloadTemplate',
        summary: 'Download the CloudFormation template',
        params: connectionParams,
        response: { 200: Type.String({ description: 'The CloudFormation template, in JSON.' }) },
      },
      config: { action: 'delivery.read', problems },
    },
    async (request, reply) => {
      const { template, stackName } = await readDelivery(ports, callerOf(request), request.params);
      reply.header('content-disposition', `attachment; filename="${stackName}.json"`);
      return reply.type('application/json').send(template);
    },
  );
}

function terraformRoute(app: App, ports: Ports): void {
  app.get(
    `${here}/delivery/terraform`,
    {
      schema: {
        tags,
        operationId: 'downloadTerraform',
        summary: 'Download the role for Terraform and OpenTofu',
        params: connectionParams,
        response: {
          200: {
            description: 'The file `role.tf`. During a rotation or an upgrade, it updates the role.',
            content: { 'text/plain': { schema: Type.String() } },
          },
        },
      },
      config: { action: 'delivery.read', problems },
    },
    async (request, reply) => {
      const { terraform } = await readDelivery(ports, callerOf(request), request.params);
      reply.header('content-disposition', 'attachment; filename="role.tf"');
      return reply.type('text/plain; charset=utf-8').send(terraform);
    },
  );
}

function guideRoute(app: App, ports: Ports): void {
  app.get(
    `${here}/delivery/guide`,
    {
      schema: {
        tags,
        operationId: 'readGuide',
        summary: 'Read the deployment guide of this connection, rendered from its role spec',
        params: connectionParams,
        querystring: strict({ format: Type.Optional(oneOf(['markdown', 'html'], '`markdown` when absent.')) }),
        response: {
          200: {
            description: 'The guide in English.',
            content: { 'text/markdown': { schema: Type.String() }, 'text/html': { schema: Type.String() } },
          },
        },
      },
      config: { action: 'guide.read', problems },
    },
    async (request, reply) => {
      const guide = await readGuide(ports, callerOf(request), request.params);
      const isHtml = request.query.format === 'html';
      reply.type(isHtml ? 'text/html; charset=utf-8' : 'text/markdown; charset=utf-8');
      return isHtml ? guide.html : guide.markdown;
    },
  );
}

function launchRoute(app: App, ports: Ports): void {
  app.post(
    `${here}/launches`,
    {
      schema: {
        tags,
        operationId: 'launchAgain',
        summary: 'Create the next launch number',
        description:
          "The new role name cannot collide with an earlier role in the customer's account. The newest three " +
          'launches are checked.',
        params: connectionParams,
        headers: onceHeaders,
        response: { 201: ref(connectionSchema) },
      },
      config: {
        action: 'launch.again',
        problems: ['connection_not_found', 'not_in_this_state', 'changes_too_frequent', 'conflict'],
      },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const launched = await launchAgain(ports, callerOf(request), request.params);
        return { status: 201, body: await connectionAnswer(ports, request, launched) };
      }),
  );
}
