// The share of the STS quota: asks before checks, checks before sweeps, and beyond it a refusal that says when, never a
// storm.
import t from 'tap';
import { makeStsQuota } from '../api/broker/sts-quota.js';
import { doDueWork } from '../api/operations/due-work.js';
import { testClock } from './helpers/clock.js';
import { askAnew, checked, connectionOf, provenConnection } from './helpers/customer.js';
import { newWorld } from './helpers/world.js';

const region = 'us-east-1';
const other = 'eu-west-1';

function countOf(take: () => boolean): number {
  let count = 0;
  while (take()) count += 1;
  return count;
}

/** A clock that only stands. */
function standing() {
  let at = Date.parse('2026-11-26T00:00:00Z');
  const advance = (ms: number) => {
    at += ms;
  };
  return { now: () => new Date(at), wait: async (ms: number) => advance(ms), advance };
}

t.test('what a sweep leaves a check may use, and what both leave an ask may; each region for itself', async t => {
  const clock = standing();
  const quota = makeStsQuota({ clock, perSecond: 600 });
  t.equal(
    countOf(() => quota.take(region, 'sweep')),
    300,
  );
  t.equal(
    countOf(() => quota.take(region, 'check')),
    180,
  );
  t.equal(
    countOf(() => quota.take(region, 'issue')),
    120,
  );
  for (const use of ['sweep', 'check', 'issue'] as const) t.notOk(quota.take(region, use), use);
  t.ok(quota.take(other, 'sweep'));
  clock.advance(100);
  t.notOk(quota.take(region, 'check'), 'what comes in goes to asks first');
  t.equal(
    countOf(() => quota.take(region, 'issue')),
    60,
  );
  clock.advance(60_000);
  t.equal(
    countOf(() => quota.take(region, 'issue')),
    600,
    'no more is saved up than a second has',
  );
  clock.advance(-30_000);
  t.notOk(quota.take(region, 'issue'), 'a clock that is set back fills nothing');
});

t.test(
  'whoever waits has a turn as soon as there is one, and gives up after a minute or when it is told to',
  async t => {
    const clock = standing();
    const quota = makeStsQuota({ clock, perSecond: 10 });
    countOf(() => quota.take(region, 'issue'));
    const before = clock.now().getTime();
    t.equal(await quota.turn(region, 'sweep'), true);
    t.ok(clock.now().getTime() - before <= 601);
    const busy = {
      ...clock,
      wait: async (ms: number) => {
        await clock.wait(ms);
        countOf(() => crowded.take(region, 'issue'));
      },
    };
    const crowded = makeStsQuota({ clock: busy, perSecond: 10 });
    countOf(() => crowded.take(region, 'issue'));
    t.equal(await crowded.turn(region, 'check'), false, 'asks took all of it');
    const stop = new AbortController();
    stop.abort();
    t.equal(await crowded.turn(region, 'check', stop.signal), false);
    const one = makeStsQuota({ clock: testClock(), perSecond: 1 });
    t.equal(await one.turn(region, 'sweep'), true, 'a quota of one serves all');
  },
);

t.test('beyond it an ask is refused without a row and without a call, and told when to come again', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_STS_PER_SECOND: '5' } });
  const where = await provenConnection(world);
  const asks = await Promise.allSettled(Array.from({ length: 60 }, () => askAnew(world, where)));
  const refused = asks.flatMap(each => (each.status === 'rejected' ? [each.reason] : []));
  t.ok(refused.length >= 40, `${refused.length} of 60`);
  for (const each of refused) t.match(each, { code: 'sts_quota_reached', options: { retryAfterSeconds: 1 } });
  const made = world.aws.sessions().filter(each => each.roleArn === where.roleArn).length;
  const { items } = await world.deps.ledger.list(where.connectionId, { limit: 1000 });
  t.equal(made, 60 - refused.length);
  t.equal(items.filter(each => each.type === 'minted').length, made);
});

t.test('checks wait for their turn, and where there is none they are inconclusive, which changes nothing', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_STS_PER_SECOND: '5' } });
  const where = await provenConnection(world);
  t.match((await checked(world, where)).result, { conclusive: true, verdict: { outcome: 'admitted' } });
  const before = (await connectionOf(world, where)).value;
  world.clock.advance(60_000);
  const { wait } = world.clock;
  const takeAll = () => countOf(() => world.deps.stsQuota.take(world.config.region, 'issue'));
  world.clock.wait = async (milliseconds, signal) => {
    await wait(milliseconds, signal);
    takeAll();
  };
  takeAll();
  t.match((await checked(world, where)).result, { conclusive: false, reason: 'aws_fault' });
  world.clock.advance(8 * 24 * 60 * 60 * 1000);
  await doDueWork(world.deps);
  await world.deps.background.idle();
  t.same((await connectionOf(world, where)).value, before);
});
