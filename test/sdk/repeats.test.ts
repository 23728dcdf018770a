// Which calls the client repeats, how often, and after how long.
import t from 'tap';
import {
  type Answer,
  clientOf,
  cut,
  errorOf,
  found,
  hang,
  html,
  issued,
  json,
  key,
  problem,
  serve,
  tenant,
  where,
} from './server.js';

t.test('a read is repeated after exactly the time in Retry-After, in seconds or as a date', async t => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const at = new Date(now + 7_000).toUTCString();
  const server = await serve(
    t,
    problem(503, 'overloaded', { 'retry-after': '3' }),
    problem(429, 'too_many_requests', { 'retry-after': at }),
    found,
  );
  const { client, pauses } = clientOf(server.url, { now: () => now });
  t.strictSame(await client.tenants.get(where.tenantId), tenant);
  t.same(pauses, [3_000, 7_000]);
  t.equal(server.received.length, 3);
  t.equal(server.received[0]!.headers.authorization, `Bearer ${key}`);
});

t.test('a date that has passed means now', async t => {
  const server = await serve(t, problem(503, 'overloaded', { 'retry-after': new Date(0).toUTCString() }), found);
  const { client, pauses } = clientOf(server.url);
  await client.tenants.get(where.tenantId);
  t.same(pauses, [0]);
});

t.test('a wait of more than 30 seconds is left to the caller, with its length in the error', async t => {
  const server = await serve(t, problem(429, 'checks_too_frequent', { 'retry-after': '31' }));
  const { client, pauses } = clientOf(server.url);
  const error = await errorOf(client.checks.start(where));
  t.match(error, { code: 'checks_too_frequent', status: 429, retryAfterSeconds: 31 });
  t.same(pauses, []);
  t.equal(server.received.length, 1);
});

t.test('without Retry-After the pause is random within a span that doubles, for at most two retries', async t => {
  const server = await serve(t, problem(503, 'store_unavailable'));
  const drawn = [0.5, 0.25];
  const { client, pauses } = clientOf(server.url, { random: () => drawn.shift()! });
  t.match(await errorOf(client.tenants.get(where.tenantId)), { code: 'store_unavailable', status: 503 });
  t.same(pauses, [125, 125]);
  t.equal(server.received.length, 3);
});

t.test('`retries`, the older name of `maxRetries`, sets how often', async t => {
  const server = await serve(t, problem(503, 'overloaded'));
  const { client } = clientOf(server.url, { retries: 0 });
  await errorOf(client.tenants.get(where.tenantId));
  t.equal(server.received.length, 1);
});

t.test('`maxRetries` of a call overrides that of the client', async t => {
  const server = await serve(t, problem(503, 'overloaded'));
  const { client } = clientOf(server.url, { maxRetries: 1, retries: 9 });
  await errorOf(client.tenants.get(where.tenantId));
  t.equal(server.received.length, 2);
  await errorOf(client.tenants.get(where.tenantId, { maxRetries: 0 }));
  t.equal(server.received.length, 3);
  await errorOf(client.tenants.list({ maxRetries: 2 }).page());
  t.equal(server.received.length, 6);
  await errorOf(client.history.export(where, { maxRetries: 3 })[Symbol.asyncIterator]().next());
  t.equal(server.received.length, 10);
});

t.test('a POST that creates something sends one Idempotency-Key in all its attempts', async t => {
  const server = await serve(
    t,
    cut,
    problem(409, 'idempotency_running', { 'retry-after': '1' }),
    problem(503, 'overloaded'),
    json(201, tenant),
  );
  const { client, pauses } = clientOf(server.url, { retries: 3 });
  await client.tenants.create({ name: 'Example' });
  const keys = server.received.map(each => each.headers['idempotency-key']);
  t.equal(new Set(keys).size, 1);
  t.match(keys[0], /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/);
  t.same(pauses, [0, 1_000, 0]);
  await client.tenants.create({ name: 'Example' });
  t.not(server.received.at(-1)!.headers['idempotency-key'], keys[0], 'another call has another');
  await client.tenants.create({ name: 'Example' }, { idempotencyKey: 'job-17' });
  t.equal(server.received.at(-1)!.headers['idempotency-key'], 'job-17');
});

t.test('a DELETE is repeated', async t => {
  const server = await serve(t, cut, json(200, { id: 'key_1' }));
  const { client } = clientOf(server.url);
  t.match(await client.apiKeys.revoke('key_1'), { id: 'key_1' });
  t.equal(server.received.length, 2);
});

t.test('a PATCH is never repeated', async t => {
  for (const answer of [problem(503, 'overloaded', { 'retry-after': '1' }), cut]) {
    const server = await serve(t, answer);
    const { client } = clientOf(server.url);
    await errorOf(client.connections.update(where, { maxSessionSeconds: 900 }));
    t.equal(server.received.length, 1);
  }
});

t.test('a refusal by the service itself is not repeated', async t => {
  for (const [status, code] of [
    [400, 'request_invalid'],
    [401, 'key_not_valid'],
    [404, 'tenant_not_found'],
    [409, 'conflict'],
    [500, 'internal'],
  ] as const) {
    const server = await serve(t, problem(status, code));
    const { client } = clientOf(server.url);
    t.match(await errorOf(client.tenants.get(where.tenantId)), { code, status });
    t.equal(server.received.length, 1, code);
  }
});

t.test('a read is sent again when the gateway cannot reach the service', async t => {
  const server = await serve(t, html(502), html(504), found);
  const { client } = clientOf(server.url);
  t.strictSame(await client.tenants.get(where.tenantId), tenant);
});

t.test('a credential request has no Idempotency-Key', async t => {
  const server = await serve(t, issued);
  await clientOf(server.url).client.sessions.issue(where);
  t.notOk('idempotency-key' in server.received[0]!.headers);
  t.equal(server.received[0]!.body, '{}');
});

t.test('a credential request is repeated after 429 and 503 when the service says when', async t => {
  const server = await serve(
    t,
    problem(429, 'too_many_requests', { 'retry-after': '2' }),
    problem(503, 'aws_unavailable', { 'retry-after': '2' }),
    issued,
  );
  const { client, pauses } = clientOf(server.url);
  t.match(await client.sessions.issue(where), { accessKeyId: 'ASIA1' });
  t.same(pauses, [2_000, 2_000]);
});

t.test(
  'a credential request is repeated when the connection was refused, since no credentials can have been issued',
  async t => {
    const server = await serve(t, issued);
    let calls = 0;
    const { client } = clientOf(server.url, {
      fetch: async (...request) => {
        calls += 1;
        if (calls === 1) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
        return fetch(...request);
      },
    });
    t.match(await client.sessions.issue(where), { accessKeyId: 'ASIA1' });
    t.equal(calls, 2);
  },
);

t.test('a credential request is not repeated otherwise: it could create a second session', async t => {
  const answers: [string, Answer][] = [
    ['vendor_caller_unavailable', problem(503, 'vendor_caller_unavailable')],
    ['role_refused_us', problem(502, 'role_refused_us')],
    ['answer_unreadable', html(502)],
    ['answer_unreadable', html(200)],
    ['connection_failed', cut],
    ['timed_out', hang],
  ];
  for (const [code, answer] of answers) {
    const server = await serve(t, answer);
    let attempts = 0;
    const { client } = clientOf(server.url, {
      ...(answer === hang && { timeoutMs: 50 }),
      fetch: (...request) => {
        attempts += 1;
        return fetch(...request);
      },
    });
    t.equal((await errorOf(client.sessions.issue(where))).code, code);
    // Counted here: on a busy machine the time-out may come before the request has arrived.
    t.equal(attempts, 1, code);
  }
});
