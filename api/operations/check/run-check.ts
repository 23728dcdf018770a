// Runs one check, full or light, then writes its verdict, unless what it is about changed meanwhile. Core makes the
// decisions.
import type { Check, CheckKind, CheckResult, InconclusiveReason } from '../../core/check/check.js';
import { isSameForChecks } from '../../core/check/checked-parts.js';
import { type EndedCheck, scheduleAfterCheck } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import type { ConnectionEvent, Transition } from '../../core/connection/event.js';
import { advance } from '../../core/connection/machine/machine.js';
import { isPastDeadline } from '../../core/connection/rotation.js';
import type { Stop } from '../../core/connection/stop.js';
import type { EventType } from '../../core/event/event-types.js';
import { mostSevere } from '../../core/finding/findings.js';
import { isTrustRead } from '../../core/finding/unread-parts.js';
import type { CheckVerdict } from '../../core/finding/verdict.js';
import { digest } from '../../core/values/canonical.js';
import { KitError } from '../../errors.js';
import type { Notes, NotesChange, Versioned } from '../../ports/subjects.js';
import { actorOf, systemCaller } from '../access/actor.js';
import { claimsAccount } from '../connection/claim/account-claims.js';
import { endAcceptances } from '../connection/end-acceptances.js';
import { reviseProposal } from '../connection/propose-revoke.js';
import { isUnderReview } from '../connection/review.js';
import { endOverdueRotation } from '../delivery/rotate.js';
import { endWithdrawnUpgrade } from '../delivery/upgrade.js';
import { recordStops } from '../ending/record-stops.js';
import { setStop } from '../ending/set-stop.js';
import { type CheckNeeds, CheckRun, Dropped } from './check-run.js';
import { checkRole } from './full-check.js';
import { lightCheck } from './light-check.js';

/** How often a check runs at most when the connection changes during it. */
const runs = 3;

export async function runCheck(ports: CheckNeeds, begun: Check, stopping: AbortSignal): Promise<void> {
  let check = begun;
  for (let n = 1; n <= runs; n += 1) {
    const found = await ports.connections.get(check.connectionId);
    const kept = found?.stops ? await recordStops(ports, found) : found;
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
  const stopBeating = run.keepAlive();
  try {
    result = await (check.kind === 'light' ? lightCheck(run) : checkRole(run));
  } catch (error) {
    if (!(error instanceof Dropped)) throw error;
    if (error.why !== 'stopped') return error.why;
    await finish(ports, run.check, unfinished('interrupted'));
    return 'done';
  } finally {
    stopBeating();
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

/** How often another change may come first. */
const tries = 12;

/**
 * An inconclusive check changes neither state nor health. Only the time of the next check is stored. Changes that the
 * check does not depend on may have been made meanwhile: then it concludes about the connection as it is now.
 */
async function conclude(ports: CheckNeeds, run: CheckRun, result: CheckResult): Promise<boolean> {
  const now = ports.clock.now();
  if (!result.conclusive) return noteEnd(ports, run, run.kept, result, now);
  if (isUnsafe(run, result.verdict, now)) return stopUnsafe(ports, run, result, result.verdict, now);
  let kept: Versioned<Connection> | undefined = run.kept;
  for (let n = 0; n < tries && run.isAbout(kept); n += 1) {
    const next = await afterVerdict(ports, run, kept, result.verdict, now);
    if ('refused' in next) return false;
    const isSame = digest(next.connection) === digest(kept.value);
    const change = changeOf(run, kept.value, next.connection, result.verdict, now);
    const written: Versioned<Connection> | undefined = isSame
      ? kept
      : await ports.connections.change(kept, next.connection, change);
    // If this second write is lost, the connection goes on hold: no conclusive check. The next check repairs that.
    if (written && ((await noteEnd(ports, run, written, result, now)) || !isSame))
      return endIfOverdue(ports, written, result);
    kept = await ports.connections.get(kept.value.id);
  }
  return false;
}

/** Stores the time of the next check. False when the connection changed in a part that the check depends on. */
async function noteEnd(
  ports: CheckNeeds,
  run: CheckRun,
  written: Versioned<Connection>,
  result: CheckResult,
  now: Date,
): Promise<boolean> {
  const ended = endOf(run.check, result);
  const known = { ...written, notes: run.kept.notes, seed: seedOf(ports, written) };
  const notes = { ...scheduleAfterCheck(known, ended, now), ...lastingFault(run.kept.notes, result, now) };
  let kept: Versioned<Connection> | undefined = written;
  for (let n = 0; n < tries; n += 1) {
    if (await ports.connections.note(kept, notes)) return true;
    kept = await ports.connections.get(written.value.id);
    if (!kept || !isSameForChecks(kept.value, written.value)) return false;
  }
  return false;
}

/** STS that is off in the customer's account stays so until they turn it on. A conclusive check shows that it is on. */
function lastingFault(
  { stsDisabledSince }: Notes,
  result: CheckResult,
  now: Date,
): Pick<NotesChange, 'stsDisabledSince'> {
  if (result.conclusive) return stsDisabledSince ? { stsDisabledSince: null } : {};
  const isOff = result.causes.left.some(each => each.code === 'sts_region_disabled');
  return isOff && !stsDisabledSince ? { stsDisabledSince: now.toISOString() } : {};
}

const seedOf = ({ secrets }: CheckNeeds, { value }: Versioned<Connection>) => secrets.checkSeed(value.id);

/** Whether the verdict is to stop issuing: a verified connection becomes unsafe, or unsafe for other reasons. */
function isUnsafe(run: CheckRun, verdict: CheckVerdict, now: Date): boolean {
  const next = advance(run.connection, eventOf(run, verdict), now);
  if ('refused' in next || run.connection.state !== 'verified' || next.connection.health !== 'unsafe') return false;
  // A verdict that is known already has stopped issuing before.
  return digest(next.connection) !== digest(run.connection);
}

/**
 * An unsafe verdict is a stop: it holds issuing by one write, whatever else changes at the same time. It is true of the
 * role even if the connection has changed since.
 */
async function stopUnsafe(
  ports: CheckNeeds,
  run: CheckRun,
  result: CheckResult,
  verdict: CheckVerdict,
  now: Date,
): Promise<boolean> {
  const next = advance(run.connection, eventOf(run, verdict), now);
  const after = 'connection' in next ? next.connection : run.connection;
  const { at: _, who: __, ...words } = changeOf(run, run.connection, after, verdict, now);
  try {
    const written = await setStop(ports, systemCaller, run.kept, 'stopUnsafe', {
      ...words,
      verdict: verdictOf(run.check, verdict),
    });
    await noteEnd(ports, run, written, result, now);
    return endIfOverdue(ports, written, result);
  } catch (error) {
    // It ended, or was suspended, during the check: nothing is issued, and a resume needs another check.
    if (!(error instanceof KitError) || error.code !== 'not_in_this_state') throw error;
    return false;
  }
}

function changeOf(run: CheckRun, before: Connection, after: Connection, verdict: CheckVerdict, now: Date) {
  return {
    at: now.toISOString(),
    who: actorOf(systemCaller),
    action: actionOf(before, after),
    facts: {
      checkId: run.check.id,
      outcome: verdict.outcome,
      health: after.health,
      healthBefore: before.health,
      ...(verdict.outcome === 'admitted' && verdict.upgradedTo && { version: verdict.upgradedTo }),
    },
  };
}

/** A stop must fit into the reserve of the item: the most severe findings are enough to hold issuing. */
const findingsInStop = 50;

function verdictOf({ kind }: Check, found: CheckVerdict): NonNullable<Stop['verdict']> {
  const verdict = { ...found, findings: mostSevere(found.findings, findingsInStop) };
  return kind === 'light' && verdict.outcome !== 'refused'
    ? { kind: 'light', seen: verdict }
    : { kind: 'full', seen: verdict };
}

function eventOf({ check, ports }: CheckRun, verdict: CheckVerdict, isHeldBack = false): ConnectionEvent {
  const rules = ports.vendor.unread;
  if (check.kind === 'light' && verdict.outcome !== 'refused') return { type: 'light-check-finished', verdict, rules };
  return { type: 'check-finished', verdict, isHeldBack, rules };
}

async function afterVerdict(
  ports: CheckNeeds,
  run: CheckRun,
  { value }: Versioned<Connection>,
  verdict: CheckVerdict,
  now: Date,
): Promise<Transition> {
  const next = advance(value, eventOf(run, verdict), now);
  if (value.state !== 'pending' || 'refused' in next || next.connection.state !== 'verified') return next;
  return (await mayVerify(ports, value, verdict)) ? next : advance(value, eventOf(run, verdict, true), now);
}

/** False while the vendor requires a readable trust policy, and while support must decide first. */
async function mayVerify(ports: CheckNeeds, connection: Connection, verdict: CheckVerdict): Promise<boolean> {
  if (!ports.vendor.unread.verifyUnread && !isTrustRead(verdict.findings)) return false;
  return !(await isUnderReview(ports, connection)) && claimsAccount(ports, connection);
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
 * Removes acceptances of another role than the check has read. Always returns true.
 */
async function endIfOverdue(ports: CheckNeeds, written: Versioned<Connection>, result: CheckResult): Promise<true> {
  const kept = await endAcceptances(ports, written);
  await endWithdrawnUpgrade(ports, kept);
  const { pending } = kept.value.externalId;
  const isAdmitted = result.conclusive && result.verdict.outcome === 'admitted';
  if (isAdmitted && pending && isPastDeadline(pending, ports.clock.now())) await endOverdueRotation(ports, kept);
  if (kept.value.health === 'gone' || kept.value.revokeProposed?.why === 'gone') await reviseProposal(ports, kept);
  return true;
}
