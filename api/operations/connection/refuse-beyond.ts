// Limits how often one caller may change or check one connection. Counted before anything is written or drawn.
// A key and all links that it created have a count each, so that links give a key no second budget. Each link also has
// a small count of its own, so that neither the key nor another link can use up what a person needs. What ends access
// is not limited.
import type { Action, Caller } from '../../core/access/caller.js';
import { sha256 } from '../../core/values/canonical.js';
import { dayMs, minuteMs } from '../../core/values/time.js';
import { type ErrorCode, fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import { refusal } from '../access/allow.js';

type Needs = Pick<Ports, 'clock' | 'connections' | 'securityLog'>;

/** How often one connection may be changed, checked or the like, in each window of time. */
export interface Limit {
  refusedAs: ErrorCode;
  windowMs: number;
  /** For each key, and for each link, whatever others do. */
  ofKey: number;
  ofLink: number;
  /** For each key beyond that, and once more for all its links together. */
  ofMaker: number;
  /** For all callers together, beyond what each key and link has anyway. Absent: no such limit. */
  ofAll?: number;
}

export const limits = {
  change: { refusedAs: 'changes_too_frequent', windowMs: 10 * minuteMs, ofKey: 5, ofLink: 5, ofMaker: 55 },
  /** One check makes about a hundred STS calls. */
  check: { refusedAs: 'checks_too_frequent', windowMs: 10 * minuteMs, ofKey: 2, ofLink: 2, ofMaker: 18, ofAll: 60 },
  /** Every new external ID is kept for ever. */
  rotation: { refusedAs: 'rotations_too_frequent', windowMs: dayMs, ofKey: 1, ofLink: 0, ofMaker: 9, ofAll: 40 },
  /** The windows are the lives of links, so they limit the valid ones too: twice as many. */
  manageLink: { refusedAs: 'links_too_many', windowMs: 30 * minuteMs, ofKey: 0, ofLink: 0, ofMaker: 60 },
  /** Of the links that one key creates, so that one person cannot use up those of all others. */
  manageLinkOfPerson: { refusedAs: 'links_too_many', windowMs: 30 * minuteMs, ofKey: 0, ofLink: 0, ofMaker: 15 },
  handOffLink: { refusedAs: 'links_too_many', windowMs: 7 * dayMs, ofKey: 0, ofLink: 0, ofMaker: 60 },
} as const satisfies Record<string, Limit>;

/** Suspend, revoke, the tenant's own end and the end of tests are not among them. */
export const limitedActions: readonly Action[] = [
  'connection.change',
  'connection.review',
  'connection.resume',
  'launch.again',
  'values.give',
  'rotation.start',
  'rotation.cancel',
  'upgrade.start',
  'upgrade.cancel',
  'legacy.record',
  'legacy.close',
  'legacy.retract',
  'deviation.accept',
  'deviation.reopen',
  'drill.start',
  'stack.state',
];

interface Act {
  action: Action;
  connectionId: string;
  /** Part of what the caller does that is counted by itself. */
  part?: string;
}

export async function refuseTooFrequentChange(
  ports: Needs,
  caller: Caller,
  action: Action,
  connectionId: string,
): Promise<void> {
  if (limitedActions.includes(action)) await refuseBeyond(ports, 'change', caller, { action, connectionId });
}

/** Throws the limit's error, with the time after which it begins anew. The security log names who reached it. */
export async function refuseBeyond(
  ports: Needs,
  what: keyof typeof limits,
  caller: Caller,
  { action, connectionId, part }: Act,
): Promise<void> {
  const limit: Limit = limits[what];
  if (await isWithin(ports, limit, caller, { what, connectionId, part })) return;
  const { id: madeBy } = caller.madeBy ?? {};
  refusal(ports, caller, limit.refusedAs, { connectionId, action, ...(madeBy && { madeBy }) });
  const left = limit.windowMs - (ports.clock.now().getTime() % limit.windowMs);
  throw fail(limit.refusedAs, { retryAfterSeconds: Math.ceil(left / 1000) });
}

async function isWithin(
  { connections }: Needs,
  { windowMs, ofKey, ofLink, ofMaker, ofAll }: Limit,
  { id, madeBy }: Caller,
  { what, connectionId, part }: { what: string; connectionId: string; part?: string | undefined },
): Promise<boolean> {
  const count = (who: string, atMost: number) =>
    connections.countChange(connectionId, `${what}#${who}`, { atMost, windowMs });
  const own = madeBy ? ofLink : ofKey;
  if (own > 0 && (await count(id, own))) return true;
  const maker = madeBy ? `links of ${madeBy.id}` : `key ${id}`;
  // Free text is counted by its digest.
  const counted = part === undefined ? maker : `${maker} ${sha256(part)}`;
  if (!(await count(counted, ofMaker))) return false;
  return ofAll === undefined || count('all', ofAll);
}
