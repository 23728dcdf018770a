// Histories, and the verification that they are complete and unedited.
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
        summary: 'List every change of a connection',
        params: connectionParams,
        description: 'Newest first. With a filter, a page may be short or empty and still have a `nextCursor`.',
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
        summary: 'Verify that no row was edited, lost or misplaced',
        description:
          'Reads the histories of everything the key may access, of one tenant with all its subjects, or of one ' +
          'connection.',
        querystring: verificationQuery,
        response: { 200: ref(verificationSchema) },
      },
      config: { action: 'history.verify', problems: ['tenant_not_found', 'connection_not_found'] },
    },
    async request => verifyHistory(ports, callerOf(request), request.query),
  );
}
