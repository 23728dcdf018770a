// Connections under unlucky timing and unusual use: names that were never given out, many launches, refusals during a
// check, writers with stale reads, a connection that blocks others.
import t from 'tap';
import { compose } from '../../api/compose.js';
import { startCheck } from '../../api/operations/check/start-check.js';
import { changeConnection, launchAgain } from '../../api/operations/connection/change-connection.js';
import { pendingPerTenant } from '../../api/operations/connection/claim/pending-places.js';
import { listConnections } from '../../api/operations/connection/read-connections.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { closeTenant } from '../../api/operations/ending/close-tenant.js';
import {
  readImpact,
  resumeConnection,
  revokeConnection,
  suspendConnection,
} from '../../api/operations/ending/end-access.js';
import { brokerRoleArn, makeVendorAccount, vendorAccountId } from '../../deploy/local/vendor-account.js';
import { backend, founder, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  requestSession,
  verifiedConnection,
} from '../helpers/customer.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

t.test('a pasted name with an unused launch number is refused, and the lists stay readable', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const { roleRandom } = (await connectionOf(world, where)).value;
  for (const launchNumber of ['2', '9999', '10000', '01']) {
    const roleArn = `arn:aws:iam::${customerAccount}:role/drawbridge-${roleRandom}-${launchNumber}`;
    await t.rejects(changeConnection(world.ports, backend, where, { roleArn }), {
      code: 'role_not_of_this_connection',
    });
  }
  t.equal((await listConnections(world.ports, backend, where.tenantId, { limit: 10 })).items[0]!.value.launch, 1);
});

t.test('launch numbers end when the name gets too long, with an understandable answer', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const kept = await connectionOf(world, where);
  const change = { at: world.clock.now().toISOString(), who: { kind: 'test', id: 'test' }, action: 'test' };
  await world.ports.connections.change(kept, { ...kept.value, launch: 9999 }, change);
  await t.rejects(launchAgain(world.ports, backend, where), {
    code: 'not_in_this_state',
    message: /No launch number is left/,
  });
  t.ok(await readDelivery(world.ports, backend, where));
});

t.test('many launches never lose the role in use', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  for (let n = 0; n < 5; n += 1) await launchAgain(world.ports, backend, where);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'healthy', launch: 6, liveLaunch: 1 });
  t.equal((await requestSession(world, where)).roleArn, where.roleArn);
});

t.test(
  'IAM still propagating at the last probe is waited out, not taken for a refusal of the source identity',
  async t => {
    const world = await newWorld(t);
    const where = await provenConnection(world);
    let refusals = 3;
    const assumeRole: typeof world.ports.assumeRole = async (as, input) => {
      if (!input.sourceIdentity || refusals === 0) return world.ports.assumeRole(as, input);
      refusals -= 1;
      return { kind: 'refused' };
    };
    await startCheck({ ...world.ports, assumeRole }, backend, where);
    await world.ports.background.idle();
    t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy' });
  },
);

t.test('a role deleted during a check is not reported as refusing the source identity', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const assumeRole: typeof world.ports.assumeRole = (as, input) => {
    if (input.sourceIdentity && world.aws.role(where.roleArn)) world.aws.deleteRole(where.roleArn);
    return world.ports.assumeRole(as, input);
  };
  const { id } = await startCheck({ ...world.ports, assumeRole }, backend, where);
  await world.ports.background.idle();
  const check = await world.ports.checks.get(where.connectionId, id);
  t.match(check?.result, { conclusive: false, reason: 'role_changed' });
  t.equal((await connectionOf(world, where)).value.health, 'healthy');
  world.clock.advance(60_000);
  await checked(world, where);
  const { value } = await connectionOf(world, where);
  t.equal(value.health, 'unreachable');
  t.same(
    value.findings.map(each => each.code),
    ['access_refused'],
  );
});

const made = async (world: World, tenantId: string) =>
  (await listConnections(world.ports, backend, tenantId, { limit: 100 })).items.map(each => each.value);

/** So many requests at once may exceed a slow store's time limit: then they are retried, as a caller would. */
async function insisting<Made>(make: () => Promise<Made>): Promise<Made> {
  for (;;) {
    try {
      return await make();
    } catch (error) {
      if ((error as { code?: string }).code !== 'store_unavailable') throw error;
    }
  }
}

t.test('of many connections created at once in two processes, a tenant gets exactly its limit', async t => {
  const world = await newWorld(t);
  const other = compose(world.config, world.ports.log, { clock: world.clock });
  t.teardown(() => other.close());
  const tenantId = await newTenant(world);
  const claimed: string[] = [];
  const counting = ({ ports }: Pick<World, 'ports'>): World['ports'] => {
    const claim: typeof ports.externalIds.claim = (id, ...rest) => {
      claimed.push(id);
      return ports.externalIds.claim(id, ...rest);
    };
    return { ...ports, externalIds: { ...ports.externalIds, claim } };
  };
  const processes = [world, other].map(each => ({ ...world, ports: counting(each) }));
  const results = await Promise.allSettled(
    Array.from({ length: 3 * pendingPerTenant }, (_, n) => insisting(() => newConnection(processes[n % 2]!, tenantId))),
  );
  const refused = results.filter(each => each.status === 'rejected').map(each => each.reason.code);
  t.same(refused, Array(2 * pendingPerTenant).fill('too_many_pending'));
  t.equal((await made(world, tenantId)).length, pendingPerTenant);
  t.equal(claimed.length, pendingPerTenant, 'refused requests use up no external ID');

  // Each connection that is no longer pending frees exactly one place.
  const [first, second] = (await made(world, tenantId)).map(each => ({ tenantId, connectionId: each.id }));
  await suspendConnection(world.ports, support, first!, 'stop');
  await t.rejects(newConnection(world, tenantId), { code: 'too_many_pending' }, 'it can be resumed');
  await resumeConnection(world.ports, support, first!, 'go on');
  await revokeConnection(world.ports, support, second!, 'not needed');
  const again = await Promise.allSettled([1, 2, 3].map(() => newConnection(world, tenantId)));
  t.equal(again.filter(each => each.status === 'fulfilled').length, 1);
  world.clock.advance(14 * 24 * 60 * 60 * 1000);
  t.ok(await newConnection(world, tenantId), 'expired, though nothing has read them');
});

t.test('a crash before the connection exists holds its place for a minute, and a slow creator loses it', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const over = (create: typeof world.ports.connections.create): World => ({
    ...world,
    ports: { ...world.ports, connections: { ...world.ports.connections, create } },
  });
  for (let n = 1; n < pendingPerTenant; n += 1) await newConnection(world, tenantId);
  await t.rejects(
    newConnection(
      over(() => Promise.reject(new Error('killed'))),
      tenantId,
    ),
    /killed/,
  );
  await t.rejects(newConnection(world, tenantId), { code: 'too_many_pending' }, 'its creator may still be running');
  world.clock.advance(60_000);
  const slow = over(async (value, ...rest) => {
    world.clock.advance(60_000);
    t.ok(await newConnection(world, tenantId), 'the last place');
    return world.ports.connections.create(value, ...rest);
  });
  await t.rejects(newConnection(slow, tenantId), { code: 'too_many_pending' });
  const states = (await made(world, tenantId)).map(each => each.state);
  t.same(states.sort(), [...Array(pendingPerTenant).fill('pending'), 'revoked']);
});

t.test('a place that is taken over while its connection is being created goes back to it', async t => {
  const world = await newWorld(t);
  const { ports } = world;
  const tenantId = await newTenant(world);
  for (let n = 1; n < pendingPerTenant; n += 1) await newConnection(world, tenantId);
  const [claimed, abandoned] = [gate(), gate()];
  const create: typeof ports.connections.create = async (...given) => {
    claimed.open();
    await abandoned.opened;
    return ports.connections.create(...given);
  };
  const slow = newConnection(
    { ...world, ports: { ...ports, connections: { ...ports.connections, create } } },
    tenantId,
  );
  await claimed.opened;
  world.clock.advance(60_000);
  // The other process has found the place abandoned; only now the connection is created.
  const claim: typeof ports.pendingPlaces.claim = async (place, instead) => {
    abandoned.open();
    await slow;
    return ports.pendingPlaces.claim(place, instead);
  };
  const other = { ...world, ports: { ...ports, pendingPlaces: { ...ports.pendingPlaces, claim } } };
  await t.rejects(newConnection(other, tenantId), { code: 'too_many_pending' });
  const holders = (await ports.pendingPlaces.list(tenantId)).map(each => each.connectionId);
  t.ok(holders.includes((await slow).connectionId));
  t.equal((await made(world, tenantId)).length, pendingPerTenant);
});

function gate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

t.test('who uses the access is still shown after many checks have filled the ledger', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  await requestSession(world, where);
  for (let n = 0; n < 12; n += 1) {
    world.clock.advance(60_000);
    await checked(world, where);
  }
  const { impact } = await readImpact(world.ports, support, where);
  t.strictSame(impact.usedBy, [backend.id]);
  t.ok(impact.lastHandedOutAt);
});

t.test('the connection and the impact both give the hour of the last use', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  const lastUseIn = async (path: string) => {
    const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}${path}`;
    const headers = { authorization: `Bearer ${world.keys.support}` };
    return (await world.app.inject({ url, headers })).json().lastHandedOutHour as string;
  };
  world.clock.advance(61 * 60_000 - (world.clock.now().getTime() % (60 * 60_000)));
  for (const minutes of [0, 50, 50]) {
    world.clock.advance(minutes * 60_000);
    await requestSession(world, where);
    const hour = `${world.clock.now().toISOString().slice(0, 13)}:00:00.000Z`;
    t.same([await lastUseIn(''), await lastUseIn('/impact')], [hour, hour]);
  }
});

t.test('a writer who read before a check finished does not set its time back', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const old = await connectionOf(world, where);
  world.clock.advance(60_000);
  await checked(world, where);
  const newer = (await connectionOf(world, where)).notes.lastConclusiveCheckAt!;
  t.ok(newer > old.notes.lastConclusiveCheckAt!);
  t.ok(await world.ports.connections.note(old, { due: { at: newer, attempts: 7 } }), 'the revision is the same');
  const { notes } = await connectionOf(world, where);
  t.match(notes, { lastConclusiveCheckAt: newer, lastFullCheck: { at: newer }, due: { at: newer, attempts: 7 } });
});

t.test('a connection whose due check cannot begin is postponed and delays no other', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const stuck = await newConnection(world, tenantId);
  world.clock.advance(1000);
  const next = await newConnection(world, tenantId);
  await launch(world, next);
  const begin: typeof world.ports.checks.begin = (check, ...rest) =>
    check.connectionId === stuck.connectionId
      ? Promise.reject(new Error('no room'))
      : world.ports.checks.begin(check, ...rest);
  await runDueWork({ ...world.ports, checks: { ...world.ports.checks, begin } });
  await world.ports.background.idle();
  t.equal((await connectionOf(world, next)).value.state, 'verified');
  const { due } = (await connectionOf(world, stuck)).notes;
  t.ok(due!.at > world.clock.now().toISOString(), 'postponed');
  t.match(world.logged(), /a due check could not be started/);
});

t.test('a suspended tenant in the account still makes the next one wait for support', async t => {
  const world = await newWorld(t);
  const first = await provenConnection(world);
  await suspendConnection(world.ports, support, first, 'incident');
  const second = await newConnection(world, await newTenant(world, 'Second'));
  await t.rejects(readDelivery(world.ports, backend, second), { code: 'under_review' });
});

t.test('closing a tenant is in the history of each connection, with the person who closed it', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  await closeTenant(world.ports, founder, where.tenantId, 'Left us');
  const { last } = await connectionOf(world, where);
  t.match(last, {
    action: 'connection.revoked',
    who: { kind: 'operator', id: 'founder' },
    reason: 'Tenant closed: Left us',
  });
});

t.test('a newer version of the permission set is an offer, not drift', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const set = world.ports.permissionSets.get('cost-read')!;
  const permissionSets: typeof world.ports.permissionSets = {
    ...world.ports.permissionSets,
    list: () => [{ ...set, version: '9.0.0' }, set],
    get: (_id, version) => (version === set.version ? set : { ...set, version: '9.0.0' }),
  };
  await startCheck({ ...world.ports, permissionSets }, backend, where);
  await world.ports.background.idle();
  t.match((await connectionOf(world, where)).value, {
    health: 'healthy',
    findings: [{ code: 'outdated', severity: 'information', facts: { from: set.version, to: '9.0.0' } }],
  });
});

t.test(
  "with the vendor's account as principal it is verified, survives a new broker role, and keeps strangers out",
  async t => {
    const world = await newWorld(t, { variables: { DRAWBRIDGE_TRUST: 'account' } });
    const where = await verifiedConnection(world);
    const { value } = await connectionOf(world, where);
    t.match(value, { state: 'verified', health: 'healthy' });
    t.match(JSON.stringify(value.roleSpec.trustPolicy), `"AWS":"arn:aws:iam::${vendorAccountId}:root"`);
    const check = (await world.ports.checks.list(where.connectionId, { limit: 1 })).items[0]!;
    t.ok(check.steps.some(step => step.probe === 'stranger' && step.outcome === 'refused'));
    world.aws.deleteRole(brokerRoleArn);
    makeVendorAccount(world.aws);
    world.ports.callers.in('aws').forget();
    world.clock.advance(2 * 3600_000);
    await checked(world, where);
    t.equal((await connectionOf(world, where)).value.health, 'healthy');
  },
);
