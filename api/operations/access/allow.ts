// Whether a caller may do something at all. A refusal is noted in the security log.
import { type Action, type Caller, refusedAs, sees, whoMay } from '../../core/access/caller.js';
import { fail } from '../../errors.js';
import type { SecurityRow } from '../../ports/audit.js';
import type { Ports } from '../../ports/ports.js';

export type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog'>;

/** Throws unless such a caller may do this: `not_allowed`, or what a link in particular may not. */
export async function allow(ports: Needs, caller: Caller, action: Action): Promise<void> {
  const code = refusedAs(caller, action);
  if (!code) return;
  await refusal(ports, caller, code, { action });
  throw fail(code, code === 'not_allowed' ? { detail: `It is for ${whoMay(action)}; this is ${whatIs(caller)}.` } : {});
}

const whatIs = ({ kind }: Caller) =>
  kind === 'hand-off' || kind === 'manage' ? `a ${kind} link` : `a key of scope ${kind}`;

/** The same for what is of everybody: only callers that are bound to all tenants may. */
export async function allowOfAll(ports: Needs, caller: Caller, action: Action): Promise<void> {
  await allow(ports, caller, action);
  if (caller.tenants === 'all') return;
  await refusal(ports, caller, 'not_allowed', { action });
  throw fail('not_allowed', { detail: 'The key is bound to named tenants.' });
}

export async function refusal(
  ports: Needs,
  caller: Caller,
  what: string,
  facts: Record<string, string>,
): Promise<void> {
  await note(ports, { what, callerId: caller.id, facts });
}

/** One row of the security log, for auditors. Never with a secret. */
export async function note(ports: Needs, row: Omit<SecurityRow, 'at' | 'id'>): Promise<void> {
  const at = ports.clock.now().toISOString();
  await ports.securityLog.put({ at, id: `sec_${ports.ids.text(16)}`, ...row });
}

/** What a caller makes is for no more tenants than it has itself, and for such as there are. */
export async function refuseWiderThan(
  ports: Pick<Ports, 'tenants'>,
  caller: Caller,
  tenants: 'all' | readonly string[],
): Promise<void> {
  if (tenants === 'all' && caller.tenants !== 'all')
    throw fail('not_allowed', { detail: 'The key is bound to named tenants.' });
  for (const tenantId of tenants === 'all' ? [] : tenants) {
    const isThere = sees(caller, tenantId) && (await ports.tenants.get(tenantId));
    if (!isThere) throw fail('tenant_not_found', { members: { tenantId } });
  }
}
