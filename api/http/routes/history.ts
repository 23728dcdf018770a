// Histories, and the proof that they are whole.
import type { Deps } from '../../deps.js';
import { readHistory, verifyHistory } from '../../operations/read-audit.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { historyListSchema, historyRowView, verificationQuery, verificationSchema } from '../schemas/history.js';
import { connectionParams, pageOf, pageQuery, ref } from '../schemas/parts.js';

const tags = ['history'];

export function historyRoutes(app: App, deps: Deps): void {
  app.get(
    '/tenants/:tenantId/connections/:connectionId/history',
    {
      schema: {
        tags,
        operationId: 'listHistory',
        summary: 'Every change of a connection',
        params: connectionParams,
        querystring: pageQuery,
        response: { 200: ref(historyListSchema) },
      },
      config: { action: 'history.read', problems: ['connection_not_found'] },
    },
    async request => {
      const found = await readHistory(deps, callerOf(request), request.params, pageOf(request.query));
      return { ...found, items: found.items.map(each => historyRowView(each, deps.vendor)) };
    },
  );
  app.get(
    '/history/verification',
    {
      schema: {
        tags,
        operationId: 'verifyHistory',
        summary: 'Read every row again and tell which were edited, are missing or misplaced',
        description: 'Of everything the key is bound to, of one tenant with all it has, or of one connection.',
        querystring: verificationQuery,
        response: { 200: ref(verificationSchema) },
      },
      config: { action: 'history.verify', problems: ['tenant_not_found', 'connection_not_found'] },
    },
    async request => verifyHistory(deps, callerOf(request), request.query),
  );
}
