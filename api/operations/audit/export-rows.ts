// Exports for auditors: the whole history of a connection, or its ledger. Each export is recorded in the security log
// before the first row is read.
import type { Caller } from '../../core/access/caller.js';
import type { KeptRow } from '../../core/audit/history.js';
import type { LedgerRow } from '../../core/audit/ledger.js';
import type { Ports } from '../../ports/ports.js';
import type { TimeRange } from '../../ports/subjects.js';
import { putRow } from '../access/allow.js';
import { type ConnectionRef, findConnection } from '../connection/find-connection.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections' | 'ledger'>;

export interface Export<Row> {
  exportedAt: string;
  range: TimeRange;
  /** Oldest first. */
  rows: AsyncGenerator<Row>;
}

/** Always the whole history: only a whole chain proves that no row is missing. */
export async function exportHistory(ports: Needs, caller: Caller, where: ConnectionRef): Promise<Export<KeptRow>> {
  const { tenantId, connectionId } = where;
  await findConnection(ports, caller, 'history.export', where);
  await putRow(ports, { what: 'history_exported', callerId: caller.id, facts: { tenantId, connectionId } });
  return { exportedAt: ports.clock.now().toISOString(), range: {}, rows: ports.connections.walk(connectionId) };
}

/** Ends at the current time at the latest. The next export covers rows written while this one runs. */
export async function exportLedger(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  { from, to }: TimeRange,
): Promise<Export<LedgerRow>> {
  const { tenantId, connectionId } = where;
  await findConnection(ports, caller, 'ledger.export', where);
  const now = ports.clock.now();
  // `to` is exclusive: this includes rows of the current millisecond.
  const end = new Date(now.getTime() + 1).toISOString();
  const range = { ...(from !== undefined && { from }), to: to !== undefined && to < end ? to : end };
  await putRow(ports, { what: 'ledger_exported', callerId: caller.id, facts: { tenantId, connectionId, ...range } });
  return { exportedAt: now.toISOString(), range, rows: ports.ledger.walk(connectionId, range) };
}
