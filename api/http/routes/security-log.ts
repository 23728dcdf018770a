// The security log of all tenants.
import { readSecurityLog } from '../../operations/audit/security-log.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { pageOf, ref } from '../schemas/parts.js';
import { securityLogQuery, securityLogSchema, securityRowView } from '../schemas/security-log.js';
import { rangeOf } from '../time-range.js';

export function securityLogRoutes(app: App, ports: Ports): void {
  app.get(
    '/security-log',
    {
      schema: {
        tags: ['security-log'],
        operationId: 'listSecurityLog',
        summary: 'List refused requests, opened links and exports of all tenants',
        description:
          'Only for a key that is bound to all tenants. A page may be short or empty and still have a `nextCursor`.',
        querystring: securityLogQuery,
        response: { 200: ref(securityLogSchema) },
      },
      config: { action: 'security-log.read', problems: ['not_allowed'] },
    },
    async request => {
      const range = rangeOf(request.query);
      const found = await readSecurityLog(ports, callerOf(request), { ...pageOf(request.query), ...range });
      return { ...found, items: found.items.map(securityRowView) };
    },
  );
}
