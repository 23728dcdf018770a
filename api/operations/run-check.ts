// One full check: right ID, control role, the negatives, the right ID again, the inspection, older roles; then the
// verdict, written on condition that the connection did not move meanwhile. Decisions are core's.
import { isTrustRead } from '../core/after-check.js';
import { digest } from '../core/canonical.js';
import type { Check, CheckResult } from '../core/check.js';
import { advance, type CheckVerdict, type Connection } from '../core/connection.js';
import { afterCheckNotes } from '../core/due.js';
import type { EventType } from '../core/events.js';
import { isPastDeadline } from '../core/rotation.js';
import type { Deps, Kept } from '../deps.js';
import { checkRole } from './check-role.js';
import { CheckRun, Dropped } from './check-run.js';
import { endOverdueRotation } from './rotate.js';
import { isUnderReview } from './under-review.js';
import { endWithdrawnUpgrade } from './upgrade.js';
import { systemCaller, whoOf } from './who.js';

export type CheckNeeds = Pick<
  Deps,
  | 'clock'
  | 'ids'
  | 'log'
  | 'vendor'
  | 'permissionSets'
  | 'connections'
  | 'externalIds'
  | 'ledger'
  | 'checks'
  | 'assumeRole'
  | 'readRole'
  | 'callers'
>;

/** A run that says nothing for this long is taken for dead. Longer than the longest wait and call between two steps. */
const leaseMs = 150 * 1000;
/** How often a check begins again because the connection moved under it. */
const runs = 3;

export function leaseUntil(now: Date): string {
  return new Date(now.getTime() + leaseMs).toISOString();
}

export async function runCheck(deps: CheckNeeds, begun: Check, stopping: AbortSignal): Promise<void> {
  let check = begun;
  for (let n = 1; n <= runs; n += 1) {
    const kept = await deps.connections.get(check.connectionId);
    if (!kept || (kept.value.state !== 'pending' && kept.value.state !== 'verified')) break;
    check = { ...check, revision: kept.revision, steps: [] };
    if ((await resultOf(deps, check, kept, stopping)) !== 'moved') return;
  }
  await finish(deps, check, unfinished('connection_changed'));
}

/** Runs once and writes what came of it; `moved` when the connection changed, `lost` when the slot is another's. */
async function resultOf(
  deps: CheckNeeds,
  check: Check,
  kept: Kept<Connection>,
  stopping: AbortSignal,
): Promise<'done' | 'moved' | 'lost'> {
  const run = new CheckRun(deps, check, kept, stopping);
  let result: CheckResult;
  try {
    result = await checkRole(run);
  } catch (error) {
    if (!(error instanceof Dropped)) throw error;
    if (error.why !== 'stopped') return error.why;
    await finish(deps, run.check, unfinished('interrupted'));
    return 'done';
  }
  if (!(await conclude(deps, run, result))) return 'moved';
  await finish(deps, run.check, result);
  return 'done';
}

function finish(deps: CheckNeeds, check: Check, result: CheckResult): Promise<void> {
  return deps.checks.finish({ ...check, finishedAt: deps.clock.now().toISOString(), result });
}

function unfinished(reason: 'connection_changed' | 'interrupted'): CheckResult {
  return { conclusive: false, reason, causes: { excluded: [], left: [] } };
}

/** An inconclusive check changes neither state nor health; only when the kit looks again is noted. */
async function conclude(deps: CheckNeeds, run: CheckRun, result: CheckResult): Promise<boolean> {
  const now = deps.clock.now();
  const { kept } = run;
  if (!result.conclusive) return deps.connections.note(kept, afterCheckNotes(kept.value, kept.notes, now, false));
  const { verdict } = result;
  const isHeldBack = kept.value.state === 'pending' && (await mayNotVerify(deps, kept.value, verdict));
  const next = advance(kept.value, { type: 'check-finished', verdict, isHeldBack }, now);
  if ('refused' in next) return false;
  const notes = afterCheckNotes(next.connection, kept.notes, now, true);
  if (digest(next.connection) === digest(kept.value))
    return (await deps.connections.note(kept, notes)) && (await endIfOverdue(deps, kept, result));
  const change = {
    at: now.toISOString(),
    who: whoOf(systemCaller),
    action: actionOf(kept.value, next.connection),
    facts: {
      checkId: run.check.id,
      outcome: verdict.outcome,
      health: next.connection.health,
      ...(verdict.outcome === 'admitted' && verdict.upgradedTo && { version: verdict.upgradedTo }),
    },
  };
  const written = await deps.connections.change(kept, next.connection, change);
  if (!written) return false;
  // Were this second write lost, the connection would hold (no conclusive check): the safe side, mended by the next check.
  await deps.connections.note(written, notes);
  return endIfOverdue(deps, written, result);
}

/** Support has a say first, or the vendor wants to have read whom the role trusts. */
async function mayNotVerify(deps: CheckNeeds, connection: Connection, verdict: CheckVerdict): Promise<boolean> {
  return (!deps.vendor.verifyUnread && !isTrustRead(verdict.findings)) || isUnderReview(deps, connection);
}

function actionOf(before: Connection, after: Connection): EventType {
  if (after.state !== before.state) return 'connection.verified';
  if (after.permissionSet.version !== before.permissionSet.version) return 'connection.upgraded';
  return after.externalId.retiring === before.externalId.retiring
    ? 'connection.checked'
    : 'connection.rotation-finished';
}

/**
 * Past its deadline a rotation ends, once a check has seen that the current ID is still the one; an upgrade ends when the
 * version that it asks for was withdrawn. Always true.
 */
async function endIfOverdue(deps: CheckNeeds, kept: Kept<Connection>, result: CheckResult): Promise<true> {
  await endWithdrawnUpgrade(deps, kept);
  const { pending } = kept.value.externalId;
  const isAdmitted = result.conclusive && result.verdict.outcome === 'admitted';
  if (isAdmitted && pending && isPastDeadline(pending, deps.clock.now())) await endOverdueRotation(deps, kept);
  return true;
}
