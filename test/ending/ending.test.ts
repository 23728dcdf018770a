// Suspending, resuming and revoking through the API and the manage page, with IAM propagating: by both sides, by two
// people at once, during a check and during a rotation.
import t from 'tap';
import { checked, connectionOf, updateStack, verifiedConnection, type Where } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

const reason = { reason: 'Asked by phone' };

const bodies: Record<string, object> = {
  '/sessions': {},
  '/checks': {},
  '/revoke': { ...reason, mayCheckClosed: true },
};

async function api(world: World, key: 'support' | 'backend', { tenantId, connectionId }: Where, path: string) {
  const isRead = path === '' || path === '/impact';
  const answer = await world.app.inject({
    method: isRead ? 'GET' : 'POST',
    url: `/v1/tenants/${tenantId}/connections/${connectionId}${path}`,
    headers: { authorization: `Bearer ${world.keys[key]}` },
    ...(!isRead && { payload: bodies[path] ?? reason }),
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, any> };
}

t.test('each side suspends and resumes for itself; nothing is issued in between, and a check comes first', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 }, receivesEvents: true });
  const where = await verifiedConnection(world);
  t.equal((await api(world, 'backend', where, '/sessions')).status, 201);
  t.match((await api(world, 'support', where, '/impact')).body, { sessionsAlive: 1, lastSessionEndsAt: String });

  const suspended = await api(world, 'support', where, '/suspend');
  t.match(suspended, {
    status: 200,
    body: {
      connection: { state: 'suspended', suspendedBy: ['vendor'] },
      issuingStoppedAt: String,
      sessionsAlive: 1,
      sentence: /valid until/,
      commands: { cutSessions: /AWSRevokeOlderSessions/, deleteStack: /delete-stack/ },
    },
  });
  const refused = { status: 409, body: { code: 'not_issuing', why: 'suspended' } };
  t.match(await api(world, 'backend', where, '/sessions'), refused);
  const page = await managePage(world, where);
  t.equal((await page.send('suspend')).statusCode, 303);
  t.match(await api(world, 'backend', where, '/resume'), {
    status: 200,
    body: { connection: { state: 'suspended', suspendedBy: ['tenant'] } },
  });
  t.match(await api(world, 'support', where, '/resume'), { status: 409, body: { code: 'suspended_by_tenant' } });
  t.match(await api(world, 'backend', where, '/sessions'), refused);
  t.equal((await page.send('resume')).statusCode, 303);
  await world.ports.background.idle();
  t.match((await api(world, 'support', where, '')).body, { state: 'verified', health: 'healthy', issuing: true });
  t.equal((await api(world, 'backend', where, '/sessions')).status, 201);

  t.comment('suspended during a check: the check makes nothing healthy');
  world.clock.advance(60_000);
  await api(world, 'support', where, '/checks');
  await api(world, 'support', where, '/suspend');
  await world.ports.background.idle();
  t.match(await api(world, 'backend', where, '/sessions'), refused);
  t.match((await api(world, 'support', where, '')).body, { state: 'suspended' });
  await api(world, 'support', where, '/resume');
  await world.ports.background.idle();
  t.equal((await api(world, 'backend', where, '/sessions')).status, 201);
});

t.test('a revoke during a rotation ends both IDs; of two at once one revokes; nothing reverses it', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 }, receivesEvents: true });
  const where = await verifiedConnection(world);
  const page = await managePage(world, where);
  await api(world, 'support', where, '/rotation');
  const both = await Promise.all([api(world, 'support', where, '/revoke'), api(world, 'backend', where, '/revoke')]);
  t.same(both.map(each => each.status).sort(), [200, 409]);
  const second = both.find(each => each.status === 409)!.body;
  t.match(second, { code: 'not_in_this_state', state: 'revoked', detail: /It was revoked\. That is final\./ });
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 100 });
  t.equal(items.filter(each => each.row.action === 'connection.revoked').length, 1, 'one row of one of the two');
  t.match(await api(world, 'backend', where, '/sessions'), { status: 409, body: { why: 'revoked' } });

  t.comment("the customer's later update restores no access");
  const { externalId } = (await connectionOf(world, where)).value;
  t.match(externalId.pending, { value: String });
  await t.rejects(updateStack(world, where), { code: 'not_in_this_state' });
  await t.rejects(checked(world, where), { code: 'not_in_this_state' });
  for (const path of ['/sessions', '/resume', '/suspend', '/rotation', '/upgrade'])
    t.equal((await api(world, 'backend', where, path)).status, 409, path);
  t.match(await page.read(), /Access has ended|Revoked/);
  t.equal((await page.send('suspend')).statusCode, 409, 'a button of a page that was open');
  t.notOk((await api(world, 'support', where, '')).body.rotation);
});
