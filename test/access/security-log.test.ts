// The security log: its rows after refusals and opened links, who may read it, and its pages over several days.
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import t from 'tap';
import { makeLink, revokeLink } from '../../api/operations/connection/links.js';
import type { PageInput } from '../../api/ports/subjects.js';
import { drawbridge } from '../../sdk/client/src/index.js';
import { backend } from '../helpers/callers.js';
import { newConnection, newTenant } from '../helpers/customer.js';
import { openStores } from '../helpers/store-world.js';
import { newWorld } from '../helpers/world.js';
import { documentsOf } from '../helpers/world-table.js';

t.test('an opened link and a refusal are logged with who and what, and without a token', async t => {
  const world = await newWorld(t);
  const { app, ports, keys } = world;
  const where = await newConnection(world, await newTenant(world));
  const { link, url } = await makeLink(ports, backend, where, { kind: 'manage', person: 'Ann Admin' });
  const path = new URL(url).pathname;
  const open = async (address: string) => (await app.inject({ method: 'GET', url: address })).statusCode;
  t.equal(await open(path), 303);
  t.equal(await open(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`), 401, 'a forged token');
  t.equal(await open('/c/nonsense-that-somebody-pasted'), 401);
  await revokeLink(ports, backend, { ...where, linkId: link.id });
  t.equal(await open(path), 401, 'a revoked link');
  const read = async (key: string, query = '') =>
    app.inject({ method: 'GET', url: `/v1/security-log${query}`, headers: { authorization: `Bearer ${key}` } });
  t.equal((await read(keys.backend)).statusCode, 403);

  await ports.background.idle();
  const answer = await read(keys.auditor);
  t.equal(answer.statusCode, 200, answer.body);
  const rows = answer.json().items as { what: string; at: string; facts: object }[];
  t.equal(rows.length, 3);
  const of = (what: string) => rows.filter(row => row.what === what);
  t.match(of('link_opened'), [
    { callerId: link.id, facts: { linkId: link.id, kind: 'manage', person: 'Ann Admin', ...where } },
  ]);
  t.match(of('link_not_valid'), [{ facts: { address: '127.0.0.1', countAtLeast: '2' } }], 'one row for three');
  t.match(of('not_allowed'), [{ facts: { action: 'security-log.read' } }]);
  t.notMatch(answer.body, path.split('.')[1]!.slice(0, -1), 'no token, not even a forged one');
  t.notMatch(answer.body, 'nonsense');
  const times = rows.map(row => row.at);
  t.strictSame(times, [...times].sort().reverse(), 'newest first');

  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  const seen: unknown[] = [];
  for await (const row of drawbridge({ baseUrl, key: keys.operator }).securityLog.list(
    { from: times.at(-1)! },
    { limit: 2 },
  ))
    seen.push(row);
  t.strictSame(seen, rows, 'the SDK reads every page');
});

t.test('only a key for all tenants may read the log, and a refused read is logged', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const bound = await world.keyOf('auditor', { tenants: [tenantId] });
  const read = async (key: string) =>
    world.app.inject({ method: 'GET', url: '/v1/security-log', headers: { authorization: `Bearer ${key}` } });
  t.match((await read(bound)).json(), { status: 403, code: 'not_allowed' });
  for (const kind of ['support', 'backend'] as const) t.equal((await read(world.keys[kind])).statusCode, 403, kind);
  await world.ports.background.idle();
  for (const kind of ['operator', 'auditor'] as const) {
    const answer = (await read(world.keys[kind])).json();
    t.equal(answer.items.length, 3, kind);
  }
});

t.test('a known caller that is refused or opens its link all the time makes few rows, and waits for none', async t => {
  const world = await newWorld(t);
  const { ports, app } = world;
  const [own, other] = [await newTenant(world), await newTenant(world)];
  const key = await world.keyOf('support', { tenants: [own] });
  const keyId = `key_${key.slice(3, 19)}`;
  const where = await newConnection(world, own);
  const { link, url } = await makeLink(ports, backend, where, { kind: 'manage', person: 'Ann Admin' });
  const ask = (n: number) => {
    const connection = `/v1/tenants/${other}/connections/con_${String(n).padStart(16, '0')}`;
    return app.inject({ url: connection, headers: { authorization: `Bearer ${key}` } });
  };
  const open = () => app.inject({ url: new URL(url).pathname });
  const rowsOf = async (callerId: string) => {
    await ports.background.idle();
    return (await ports.securityLog.list({ limit: 100 })).items.filter(each => each.callerId === callerId);
  };
  const nextMinute = () => world.clock.advance(60_000 - (world.clock.now().getTime() % 60_000));

  nextMinute();
  for (let n = 0; n < 30; n += 1) t.equal((await ask(n)).statusCode, 404);
  for (let n = 0; n < 9; n += 1) t.equal((await open()).statusCode, 303);
  const [last, ...first] = (await rowsOf(keyId)).sort((a, b) => (a.facts.countAtLeast ? -1 : a.at < b.at ? -1 : 1));
  t.same(
    first.map(each => each.facts.connectionId),
    Array.from({ length: 10 }, (_, n) => `con_${String(n).padStart(16, '0')}`),
    'the first ones, each with what was requested',
  );
  t.match(last, { what: 'connection_not_found', facts: { tenantId: other, countAtLeast: '16' } }, 'of 20 further ones');
  t.same((await rowsOf(link.id)).map(each => each.facts.countAtLeast).sort(), ['8', undefined]);
  const stored = await documentsOf(t, world).send(new ScanCommand({ TableName: world.config.table }));
  const items = stored.Items!.filter(each => [keyId, link.id].includes(each.row?.callerId));
  t.equal(items.length, 13);
  for (const { row, ttl } of items) t.equal(ttl !== undefined, row.facts.countAtLeast !== undefined, 'counts expire');

  nextMinute();
  let release = () => {};
  const away = new Promise<void>(resolve => {
    release = resolve;
  });
  const { put } = ports.securityLog;
  ports.securityLog.put = row => away.then(() => put(row));
  t.equal((await ask(0)).statusCode, 404, 'answered although the store does not answer');
  t.equal((await open()).statusCode, 303);
  release();
  t.equal((await rowsOf(keyId)).length, 12, 'a row of its own again');
  t.equal((await rowsOf(link.id)).length, 3);
});

t.test('the rows of several days', async t => {
  const { stores, close } = await openStores();
  t.teardown(close);
  const log = stores.securityLog;
  // The clock of these stores is at 2026-11-22T10:00. Between the oldest two rows there are more days than one page
  // covers.
  const times = [
    '2026-07-20T00:00:00.000Z',
    '2026-10-31T23:59:59.999Z',
    '2026-11-01T00:00:00.000Z',
    '2026-11-20T12:00:00.000Z',
    '2026-11-20T12:00:00.001Z',
    '2026-11-21T00:00:00.000Z',
    '2026-11-22T09:59:59.000Z',
    // Written by an instance whose clock is ahead.
    '2026-11-22T10:00:02.000Z',
  ];
  for (const [n, at] of times.entries()) await log.put({ at, id: `sec_${n}`, what: 'refused', facts: {} });
  const read = async (limit: number, range: { from?: string; to?: string } = {}) => {
    const seen: string[] = [];
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page: PageInput = { limit, ...(cursor !== undefined && { cursor }) };
      const found = await log.list({ ...page, ...range });
      t.ok(found.items.length <= limit);
      seen.push(...found.items.map(each => each.at));
      cursor = found.nextCursor;
      pages += 1;
    } while (cursor !== undefined && pages < 50);
    return seen;
  };
  const newestFirst = times.toReversed();

  t.test('are listed newest first, each once, at any page size', async t => {
    for (const limit of [1, 2, 3, 8]) t.strictSame(await read(limit, { from: times[0]! }), newestFirst, `${limit}`);
    t.strictSame(await read(100), newestFirst, 'and without a range, back to the oldest possible day');
  });
  t.test('are limited to a range that includes its start and excludes its end', async t => {
    const range = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
    t.strictSame(await read(2, range), newestFirst.slice(3, 6));
    t.strictSame(await read(2, { from: '2026-11-22T10:00:02.000Z', to: '9999-12-31T23:59:59.000Z' }), [times[7]]);
    t.strictSame(await read(9, { from: range.to, to: range.from }), []);
    t.strictSame(await read(9, { from: '9999-01-01T00:00:00.000Z' }), []);
    t.strictSame(await read(9, { to: '0001-01-01T00:00:00.000Z' }), []);
  });
  t.test('accept only cursors of this list', async t => {
    await t.rejects(log.list({ limit: 1, cursor: 'Zm9yZ2Vk' }), { code: 'cursor_invalid' });
  });
});
