// Spans: a credential request is one tree from its HTTP request to the calls behind it, even if reads and sessions are
// shared; a refusal has its code; no span holds a secret; and without a tracer provider no span is created.
import { type IncomingMessage, request } from 'node:http';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { type Test, t } from 'tap';
import { negativeProbes } from '../../api/core/check/probes.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { publishWaiting } from '../../api/operations/event/publish-events.js';
import { makeSender } from '../../api/operations/event/send-events.js';
import { createWebhook } from '../../api/operations/event/webhooks.js';
import { startWorker } from '../../api/worker.js';
import { backend, founder, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  type Where,
} from '../helpers/customer.js';
import { answering, startReceiver } from '../helpers/receiver.js';
import { newWorld, type World } from '../helpers/world.js';

/** As a vendor's own start does it, before the service is composed. */
function followed(t: Test): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register();
  t.teardown(async () => {
    trace.disable();
    await provider.shutdown();
  });
  return exporter;
}

async function stage(t: Test, variables = {}) {
  const exporter = followed(t);
  const world = await newWorld(t, { variables });
  return { exporter, world };
}

/** The spans that ended while `work` ran. */
async function spansOf(exporter: InMemorySpanExporter, work: () => Promise<unknown>): Promise<ReadableSpan[]> {
  exporter.reset();
  await work();
  return exporter.getFinishedSpans();
}

function ask(world: World, where: Where, more: { key?: string; headers?: object; payload?: object } = {}) {
  return world.app.inject({
    method: 'POST',
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/sessions`,
    headers: { authorization: `Bearer ${more.key ?? world.keys.backend}`, ...more.headers },
    payload: more.payload ?? {},
  });
}

const idOf = (span: ReadableSpan) => span.spanContext().spanId;
const traceOf = (span: ReadableSpan) => span.spanContext().traceId;
const named = (spans: ReadableSpan[], name: string) => spans.filter(span => span.name === name);
const below = (spans: ReadableSpan[], parent: ReadableSpan) =>
  spans.filter(span => span.parentSpanContext?.spanId === idOf(parent));
const serverName = 'POST /v1/tenants/:tenantId/connections/:connectionId/sessions';
const namesOf = (spans: ReadableSpan[]) => [...new Set(spans.map(({ name }) => name))].sort();

t.test('without a tracer provider no span is created, even if one comes later', async t => {
  const world = await newWorld(t);
  const exporter = followed(t);
  t.equal(world.ports.tracing, undefined);
  const where = await provenConnection(world);
  const spans = await spansOf(exporter, async () => {
    t.equal((await ask(world, where)).statusCode, 201);
    await checked(world, where);
  });
  t.same(namesOf(spans), []);
});

t.test('a credential request is one tree: HTTP request, operation, and the calls of the store and of STS', async t => {
  const { exporter, world } = await stage(t);
  const where = await provenConnection(world);
  const url = await world.app.listen({ host: '127.0.0.1', port: 0 });
  const overHttp = async () => {
    const path = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/sessions`;
    const body = '{"durationSeconds":900}';
    const headers = {
      authorization: `Bearer ${world.keys.backend}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    const sent = request(`${url}${path}`, { method: 'POST', headers });
    const answered = new Promise<IncomingMessage>((give, refuse) => sent.once('response', give).once('error', refuse));
    sent.flushHeaders();
    // The body is parsed separately, since the key was read before.
    while (exporter.getFinishedSpans().length === 0) await new Promise(resolve => setImmediate(resolve));
    sent.end(body);
    const answer = await answered;
    t.equal(answer.statusCode, 201);
    for await (const _ of answer);
    return String(answer.headers['x-request-id']);
  };
  let requestId = '';
  const spans = await spansOf(exporter, async () => {
    requestId = await overHttp();
  });
  t.equal(new Set(spans.map(traceOf)).size, 1);
  const [server] = named(spans, serverName);
  t.match(server, { kind: SpanKind.SERVER, parentSpanContext: undefined, status: { code: SpanStatusCode.UNSET } });
  const [row] = (await world.ports.ledger.list(where.connectionId, { limit: 1 })).items;
  const callerId = row?.type === 'handed-out' && row.to;
  const ids = {
    'drawbridge.tenant_id': where.tenantId,
    'drawbridge.connection_id': where.connectionId,
    'drawbridge.caller_id': callerId,
    'drawbridge.request_id': requestId,
  };
  t.same(server!.attributes, {
    ...ids,
    'http.request.method': 'POST',
    'http.route': '/v1/tenants/:tenantId/connections/:connectionId/sessions',
    'http.response.status_code': 201,
  });
  const [issue] = named(below(spans, server!), 'issue session');
  t.same(issue!.attributes, { ...ids, 'drawbridge.session': 'made', 'drawbridge.outcome': 'answered' });
  const [keyRead] = below(spans, server!);
  t.match(keyRead, { name: 'DynamoDB/GetItem', kind: SpanKind.CLIENT }, 'the key');
  const calls = below(spans, issue!);
  t.equal(calls.length + 3, spans.length, 'nothing else');
  const [read] = named(calls, 'DynamoDB/BatchGetItem');
  t.match(read!.attributes, { 'db.operation.batch.size': 2, 'db.collection.name': world.config.table });
  t.ok(named(calls, 'DynamoDB/BatchWriteItem').length >= 2, 'rows of the ledger');
  t.same(
    named(calls, 'STS/AssumeRole').map(({ attributes: { 'drawbridge.use': use, 'drawbridge.outcome': outcome } }) => [
      use,
      outcome,
    ]),
    [
      ['caller', 'assumed'],
      ['issue', 'assumed'],
    ],
  );

  const [again] = named(await spansOf(exporter, overHttp), 'issue session');
  t.equal(again!.attributes['drawbridge.session'], 'hit');
});

t.test('shared work is in nobody’s trace, and links to each', async t => {
  const { exporter, world } = await stage(t);
  const where = await provenConnection(world);
  await ask(world, where, { payload: { durationSeconds: 1000 } });
  const spans = await spansOf(exporter, () => Promise.all([1, 2, 3].map(() => ask(world, where))));
  const operations = named(spans, 'issue session');
  t.equal(new Set(operations.map(traceOf)).size, 3);
  for (const issue of operations)
    t.equal(
      named(
        spans.filter(each => traceOf(each) === traceOf(issue)),
        serverName,
      ).length,
      1,
    );
  const linked = (span: ReadableSpan) => span.links.map(({ context }) => context.spanId).sort();
  const joined = spans.filter(({ name, links }) => name.startsWith('DynamoDB/') && links.length > 1);
  t.ok(joined.length > 0);
  t.ok(joined.every(span => !span.parentSpanContext && !operations.some(issue => traceOf(issue) === traceOf(span))));
  const rows = joined.find(({ name }) => name === 'DynamoDB/BatchWriteItem');
  t.same(rows && linked(rows), operations.map(idOf).sort(), 'three rows, written together');
  t.equal(rows?.attributes['db.operation.batch.size'], 3);

  const made = operations.filter(each => each.attributes['drawbridge.session'] === 'made');
  const waited = operations.filter(each => each.attributes['drawbridge.session'] === 'joined');
  t.same([made.length, waited.length], [1, 2]);
  for (const each of waited) t.same(linked(each), [idOf(made[0]!)], 'linked to the request whose call it waited for');
  const [call] = named(spans, 'STS/AssumeRole');
  t.equal(named(spans, 'STS/AssumeRole').length, 1);
  t.equal(call?.parentSpanContext?.spanId, idOf(made[0]!));
});

t.test('a refused request has its code; the caller’s own fault is no error of the server', async t => {
  const { exporter, world } = await stage(t);
  const where = await provenConnection(world);
  const bound = await world.keyOf('backend', { tenants: [await newTenant(world, 'Other')] });
  const foreign = await spansOf(exporter, () => ask(world, where, { key: bound }));
  const [issue] = named(foreign, 'issue session');
  t.match(issue, { status: { code: SpanStatusCode.ERROR }, events: [] });
  t.equal(issue!.attributes['error.type'], 'connection_not_found');
  const [server] = named(foreign, serverName);
  t.match(server!.attributes, { 'http.response.status_code': 404, 'error.type': 'connection_not_found' });
  t.equal(server!.status.code, SpanStatusCode.UNSET);
  t.same(named(foreign, 'STS/AssumeRole'), []);

  await suspendConnection(world.ports, support, where, 'Look');
  const [stopped] = named(await spansOf(exporter, () => ask(world, where)), 'issue session');
  t.match(stopped!.attributes, { 'error.type': 'not_issuing', 'drawbridge.why': 'suspended' });

  const other = await provenConnection(world, {}, where.tenantId);
  world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'error503' });
  const silent = await spansOf(exporter, () => ask(world, other));
  t.equal(named(silent, serverName)[0]!.status.code, SpanStatusCode.ERROR);
  t.equal(named(silent, 'STS/AssumeRole')[0]!.status.code, SpanStatusCode.ERROR);

  const [none] = await spansOf(exporter, () => world.app.inject({ method: 'GET', url: `/v1/${bound}` }));
  t.match(none, { name: 'GET', attributes: { 'error.type': 'not_found', 'http.response.status_code': 404 } });
});

t.test('a renewal is below its request, and records when it failed', async t => {
  const { exporter, world } = await stage(t);
  const where = await provenConnection(world);
  await ask(world, where);
  const due = () => {
    world.clock.advance(640_000);
    return spansOf(exporter, async () => {
      await ask(world, where);
      await world.ports.background.idle();
    });
  };
  const renewed = await due();
  const [issue] = named(renewed, 'issue session');
  const [renewal] = named(below(renewed, issue!), 'renew a session');
  t.match(renewal, { attributes: { 'drawbridge.session': 'made' }, status: { code: SpanStatusCode.UNSET } });
  t.equal(named(below(renewed, renewal!), 'STS/AssumeRole').length, 1);
  world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'error503' });
  const [failed] = named(await due(), 'renew a session');
  t.match(failed, { attributes: { 'error.type': 'not_renewed' }, status: { code: SpanStatusCode.ERROR } });
});

t.test("a backend may name its parent trace; a page's visitor may not", async t => {
  const { exporter, world } = await stage(t);
  const where = await provenConnection(world);
  const theirs = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
  const headers = { traceparent: `00-${theirs.traceId}-${theirs.spanId}-01` };
  const [server] = named(await spansOf(exporter, () => ask(world, where, { headers })), serverName);
  t.match(server, { parentSpanContext: theirs });
  const page = () => world.app.inject({ method: 'GET', url: `/c/lnk_${'a'.repeat(16)}.${'s'.repeat(43)}`, headers });
  const [opened] = await spansOf(exporter, page).then(spans => spans.filter(({ kind }) => kind === SpanKind.SERVER));
  t.match(opened, { name: /^GET \/c\/:/, parentSpanContext: undefined });
  t.not(traceOf(opened!), theirs.traceId);
});

t.test('a check with its probes, and the reading of the role', async t => {
  const { exporter, world } = await stage(t);
  const where = await newConnection(world, await newTenant(world));
  await launch(world, where);
  const spans = await spansOf(exporter, () => checked(world, where));
  const [check] = named(spans, 'check');
  t.match(check!.attributes, {
    'drawbridge.check_kind': 'full',
    'drawbridge.tenant_id': where.tenantId,
    'drawbridge.connection_id': where.connectionId,
    'drawbridge.outcome': 'passed',
  });
  const { steps } = (await world.ports.checks.list(where.connectionId, { limit: 1 })).items[0]!;
  t.same(
    check!.events.map(({ name, attributes }) => [name, attributes?.['drawbridge.outcome']]),
    steps.map(({ probe, outcome }) => [probe, outcome]),
  );
  const calls = named(below(spans, check!), 'STS/AssumeRole');
  const refused = calls.filter(({ attributes }) => attributes['drawbridge.outcome'] === 'refused');
  t.ok(refused.length > 3 && refused.every(({ status }) => status.code === SpanStatusCode.UNSET), 'as it should be');
  t.ok(named(below(spans, check!), 'IAM/GetRole').length === 1);
});

t.test('polling for work is no trace, sending an event is; its receiver’s address is not in it', async t => {
  const { exporter, world } = await stage(t, { DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true' });
  const receiver = await startReceiver(t);
  await createWebhook(world.ports, founder, { url: receiver.url, tenants: 'all' });
  const polled = await spansOf(exporter, async () => {
    const worker = startWorker({ ...world.ports, clock: { ...world.clock, wait: async () => void worker.stop() } });
    await worker.stop();
    await world.ports.background.idle();
  });
  // At start the worker checks its own credentials with a call to AWS, which is traced.
  t.same(
    namesOf(polled).filter(name => name !== 'STS/AssumeRole'),
    [],
  );
  const where = await provenConnection(world);
  const send = async () => {
    await publishWaiting(world.ports);
    await makeSender(world.ports).sendDue();
    await world.ports.background.idle();
  };
  const spans = await spansOf(exporter, send);
  const [sending] = named(spans, 'sending events');
  const posts = named(below(spans, sending!), 'POST webhook');
  t.ok(posts.length > 0 && posts.every(({ attributes }) => attributes['http.response.status_code'] === 204));
  receiver.answer = answering(500);
  await suspendConnection(world.ports, support, where, 'Look');
  const [failed] = named(await spansOf(exporter, send), 'POST webhook');
  t.match(failed, { status: { code: SpanStatusCode.ERROR }, attributes: { 'error.type': '500' } });
  t.notMatch(JSON.stringify([...posts, failed!].map(written)), new URL(receiver.url).port);
});

/** Everything that an exporter could write of a span. */
const written = ({ name, attributes, events, links, status, resource }: ReadableSpan) => ({
  name,
  attributes,
  events,
  links,
  status,
  resource: resource.attributes,
});

t.test('no span of a whole journey holds a secret', async t => {
  const { exporter, world } = await stage(t, { DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true' });
  const receiver = await startReceiver(t);
  const webhook = await createWebhook(world.ports, founder, { url: `${receiver.url}/hook-of-us`, tenants: 'all' });
  const call = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, key = world.keys.backend) =>
    world.app.inject({ method, url, headers: { authorization: `Bearer ${key}` }, ...(payload && { payload }) });
  const tenantId = (await call('POST', '/v1/tenants', { name: 'Example Tenant' })).json().id;
  const where = await newConnection(world, tenantId);
  const here = `/v1/tenants/${tenantId}/connections/${where.connectionId}`;
  await call('GET', `${here}/delivery`);
  const delivery = await readDelivery(world.ports, backend, where);
  const link = (await call('POST', `${here}/links`, { kind: 'hand-off' })).json();
  const opened = await world.app.inject({ method: 'GET', url: new URL(link.url).pathname + new URL(link.url).search });
  t.ok(opened.statusCode < 400, 'the link is valid');
  await launch(world, where);
  await checked(world, where);
  const sessionPolicy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'ce:GetTags', Resource: '*' }],
  };
  const issued = [await ask(world, where), await ask(world, where, { payload: { sessionPolicy } })].map(each => {
    t.equal(each.statusCode, 201);
    return each.json();
  });
  t.equal((await ask(world, where, { key: `${world.keys.backend.slice(0, -1)}!` })).statusCode, 401);
  await ask(world, { tenantId: world.keys.support, connectionId: issued[0].sessionToken.slice(0, 300) });
  await call('GET', `${here}?externalId=${(await connectionOf(world, where)).value.externalId.current}`);
  world.aws.fail({ service: 'sts', action: 'AssumeRole', kind: 'error503' });
  await ask(world, where, { payload: { durationSeconds: 1000 } });
  world.aws.clearFaults();
  await publishWaiting(world.ports);
  await makeSender(world.ports).sendDue();
  await world.ports.background.idle();
  await call('POST', `${here}/rotation`, { reason: 'New' });
  const rotating = (await connectionOf(world, where)).value.externalId;
  await checked(world, where);
  await revokeConnection(world.ports, support, where, 'Over', { mayCheckClosed: false });

  const drawn = { wrong: 'w', other: 'o' };
  const misses = negativeProbes((await connectionOf(world, where)).value, drawn, []).flatMap(({ externalId = '' }) =>
    externalId.length > 8 ? [externalId] : [],
  );
  const token = new URL(link.url).pathname.split('/').at(-1)!;
  const secrets = [
    ...Object.values(world.keys),
    ...Object.values(world.keys).map(key => key.slice(20)),
    ...[rotating.current, rotating.pending?.value ?? '', ...misses],
    ...issued.flatMap(({ accessKeyId, secretAccessKey, sessionToken }) => [accessKeyId, secretAccessKey, sessionToken]),
    ...world.aws.sessions().map(({ accessKeyId }) => accessKeyId),
    ...[token, token.split('.').at(-1)!, link.url, delivery.launchUrl, delivery.templateUrl],
    ...[new URL(delivery.templateUrl).pathname.split('/').at(-1)!, 'hook-of-us', receiver.url, 'ce:GetX'],
    ...[webhook.secret, world.config.signingKey, world.config.credentials!.secretAccessKey],
  ];
  t.ok(secrets.length > 40 && secrets.every(each => each.length > 6));
  const spans = exporter.getFinishedSpans();
  t.ok(spans.length > 200, `${spans.length} spans`);
  const all = JSON.stringify(spans.map(written));
  for (const secret of secrets) t.notOk(all.includes(secret), secret);
  t.notMatch(all, /https?:|arn:|ASIA|AKIA|db_[a-z0-9]{16}_|lnk_[a-z0-9]{16}\./);
});
