// Suspending, resuming and revoking, and the impact of it before and after (SEC03-BP09: measure revocation).
// Credentials already issued stay good until they expire; only the customer can cut them in the account itself.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import { type Caller, sideOf } from '../core/access/caller.js';
import { endOfSession, type HandedOutRow, lastEndOf } from '../core/audit/ledger.js';
import { watchNotes } from '../core/check/schedule.js';
import type { Connection } from '../core/connection/connection.js';
import type { SaidEnded } from '../core/connection/parts.js';
import { cutByCustomer, isCut } from '../core/session/cut-sessions.js';
import type { Deps, Kept } from '../deps.js';
import { KitError } from '../errors.js';
import { changeBy } from './change-connection-by.js';
import { findConnection } from './find.js';
import { type ConsentInput, revokeBy } from './offboard.js';
import { reviseProposal } from './propose-revoke.js';
import { startCheckOf } from './start-check.js';

type Needs = Pick<Deps, 'clock' | 'ids' | 'securityLog' | 'connections' | 'ledger'>;

export interface Where {
  tenantId: string;
  connectionId: string;
}

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

export interface Ended {
  connection: Kept<Connection>;
  impact: Impact;
}

export async function readImpact(deps: Needs, caller: Caller, where: Where): Promise<Ended> {
  const kept = await findConnection(deps, caller, 'connection.read', where.tenantId, where.connectionId);
  return { connection: kept, impact: await impactOf(deps, kept.value) };
}

export async function suspendConnection(deps: Needs, caller: Caller, where: Where, reason: string): Promise<Ended> {
  const kept = await findConnection(deps, caller, 'connection.suspend', where.tenantId, where.connectionId);
  const event = { type: 'suspended', by: sideOf(caller) } as const;
  const connection = await changeBy(deps, caller, kept, event, { action: 'connection.suspended', reason });
  return { connection, impact: await impactOf(deps, kept.value) };
}

/**
 * Back to the state before, with health unknown: a check starts and issuing waits for it. Where the other side has
 * suspended too, it stays suspended until that side resumes.
 */
export async function resumeConnection(
  deps: Needs & Parameters<typeof startCheckOf>[0],
  caller: Caller,
  where: Where,
  reason: string,
): Promise<Ended> {
  const kept = await findConnection(deps, caller, 'connection.resume', where.tenantId, where.connectionId);
  const event = { type: 'resumed', by: sideOf(caller) } as const;
  // Before it too: killed between the two writes, the connection would never be looked at.
  const isAlone = kept.value.suspended?.by.every(side => side === event.by);
  if (kept.value.state === 'suspended' && isAlone) await deps.connections.note(kept, watchNotes(deps.clock.now()));
  const connection = await changeBy(deps, caller, kept, event, { action: 'connection.resumed', reason });
  if (connection.value.state !== 'suspended') await checkSoon(deps, caller, connection);
  return { connection, impact: await impactOf(deps, kept.value) };
}

/** Resumed is resumed: checked very often just now, it is looked at as soon as it may be again. */
export async function checkSoon(
  deps: Parameters<typeof startCheckOf>[0],
  caller: Caller,
  connection: Kept<Connection>,
): Promise<void> {
  try {
    await startCheckOf(deps, caller, connection);
  } catch (error) {
    if (!(error instanceof KitError) || error.code !== 'checks_too_frequent') throw error;
    await deps.connections.note(connection, watchNotes(deps.clock.now()));
  }
}

export async function revokeConnection(
  deps: Needs,
  caller: Caller,
  where: Where,
  reason: string,
  consent: ConsentInput = {},
): Promise<Ended> {
  const kept = await findConnection(deps, caller, 'connection.revoke', where.tenantId, where.connectionId);
  const connection = await revokeBy(deps, caller, kept, reason, consent);
  return { connection, impact: await impactOf(deps, kept.value) };
}

/** "We ended it ourselves": the tenant's word, or what the vendor was told. Said twice it is said once. */
export async function stateEnd(
  deps: Needs,
  caller: Caller,
  where: Where,
  { reason, cause }: { reason: string; cause?: NonNullable<SaidEnded['cause']> },
): Promise<Kept<Connection>> {
  const kept = await findConnection(deps, caller, 'end.state', where.tenantId, where.connectionId);
  if (kept.value.state === 'verified' && kept.value.saidEnded) return kept;
  const named = cause && { cause };
  const event = { type: 'end-stated', said: { by: sideOf(caller), ...named } } as const;
  const stated = await changeBy(deps, caller, kept, event, {
    action: 'connection.end-stated',
    reason,
    ...(named && { facts: named }),
  });
  return reviseProposal(deps, stated);
}

export async function impactOf(deps: Pick<Deps, 'clock' | 'ledger'>, connection: Connection): Promise<Impact> {
  const now = deps.clock.now().toISOString();
  const alive = await aliveSessions(deps, connection.id, now);
  const { handedOut, readSince } = await handedOutRows(deps, connection.id);
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
  { ledger }: Pick<Deps, 'ledger'>,
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
  deps: Pick<Deps, 'ledger'>,
  connectionId: string,
): Promise<{ handedOut: HandedOutRow[]; readSince: string | undefined }> {
  const handedOut: HandedOutRow[] = [];
  let cursor: string | undefined;
  let readSince: string | undefined;
  for (let n = 0; n < pagesRead && handedOut.length < rowsWanted; n += 1) {
    const page = await deps.ledger.list(connectionId, { limit: 100, ...(cursor && { cursor }) });
    handedOut.push(...page.items.filter(row => row.type === 'handed-out'));
    cursor = page.nextCursor;
    readSince = page.items.at(-1)?.at ?? readSince;
    if (!cursor) return { handedOut, readSince: undefined };
  }
  return { handedOut, readSince };
}
