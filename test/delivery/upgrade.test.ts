// Moving a connection to another version of its permission set: what is shown, the customer's one update, and that only
// a verified update changes the spec that the role is compared with.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { buildApp } from '../../api/app.js';
import { compose } from '../../api/compose.js';
import type { PermissionSet } from '../../api/core/permission-set/permission-set.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import {
  cancelUpgrade,
  endWithdrawnUpgrade,
  readUpgrade,
  startUpgrade,
} from '../../api/operations/delivery/upgrade.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  requestSession,
  updateStack,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

const outdated = { permissionSetId: 'inventory-read', permissionSetVersion: '1.0.0' };
const reason = { reason: 'New reports' };

const codesOf = async (world: World, where: Where) =>
  (await connectionOf(world, where)).value.findings.map(each => each.code);

async function call(
  world: World,
  method: 'GET' | 'POST' | 'DELETE',
  where: Where,
  payload?: object,
  path = '/upgrade',
) {
  const answer = await world.app.inject({
    method,
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}${path}`,
    headers: { authorization: `Bearer ${world.keys.backend}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, any> };
}

t.test('a newer version is an offer; once requested, updated by the customer and checked, it is in use', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 }, receivesEvents: true });
  const where = await verifiedConnection(world, outdated);
  const before = (await connectionOf(world, where)).value;
  t.match(before, { state: 'verified', health: 'healthy', permissionSet: { version: '1.0.0' } });
  t.same(await codesOf(world, where), ['outdated'], 'an offer, never drift');

  const { body: offer } = await call(world, 'GET', where);
  t.match(offer, { from: '1.0.0', to: '1.1.0', undecided: false });
  t.equal(offer.startedAt, undefined);
  t.ok(offer.statements.length > 0);
  for (const each of offer.statements) t.ok(each.why.en && each.why.ja, `${each.sid} has a reason`);

  const { status, body: started } = await call(world, 'POST', where, reason);
  t.equal(status, 201);
  t.match(started, { permissionSet: { version: '1.0.0' }, upgrade: { to: '1.1.0' }, outdated: true });
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, {
    health: 'healthy',
    roleSpec: before.roleSpec,
    permissionSet: { version: '1.0.0' },
  });
  const { body: delivery } = await call(world, 'GET', where, undefined, '/delivery');
  t.match(delivery, { permissionSet: { version: '1.1.0' }, roleArn: where.roleArn });

  const idBefore = world.aws.role(where.roleArn)?.roleId;
  await updateStack(world, where);
  t.ok(idBefore && world.aws.role(where.roleArn)?.roleId === idBefore, 'updated, not replaced');
  t.ok(await requestSession(world, where), 'no request is refused meanwhile');
  world.clock.advance(60_000);
  const check = await checked(world, where);
  t.match(check.result, { conclusive: true, verdict: { outcome: 'admitted', findings: [], upgradedTo: '1.1.0' } });
  const after = await call(world, 'GET', where, undefined, '');
  t.match(after.body, { permissionSet: { version: '1.1.0' }, health: 'healthy', outdated: false, findings: [] });
  t.equal(after.body.upgrade, undefined);
  t.match(await call(world, 'GET', where), { status: 409, body: { code: 'upgrade_not_offered' } });
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 10 });
  t.match(
    items
      .map(each => [each.row.action, each.row.facts])
      .reverse()
      .slice(2),
    [
      ['connection.upgrade-started', { from: '1.0.0', to: '1.1.0' }],
      ['connection.upgraded', { version: '1.1.0', health: 'healthy', checkId: check.id }],
    ],
  );

  t.comment('the earlier template, used again');
  world.clock.advance(60_000);
  const old = before.roleSpec.inlinePolicies.find(each => each.name === 'DrawbridgePermissions')!;
  world.aws.putRolePolicy(where.roleArn, old.name, old.document);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'drifted', permissionSet: { version: '1.1.0' } });
});

t.test('an update to something else is drift from the announced version, and changes nothing', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world, outdated);
  await startUpgrade(world.ports, support, where, reason);
  const asked = (await connectionOf(world, where)).value.upgrade!.roleSpec.inlinePolicies[0]!;
  const wider = structuredClone(asked.document) as { Statement: object[] };
  wider.Statement.push({ Sid: 'Extra', Effect: 'Allow', Action: 'ec2:TerminateInstances', Resource: '*' });
  world.aws.putRolePolicy(where.roleArn, asked.name, wider);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, {
    health: 'drifted',
    permissionSet: { version: '1.0.0' },
    upgrade: { permissionSet: { version: '1.1.0' } },
  });
  t.ok((await codesOf(world, where)).includes('permissions_widened'));

  t.comment('the right permissions, but in a role that trusts others');
  world.clock.advance(60_000);
  await updateStack(world, where);
  const open = structuredClone((await connectionOf(world, where)).value.roleSpec.trustPolicy);
  world.aws.setTrustPolicy(where.roleArn, {
    ...open,
    Statement: [...open.Statement, { Effect: 'Allow', Principal: { AWS: '320987654321' }, Action: 'sts:AssumeRole' }],
  });
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'unsafe', permissionSet: { version: '1.0.0' } });

  t.comment('repaired');
  world.clock.advance(60_000);
  world.aws.setTrustPolicy(where.roleArn, open);
  await checked(world, where);
  t.equal((await connectionOf(world, where)).value.permissionSet.version, '1.1.0');
});

t.test(
  'one change at a time; of two that start or end it at once one wins; a cancel keeps what is announced',
  async t => {
    const world = await newWorld(t);
    const where = await verifiedConnection(world, outdated);
    const both = await Promise.all([call(world, 'POST', where, reason), call(world, 'POST', where, reason)]);
    t.same(both.map(each => each.status).sort(), [201, 409]);
    t.equal(both.find(each => each.status === 409)?.body.code, 'upgrade_open');
    await t.rejects(startRotation(world.ports, support, where, reason), { code: 'upgrade_open' });
    const ended = await Promise.all([call(world, 'DELETE', where, reason), call(world, 'DELETE', where, reason)]);
    t.same(ended.map(each => each.body.code).sort(), ['upgrade_not_open', undefined]);
    await startRotation(world.ports, support, where, reason);
    await t.rejects(startUpgrade(world.ports, support, where, reason), { code: 'rotation_open' });
    t.match(await call(world, 'POST', where, { ...reason, version: '1.0.0' }), {
      status: 409,
      body: { code: 'upgrade_not_offered' },
    });
  },
);

/** A release by the vendor: its own permission sets at that time, on the same table. */
async function releases(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-upgrade-'));
  const base = JSON.parse(readFileSync(join(shippedPermissionSets, 'cost-read.json'), 'utf8')) as PermissionSet;
  const write = (version: string, change: (set: PermissionSet) => PermissionSet = set => set) =>
    writeFileSync(
      join(folder, `our-read-${version}.json`),
      JSON.stringify({ ...change(structuredClone(base)), id: 'our-read', version }),
    );
  const withdraw = (version: string) => rmSync(join(folder, `our-read-${version}.json`));
  write('1.0.0');
  const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folder } });
  t.teardown(() => rmSync(folder, { recursive: true }));
  const release = async () => {
    const kit = compose(world.config, world.ports.log, { clock: world.clock });
    t.teardown(() => kit.close());
    await kit.prepare();
    return { ...world, ports: kit.ports } as World;
  };
  return { world, write, withdraw, release };
}

t.test('a withdrawn version can no longer be requested, and a role created from it is not accepted', async t => {
  const { world: first, write, withdraw, release } = await releases(t);
  const where = await verifiedConnection(first, { permissionSetId: 'our-read' });
  write('2.0.0', set => ({ ...set, statements: set.statements.slice(1) }));
  const second = await release();
  t.match(await readUpgrade(second.ports, backend, where), {
    from: '1.0.0',
    to: '2.0.0',
    difference: { meaning: { more: undefined, less: { count: String } }, statements: [{ kind: 'removed' }] },
  });
  await startUpgrade(second.ports, support, where, reason);
  const asked = (await connectionOf(second, where)).value.upgrade!.roleSpec.inlinePolicies[0]!;
  withdraw('2.0.0');
  const third = await release();
  const seen = await connectionOf(second, where);
  first.clock.advance(1000);
  await cancelUpgrade(second.ports, support, where, 'Not yet');
  await startUpgrade(second.ports, support, where, reason);
  await endWithdrawnUpgrade(third.ports, seen);
  t.ok((await connectionOf(second, where)).value.upgrade, 'not a change that began later');
  third.app = await buildApp(third.ports, third.config, {
    stream: { write: () => {} },
    pressure: { maxEventLoopDelay: 0 },
  });
  t.teardown(() => third.app.close());
  const pending = await call(third, 'GET', where);
  t.match(pending, { status: 200, body: { to: '2.0.0', withdrawn: true, startedAt: String } });
  const page = await managePage(third, where);
  t.match(await page.read(), /to version 2\.0\.0: your vendor has withdrawn it.*Cancel the update/s);
  t.notMatch(
    await page.read(),
    /aws cloudformation update-stack|The update waits for you/,
    'and can no longer be requested',
  );
  await t.rejects(startUpgrade(third.ports, support, where, { ...reason, version: '2.0.0' }), {
    code: 'permission_set_not_found',
  });
  // The customer still has the template.
  third.aws.putRolePolicy(where.roleArn, asked.name, asked.document);
  first.clock.advance(60_000);
  await checked(third, where);
  const { value } = await connectionOf(third, where);
  t.match(value, { permissionSet: { version: '1.0.0' }, health: 'drifted' });
  t.equal(value.upgrade, undefined, 'cancelled without a request');
  const { items } = await third.ports.connections.history(where.connectionId, { limit: 1 });
  t.match(items[0]?.row, { action: 'connection.upgrade-cancelled', reason: /2\.0\.0 of our-read was withdrawn/ });
  await t.rejects(cancelUpgrade(third.ports, support, where, 'again'), { code: 'upgrade_not_open' });

  t.comment('the one in use is withdrawn: the newest remaining one is offered');
  withdraw('1.0.0');
  write('0.9.0');
  const fourth = await release();
  t.match(await readUpgrade(fourth.ports, backend, where), { from: '1.0.0', to: '0.9.0' });
});

t.test('two versions that grant the same are distinguished by the role itself', async t => {
  const { world: first, write, release } = await releases(t);
  const where = await verifiedConnection(first, { permissionSetId: 'our-read' });
  write('1.0.1');
  const second = await release();
  await startUpgrade(second.ports, support, where, reason);
  await checked(second, where);
  t.equal((await connectionOf(second, where)).value.permissionSet.version, '1.0.0', 'nobody has updated anything');
  await updateStack(second, where);
  second.clock.advance(60_000);
  await checked(second, where);
  t.match((await connectionOf(second, where)).value, { permissionSet: { version: '1.0.1' }, health: 'healthy' });
});

t.test('the manage page shows what an update adds and removes and why, starts it, and cancels it', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world, outdated);
  const page = await managePage(world, where);
  t.match(
    await page.read(),
    /Version 1\.1\.0 of the permission set is available.*denied after the update[^.]+: 29 more.*What it protects/s,
  );
  t.match(await page.read(), /keeps working\. See the changes below/);
  t.match(await page.read('ja'), /許可セットのバージョン 1\.1\.0 を利用できます/);
  t.equal((await page.send('upgrade/start')).statusCode, 303);
  t.match(await page.read(), /waiting for you since.*aws cloudformation update-stack.*Cancel the update/s);
  t.match(await page.read(), /Review the waiting update below.*\. If you agree, run its command/);
  t.equal((await page.send('upgrade/start')).statusCode, 409);
  t.equal((await page.send('upgrade/cancel')).statusCode, 303);
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 2 });
  t.match(
    items.map(each => each.row),
    [
      { action: 'connection.upgrade-cancelled', who: { kind: 'manage', name: 'Ann Admin' } },
      { action: 'connection.upgrade-started', reason: 'Agreed with our vendor' },
    ],
  );
});
