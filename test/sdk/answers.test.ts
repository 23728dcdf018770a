// Answers from proxies, calls that the caller aborts, and what an error contains.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import t from 'tap';
import {
  AuthenticationError,
  ConflictError,
  DrawbridgeError,
  drawbridge,
  isDrawbridgeError,
  NetworkError,
  NotFoundError,
  NotIssuingError,
  PermissionError,
  RateLimitError,
  TimeoutError,
  ValidationError,
} from '../../sdk/client/src/index.js';
import {
  type Answer,
  clientOf,
  cut,
  errorOf,
  found,
  hang,
  hangInBody,
  html,
  json,
  key,
  problem,
  serve,
  tenant,
  where,
} from './server.js';

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

t.test('a truncated answer is read again', async t => {
  const server = await serve(t, cut, found);
  t.strictSame(await clientOf(server.url).client.tenants.get(where.tenantId), tenant);
});

t.test("a proxy's page is an error with its status and nothing of its text", async t => {
  for (const status of [200, 404, 500]) {
    const server = await serve(t, html(status, { 'x-request-id': 'req_proxy' }));
    const error = await errorOf(clientOf(server.url).client.tenants.get(where.tenantId));
    t.match(error, { code: 'answer_unreadable', status, requestId: 'req_proxy' });
    t.notMatch(inspect(error), /A proxy/);
    t.equal(server.received.length, 1);
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

t.test("JSON that is not the service's problem format is no answer either", async t => {
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
  t.equal(other.received.length, 0);
});

t.test('an answer longer than the limit is not read to its end', async t => {
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
  t.equal(server.received.length, 1);
});

t.test('the time-out applies to each attempt, and includes reading the body', async t => {
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

t.test('aborted before: nothing is sent', async t => {
  const server = await serve(t, found);
  const error = await errorOf(clientOf(server.url).client.tenants.get('x', { signal: AbortSignal.abort() }));
  t.equal(error.code, 'aborted');
  t.equal(server.received.length, 0);
});

t.test('aborted while the service is silent or mid-answer: the call ends at once', async t => {
  for (const answer of [hang, hangInBody]) {
    const ending = new AbortController();
    const server = await serve(t, (request, response) => {
      answer(request, response);
      setImmediate(() => ending.abort());
    });
    const error = await errorOf(clientOf(server.url).client.tenants.get('x', { signal: ending.signal }));
    t.equal(error.code, 'aborted');
    t.equal(server.received.length, 1);
  }
});

t.test('aborted during a pause: the call ends at once', async t => {
  const ending = new AbortController();
  const server = await serve(t, problem(503, 'overloaded', { 'retry-after': '30' }), found);
  const client = drawbridge({
    baseUrl: server.url,
    key,
    random: () => {
      // The random number is drawn just before the pause begins.
      queueMicrotask(() => ending.abort());
      return 0;
    },
  });
  t.equal((await errorOf(client.tenants.get('x', { signal: ending.signal }))).code, 'aborted');
  t.equal(server.received.length, 1);
});

t.test('an error carries code, status, request id, paths and members', async t => {
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

t.test('each error has the class that callers branch on', async t => {
  const cases: [Answer, new (...facts: never[]) => DrawbridgeError][] = [
    [problem(409, 'not_issuing', {}, { why: 'suspended' }), NotIssuingError],
    [problem(409, 'rotation_open'), ConflictError],
    [problem(404, 'tenant_not_found'), NotFoundError],
    [problem(401, 'key_not_valid'), AuthenticationError],
    [problem(403, 'not_allowed'), PermissionError],
    [problem(400, 'request_invalid'), ValidationError],
    [problem(422, 'idempotency_key_reused'), ValidationError],
    [problem(429, 'too_many_requests'), RateLimitError],
    [problem(500, 'internal'), DrawbridgeError],
    [html(404), DrawbridgeError],
    [cut, NetworkError],
    [hang, TimeoutError],
  ];
  for (const [answer, expected] of cases) {
    const server = await serve(t, answer);
    const { client } = clientOf(server.url, { maxRetries: 0, ...(answer === hang && { timeoutMs: 30 }) });
    const error = await errorOf(client.tenants.get('x'));
    t.equal(error.constructor, expected, error.code);
    t.equal(error.name, expected.name);
    t.ok(error instanceof DrawbridgeError);
    if (error instanceof NotIssuingError) t.equal(error.why, 'suspended');
  }
  const { client } = clientOf('http://localhost:1');
  t.ok((await errorOf(client.tenants.get('..'))) instanceof ValidationError);
});

t.test('an error never holds the key or a credential, whatever a proxy or fetch reports', async t => {
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
