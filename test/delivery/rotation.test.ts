// Rotating the external ID of a connection: one change by the customer, at any moment, without one refused request; the
// old ID proven rejected; and a rotation that is cancelled, overdue or half done.
import t, { type Test } from 'tap';
import type { Statement } from '../../api/core/policy/document/document.js';
import { cancelRotation, endOverdueRotation, startRotation } from '../../api/operations/delivery/rotate.js';
import { support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  requestNewSession,
  updateStack,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { mintedRows } from '../helpers/ledger.js';
import { newWorld, type World } from '../helpers/world.js';

type Placed = Where & { roleArn: string };
const reason = { reason: 'The ID leaked' };

async function rotating(t: Test, aws = {}): Promise<{ world: World; where: Placed; old: string; pending: string }> {
  // The clock runs ahead during store calls, as if the store answered too late: then a tenth of the quota is enough.
  const world = await newWorld(t, { aws, receivesEvents: true, variables: { DRAWBRIDGE_STS_PER_SECOND: '100000' } });
  const where = await verifiedConnection(world);
  const old = (await connectionOf(world, where)).value.externalId.current;
  const started = await startRotation(world.ports, support, where, reason);
  return { world, where, old, pending: started.value.externalId.pending!.value };
}

async function idOf(world: World, where: Where) {
  return (await connectionOf(world, where)).value.externalId;
}

t.test('one update rotates the ID; no request is refused, and the old ID is proven rejected', async t => {
  const { world, where, old, pending } = await rotating(t, { propagationSeconds: 4 });
  t.not(pending, old);
  t.ok(await requestNewSession(world, where), 'before the update: the current ID');
  t.same(await idOf(world, where).then(each => each.current), old);
  await updateStack(world, where);
  t.match(world.aws.role(where.roleArn)?.trustPolicy, {
    Statement: [{ Condition: { StringEquals: { 'sts:ExternalId': pending } } }],
  });
  // IAM is still propagating the change: the old ID is still valid.
  t.ok(await requestNewSession(world, where));
  world.clock.advance(5000);
  t.ok(await requestNewSession(world, where), 'after it: the pending one');
  const switched = await idOf(world, where);
  t.match(switched, { current: pending, generation: 2, retiring: { value: old } });
  t.equal(switched.pending, undefined);
  t.ok(await requestNewSession(world, where));

  world.clock.advance(121_000);
  const check = await checked(world, where);
  t.match(check.result, { conclusive: true, verdict: { outcome: 'admitted', findings: [], deadId: old } });
  t.equal(check.steps.filter(each => each.probe === 'retiring' && each.outcome === 'refused').length, 6);
  const after = (await connectionOf(world, where)).value;
  t.equal(after.health, 'healthy');
  t.match(after.externalId, { current: pending, retired: [{ value: old }] });
  t.equal(after.externalId.retiring, undefined);
  world.clock.advance(60_000);
  t.ok((await checked(world, where)).steps.some(each => each.probe === 'retired' && each.outcome === 'refused'));
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 10 });
  t.same(items.map(each => each.row.action).reverse(), [
    'connection.created',
    'connection.verified',
    'connection.rotation-started',
    'connection.rotation-switched',
    'connection.rotation-finished',
  ]);
});

t.test('a check also finds the new ID, and starts again with it', async t => {
  const { world, where, pending } = await rotating(t);
  await updateStack(world, where);
  const check = await checked(world, where);
  t.match(check.result, { conclusive: true, verdict: { outcome: 'admitted', findings: [] } });
  t.match((await connectionOf(world, where)).value, { health: 'healthy', externalId: { current: pending } });
  t.notOk(
    check.steps.some(each => each.probe === 'retiring'),
    'too early for a proof',
  );
});

t.test('many requests at once, while the customer updates and IAM propagates, all succeed; one switch', async t => {
  const { world, where, pending } = await rotating(t, { propagationSeconds: 3 });
  const requests: Promise<unknown>[] = [];
  for (let round = 0; round < 12; round += 1) {
    requests.push(...Array.from({ length: 4 }, () => requestNewSession(world, where)));
    if (round === 3) await updateStack(world, where);
    world.clock.advance(500);
    await new Promise(resolve => setImmediate(resolve));
  }
  const answers = await Promise.allSettled(requests);
  t.same(
    answers.filter(each => each.status === 'rejected').map(each => String((each as PromiseRejectedResult).reason)),
    [],
  );
  t.equal((await idOf(world, where)).current, pending);
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 50 });
  t.equal(items.filter(each => each.row.action === 'connection.rotation-switched').length, 1);
  const rows = await mintedRows(world);
  const names = rows.map(each => each.sessionName);
  t.equal(new Set(names).size, names.length, 'every call has its own minted row');
});

t.test('a customer who accepts both IDs for a while has made no mistake', async t => {
  const { world, where, old, pending } = await rotating(t);
  const { roleSpec } = (await connectionOf(world, where)).value;
  const both = { StringEquals: { 'sts:ExternalId': [old, pending] } };
  const [first, second] = roleSpec.trustPolicy.Statement as [Statement, Statement];
  world.aws.setTrustPolicy(where.roleArn, {
    Version: '2012-10-17',
    Statement: [{ ...first, Condition: both }, second],
  });
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'healthy', findings: [] });
  const three = { StringEquals: { 'sts:ExternalId': [old, pending, 'acme'] } };
  world.aws.setTrustPolicy(where.roleArn, {
    Version: '2012-10-17',
    Statement: [{ ...first, Condition: three }, second],
  });
  world.clock.advance(60_000);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'unsafe', findings: [{ code: 'external_id_weakened' }] });
});

t.test('an old ID that is still accepted is high, critical after a week, and resolved once it is rejected', async t => {
  const { world, where, old, pending } = await rotating(t);
  await updateStack(world, where);
  t.ok(await requestNewSession(world, where));
  const { roleSpec } = (await connectionOf(world, where)).value;
  const both = { StringEquals: { 'sts:ExternalId': [old, pending] } };
  const [first, second] = roleSpec.trustPolicy.Statement as [Statement, Statement];
  world.aws.setTrustPolicy(where.roleArn, {
    Version: '2012-10-17',
    Statement: [{ ...first, Condition: both }, second],
  });
  world.clock.advance(130_000);
  await checked(world, where);
  const drifted = (await connectionOf(world, where)).value;
  t.equal(drifted.health, 'drifted');
  t.match(drifted.findings, [{ code: 'external_id_retired_accepted', severity: 'high', witness: { live: 'allowed' } }]);
  t.equal(drifted.findings.length, 1);
  t.ok(await requestNewSession(world, where), 'credentials are issued all the same');
  await t.rejects(startRotation(world.ports, support, where, reason), { code: 'rotation_open' });
  world.clock.advance(8 * 24 * 60 * 60 * 1000);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'unsafe', findings: [{ severity: 'critical' }] });
  world.aws.setTrustPolicy(where.roleArn, roleSpec.trustPolicy);
  world.clock.advance(60_000);
  await checked(world, where);
  const repaired = (await connectionOf(world, where)).value;
  t.match(repaired, { health: 'healthy', findings: [], externalId: { retired: [{ value: old }] } });
});

t.test("a rotation can be cancelled before the customer's update, never after; a deadline breaks nothing", async t => {
  const { world, where, old, pending } = await rotating(t);
  await t.rejects(startRotation(world.ports, support, where, reason), { code: 'rotation_open' });
  const cancelled = await cancelRotation(world.ports, support, where, 'A false alarm');
  t.match(cancelled.value.externalId, { current: old, retired: [{ value: pending }] });
  await t.rejects(cancelRotation(world.ports, support, where, 'again'), { code: 'rotation_not_open' });
  t.ok(await requestNewSession(world, where));

  const again = await startRotation(world.ports, support, where, reason);
  await updateStack(world, where);
  await t.rejects(cancelRotation(world.ports, support, where, 'too late'), { code: 'rotation_taken_up' });
  t.equal((await idOf(world, where)).current, again.value.externalId.pending?.value);
  t.ok(await requestNewSession(world, where));
  world.clock.advance(130_000);
  await checked(world, where);

  const twice = await startRotation(world.ports, support, where, reason);
  await Promise.all([endOverdueRotation(world.ports, twice), endOverdueRotation(world.ports, twice)]);
  t.equal((await idOf(world, where)).pending, undefined, 'if two checks find it overdue at once, one ends it');

  const overdue = await startRotation(world.ports, support, where, { ...reason, deadlineDays: 2 });
  await endOverdueRotation(world.ports, twice);
  t.ok((await idOf(world, where)).pending, 'and never one that began later');
  world.clock.advance(3 * 24 * 60 * 60 * 1000);
  t.ok(await requestNewSession(world, where));
  await checked(world, where);
  const after = await connectionOf(world, where);
  t.equal(after.value.externalId.pending, undefined);
  t.equal(after.value.externalId.current, overdue.value.externalId.current);
  t.match(after.last, { action: 'connection.rotation-cancelled', reason: /deadline/ });
  t.equal(after.value.health, 'healthy');
  t.ok(await requestNewSession(world, where));
});

t.test('a fault during a cancel changes nothing, and a refusal of both IDs is reported after ten seconds', async t => {
  const { world, where, pending } = await rotating(t);
  const remove = world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'throttle' });
  await t.rejects(cancelRotation(world.ports, support, where, 'x'), { code: 'aws_unavailable' });
  remove();
  const expire = world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'expired-token' });
  await t.rejects(cancelRotation(world.ports, support, where, 'x'), { code: 'vendor_caller_unavailable' });
  expire();
  t.equal((await idOf(world, where)).pending?.value, pending);
  const before = world.clock.now().getTime();
  world.aws.deleteRole(where.roleArn);
  await t.rejects(requestNewSession(world, where), { code: 'role_refused_us' });
  const waited = world.clock.now().getTime() - before;
  t.ok(waited >= 9000 && waited < 20_000, `${waited} ms by the kit's clock`);
});

t.test('over HTTP: who may rotate, what a rotation shows, and the answers once suspended or ended', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
  const send = (method: 'POST' | 'DELETE' | 'GET', path: string, key: string, payload?: object) =>
    world.app.inject({
      method,
      url: `${url}${path}`,
      headers: { authorization: `Bearer ${key}` },
      ...(payload && { payload }),
    });
  t.equal((await send('POST', '/rotation', world.keys.auditor, reason)).statusCode, 403);
  t.equal((await send('POST', '/rotation', world.keys.support, { ...reason, deadlineDays: 0 })).statusCode, 400);
  t.equal(
    (await send('POST', '/rotation', world.keys.support, { ...reason, externalId: 'mine' })).json().code,
    'external_id_not_accepted',
  );
  const started = await send('POST', '/rotation', world.keys.support, { ...reason, deadlineDays: 5 });
  t.equal(started.statusCode, 201, started.body);
  t.match(started.json(), { rotation: { waitsFor: 'customer' } });
  const old = started.json().externalId;
  const delivery = (await send('GET', '/delivery', world.keys.backend)).json();
  t.notMatch(JSON.stringify(delivery), old, 'the delivery carries only the new ID');
  const { pending } = await idOf(world, where);
  t.match(JSON.stringify(delivery.trustPolicy), pending!.value);
  t.match(delivery.updateCommand, /update-stack/);
  await send('POST', '/suspend', world.keys.support, reason);
  const early = (await send('POST', '/rotation', world.keys.support, reason)).json();
  t.match(early, { code: 'not_in_this_state', detail: /does not allow this\. It is suspended\.$/, state: 'suspended' });
  const cancelled = await send('DELETE', '/rotation', world.keys.support, reason);
  t.equal(cancelled.statusCode, 200, cancelled.body);
  t.notOk(cancelled.json().rotation);
  await send('POST', '/revoke', world.keys.support, reason);
  t.equal((await send('POST', '/rotation', world.keys.support, reason)).json().code, 'not_in_this_state');
});
