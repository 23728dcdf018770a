// End dates, access windows and disuse: when nothing is issued, that no session outlives them, and when revocation is
// recommended.
import t from 'tap';
import { limitNow } from '../../api/core/connection/limits.js';
import { type AccessWindow, type Weekday, weekdays } from '../../api/core/connection/parts.js';
import { searchConnections } from '../../api/operations/connection/read-connections.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { issueSession } from '../../api/operations/session/issue-session.js';
import { backend, support } from '../helpers/callers.js';
import { checked, newTenant, provenConnection, type Where } from '../helpers/customer.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

// 2026-11-25 is a Wednesday.
const at = (time: string, day = '25') => new Date(`2026-11-${day}T${time}:00Z`);
const office: AccessWindow = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' };
const allDay = (days: readonly Weekday[]): AccessWindow => ({ days: [...days], from: '00:00', to: '24:00' });

t.test('windows open and close to the minute and continue past midnight; a week without a gap is none', async t => {
  const closed = { closed: 'outside_window' };
  const until = (time: string, day = '25') => ({ until: at(time, day) });
  const cases: [string, AccessWindow[], Date, object][] = [
    ['before it opens', [office], at('07:59'), closed],
    ['as it opens', [office], at('08:00'), until('17:59')],
    ['too late for the shortest session', [office], at('17:45'), closed],
    ['just in time', [office], at('17:44'), until('17:59')],
    ['on another day', [office], at('12:00', '28'), closed],
    ['two adjacent windows', [office, { ...office, from: '18:00', to: '20:00' }], at('12:00'), until('19:59')],
    ['over midnight', [allDay(['wed']), { ...office, from: '00:00', to: '06:00' }], at('23:50'), until('05:59', '26')],
    ['from Sunday to Monday', [allDay(['sun']), office], at('23:50', '29'), closed],
    ['all of six days', [allDay(weekdays.filter(each => each !== 'tue'))], at('12:00'), until('23:59', '30')],
    ['always', [allDay(weekdays)], at('12:00'), {}],
  ];
  for (const [name, windows, now, wanted] of cases) t.same(limitNow({ windows }, now), wanted, name);
  t.same(limitNow({}, at('12:00')), {});
  t.same(limitNow({ endsAt: '2026-11-25T12:00:00Z' }, at('11:44')), { until: at('11:59') });
  t.same(limitNow({ endsAt: '2026-11-25T12:00:00Z' }, at('11:45')), { closed: 'ended' });
  t.same(limitNow({ endsAt: '2026-11-25T12:00:00Z', windows: [office] }, at('11:00')), { until: at('11:59') });
  t.same(limitNow({ endsAt: '2026-12-24T12:00:00Z', windows: [office] }, at('11:00')), until('17:59'));
});

async function change(world: World, where: Where, payload: object) {
  const answer = await world.app.inject({
    method: 'PATCH',
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`,
    headers: { authorization: `Bearer ${world.keys.backend}` },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, any> };
}

t.test('end date and windows may be set when the connection is created', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const make = async (more: object) => {
    const answer = await world.app.inject({
      method: 'POST',
      url: `/v1/tenants/${tenantId}/connections`,
      headers: { authorization: `Bearer ${world.keys.backend}` },
      payload: { accountId: customerAccount, permissionSetId: 'cost-read', ...more },
    });
    return { status: answer.statusCode, body: answer.json() as Record<string, any> };
  };
  const endsAt = new Date(world.clock.now().getTime() + 30 * dayMs).toISOString();
  t.match(await make({ endsAt, windows: [office] }), { status: 201, body: { endsAt, windows: [office] } });
  t.notMatch((await make({})).body, { endsAt: /./ });
  const wrong = await make({ windows: [{ ...office, to: '07:00' }] });
  t.match(wrong, { status: 400, body: { code: 'limits_not_valid', errors: [{ path: /^\/windows\/0/ }] } });
});

async function proposed(world: World): Promise<string[]> {
  const answer = await world.app.inject({
    url: '/v1/connections?revokeProposed=true',
    headers: { authorization: `Bearer ${world.keys.support}` },
  });
  return answer.json().items.map((each: { revokeProposed: { why: string } }) => each.revokeProposed.why);
}

const request = (world: World, where: Where, durationSeconds = 3600) =>
  issueSession(world.ports, backend, { ...where, requestId: 'req_test' }, { durationSeconds });

async function checkTomorrow(world: World): Promise<void> {
  world.clock.advance(dayMs);
  await runDueWork(world.ports);
  await world.ports.background.idle();
}

t.test('no session outlives the end date; after it nothing is issued, and revocation is recommended', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const end = new Date(world.clock.now().getTime() + 40 * minuteMs);
  for (const endsAt of ['2020-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'tomorrow'])
    t.equal((await change(world, where, { endsAt })).status, 400, endsAt);
  t.match(await change(world, where, { endsAt: end.toISOString() }), {
    status: 200,
    body: { endsAt: end.toISOString(), issuing: true, maxSessionSeconds: 3600 },
  });
  t.ok((await request(world, where)).expiration < end.toISOString());
  world.clock.advance(30 * minuteMs);
  await t.rejects(request(world, where), { code: 'not_issuing', options: { members: { why: 'ended' } } });
  t.same(await proposed(world), [], 'not before it has passed');
  await checkTomorrow(world);
  t.same(await proposed(world), ['end_date']);
  t.same((await change(world, where, { endsAt: null })).body.revokeProposed, undefined);
  t.same(await proposed(world), []);
  t.ok(await request(world, where));
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 4 });
  t.same(items.map(each => each.row.action).reverse(), [
    'connection.limits-changed',
    'connection.revoke-proposed',
    'connection.limits-changed',
    'connection.revoke-proposal-lifted',
  ]);
});

t.test('outside its windows nothing is issued; inside, no session outlives the window', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const tomorrow = new Date(world.clock.now().getTime() + dayMs);
  const day = weekdays[(tomorrow.getUTCDay() + 6) % 7]!;
  const windows = [{ days: [day], from: '09:00', to: '09:40' }];
  for (const wrong of [
    { ...windows[0], to: '09:00' },
    { ...windows[0], from: '24:00' },
    { ...windows[0], days: [] },
    { ...windows[0], zone: 'Asia/Tokyo' },
  ])
    t.equal((await change(world, where, { windows: [wrong] })).status, 400);
  t.match(await change(world, where, { windows }), {
    status: 200,
    body: { windows, issuing: false, whyNotIssuing: 'outside_window' },
  });
  await t.rejects(request(world, where), { code: 'not_issuing', options: { members: { why: 'outside_window' } } });
  const opens = Math.floor(tomorrow.getTime() / dayMs) * dayMs + 9 * 60 * minuteMs;
  world.clock.advance(opens - world.clock.now().getTime() + minuteMs);
  t.ok((await request(world, where)).expiration < new Date(opens + 40 * minuteMs).toISOString());
});

t.test('after 90 days of disuse revocation is recommended, until the next use', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  // Through the operation: after 90 days the test's keys have expired.
  const unused = async () =>
    (await searchConnections(world.ports, support, { revokeProposed: true }, { limit: 5 })).items.map(
      each => each.value.revokeProposed?.why,
    );
  world.clock.advance(88 * dayMs);
  await checkTomorrow(world);
  t.same(await unused(), []);
  await checkTomorrow(world);
  t.same(await unused(), ['unused']);
  await checked(world, where);
  t.ok(await request(world, where));
  await checkTomorrow(world);
  t.same(await unused(), []);
});
