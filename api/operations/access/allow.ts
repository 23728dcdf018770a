// Permission checks by kind of caller. Every refusal is recorded in the security log.
import { type Action, type Caller, refusedAs, sees, whoMay } from '../../core/access/caller.js';
import { fail } from '../../errors.js';
import type { SecurityRow } from '../../ports/audit.js';
import type { Ports } from '../../ports/ports.js';

export type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog'>;

/** Throws unless this kind of caller may do the action: `not_allowed`, or the specific error for a link. */
export async function allow(ports: Needs, caller: Caller, action: Action): Promise<void> {
  const code = refusedAs(caller, action);
  if (!code) return;
  refusal(ports, caller, code, { action });
  throw fail(
    code,
    code === 'not_allowed' ? { detail: `Allowed for: ${whoMay(action)}. This is ${describeCaller(caller)}.` } : {},
  );
}

const describeCaller = ({ kind }: Caller) =>
  kind === 'hand-off' || kind === 'manage' ? `a ${kind} link` : `a key with scope ${kind}`;

/** Like `allow`, for data of all tenants: requires a caller that is bound to all tenants. */
export async function allowOfAll(ports: Needs, caller: Caller, action: Action): Promise<void> {
  await allow(ports, caller, action);
  if (caller.tenants === 'all') return;
  refusal(ports, caller, 'not_allowed', { action });
  throw fail('not_allowed', { detail: 'The key is bound to named tenants.' });
}

/** Noted in the background, for auditors. Facts never hold a secret. */
export function refusal(
  { securityLog }: Pick<Ports, 'securityLog'>,
  caller: Caller,
  what: string,
  facts: Record<string, string>,
): void {
  securityLog.note({ what, callerId: caller.id, facts });
}

/** Writes one row of the security log and waits for it: what it records must not happen without it. */
export async function putRow(ports: Needs, row: Omit<SecurityRow, 'at' | 'id'>): Promise<void> {
  const at = ports.clock.now().toISOString();
  await ports.securityLog.put({ at, id: `sec_${ports.ids.text(16)}`, ...row });
}

/** Refuses tenants that the caller may not access itself, and tenants that do not exist. */
export async function refuseWiderThan(
  ports: Needs & Pick<Ports, 'tenants'>,
  caller: Caller,
  tenants: 'all' | readonly string[],
  action: Action,
): Promise<void> {
  if (tenants === 'all' && caller.tenants !== 'all') {
    refusal(ports, caller, 'not_allowed', { action });
    throw fail('not_allowed', { detail: 'The key is bound to named tenants.' });
  }
  for (const tenantId of tenants === 'all' ? [] : tenants) {
    const isThere = sees(caller, tenantId) && (await ports.tenants.get(tenantId));
    if (!sees(caller, tenantId)) refusal(ports, caller, 'tenant_not_found', { tenantId, action });
    if (!isThere) throw fail('tenant_not_found', { members: { tenantId } });
  }
}
