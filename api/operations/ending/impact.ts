// What ending the access now would affect: the active sessions and their callers.
import { endOfSession, type HandedOutRow, lastEndOf } from '../../core/audit/ledger.js';
import type { Connection } from '../../core/connection/connection.js';
import { cutByCustomer, isCut } from '../../core/session/cut-sessions.js';
import type { Ports } from '../../ports/ports.js';

export interface Impact {
  /** Issued sessions that may still be active. */
  sessionsAlive: number;
  /** When the last of them expires at the latest. Absent when none is active. */
  lastSessionEndsAt?: string;
  /** The customer revoked sessions issued before this time (AWSRevokeOlderSessions), according to the last check. */
  cutBefore?: string;
  /** How many of the active sessions have no permissions while that policy is attached. */
  sessionsCut?: number;
  /** When credentials were last issued. Absent if the ledger rows read show none. */
  lastHandedOutAt?: string;
  /** If none were found and the ledger has older rows: no credentials were issued since this time. */
  notHandedOutSince?: string;
  /** The callers that they were issued to, newest first. */
  usedBy: string[];
  /** The public names of these callers, by id. Absent if none has one. */
  publicNames?: Record<string, string>;
}

export async function impactOf(ports: Pick<Ports, 'clock' | 'ledger'>, connection: Connection): Promise<Impact> {
  const now = ports.clock.now().toISOString();
  const alive = await aliveSessions(ports, connection.id, now);
  const { handedOut, readSince } = await handedOutRows(ports, connection.id);
  const lastSessionEndsAt = lastEndOf(alive);
  const lastHandedOutAt = handedOut[0]?.at;
  const publicNames = publicNamesIn(handedOut);
  const cutBefore = cutByCustomer(connection.findings);
  return {
    sessionsAlive: alive.length,
    ...(lastSessionEndsAt && { lastSessionEndsAt }),
    ...(cutBefore && { cutBefore, sessionsCut: alive.filter(each => isCut(each.at, cutBefore)).length }),
    ...(lastHandedOutAt ? { lastHandedOutAt } : readSince && { notHandedOutSince: readSince }),
    usedBy: [...new Set(handedOut.map(row => row.to))],
    ...(publicNames.length > 0 && { publicNames: Object.fromEntries(publicNames) }),
  };
}

function publicNamesIn(handedOut: readonly HandedOutRow[]): [string, string][] {
  return handedOut.flatMap(({ to, publicName }) => (publicName ? [[to, publicName]] : []));
}

/** Sessions that may be active at `at`: when each was created, and when it expires at the latest. */
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

/** Ledger pages read to find the last use. Checks add about a dozen rows a day. */
const pagesRead = 30;
/** Enough rows to show who uses the access. */
const rowsWanted = 100;

/** Newest first. `readSince` is the oldest row read, if older rows exist. */
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
