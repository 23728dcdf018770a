// The client itself: its options, what it refuses to send, lists, and waiting for a check.
import t from 'tap';
import { drawbridge } from '../../sdk/client/src/index.js';
import { clientOf, errorOf, found, json, key, problem, serve, tenant, where } from './server.js';

t.test('the client refuses invalid input before it sends anything', async t => {
  for (const baseUrl of [
    'http://drawbridge.example',
    'http://127.0.0.1.example',
    'http://localhost.example',
    'ftp://localhost',
    'https://user:password@drawbridge.example',
    'https://drawbridge.example/?a=b',
    'drawbridge.example',
    '',
  ]) {
    t.throws(() => drawbridge({ baseUrl, key }), { code: 'argument_not_valid' }, baseUrl);
  }
  for (const baseUrl of ['https://drawbridge.example', 'http://localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1']) {
    t.ok(drawbridge({ baseUrl, key }), baseUrl);
  }
  for (const bad of ['', 'a b', 'a\nb', 'schlüssel']) {
    t.throws(() => drawbridge({ baseUrl: 'https://drawbridge.example', key: bad }), { code: 'argument_not_valid' });
  }

  t.test('an id that would change the path', async t => {
    const server = await serve(t, found);
    const { client } = clientOf(`${server.url}/behind/a/path/`);
    for (const bad of ['..', '.', '', '\ud800', undefined as unknown as string]) {
      t.equal((await errorOf(client.tenants.get(bad))).code, 'argument_not_valid');
      t.equal((await errorOf(client.checks.get({ ...where, tenantId: bad }, 'x'))).code, 'argument_not_valid');
    }
    const bad = { ...where, connectionId: '..' };
    t.equal((await errorOf(client.links.list(bad).page())).code, 'argument_not_valid');
    t.equal(
      (await errorOf(client.tenants.create({ name: 'x' }, { idempotencyKey: 'a\nb' }))).code,
      'argument_not_valid',
    );
    t.equal(server.received.length, 0);
    await client.tenants.get('../../api-keys?x=1#y');
    t.equal(server.received[0]!.url, '/behind/a/path/v1/tenants/..%2F..%2Fapi-keys%3Fx%3D1%23y');
  });
});

t.test('checks.run() holds each answer and ends at its own limit', async t => {
  const running = { id: 'chk_1', steps: [] };
  let at = 0;
  const server = await serve(t, json(202, running), json(200, running));
  const { client, pauses } = clientOf(server.url, {
    now: () => at,
    wait: async ms => {
      pauses.push(ms);
      at += ms;
    },
  });
  const error = await errorOf(client.checks.run(where, { withinMs: 3_000 }));
  t.match(error, { code: 'timed_out', detail: /chk_1/ });
  t.same(pauses, [1_000, 1_000, 1_000], 'a service that does not hold answers is not polled fast');
  t.match(server.received[1]!.url, /\/checks\/chk_1\?waitSeconds=3$/);
  at = 0;
  await errorOf(client.checks.run(where, { withinMs: 100_000, timeoutMs: 10_000 }));
  t.equal(server.received.findLast(each => each.method === 'POST')!.body, '');
  t.match(
    server.received.map(each => each.url).find(url => url.endsWith('waitSeconds=5')),
    /chk_1/,
    'shorter than a time-out',
  );
});

t.test('lists follow the cursor over pages, even empty ones, and request only the pages that are read', async t => {
  const server = await serve(
    t,
    json(200, { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'one' }),
    json(200, { items: [], nextCursor: 'two' }),
    json(200, { items: [{ id: 'c' }] }),
  );
  const { client } = clientOf(server.url);
  const seen: string[] = [];
  for await (const { id } of client.tenants.list({ limit: 2 })) seen.push(id);
  t.same(seen, ['a', 'b', 'c']);
  t.same(
    server.received.map(each => each.url),
    ['/v1/tenants?limit=2', '/v1/tenants?limit=2&cursor=one', '/v1/tenants?limit=2&cursor=two'],
  );
  const first = await serve(t, json(200, { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'one' }));
  for await (const _ of clientOf(first.url).client.tenants.list()) break;
  t.equal(first.received.length, 1);
});

t.test('lists end with an error when a page leads to itself', async t => {
  const server = await serve(t, json(200, { items: [], nextCursor: 'same' }));
  const list = clientOf(server.url).client.tenants.list();
  t.equal((await errorOf(list[Symbol.asyncIterator]().next())).code, 'answer_unreadable');
  t.equal(server.received.length, 2);
});

t.test('lists end when their signal is aborted', async t => {
  const server = await serve(t, json(200, { items: [{ id: 'a' }], nextCursor: 'one' }));
  const ending = new AbortController();
  const items = clientOf(server.url).client.tenants.list({ signal: ending.signal })[Symbol.asyncIterator]();
  await items.next();
  ending.abort();
  t.equal((await errorOf(items.next())).code, 'aborted');
});

t.test('`withResponse()` returns the answer with its HTTP response and request id', async t => {
  const server = await serve(t, problem(503, 'overloaded'), found, problem(404, 'tenant_not_found'));
  const { client } = clientOf(server.url);
  const { data, response, requestId } = await client.tenants.get(where.tenantId).withResponse();
  t.strictSame(data, tenant);
  t.equal(response.status, 200, 'the response of the last attempt');
  t.equal(response.headers.get('content-type'), 'application/json');
  t.equal(requestId, 'req_header');
  t.equal(server.received.length, 2, 'and no request of its own');
  t.match(await errorOf(client.tenants.get(where.tenantId).withResponse()), { code: 'tenant_not_found' });
  t.match(await errorOf(client.tenants.list().page().withResponse()), { requestId: 'req_1' });
});

t.test('without options the address and the key come from the environment', async t => {
  const variables = ['DRAWBRIDGE_URL', 'DRAWBRIDGE_KEY'] as const;
  const before = variables.map(name => process.env[name]);
  t.teardown(() => {
    for (const [n, name] of variables.entries()) {
      if (before[n] === undefined) delete process.env[name];
      else process.env[name] = before[n];
    }
  });
  const server = await serve(t, found);
  for (const name of variables) delete process.env[name];
  t.throws(() => drawbridge(), { code: 'argument_not_valid', detail: /`key`.*DRAWBRIDGE_KEY/ });
  process.env.DRAWBRIDGE_KEY = '  ';
  t.throws(() => drawbridge({ baseUrl: server.url }), { message: /DRAWBRIDGE_KEY/ }, 'empty counts as absent');
  process.env.DRAWBRIDGE_KEY = key;
  t.throws(() => drawbridge(), { code: 'argument_not_valid', detail: /`baseUrl`.*DRAWBRIDGE_URL/ });
  process.env.DRAWBRIDGE_URL = server.url;
  await drawbridge().tenants.get(where.tenantId);
  t.equal(server.received.at(-1)!.headers.authorization, `Bearer ${key}`);
  await drawbridge({ key: 'another' }).tenants.get(where.tenantId);
  t.equal(server.received.at(-1)!.headers.authorization, 'Bearer another', 'an option takes precedence');

  const hidden = t.intercept(globalThis, 'process', { value: undefined });
  const created = (async () => drawbridge({ key }))();
  hidden.restore();
  t.match(await errorOf(created), { detail: /DRAWBRIDGE_URL/ }, 'also without a process object');
});

t.test('names of the previous release still work', async t => {
  const server = await serve(t, json(200, { id: 'con_1' }));
  const { client } = clientOf(server.url, { longestAnswerBytes: 5 });
  t.match(await errorOf(client.connections.change(where, {})), { code: 'answer_unreadable', detail: /larger/ });
  t.equal(server.received[0]!.method, 'PATCH');
});
