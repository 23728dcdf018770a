// Runs one check, full or light, then writes its verdict on condition that the connection did not change meanwhile.
// Core makes the decisions.
import type { Check, CheckKind, CheckResult, InconclusiveReason } from '../../core/check/check.js';
import { type EndedCheck, scheduleAfterCheck } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import type { Transition } from '../../core/connection/event.js';
import { advance } from '../../core/connection/machine/machine.js';
import { isPastDeadline } from '../../core/connection/rotation.js';
import type { EventType } from '../../core/event/event-types.js';
import { isTrustRead } from '../../core/finding/unread-parts.js';
import type { CheckVerdict } from '../../core/finding/verdict.js';
import { digest } from '../../core/values/canonical.js';
import type { Versioned } from '../../ports/subjects.js';
import { actorOf, systemCaller } from '../access/actor.js';
import { reviseProposal } from '../connection/propose-revoke.js';
import { isUnderReview } from '../connection/review.js';
import { endOverdueRotation } from '../delivery/rotate.js';
import { endWithdrawnUpgrade } from '../delivery/upgrade.js';
import { type CheckNeeds, CheckRun, Dropped } from './check-run.js';
import { checkRole } from './full-check.js';
import { lightCheck } from './light-check.js';

/** How often a check runs at most when the connection changes during it. */
const runs = 3;

export async function runCheck(ports: CheckNeeds, begun: Check, stopping: AbortSignal): Promise<void> {
  let check = begun;
  for (let n = 1; n <= runs; n += 1) {
    const kept = await ports.connections.get(check.connectionId);
    if (!kept || (kept.value.state !== 'pending' && kept.value.state !== 'verified')) break;
    // A change must be proven by a full check, even if it arrives during a light check.
    const kind: CheckKind = kept.revision === check.revision ? check.kind : 'full';
    check = { ...check, kind, revision: kept.revision, steps: [] };
    if ((await resultOf(ports, check, kept, stopping)) !== 'moved') return;
  }
  await finish(ports, check, unfinished('connection_changed'));
}

/** One run and its written result. `moved`: the connection changed. `lost`: another check took the slot. */
async function resultOf(
  ports: CheckNeeds,
  check: Check,
  kept: Versioned<Connection>,
  stopping: AbortSignal,
): Promise<'done' | 'moved' | 'lost'> {
  const run = new CheckRun(ports, check, kept, stopping);
  let result: CheckResult;
  try {
    result = await (check.kind === 'light' ? lightCheck(run) : checkRole(run));
  } catch (error) {
    if (!(error instanceof Dropped)) throw error;
    if (error.why !== 'stopped') return error.why;
    await finish(ports, run.check, unfinished('interrupted'));
    return 'done';
  }
  if (!(await conclude(ports, run, result))) return 'moved';
  await finish(ports, run.check, result);
  return 'done';
}

function finish(ports: CheckNeeds, check: Check, result: CheckResult): Promise<void> {
  return ports.checks.finish({ ...check, finishedAt: ports.clock.now().toISOString(), result });
}

function unfinished(reason: 'connection_changed' | 'interrupted'): CheckResult {
  return { conclusive: false, reason, causes: { excluded: [], left: [] } };
}

/** Reasons for which a full check follows a light check at once. */
const leftToFull: readonly InconclusiveReason[] = ['inspection_refused', 'role_recreated', 'role_changed'];

function endOf({ kind }: Check, result: CheckResult): EndedCheck {
  if (result.conclusive) return { kind, end: 'conclusive' };
  return { kind, end: kind === 'light' && leftToFull.includes(result.reason) ? 'needs-full' : 'inconclusive' };
}

/** An inconclusive check changes neither state nor health. Only the time of the next check is stored. */
async function conclude(ports: CheckNeeds, run: CheckRun, result: CheckResult): Promise<boolean> {
  const now = ports.clock.now();
  const { kept } = run;
  const ended = endOf(run.check, result);
  if (!result.conclusive) return ports.connections.note(kept, scheduleAfterCheck(kept, ended, now));
  const { verdict } = result;
  const next = await afterVerdict(ports, run, verdict, now);
  if ('refused' in next) return false;
  if (digest(next.connection) === digest(kept.value)) {
    if (!(await ports.connections.note(kept, scheduleAfterCheck(kept, ended, now)))) return false;
    return endIfOverdue(ports, kept, result);
  }
  const change = {
    at: now.toISOString(),
    who: actorOf(systemCaller),
    action: actionOf(kept.value, next.connection),
    facts: {
      checkId: run.check.id,
      outcome: verdict.outcome,
      health: next.connection.health,
      healthBefore: kept.value.health,
      ...(verdict.outcome === 'admitted' && verdict.upgradedTo && { version: verdict.upgradedTo }),
    },
  };
  const written = await ports.connections.change(kept, next.connection, change);
  if (!written) return false;
  // If this second write is lost, the connection goes on hold: no conclusive check. The next check repairs that.
  await ports.connections.note(written, scheduleAfterCheck({ ...written, notes: kept.notes }, ended, now));
  return endIfOverdue(ports, written, result);
}

async function afterVerdict(ports: CheckNeeds, run: CheckRun, verdict: CheckVerdict, now: Date): Promise<Transition> {
  const connection = run.kept.value;
  if (run.check.kind === 'light' && verdict.outcome !== 'refused')
    return advance(connection, { type: 'light-check-finished', verdict }, now);
  const isHeldBack = connection.state === 'pending' && (await mayNotVerify(ports, connection, verdict));
  return advance(connection, { type: 'check-finished', verdict, isHeldBack }, now);
}

/** True while support must decide first, or while the vendor requires a readable trust policy. */
async function mayNotVerify(ports: CheckNeeds, connection: Connection, verdict: CheckVerdict): Promise<boolean> {
  return (!ports.vendor.verifyUnread && !isTrustRead(verdict.findings)) || isUnderReview(ports, connection);
}

function actionOf(before: Connection, after: Connection): EventType {
  if (after.state !== before.state) return 'connection.verified';
  if (before.upgrade && !after.upgrade) return 'connection.upgraded';
  return after.externalId.retiring === before.externalId.retiring
    ? 'connection.checked'
    : 'connection.rotation-finished';
}

/**
 * Cancels a rotation past its deadline once a check has proven that the current ID still works. Cancels an upgrade
 * whose version was withdrawn. Proposes to revoke a connection that is gone, and lifts the proposal if it returns.
 * Always returns true.
 */
async function endIfOverdue(ports: CheckNeeds, kept: Versioned<Connection>, result: CheckResult): Promise<true> {
  await endWithdrawnUpgrade(ports, kept);
  const { pending } = kept.value.externalId;
  const isAdmitted = result.conclusive && result.verdict.outcome === 'admitted';
  if (isAdmitted && pending && isPastDeadline(pending, ports.clock.now())) await endOverdueRotation(ports, kept);
  if (kept.value.health === 'gone' || kept.value.revokeProposed?.why === 'gone') await reviseProposal(ports, kept);
  return true;
}
