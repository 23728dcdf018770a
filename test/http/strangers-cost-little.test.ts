// What a request without a key or link costs: a stated bound of writes for every public route, one row for a flood from
// one address, and documents that are made once.
import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import t from 'tap';
import { newWorld, type World } from '../helpers/world.js';

/** Writes that one request of a stranger may cause. Routes below these prefixes share the bound. */
const boundOfWrites: Record<string, number> = {
  '/': 0,
  '/healthz': 0,
  '/readyz': 0,
  '/openapi.json': 0,
  '/docs': 0,
  '/metrics': 1,
  '/v1': 1,
  '/c/page.css': 0,
  '/c/page.js': 0,
  '/c/logo': 0,
  '/c/hand-off': 1,
  '/c/manage': 1,
  '/c/:token': 1,
};
const boundOf = (route: string) =>
  Object.entries(boundOfWrites)
    .filter(([prefix]) => route === prefix || (prefix !== '/' && route.startsWith(`${prefix}/`)))
    .sort(([a], [b]) => b.length - a.length)[0]?.[1];

/** All routes, from the printed tree of the router. */
function routesOf({ app }: World): { route: string; methods: string[] }[] {
  const above: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap(line => {
      const [, indent, step, methods] = /^([│ ]*)[├└]── (.*?)(?: \((.*)\))?$/.exec(line) ?? [];
      if (indent === undefined || step === undefined) return [];
      above.length = indent.length / 4;
      above.push(step);
      return methods ? [{ route: above.join('') || '/', methods: methods.split(', ') }] : [];
    });
}

/** Counts the calls of the store that write, as the database receives them. */
async function writesOf(world: World, act: () => Promise<unknown>): Promise<number> {
  await world.ports.background.idle();
  const before = await itemsOf(world);
  await act();
  await world.ports.background.idle();
  const after = await itemsOf(world);
  return [...after].filter(([key, item]) => before.get(key) !== item).length;
}

async function itemsOf(world: World): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const page = await world.ports.securityLog.list({ limit: 100, ...(cursor !== undefined && { cursor }) });
    for (const row of page.items) rows.set(row.id, JSON.stringify(row));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return rows;
}

t.test('every route that answers strangers has a stated bound of writes, and keeps it', async t => {
  const world = await newWorld(t);
  await (await world.builtApp()).ready();
  const routes = routesOf(world);
  t.ok(routes.length > 40, `${routes.length} routes`);
  t.same(
    routes.filter(each => boundOf(each.route) === undefined).map(each => each.route),
    [],
    'a new public route needs a bound',
  );
  const headers = { authorization: `Bearer db_${'a'.repeat(16)}_${'b'.repeat(43)}` };
  const bounds = new Map<string, { method: string; url: string }[]>();
  for (const { route, methods } of routes) {
    const url = route.replace(/:\w+/g, 'x').replace(/\*/g, 'x');
    const calls = methods.filter(each => each !== 'OPTIONS').map(method => ({ method, url }));
    bounds.set(String(boundOf(route)), [...(bounds.get(String(boundOf(route))) ?? []), ...calls]);
  }
  const sendAll = async (calls: { method: string; url: string }[]) => {
    for (const { method, url } of calls) await world.app.inject({ method: method as 'GET', url, headers });
  };
  t.equal(await writesOf(world, () => sendAll(bounds.get('0')!)), 0, 'routes that may write nothing');
  const calls = bounds.get('1')!;
  t.ok(calls.length > 50);
  const minuteNow = () => Math.floor(world.clock.now().getTime() / 60_000);
  const begun = minuteNow();
  const writes = await writesOf(world, () => sendAll(calls));
  const minutes = 1 + minuteNow() - begun;
  t.ok(writes <= 2 * minutes, `all others together, in ${minutes} minutes: one row for keys, one for links in each`);
});

t.test('2,000 refusals of one address in a minute are one row, written at most twelve times', async t => {
  const world = await newWorld(t);
  let writes = 0;
  const { securityLog } = world.ports;
  const putCount = securityLog.putCount.bind(securityLog);
  securityLog.putCount = row => {
    writes += 1;
    return putCount(row);
  };
  const token = `db_${'a'.repeat(16)}_${'b'.repeat(43)}`;
  for (let n = 0; n < 2000; n += 1)
    world.ports.refusalCounts.count({ what: 'key_not_valid', address: '192.0.2.1', facts: {} });
  await world.ports.background.idle();
  t.ok(writes <= 12, `${writes} writes`);
  const rows = (await securityLog.list({ limit: 100 })).items.filter(each => each.what === 'key_not_valid');
  t.match(rows, [{ facts: { address: '192.0.2.1', countAtLeast: '1024' } }]);
  t.equal(rows.length, 1);
  for (let n = 0; n < 1000; n += 1)
    world.ports.refusalCounts.count({ what: 'key_not_valid', address: `198.51.${n >> 8}.${n & 255}`, facts: {} });
  await world.ports.background.idle();
  t.ok(writes < 230, `${writes} writes for a thousand addresses`);
  const answer = await world.app.inject({ url: '/v1/tenants', headers: { authorization: `Bearer ${token}` } });
  t.equal(answer.statusCode, 401);
});

t.test('a refusal does not wait for the store', async t => {
  const world = await newWorld(t);
  const { securityLog } = world.ports;
  let release = () => {};
  const away = new Promise<void>(resolve => {
    release = resolve;
  });
  securityLog.putCount = () => away;
  const answer = await world.app.inject({ url: '/v1/tenants', headers: { authorization: 'Bearer nonsense' } });
  t.equal(answer.statusCode, 401);
  release();
  await world.ports.background.idle();
});

t.test(
  'documents are made once, compressed as the client accepts, and not sent again to one that has them',
  async t => {
    const world = await newWorld(t);
    for (const url of ['/openapi.json', '/docs/errors']) {
      const get = (headers: Record<string, string>) => world.app.inject({ url, headers });
      const plain = await get({});
      t.equal(plain.statusCode, 200, url);
      t.notOk(plain.headers['content-encoding']);
      const gzip = await get({ 'accept-encoding': 'gzip, deflate' });
      t.same(gunzipSync(gzip.rawPayload), plain.rawPayload);
      const br = await get({ 'accept-encoding': 'gzip, deflate, br' });
      t.same(brotliDecompressSync(br.rawPayload), plain.rawPayload);
      t.ok(br.rawPayload.length * 3 < plain.rawPayload.length);
      t.notOk((await get({ 'accept-encoding': 'br;q=0' })).headers['content-encoding']);
      t.equal(new Set([plain, gzip, br].map(each => each.headers.etag)).size, 3, 'a tag for each form');
      const again = await get({ 'accept-encoding': 'br', 'if-none-match': String(br.headers.etag) });
      t.equal(again.statusCode, 304);
      t.equal(again.body, '');
      t.ok(
        createHash('sha256')
          .update(plain.rawPayload)
          .digest('base64url')
          .startsWith(String(plain.headers.etag).slice(1, 20)),
      );
    }
  },
);
