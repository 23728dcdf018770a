// The STS quota that all instances of a table share: credential requests before checks, checks before sweeps, and
// beyond it a refusal with a retry time, never a storm.
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, t } from 'tap';
import { makeStsQuota } from '../../api/broker/sts-quota.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { keys } from '../../api/stores/table/table.js';
import { testClock } from '../helpers/clock.js';
import { checked, connectionOf, provenConnection, requestNewSession } from '../helpers/customer.js';
import { openStores, tableName } from '../helpers/store-world.js';
import { newWorld } from '../helpers/world.js';

const region = 'us-east-1';
const other = 'eu-west-1';
const silent = () => undefined;

type Take = () => Promise<boolean>;

async function countOf(take: Take): Promise<number> {
  let count = 0;
  while (await take()) count += 1;
  return count;
}

/** A clock that stays put until a test moves it. */
function standing() {
  let at = Date.parse('2026-11-26T00:00:00Z');
  const advance = (ms: number) => {
    at += ms;
  };
  return { now: () => new Date(at), wait: async (ms: number) => advance(ms), advance };
}

type Standing = Pick<ReturnType<typeof standing>, 'now' | 'wait'>;

/** One table with any number of instances, each with its own store client. */
async function oneTable(t: Test, perSecond: number) {
  const world = await openStores();
  const clients = [world.client];
  const lines: string[] = [];
  t.teardown(async () => {
    for (const each of clients) each.destroy();
    await world.close();
  });
  const instance = (clock: Standing) => {
    const { client, stores } = world.another();
    clients.push(client);
    const log = { info: silent, error: silent, warn: (_: object, line: string) => void lines.push(line) };
    return makeStsQuota({ clock, log, buckets: stores.stsBuckets, perSecond });
  };
  return { world, instance, lines };
}

t.test('checks use what sweeps leave, and requests what both leave; each region separately', async t => {
  const clock = standing();
  const quota = (await oneTable(t, 600)).instance(clock);
  t.equal(await countOf(() => quota.take(region, 'sweep')), 300);
  t.equal(await countOf(() => quota.take(region, 'check')), 180);
  t.equal(await countOf(() => quota.take(region, 'issue')), 120);
  for (const use of ['sweep', 'check', 'issue'] as const) t.notOk(await quota.take(region, use), use);
  t.ok(await quota.take(other, 'sweep'));
  clock.advance(200);
  t.notOk(await quota.take(region, 'check'), 'requests use new capacity first');
  t.equal(await countOf(() => quota.take(region, 'issue')), 119);
  clock.advance(60_000);
  t.equal(await countOf(() => quota.take(region, 'issue')), 600, "at most one second's capacity is saved");
  clock.advance(-30_000);
  t.notOk(await quota.take(region, 'issue'), 'a clock that is set back adds no capacity');
  clock.advance(1000);
  t.ok(await quota.take(region, 'issue'), 'and stops nothing');
});

t.test('a waiter gets the next free turn, and gives up after a minute or when aborted', async t => {
  const clock = standing();
  const { instance } = await oneTable(t, 10);
  const quota = instance(clock);
  await countOf(() => quota.take(region, 'issue'));
  const before = clock.now().getTime();
  t.equal(await quota.turn(region, 'sweep'), true);
  t.ok(clock.now().getTime() - before <= 601);
  const busy = {
    ...clock,
    wait: async (ms: number) => {
      await clock.wait(ms);
      await countOf(() => crowded.take(region, 'issue'));
    },
  };
  const crowded = instance(busy);
  await countOf(() => crowded.take(region, 'issue'));
  t.equal(await crowded.turn(region, 'check'), false, 'requests used all of it');
  let waited = 0;
  const back = {
    now: clock.now,
    wait: async (ms: number) => {
      waited += ms;
      // It is set back by an hour as soon as somebody waits.
      if (waited === ms) clock.advance(-3_600_000);
      await busy.wait(ms);
    },
  };
  t.equal(await instance(back).turn(region, 'check'), false);
  t.ok(waited <= 61_000, `a clock that is set back makes no waiter wait longer (${waited} ms)`);
  const stop = new AbortController();
  stop.abort();
  t.equal(await crowded.turn(region, 'check', stop.signal), false);
  const one = (await oneTable(t, 1)).instance(testClock());
  t.equal(await one.turn(region, 'sweep'), true, 'a quota of one serves everyone');
});

t.test('four greedy instances get the quota once in total, and rarely lease', async t => {
  const perSecond = 600;
  const clock = standing();
  const { instance } = await oneTable(t, perSecond);
  const four = Array.from({ length: 4 }, () => instance(clock));
  const seconds: number[] = [];
  const shares = four.map(() => 0);
  for (let step = 0; step < 6 * 20; step += 1) {
    const taken = await Promise.all(four.map(each => countOf(() => each.take(region, 'issue'))));
    for (const [at, count] of taken.entries()) shares[at]! += count;
    const second = Math.floor(step / 20);
    seconds[second] = (seconds[second] ?? 0) + taken.reduce((sum, each) => sum + each, 0);
    clock.advance(50);
  }
  const [first = 0, ...later] = seconds;
  t.ok(first <= 2 * perSecond, `${first} at first, with the saved capacity`);
  for (const each of later) t.ok(each > 0.7 * perSecond && each <= 1.3 * perSecond, `${each} in a later second`);
  t.ok(seconds.reduce((sum, each) => sum + each, 0) <= perSecond * (seconds.length + 1));
  for (const each of shares) t.ok(each > 0, `${shares}`);
  for (const { counts } of four) t.ok(counts.leased <= 5 * seconds.length + 10, JSON.stringify(counts));
});

t.test('an occasional caller leases only what it needs; unused capacity expires', async t => {
  const clock = standing();
  const { instance } = await oneTable(t, 600);
  const [one, two] = [instance(clock), instance(clock)];
  for (let n = 0; n < 5; n += 1) {
    t.ok(await one.take(region, 'issue'));
    clock.advance(10_000);
  }
  t.match(one.counts, { leased: 5, tokensLeased: 5, tokensLapsed: 0 });
  for (let n = 0; n < 100; n += 1) await one.take(region, 'issue');
  t.ok(one.counts.leased <= 12, 'a busy one leases many at once');
  clock.advance(1000);
  t.equal(await countOf(() => two.take(region, 'issue')), 600);
  t.notOk(await one.take(region, 'issue'), 'unused capacity has expired');
  t.ok(one.counts.tokensLapsed > 0);
});

t.test('an instance with a slow clock gets its turn, and all of them no more than the quota', async t => {
  const clock = standing();
  const { instance } = await oneTable(t, 100);
  const behind = { ...clock, now: () => new Date(clock.now().getTime() - 5000) };
  const [right, late] = [instance(clock), instance(behind)];
  const taken = [0, 0];
  for (let step = 0; step < 100; step += 1) {
    taken[0]! += await countOf(() => right.take(region, 'issue'));
    taken[1]! += await countOf(() => late.take(region, 'issue'));
    clock.advance(step % 2 ? 230 : 170);
  }
  t.ok(taken[0]! + taken[1]! <= 100 * (20 + 1), `${taken}`);
  t.ok(taken[0]! > 0 && taken[1]! > 0, `${taken}`);
});

t.test(
  'if the store leases nothing an instance continues with a tenth of the quota, and returns to leasing',
  async t => {
    const clock = standing();
    const { world, instance, lines } = await oneTable(t, 600);
    const quota = instance(clock);
    const key = keys.stsBucket(region);
    const broken = (emptyAt: unknown) =>
      world.documents.send(new PutCommand({ TableName: tableName, Item: { ...key, schema: 1, emptyAt } }));
    // By a clock that was a day ahead.
    await broken((clock.now().getTime() + 24 * 60 * 60 * 1000) * 1000);
    const other = instance(clock);
    t.equal(await countOf(() => other.take(region, 'issue')), 60, 'a time that will not come today');
    await broken('nobody knows');
    t.equal(await countOf(() => quota.take(region, 'issue')), 60);
    t.match(lines, [/a tenth of the quota/]);
    clock.advance(500);
    t.equal(await countOf(() => quota.take(region, 'issue')), 29, 'at most a tenth');
    t.equal(quota.counts.failed, 1, 'and the store gets no call for a second');
    clock.advance(1000);
    await world.documents.send(new DeleteCommand({ TableName: tableName, Key: key }));
    t.equal(await countOf(() => quota.take(region, 'issue')), 600);
  },
);

t.test('a store that does not answer a lease delays no caller for long', async t => {
  const world = await newWorld(t);
  const take = async () => {
    const startedAt = performance.now();
    t.ok(await world.ports.stsQuota.take(world.config.region, 'issue'), 'the tenth is still available');
    return performance.now() - startedAt;
  };
  for (const kind of ['slow', 'stall'] as const) {
    const restore = world.dynamodb.fail({ action: 'UpdateItem', kind, delayMs: 20_000 });
    world.clock.advance(5000);
    const tookMs = await take();
    t.ok(tookMs < 4000, `${kind}: ${tookMs} ms`);
    restore();
  }
  world.clock.advance(5000);
  const before = world.ports.stsQuota.counts.leased;
  await take();
  t.equal(world.ports.stsQuota.counts.leased, before + 1, 'and leasing resumes');
});

t.test('beyond the quota a request is refused without a row and without a call, with a retry time', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_STS_PER_SECOND: '5' } });
  const where = await provenConnection(world);
  const answers = await Promise.allSettled(Array.from({ length: 60 }, () => requestNewSession(world, where)));
  const refused = answers.flatMap(each => (each.status === 'rejected' ? [each.reason] : []));
  t.ok(refused.length >= 40, `${refused.length} of 60`);
  for (const each of refused) t.match(each, { code: 'sts_quota_reached', options: { retryAfterSeconds: 1 } });
  const made = world.aws.sessions().filter(each => each.roleArn === where.roleArn).length;
  const { items } = await world.ports.ledger.list(where.connectionId, { limit: 1000 });
  t.equal(made, 60 - refused.length);
  t.equal(items.filter(each => each.type === 'minted').length, made);
});

t.test('checks wait for their turn; without one they are inconclusive and change nothing', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_STS_PER_SECOND: '5' } });
  const where = await provenConnection(world);
  t.match((await checked(world, where)).result, { conclusive: true, verdict: { outcome: 'admitted' } });
  const before = (await connectionOf(world, where)).value;
  world.clock.advance(60_000);
  const { wait } = world.clock;
  const takeAll = () => countOf(() => world.ports.stsQuota.take(world.config.region, 'issue'));
  world.clock.wait = async (milliseconds, signal) => {
    await wait(milliseconds, signal);
    await takeAll();
  };
  await takeAll();
  t.match((await checked(world, where)).result, { conclusive: false, reason: 'aws_fault' });
  world.clock.advance(8 * 24 * 60 * 60 * 1000);
  await runDueWork(world.ports);
  await world.ports.background.idle();
  t.same((await connectionOf(world, where)).value, before);
});
