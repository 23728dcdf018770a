// Exports of a history and of the ledger, for auditors.
import { exportHistory, exportLedger } from '../../operations/audit/export-rows.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { changeLine, exportLedgerQuery, historyLines, ledgerLine, ledgerLines } from '../schemas/export.js';
import { connectionParams } from '../schemas/parts.js';
import { exportSender } from '../send-export.js';
import { rangeOf } from '../time-range.js';

const here = '/tenants/:tenantId/connections/:connectionId';

export function exportRoutes(app: App, ports: Ports): void {
  const sendExport = exportSender(app);
  historyExport(app, ports, sendExport);
  ledgerExport(app, ports, sendExport);
}

type SendExport = ReturnType<typeof exportSender>;

function historyExport(app: App, ports: Ports, sendExport: SendExport): void {
  app.get(
    `${here}/history/export`,
    {
      // HEAD would produce the whole export and discard it.
      exposeHeadRoute: false,
      schema: {
        tags: ['history'],
        operationId: 'exportHistory',
        summary: 'The whole history of a connection, verifiable without this service',
        description: 'The export is recorded in the security log.',
        params: connectionParams,
        response: { 200: historyLines },
      },
      config: { action: 'history.export', problems: ['connection_not_found'] },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { tenantId, connectionId } = request.params;
      return sendExport(reply, caller.id, async () => {
        const { rows, exportedAt } = await exportHistory(ports, caller, request.params);
        let lastHash = '';
        return {
          fileName: `history-${connectionId}`,
          lines: mapped(rows, kept => {
            // A row that was edited in the store is exported as it is, so that verification finds it.
            lastHash = String(kept.row?.hash);
            return changeLine(kept, ports.vendor);
          }),
          end: () => ({ tenantId, connectionId, exportedAt, lastHash }),
        };
      });
    },
  );
}

function ledgerExport(app: App, ports: Ports, sendExport: SendExport): void {
  app.get(
    `${here}/sessions/export`,
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['sessions'],
        operationId: 'exportLedger',
        summary: 'The ledger of a connection, whole or for a range of time',
        description: 'The export is recorded in the security log. It omits rows written while it runs.',
        params: connectionParams,
        querystring: exportLedgerQuery,
        response: { 200: ledgerLines },
      },
      config: { action: 'ledger.export', problems: ['connection_not_found'] },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { tenantId, connectionId } = request.params;
      return sendExport(reply, caller.id, async () => {
        const { rows, exportedAt, range } = await exportLedger(ports, caller, request.params, rangeOf(request.query));
        return {
          fileName: `ledger-${connectionId}`,
          lines: mapped(rows, row => ledgerLine(row, ports.vendor)),
          end: () => ({ tenantId, connectionId, exportedAt, ...range }),
        };
      });
    },
  );
}

async function* mapped<Row>(rows: AsyncIterable<Row>, line: (row: Row) => object): AsyncGenerator<object> {
  for await (const row of rows) yield line(row);
}
