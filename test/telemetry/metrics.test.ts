// The metrics as a monitoring system scrapes them: each changes by exactly what was done, none names anybody, and only
// permitted callers may read them.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Test, t } from 'tap';
import { compose } from '../../api/compose.js';
import { withIds } from '../../api/core/role/trust-policy.js';
import { type Definition, definitions, methods } from '../../api/metrics/definitions.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { publishWaiting } from '../../api/operations/event/publish-events.js';
import { makeSender } from '../../api/operations/event/send-events.js';
import { createWebhook } from '../../api/operations/event/webhooks.js';
import { startWorker } from '../../api/worker.js';
import { founder, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  newTenant,
  provenConnection,
  requestNewSession,
  requestSession,
  type Where,
} from '../helpers/customer.js';
import { answering, startReceiver } from '../helpers/receiver.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';
import { grown, parsed, type Sample, type Scrape, scrape } from './scrape.js';

type Placed = Where & { roleArn: string };
type Growth = Record<string, number>;

async function stage(t: Test): Promise<{ world: World; where: Placed }> {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true' } });
  return { world, where: await provenConnection(world) };
}

/** The growth of metrics while `work` ran. */
async function growth(world: World, metrics: RegExp, work: () => Promise<unknown>): Promise<Growth> {
  const before = await scrape(world);
  await work();
  await world.ports.background.idle();
  return grown(before, await scrape(world), metrics);
}

const ofRequests = /_asks_|_lookups_|_renewal_|_sts_/;

function requestOverHttp(world: World, { tenantId, connectionId }: Where) {
  const url = `/v1/tenants/${tenantId}/connections/${connectionId}/sessions`;
  return world.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${world.keys.backend}` },
    payload: {},
  });
}

t.test('a request that creates a session, one that shares it, and those that wait for it', async t => {
  const { world, where } = await stage(t);
  const made = { 'asks_total answered': 1, 'session_lookups_total made': 1, 'sts_calls_total issue assumed': 1 };
  t.same(await growth(world, ofRequests, () => requestSession(world, where)), {
    ...made,
    'sts_calls_total caller assumed': 1,
  });
  t.same(await growth(world, ofRequests, () => requestSession(world, where)), {
    'asks_total answered': 1,
    'session_lookups_total hit': 1,
  });
  const together = () => Promise.all([1, 2, 3].map(() => requestSession(world, where, undefined, 1000)));
  t.same(await growth(world, ofRequests, together), {
    ...made,
    'asks_total answered': 3,
    'session_lookups_total joined': 2,
  });
  const { samples } = await scrape(world);
  t.equal(samples.find(each => each.name === 'drawbridge_sessions_kept')?.value, 2);
});

t.test('requests that are refused: by the connection, by the role, and by AWS', async t => {
  const { world, where } = await stage(t);
  await requestSession(world, where);
  const trusted = (await connectionOf(world, where)).value.roleSpec.trustPolicy;
  world.aws.setTrustPolicy(
    where.roleArn,
    withIds(trusted, () => 'somebody-elses'),
  );
  const refused = () => t.rejects(requestNewSession(world, where), { code: 'role_refused_us' });
  t.same(await growth(world, ofRequests, refused), {
    'asks_total role_refused_us': 1,
    'sts_calls_total issue refused': 1,
    // By the same session: so the refusal is the role's.
    'sts_calls_total control assumed': 1,
  });
  t.same(await growth(world, ofRequests, refused), {
    'asks_total role_refused_us': 1,
    'session_lookups_total refused_again': 1,
  });
  world.clock.advance(61_000);
  const restore = world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'error503' });
  const away = () => t.rejects(requestNewSession(world, where), { code: 'aws_unavailable' });
  t.same(await growth(world, ofRequests, away), {
    'asks_total aws_unavailable': 1,
    'sts_calls_total issue aws_error': 1,
  });
  restore();
  await suspendConnection(world.ports, support, where, 'Look');
  const suspended = () => t.rejects(requestSession(world, where), { code: 'not_issuing' });
  t.same(await growth(world, ofRequests, suspended), { 'asks_total not_issuing suspended': 1 });
});

t.test('a request beyond the quota, and the leased quota', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_STS_PER_SECOND: '1' } });
  const where = await provenConnection(world);
  const five = () => Promise.allSettled([1, 2, 3, 4, 5].map(() => requestNewSession(world, where)));
  const grown = await growth(world, /_asks_|_quota_/, five);
  const { 'asks_total answered': answered = 0, 'asks_total sts_quota_reached': beyond = 0 } = grown;
  t.ok(beyond > 0, JSON.stringify(grown));
  t.equal(answered + beyond, 5);
  t.equal(grown['quota_tokens_total leased'], answered);
  t.ok(grown['quota_leases_total none_left']! > 0);
});

t.test('a failed renewal behind a request', async t => {
  const { world, where } = await stage(t);
  await requestOverHttp(world, where);
  world.clock.advance(640_000);
  world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'error503' });
  t.same(await growth(world, ofRequests, () => requestOverHttp(world, where)), {
    'asks_total answered': 1,
    'session_lookups_total hit': 1,
    session_renewal_failures_total: 1,
    'sts_calls_total issue aws_error': 1,
  });
});

t.test('checks by their result, and calls by their purpose', async t => {
  const { world, where } = await stage(t);
  const passed = await growth(world, /_checks_|_sts_/, () => checked(world, where));
  t.equal(passed['checks_total full passed'], 1);
  const { steps } = (await world.ports.checks.list(where.connectionId, { limit: 1 })).items[0]!;
  const made = (controls: boolean, outcome: string) =>
    steps.filter(each => (each.probe === 'control') === controls && each.outcome === outcome).length;
  t.equal(passed['sts_calls_total control assumed'], made(true, 'assumed'));
  t.equal(passed['sts_calls_total inspection assumed'], 1);
  t.ok(made(false, 'refused') > 3);
  t.equal(passed['sts_calls_total probe refused'], made(false, 'refused'));
  world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'error503' });
  t.same(await growth(world, /_checks_/, () => checked(world, where)), {
    'checks_total full inconclusive aws_fault': 1,
  });
});

t.test("rows of the ledger, reads of the store, events, and requests by their route's template", async t => {
  const { world, where } = await stage(t);
  const several = await growth(world, /_(ledger|store|http)_.*(_count|_total)$/, async () => {
    await requestOverHttp(world, where);
    await world.app.inject({ method: 'GET', url: `/nowhere/${where.connectionId}` });
    await world.app.inject({ method: 'PROPFIND' as 'GET', url: `/nowhere/${where.connectionId}` });
  });
  t.equal(several['ledger_write_duration_seconds_count written'], 3);
  t.ok(several.store_reads_total! >= several.store_read_calls_total! && several.store_read_calls_total! > 0);
  const http = Object.entries(several).filter(([name]) => name.startsWith('http'));
  t.same(Object.fromEntries(http.map(([name, by]) => [name.replace('http_request_duration_seconds_count ', ''), by])), {
    'POST /v1/tenants/:tenantId/connections/:connectionId/sessions 2xx': 1,
    'GET /metrics 2xx': 1,
    'GET none 4xx': 1,
    'other none 4xx': 1,
  });

  const receiver = await startReceiver(t);
  await createWebhook(world.ports, founder, { url: receiver.url, tenants: 'all' });
  const sender = makeSender(world.ports);
  const send = async () => {
    await publishWaiting(world.ports);
    await sender.sendDue();
    await world.ports.background.idle();
  };
  await send();
  const change = () => suspendConnection(world.ports, support, where, 'Look').then(send);
  t.same(await growth(world, /_events_/, change), { 'events_total delivered': 1 });
  receiver.answer = answering(500);
  await revokeConnection(world.ports, support, where, 'Over', { mayCheckClosed: false });
  t.same(await growth(world, /_events_/, send), {}, 'it is tried again');
  world.clock.advance(25 * 60 * 60 * 1000);
  t.same(await growth(world, /_events_/, send), { 'events_total dead': 1 });
});

t.test('a row that could not be stored, and work that failed', async t => {
  const { world, where } = await stage(t);
  await requestSession(world, where);
  const server = createServer((_, response) => void response.writeHead(400).end('{}'));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const broken = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const kit = compose({ ...world.config, dynamodbEndpoint: broken }, world.ports.log, { clock: world.clock });
  t.teardown(kit.close);
  const read = async () => parsed((await kit.ports.metrics.read()).text);
  const before = await read();
  const [row] = (await world.ports.ledger.list(where.connectionId, { limit: 1 })).items;
  await t.rejects(kit.ports.ledger.put(row!));
  kit.ports.background.run('check', () => Promise.reject(new Error('No')));
  await kit.ports.background.idle();
  const worker = startWorker({ ...kit.ports, clock: { ...world.clock, wait: async () => void worker.stop() } });
  await worker.stop();
  t.same(grown(before, await read(), /_(ledger|background)_.*(_count|_total)$/), {
    'ledger_write_duration_seconds_count failed': 1,
    'background_failures_total check': 1,
    'background_failures_total due work': 1,
    'background_failures_total rows to publish': 1,
    'background_failures_total events to send': 1,
    'background_failures_total what was overlooked': 1,
    'background_failures_total ledger seals': 1,
  });
});

/** Labels to compare; an empty one equals none. */
const words = (labels: object) => JSON.stringify(Object.entries(labels).filter(([, word]) => word));

/** Of a histogram's samples, the metric itself. */
function metricOf({ types }: Scrape, name: string): string {
  const base = name.replace(/_(bucket|sum|count)$/, '');
  return types.get(base) === 'histogram' ? base : name;
}

function isDescribed({ app }: World, seen: Scrape, { name, labels }: Sample): boolean {
  const metric = metricOf(seen, name);
  const { series = [], type }: Definition = definitions[metric as keyof typeof definitions];
  const { le: _, ...own } = labels;
  if (seen.types.get(metric) !== type || name.endsWith('_total') !== (type === 'counter')) return false;
  if (metric !== 'drawbridge_http_request_duration_seconds') return series.some(each => words(each) === words(own));
  const { method = '', route = '', status = '' } = own;
  const isRoute = route === 'none' || app.hasRoute({ method: method as 'GET', url: route });
  return isRoute && (methods as readonly string[]).includes(method) && /^[1-5]xx$/.test(status);
}

t.test('a scrape has each documented metric, from the start, with labels of fixed sets only', async t => {
  const { world, where } = await stage(t);
  const fresh = await scrape(world);
  const own = (each: string) => each.startsWith('drawbridge_');
  t.same([...fresh.types.keys()].filter(own).sort(), Object.keys(definitions).sort());
  t.ok(fresh.types.has('process_cpu_seconds_total') && fresh.types.has('nodejs_eventloop_lag_p99_seconds'));
  t.ok(
    fresh.samples.some(each => each.labels.outcome === 'role_refused_us' && each.value === 0),
    'zero from the start',
  );

  await requestSession(world, where);
  await checked(world, where);
  await requestOverHttp(world, where);
  const used = await scrape(world);
  const odd = used.samples.filter(each => own(each.name) && !isDescribed(world, used, each));
  t.same(odd, []);
  const isCounted = ({ name, labels: { le: _, ...labels }, value }: Sample) =>
    used.samples.some(
      each =>
        each.name === name.replace('_bucket', '_count') && words(each.labels) === words(labels) && each.value === value,
    );
  t.same(
    used.samples.filter(each => each.labels.le === '+Inf' && !isCounted(each)),
    [],
  );
});

t.test('a scrape contains nothing of a tenant, an account, a role, a key or a person', async t => {
  const { world, where } = await stage(t);
  await requestOverHttp(world, where);
  await checked(world, where);
  const { tenantId, connectionId } = where;
  const headers = { authorization: `Bearer ${world.keys.backend}` };
  for (const url of [
    `/v1/tenants/${tenantId}/connections/${connectionId}?externalId=1`,
    `/v1/tenants/${tenantId}`,
    `/c/lnk_${'a'.repeat(16)}.secret`,
    `/v1/${customerAccount}/${encodeURIComponent(where.roleArn)}`,
    `/v1/tenants/${'x'.repeat(600)}`,
    '/%',
  ])
    await world.app.inject({ method: 'GET', url, headers });
  const { text } = await scrape(world);
  const kept = await connectionOf(world, where);
  const { externalId, roleSpec } = kept.value;
  const ledger = (await world.ports.ledger.list(connectionId, { limit: 100 })).items;
  const keys = (await world.ports.apiKeys.list({ limit: 100 })).items.map(({ value }) => value);
  const [ours] = world.config.vendor.partitions;
  const secrets = [
    ...[
      tenantId,
      connectionId,
      customerAccount,
      where.roleArn,
      externalId.current,
      roleSpec.roleName,
      'Example Tenant',
    ],
    ...[world.config.vendor.name, ours.brokerRoleArn, ...ours.accounts],
    ...Object.values(world.keys),
    ...keys.flatMap(({ id, name }) => [id, name]),
    ...ledger.map(({ id }) => id),
    ...world.aws.sessions().flatMap(({ accessKeyId, sessionName }) => [accessKeyId, sessionName]),
    // The broker's own sessions are all named like the product.
  ].filter(each => each !== 'drawbridge');
  t.ok(secrets.length > 50 && secrets.every(each => each.length > 3));
  for (const secret of secrets) t.notOk(text.includes(secret), secret);
  t.notMatch(text, /\d{12}"|arn:|[a-z]{3}_[a-z0-9]{16}|secret|@/);
});

t.test('a caller without permission gets a refusal and no metric', async t => {
  const world = await newWorld(t);
  const from = async (authorization?: string) => {
    const headers = authorization ? { authorization } : {};
    const { statusCode, body } = await world.app.inject({ method: 'GET', url: '/metrics', headers });
    if (statusCode !== 200) t.notMatch(body, /drawbridge_/);
    return statusCode;
  };
  const { operator, support, backend, auditor } = world.keys;
  t.equal(await from(), 401);
  t.equal(await from(`Bearer ${operator}x`), 401);
  t.equal(await from(`Basic ${Buffer.from(`operator:${operator}`).toString('base64')}`), 401);
  t.equal(await from(`Bearer ${backend}`), 403);
  t.equal(await from(`Bearer ${support}`), 403);
  t.equal(await from(`Bearer ${await world.keyOf('auditor', { tenants: [await newTenant(world)] })}`), 403);
  await world.ports.background.idle();
  t.equal(
    (await world.ports.securityLog.list({ limit: 10 })).items.filter(each => each.what === 'not_allowed').length,
    3,
  );
  t.equal(await from(`Bearer ${operator}`), 200);
  t.equal(await from(`Bearer ${auditor}`), 200);
});

t.test('two apps in one process have separate counts', async t => {
  const { world, where } = await stage(t);
  const other = compose(world.config, world.ports.log, { clock: world.clock });
  t.teardown(other.close);
  await requestSession(world, where);
  const totals = ({ samples }: Scrape) =>
    samples.filter(each => /^drawbridge_.*_total$/.test(each.name) && each.value > 0);
  t.ok(totals(await scrape(world)).length > 3);
  t.same(totals(parsed((await other.ports.metrics.read()).text)), []);
});
