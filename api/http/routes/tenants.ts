// Tenants: create, list, read, correct, close.
import { changeTenant, createTenant, listTenants, readTenant } from '../../operations/access/tenants.js';
import { closeTenant } from '../../operations/ending/close-tenant.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { onceHeaders, pageOf, pageQuery, ref, revokeBody, tenantParams } from '../schemas/parts.js';
import { tenantBody, tenantListSchema, tenantPatch, tenantSchema, tenantView } from '../schemas/tenant.js';

const tags = ['tenants'];

export function tenantRoutes(app: App, ports: Ports): void {
  app.post(
    '/tenants',
    {
      schema: {
        tags,
        operationId: 'createTenant',
        summary: 'Create a tenant',
        description: 'A key that is bound to named tenants cannot create another.',
        headers: onceHeaders,
        body: tenantBody,
        response: { 201: ref(tenantSchema) },
      },
      config: { action: 'tenant.create', problems: ['conflict'] },
    },
    async (request, reply) => {
      const tenant = await replyOnce(ports, request, reply, async idText => {
        const made = await createTenant(ports, callerOf(request), request.body, idText);
        return { status: 201, body: tenantView(made) };
      });
      reply.header('location', `${ports.vendor.basePath}/v1/tenants/${tenant.id}`);
      return tenant;
    },
  );
  app.get(
    '/tenants',
    {
      schema: {
        tags,
        operationId: 'listTenants',
        summary: 'List the tenants that the key may access',
        querystring: pageQuery,
        response: { 200: ref(tenantListSchema) },
      },
      config: { action: 'tenant.read' },
    },
    async request => {
      const found = await listTenants(ports, callerOf(request), pageOf(request.query));
      return { ...found, items: found.items.map(tenantView) };
    },
  );
  oneTenant(app, ports);
}

function oneTenant(app: App, ports: Ports): void {
  app.get(
    '/tenants/:tenantId',
    {
      schema: {
        tags,
        operationId: 'readTenant',
        summary: 'Read one tenant',
        params: tenantParams,
        response: { 200: ref(tenantSchema) },
      },
      config: { action: 'tenant.read', problems: ['tenant_not_found'] },
    },
    async request => tenantView(await readTenant(ports, callerOf(request), request.params.tenantId)),
  );
  app.patch(
    '/tenants/:tenantId',
    {
      schema: {
        tags,
        operationId: 'changeTenant',
        summary: 'Correct the name or the reference of a tenant',
        description:
          'Pages, guides and roles of later connections show the new name. A role that exists keeps its tag with the ' +
          'old name. The history of the tenant records what changed and who changed it.',
        params: tenantParams,
        body: tenantPatch,
        response: { 200: ref(tenantSchema) },
      },
      config: { action: 'tenant.change', problems: ['tenant_not_found', 'conflict'] },
    },
    async request => tenantView(await changeTenant(ports, callerOf(request), request.params.tenantId, request.body)),
  );
  app.delete(
    '/tenants/:tenantId',
    {
      schema: {
        tags,
        operationId: 'closeTenant',
        summary: 'Close a tenant and revoke all its connections',
        description:
          'When this returns, every connection of the tenant is revoked, each with the consent given here (see ' +
          'revoking one connection). A repeated close completes what was left.',
        params: tenantParams,
        body: revokeBody,
        response: { 200: ref(tenantSchema) },
      },
      config: { action: 'tenant.close', problems: ['tenant_not_found', 'conflict'] },
    },
    async request => {
      const { tenantId } = request.params;
      const { reason, ...consent } = request.body;
      return tenantView(await closeTenant(ports, callerOf(request), tenantId, reason, consent));
    },
  );
}
