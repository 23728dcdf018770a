// When the kit looks at a connection by itself, and with which kind of check: often while a launch is awaited, then ever
// more slowly; once it is verified at its slot of every day. Pure.
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
  /** The last conclusive full check, and the revision up to which nothing but checks has changed the connection since. */
  lastFullCheck?: { at: string; revision: number };
  /** `full`: whatever else speaks for a light check. `putOff`: its slot was missed, and this is when that is made up. */
  due?: { at: string; attempts: number; full?: true; putOff?: true };
}

/** A connection as the store keeps it, as far as this file needs it. */
interface Known {
  value: Connection;
  revision: number;
  notes: DueNotes;
}

/** A check that has ended. `needsFull`: a light one that saw what only a full one can explain. */
export interface EndedCheck {
  kind: CheckKind;
  end: 'conclusive' | 'inconclusive' | 'needs-full';
}

/** Waits between the looks at a pending connection, by how many looks found nothing; the last one repeats. */
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
const secondLookMs = 10 * minuteMs;
/** While a change waits for the customer. An ask would see a rotation at once, but not everybody asks. */
const changeLookMs = 60 * minuteMs;
const afterFaultMs = 2 * minuteMs;
/** Later than this, the service was down: then so are many, and they are made up one after another. */
const missedAfterMs = 15 * minuteMs;
const madeUpWithinMs = 60 * minuteMs;

/**
 * Which check is made now. Full whenever anything speaks for it: a light one is enough only where a full one has proven
 * this very revision, since the last weekly slot, and nothing is open that a light one does not look at.
 */
export function kindDue({ value, revision, notes }: Known, now: Date): CheckKind {
  const { lastFullCheck: full, due } = notes;
  if (due?.full || !full || full.revision !== revision || !isSettled(value)) return 'full';
  const needed = Math.max(secondLookOf(value).getTime(), lastFullSlot(value.id, now).getTime());
  return Date.parse(full.at) < needed ? 'full' : 'light';
}

/** Verified, with a health that a light check may keep, no change under way and no launch waited for. */
function isSettled({ state, health, externalId, upgrade, launch, liveLaunch }: Connection): boolean {
  if (state !== 'verified' || !isGoodHealth(health)) return false;
  return !externalId.pending && !externalId.retiring && !upgrade && launch === liveLaunch;
}

/** The bookkeeping after a check; `known` is the connection as it is after that check, with the notes from before it. */
export function scheduleAfterCheck({ value, revision, notes }: Known, check: EndedCheck, now: Date): DueNotes {
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
        : { at: nextLook(value, check.kind, now).toISOString(), attempts: 0 },
  };
}

function waitAfterFault({ state }: Connection, attempts: number): number {
  return state === 'pending' ? pendingWaitOf(attempts) : afterFaultMs * Math.min(attempts, 30);
}

function pendingWaitOf(attempts: number): number {
  return pendingWaitsMs[Math.min(attempts, pendingWaitsMs.length) - 1]!;
}

/** The earliest of everything that a connection which is not pending waits for. */
function nextLook(connection: Connection, kind: CheckKind, now: Date): Date {
  const { health, externalId, upgrade, refusedSince } = connection;
  // A light check says that something is wrong; what it is, a full one does.
  if (kind === 'light' && health === 'unsafe') return now;
  const looks = [
    nextSlot(connection.id, now),
    ...(connection.state === 'verified' ? [secondLookOf(connection)] : []),
    ...(externalId.pending || upgrade ? [new Date(now.getTime() + changeLookMs)] : []),
    // As soon as the old ID may be proven dead.
    ...(externalId.retiring ? [provableAt(externalId.retiring)] : []),
    // As soon as a refusal has lasted so long that the role is gone.
    ...(health === 'unreachable' && refusedSince ? [new Date(Date.parse(refusedSince) + goneAfterMs)] : []),
  ];
  return new Date(Math.min(...looks.map(each => each.getTime()).filter(each => each > now.getTime())));
}

/** Soon after the first proof everything is looked at once more. */
function secondLookOf({ verifiedAt }: Connection): Date {
  return new Date(verifiedAt ? Date.parse(verifiedAt) + secondLookMs : 0);
}

/**
 * When a check whose slot was missed is made up; undefined when it may begin. Each connection waits its own part of an
 * hour, once, so that a fleet whose kit was down does not ask AWS all at once. What somebody waits for is not put off:
 * a full check that was asked for, or any check while no credentials are issued for want of one.
 */
export function madeUpNotes({ value, notes }: Known, now: Date): Pick<DueNotes, 'due'> | undefined {
  const { due, lastConclusiveCheckAt } = notes;
  if (!due || due.full || due.putOff || whyNotIssuing(value, lastConclusiveCheckAt, now)) return undefined;
  const was = new Date(due.at);
  if (now.getTime() - was.getTime() < missedAfterMs) return undefined;
  return { due: { ...due, at: later(now, spreadOver(value.id, was, madeUpWithinMs)), putOff: true } };
}

/** Somebody looks at the delivery or says "I launched it": begin again with short waits. */
export function dueNow(now: Date): Pick<DueNotes, 'due'> {
  return { due: { at: now.toISOString(), attempts: 0, full: true } };
}

/** A look that could not be begun: again after a while, so that it stands in nobody's way. */
export function laterNotes(before: DueNotes, now: Date): Pick<DueNotes, 'due'> {
  const attempts = (before.due?.attempts ?? 0) + 1;
  return { due: { ...before.due, at: later(now, afterFaultMs * Math.min(attempts, 30)), attempts } };
}

/** Not due again while a check runs; that check sets the next date, and should it die, its lease's end is one. */
export function runningNotes(before: DueNotes, kind: CheckKind, until: string): Pick<DueNotes, 'due'> {
  const attempts = before.due?.attempts ?? 0;
  return { due: { at: until, attempts, ...(kind === 'full' && { full: true }) } };
}

function later(now: Date, waitMs: number): string {
  return new Date(now.getTime() + waitMs).toISOString();
}

/** The end of a drill: when the last session is over, or at once where none is out. */
export function drillNotes(lastSessionEndsAt: string | undefined, now: Date): Pick<DueNotes, 'due'> {
  return { due: { at: lastSessionEndsAt ?? now.toISOString(), attempts: 0 } };
}

/** After a revoke the customer is told to delete the role: a moment for that, then the first look. */
const firstLookMs = 2 * minuteMs;
/** An unbroken row of refusals is confirmed after an hour of these. */
const refusedLookMs = 20 * minuteMs;
/** While the role still trusts us, by how many looks have seen it; the last one repeats. */
const trustedWaitsMs = [10 * minuteMs, 60 * minuteMs, 360 * minuteMs, dayMs];
const noAnswerLookMs = 60 * minuteMs;

export function firstLookNotes(now: Date): Pick<DueNotes, 'due'> {
  return { due: { at: later(now, firstLookMs), attempts: 0 } };
}

/** The next look of an off-boarding; `look` is undefined where there was no conclusive answer. Never past its end. */
export function nextLookNotes(before: DueNotes, look: Look | undefined, until: string, now: Date): DueNotes {
  const seen = before.due?.attempts ?? 0;
  const attempts = look?.outcome === 'admitted' ? seen + 1 : look ? 0 : seen;
  const trustedMs = trustedWaitsMs[Math.min(attempts, trustedWaitsMs.length) - 1];
  const wait = !look ? noAnswerLookMs : look.outcome === 'refused' ? refusedLookMs : trustedMs!;
  const at = later(now, wait);
  return {
    ...(look && { lastConclusiveCheckAt: now.toISOString() }),
    due: { at: at < until ? at : until, attempts },
  };
}
