// How often a page reads the store: link, the key that created it and connection once each, whatever its parts need.
// The tenant's name is only shown, so the manage page does not read it strongly consistent.
import t from 'tap';
import { buildApp } from '../../api/app.js';
import { changeTenant } from '../../api/operations/access/tenants.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { readConnection } from '../../api/operations/connection/read-connections.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import type { Ports } from '../../api/ports/ports.js';
import { backend, support } from '../helpers/callers.js';
import { newConnection, newTenant, provenConnection, type Where } from '../helpers/customer.js';
import { newWorld, type World } from '../helpers/world.js';

const subjects = ['connections', 'tenants', 'links', 'apiKeys'] as const;

/**
 * The same ports, with a list of the subjects that were read strongly consistent. A check that a request starts begins
 * when `answered` is called, so its reads do not count for the request.
 */
function countingReads(ports: Ports) {
  const reads: string[] = [];
  let answered = () => {};
  const afterAnswer = new Promise<void>(resolve => {
    answered = resolve;
  });
  const counted = subjects.map(name => {
    const store = ports[name] as unknown as Record<string, (id: string) => Promise<unknown>>;
    const counting = (method: string) => (id: string) => {
      reads.push(name);
      return store[method]!(id);
    };
    return [name, { ...store, get: counting('get'), ...(store.getBrief && { getBrief: counting('getBrief') }) }];
  });
  const background: Ports['background'] = {
    ...ports.background,
    run: (name, work) =>
      ports.background.run(name, async stopping => {
        await afterAnswer;
        await work(stopping);
      }),
  };
  return { ports: { ...ports, ...Object.fromEntries(counted), background }, reads, answered };
}

/** A browser that has opened the link, on an app whose reads are recorded from then on. */
async function opened(world: World, where: Where, kind: 'hand-off' | 'manage') {
  const { ports, reads, answered } = countingReads(world.ports);
  const app = await buildApp(ports, world.config, { stream: { write: () => {} } });
  const maker = kind === 'manage' ? backend : support;
  const { url } = await makeLink(world.ports, maker, where, { kind, person: 'Ann Admin' });
  const exchanged = await app.inject({ url: new URL(url).pathname });
  const [{ name, value }] = exchanged.cookies as [{ name: string; value: string }];
  const path = String(exchanged.headers.location);
  const headers = { cookie: `${name}=${value}` };
  const get = async (place = '') => {
    reads.length = 0;
    return app.inject({ url: path + place, headers });
  };
  const post = async (place: string, form: Record<string, string>) => {
    const token = /name="form" value="([\w-]+)"/.exec((await get()).body)![1]!;
    reads.length = 0;
    return app.inject({
      method: 'POST',
      url: path + place,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ form: token, ...form }).toString(),
    });
  };
  return { app, reads, answered, get, post };
}

t.test('the manage page reads its link, the key that created it and its connection once each, and no more', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const page = await opened(world, where, 'manage');
  t.teardown(() => page.app.close());
  t.equal((await page.get()).statusCode, 200);
  t.same([...page.reads].sort(), ['apiKeys', 'connections', 'links']);
  await changeTenant(world.ports, backend, where.tenantId, { name: 'Renamed Tenant' });
  t.match((await page.get()).body, 'Renamed Tenant');

  await startRotation(world.ports, support, where, { reason: 'Asked for' });
  const rotating = await page.get();
  t.match(rotating.body, 'update-stack', 'the update is on the page');
  t.same([...page.reads].sort(), ['apiKeys', 'connections', 'links'], 'also with an update on the page');

  await page.get('/status');
  t.same([...page.reads].sort(), ['apiKeys', 'connections', 'links']);
  await page.get('/revoke');
  t.same([...page.reads].sort(), ['apiKeys', 'connections', 'links']);
});

t.test('the hand-off page reads each once, and "I launched it" does not read the tenant', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const page = await opened(world, where, 'hand-off');
  t.teardown(() => page.app.close());
  t.equal((await page.get()).statusCode, 200);
  t.same([...page.reads].sort(), ['apiKeys', 'connections', 'links', 'tenants']);

  const answer = await page.post('/launched', {});
  t.equal(answer.statusCode, 303);
  t.same([...page.reads].sort(), ['apiKeys', 'connections', 'links']);
  page.answered();
  const { notes } = await readConnection(world.ports, support, where);
  t.ok(notes.due, 'and the next check is due soon');
});
