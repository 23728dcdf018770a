// Starting a check, or joining the one that runs: one per connection. The check itself goes on after the answer.
import type { Caller } from '../core/caller.js';
import type { Check } from '../core/check.js';
import type { Connection } from '../core/connection.js';
import type { Deps, Kept } from '../deps.js';
import { fail } from '../errors.js';
import { findConnection } from './find.js';
import { leaseUntil, runCheck } from './run-check.js';

type Needs = Parameters<typeof runCheck>[0] & Pick<Deps, 'securityLog' | 'background'>;

/** Checks that one connection may have within `checkWindowMs`: a check is an STS amplifier. */
export const checksPerWindow = 20;
export const checkWindowMs = 10 * 60 * 1000;

export async function startCheck(
  deps: Needs,
  caller: Caller,
  where: { tenantId: string; connectionId: string },
): Promise<Check> {
  const kept = await findConnection(deps, caller, 'check.start', where.tenantId, where.connectionId);
  return startCheckOf(deps, caller, kept);
}

export async function startCheckOf(deps: Needs, caller: Caller, kept: Kept<Connection>): Promise<Check> {
  if (kept.value.state !== 'pending' && kept.value.state !== 'verified') {
    throw fail('not_in_this_state', { members: { state: kept.value.state } });
  }
  const now = deps.clock.now();
  const running = await deps.checks.lease(kept.value.id);
  if (running && running.until > now.toISOString()) return theRunning(deps, kept.value.id, running.checkId);
  await refuseTooFrequent(deps, kept.value.id, now);
  const check: Check = {
    id: `chk_${deps.ids.text(16)}`,
    connectionId: kept.value.id,
    tenantId: kept.value.tenantId,
    kind: 'full',
    for: caller.id,
    startedAt: now.toISOString(),
    revision: kept.revision,
    steps: [],
  };
  // Not due again while it runs; the check itself sets the next date. Before it begins: a slot taken by a check that
  // never ran would stay taken until its lease is over.
  const attempts = kept.notes.due?.attempts ?? 0;
  await deps.connections.note(kept, { due: { at: leaseUntil(now), attempts } });
  const begun = await deps.checks.begin(check, leaseUntil(now), now.toISOString());
  if (!begun.begun) return theRunning(deps, kept.value.id, begun.running);
  deps.background.run('check', stopping => runCheck(deps, check, stopping));
  return check;
}

async function theRunning(deps: Needs, connectionId: string, checkId: string): Promise<Check> {
  const check = await deps.checks.get(connectionId, checkId);
  if (!check) throw fail('conflict');
  return check;
}

async function refuseTooFrequent(deps: Needs, connectionId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - checkWindowMs).toISOString();
  const recent = (await deps.checks.list(connectionId, { limit: checksPerWindow })).items.filter(
    each => each.startedAt > since,
  );
  const oldest = recent.at(-1);
  if (recent.length < checksPerWindow || !oldest) return;
  const free = Date.parse(oldest.startedAt) + checkWindowMs;
  throw fail('checks_too_frequent', { retryAfterSeconds: Math.max(1, Math.ceil((free - now.getTime()) / 1000)) });
}
