// The SDK against the real service and the local AWS, and against servers that fail in every way a server can.
// Nothing sleeps: pauses are recorded, clocks are moved; only time-outs really run, for some milliseconds.
import { spawnSync } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import t, { type Test } from 'tap';
import { publishWaiting } from '../api/operations/event/publish-events.js';
import {
  type CallOptions,
  type ClientOptions,
  type Drawbridge,
  DrawbridgeError,
  drawbridge,
  isDrawbridgeError,
  type VerifyWebhookInput,
  verifyWebhook,
} from '../sdk/client/src/index.js';
import { launch, verifiedConnection } from './helpers/customer.js';
import { customerAccount, newWorld, type World } from './helpers/world.js';

const key = 'db_0123456789abcdef_the-key-that-nobody-may-see';
const where = { tenantId: 'ten_0000000000000000', connectionId: 'con_0000000000000000' };
const tenant = { id: where.tenantId, name: 'Example', state: 'open', createdAt: '2026-01-01T00:00:00.000Z' };
const problemType = 'application/problem+json';

type Answer = (request: Asked, response: ServerResponse) => void;
interface Asked {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server that gives these answers in turn, the last one again and again. */
async function serve(t: Test, ...answers: Answer[]) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ method: request.method!, url: request.url!, headers: request.headers, body });
    answers[Math.min(asked.length, answers.length) - 1]!(asked.at(-1)!, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    const type = status < 400 ? 'application/json' : problemType;
    response.writeHead(status, { 'content-type': type, 'x-request-id': 'req_header', ...headers });
    response.end(JSON.stringify(body));
  };
const problem = (status: number, code: string, headers: Record<string, string> = {}, more: object = {}) =>
  json(status, { type: '', title: code, status, detail: `It is ${code}.`, code, requestId: 'req_1', ...more }, headers);
const html =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers });
    response.end('<!doctype html><h1>A proxy</h1>');
  };
const hang: Answer = () => {};
const hangInBody: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":');
};
const cut: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"id":', () => response.destroy());
};
const found = json(200, tenant);

const credentialsOf = (n: number, expiration: string) => ({
  accessKeyId: `ASIA${n}`,
  secretAccessKey: `secret-${n}`,
  sessionToken: `token-${n}`,
  expiration,
  roleArn: `arn:aws:iam::${customerAccount}:role/drawbridge-000000000000-1`,
  sessionName: 'drawbridge-session',
  accountId: customerAccount,
  region: 'us-east-1',
});
const issued = json(201, credentialsOf(1, '2099-01-01T00:00:00.000Z'));

/** A client whose pauses are written down and cost nothing. */
function clientOf(baseUrl: string, options: Partial<ClientOptions> = {}) {
  const pauses: number[] = [];
  const wait = async (milliseconds: number) => void pauses.push(milliseconds);
  return { client: drawbridge({ baseUrl, key, wait, random: () => 0, ...options }), pauses };
}

/** The error that `call` ends with. */
async function errorOf(call: Promise<unknown>): Promise<DrawbridgeError> {
  const thrown = await call.then(
    value => new Error(`no error but ${inspect(value)}`),
    (error: unknown) => error,
  );
  if (!isDrawbridgeError(thrown)) throw thrown;
  return thrown;
}

t.test('what is repeated, and after how long', async t => {
  t.test('a read is repeated after exactly as long as Retry-After says, in seconds or as a date', async t => {
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
    t.equal(server.asked.length, 3);
    t.equal(server.asked[0]!.headers.authorization, `Bearer ${key}`);
  });

  t.test('a date that has passed means now', async t => {
    const server = await serve(t, problem(503, 'overloaded', { 'retry-after': new Date(0).toUTCString() }), found);
    const { client, pauses } = clientOf(server.url);
    await client.tenants.get(where.tenantId);
    t.same(pauses, [0]);
  });

  t.test('a longer wait than 30 seconds is left to the caller, who is told how long', async t => {
    const server = await serve(t, problem(429, 'checks_too_frequent', { 'retry-after': '31' }));
    const { client, pauses } = clientOf(server.url);
    const error = await errorOf(client.checks.start(where));
    t.match(error, { code: 'checks_too_frequent', status: 429, retryAfterSeconds: 31 });
    t.same(pauses, []);
    t.equal(server.asked.length, 1);
  });

  t.test('without Retry-After the pause is random within a span that doubles, two times at most', async t => {
    const server = await serve(t, problem(503, 'store_unavailable'));
    const drawn = [0.5, 0.25];
    const { client, pauses } = clientOf(server.url, { random: () => drawn.shift()! });
    t.match(await errorOf(client.tenants.get(where.tenantId)), { code: 'store_unavailable', status: 503 });
    t.same(pauses, [125, 125]);
    t.equal(server.asked.length, 3);
  });

  t.test('`retries` says how often', async t => {
    const server = await serve(t, problem(503, 'overloaded'));
    const { client } = clientOf(server.url, { retries: 0 });
    await errorOf(client.tenants.get(where.tenantId));
    t.equal(server.asked.length, 1);
  });

  t.test('a POST that makes something carries one Idempotency-Key through all its attempts', async t => {
    const server = await serve(
      t,
      cut,
      problem(409, 'idempotency_running', { 'retry-after': '1' }),
      problem(503, 'overloaded'),
      json(201, tenant),
    );
    const { client, pauses } = clientOf(server.url, { retries: 3 });
    await client.tenants.create({ name: 'Example' });
    const keys = server.asked.map(each => each.headers['idempotency-key']);
    t.equal(new Set(keys).size, 1);
    t.match(keys[0], /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/);
    t.same(pauses, [0, 1_000, 0]);
    await client.tenants.create({ name: 'Example' });
    t.not(server.asked.at(-1)!.headers['idempotency-key'], keys[0], 'another call has another');
    await client.tenants.create({ name: 'Example' }, { idempotencyKey: 'job-17' });
    t.equal(server.asked.at(-1)!.headers['idempotency-key'], 'job-17');
  });

  t.test('a DELETE, which ends a thing for good, is repeated', async t => {
    const server = await serve(t, cut, json(200, { id: 'key_1' }));
    const { client } = clientOf(server.url);
    t.match(await client.apiKeys.revoke('key_1'), { id: 'key_1' });
    t.equal(server.asked.length, 2);
  });

  t.test('a PATCH is never repeated', async t => {
    for (const answer of [problem(503, 'overloaded', { 'retry-after': '1' }), cut]) {
      const server = await serve(t, answer);
      const { client } = clientOf(server.url);
      await errorOf(client.connections.change(where, { maxSessionSeconds: 900 }));
      t.equal(server.asked.length, 1);
    }
  });

  t.test("a refusal of the service's own is not repeated", async t => {
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
      t.equal(server.asked.length, 1, code);
    }
  });

  t.test('a gateway that has lost the service is asked again for a read', async t => {
    const server = await serve(t, html(502), html(504), found);
    const { client } = clientOf(server.url);
    t.strictSame(await client.tenants.get(where.tenantId), tenant);
  });
});

t.test('an ask for credentials', async t => {
  t.test('has no Idempotency-Key', async t => {
    const server = await serve(t, issued);
    await clientOf(server.url).client.sessions.issue(where);
    t.notOk('idempotency-key' in server.asked[0]!.headers);
    t.equal(server.asked[0]!.body, '{}');
  });

  t.test('is repeated after 429 and 503 when the service says when', async t => {
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

  t.test('is repeated when the connection was refused, since nothing can have been handed out', async t => {
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
  });

  t.test('is not repeated otherwise: another ask would be another session', async t => {
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
      const { client } = clientOf(server.url, answer === hang ? { timeoutMs: 50 } : {});
      t.equal((await errorOf(client.sessions.issue(where))).code, code);
      t.equal(server.asked.length, 1, code);
    }
  });
});

t.test('answers that are none', async t => {
  t.test('a refused connection is an error with its reason, after three attempts', async t => {
    const { url } = await serve(t, found);
    const gone = await new Promise<string>(resolve => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => resolve(`http://127.0.0.1:${port}`));
      });
    });
    t.not(gone, url);
    const { client, pauses } = clientOf(gone);
    const error = await errorOf(client.tenants.get(where.tenantId));
    t.match(error, { code: 'connection_failed', detail: /ECONNREFUSED/, status: undefined, requestId: undefined });
    t.equal(pauses.length, 2);
  });

  t.test('an answer that is cut short is read again', async t => {
    const server = await serve(t, cut, found);
    t.strictSame(await clientOf(server.url).client.tenants.get(where.tenantId), tenant);
  });

  t.test("a proxy's page is an error with its status and nothing of its text", async t => {
    for (const status of [200, 404, 500]) {
      const server = await serve(t, html(status, { 'x-request-id': 'req_proxy' }));
      const error = await errorOf(clientOf(server.url).client.tenants.get(where.tenantId));
      t.match(error, { code: 'answer_unreadable', status, requestId: 'req_proxy' });
      t.notMatch(inspect(error), /A proxy/);
      t.equal(server.asked.length, 1);
    }
  });

  t.test("a proxy's page is not taken for a guide or template, cut JSON not for an answer", async t => {
    const page = await serve(t, html(200));
    t.match(await errorOf(clientOf(page.url).client.delivery.guide(where, { format: 'html' })), { status: 200 });
    t.match(await errorOf(clientOf(page.url).client.delivery.template(where)), { code: 'answer_unreadable' });
    const half = await serve(t, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{"id":');
    });
    t.match(await errorOf(clientOf(half.url).client.tenants.get('x')), { code: 'answer_unreadable', status: 200 });
  });

  t.test('JSON that is no problem of the service is no answer either', async t => {
    const server = await serve(t, json(403, { message: 'Forbidden' }));
    const error = await errorOf(clientOf(server.url).client.tenants.get(where.tenantId));
    t.match(error, { code: 'answer_unreadable', status: 403, requestId: 'req_header' });
  });

  t.test('a redirect is not followed: the key goes nowhere else', async t => {
    const other = await serve(t, found);
    for (const status of [301, 302, 307, 308]) {
      const server = await serve(t, (_request, response) => {
        response.writeHead(status, { location: `${other.url}/v1/tenants/x` }).end();
      });
      const error = await errorOf(clientOf(server.url).client.tenants.get(where.tenantId));
      t.match(error, { code: 'answer_unreadable', status });
    }
    t.equal(other.asked.length, 0);
  });

  t.test('a longer answer than the limit is not read to its end', async t => {
    let written = 0;
    const server = await serve(t, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(64 * 1024, ' ');
      const more = () => {
        while (!response.destroyed && written < 512 * 1024 * 1024) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    });
    const { client } = clientOf(server.url, { longestAnswerBytes: 1024 * 1024 });
    const error = await errorOf(client.tenants.get(where.tenantId));
    t.match(error, { code: 'answer_unreadable', status: 200 });
    t.ok(written < 128 * 1024 * 1024);
    t.equal(server.asked.length, 1);
  });

  t.test('the time-out is of each attempt, and holds while the body is read', async t => {
    for (const answer of [hang, hangInBody]) {
      const server = await serve(t, answer);
      const { client, pauses } = clientOf(server.url, { timeoutMs: 40, retries: 1 });
      t.match(await errorOf(client.tenants.get(where.tenantId)), { code: 'timed_out', detail: /40 ms/ });
      t.equal(pauses.length, 1);
      const error = await errorOf(client.tenants.get(where.tenantId, { timeoutMs: 20 }));
      t.match(error, { code: 'timed_out', detail: /20 ms/ });
    }
    const server = await serve(t, found);
    const { client } = clientOf(server.url);
    t.strictSame(await client.tenants.get(where.tenantId, { timeoutMs: Number.POSITIVE_INFINITY }), tenant);
  });
});

t.test('the signal of a caller', async t => {
  t.test('aborted before: nothing is sent', async t => {
    const server = await serve(t, found);
    const error = await errorOf(clientOf(server.url).client.tenants.get('x', { signal: AbortSignal.abort() }));
    t.equal(error.code, 'aborted');
    t.equal(server.asked.length, 0);
  });

  t.test('aborted while the service is silent or in the answer: it ends at once', async t => {
    for (const answer of [hang, hangInBody]) {
      const ending = new AbortController();
      const server = await serve(t, (request, response) => {
        answer(request, response);
        setImmediate(() => ending.abort());
      });
      const error = await errorOf(clientOf(server.url).client.tenants.get('x', { signal: ending.signal }));
      t.equal(error.code, 'aborted');
      t.equal(server.asked.length, 1);
    }
  });

  t.test('aborted in a pause: it ends at once', async t => {
    const ending = new AbortController();
    const server = await serve(t, problem(503, 'overloaded', { 'retry-after': '30' }), found);
    const client = drawbridge({
      baseUrl: server.url,
      key,
      random: () => {
        // Drawn just before the pause begins.
        queueMicrotask(() => ending.abort());
        return 0;
      },
    });
    t.equal((await errorOf(client.tenants.get('x', { signal: ending.signal }))).code, 'aborted');
    t.equal(server.asked.length, 1);
  });
});

t.test('what the client refuses before anything is sent', async t => {
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

  t.test('an id that would lead to another address', async t => {
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
    t.equal(server.asked.length, 0);
    await client.tenants.get('../../api-keys?x=1#y');
    t.equal(server.asked[0]!.url, '/behind/a/path/v1/tenants/..%2F..%2Fapi-keys%3Fx%3D1%23y');
  });
});

t.test('an error', async t => {
  t.test('carries code, status, request id, paths and members', async t => {
    const errors = [{ path: '/name', message: 'is required' }];
    const server = await serve(t, problem(409, 'not_issuing', {}, { errors, why: 'suspended' }));
    const error = await errorOf(clientOf(server.url).client.tenants.get('x'));
    t.match(error, { code: 'not_issuing', status: 409, requestId: 'req_1', detail: 'It is not_issuing.' });
    t.strictSame(error.errors, errors);
    t.same(error.members, { why: 'suspended' });
    t.equal(error.message, 'not_issuing: It is not_issuing. (/name is required) [req_1]');
    t.ok(error instanceof DrawbridgeError);
    t.notOk(isDrawbridgeError(new Error('x')));
  });

  t.test('never holds the key or a credential, whatever a proxy or fetch says', async t => {
    const echo = await serve(t, (request, response) =>
      json(400, { code: 'echo', detail: request.headers.authorization, headers: request.headers })(request, response),
    );
    const noJson = await serve(t, (_request, response) => {
      response.writeHead(201, { 'content-type': 'text/plain' }).end('secretAccessKey: secret-1');
    });
    const broken = await serve(t, json(201, { secretAccessKey: 'secret-1' }));
    const loud = clientOf('http://localhost:1', {
      retries: 0,
      fetch: async (_url, init) => {
        const text = JSON.stringify(init);
        throw Object.assign(new TypeError(text), { cause: Object.assign(new Error(text), { code: text }) });
      },
    }).client;
    const errors = [
      await errorOf(clientOf(echo.url).client.tenants.get('x')),
      await errorOf(clientOf(noJson.url).client.sessions.issue(where)),
      await errorOf(clientOf(broken.url).client.credentials(where)()),
      await errorOf(loud.tenants.get('x')),
      await errorOf(clientOf('http://localhost:1', { key: () => `${key}\n` }).client.tenants.get('x')),
    ];
    for (const error of errors) {
      const shown = [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), error.stack, `${error}`];
      t.notMatch(shown.join('\n'), /nobody-may-see|secret-1/, error.code);
    }
    const { client } = clientOf(echo.url);
    t.notMatch(inspect(client, { depth: 20, showHidden: true }) + JSON.stringify(client), /nobody-may-see/);
  });
});

t.test('lists', async t => {
  t.test('follow the cursor over pages, empty ones too, and ask for no more than is read', async t => {
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
      server.asked.map(each => each.url),
      ['/v1/tenants?limit=2', '/v1/tenants?limit=2&cursor=one', '/v1/tenants?limit=2&cursor=two'],
    );
    const first = await serve(t, json(200, { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'one' }));
    for await (const _ of clientOf(first.url).client.tenants.list()) break;
    t.equal(first.asked.length, 1);
  });

  t.test('end with an error when a page leads to itself', async t => {
    const server = await serve(t, json(200, { items: [], nextCursor: 'same' }));
    const list = clientOf(server.url).client.tenants.list();
    t.equal((await errorOf(list[Symbol.asyncIterator]().next())).code, 'answer_unreadable');
    t.equal(server.asked.length, 2);
  });

  t.test('end with their signal', async t => {
    const server = await serve(t, json(200, { items: [{ id: 'a' }], nextCursor: 'one' }));
    const ending = new AbortController();
    const items = clientOf(server.url).client.tenants.list({ signal: ending.signal })[Symbol.asyncIterator]();
    await items.next();
    ending.abort();
    t.equal((await errorOf(items.next())).code, 'aborted');
  });
});

/** A client whose service is a function and whose clock is moved; the ask's number is in its access key id. */
function issuer(options: Pick<ClientOptions, 'random' | 'onWarning'> = {}) {
  let at = Date.parse('2026-11-22T12:00:00Z');
  let asks = 0;
  let answer: () => Response | Promise<Response> = () => session();
  const session = (seconds = 900) =>
    Response.json(credentialsOf(asks, new Date(at + seconds * 1000).toISOString()), { status: 201 });
  const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
    new Response(JSON.stringify({ code, detail: code }), {
      status,
      headers: { 'content-type': problemType, ...headers },
    });
  const client = drawbridge({
    baseUrl: 'http://localhost:1',
    key,
    retries: 0,
    now: () => at,
    random: options.random ?? (() => 0),
    ...(options.onWarning && { onWarning: options.onWarning }),
    fetch: async () => {
      asks += 1;
      return answer();
    },
  });
  return {
    client,
    session,
    refusal,
    asks: () => asks,
    answers: (next: () => Response | Promise<Response>) => {
      answer = next;
    },
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
}

/** Lets everything that is ready run: a renewal behind the caller's back. */
async function settle(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await new Promise(resolve => setImmediate(resolve));
}

t.test('credentials()', async t => {
  t.test('100 callers who wait make one request, and each gets a copy', async t => {
    const { client, asks } = issuer();
    const provider = client.credentials(where);
    const given = await Promise.all(Array.from({ length: 100 }, () => provider()));
    t.equal(asks(), 1);
    t.equal(new Set(given).size, 100);
    t.equal(given[0]!.accessKeyId, 'ASIA1');
    t.equal(given[0]!.accountId, customerAccount);
    t.ok(given[0]!.expiration instanceof Date);
    Object.assign(given[0]!, { accessKeyId: 'spoiled' });
    given[0]!.expiration.setFullYear(1990);
    t.match(await provider(), { accessKeyId: 'ASIA1', expiration: new Date('2026-11-22T12:15:00Z') });
  });

  t.test('renews behind the caller between 50 and 70 % of the life, by chance', async t => {
    for (const [random, early, late] of [
      [0, 449, 451],
      [1, 629, 631],
    ] as const) {
      const { client, asks, pass } = issuer({ random: () => random });
      const provider = client.credentials(where);
      await provider();
      pass(early);
      await provider();
      await settle();
      t.equal(asks(), 1);
      pass(late - early);
      t.equal((await provider()).accessKeyId, 'ASIA1', 'the caller does not wait');
      await settle();
      t.equal(asks(), 2);
      t.equal((await provider()).accessKeyId, 'ASIA2');
    }
  });

  t.test(
    'what the credentials do not have is told once for each provider, whatever becomes of the telling',
    async t => {
      const warning = {
        code: 'session_policy_beyond_role' as const,
        message: 'Statement 0 of the session policy allows s3:PutObject, which the role does not grant.',
        statement: 0,
        action: 's3:PutObject',
      };
      const told: unknown[] = [];
      const onWarning = (each: unknown) => {
        told.push(each);
        throw new Error('a logger that is broken');
      };
      const { client, answers, session, pass } = issuer({ onWarning });
      const warned = async () => Response.json({ ...(await session().json()), warnings: [warning] }, { status: 201 });
      answers(warned);
      const provider = client.credentials(where);
      t.equal((await provider()).accessKeyId, 'ASIA1');
      pass(890);
      t.equal((await provider()).accessKeyId, 'ASIA2');
      t.strictSame(told, [{ ...where, ...warning }]);
      await client.credentials({ ...where, durationSeconds: 1800 })();
      t.equal(told.length, 2);

      t.comment('by default it goes to the console');
      const written: unknown[] = [];
      t.intercept(console, 'warn', { value: (...line: unknown[]) => void written.push(...line) });
      const silent = issuer();
      silent.answers(warned);
      await silent.client.credentials(where)();
      t.equal(written.length, 1);
      t.match(written[0], /s3:PutObject, which the role does not grant.*session_policy_beyond_role, connection /);
      t.notMatch(written[0], /secret|token/);
    },
  );

  t.test('in the last minute the caller waits for new ones', async t => {
    const { client, asks, pass } = issuer();
    const provider = client.credentials(where);
    await provider();
    pass(841);
    const given = await Promise.all(Array.from({ length: 20 }, () => provider()));
    t.same(new Set(given.map(each => each.accessKeyId)), new Set(['ASIA2']));
    t.equal(asks(), 2);
  });

  t.test('a renewal that fails keeps what is good, backs off, and gives up only at the end', async t => {
    const { client, answers, refusal, asks, pass } = issuer({ random: () => 1 });
    const provider = client.credentials(where);
    await provider();
    answers(() => refusal(503, 'store_unavailable'));
    pass(700);
    t.equal((await provider()).accessKeyId, 'ASIA1');
    await settle();
    t.equal(asks(), 2);
    await provider();
    await settle();
    t.equal(asks(), 2, 'not again at once');
    pass(3);
    await provider();
    await settle();
    t.equal(asks(), 3);
    pass(190);
    t.equal((await provider()).accessKeyId, 'ASIA1', 'waited for, failed, and still good');
    t.equal(asks(), 4);
    pass(10);
    t.equal((await errorOf(provider())).code, 'store_unavailable');
  });

  t.test('with nothing cached the time that the service named is kept to, without a request', async t => {
    const { client, answers, session, refusal, asks, pass } = issuer();
    const provider = client.credentials(where);
    answers(() => refusal(503, 'aws_unavailable', { 'retry-after': '20' }));
    for (let n = 0; n < 50; n += 1) t.equal((await errorOf(provider())).code, 'aws_unavailable');
    t.equal(asks(), 1);
    answers(session);
    pass(20);
    t.equal((await provider()).accessKeyId, 'ASIA2');
  });

  t.test('a no of the service empties the cache at once', async t => {
    for (const [status, code] of [
      [409, 'not_issuing'],
      [404, 'connection_not_found'],
      [401, 'key_not_valid'],
      [403, 'not_allowed'],
      [502, 'role_refused_us'],
    ] as const) {
      const { client, answers, session, refusal, asks, pass } = issuer();
      const provider = client.credentials(where);
      await provider();
      answers(() => refusal(status, code));
      pass(460);
      t.equal((await provider()).accessKeyId, 'ASIA1');
      await settle();
      t.equal((await errorOf(provider())).code, code, 'though the session itself would live on');
      answers(session);
      t.equal((await provider()).accessKeyId, `ASIA${asks()}`, 'and it is asked for again when it may be');
    }
  });

  t.test('a throttled or unreadable answer is no such no', async t => {
    const { client, answers, refusal, pass } = issuer({ random: () => 1 });
    const provider = client.credentials(where);
    await provider();
    pass(700);
    answers(() => refusal(429, 'too_many_requests', { 'retry-after': '1' }));
    await provider();
    await settle();
    pass(60);
    answers(() => new Response('<h1>404</h1>', { status: 404, headers: { 'content-type': 'text/html' } }));
    await provider();
    await settle();
    t.equal((await provider()).accessKeyId, 'ASIA1');
  });

  t.test('drop() empties it, and an answer already on its way is not kept', async t => {
    const { client, answers, session, asks } = issuer();
    const provider = client.credentials(where);
    await provider();
    provider.drop();
    t.equal((await provider()).accessKeyId, 'ASIA2');
    provider.drop();
    let release = () => {};
    answers(async () => {
      const made = session();
      await new Promise<void>(resolve => {
        release = resolve;
      });
      return made;
    });
    const waiting = provider();
    await settle();
    provider.drop();
    answers(session);
    t.equal((await provider()).accessKeyId, 'ASIA4');
    release();
    t.equal((await waiting).accessKeyId, 'ASIA3');
    t.equal((await provider()).accessKeyId, 'ASIA4');
    t.equal(asks(), 4);
  });

  t.test('a session is not used longer than was asked for, though this clock is slow', async t => {
    const { client, answers, session, asks, pass } = issuer();
    const provider = client.credentials(where);
    answers(() => session(5 * 900));
    await provider();
    pass(900);
    await provider();
    t.equal(asks(), 2);
  });

  t.test('the same input is the same provider; another input or a signal is another', async t => {
    const { client } = issuer();
    const provider = client.credentials(where);
    t.equal(client.credentials({ ...where }), provider);
    t.not(client.credentials({ ...where, durationSeconds: 1800 }), provider);
    t.not(client.credentials({ ...where, sessionPolicy: { Version: '2012-10-17', Statement: [] } }), provider);
    const { signal } = new AbortController();
    t.not(client.credentials({ ...where, signal }), client.credentials({ ...where, signal }));
    for (let n = 0; n < 1000; n += 1) client.credentials({ ...where, connectionId: `con_${n}` });
    t.not(client.credentials(where), provider, 'what was not asked for since a thousand others is forgotten');
  });

  t.test('an aborted provider renews no more; what it has is good until its end', async t => {
    const { client, asks, pass } = issuer();
    const ending = new AbortController();
    const provider = client.credentials({ ...where, signal: ending.signal });
    await provider();
    ending.abort();
    pass(850);
    t.equal((await provider()).accessKeyId, 'ASIA1');
    pass(60);
    t.equal((await errorOf(provider())).code, 'aborted');
    t.equal(asks(), 1);
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
  t.same(pauses, [1_000, 1_000, 1_000], 'a service that does not hold is not pressed');
  t.match(server.asked[1]!.url, /\/checks\/chk_1\?waitSeconds=3$/);
  at = 0;
  await errorOf(client.checks.run(where, { withinMs: 100_000, timeoutMs: 10_000 }));
  t.equal(server.asked.findLast(each => each.method === 'POST')!.body, '');
  t.match(
    server.asked.map(each => each.url).find(url => url.endsWith('waitSeconds=5')),
    /chk_1/,
    'less than a time-out',
  );
});

/** The real service on a port of this machine, and a client for each kind of key. */
async function newService(t: Test) {
  const world = await newWorld(t);
  const url = await world.app.listen({ host: '127.0.0.1', port: 0 });
  const asked: string[] = [];
  const as = (apiKey: string) =>
    drawbridge({
      baseUrl: url,
      key: apiKey,
      now: () => world.clock.now().getTime(),
      wait: ms => world.clock.wait(ms),
      fetch: async (input, init) => {
        asked.push(`${init?.method} ${new URL(String(input)).pathname}`);
        return fetch(input, init);
      },
    });
  const { operator, support, backend, auditor } = world.keys;
  return { world, asked, operator: as(operator), support: as(support), backend: as(backend), auditor: as(auditor) };
}

async function collect<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

t.test('every operation of the service has a method, and the whole way of a connection goes through them', async t => {
  const { world, asked, operator, support, backend, auditor } = await newService(t);
  t.equal((await backend.health.live()).status, 'alive');
  t.equal((await backend.health.ready()).status, 'ready');
  t.match(await auditor.health.metrics(), /^drawbridge_asks_total\{/m);

  const { id: tenantId } = await backend.tenants.create({ name: 'Example', reference: 'crm-17' });
  t.match(await backend.tenants.get(tenantId), { name: 'Example', state: 'open' });
  t.equal((await collect(backend.tenants.list())).length, 1);
  const sets = await collect(backend.permissionSets.list());
  t.match(await backend.permissionSets.get('cost-read', { version: sets[0]!.version }), { id: 'cost-read' });

  const made = await backend.connections.create(tenantId, { accountId: customerAccount, permissionSetId: 'cost-read' });
  const at = { tenantId, connectionId: made.id };
  t.match(await backend.connections.change(at, { maxSessionSeconds: 1800 }), { maxSessionSeconds: 1800 });
  t.match(await support.connections.review(at, { approve: true, reason: 'A subsidiary.' }), { state: 'pending' });
  t.equal((await backend.delivery.launchAgain(at)).launch, 2);
  const { launchUrl, fingerprint } = await backend.delivery.get(at);
  t.match(launchUrl, /stackName=drawbridge-[a-z0-9]{12}-2$/);
  const template = await backend.delivery.template(at);
  t.type(template, 'string');
  t.match(template, fingerprint);
  t.match(await backend.delivery.guide(at), /^# /m);
  t.match(await backend.delivery.guide(at, { format: 'html' }), /<h1>Deployment guide/);
  const link = await backend.links.create(at, { kind: 'hand-off' });
  t.match(link.url, /\/c\/lnk_/);
  t.equal((await collect(backend.links.list(at))).length, 1);
  t.ok((await backend.links.revoke(at, link.id)).revokedAt);

  await launch(world, at);
  const check = await backend.checks.run(at);
  t.match(check.result, { conclusive: true, outcome: 'admitted' });
  t.strictSame(check.result?.findings, []);
  t.match(await backend.checks.get(at, check.id), { id: check.id });
  t.equal((await collect(backend.checks.list(at)))[0]!.id, check.id);
  t.strictSame((await backend.checks.start(at)).steps, []);
  await world.ports.background.idle();
  t.match(await backend.connections.get(at), { state: 'verified', health: 'healthy', issuing: true });
  t.same(
    (await collect(support.connections.search({ q: made.externalId, state: 'verified' }))).map(each => each.id),
    [made.id],
  );
  t.equal((await collect(backend.connections.list(tenantId))).length, 1);

  const session = await backend.sessions.issue(at, { durationSeconds: 1800 });
  const rows = await collect(auditor.sessions.list(at, { from: check.startedAt }, { limit: 3 }));
  const minted = rows.find(row => row.type === 'minted' && row.sessionName === session.sessionName);
  t.ok(rows.find(row => row.type === 'handed-out' && row.mintedId === minted?.id));
  t.match(await backend.connections.impact(at), { sessionsAlive: 1 });
  const rotated = await support.rotation.start(at, { reason: 'The ID leaked.', deadlineDays: 3 });
  t.match(rotated, { externalId: made.externalId, rotation: { waitsFor: 'customer' } });
  t.notOk((await backend.rotation.cancel(at, { reason: 'A false alarm.' })).rotation);
  await t.rejects(backend.upgrade.get(at), { code: 'upgrade_not_offered' });
  await t.rejects(backend.upgrade.get(at, { version: '0.1.0' }), { code: 'permission_set_not_found' });
  await t.rejects(support.upgrade.start(at, { reason: 'A new report.' }), { code: 'upgrade_not_offered' });
  await t.rejects(support.upgrade.cancel(at, { reason: 'A false alarm.' }), { code: 'upgrade_not_open' });
  const older = { arn: `arn:aws:iam::${customerAccount}:role/older`, reason: 'Made by hand.' };
  const { legacyAccess: [role] = [] } = await backend.legacyAccess.record(at, older);
  const first = { ...at, legacyId: role!.id };
  t.match((await support.legacyAccess.retract(first, { reason: 'Not ours.' })).legacyAccess, [{ state: 'mistaken' }]);
  await t.rejects(backend.legacyAccess.close(first, { person: 'Ann' }), { code: 'legacy_not_open' });
  t.match(await support.connections.drill(at, { reason: 'Yearly.' }), { connection: { drill: { people: [] } } });
  t.notOk((await support.connections.resume(at, { reason: 'Called off.' })).connection.drill);
  await world.ports.background.idle();
  t.match(await backend.connections.suspend(at, { reason: 'A drill.' }), { connection: { state: 'suspended' } });
  t.match(await backend.connections.resume(at, { reason: 'It went well.' }), { connection: { state: 'verified' } });
  await world.ports.background.idle();
  await t.rejects(support.connections.stateEnd(at, { reason: 'By phone.' }), { code: 'not_refused' });
  const ended = await backend.connections.revoke(at, { reason: 'The contract ended.', mayCheckClosed: true });
  t.match(ended.connection.offboarding, { state: 'checking', decidedBy: 'vendor' });
  t.match(await support.connections.stopOffboarding(at, { reason: 'Asked.' }), { offboarding: { state: 'stopped' } });
  t.match(ended, { sessionsAlive: 1, commands: { deleteStack: /delete-stack/ } });
  const history = await collect(auditor.history.list(at, {}, { limit: 4 }));
  t.equal(history[0]!.action, 'connection.offboarding-stopped');
  t.equal(history.length, history[0]!.revision, 'every row, over several pages');
  const exported = await collect(auditor.history.export(at));
  t.strictSame(
    exported.map(each => each.row.hash).reverse(),
    history.map(each => each.hash),
  );
  t.ok((await collect(auditor.sessions.export(at))).length > 0);
  const verification = await auditor.history.verify({ tenantId });
  t.equal(verification.subjects, 3, 'the tenant, its connection and its link');
  t.strictSame(verification.faults, []);

  const apiKey = await operator.apiKeys.create({ name: 'Another', scope: 'auditor', tenants: [tenantId] });
  t.match((await operator.apiKeys.rotate(apiKey.id, { overlapSeconds: 60 })).secret, /^db_/);
  t.ok((await collect(operator.apiKeys.list({ limit: 2 }))).length >= 5);
  t.ok((await operator.apiKeys.revoke(apiKey.id)).revokedAt);
  t.ok(Array.isArray(await collect(operator.securityLog.list({ from: check.startedAt }))));
  const webhook = await operator.webhooks.create({ url: 'https://receiver.example/hook', tenants: [tenantId] });
  await backend.connections.create(tenantId, { accountId: customerAccount, permissionSetId: 'cost-read' });
  await publishWaiting(world.ports);
  const [delivery] = await collect(operator.webhooks.deliveries(webhook.id, { state: 'waiting' }, { limit: 1 }));
  t.match(delivery, { webhookId: webhook.id, state: 'waiting', attempts: [] });
  t.equal((await operator.webhooks.replay(webhook.id, delivery!.id)).id, delivery!.id);
  t.not((await operator.webhooks.rotate(webhook.id)).secret, webhook.secret);
  t.same(
    (await collect(auditor.webhooks.list())).map(each => each.id),
    [webhook.id],
  );
  t.ok((await operator.webhooks.delete(webhook.id)).disabledAt);
  t.match(await operator.tenants.close(tenantId, { reason: 'The end.' }), { state: 'closed' });

  const document = (await world.app.inject('/openapi.json')).json() as { paths: Record<string, object> };
  for (const [path, methods] of Object.entries(document.paths)) {
    const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
    for (const method of Object.keys(methods)) {
      const isAsked = asked.some(
        each => each.startsWith(`${method.toUpperCase()} `) && pattern.test(each.split(' ')[1]!),
      );
      t.ok(isAsked, `${method} ${path}`);
    }
  }
});

t.test('lists of the service come page by page, newest first', async t => {
  const { backend } = await newService(t);
  for (const name of ['a', 'b', 'c', 'd', 'e']) await backend.tenants.create({ name });
  t.same(
    (await collect(backend.tenants.list({ limit: 2 }))).map(each => each.name),
    ['e', 'd', 'c', 'b', 'a'],
  );
  const first = await backend.tenants.list().page({ limit: 3 });
  t.equal(first.items.length, 3);
  const second = await backend.tenants.list().page({ limit: 3, cursor: first.nextCursor });
  t.same(
    second.items.map(each => each.name),
    ['b', 'a'],
  );
  t.notOk(second.nextCursor);
});

t.test("an error of the service carries the request id of the service's log", async t => {
  const { world, backend, auditor } = await newService(t);
  const error = await errorOf(backend.tenants.get(where.tenantId));
  t.match(error, { code: 'tenant_not_found', status: 404, requestId: /^req_[a-z0-9]{16}$/ });
  t.match(world.logged(), error.requestId);
  t.match(await errorOf(auditor.sessions.issue(where)), { code: 'not_allowed', status: 403, requestId: /^req_/ });
  const wrong = { name: 'x', externalId: 'mine' };
  const refused = await errorOf(backend.tenants.create(wrong));
  t.equal(refused.code, 'external_id_not_accepted');
  t.strictSame(
    refused.errors?.map(each => each.path),
    ['/externalId'],
  );
  const taken = await backend.tenants.create({ name: 'one' }, { idempotencyKey: 'the-same' });
  t.same(await backend.tenants.create({ name: 'one' }, { idempotencyKey: 'the-same' }), taken);
  const reused = await errorOf(backend.tenants.create({ name: 'two' }, { idempotencyKey: 'the-same' }));
  t.equal(reused.code, 'idempotency_key_reused');
});

const issuesIn = (asked: string[]) => asked.filter(each => /^POST .*\/sessions$/.test(each)).length;

function awsOf(world: World, credentials: NonNullable<STSClientConfig['credentials']>) {
  const shared = { endpoint: world.aws.url, region: 'us-east-1', credentials, maxAttempts: 1 };
  return { sts: new STSClient(shared), iam: new IAMClient(shared) };
}

t.test('AWS SDK clients work as the role of the tenant, with one ask for all of them', async t => {
  const { world, asked, backend } = await newService(t);
  const { roleArn, tenantId, connectionId } = await verifiedConnection(world);
  const credentials = backend.credentials({ tenantId, connectionId });
  const { sts, iam } = awsOf(world, credentials);
  const answers = await Promise.all(Array.from({ length: 20 }, () => sts.send(new GetCallerIdentityCommand({}))));
  t.equal(answers[0]!.Account, customerAccount);
  const role = roleArn.split('/').at(-1)!;
  t.match(answers[0]!.Arn, `arn:aws:sts::${customerAccount}:assumed-role/${role}/drawbridge-`);
  const read = await iam.send(new GetRoleCommand({ RoleName: role }));
  t.equal(read.Role?.Arn, roleArn, 'and may what the role may: read itself');
  t.equal(issuesIn(asked), 1);
  const rows = await collect(backend.sessions.list({ tenantId, connectionId }));
  t.ok(rows.some(row => row.type === 'minted' && answers[0]!.Arn!.endsWith(`/${row.sessionName}`)));

  credentials.drop();
  await sts.send(new GetCallerIdentityCommand({}));
  t.equal(issuesIn(asked), 2, 'the AWS SDK keeps no copy of its own');
});

t.test('a revoke of the service ends what the SDK hands out, with the next renewal', async t => {
  const { world, backend } = await newService(t);
  const at = await verifiedConnection(world);
  const credentials = backend.credentials({ tenantId: at.tenantId, connectionId: at.connectionId });
  const { sts } = awsOf(world, credentials);
  await credentials();
  await backend.connections.revoke(at, { reason: 'The end.' });
  t.match(await sts.send(new GetCallerIdentityCommand({})), { Account: customerAccount }, 'as AWS itself has it');
  world.clock.advance(841_000);
  t.match(await errorOf(credentials()), { code: 'not_issuing', members: { why: 'revoked' }, requestId: /^req_/ });
  await t.rejects(sts.send(new GetCallerIdentityCommand({})), { code: 'not_issuing' });
});

t.test('what comes to a webhook is verified', async t => {
  // The example of the Standard Webhooks specification's own libraries.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = '{"test": 2432232314}';
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const good: VerifyWebhookInput = { secret, headers, body, now: () => 1614265330_000 };
  const other = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX';

  t.test('one of the service is given back, in every form in which a server may have it', async t => {
    const verified = { id: headers['webhook-id'], event: { test: 2432232314 } };
    t.same(await verifyWebhook(good), verified);
    t.same(await verifyWebhook({ ...good, headers: new Headers(headers) }), verified);
    t.same(await verifyWebhook({ ...good, body: new TextEncoder().encode(body) }), verified);
    t.same(await verifyWebhook({ ...good, body: Buffer.from(body) }), verified);
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    t.same(await verifyWebhook({ ...good, headers: upper }), verified);
    t.same(await verifyWebhook({ ...good, secret: [other, secret] }), verified, 'while a rotation overlaps');
    const both = `v1,${'A'.repeat(43)}= v2,else ${headers['webhook-signature']}`;
    t.same(await verifyWebhook({ ...good, headers: { ...headers, 'webhook-signature': both } }), verified);
    for (const seconds of [-300, 300])
      t.same(await verifyWebhook({ ...good, now: () => (1614265330 + seconds) * 1000 }), verified);
  });

  t.test('any other is refused', async t => {
    const signature = headers['webhook-signature'];
    const without = (name: string) => ({ ...headers, [name]: undefined });
    const cases: [why: string, change: Partial<VerifyWebhookInput>][] = [
      ['another body', { body: body.replace('2', '3') }],
      ['another id', { headers: { ...headers, 'webhook-id': 'msg_other' } }],
      ['another time', { headers: { ...headers, 'webhook-timestamp': '1614265331' } }],
      ['another secret', { secret: other }],
      ['no secret', { secret: [] }],
      ['too old', { now: () => 1614265631_000 }],
      ['of the future', { now: () => 1614265029_000 }],
      ['too old for the receiver', { now: () => 1614265341_000, toleranceSeconds: 10 }],
      ['a time that is none', { headers: { ...headers, 'webhook-timestamp': 'NaN' } }],
      ['an id with a dot', { headers: { ...headers, 'webhook-id': 'a.1614265330' } }],
      ['another version', { headers: { ...headers, 'webhook-signature': signature.replace('v1', 'v2') } }],
      ['a cut signature', { headers: { ...headers, 'webhook-signature': signature.slice(0, -5) } }],
      ['no signature', { headers: { ...headers, 'webhook-signature': '' } }],
      ['a header twice', { headers: { ...headers, 'WEBHOOK-ID': headers['webhook-id'] } }],
      ...Object.keys(headers).map((name): (typeof cases)[number] => [`no ${name}`, { headers: without(name) }]),
    ];
    for (const [why, change] of cases)
      await t.rejects(verifyWebhook({ ...good, ...change }), { code: 'webhook_not_valid' }, why);
    for (const wrong of ['', 'whsec_', 'whsec_short', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])
      await t.rejects(verifyWebhook({ ...good, secret: wrong }), { code: 'argument_not_valid' }, wrong);
    const error = await verifyWebhook({ ...good, secret: other }).catch((thrown: unknown) => thrown);
    t.notMatch(inspect(error, { depth: 9 }), /AAECAwQF|2432232314|g0hM9S/, 'and the error tells nothing of it');
  });
});

t.test("the types are those of the service's document", t => {
  const repository = process.cwd();
  const tree = fileURLToPath(new URL('..', import.meta.url));
  const script = join(repository, 'sdk/client/generate.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check', '--tree', tree], { encoding: 'utf8' });
  t.equal(status, 0, stderr);
  t.end();
});

type Provider = Extract<NonNullable<STSClientConfig['credentials']>, (...given: never[]) => unknown>;

/** Never called: it stands here to be compiled. */
export async function typesHold(client: Drawbridge): Promise<void> {
  const provider: Provider = client.credentials(where);
  const options: CallOptions = { signal: AbortSignal.timeout(1), timeoutMs: 1 };
  const connection = await client.connections.get(where, options);
  const state: 'pending' | 'verified' | 'suspended' | 'revoked' | 'expired' = connection.state;
  // @ts-expect-error: an external ID is read-only
  connection.externalId = 'mine';
  // @ts-expect-error: no request can set one
  await client.connections.create('ten', { accountId: '1', permissionSetId: 'x', externalId: 'mine' });
  // @ts-expect-error: a body without what is required
  await client.connections.create('ten', { accountId: '1' });
  // @ts-expect-error: account ids are texts
  await client.connections.create('ten', { accountId: 1, permissionSetId: 'x' });
  // @ts-expect-error: a reason is required
  await client.connections.revoke(where, {});
  // @ts-expect-error: a connection has two ids
  await client.connections.get('con');
  // @ts-expect-error: every ask is its own
  await client.sessions.issue(where, {}, { idempotencyKey: 'x' });
  const row = (await client.sessions.list(where).page()).items[0]!;
  // @ts-expect-error: only a handed-out row says to whom
  void row.to;
  if (row.type === 'handed-out') void row.to;
  void [provider, state];
}
