// Credential requests and the ledger.
import { fail } from '../../errors.js';
import { readLedger } from '../../operations/audit/read-ledger.js';
import { issueSession } from '../../operations/session/issue-session.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { connectionParams, pageOf, ref } from '../schemas/parts.js';
import { ledgerListSchema, ledgerQuery, ledgerRowView, sessionBody, sessionSchema } from '../schemas/session.js';
import { rangeOf } from '../time-range.js';

const tags = ['sessions'];
const here = '/tenants/:tenantId/connections/:connectionId/sessions';

export function sessionRoutes(app: App, ports: Ports): void {
  issuing(app, ports);
  ledger(app, ports);
}

function issuing(app: App, ports: Ports): void {
  app.post(
    here,
    {
      schema: {
        tags,
        operationId: 'issueSession',
        summary: 'Issue credentials',
        description:
          'Every credential request is independent. An `Idempotency-Key` is refused, and no part of the answer ' +
          'is stored.',
        params: connectionParams,
        body: sessionBody,
        response: { 201: ref(sessionSchema) },
      },
      config: {
        action: 'session.issue',
        problems: [
          'connection_not_found',
          'idempotency_key_not_accepted',
          'not_issuing',
          'duration_not_allowed',
          'session_policy_not_valid',
          'session_policy_not_announced',
          'role_refused_us',
          'sts_region_disabled',
          'aws_unavailable',
          'vendor_caller_unavailable',
          'sts_quota_reached',
        ],
      },
    },
    async (request, reply) => {
      if (request.headers['idempotency-key'] !== undefined) throw fail('idempotency_key_not_accepted');
      const { durationSeconds = 900, sessionPolicy } = request.body;
      const where = { ...request.params, requestId: request.id };
      const sessionRequest = { durationSeconds, ...(sessionPolicy && { sessionPolicy }) };
      const issued = await issueSession(ports, callerOf(request), where, sessionRequest);
      reply.code(201);
      return issued;
    },
  );
}

function ledger(app: App, ports: Ports): void {
  app.get(
    here,
    {
      schema: {
        tags,
        operationId: 'listSessions',
        summary: 'List the ledger: sessions created and credentials issued',
        description: 'Newest first. With `kind`, a page may be short or empty and still have a `nextCursor`.',
        params: connectionParams,
        querystring: ledgerQuery,
        response: { 200: ref(ledgerListSchema) },
      },
      config: { action: 'ledger.read', problems: ['connection_not_found'] },
    },
    async request => {
      const { query } = request;
      const wanted = { ...pageOf(query), ...rangeOf(query), ...(query.kind && { kind: query.kind }) };
      const found = await readLedger(ports, callerOf(request), request.params, wanted);
      return { ...found, items: found.items.map(({ row, times }) => ledgerRowView(row, ports.vendor, times)) };
    },
  );
}
