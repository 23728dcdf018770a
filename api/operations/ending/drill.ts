// Revocation drill (SEC03-BP09): stops issuing like a revoke, waits until every session has expired, measures the
// result from the ledger, then restores access. Its end time is stored with the connection, so a crash loses nothing.
import type { Caller } from '../../core/access/caller.js';
import { type LedgerRow, lastEndOf, longestSessionMs } from '../../core/audit/ledger.js';
import { drillNotes } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import { drillResult } from '../../core/connection/machine/drill.js';
import { hourMs } from '../../core/values/time.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { systemCaller } from '../access/actor.js';
import { type ConnectionRef, findConnection } from '../connection/find-connection.js';
import { applyEvent, applyEventOnce } from '../connection/transition.js';
import { checkSoon, type Ended } from './end-access.js';
import { aliveSessions, impactOf } from './impact.js';

export interface NewDrill {
  reason: string;
  people?: string[];
  dependents?: string[];
}

export async function startDrill(
  ports: Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections' | 'ledger' | 'vendor'>,
  caller: Caller,
  where: ConnectionRef,
  { reason, people = [], dependents = [] }: NewDrill,
): Promise<Ended> {
  const requestedAt = ports.clock.now().toISOString();
  const kept = await findConnection(ports, caller, 'drill.start', where);
  // Stored before the change: after a crash between the two writes, the drill would end a day later.
  const longest = new Date(Date.parse(requestedAt) + hourMs).toISOString();
  if (kept.value.state === 'verified') await ports.connections.note(kept, drillNotes(longest, ports.clock.now()));
  const event = { type: 'drill-started', drill: { requestedAt, people, dependents } } as const;
  const started = await applyEvent(ports, caller, kept, event, { action: 'connection.drill-started', reason });
  const impact = await impactOf(ports, started.value);
  await ports.connections.note(started, drillNotes(impact.lastSessionEndsAt, ports.clock.now()));
  return { connection: started, impact };
}

/** Finishes a drill whose sessions have expired. Otherwise it is tested again when they have. */
export async function finishDrill(
  ports: Pick<Ports, 'clock' | 'connections' | 'ledger'> & Parameters<typeof checkSoon>[0],
  kept: Versioned<Connection>,
): Promise<void> {
  const { drill, issuingStoppedAt, id } = kept.value;
  const now = ports.clock.now();
  const lastEnd = lastEndOf(await aliveSessions(ports, id, now.toISOString()));
  if (lastEnd) {
    await ports.connections.note(kept, drillNotes(lastEnd, now));
    return;
  }
  const result = drillResult(drill!, issuingStoppedAt!, await rowsAround(ports, id, issuingStoppedAt!), now);
  const { stopSeconds, endSeconds, sessionsAlive, handedOutAfterStop } = result;
  const facts = { stopSeconds, endSeconds, sessionsAlive, handedOutAfterStop };
  const words = { action: 'connection.drill-finished', facts } as const;
  const finished = await applyEventOnce(ports, kept, { type: 'drill-finished', result }, words, 'drill_not_open');
  if (finished && finished.value.state !== 'suspended') await checkSoon(ports, systemCaller, finished);
}

async function rowsAround({ ledger }: Pick<Ports, 'ledger'>, id: string, stoppedAt: string): Promise<LedgerRow[]> {
  const from = new Date(Date.parse(stoppedAt) - longestSessionMs).toISOString();
  const rows: LedgerRow[] = [];
  for await (const row of ledger.walk(id, { from, kind: 'issue' })) rows.push(row);
  return rows;
}
