// What ending the access would do now: which sessions are still active, and whose they are.
import { endOfSession, type HandedOutRow, lastEndOf } from '../../core/audit/ledger.js';
import type { Connection } from '../../core/connection/connection.js';
import { cutByCustomer, isCut } from '../../core/session/cut-sessions.js';
import type { Ports } from '../../ports/ports.js';

export interface Impact {
  /** Issued sessions that may still be alive. */
  sessionsAlive: number;
  /** When the last of them ends at the latest; absent when none is alive. */
  lastSessionEndsAt?: string;
  /** The customer cut what was issued before (AWSRevokeOlderSessions), as the last check saw it. */
  cutBefore?: string;
  /** How many of those alive can do nothing, as long as that policy stays on the role. */
  sessionsCut?: number;
  /** When credentials were last handed out; absent when they were not, as far as the ledger was read. */
  lastHandedOutAt?: string;
  /** Where they were not, and the ledger is longer than what is read of it: since when they were not. */
  notHandedOutSince?: string;
  /** The callers they were handed to, newest first. */
  usedBy: string[];
}

export async function impactOf(ports: Pick<Ports, 'clock' | 'ledger'>, connection: Connection): Promise<Impact> {
  const now = ports.clock.now().toISOString();
  const alive = await aliveSessions(ports, connection.id, now);
  const { handedOut, readSince } = await handedOutRows(ports, connection.id);
  const lastSessionEndsAt = lastEndOf(alive);
  const lastHandedOutAt = handedOut[0]?.at;
  const cutBefore = cutByCustomer(connection.findings);
  return {
    sessionsAlive: alive.length,
    ...(lastSessionEndsAt && { lastSessionEndsAt }),
    ...(cutBefore && { cutBefore, sessionsCut: alive.filter(each => isCut(each.at, cutBefore)).length }),
    ...(lastHandedOutAt ? { lastHandedOutAt } : readSince && { notHandedOutSince: readSince }),
    usedBy: [...new Set(handedOut.map(row => row.to))],
  };
}

/** Issued sessions that may be alive at `at`: when each was made, and when it ends at the latest. */
export async function aliveSessions(
  { ledger }: Pick<Ports, 'ledger'>,
  connectionId: string,
  at: string,
): Promise<{ at: string; end: string }[]> {
  return (await ledger.alive(connectionId, at)).flatMap(row => {
    const end = endOfSession(row);
    return end && end > at ? [{ end, at: row.at }] : [];
  });
}

/** Pages of the ledger that are read for the last use: checks fill it with rows of their own, a dozen a day. */
const pagesRead = 30;
/** Enough rows to say who uses the access. */
const rowsWanted = 100;

/** Newest first; `readSince` is the oldest row that was read, where there are older ones. */
async function handedOutRows(
  ports: Pick<Ports, 'ledger'>,
  connectionId: string,
): Promise<{ handedOut: HandedOutRow[]; readSince: string | undefined }> {
  const handedOut: HandedOutRow[] = [];
  let cursor: string | undefined;
  let readSince: string | undefined;
  for (let n = 0; n < pagesRead && handedOut.length < rowsWanted; n += 1) {
    const page = await ports.ledger.list(connectionId, { limit: 100, ...(cursor && { cursor }) });
    handedOut.push(...page.items.filter(row => row.type === 'handed-out'));
    cursor = page.nextCursor;
    readSince = page.items.at(-1)?.at ?? readSince;
    if (!cursor) return { handedOut, readSince: undefined };
  }
  return { handedOut, readSince };
}
