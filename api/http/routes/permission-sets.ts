// Permission sets: list and read.
import { listPermissionSets, readPermissionSet } from '../../operations/permission-set/read-permission-sets.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { ref, strict } from '../schemas/parts.js';
import {
  permissionSetListSchema,
  permissionSetParams,
  permissionSetQuery,
  permissionSetSchema,
  permissionSetView,
} from '../schemas/permission-set.js';

const tags = ['permission-sets'];

export function permissionSetRoutes(app: App, ports: Ports): void {
  app.get(
    '/permission-sets',
    {
      schema: {
        tags,
        operationId: 'listPermissionSets',
        summary: 'List every version of every permission set',
        querystring: strict({}),
        response: { 200: ref(permissionSetListSchema) },
      },
      config: { action: 'permission-set.read' },
    },
    async request => ({ items: (await listPermissionSets(ports, callerOf(request))).map(permissionSetView) }),
  );
  app.get(
    '/permission-sets/:permissionSetId',
    {
      schema: {
        tags,
        operationId: 'readPermissionSet',
        summary: 'Read one permission set, in its newest or a given version',
        params: permissionSetParams,
        querystring: permissionSetQuery,
        response: { 200: ref(permissionSetSchema) },
      },
      config: { action: 'permission-set.read', problems: ['permission_set_not_found'] },
    },
    async request => {
      const { params, query } = request;
      const set = await readPermissionSet(ports, callerOf(request), params.permissionSetId, query.version);
      return permissionSetView(set);
    },
  );
}
