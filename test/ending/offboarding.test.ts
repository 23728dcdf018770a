// After a revoke, with the tenant's consent, the kit checks whether the role is closed: until it is proven, stopped or
// 30 days are over. Every request is in the ledger, none without consent, and none after the end.
import t, { type Test } from 'tap';
import { compose } from '../../api/compose.js';
import { launchAgain } from '../../api/operations/connection/change-connection.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { closeTenant } from '../../api/operations/ending/close-tenant.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { stopOffboarding } from '../../api/operations/ending/offboard.js';
import { vendorAccountId } from '../../deploy/local/vendor-account.js';
import { backend, founder, support, voucher } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  updateStack,
  type Where,
} from '../helpers/customer.js';
import { deleteStackOf } from '../helpers/customer-admin.js';
import { mintedRows } from '../helpers/ledger.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

/** The consent question that the tenant got, with its answer. */
const consent = { mayCheckClosed: true };
const dayMs = 24 * 60 * 60 * 1000;
type Kit = Pick<World, 'ports'>;

async function call(world: World, method: 'GET' | 'POST' | 'DELETE', where: Where, path: string, payload?: object) {
  const answer = await world.app.inject({
    method,
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}${path}`,
    headers: { authorization: `Bearer ${world.keys.backend}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, any> };
}

const offboardingOf = async (world: World, where: Where) => (await call(world, 'GET', where, '')).body.offboarding;
const rowsOf = async (world: World) => (await mintedRows(world)).filter(each => each.kind === 'offboarding');

/** Moves the clock to the next check and runs it; `first` runs just before. */
async function nextCheck(world: World, where: Where, { ports }: Kit = world, first = async () => {}): Promise<void> {
  const { due } = (await connectionOf(world, where)).notes;
  world.clock.advance(Math.max(0, Date.parse(due!.at) - world.clock.now().getTime()));
  await first();
  await runDueWork(ports);
  await ports.background.idle();
}

async function actionsOf(world: World, where: Where): Promise<string[]> {
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 50 });
  return items.map(each => each.row.action.replace('connection.', '')).reverse();
}

async function managePage(t: Test, world: World, where: Where) {
  const { url } = await makeLink(world.ports, voucher, where, { kind: 'manage', person: 'Ann of the Tenant' });
  const opened = await world.app.inject({ url: new URL(url).pathname });
  const cookie = opened.cookies.map(each => `${each.name}=${each.value}`).join('; ');
  const path = String(opened.headers.location);
  const get = async (below = '') => {
    const { statusCode, body } = await world.app.inject({ url: `${path}${below}`, headers: { cookie } });
    t.equal(statusCode, 200);
    return body;
  };
  const token = /name="form" value="([\w-]+)"/.exec(await get())?.[1] ?? '';
  const post = (below: string, form: Record<string, string>) =>
    world.app.inject({
      method: 'POST',
      url: `${path}${below}`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ form: token, ...form }).toString(),
    });
  return { get, post };
}

t.test(
  'a role that is not deleted is named with its command; once deleted, it is confirmed within the hour',
  async t => {
    const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
    const where = await provenConnection(world);
    const page = await managePage(t, world, where);
    const empty = await page.get('/revoke');
    t.match(empty, /name="mayCheckClosed" value="yes"/);
    t.notMatch(empty, /name="mayCheckClosed"[^>]* checked/, 'the box starts empty');
    t.match(empty, /Tick this box to get dated proof that the role is closed/, 'with the reason to tick it');
    const wrong = { account: '000000000000', reason: 'We are done' };
    const again = (await page.post('/revoke', { ...wrong, mayCheckClosed: 'yes' })).body;
    t.match(again, /name="mayCheckClosed"[^>]* checked/, 'a tick is kept when the number was wrong');
    t.notMatch(
      (await page.post('/revoke', wrong)).body,
      /name="mayCheckClosed"[^>]* checked/,
      'and so is an empty box',
    );
    const form = { account: customerAccount, reason: 'We are done', mayCheckClosed: 'yes' };
    t.equal((await page.post('/revoke', form)).statusCode, 303);
    t.match(await offboardingOf(world, where), { state: 'checking', decidedBy: 'tenant' });
    t.match(await page.get(), /The role is checked automatically, for the first time within minutes/);

    await nextCheck(world, where);
    const { offboarding: seen, state } = (await call(world, 'GET', where, '')).body;
    t.equal(state, 'revoked', 'a fact beside the state');
    t.match(seen.stillTrusts.roles, [
      { roleArn: where.roleArn, deleteStack: /--physical-resource-id drawbridge-\w{12}-1[\s\S]*delete-stack/ },
    ]);
    const trusting = await page.get();
    t.match(trusting, /The role still trusts <bdi>Example Vendor<\/bdi>/);
    t.match(trusting, /Check after revocation[\s\S]*A check after revocation found that the role still trusts/);
    const { revision } = await connectionOf(world, where);
    const { deleteStack } = seen.stillTrusts.roles[0];
    await nextCheck(world, where, world, () => deleteStackOf(world, customerAccount, deleteStack));
    t.equal((await connectionOf(world, where)).revision, revision, 'tested again, while IAM propagates: nothing new');

    for (const times of [1, 2, 3]) {
      await nextCheck(world, where);
      t.match((await connectionOf(world, where)).value.offboarding, { state: 'checking', refused: { times } });
    }
    t.equal((await offboardingOf(world, where)).stillTrusts, undefined);
    await nextCheck(world, where);
    const { confirmedAt, refusedSince, ...closed } = await offboardingOf(world, where);
    t.match(closed, { state: 'confirmed', endedAt: confirmedAt });
    t.ok(Date.parse(confirmedAt) - Date.parse(refusedSince) >= 60 * 60 * 1000, 'refused for an hour');
    t.match(await (await managePage(t, world, where)).get(), /Revocation confirmed at/);
    t.same((await actionsOf(world, where)).slice(2), [
      'revoked',
      ...Array(4).fill('offboarding-checked'),
      'revocation-confirmed',
    ]);

    const rows = await rowsOf(world);
    t.same(rows.map(each => each.outcome?.kind).sort(), ['assumed', 'assumed', ...Array(4 * 4).fill('refused')]);
    for (const row of rows) {
      t.match(row.sessionName, /^drawbridge-offboarding-check-[a-z0-9]{16}$/);
      t.ok([undefined, `drawbridge-${where.connectionId.slice(4)}`].includes(row.sourceIdentity));
    }
    world.clock.advance(40 * dayMs);
    t.equal(await runDueWork(world.ports), 0, 'and no more requests are sent');
    t.match(await call(world, 'DELETE', where, '/offboarding', { reason: 'x' }), {
      body: { code: 'offboarding_not_open' },
    });
  },
);

t.test('only refusals with a working caller count, also after a kill and a restart; it ends after 30 days', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const where = await provenConnection(world);
  const open = await provenConnection(world, {}, where.tenantId);
  await suspendConnection(world.ports, support, where, 'First this');
  await Promise.allSettled([1, 2].map(() => revokeConnection(world.ports, support, where, 'Then for good', consent)));
  world.aws.deleteRole(where.roleArn);
  const able = world.ports.assumeRole;
  const { controlRoleArn } = world.ports.vendor.partitions[0];
  const unable = { ...world.ports, assumeRole: able };
  unable.assumeRole = async (as, input) => (input.roleArn === controlRoleArn ? { kind: 'refused' } : able(as, input));
  await nextCheck(world, where, { ports: unable });
  t.same(await rowsOf(world), [], "if our side cannot call AWS, the customer's role gets no request");
  const throttled = { ...world.ports, assumeRole: able };
  throttled.assumeRole = (as, input) => {
    if (input.roleArn !== where.roleArn) return able(as, input);
    const restore = world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'throttle' });
    return able(as, input).finally(restore);
  };
  await nextCheck(world, where, { ports: throttled });
  t.match(await rowsOf(world), [{ outcome: { kind: 'inconclusive' } }]);
  t.equal((await offboardingOf(world, where)).refusedSince, undefined, 'none of it counts');

  await nextCheck(world, where);
  const killed = { ...world.ports, background: { ...world.ports.background, run: () => undefined } };
  await nextCheck(world, where, { ports: killed });
  const other = compose(world.config, world.ports.log, { clock: world.clock });
  t.teardown(() => other.close());
  for (let n = 0; n < 3; n += 1) await nextCheck(world, where, other);
  t.match(await offboardingOf(world, where), { state: 'confirmed', decidedBy: 'vendor' });

  await revokeConnection(world.ports, support, open, 'For good', consent);
  await nextCheck(world, open);
  const before = (await rowsOf(world)).length;
  for (let n = 0; n < 6; n += 1) await nextCheck(world, open);
  t.equal((await rowsOf(world)).length, before + 6, 'one request each');
  const { until } = await offboardingOf(world, open);
  world.clock.advance(Date.parse(until) - world.clock.now().getTime());
  await runDueWork(world.ports);
  await world.ports.background.idle();
  t.match(await offboardingOf(world, open), {
    state: 'unconfirmed',
    stillTrusts: { roles: [{ roleArn: open.roleArn }] },
  });
  t.equal((await rowsOf(world)).length, before + 6);
  await runDueWork(world.ports);
  t.equal((await connectionOf(world, open)).notes.due, undefined);
});

t.test('without consent, and once it is stopped, not a single request reaches the role', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const tenantId = await newTenant(world);
  const [declined, unasked, stopped, racing] = [
    await provenConnection(world, {}, tenantId),
    await provenConnection(world, {}, tenantId),
    await provenConnection(world, {}, tenantId),
    await provenConnection(world, {}, tenantId),
  ];
  const sent = () => world.aws.events(vendorAccountId).filter(each => each.eventName === 'AssumeRole').length;
  const page = await managePage(t, world, declined);
  const wrong = await page.post('/revoke', { account: '1', reason: 'No more' });
  t.notMatch(wrong.body, ' checked', 'a cleared box stays cleared');
  await page.post('/revoke', { account: customerAccount, reason: 'No more' });
  t.strictSame(await offboardingOf(world, declined), { state: 'declined', decidedBy: 'tenant' });
  t.match(await page.get(), /Nothing more is sent to your account/);

  const said = await call(world, 'POST', unasked, '/revoke', { reason: 'Nobody asked them' });
  t.strictSame(said.body.connection.offboarding, { state: 'declined', decidedBy: 'vendor' });

  const last = await managePage(t, world, stopped);
  t.equal(
    (await call(world, 'POST', stopped, '/revoke', { reason: 'End', ...consent })).body.connection.offboarding.state,
    'checking',
  );
  t.equal((await last.post('/offboarding/stop', { reason: '' })).statusCode, 400);
  t.equal((await last.post('/offboarding/stop', { reason: 'Please do not' })).statusCode, 303);
  t.match(await offboardingOf(world, stopped), { state: 'stopped' });
  t.match(await last.get(), /The checks were stopped at/);
  t.equal((await last.post('/suspend', { reason: 'x' })).statusCode, 409, 'an old link changes nothing');
  t.notOk((await call(world, 'DELETE', racing, '/offboarding', { reason: 'x' })).body.offboarding);

  await startRotation(world.ports, support, racing, { reason: 'The ID leaked' });
  await revokeConnection(world.ports, support, racing, 'End', consent);
  world.aws.deleteRole(racing.roleArn);
  world.clock.advance(60_000);
  let probes = 0;
  const assumeRole: typeof world.ports.assumeRole = async (as, input) => {
    if (input.roleArn === racing.roleArn) {
      probes += 1;
      await stopOffboarding(world.ports, support, racing, 'Now');
    }
    return world.ports.assumeRole(as, input);
  };
  await nextCheck(world, racing, { ports: { ...world.ports, assumeRole } });
  t.equal(probes, 1, 'the second ID is not tested any more');
  const before = sent();
  for (let n = 0; n < 3; n += 1) {
    world.clock.advance(2 * dayMs);
    await runDueWork(world.ports);
    await world.ports.background.idle();
  }
  t.equal(sent(), before);
});

t.test('every role and every ID that may still be trusted is tested; without a known role, nothing is', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const where = await provenConnection(world);
  const { tenantId } = where;
  await launchAgain(world.ports, backend, where);
  const second = await launch(world, where);
  await checked(world, where);
  await startRotation(world.ports, support, where, { reason: 'The ID leaked' });
  await updateStack(world, where);
  const never = await newConnection(world, tenantId);
  const closing = await provenConnection(world, {}, tenantId);
  await revokeConnection(world.ports, support, where, 'End', consent);
  world.clock.advance(5000);
  await nextCheck(world, where);
  const roles = (await offboardingOf(world, where)).stillTrusts.roles.map((each: { roleArn: string }) => each.roleArn);
  t.same(roles, [second, where.roleArn], 'one with the pending ID, one with the current one');
  world.aws.deleteRole(where.roleArn);
  await nextCheck(world, where);
  await nextCheck(world, where);
  t.match(await offboardingOf(world, where), { stillTrusts: { roles: [{ roleArn: second }] } });

  await closeTenant(world.ports, founder, tenantId, 'Left', { mayCheckClosed: false });
  t.notOk((await connectionOf(world, never)).value.offboarding);
  t.match((await connectionOf(world, closing)).value.offboarding, { state: 'declined', decidedBy: 'vendor' });
  t.match((await connectionOf(world, closing)).last, {
    action: 'connection.revoked',
    facts: { mayCheckClosed: false },
  });
});
