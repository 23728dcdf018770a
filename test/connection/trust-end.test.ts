// An end in the trust policy: AWS itself refuses the vendor after it, nothing is issued that outlives it, and another
// end takes one update of the customer's stack that a check has verified.
import t from 'tap';
import { reviseProposal } from '../../api/operations/connection/propose-revoke.js';
import { searchConnections } from '../../api/operations/connection/read-connections.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  newTenant,
  requestSession,
  updateStack,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

const minuteMs = 60_000;

/** About a minute from now, to the second. */
function inMinutes(world: World, minutes: number): string {
  return `${new Date(world.clock.now().getTime() + minutes * minuteMs).toISOString().slice(0, 19)}Z`;
}

async function call(
  world: World,
  method: 'GET' | 'POST' | 'DELETE' | 'PATCH',
  where: Where,
  path: string,
  payload?: object,
) {
  const answer = await world.app.inject({
    method,
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}${path}`,
    headers: { authorization: `Bearer ${world.keys.backend}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, any> };
}

function endOnRole(world: World, roleArn: string): unknown {
  const policy = world.aws.role(roleArn)!.trustPolicy as { Statement: { Condition?: Record<string, any> }[] };
  return policy.Statement[0]!.Condition?.DateLessThan;
}

t.test('after its end AWS refuses the vendor, and the check reports that the end has passed', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const endsAt = inMinutes(world, 40);
  const where = await verifiedConnection(world, { options: { trustEndsAt: endsAt } });
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy', findings: [] });
  t.same(endOnRole(world, where.roleArn), { 'aws:CurrentTime': endsAt });
  t.match(await call(world, 'GET', where, ''), { body: { options: { trustEndsAt: endsAt }, issuing: true } });
  const page = await (await managePage(world, where)).read();
  t.match(page, new RegExp(`datetime="${endsAt}"`));

  world.clock.advance(20 * minuteMs);
  t.ok((await requestSession(world, where)).expiration < endsAt, 'no session outlives it');
  world.clock.advance(6 * minuteMs);
  await t.rejects(requestSession(world, where), { code: 'not_issuing', options: { members: { why: 'ended' } } });
  world.clock.advance(20 * minuteMs);
  const check = await checked(world, where);
  t.match(check.result, { conclusive: true, verdict: { outcome: 'refused' } });
  t.equal(check.result?.causes?.left[0]?.code, 'trust_ended');
  const kept = await reviseProposal(world.ports, await connectionOf(world, where));
  t.match(kept.value, { health: 'unreachable', revokeProposed: { why: 'end_date' } });
});

t.test('another end is one update by the customer; it counts after a check has verified it', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 }, receivesEvents: true });
  const first = inMinutes(world, 60);
  const where = await verifiedConnection(world, {
    permissionSetId: 'inventory-read',
    permissionSetVersion: '1.0.0',
    options: { trustEndsAt: first },
  });
  const before = (await connectionOf(world, where)).value;

  t.comment('an invalid request changes nothing');
  const reason = 'Contract goes on';
  for (const [trustEndsAt, status, code] of [
    ['2020-01-01T00:00:00Z', 400, 'options_not_valid'],
    ['2026-02-30T00:00:00Z', 400, undefined],
    ['never', 400, undefined],
    [first, 409, 'upgrade_not_offered'],
  ] as const)
    t.match(await call(world, 'POST', where, '/upgrade', { reason, trustEndsAt }), {
      status,
      ...(code && { body: { code } }),
    });
  t.equal((await call(world, 'PATCH', where, '', { options: { trustEndsAt: inMinutes(world, 90) } })).status, 409);
  t.same((await connectionOf(world, where)).value, before);

  t.comment('requested: the version in use stays, although a newer one is on offer');
  const later = inMinutes(world, 600);
  t.match(await call(world, 'POST', where, '/upgrade', { reason, trustEndsAt: later }), {
    status: 201,
    body: { upgrade: { to: '1.0.0', trustEndsAt: later }, options: { trustEndsAt: first } },
  });
  t.match(await call(world, 'GET', where, '/upgrade'), {
    body: { from: '1.0.0', to: '1.0.0', withdrawn: false, statements: [], trustEnd: { from: first, to: later } },
  });
  t.match(await call(world, 'POST', where, '/rotation', { reason }), { status: 409, body: { code: 'upgrade_open' } });
  const page = await (await managePage(world, where)).read();
  t.match(page, /After the update, the trust policy expires at/);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'healthy', roleSpec: before.roleSpec, upgrade: {} });

  const { roleId } = world.aws.role(where.roleArn)!;
  await updateStack(world, where);
  t.same(endOnRole(world, where.roleArn), { 'aws:CurrentTime': later });
  t.equal(world.aws.role(where.roleArn)!.roleId, roleId, 'updated, not replaced');
  world.clock.advance(minuteMs);
  await checked(world, where);
  const { body } = await call(world, 'GET', where, '');
  t.match(body, { health: 'healthy', options: { trustEndsAt: later }, permissionSet: { version: '1.0.0' } });
  t.equal(body.upgrade, undefined);
  world.clock.advance(70 * minuteMs);
  t.ok(await requestSession(world, where), 'after the first end');

  t.comment('together with a newer version, and without an end');
  await call(world, 'POST', where, '/upgrade', { reason, version: '1.1.0', trustEndsAt: null });
  await updateStack(world, where);
  world.clock.advance(minuteMs);
  await checked(world, where);
  const after = (await connectionOf(world, where)).value;
  t.match(after, { health: 'healthy', findings: [], permissionSet: { version: '1.1.0' } });
  t.equal(after.options.trustEndsAt, undefined);
  t.equal(endOnRole(world, where.roleArn), undefined);
  t.notOk(JSON.stringify(after.roleSpec).includes('aws:CurrentTime'));

  const { items } = await world.ports.connections.history(where.connectionId, { limit: 20 });
  const updates = items.filter(each => each.row.action.includes('upgrade')).reverse();
  t.match(
    updates.map(each => [each.row.action, each.row.facts]),
    [
      ['connection.upgrade-started', { from: '1.0.0', to: '1.0.0', trustEndsAt: later }],
      ['connection.upgraded', { version: '1.0.0' }],
      ['connection.upgrade-started', { from: '1.0.0', to: '1.1.0', trustEndsAt: null }],
      ['connection.upgraded', { version: '1.1.0' }],
    ],
  );
  const answer = await call(world, 'GET', where, '/history?limit=50');
  const sentences = answer.body.items.map((each: { summary: string }) => each.summary).join('\n');
  t.match(sentences, /requested an update of the role, after which its trust policy expires at/);
  t.match(sentences, /from version 1\.0\.0 to version 1\.1\.0, after which its trust policy no longer expires/);
});

t.test('an end that passed while the update waited is fixed by the update', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const where = await verifiedConnection(world, { options: { trustEndsAt: inMinutes(world, 30) } });
  await call(world, 'POST', where, '/upgrade', { reason: 'Late', trustEndsAt: inMinutes(world, 3000) });
  world.clock.advance(40 * minuteMs);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'unreachable' });
  await updateStack(world, where);
  world.clock.advance(minuteMs);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'healthy', findings: [] });
  t.ok(await requestSession(world, where));
  const { items } = await searchConnections(world.ports, support, { revokeProposed: true }, { limit: 5 });
  t.same(items, []);
});

t.test('while pending, the end and the boundary are options like the others, and null removes them', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const made = await world.app.inject({
    method: 'POST',
    url: `/v1/tenants/${tenantId}/connections`,
    headers: { authorization: `Bearer ${world.keys.backend}` },
    payload: {
      accountId: '210987654321',
      permissionSetId: 'cost-read',
      options: { trustEndsAt: '2031-01-01T09:00:00.250+09:00', permissionsBoundaryArn: null },
    },
  });
  t.equal(made.json().options.trustEndsAt, '2031-01-01T00:00:00Z', 'to the second, in UTC');
  t.notOk('permissionsBoundaryArn' in made.json().options);
  const where = { tenantId, connectionId: made.json().id as string };
  t.match(await call(world, 'PATCH', where, '', { options: { trustEndsAt: '2020-01-01T00:00:00Z' } }), {
    status: 400,
    body: { code: 'options_not_valid', errors: [{ path: '/options/trustEndsAt' }] },
  });
  t.equal(
    (await call(world, 'PATCH', where, '', { options: { path: '/x/' } })).body.options.trustEndsAt,
    '2031-01-01T00:00:00Z',
  );
  t.equal(
    (await call(world, 'PATCH', where, '', { options: { trustEndsAt: null } })).body.options.trustEndsAt,
    undefined,
  );
  const permissionsBoundaryArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const bounded = await call(world, 'PATCH', where, '', { options: { permissionsBoundaryArn } });
  t.match(bounded.body.options, { path: '/x/', permissionsBoundaryArn });
  const cleared = await call(world, 'PATCH', where, '', { options: { permissionsBoundaryArn: null } });
  t.equal(cleared.status, 200);
  t.same(cleared.body.options, { namePrefix: '', path: '/x/', tags: {} });
  const { template } = await readDelivery(world.ports, backend, where);
  t.notMatch(template, /PermissionsBoundary/);
});
