// Reads checks. When a process died, its check is shown as interrupted after its lease: inconclusive, never a pass.
import type { Caller } from '../../core/access/caller.js';
import type { Check } from '../../core/check/check.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput } from '../../ports/subjects.js';
import { type ConnectionOrRef, type ConnectionRef, findConnection } from '../connection/find-connection.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections' | 'checks'>;

const lookEveryMs = 250;

/** Waits up to `waitSeconds` for the check to finish. Stops waiting when the client disconnects. */
export async function readCheck(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef & { checkId: string },
  waitSeconds = 0,
  gone?: AbortSignal,
): Promise<Check> {
  await findConnection(ports, caller, 'check.read', where);
  const until = ports.clock.now().getTime() + waitSeconds * 1000;
  for (;;) {
    const check = await ports.checks.get(where.connectionId, where.checkId);
    if (!check) throw fail('check_not_found');
    const told = await asItStands(ports, check);
    if (told.finishedAt || gone?.aborted || ports.clock.now().getTime() >= until) return told;
    await ports.clock.wait(lookEveryMs, gone);
  }
}

export async function listChecks(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
  page: PageInput,
): Promise<Page<Check>> {
  const { value } = await findConnection(ports, caller, 'check.read', where);
  const found = await ports.checks.list(value.id, page);
  return { ...found, items: await Promise.all(found.items.map(each => asItStands(ports, each))) };
}

async function asItStands(ports: Needs, check: Check): Promise<Check> {
  if (check.finishedAt) return check;
  const now = ports.clock.now().toISOString();
  const lease = await ports.checks.lease(check.connectionId);
  if (lease?.checkId === check.id && lease.until > now) return check;
  // The check may have finished between the two reads.
  const again = await ports.checks.get(check.connectionId, check.id);
  if (again?.finishedAt) return again;
  return {
    ...check,
    finishedAt: now,
    result: { conclusive: false, reason: 'interrupted', causes: { excluded: [], left: [] } },
  };
}
