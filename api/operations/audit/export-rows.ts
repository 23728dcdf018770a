// Exports, for auditors: the whole history of a connection, and its ledger. Each stands in the security log before
// anything of it is read.
import type { Caller } from '../../core/access/caller.js';
import type { KeptRow } from '../../core/audit/history.js';
import type { LedgerRow } from '../../core/audit/ledger.js';
import type { Ports } from '../../ports/ports.js';
import type { TimeRange } from '../../ports/subjects.js';
import { note } from '../access/allow.js';
import type { ConnectionRef } from '../connection/find-connection.js';
import { findConnection } from '../connection/find-connection.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections' | 'ledger'>;

export interface Export<Row> {
  exportedAt: string;
  range: TimeRange;
  /** Oldest first. */
  rows: AsyncGenerator<Row>;
}

/** Never a part of it: only a whole chain proves that nothing is missing. */
export async function exportHistory(ports: Needs, caller: Caller, where: ConnectionRef): Promise<Export<KeptRow>> {
  const { tenantId, connectionId } = where;
  await findConnection(ports, caller, 'history.export', where);
  await note(ports, { what: 'history_exported', callerId: caller.id, facts: { tenantId, connectionId } });
  return { exportedAt: ports.clock.now().toISOString(), range: {}, rows: ports.connections.walk(connectionId) };
}

/** Up to now at the latest: what is written while it runs is for the next one. */
export async function exportLedger(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  { from, to }: TimeRange,
): Promise<Export<LedgerRow>> {
  const { tenantId, connectionId } = where;
  await findConnection(ports, caller, 'ledger.export', where);
  const now = ports.clock.now();
  // Rows of this very millisecond are in it.
  const end = new Date(now.getTime() + 1).toISOString();
  const range = { ...(from !== undefined && { from }), to: to !== undefined && to < end ? to : end };
  await note(ports, { what: 'ledger_exported', callerId: caller.id, facts: { tenantId, connectionId, ...range } });
  return { exportedAt: now.toISOString(), range, rows: ports.ledger.walk(connectionId, range) };
}
