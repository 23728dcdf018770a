// Histories, and the proof that they are whole.
import { readHistory } from '../../operations/audit/read-history.js';
import { verifyHistory } from '../../operations/audit/verify-history.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import {
  historyListSchema,
  historyQuery,
  historyRowView,
  verificationQuery,
  verificationSchema,
  wantedChanges,
} from '../schemas/history.js';
import { connectionParams, pageOf, ref } from '../schemas/parts.js';
import { rangeOf } from '../time-range.js';

const tags = ['history'];

export function historyRoutes(app: App, ports: Ports): void {
  app.get(
    '/tenants/:tenantId/connections/:connectionId/history',
    {
      schema: {
        tags,
        operationId: 'listHistory',
        summary: 'Every change of a connection',
        params: connectionParams,
        description: 'Newest first. With a filter a page may be short, even empty, and still have a next one.',
        querystring: historyQuery,
        response: { 200: ref(historyListSchema) },
      },
      config: { action: 'history.read', problems: ['connection_not_found'] },
    },
    async request => {
      const { query } = request;
      const wanted = { ...pageOf(query), ...rangeOf(query), ...wantedChanges(query) };
      const found = await readHistory(ports, callerOf(request), request.params, wanted);
      return { ...found, items: found.items.map(each => historyRowView(each, ports.vendor)) };
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
    async request => verifyHistory(ports, callerOf(request), request.query),
  );
}
