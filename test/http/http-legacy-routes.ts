// The table of the HTTP tests: the rows about legacy access.
import { legacyAtMost } from '../../api/core/connection/legacy-access.js';
import { advance } from '../../api/core/connection/machine/machine.js';
import { closeLegacyAccess, recordLegacyAccess } from '../../api/operations/ending/legacy-access.js';
import { backend } from '../helpers/callers.js';
import { newConnection, type Where } from '../helpers/customer.js';
import { customerAccount } from '../helpers/world.js';
import { freshTenant, type Route, type Stage } from './http-stage.js';

const reason = { reason: 'Asked by phone' };
const role = (name: string) => ({ arn: `arn:aws:iam::${customerAccount}:role/${name}`, ...reason });

export async function legacyRoutes(stage: Stage): Promise<Record<string, Route>> {
  const { places, world } = stage;
  const { pending, revoked } = places;
  const { ports } = world;
  const record = (where: Where, name: string) => recorded(stage, where, name);
  const full = await newConnection(world, await freshTenant(stage));
  for (let n = 0; n < legacyAtMost; n += 1) await record(full, `older-${n}`);
  const [toClose, toWithdraw, closed] = [
    await record(pending, 'to-close'),
    await record(pending, 'to-withdraw'),
    await record(pending, 'closed'),
  ];
  await closeLegacyAccess(ports, backend, { ...pending, legacyId: closed }, { person: 'Ann' });
  const expired = await expiredConnection(stage);
  const own = (await ports.connections.get(pending.connectionId))!.value.roleSpec.roleName;
  const [nobody, ended] = ['leg_0000000000000000', { not_in_this_state: { url: at(revoked) } }];
  const person = { person: 'Ann Admin' };
  return {
    recordLegacyAccess: {
      call: { method: 'POST', url: at(pending), as: 'support', payload: role('hand-made') },
      otherBody: role('another'),
      status: 201,
      refusals: {
        ...ended,
        legacy_not_valid: { payload: { arn: 'acme', ...reason } },
        legacy_of_another_account: { payload: { arn: 'arn:aws:iam::999988887777:role/x', ...reason } },
        legacy_is_own_role: { payload: role(own) },
        legacy_already_recorded: { payload: role('to-close') },
        legacy_too_many: { url: at(full), payload: role('one-more') },
      },
    },
    closeLegacyAccess: {
      call: { method: 'POST', url: `${at(pending)}/${toClose}/closed`, as: 'backend', payload: person },
      otherBody: { person: 'Bob' },
      status: 200,
      refusals: {
        not_allowed: { as: 'weak' },
        not_in_this_state: { url: `${at(expired)}/${expired.legacyId}/closed` },
        legacy_not_found: { url: `${at(pending)}/${nobody}/closed` },
        legacy_not_open: { url: `${at(pending)}/${closed}/closed` },
      },
    },
    retractLegacyAccess: {
      call: { method: 'DELETE', url: `${at(pending)}/${toWithdraw}`, as: 'support', payload: reason },
      status: 200,
      refusals: {
        not_in_this_state: { url: `${at(expired)}/${expired.legacyId}` },
        legacy_not_found: { url: `${at(pending)}/${nobody}` },
        legacy_not_open: { url: `${at(pending)}/${closed}` },
      },
    },
  };
}

const at = (where: Where) => `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/legacy-access`;

async function recorded({ world }: Stage, where: Where, name: string): Promise<string> {
  return (await recordLegacyAccess(world.ports, backend, where, role(name))).value.legacy!.at(-1)!.id;
}

/**
 * A connection that was not launched in time, written as it is after two weeks: moving the clock would affect all
 * others.
 */
async function expiredConnection(stage: Stage): Promise<Where & { legacyId: string }> {
  const { clock, connections } = stage.world.ports;
  const where = await newConnection(stage.world, await freshTenant(stage));
  const legacyId = await recorded(stage, where, 'older');
  const kept = (await connections.get(where.connectionId))!;
  const next = advance(kept.value, { type: 'expired' }, clock.now());
  if ('refused' in next) throw new Error(next.refused);
  const who = { kind: 'system', id: 'system' };
  await connections.change(kept, next.connection, { at: clock.now().toISOString(), who, action: 'connection.expired' });
  return { ...where, legacyId };
}
