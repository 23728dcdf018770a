// A revocation drill: no credentials are issued until the active sessions have expired, as after a revoke; then access
// is restored. Its figures are read from the ledger when it ends. Pure.
// Source: SEC03-BP09 (be prepared to revoke access, and measure what that takes: time, people, cost)
import { endOfSession, type LedgerRow, lastEndOf } from '../../audit/ledger.js';
import type { Connection } from '../connection.js';
import type { DrillEvent, Transition } from '../event.js';
import type { Drill, DrillResult } from '../parts.js';
import { resume, suspend } from './suspension.js';

export function advanceDrill(connection: Connection, event: DrillEvent, at: string): Transition {
  if (event.type === 'drill-started')
    return { connection: { ...suspend(connection, 'vendor', at), drill: event.drill } };
  // Someone may have cancelled the measured drill and started another one, whose sessions are still active.
  if (connection.drill?.requestedAt !== event.result.requestedAt) return { refused: 'drill_not_open' };
  const resumed = resume(connection, 'vendor');
  return 'refused' in resumed ? resumed : { connection: { ...resumed.connection, lastDrill: event.result } };
}

/** A credential request that arrived before the stop may be answered after it; none takes longer than this. */
const inFlightMs = 30_000;

/** So many callers the figures name. */
const callersAtMost = 100;

/** `rows`: the connection's ledger from the longest session before issuing stopped until now. */
export function drillResult(
  drill: Drill,
  issuingStoppedAt: string,
  rows: readonly LedgerRow[],
  now: Date,
): DrillResult {
  const allStopped = new Date(Date.parse(issuingStoppedAt) + inFlightMs).toISOString();
  const issued = rows.flatMap(row => (row.type === 'minted' && row.kind === 'issue' ? [row] : []));
  const alive = issued.flatMap(row => {
    const end = endOfSession(row);
    return row.at <= allStopped && end && end > issuingStoppedAt ? [{ id: row.id, end }] : [];
  });
  const handedOut = rows.flatMap(row => (row.type === 'handed-out' ? [row] : []));
  const ids = new Set(alive.map(each => each.id));
  const lastSessionEndedAt = lastEndOf(alive);
  const secondsTo = (at: string) => Math.max(0, Math.ceil((Date.parse(at) - Date.parse(drill.requestedAt)) / 1000));
  return {
    ...drill,
    issuingStoppedAt,
    stopSeconds: secondsTo(issuingStoppedAt),
    sessionsAlive: alive.length,
    usedBy: [...new Set(handedOut.filter(each => ids.has(each.mintedId)).map(each => each.to))]
      .sort()
      .slice(0, callersAtMost),
    ...(lastSessionEndedAt && { lastSessionEndedAt }),
    endSeconds: secondsTo(lastSessionEndedAt ?? issuingStoppedAt),
    handedOutAfterStop: handedOut.filter(each => each.at > allStopped).length,
    finishedAt: now.toISOString(),
  };
}
