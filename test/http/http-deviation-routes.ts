// The table of the HTTP tests: the rows about accepted deviations.
import { acceptancesAtMost } from '../../api/core/connection/acceptance.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { advance } from '../../api/core/connection/machine/machine.js';
import { findingId } from '../../api/core/finding/acceptable.js';
import { type Finding, finding } from '../../api/core/finding/findings.js';
import { acceptDeviation } from '../../api/operations/check/accept-deviation.js';
import { support } from '../helpers/callers.js';
import { provenConnection, type Where } from '../helpers/customer.js';
import { otherCustomerAccount } from '../helpers/world.js';
import type { Route, Stage } from './http-stage.js';

const deviation = { digest: 'd'.repeat(64), checkId: 'chk_0000000000000001' };
const reason = { reason: 'Asked by phone' };

/** A request that the role no longer allows: support may accept that. */
const narrowed = (policy: string) =>
  finding(
    'permissions_narrowed',
    { policy, count: '1', services: '1', worst: 'ce:GetCostForecast' },
    {
      witness: {
        principal: `arn:aws:iam::${otherCustomerAccount}:role/x`,
        action: 'ce:GetCostForecast',
        resource: '*',
        context: {},
        spec: 'allowed',
        live: 'refused',
      },
    },
  );

const [open, other, accepted] = [narrowed('Open'), narrowed('Other'), narrowed('Accepted')];
const never = finding('trust_narrowed', {}, { witness: open.witness });

export async function deviationRoutes(stage: Stage): Promise<Record<string, Route>> {
  const { pending } = stage.places;
  const where = await deviating(stage, [open, other, accepted, never]);
  const full = await deviating(
    stage,
    Array.from({ length: acceptancesAtMost + 1 }, (_, n) => narrowed(`P${n}`)),
  );
  const { findings } = (await stage.world.ports.connections.get(full.connectionId))!.value;
  for (const [n, each] of findings.slice(1).entries()) await accept(stage, full, each, n);
  const { id } = await accept(stage, where, accepted);
  const removed = await accept(stage, where, other);
  const nobody = 'acc_0000000000000000';
  const payload = bodyOf(stage, open);
  return {
    listAcceptedDeviations: { call: { method: 'GET', url: at(where), as: 'support' }, status: 200 },
    acceptDeviation: {
      call: { method: 'POST', url: at(where), as: 'support', payload },
      otherBody: { ...payload, reason: 'Another reason' },
      status: 201,
      refusals: {
        not_allowed: { as: 'weak' },
        not_in_this_state: { url: at(pending) },
        acceptance_end_not_valid: { payload: { ...payload, endsAt: '2020-01-01T00:00:00Z' } },
        deviation_changed: { payload: { ...payload, digest: 'e'.repeat(64) } },
        deviation_not_found: { payload: { ...payload, finding: 'f'.repeat(64) } },
        deviation_never_accepted: { payload: bodyOf(stage, never) },
        deviation_already_accepted: { payload: bodyOf(stage, accepted) },
        acceptances_too_many: { url: at(full), payload: bodyOf(stage, findings[0]!) },
      },
    },
    removeAcceptance: {
      call: { method: 'DELETE', url: `${at(where)}/${removed.id}`, as: 'support', payload: reason },
      status: 200,
      refusals: {
        not_in_this_state: { url: `${at(pending)}/${id}` },
        acceptance_not_found: { url: `${at(where)}/${nobody}` },
      },
    },
  };
}

const at = ({ tenantId, connectionId }: Where) =>
  `/v1/tenants/${tenantId}/connections/${connectionId}/accepted-deviations`;

function bodyOf({ world }: Stage, found: Finding) {
  const endsAt = new Date(world.clock.now().getTime() + 7 * 24 * 60 * 60 * 1000).toISOString();
  return { ...deviation, finding: findingId(found), ...reason, endsAt };
}

/** `n`: the number of the caller; each may change a connection a limited number of times. */
async function accept(stage: Stage, where: Where, found: Finding, n = 0) {
  const caller = { ...support, id: `key_${String(n).padStart(16, '0')}` };
  const { value } = await acceptDeviation(stage.world.ports, caller, where, bodyOf(stage, found));
  return value.accepted!.at(-1)!;
}

/** A verified connection as a check leaves it that has found this, without the calls of one. */
async function deviating(stage: Stage, findings: Finding[]): Promise<Where> {
  const { world, places } = stage;
  // Where this tenant is verified already, so that nothing else comes under review.
  const where = await provenConnection(world, { accountId: otherCustomerAccount }, places.tenantId);
  const kept = (await world.ports.connections.get(where.connectionId))!;
  const { launch, roleUniqueId = '' } = kept.value;
  const verdict = { outcome: 'admitted', launch, roleUniqueId, findings, deviation } as const;
  const next = advance(kept.value, { type: 'check-finished', verdict }, world.clock.now());
  const { connection } = next as { connection: Connection };
  const words = { who: { kind: 'system', id: 'system' }, action: 'connection.checked' };
  await world.ports.connections.change(kept, connection, { at: world.clock.now().toISOString(), ...words });
  return where;
}
