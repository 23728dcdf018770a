// When the kit checks a connection without a request, and with which kind of check. While a launch is awaited: often at
// first, then less and less. Once verified: every day at its slot. Pure.
import { nextAcceptanceWork } from '../connection/acceptance.js';
import { type Connection, isGoodHealth } from '../connection/connection.js';
import type { Look } from '../connection/event.js';
import { goneAfterMs } from '../connection/machine/after-check.js';
import { provableAt } from '../connection/rotation.js';
import { whyNotIssuing } from '../session/issuing.js';
import { dayMs, minuteMs } from '../values/time.js';
import type { CheckKind } from './check.js';
import { lastFullSlot, nextSlot, spreadOver } from './slots.js';

export interface DueNotes {
  lastConclusiveCheckAt?: string;
  /** The last conclusive full check, and the revision up to which only checks have changed the connection since. */
  lastFullCheck?: { at: string; revision: number };
  /** `full`: a full check is required. `putOff`: its slot was missed, and `at` is the time of its make-up check. */
  due?: { at: string; attempts: number; full?: true; putOff?: true };
}

/** The fields of a stored connection that this file needs. */
interface Known {
  value: Connection;
  revision: number;
  notes: DueNotes;
  /** Secret: the times of its checks come from it. Without it, from the id, which customers know. */
  seed?: string;
}

/** A check that has ended. `needs-full`: a light one that found something only a full one can explain. */
export interface EndedCheck {
  kind: CheckKind;
  end: 'conclusive' | 'inconclusive' | 'needs-full';
}

/** Waits between the checks of a pending connection, by the number of fruitless ones; the last one repeats. */
const pendingWaitsMs = [
  5_000,
  15_000,
  minuteMs,
  2 * minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  60 * minuteMs,
  360 * minuteMs,
];
const secondCheckMs = 10 * minuteMs;
/** While a change waits for the customer. A credential request would find a rotation at once, but may never come. */
const changeCheckMs = 60 * minuteMs;
const afterFaultMs = 2 * minuteMs;
/** Later than this, the service was down, so many checks are due: they are spread over `madeUpWithinMs`. */
const missedAfterMs = 15 * minuteMs;
const madeUpWithinMs = 60 * minuteMs;

/**
 * The kind of check to make now. Full by default. A light one is enough only if a full one has proven this very
 * revision since the last weekly slot. Also, nothing may be open that a light one does not test.
 */
export function kindDue({ value, revision, notes, seed = value.id }: Known, now: Date): CheckKind {
  const { lastFullCheck: full, due } = notes;
  if (due?.full || !full || full.revision !== revision || !isSettled(value)) return 'full';
  const needed = Math.max(secondCheckOf(value).getTime(), lastFullSlot(seed, now).getTime());
  return Date.parse(full.at) < needed ? 'full' : 'light';
}

/** Verified, with a health that a light check may keep, no open change and no awaited launch. */
function isSettled({ state, health, externalId, upgrade, launch, liveLaunch }: Connection): boolean {
  if (state !== 'verified' || !isGoodHealth(health)) return false;
  return !externalId.pending && !externalId.retiring && !upgrade && launch === liveLaunch;
}

/** The bookkeeping after a check. `value`: the connection after that check; `notes`: from before it. */
export function scheduleAfterCheck(
  { value, revision, notes, seed = value.id }: Known,
  check: EndedCheck,
  now: Date,
): DueNotes {
  if (check.end === 'needs-full') return dueNow(now);
  const attempts = (notes.due?.attempts ?? 0) + 1;
  const isFull = check.kind === 'full';
  if (check.end === 'inconclusive')
    return { due: { at: later(now, waitAfterFault(value, attempts)), attempts, ...(isFull && { full: true }) } };
  const full = isFull
    ? { at: now.toISOString(), revision }
    : notes.lastFullCheck && { ...notes.lastFullCheck, revision };
  return {
    lastConclusiveCheckAt: now.toISOString(),
    ...(full && { lastFullCheck: full }),
    due:
      value.state === 'pending'
        ? { at: later(now, pendingWaitOf(attempts)), attempts }
        : { at: nextCheck(value, seed, check.kind, now).toISOString(), attempts: 0 },
  };
}

function waitAfterFault({ state }: Connection, attempts: number): number {
  return state === 'pending' ? pendingWaitOf(attempts) : afterFaultMs * Math.min(attempts, 30);
}

function pendingWaitOf(attempts: number): number {
  return pendingWaitsMs[Math.min(attempts, pendingWaitsMs.length) - 1]!;
}

/** The earliest time that a connection which is not pending waits for. */
function nextCheck(connection: Connection, seed: string, kind: CheckKind, now: Date): Date {
  const { health, externalId, upgrade, refusedSince } = connection;
  // A light check only shows that something is wrong; a full one finds out what.
  if (kind === 'light' && health === 'unsafe') return now;
  const acceptanceWork = nextAcceptanceWork(connection, now);
  const times = [
    nextSlot(seed, now),
    ...(acceptanceWork ? [acceptanceWork] : []),
    ...(connection.state === 'verified' ? [secondCheckOf(connection)] : []),
    ...(externalId.pending || upgrade ? [new Date(now.getTime() + changeCheckMs)] : []),
    // As soon as a check may prove that the role refuses the old ID.
    ...(externalId.retiring ? [provableAt(externalId.retiring)] : []),
    // As soon as a refusal has lasted long enough to call the role gone.
    ...(health === 'unreachable' && refusedSince ? [new Date(Date.parse(refusedSince) + goneAfterMs)] : []),
  ];
  return new Date(Math.min(...times.map(each => each.getTime()).filter(each => each > now.getTime())));
}

/** A second full check soon after the first proof. */
function secondCheckOf({ verifiedAt }: Connection): Date {
  return new Date(verifiedAt ? Date.parse(verifiedAt) + secondCheckMs : 0);
}

/**
 * When a check whose slot was missed is made up; undefined when it may start now. After a downtime, each connection
 * waits its own part of an hour, once. So the kit does not call AWS for all connections at the same time. A check that
 * someone waits for is not delayed: a requested full check, or any check while no credentials are issued for want of
 * one.
 */
export function madeUpNotes({ value, notes, seed = value.id }: Known, now: Date): Pick<DueNotes, 'due'> | undefined {
  const { due, lastConclusiveCheckAt } = notes;
  if (!due || due.full || due.putOff || whyNotIssuing(value, lastConclusiveCheckAt, now)) return undefined;
  const was = new Date(due.at);
  if (now.getTime() - was.getTime() < missedAfterMs) return undefined;
  return { due: { ...due, at: later(now, spreadOver(seed, was, madeUpWithinMs)), putOff: true } };
}

/** Someone opened the delivery or chose "I launched it": start again with short waits. */
export function dueNow(now: Date): Pick<DueNotes, 'due'> {
  return { due: { at: now.toISOString(), attempts: 0, full: true } };
}

/** Work that is due at `at`, if nothing is due before. */
export function notLaterNotes({ due }: DueNotes, at: Date): Pick<DueNotes, 'due'> | undefined {
  if (due && due.at <= at.toISOString()) return undefined;
  return { due: { attempts: 0, ...due, at: at.toISOString() } };
}

/** A check that could not start: it is due again later, so that it does not delay others. */
export function laterNotes(before: DueNotes, now: Date): Pick<DueNotes, 'due'> {
  const attempts = (before.due?.attempts ?? 0) + 1;
  return { due: { ...before.due, at: later(now, afterFaultMs * Math.min(attempts, 30)), attempts } };
}

/** Not due while a check runs: that check sets the next date. If it dies, its lease ends at `until`. */
export function runningNotes(before: DueNotes, kind: CheckKind, until: string): Pick<DueNotes, 'due'> {
  const attempts = before.due?.attempts ?? 0;
  return { due: { at: until, attempts, ...(kind === 'full' && { full: true }) } };
}

function later(now: Date, waitMs: number): string {
  return new Date(now.getTime() + waitMs).toISOString();
}

/** When a drill ends: when the last session expires, or now if none is active. */
export function drillNotes(lastSessionEndsAt: string | undefined, now: Date): Pick<DueNotes, 'due'> {
  return { due: { at: lastSessionEndsAt ?? now.toISOString(), attempts: 0 } };
}

/** After a revoke the customer is asked to delete the role: wait for that before the first check. */
const firstOffboardingCheckMs = 2 * minuteMs;
/** An hour of refusals at this interval is a confirmation. */
const refusedWaitMs = 20 * minuteMs;
/** While the role still accepts us, by the number of checks that found this; the last one repeats. */
const trustedWaitsMs = [10 * minuteMs, 60 * minuteMs, 360 * minuteMs, dayMs];
const noAnswerWaitMs = 60 * minuteMs;

export function firstLookNotes(now: Date): Pick<DueNotes, 'due'> {
  return { due: { at: later(now, firstOffboardingCheckMs), attempts: 0 } };
}

/** The next check of an off-boarding, never later than `until`; `look` is undefined without a conclusive answer. */
export function nextLookNotes(before: DueNotes, look: Look | undefined, until: string, now: Date): DueNotes {
  const seen = before.due?.attempts ?? 0;
  const attempts = look?.outcome === 'admitted' ? seen + 1 : look ? 0 : seen;
  const trustedMs = trustedWaitsMs[Math.min(attempts, trustedWaitsMs.length) - 1];
  const wait = !look ? noAnswerWaitMs : look.outcome === 'refused' ? refusedWaitMs : trustedMs!;
  const at = later(now, wait);
  return {
    ...(look && { lastConclusiveCheckAt: now.toISOString() }),
    due: { at: at < until ? at : until, attempts },
  };
}
