// Connections: create, list, search, read, change, review.
import { changeConnection, reviewConnection } from '../../operations/connection/change-connection.js';
import { createConnection } from '../../operations/connection/create-connection.js';
import { listConnections, readConnection, searchConnections } from '../../operations/connection/read-connections.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { connectionListSchema, connectionQuery, connectionSchema } from '../schemas/connection.js';
import { connectionBody, connectionPatch, reviewBody } from '../schemas/connection-body.js';
import { connectionParams, onceHeaders, pageOf, pageQuery, ref, tenantParams } from '../schemas/parts.js';
import { connectionAnswer, connectionAnswers } from './connection-answer.js';

const tags = ['connections'];
const here = '/tenants/:tenantId/connections/:connectionId';

export function connectionRoutes(app: App, ports: Ports): void {
  createRoute(app, ports);
  listRoutes(app, ports);
  changeRoutes(app, ports);
  reviewRoute(app, ports);
}

function createRoute(app: App, ports: Ports): void {
  app.post(
    '/tenants/:tenantId/connections',
    {
      schema: {
        tags,
        operationId: 'createConnection',
        summary: 'Create a connection to one AWS account of a tenant',
        description:
          'The service generates its external ID. Announcing an account does not prove or claim ownership of it.',
        params: tenantParams,
        headers: onceHeaders,
        body: connectionBody,
        response: { 201: ref(connectionSchema) },
      },
      config: {
        action: 'connection.create',
        problems: [
          'tenant_not_found',
          'tenant_closed',
          'account_not_valid',
          'vendor_account',
          'partition_not_served',
          'permission_set_not_found',
          'options_not_valid',
          'values_not_valid',
          'limits_not_valid',
          'too_many_pending',
          'conflict',
        ],
      },
    },
    async (request, reply) => {
      const [first] = ports.vendor.partitions;
      const { partition = first.partition, options = {}, maxSessionSeconds = 3600, ...wanted } = request.body;
      const input = { ...wanted, partition, options, maxSessionSeconds };
      const connection = await replyOnce(ports, request, reply, async idText => {
        const made = await createConnection(ports, callerOf(request), request.params.tenantId, input, idText);
        return { status: 201, body: await connectionAnswer(ports, request, made) };
      });
      reply.header(
        'location',
        `${ports.vendor.basePath}/v1/tenants/${connection.tenantId}/connections/${connection.id}`,
      );
      return connection;
    },
  );
}

function listRoutes(app: App, ports: Ports): void {
  app.get(
    '/tenants/:tenantId/connections',
    {
      schema: {
        tags,
        operationId: 'listConnections',
        summary: 'List the connections of a tenant',
        params: tenantParams,
        querystring: pageQuery,
        response: { 200: ref(connectionListSchema) },
      },
      config: { action: 'connection.read', problems: ['tenant_not_found'] },
    },
    async request => {
      const found = await listConnections(ports, callerOf(request), request.params.tenantId, pageOf(request.query));
      return { ...found, items: await connectionAnswers(ports, request, found.items) };
    },
  );
  app.get(
    '/connections',
    {
      schema: {
        tags,
        operationId: 'searchConnections',
        summary: 'Search connections across all tenants of the key',
        description: 'A page may hold fewer items than `limit` and still have a `nextCursor`.',
        querystring: connectionQuery,
        response: { 200: ref(connectionListSchema) },
      },
      config: { action: 'connection.read' },
    },
    async request => {
      const { limit: _, cursor: __, ...search } = request.query;
      const found = await searchConnections(ports, callerOf(request), search, pageOf(request.query));
      return { ...found, items: await connectionAnswers(ports, request, found.items) };
    },
  );
}

function changeRoutes(app: App, ports: Ports): void {
  app.get(
    here,
    {
      schema: {
        tags,
        operationId: 'readConnection',
        summary: 'Read one connection',
        params: connectionParams,
        response: { 200: ref(connectionSchema) },
      },
      config: { action: 'connection.read', problems: ['connection_not_found'] },
    },
    async request => connectionAnswer(ports, request, await readConnection(ports, callerOf(request), request.params)),
  );
  app.patch(
    here,
    {
      schema: {
        tags,
        operationId: 'changeConnection',
        summary: 'Change the settings of a connection',
        description:
          'Role options, session limit and role ARN can be changed while the connection is pending; the end date, ' +
          'access windows and stack at any time. The account and the external ID never change.',
        params: connectionParams,
        body: connectionPatch,
        response: { 200: ref(connectionSchema) },
      },
      config: {
        action: 'connection.change',
        problems: [
          'connection_not_found',
          'role_arn_not_valid',
          'role_not_of_this_connection',
          'options_not_valid',
          'limits_not_valid',
          'stack_not_valid',
          'permission_set_not_found',
          'not_in_this_state',
          'changes_too_frequent',
          'conflict',
        ],
      },
    },
    async request =>
      connectionAnswer(ports, request, await changeConnection(ports, callerOf(request), request.params, request.body)),
  );
}

function reviewRoute(app: App, ports: Ports): void {
  app.post(
    `${here}/review`,
    {
      schema: {
        tags,
        operationId: 'reviewConnection',
        summary: 'Approve or refuse a connection to an account in which another tenant is verified',
        params: connectionParams,
        headers: onceHeaders,
        body: reviewBody,
        response: { 200: ref(connectionSchema) },
      },
      config: {
        action: 'connection.review',
        problems: ['connection_not_found', 'review_not_open', 'not_in_this_state', 'changes_too_frequent', 'conflict'],
      },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const reviewed = await reviewConnection(ports, callerOf(request), request.params, request.body);
        return { status: 200, body: await connectionAnswer(ports, request, reviewed) };
      }),
  );
}
