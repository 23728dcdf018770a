// Connections: make, list, search, read, change while pending, review.
import { changeConnection, reviewConnection } from '../../operations/connection/change-connection.js';
import { createConnection } from '../../operations/connection/create-connection.js';
import { listConnections, readConnection, searchConnections } from '../../operations/connection/read-connections.js';
import type { Deps } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { makeOnce } from '../make.js';
import {
  connectionBody,
  connectionListSchema,
  connectionPatch,
  connectionQuery,
  connectionSchema,
  connectionView,
  connectionViews,
  reviewBody,
} from '../schemas/connection.js';
import { connectionParams, onceHeaders, pageOf, pageQuery, ref, tenantParams } from '../schemas/parts.js';

const tags = ['connections'];
const here = '/tenants/:tenantId/connections/:connectionId';

export function connectionRoutes(app: App, deps: Deps): void {
  createRoute(app, deps);
  listRoutes(app, deps);
  changeRoutes(app, deps);
  reviewRoute(app, deps);
}

function createRoute(app: App, deps: Deps): void {
  app.post(
    '/tenants/:tenantId/connections',
    {
      schema: {
        tags,
        operationId: 'createConnection',
        summary: 'Announce one AWS account of a tenant',
        description: 'The service makes an external ID of its own for it. Announcing an account claims nothing.',
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
          'limits_not_valid',
          'too_many_pending',
          'conflict',
        ],
      },
    },
    async (request, reply) => {
      const { partition = 'aws', options = {}, maxSessionSeconds = 3600, ...wanted } = request.body;
      const input = { ...wanted, partition, options, maxSessionSeconds };
      const connection = await makeOnce(deps, request, reply, async idText => {
        const made = await createConnection(deps, callerOf(request), request.params.tenantId, input, idText);
        return { status: 201, body: await connectionView(deps, made) };
      });
      reply.header('location', `/v1/tenants/${connection.tenantId}/connections/${connection.id}`);
      return connection;
    },
  );
}

function listRoutes(app: App, deps: Deps): void {
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
      const found = await listConnections(deps, callerOf(request), request.params.tenantId, pageOf(request.query));
      return { ...found, items: await connectionViews(deps, found.items) };
    },
  );
  app.get(
    '/connections',
    {
      schema: {
        tags,
        operationId: 'searchConnections',
        summary: 'Search the connections of every tenant that the key is bound to',
        description: 'A page may be short and still have a `nextCursor`.',
        querystring: connectionQuery,
        response: { 200: ref(connectionListSchema) },
      },
      config: { action: 'connection.read' },
    },
    async request => {
      const { limit: _, cursor: __, ...search } = request.query;
      const found = await searchConnections(deps, callerOf(request), search, pageOf(request.query));
      return { ...found, items: await connectionViews(deps, found.items) };
    },
  );
}

function changeRoutes(app: App, deps: Deps): void {
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
    async request => connectionView(deps, await readConnection(deps, callerOf(request), request.params)),
  );
  app.patch(
    here,
    {
      schema: {
        tags,
        operationId: 'changeConnection',
        summary: 'Change what a connection may still change',
        description:
          'Options, session limit and role ARN while it waits for its launch; end date and windows at any time. The account ' +
          'and the external ID never change.',
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
          'permission_set_not_found',
          'not_in_this_state',
          'conflict',
        ],
      },
    },
    async request =>
      connectionView(deps, await changeConnection(deps, callerOf(request), request.params, request.body)),
  );
}

function reviewRoute(app: App, deps: Deps): void {
  app.post(
    `${here}/review`,
    {
      schema: {
        tags,
        operationId: 'reviewConnection',
        summary: 'Decide whether the launch link is shown where another tenant was verified in the account before',
        params: connectionParams,
        headers: onceHeaders,
        body: reviewBody,
        response: { 200: ref(connectionSchema) },
      },
      config: {
        action: 'connection.review',
        problems: ['connection_not_found', 'review_not_open', 'not_in_this_state', 'conflict'],
      },
    },
    async (request, reply) =>
      makeOnce(deps, request, reply, async () => {
        const reviewed = await reviewConnection(deps, callerOf(request), request.params, request.body);
        return { status: 200, body: await connectionView(deps, reviewed) };
      }),
  );
}
