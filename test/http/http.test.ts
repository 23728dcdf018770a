// The JSON API from outside: requests for every status and error code that the OpenAPI document lists (a code without a
// case fails), isolation of tenants, invalid input, lists, endings.
import t, { type Test } from 'tap';
import { type CallerKind, callerTable } from '../../api/core/access/caller.js';
import { type ErrorCode, errorTable } from '../../api/errors.js';
import { issueSession } from '../../api/operations/session/issue-session.js';
import { backend } from '../helpers/callers.js';
import { verifiedConnection } from '../helpers/customer.js';
import { type Described, describedOperations } from './http-document.js';
import { sharedRefusals } from './http-refusals.js';
import { routesOf } from './http-routes.js';
import { type Answer, freshTenant, type HttpCall, type Route, setStage } from './http-stage.js';

/** One stage for the whole file: tests that end or change an object create their own. */
const stage = await setStage(t);
const routes = await routesOf(stage);

const stackTrace = /node_modules|node:internal|\.[jt]s:\d|\bat \w+ \(|secret text/;
/** Refusals after a rightful write: the ledger row of a call that AWS refused, a claimed ID. */
const mayWrite = new Set([
  'role_refused_us',
  'sts_region_disabled',
  'aws_unavailable',
  'vendor_caller_unavailable',
  'conflict',
  'rotation_taken_up',
  // Bookkeeping and claims come before the change itself.
  'record_full',
]);

t.test('every operation answers with every status and code that its document lists, and with no other', async t => {
  const operations = await describedOperations(stage.app);
  t.same(Object.keys(routes).sort(), operations.map(each => each.id).sort(), 'each operation has its row in the table');
  for (const operation of operations) {
    const route = routes[operation.id];
    if (!route) continue;
    await t.test(operation.id, async t => {
      t.same(operation.successes, [route.status], 'the success status in the document is the one with a case');
      for (const code of operation.codes) await refusedWith(t, operation, route, code);
      const good = await stage.call(route.done ?? route.call);
      t.equal(good.status, route.status, good.text);
      t.same(operation.misfits(good), []);
    });
  }
});

/** Sends every request that must end in `code`. */
async function refusedWith(t: Test, operation: Described, route: Route, code: ErrorCode): Promise<void> {
  if (code === 'idempotency_key_reused' || code === 'already_made') return repeated(t, operation, route, code);
  const mayCall: readonly CallerKind[] = operation.action ? callerTable[operation.action] : [];
  const own = route.refusals?.[code];
  const calls = [...sharedRefusals(stage, code, route.call, mayCall), ...(own ? [{ ...route.call, ...own }] : [])];
  if (calls.length === 0) t.fail(`${operation.id} lists ${code}, and no case causes it`);
  for (const call of calls) {
    await stage.settled();
    const answer = await stage.call(call);
    isRefusal(t, operation, answer, code, `${call.method} ${call.url} ${told(call.payload)}`);
    if (!mayWrite.has(code)) t.same(stage.writes, [], `${code} wrote nothing`);
  }
}

/** Short, and in ASCII: characters that break lines here would also break the report. */
function told(payload: unknown): string {
  const text = JSON.stringify(payload ?? '').slice(0, 80);
  return text.replace(/[^ -~]/g, each => `\\u${each.charCodeAt(0).toString(16)}`);
}

/** One assertion for each answer, with everything that is wrong with it. */
function isRefusal(t: Test, operation: Described, answer: Answer, code: ErrorCode, said: string): void {
  const [status, title] = errorTable[code];
  const { headers, json: problem, text } = answer;
  const wrong = [
    ...when(problem?.code !== code || answer.status !== status, `is ${answer.status}: ${text.slice(0, 200)}`),
    ...when(!/^application\/problem\+json/.test(String(headers['content-type'])), 'has another content type'),
    ...when(headers['cache-control'] !== 'no-store', 'may be cached'),
    ...when(problem?.title !== title || problem?.status !== status, 'has another title or status in its body'),
    ...when(problem?.type !== `/docs/errors#${code}`, 'has another type'),
    ...when(!problem?.requestId || problem.requestId !== headers['x-request-id'], 'has another request id'),
    ...when(stackTrace.test(text), `exposes internals: ${text.slice(0, 300)}`),
    ...when(status === 429 && !/^[1-9]\d*$/.test(String(headers['retry-after'])), 'has no retry time'),
    ...when(status === 401 && !/^Bearer/.test(String(headers['www-authenticate'])), 'names no key scheme'),
    ...operation.misfits(answer),
  ];
  t.same(wrong, [], `${said} → ${code}`);
}

function when(condition: boolean, text: string): string[] {
  return condition ? [text] : [];
}

/** The same key again: with the same body the first answer (or `already_made`), with another body a refusal. */
async function repeated(t: Test, operation: Described, route: Route, code: ErrorCode): Promise<void> {
  const headers = { 'idempotency-key': `${operation.id} ${code}` };
  const call = { ...route.call, headers };
  const first = await stage.call(call);
  t.equal(first.status, route.status, first.text);
  t.same(operation.misfits(first), []);
  await stage.settled();
  const again = await stage.call(call);
  if (operation.codes.includes('already_made')) {
    isRefusal(t, operation, again, 'already_made', 'the same again');
    t.equal(again.json.id, first.json.id, 'it names what was created');
  } else {
    t.same([again.status, again.json], [first.status, first.json], 'the same body gets the first answer again');
    t.equal(again.headers.location, first.headers.location);
  }
  const other = await stage.call({ ...call, payload: route.otherBody });
  isRefusal(t, operation, other, 'idempotency_key_reused', 'another body');
  t.same(stage.writes, [], 'and nothing is created twice');
  // An operation that is possible only once repeats its answer under this key from now on.
  if (!operation.codes.includes('already_made')) route.done = call;
}

t.test('an invalid body is refused with the place of each mistake, and nothing is written', async t => {
  const { tenantId, pending } = stage.places;
  const connections = `/v1/tenants/${tenantId}/connections`;
  const here = `${connections}/${pending.connectionId}`;
  const account = { accountId: '210987654321', permissionSetId: 'cost-read' };
  const name = (value: unknown) => ['POST', '/v1/tenants', { name: value }, '/name'] as const;
  const key = { name: 'k', scope: 'auditor', tenants: 'all' };
  const webhook = { url: 'https://receiver.example/', tenants: 'all' };
  const wrong: (readonly [HttpCall['method'], string, unknown, string])[] = [
    name(1),
    name(null),
    name(''),
    name('   '),
    name('x'.repeat(101)),
    name('two\nlines'),
    name('carriage\rreturn'),
    name('tab\there'),
    name('nul\u0000'),
    name('line\u2028separator'),
    name('next\u0085line'),
    name('turned \u202eround'),
    name('isolated \u2066text'),
    name('half \ud800 a pair'),
    name(`e${'\u0301'.repeat(100)}`),
    ['POST', '/v1/tenants', {}, '/name'],
    ['POST', '/v1/tenants', [], ''],
    ['POST', '/v1/tenants', { name: 'A', state: 'closed' }, '/state'],
    ['POST', '/v1/tenants', { name: 'A', 'a/b~c': 1 }, '/a~1b~0c'],
    ['POST', connections, { ...account, accountId: 210987654321 }, '/accountId'],
    ['POST', connections, { ...account, partition: 'aws-eu' }, '/partition'],
    ['POST', connections, { ...account, maxSessionSeconds: '900' }, '/maxSessionSeconds'],
    ['POST', connections, { ...account, maxSessionSeconds: 899 }, '/maxSessionSeconds'],
    ['POST', connections, { ...account, maxSessionSeconds: 900.5 }, '/maxSessionSeconds'],
    ['POST', connections, { ...account, options: { roleName: 'x' } }, '/options/roleName'],
    ['POST', connections, { ...account, options: { tags: { a: 1 } } }, '/options/tags/a'],
    ['POST', connections, { ...account, state: 'verified' }, '/state'],
    ['PATCH', here, {}, ''],
    ['PATCH', here, { accountId: '210987654321' }, '/accountId'],
    ['PATCH', here, { permissionSet: { id: 'cost-read' } }, '/permissionSet'],
    ['POST', `${here}/sessions`, { durationSeconds: true }, '/durationSeconds'],
    ['POST', `${here}/revoke`, { reason: 'a\nb' }, '/reason'],
    ['POST', `${here}/revoke`, { reason: 'x'.repeat(501) }, '/reason'],
    ['POST', `${here}/links`, { kind: 'manage' }, '/person'],
    ['POST', `${here}/links`, { kind: 'hand-off', person: 'Ann' }, '/person'],
    ['POST', `${here}/links`, { kind: 'manage', person: 'Ann', requestedBy: 'Bob' }, '/requestedBy'],
    ['POST', `${here}/links`, { kind: 'owner' }, '/kind'],
    ['POST', `${here}/checks`, { kind: 'light' }, '/kind'],
    ['POST', `${here}/review`, { approve: 'yes', reason: 'x' }, '/approve'],
    ['POST', '/v1/api-keys', { ...key, tenants: [] }, '/tenants'],
    ['POST', '/v1/api-keys', { ...key, tenants: ['all'] }, '/tenants/0'],
    ['POST', '/v1/api-keys', { ...key, scope: 'system' }, '/scope'],
    ['POST', '/v1/api-keys', { ...key, cidrs: ['192.0.2.0/24', '192.0.2.0/33'] }, '/cidrs/1'],
    ['POST', '/v1/api-keys', { ...key, cidrs: ['2001:db8::/129'] }, '/cidrs/0'],
    ['POST', '/v1/api-keys', { ...key, cidrs: ['192.0.2.1'] }, '/cidrs/0'],
    ['POST', '/v1/api-keys', { ...key, expiresInDays: 367 }, '/expiresInDays'],
    ['POST', '/v1/webhooks', { ...webhook, url: 1 }, '/url'],
    ['POST', '/v1/webhooks', { ...webhook, url: '' }, '/url'],
    ['POST', '/v1/webhooks', { ...webhook, tenants: [] }, '/tenants'],
    ['POST', '/v1/webhooks', { ...webhook, types: [] }, '/types'],
    ['POST', '/v1/webhooks', { ...webhook, types: ['connection.moved'] }, '/types/0'],
    ['POST', '/v1/webhooks', { ...webhook, secret: 'whsec_mine' }, '/secret'],
    ['GET', '/v1/webhooks/whk_0000000000000000/deliveries?state=lost', undefined, '/query/state'],
    ['GET', '/v1/tenants?limit=0', undefined, '/query/limit'],
    ['GET', '/v1/tenants?limit=101', undefined, '/query/limit'],
    ['GET', '/v1/tenants?limit=ten', undefined, '/query/limit'],
    ['GET', '/v1/tenants?limit=1&limit=2', undefined, '/query/limit'],
    ['GET', '/v1/tenants?limit=', undefined, '/query/limit'],
    ['GET', '/v1/connections?state=alive', undefined, '/query/state'],
    ['GET', `${here}/checks/chk_0000000000000000?waitSeconds=26`, undefined, '/query/waitSeconds'],
    ['GET', `${here}/sessions?from=yesterday`, undefined, '/query/from'],
    ['GET', `${here}/sessions?to=2026-02-31T25:00:00Z`, undefined, '/query/to'],
    ['GET', `${here}?fields=all`, undefined, '/query/fields'],
  ];
  await stage.settled();
  for (const [method, url, payload, path] of wrong) {
    const as = /api-keys$|webhooks/.test(url) ? 'operator' : url.endsWith('/review') ? 'support' : 'backend';
    const answer = await stage.call({ method, url, as, ...(payload !== undefined && { payload }) });
    const said = `${method} ${url} ${told(payload)}`;
    t.equal(answer.json.code, 'request_invalid', `${said}: ${answer.text}`);
    t.ok(
      answer.json.errors.some((each: { path: string }) => each.path === path),
      `${said} says ${path}: ${JSON.stringify(answer.json.errors)}`,
    );
  }
  t.same(stage.writes, []);
});

t.test('names in any script are accepted unchanged', async t => {
  for (const name of [
    '株式会社ブルー',
    'Ünï Çødé & Søns',
    'O\'Neil "quoted" <b>',
    'שלום',
    '👩‍👩‍👧 Co',
    'x'.repeat(100),
  ]) {
    const made = await stage.call({ method: 'POST', url: '/v1/tenants', as: 'backend', payload: { name } });
    t.equal(made.status, 201, name);
    t.equal((await stage.call({ method: 'GET', url: String(made.headers.location), as: 'auditor' })).json.name, name);
  }
});

t.test('an unknown address is 404; another method of a known address is 405 and lists the allowed ones', async t => {
  const { tenantId } = stage.places;
  t.match((await stage.call({ method: 'GET', url: '/v1/nothing', as: 'backend' })).json, {
    status: 404,
    code: 'not_found',
  });
  t.match((await stage.call({ method: 'GET', url: '/' })).json, { code: 'not_found' });
  const led = await stage.world.app.inject({ url: '/', headers: { accept: 'text/html,*/*;q=0.8' } });
  t.match([led.statusCode, led.headers.location], [302, '/docs'], 'a browser is redirected to the reference');
  const put = await stage.call({ method: 'PUT', url: `/v1/tenants/${tenantId}`, as: 'backend' });
  t.match([put.status, put.json.code, put.headers.allow], [405, 'method_not_allowed', 'DELETE, GET, HEAD']);
  const unknown: HttpCall = { method: 'POST', url: '/v1/nothing', payload: { deep: [{ external_id: 'x' }] } };
  t.match((await stage.call(unknown)).json, {
    code: 'external_id_not_accepted',
    errors: [{ path: '/deep/0/external_id' }],
  });
});

t.test('a body with many mistakes gets at least one message, and every message is right', async t => {
  const key = { name: 'many', scope: 'backend', tenants: 'all' };
  const told = async (payload: object) => {
    const { json } = await stage.call({ method: 'POST', url: '/v1/api-keys', as: 'operator', payload });
    t.match(json, { status: 400, code: 'request_invalid' });
    return json.errors as { path: string; message: string }[];
  };
  for (const many of [10, 3000]) {
    const errors = await told({ ...key, tenants: Array.from({ length: many }, (_, n) => `acme${n}`) });
    t.equal(errors.length, many === 10 ? 10 : 20);
    for (const { path, message } of errors)
      t.match([path, message], [/^\/tenants(\/\d+)?$/, /^(must be an id such as ten_…|must not have .+)$/]);
  }
  for (const tenants of ['ten_5kfmyqgna1xnv3ub', 5, null])
    t.strictSame(await told({ ...key, tenants }), [{ path: '/tenants', message: 'must be "all" or array' }]);
  const unknown = (many: number) => Object.fromEntries(Array.from({ length: many }, (_, n) => [`acme${n}`, n]));
  t.strictSame((await told({ ...key, ...unknown(15) })).at(-1), { path: '/acme14', message: 'is not a known field' });
  t.match(await told({ ...key, ...unknown(3000) }), [{ path: '', message: /more than 200 unknown fields/ }]);
});

t.test("another tenant's objects get the same answers as unknown ones", async t => {
  const { elsewhere, tenantId } = stage.places;
  for (const [operation, { call }] of Object.entries(routes)) {
    if (!call.url.includes('/v1/tenants/ten_')) continue;
    const as = call.as === 'support' || call.as === 'auditor' ? 'boundSupport' : 'bound';
    const to = (tenant: string, connection: string) =>
      stage.call({
        ...call,
        as,
        url: call.url.replace(/ten_[a-z0-9]{16}/, tenant).replace(/con_[a-z0-9]{16}/, connection),
      });
    await stage.settled();
    const theirs = await to(elsewhere.tenantId, elsewhere.connectionId);
    const nobodys = await to('ten_0000000000000000', 'con_0000000000000000');
    const malformed = await to('ten_X', 'con_X');
    t.same(apart(theirs), apart(nobodys), operation);
    if (theirs.status !== 403) t.same(apart(theirs), apart(malformed), `${operation}, malformed`);
    if (call.url.includes('con_')) {
      const mine = await to(tenantId, elsewhere.connectionId);
      t.same(apart(theirs), apart(mine), `${operation}, under the own tenant`);
    }
    t.ok([403, 404].includes(theirs.status), theirs.text);
    t.same(stage.writes, []);
  }
  const own = await stage.call({ method: 'GET', url: '/v1/tenants', as: 'bound' });
  t.same(
    own.json.items.map((each: { id: string }) => each.id),
    [tenantId],
  );
  const found = await stage.call({ method: 'GET', url: `/v1/connections?q=${elsewhere.connectionId}`, as: 'bound' });
  t.same(found.json, { items: [] });
});

function apart({ status, json, headers }: Answer) {
  const { date: _, 'x-request-id': __, 'content-length': ___, ...rest } = headers;
  return { status, headers: rest, json: { ...json, requestId: '' } };
}

t.test('lists return every item once, newest first, and accept only their own cursors', async t => {
  const { crowded, tenantId } = stage.places;
  const url = `/v1/tenants/${crowded}/connections?limit=7`;
  const seen: { id: string; createdAt: string }[] = [];
  let cursor = '';
  do {
    const page = await stage.call({ method: 'GET', url: `${url}${cursor && `&cursor=${cursor}`}`, as: 'support' });
    seen.push(...page.json.items);
    cursor = page.json.nextCursor ?? '';
    if (cursor) {
      const foreign = await stage.call({
        method: 'GET',
        url: `/v1/tenants/${tenantId}/connections?cursor=${cursor}`,
        as: 'support',
      });
      t.equal(foreign.json.code, 'cursor_invalid', "another list's cursor");
      const altered = `${cursor.slice(0, -2)}${cursor.endsWith('AA') ? 'BB' : 'AA'}`;
      const tampered = await stage.call({ method: 'GET', url: `${url}&cursor=${altered}`, as: 'support' });
      t.equal(tampered.json.code, 'cursor_invalid', 'a tampered cursor');
    }
  } while (cursor);
  t.equal(new Set(seen.map(each => each.id)).size, 20);
  const times = seen.map(each => each.createdAt);
  t.same(times, [...times].sort().reverse());
});

t.test('a connection that was checked very often can still be resumed', async t => {
  const verified = await verifiedConnection(stage.world, {}, stage.places.tenantId);
  const url = `/v1/tenants/${verified.tenantId}/connections/${verified.connectionId}`;
  const call = (path: string): HttpCall => ({
    method: 'POST',
    url: `${url}${path}`,
    as: 'support',
    payload: { reason: 'x' },
  });
  t.match((await stage.call(call('/suspend'))).json, { connection: { state: 'suspended', issuing: false } });
  const resumed = await stage.call({ ...call('/resume'), over: 'checkedOften' });
  t.match([resumed.status, resumed.json], [200, { connection: { state: 'verified', health: 'unknown' } }]);
});

t.test('a revoke returns when issued credentials expire, and how to cut them now', async t => {
  const verified = await verifiedConnection(stage.world, {}, stage.places.tenantId);
  const { ports } = stage.world;
  await issueSession(ports, backend, { ...verified, requestId: 'req_test' }, { durationSeconds: 900 });
  const url = `/v1/tenants/${verified.tenantId}/connections/${verified.connectionId}/revoke`;
  const { json } = await stage.call({ method: 'POST', url, as: 'support', payload: { reason: 'Contract ended' } });
  t.match(json, { connection: { state: 'revoked', issuing: false, whyNotIssuing: 'revoked' }, sessionsAlive: 1 });
  t.ok(json.issuingStoppedAt < json.lastSessionEndsAt);
  t.match(json.sentence, /stay valid until then, unless you revoke the sessions in your AWS account\./);
  t.match(json.sentence, json.lastSessionEndsAt);
  t.match(json.commands.cutSessions, /AWSRevokeOlderSessions/);
  t.match(json.commands.deleteStack, /delete-stack/);
});

t.test('an Idempotency-Key is 1 to 255 printable ASCII characters', async t => {
  for (const key of ['', ' ', 'x'.repeat(256), 'schlüssel', 'tab\there']) {
    const call: HttpCall = { method: 'POST', url: '/v1/tenants', as: 'backend', payload: { name: 'A' } };
    await stage.settled();
    const answer = await stage.call({ ...call, headers: { 'idempotency-key': key } });
    t.match(answer.json, { code: 'request_invalid', errors: [{ path: '/headers/idempotency-key' }] }, told(key));
    t.same(stage.writes, []);
  }
});

t.test("another key with the same Idempotency-Key does not get the answer with the first key's tenant", async t => {
  const call = (as: HttpCall['as']): HttpCall => ({
    method: 'POST',
    url: '/v1/tenants',
    ...(as && { as }),
    payload: { name: 'Same' },
    headers: { 'idempotency-key': 'same' },
  });
  const [one, two] = [await stage.call(call('backend')), await stage.call(call('operator'))];
  t.not(one.json.id, two.json.id);
  t.not(await freshTenant(stage), one.json.id);
});
