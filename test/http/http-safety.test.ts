// The JSON API under attack: keys and their addresses, limits, secrets in answers and in the log, headers, overload.
import { connect } from 'node:net';
import t from 'tap';
import type { Check } from '../../api/core/check/check.js';
import { createApiKey, revokeApiKey, rotateApiKey } from '../../api/operations/access/api-keys.js';
import { founder } from '../helpers/callers.js';
import { connectionOf, newConnection, newTenant } from '../helpers/customer.js';
import { newWorld } from '../helpers/world.js';
import { routesOf } from './http-routes.js';
import { type HttpCall, setStage } from './http-stage.js';

const stage = await setStage(t);
const json = { 'content-type': 'application/json' };

t.test('a refusal does not repeat the value that was sent', async t => {
  const pasted = `db_${'k'.repeat(16)}_${'S'.repeat(43)}`;
  const calls: HttpCall[] = [
    { method: 'POST', url: '/v1/tenants', as: 'backend', payload: { name: `${pasted}\n` } },
    { method: 'POST', url: '/v1/tenants', as: 'backend', payload: { name: 'A', [`${pasted}${pasted}`]: 1 } },
    { method: 'GET', url: `/v1/tenants?cursor=${pasted}`, as: 'backend' },
    { method: 'GET', url: `/v1/connections?q=${pasted}%20`, as: 'backend' },
    { method: 'GET', url: '/v1/tenants', headers: { authorization: `Bearer ${pasted}` } },
    { method: 'GET', url: `/v1/tenants/${pasted}`, as: 'backend' },
    { method: 'GET', url: `/v1/${pasted}/%zz`, as: 'backend' },
    { method: 'POST', url: '/v1/tenants', as: 'backend', payload: `{"name":"${pasted}`, headers: json },
  ];
  for (const call of calls) {
    const answer = await stage.call(call);
    t.ok(answer.status >= 400 && answer.status < 500, answer.text);
    t.notMatch(answer.text, 'S'.repeat(43), `${call.method} ${call.url}`);
  }
  t.notMatch(stage.logged(), 'S'.repeat(43), 'nor does the log contain it');
});

t.test('endless nesting is refused and does not exhaust the process', async t => {
  const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
  const answer = await stage.call({ method: 'POST', url: '/v1/tenants', as: 'backend', payload: deep, headers: json });
  t.match(answer.json, { status: 400, code: 'request_invalid' });
});

t.test('a key is valid until it expires, is rotated out or revoked, and only from its own addresses', async t => {
  const world = await newWorld(t);
  const input = { name: 'k', scope: 'auditor', tenants: 'all', mayEndAccess: false, expiresInDays: 1 } as const;
  const status = async (secret: string, remoteAddress = '127.0.0.1') =>
    (
      await world.app.inject({
        method: 'GET',
        url: '/v1/tenants',
        remoteAddress,
        headers: { authorization: `Bearer ${secret}` },
      })
    ).statusCode;

  const first = await createApiKey(world.ports, founder, input);
  t.equal(await status(first.secret), 200);
  t.equal(await status(`${first.secret.slice(0, -1)}${first.secret.endsWith('A') ? 'B' : 'A'}`), 401, 'one character');
  const rotated = await rotateApiKey(world.ports, founder, first.key.id, { overlapSeconds: 60, expiresInDays: 1 });
  t.same([await status(first.secret), await status(rotated.secret)], [200, 200], 'both are valid while they overlap');
  world.clock.advance(61_000);
  t.same([await status(first.secret), await status(rotated.secret)], [401, 200], 'then only the new one');
  world.clock.advance(24 * 60 * 60 * 1000);
  t.equal(await status(rotated.secret), 401, 'expired');
  const second = await createApiKey(world.ports, founder, input);
  await revokeApiKey(world.ports, founder, second.key.id);
  t.equal(await status(second.secret), 401, 'revoked');

  const cidrs = ['192.0.2.0/24', '2001:db8::/32'];
  const placed = await createApiKey(world.ports, founder, { ...input, cidrs });
  const from = await Promise.all(
    ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', '192.0.3.7', '127.0.0.1', '2001:db9::1'].map(address =>
      status(placed.secret, address),
    ),
  );
  t.same(from, [200, 200, 200, 401, 401, 401]);
  await world.ports.background.idle();
  const { items } = await world.ports.securityLog.list({ limit: 100 });
  const refusals = items.filter(each => each.what === 'key_not_valid');
  const addresses = [...new Set(refusals.map(each => each.facts.address))].sort();
  t.strictSame(addresses, ['127.0.0.1', '192.0.3.7', '2001:db9::1'], 'each refused address is in the security log');
  t.ok(
    refusals.some(each => each.facts.keyId === first.key.id),
    'with the key',
  );
  t.notMatch(JSON.stringify(refusals), first.secret.slice(20));
});

t.test("forwarding headers give nobody a key's address, and request ids are never taken over", async t => {
  const { ports } = stage.world;
  const placed = await createApiKey(ports, founder, {
    ...{ name: 'k', scope: 'auditor', tenants: 'all', mayEndAccess: false, expiresInDays: 1 },
    cidrs: ['192.0.2.0/24'],
  });
  const answer = await stage.call({
    method: 'GET',
    url: '/v1/tenants',
    headers: {
      authorization: `Bearer ${placed.secret}`,
      'x-forwarded-for': '192.0.2.7',
      forwarded: 'for=192.0.2.7',
      'x-request-id': 'mine',
      'request-id': 'mine',
    },
  });
  t.equal(answer.json.code, 'key_not_valid');
  t.match(answer.json.requestId, /^req_[a-z0-9]{16}$/);
});

t.test("only a trusted proxy sets the client address: for a key's addresses, limits and the log", async t => {
  const variables = { DRAWBRIDGE_RATE_LIMIT: '2', DRAWBRIDGE_TRUSTED_PROXIES: '10.1.0.0/16, 2001:db8:1::/48' };
  const world = await newWorld(t, { variables });
  const placed = await world.keyOf('auditor', { cidrs: ['192.0.2.0/24', '2001:db8:2::/48'] });
  const get = async (remoteAddress: string, forwarded?: string, key = placed) => {
    const headers = { authorization: `Bearer ${key}`, ...(forwarded && { 'x-forwarded-for': forwarded }) };
    const answer = await world.app.inject({ method: 'GET', url: '/v1/tenants', remoteAddress, headers });
    return answer.json().code ?? answer.statusCode;
  };
  t.equal(await get('10.2.0.1', '192.0.2.7'), 'key_not_valid', 'another proxy');
  t.equal(await get('203.0.113.1', '192.0.2.7, 10.1.0.1'), 'key_not_valid', 'whatever chain it sends');
  t.equal(await get('192.0.2.7', '203.0.113.1'), 200, 'nor does it give itself another address');
  t.equal(await get('10.1.0.1', '203.0.113.2'), 'key_not_valid', 'from a trusted proxy, for another client');
  t.equal(await get('10.1.0.1', '192.0.2.7, 203.0.113.2'), 'key_not_valid', 'what that client itself claimed');
  t.equal(await get('10.1.0.1', 'nonsense'), 'key_not_valid');
  t.equal(await get('10.1.0.1'), 'key_not_valid', 'for itself');
  const other = await world.keyOf('auditor', { cidrs: ['192.0.2.0/24', '2001:db8:2::/48'] });
  t.equal(await get('10.1.0.1', '192.0.2.7', other), 200);
  t.equal(await get('2001:db8:1::1', '203.0.113.3, 2001:db8:2::1, 10.1.9.9', other), 200);
  t.match(world.logged(), /"route":"\/v1\/tenants","address":"2001:db8:2::1"/);

  const calls = async (remoteAddress: string, forwarded: (n: number) => string) => {
    const answers = [];
    for (let n = 0; n < 11; n += 1) answers.push(await get(remoteAddress, forwarded(n), 'none'));
    return answers.at(-1);
  };
  t.equal(await calls('203.0.113.9', n => `198.51.100.${n}`), 'too_many_requests', 'a spoofed header changes nothing');
  t.equal(await calls('10.1.0.1', n => `198.51.100.${n}`), 'key_not_valid', 'each address is counted separately');
  t.equal(await calls('10.1.0.1', () => '198.51.100.99'), 'too_many_requests');
});

t.test('a caller has a limit, and an address five times as much, whatever address it claims', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_RATE_LIMIT: '3' } });
  const get = async (key?: string, remoteAddress = '192.0.2.1') => {
    const headers = key ? { authorization: `Bearer ${key}` } : {};
    const answer = await world.app.inject({ method: 'GET', url: '/v1/tenants', remoteAddress, headers });
    return answer.statusCode;
  };
  const caller = [];
  for (let n = 0; n < 4; n += 1) caller.push(await get(world.keys.auditor));
  t.same(caller, [200, 200, 200, 429]);
  t.equal(await get(world.keys.auditor, '192.0.2.2'), 429, 'also from another address');
  t.equal(await get(world.keys.support), 200, 'another caller is not limited');
  const address = [];
  for (let n = 0; n < 12; n += 1) address.push(await get(undefined, '192.0.2.1'));
  t.same(address, [...Array(10).fill(401), 429, 429], 'requests without a key count for the address');
  t.equal(await get(world.keys.backend, '192.0.2.1'), 429);
  t.equal(await get(world.keys.backend, '192.0.2.3'), 200);
});

t.test(
  'twenty answers per caller may be held at once; further ones return at once, and other callers are unaffected',
  async t => {
    const world = await newWorld(t);
    const where = await newConnection(world, await newTenant(world));
    const at = world.clock.now().toISOString();
    const until = new Date(world.clock.now().getTime() + 3_600_000).toISOString();
    const check: Check = {
      id: 'chk_0000000000000000',
      ...where,
      kind: 'full',
      revision: 1,
      startedAt: at,
      for: 'x',
      steps: [],
    };
    await world.ports.checks.begin(check, until, at);

    let [answered, ended]: [number, boolean] = [0, false];
    const waiting: (() => void)[] = [];
    let noticed = () => {};
    const { wait } = world.clock;
    t.teardown(() => Object.assign(world.clock, { wait }));
    world.clock.wait = () =>
      new Promise(resolve => {
        if (ended) return resolve();
        waiting.push(resolve);
        noticed();
      });
    const poll = async (key: string) => {
      const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/checks/${check.id}?waitSeconds=20`;
      const answer = await world.app.inject({ url, headers: { authorization: `Bearer ${key}` } });
      answered += 1;
      noticed();
      return answer;
    };
    const polls = async (count: number, key: string) => {
      const all = Array.from({ length: count }, () => poll(key));
      const sofar = answered + waiting.length;
      while (answered + waiting.length < sofar + count) await new Promise<void>(resolve => (noticed = resolve));
      return all;
    };
    const many = await polls(30, world.keys.backend);
    t.match({ waiting: waiting.length, answered }, { waiting: 20, answered: 10 });
    const other = await polls(1, world.keys.support);
    t.match({ waiting: waiting.length, answered }, { waiting: 21, answered: 10 }, "another caller's answer is held");
    ended = true;
    world.clock.advance(20_000);
    for (const go of waiting.splice(0)) go();
    for (const answer of await Promise.all([...many, ...other])) {
      t.equal(answer.statusCode, 200);
      t.equal(answer.json().id, check.id);
      t.notOk(answer.json().finishedAt);
    }
    ended = false;
    answered = 0;
    const again = await polls(1, world.keys.backend);
    t.equal(waiting.length, 1, 'held again');
    ended = true;
    world.clock.advance(20_000);
    for (const go of waiting.splice(0)) go();
    await Promise.all(again);
  },
);

t.test('credentials: no cache, no ledger answer and no log keeps what is issued', async t => {
  const { verified } = stage.places;
  const url = `/v1/tenants/${verified.tenantId}/connections/${verified.connectionId}/sessions`;
  const issued = await stage.call({ method: 'POST', url, as: 'backend' });
  t.equal(issued.status, 201, 'the body may be left out');
  t.equal(issued.headers['cache-control'], 'no-store');
  const ledger = await stage.call({ method: 'GET', url, as: 'auditor' });
  t.equal(ledger.json.items[0].requestId, issued.headers['x-request-id'], 'the ledger names the request');
  for (const secret of [issued.json.secretAccessKey, issued.json.sessionToken]) {
    t.notOk(ledger.text.includes(secret));
    t.notOk(stage.logged().includes(secret));
  }
});

t.test('headers keep browsers from framing, sniffing and loading; HSTS only with TLS', async t => {
  const plain = await stage.call({ method: 'GET', url: '/healthz' });
  t.match(plain.headers, {
    'content-security-policy': /^default-src 'none'/,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });
  t.notOk(plain.headers['strict-transport-security']);
  t.notMatch(plain.headers['content-security-policy'], 'upgrade-insecure-requests');
  t.notOk(plain.headers['access-control-allow-origin']);
  const secure = await newWorld(t, { variables: { DRAWBRIDGE_PUBLIC_URL: 'https://access.example.com' } });
  const answer = await secure.app.inject({ method: 'GET', url: '/healthz' });
  t.match(answer.headers['strict-transport-security'], /max-age=31536000/);
  t.match(answer.headers['content-security-policy'], 'upgrade-insecure-requests');
});

t.test('a busy process still answers health and metrics', async t => {
  t.equal((await stage.call({ method: 'GET', url: '/healthz', over: 'loaded' })).status, 200);
  t.equal((await stage.call({ method: 'GET', url: '/metrics', as: 'operator', over: 'loaded' })).status, 200);
  t.equal((await stage.call({ method: 'GET', url: '/readyz', over: 'loaded' })).status, 503);
  t.equal((await stage.call({ method: 'GET', url: '/readyz', over: 'failing' })).status, 503);
});

t.test('a malformed HTTP request is also refused with a problem, and the connection is closed', async t => {
  const { app, logged } = await newWorld(t);
  const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(address.port), address.hostname, () => socket.write(text));
      socket.setEncoding('utf8').on('data', chunk => (answer += chunk));
      socket.on('close', () => resolve(answer)).on('error', reject);
    });
  const secret = 'S'.repeat(43);
  const cases: [status: string, code: string, text: string][] = [
    ['400 Bad Request', 'request_malformed', `${secret}\r\n\r\n`],
    ['400 Bad Request', 'request_malformed', `GET / HTTP/1.1\r\nhost: a\r\nno colon ${secret}\r\n\r\n`],
    ['400 Bad Request', 'request_malformed', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n'],
    [
      '400 Bad Request',
      'request_malformed',
      `POST /v1/tenants HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n${secret}`,
    ],
    [
      '431 Request Header Fields Too Large',
      'headers_too_large',
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${secret.repeat(1000)}`,
    ],
  ];
  for (const [status, code, text] of cases) {
    const [head = '', body = ''] = (await send(text)).split('\r\n\r\n');
    t.ok(head.startsWith(`HTTP/1.1 ${status}\r\n`), head);
    t.match(head.toLowerCase(), /content-type: application\/problem\+json/, code);
    t.match(head.toLowerCase(), 'connection: close', code);
    const problem = JSON.parse(body);
    t.match(problem, { code, status: Number(status.slice(0, 3)), requestId: /^req_/ });
    t.match(head, `x-request-id: ${problem.requestId}`, code);
    t.notMatch(body, /HPE_|stack|SSS/, code);
  }
  t.notMatch(logged(), secret);
  const expectant = 'GET /healthz HTTP/1.1\r\nhost: a\r\nexpect: a-miracle\r\nconnection: close\r\n\r\n';
  t.match(await send(expectant), /^HTTP\/1.1 200 OK/, 'an unknown expectation is ignored');

  // Node checks for slow requests twice a minute: here the test raises the same error.
  app.server.once('connection', socket =>
    app.server.emit('clientError', Object.assign(new Error('slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket),
  );
  t.match(await send('GET / HTTP/1.1\r\n'), /^HTTP\/1.1 408 Request Timeout\r\n.*"code":"request_too_slow"/s);
});

t.test('nothing is written into an answer that has begun', async t => {
  const app = await (await newWorld(t)).builtApp();
  app.get('/half', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-length': '1000' });
    reply.raw.write('half');
  });
  const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  let answer = '';
  await new Promise<void>(resolve => {
    const socket = connect(Number(address.port), address.hostname, () =>
      socket.write('GET /half HTTP/1.1\r\nhost: a\r\n\r\n'),
    );
    socket.setEncoding('utf8').on('data', chunk => {
      answer += chunk;
      if (answer.endsWith('half')) socket.write('broken\r\n\r\n');
    });
    socket.on('close', () => resolve()).on('error', () => {});
  });
  t.match(answer, /half$/);
});

t.test('the log holds no key, external ID, token, launch address or template address', async t => {
  const routes = await routesOf(stage);
  const { pending, verified } = stage.places;
  const secrets: string[] = Object.values(stage.keys);
  for (const [operation, { call }] of Object.entries(routes)) {
    const { json: body = {} } = await stage.call(call);
    const { secret, url, externalId, launchUrl, templateUrl, secretAccessKey, sessionToken } = body;
    const said = [secret, externalId, launchUrl, templateUrl, secretAccessKey, sessionToken, url?.split('/c/')[1]];
    secrets.push(...said.filter(Boolean));
    if (operation === 'readDelivery') t.ok(launchUrl && templateUrl);
    if (operation === 'makeLink') await stage.call({ method: 'GET', url: `${url.slice(url.indexOf('/c/'))}?x=1` });
  }
  for (const where of [pending, verified])
    secrets.push((await connectionOf(stage.world, where)).value.externalId.current);
  const externalId = secrets.at(-1)!;
  await stage.call({ method: 'GET', url: `/v1/connections?q=${externalId}`, as: 'support' });
  await stage.call({ method: 'POST', url: '/v1/tenants', as: 'backend', payload: { externalId } });
  await stage.call({ method: 'GET', url: `/v1/tenants/${externalId}`, as: 'backend' });
  const logged = stage.logged();
  for (const secret of secrets) t.notOk(logged.includes(secret), `${secret.slice(0, 12)}… is not logged`);
  t.match(logged, '"msg":"answered"');
  t.notMatch(logged, /templateURL=|authorization/i);
});
