// One session for identical requests: how many calls they cost, who never shares one, what ends it, and that no caller
// waits for a renewal.
import { type Test, t } from 'tap';
import { makeIssuedSessions } from '../../api/broker/issued-sessions.js';
import { compose } from '../../api/compose.js';
import type { LedgerRow } from '../../api/core/audit/ledger.js';
import { withIds } from '../../api/core/role/trust-policy.js';
import { createApiKey } from '../../api/operations/access/api-keys.js';
import { changeConnection, reviewConnection } from '../../api/operations/connection/change-connection.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import type { Ports } from '../../api/ports/ports.js';
import type { IssuedSession, SessionKey } from '../../api/ports/sessions.js';
import { backend, founder, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  requestSession,
  type Where,
} from '../helpers/customer.js';
import { newWorld, type World } from '../helpers/world.js';

type Placed = Where & { roleArn: string };

async function stage(t: Test, aws = {}): Promise<{ world: World; where: Placed }> {
  const world = await newWorld(t, { aws });
  return { world, where: await provenConnection(world) };
}

/** Sessions that the local AWS has created for the role. */
const madeFor = (world: World, { roleArn }: Placed) =>
  world.aws.sessions().filter(each => each.roleArn === roleArn).length;

async function rowsOf(world: World, where: Where): Promise<LedgerRow[]> {
  return (await world.ports.ledger.list(where.connectionId, { limit: 1000 })).items;
}

/** A backend with its own key, over HTTP. */
async function backendBy(world: World, tenants: 'all' | string[] = 'all') {
  const made = await createApiKey(world.ports, founder, {
    name: 'Another backend',
    scope: 'backend',
    tenants,
    mayEndAccess: true,
    expiresInDays: 30,
  });
  const attempts = (where: Where, payload: object = {}) =>
    world.app.inject({
      method: 'POST',
      url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/sessions`,
      headers: { authorization: `Bearer ${made.secret}` },
      payload,
    });
  return { ...made, attempts };
}

t.test('a hundred concurrent requests and a hundred later ones cost one call, and each has its row', async t => {
  const { world, where } = await stage(t);
  const both = [
    ...(await Promise.all(Array.from({ length: 100 }, () => requestSession(world, where)))),
    ...(await Promise.all(Array.from({ length: 100 }, () => requestSession(world, where)))),
  ];
  t.equal(new Set(both.map(each => each.accessKeyId)).size, 1);
  t.equal(madeFor(world, where), 1);
  const rows = await rowsOf(world, where);
  const minted = rows.filter(each => each.type === 'minted');
  const issued = rows.filter(each => each.type === 'handed-out');
  t.equal(minted.length, 1);
  t.equal(issued.length, 200);
  t.ok(issued.every(each => each.type === 'handed-out' && each.mintedId === minted[0]!.id));
});

t.test('requests differ by caller, duration and policy', async t => {
  const { world, where } = await stage(t);
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ce:GetTags', Resource: '*' }] };
  const one = await backendBy(world);
  const other = await backendBy(world);
  const bound = await backendBy(world, [where.tenantId]);
  const answers = [
    await one.attempts(where),
    await other.attempts(where),
    await bound.attempts(where),
    await one.attempts(where, { durationSeconds: 901 }),
    await one.attempts(where, { sessionPolicy: policy }),
    await one.attempts(where, { sessionPolicy: { ...policy, Id: 'x' } }),
  ];
  t.same(
    answers.map(each => each.statusCode),
    answers.map(() => 201),
  );
  t.equal(new Set(answers.map(each => each.json().accessKeyId)).size, answers.length);
  t.equal(new Set(answers.map(each => each.json().sessionName)).size, answers.length);
  t.equal((await one.attempts(where)).json().accessKeyId, answers[0]!.json().accessKeyId);
});

t.test('two tenants in one account share nothing', async t => {
  const { world, where } = await stage(t);
  const second = await newTenant(world, 'Second');
  const place = await newConnection(world, second);
  await reviewConnection(world.ports, support, place, { approve: true, reason: 'Both are ours' });
  const theirs = { ...place, roleArn: await launch(world, place) };
  await checked(world, theirs);
  const [ours, also] = [await requestSession(world, where), await requestSession(world, theirs)];
  t.not(ours.accessKeyId, also.accessKeyId);
  t.not(ours.roleArn, also.roleArn);
  const bound = await backendBy(world, [second]);
  const before = madeFor(world, where);
  t.equal((await bound.attempts({ ...theirs, connectionId: where.connectionId })).statusCode, 404);
  t.equal((await bound.attempts(where)).statusCode, 404);
  t.equal(madeFor(world, where), before, 'no call for a refused request');
  await world.ports.background.idle();
  const { items } = await world.ports.securityLog.list({ limit: 10 });
  t.equal(items.filter(each => each.what === 'connection_not_found').length, 2);
});

/** A second instance of the service on the same table. */
function anotherInstance(t: Test, { config, clock }: World): Ports {
  const silent = () => undefined;
  const kit = compose(config, { info: silent, warn: silent, error: silent }, { clock });
  t.teardown(kit.close);
  return kit.ports;
}

t.test('after a suspend, or a revoke on another instance, no earlier session is issued', async t => {
  const { world, where } = await stage(t);
  await requestSession(world, where);
  t.equal(world.ports.issuedSessions.sizes().sessions, 1);
  await suspendConnection(world.ports, support, where, 'Look');
  t.equal(world.ports.issuedSessions.sizes().sessions, 0, 'forgotten at once');
  await t.rejects(requestSession(world, where), { code: 'not_issuing' });

  const also = await provenConnection(world, {}, where.tenantId);
  const there = { ...world, ports: anotherInstance(t, world) };
  await requestSession(there, also);
  t.equal(there.ports.issuedSessions.sizes().sessions, 1);
  await revokeConnection(world.ports, support, also, 'Over');
  await t.rejects(requestSession(there, also), { code: 'not_issuing' });
  t.equal(there.ports.issuedSessions.sizes().sessions, 0);
});

t.test('any change of the connection ends it: a new session is created', async t => {
  const { world, where } = await stage(t);
  const before = await requestSession(world, where);
  await changeConnection(world.ports, backend, where, { endsAt: '2099-01-01T00:00:00Z' });
  t.not((await requestSession(world, where)).accessKeyId, before.accessKeyId);
});

t.test('a caller that reads a later revision does not get a session begun before it', async t => {
  const { world, where } = await stage(t);
  let letGo = () => {};
  let begun = () => {};
  const isBegun = new Promise<void>(resolve => {
    begun = resolve;
  });
  const gate = new Promise<void>(resolve => {
    letGo = resolve;
  });
  let calls = 0;
  const held: Ports['assumeRole'] = async (as, input) => {
    const outcome = await world.ports.assumeRole(as, input);
    calls += 1;
    if (calls > 1) return outcome;
    begun();
    await gate;
    return outcome;
  };
  const slow = { ...world, ports: { ...world.ports, assumeRole: held } };
  const first = requestSession(slow, where);
  await isBegun;
  const beside = requestSession(slow, where);
  await changeConnection(world.ports, backend, where, { endsAt: '2099-01-01T00:00:00Z' });
  const later = await requestSession(slow, where);
  letGo();
  t.equal((await beside).accessKeyId, (await first).accessKeyId, 'a concurrent caller waited for it');
  t.not(later.accessKeyId, (await first).accessKeyId);
  t.equal((await requestSession(slow, where)).accessKeyId, later.accessKeyId, 'a late answer is not cached');
});

t.test('a caller that waited for a call reads the state again: a suspend meanwhile is noticed', async t => {
  const { world, where } = await stage(t);
  const assumeRole: Ports['assumeRole'] = async (as, input) => {
    const outcome = await world.ports.assumeRole(as, input);
    await suspendConnection(world.ports, support, where, 'Now').catch(() => {});
    return outcome;
  };
  const during = { ...world, ports: { ...world.ports, assumeRole } };
  const attempts = await Promise.allSettled([requestSession(during, where), requestSession(during, where)]);
  t.same(
    attempts.map(each => each.status === 'rejected' && each.reason.code),
    ['not_issuing', 'not_issuing'],
  );
  t.notOk((await rowsOf(world, where)).some(each => each.type === 'handed-out'));
});

t.test('after half its lifetime it is renewed in the background, and no caller waits', async t => {
  const { world, where } = await stage(t);
  const { attempts } = await backendBy(world);
  const keyIdOf = async () => (await attempts(where)).json().accessKeyId as string;
  const first = await keyIdOf();
  world.clock.advance(400_000);
  t.equal(await keyIdOf(), first);
  await world.ports.background.idle();
  t.equal(madeFor(world, where), 1, 'not before half its lifetime');
  world.clock.advance(240_000);
  t.same(await Promise.all([keyIdOf(), keyIdOf()]), [first, first], 'the old one, at once');
  await world.ports.background.idle();
  t.equal(madeFor(world, where), 2, 'one call for both');
  t.not(await keyIdOf(), first);

  t.comment('while AWS does not answer');
  const second = await keyIdOf();
  const restore = world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'error503' });
  world.clock.advance(640_000);
  for (let seconds = 640; seconds < 880; seconds += 20) {
    t.equal(await keyIdOf(), second, `${seconds} s: the valid session stays in use`);
    await world.ports.background.idle();
    world.clock.advance(20_000);
  }
  t.ok(world.ports.issuedSessions.counts.renewalsFailed > 0);
  world.clock.advance(20_000);
  t.match((await attempts(where)).json(), { code: 'aws_unavailable' }, 'and not after its end');
  restore();
  t.not(await keyIdOf(), second);
});

t.test('an earlier session is not issued after a change, even if no other can be created', async t => {
  const { world, where } = await stage(t);
  await requestSession(world, where);
  // The rest is so short that a caller waits for a new one.
  world.clock.advance(860_000);
  const restore = world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'error503' });
  const { connections } = world.ports;
  const elsewhere = anotherInstance(t, world);
  const between: Ports['connections'] = {
    ...connections,
    async getBrief(id) {
      const known = await connections.getBrief(id);
      await changeConnection(elsewhere, backend, where, { endsAt: '2099-01-01T00:00:00Z' });
      return known;
    },
  };
  const during = { ...world, ports: { ...world.ports, connections: between } };
  t.ok(await requestSession(world, where), 'without a change it is better than none');
  await t.rejects(requestSession(during, where), { code: 'aws_unavailable' });
  restore();
  t.ok(await requestSession(world, where));
});

t.test('a session that nobody may get is not renewed', async t => {
  const { world, where } = await stage(t);
  t.comment('by a key that no longer exists');
  const gone = { ...backend, id: 'key_gone000000000001' };
  await requestSession(world, where, gone);
  world.clock.advance(640_000);
  await requestSession(world, where, gone);
  await world.ports.background.idle();
  t.equal(madeFor(world, where), 1);

  t.comment('of a connection that is suspended between the request and the renewal');
  const { attempts } = await backendBy(world);
  await attempts(where);
  world.clock.advance(640_000);
  const { run } = world.ports.background;
  const later: Parameters<typeof run>[1][] = [];
  world.ports.background.run = (_, work) => void later.push(work);
  await attempts(where);
  t.equal(later.length, 1);
  world.ports.background.run = run;
  await suspendConnection(world.ports, support, where, 'Between');
  const made = madeFor(world, where);
  await later[0]!(new AbortController().signal);
  t.equal(madeFor(world, where), made);
});

t.test('a role that refuses is not called again until a check or a minute has passed', async t => {
  const { world, where } = await stage(t);
  const trusted = (await connectionOf(world, where)).value.roleSpec.trustPolicy;
  const closed = withIds(trusted, () => 'somebody-elses');
  const calls = async () => (await rowsOf(world, where)).filter(each => each.type === 'minted').length;
  world.aws.setTrustPolicy(where.roleArn, closed);
  await t.rejects(requestSession(world, where), { code: 'role_refused_us' });
  t.equal(await calls(), 1);
  await t.rejects(requestSession(world, where), { code: 'role_refused_us', options: { retryAfterSeconds: 60 } });
  t.equal(await calls(), 1, 'no row, no call');
  world.clock.advance(61_000);
  await t.rejects(requestSession(world, where), { code: 'role_refused_us' });
  t.equal(await calls(), 2);

  world.aws.setTrustPolicy(where.roleArn, trusted);
  await t.rejects(requestSession(world, where), { code: 'role_refused_us' });
  await checked(world, where);
  t.ok(await requestSession(world, where), 'a check has found that it is fixed');

  t.comment('during a rotation no refusal is cached');
  world.clock.advance(900_000);
  await startRotation(world.ports, support, where, { reason: 'New' });
  world.aws.setTrustPolicy(where.roleArn, closed);
  await t.rejects(requestSession(world, where), { code: 'role_refused_us' });
  const before = await calls();
  await t.rejects(requestSession(world, where), { code: 'role_refused_us' });
  t.ok((await calls()) > before);
});

t.test('the cache keeps only a limited number of sessions, those used last', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_SESSIONS_KEPT: '3' } });
  const where = await provenConnection(world);
  const make = () => provenConnection(world, {}, where.tenantId);
  const others = [await make(), await make(), await make()];
  const first = await requestSession(world, where);
  for (const other of others.slice(0, 2)) await requestSession(world, other);
  t.equal((await requestSession(world, where)).accessKeyId, first.accessKeyId);
  await requestSession(world, others[2]!);
  t.equal(world.ports.issuedSessions.sizes().sessions, 3);
  t.equal((await requestSession(world, where)).accessKeyId, first.accessKeyId);
  await requestSession(world, others[0]!);
  t.equal(madeFor(world, others[0]!), 2, 'it was removed');
});

t.test('a cached session is issued unchanged, whatever characters it contains', async t => {
  const asked: SessionKey = {
    tenantId: 'ten_0000000000000001',
    connectionId: 'con_0000000000000001',
    roleArn: 'arn:aws:iam::210987654321:role/drawbridge-0000000000000001-1',
    generation: 1,
    durationSeconds: 900,
    region: 'us-east-1',
    callerId: 'key_0000000000000001',
    announced: 'cost-read@1.0.0',
  };
  const made: IssuedSession = {
    mintedId: 'row_0000000000000001',
    roleArn: asked.roleArn,
    sessionName: 'drawbridge-1',
    accessKeyId: 'ASIA0000000000000001',
    secretAccessKey: 'a+/b\\"c',
    sessionToken: Buffer.from(Array.from({ length: 256 }, (_, n) => n)).toString('base64'),
    expiresAt: '2026-01-01T00:15:00Z',
    seconds: 900,
    cap: 'exact',
  };
  const warning = { code: 'session_policy_beyond_role', message: 'mehr als „die Rolle“ 🔒\n', statement: 0 } as const;
  const sessions: IssuedSession[] = [
    made,
    { ...made, warnings: [warning] },
    { ...made, cap: 'none' },
    // Nearly base64, but invalid.
    ...['', 'YQ', 'YQ=', 'YR==', 'a_-b', 'one\ntwo', '鍵🔑'].map(sessionToken => ({ ...made, sessionToken })),
  ];
  const memory = makeIssuedSessions({ clock: { now: () => new Date('2026-01-01') }, random: () => 0, atMost: 10 });
  for (const [revision, session] of sessions.entries()) {
    await memory.make(asked, revision, async () => session);
    t.same(memory.find(asked, revision), { session, state: 'good' });
  }
  const last = sessions.length - 1;
  const others = [
    { tenantId: 'ten_2' },
    { generation: 2 },
    { roleArn: `${asked.roleArn}1` },
    { callerId: 'key_2' },
    { announced: 'cost-read@1.0.1' },
  ];
  for (const other of others) t.equal(memory.find({ ...asked, ...other }, last), undefined, JSON.stringify(other));
});
