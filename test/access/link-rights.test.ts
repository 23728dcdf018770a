// A link gives nobody more than the key that created it may do at this moment: every action with every creator, and
// what ends with the key.
import t from 'tap';
import {
  type Action,
  asMaker,
  type Caller,
  callerTable,
  type MakerNow,
  refusedAs,
  stopsOfEveryLink,
} from '../../api/core/access/caller.js';
import { followedLaunches } from '../../api/core/connection/launches.js';
import { revokeApiKey, rotateApiKey } from '../../api/operations/access/api-keys.js';
import { launchAgain } from '../../api/operations/connection/change-connection.js';
import { linkOf, listLinks, makeLink, openLink } from '../../api/operations/connection/links.js';
import { resumeConnection, revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { backend, founder, support, voucher } from '../helpers/callers.js';
import { connectionOf, newConnection, newTenant, provenConnection, type Where } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { storeKey } from '../helpers/stored-keys.js';
import { newWorld, type World } from '../helpers/world.js';

const actions = Object.keys(callerTable) as Action[];
const kinds = ['hand-off', 'manage'] as const;
const makers: MakerNow[] = ['operator', 'support', 'backend', 'auditor'].flatMap(kind =>
  [true, false].flatMap(mayEndAccess =>
    [true, false].map(mayVouchForPersons => ({
      kind: kind as MakerNow['kind'],
      id: `key_${kind}`,
      tenants: 'all' as const,
      mayEndAccess,
      mayVouchForPersons,
    })),
  ),
);
const linkOfMaker = (kind: 'hand-off' | 'manage', maker?: MakerNow): Caller => ({
  kind,
  id: 'lnk_1',
  tenants: ['ten_1'],
  connectionId: 'con_1',
  ...(maker && { maker }),
});
const may = (caller: Caller) => actions.filter(action => !refusedAs(caller, action));
/** Written here, not read from the code: what stops the vendor's use, and what only a person of the tenant states. */
const stops = ['connection.suspend', 'offboarding.stop'];
const ofPersons = ['connection.resume', 'end.state', 'legacy.close', 'offboarding.consent'];

t.test('whatever a link may do, its own table allows, and its creator may do too, except stops', async t => {
  for (const kind of kinds)
    for (const maker of makers) {
      const name = `${kind} of ${maker.kind}, ends: ${maker.mayEndAccess}, vouches: ${maker.mayVouchForPersons}`;
      const allowed = may(linkOfMaker(kind, maker));
      for (const action of allowed) {
        t.ok(callerTable[action].includes(kind), `${name}: ${action} is in the table`);
        if (stops.includes(action)) continue;
        t.notOk(refusedAs(maker, asMaker[action] ?? action), `${name}: its creator may ${action}`);
        if (ofPersons.includes(action)) t.ok(maker.mayVouchForPersons, `${name}: ${action} needs a person`);
      }
      t.same(allowed.filter(action => stops.includes(action)).length, kind === 'manage' ? 2 : 0, `${name}: stops`);
      t.notOk(allowed.includes('session.issue'), name);
    }
  t.same([...stopsOfEveryLink].sort(), stops);
  for (const kind of kinds) t.same(may(linkOfMaker(kind)), kind === 'manage' ? stops : [], 'without a creator');
});

t.test('no key that may vouch for persons issues credentials', async t => {
  for (const maker of makers)
    if (maker.mayVouchForPersons) t.equal(refusedAs(maker, 'session.issue'), 'not_allowed', maker.kind);
  t.notOk(refusedAs({ ...backend, mayVouchForPersons: false }, 'session.issue'));
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const issue = (key: string) =>
    world.app.inject({
      method: 'POST',
      url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/sessions`,
      headers: { authorization: `Bearer ${key}` },
      payload: {},
    });
  const vouching = await world.keyOf('backend', { mayEndAccess: true, mayVouchForPersons: true });
  t.equal((await issue(vouching)).statusCode, 403);
  t.equal((await issue(world.keys.backend)).statusCode, 201);
  for (const scope of ['operator', 'auditor'] as const)
    await t.rejects(world.keyOf(scope, { mayVouchForPersons: true }), { code: 'request_invalid' }, scope);
});

t.test(
  'every action that its creator may do works through a manage link of each kind of key, and no other',
  async t => {
    /** What a manage link of each key may do beyond reading, checking, suspending and stopping tests. */
    const expected: Record<string, string[]> = {
      'support false': ['connection.revoke'],
      'support true': ['connection.resume', 'connection.revoke', 'end.state', 'offboarding.consent'],
      'backend false': ['connection.revoke'],
      'backend true': ['connection.resume', 'connection.revoke', 'end.state', 'legacy.close', 'offboarding.consent'],
    };
    for (const [name, wanted] of Object.entries(expected)) {
      const [kind, vouches] = name.split(' ');
      const maker = makers.find(
        each => each.kind === kind && each.mayEndAccess && String(each.mayVouchForPersons) === vouches,
      )!;
      const got = may(linkOfMaker('manage', maker)).filter(action =>
        [...ofPersons, 'connection.revoke'].includes(action),
      );
      t.same([...got].sort(), wanted, name);
    }
    const weak = makers.filter(each => each.kind === 'backend' && !each.mayEndAccess);
    for (const maker of weak)
      t.notOk(may(linkOfMaker('manage', maker)).some(action => [...ofPersons, 'connection.revoke'].includes(action)));
  },
);

t.test('a key cannot resume what the tenant suspended by a link that it creates itself', async t => {
  const world = await newWorld(t);
  const weak: Caller = { ...backend, id: 'key_weak000000000001', mayEndAccess: false };
  const weakVoucher: Caller = { ...voucher, id: 'key_weak000000000002', mayEndAccess: false };
  for (const key of [weak, weakVoucher]) await storeKey(world.ports, key);
  const cases = [
    { maker: weak, mayRevoke: false, mayResume: false },
    { maker: weakVoucher, mayRevoke: false, mayResume: false },
    { maker: support, mayRevoke: true, mayResume: false },
    { maker: backend, mayRevoke: true, mayResume: false },
    { maker: voucher, mayRevoke: true, mayResume: true },
  ];
  for (const { maker, mayRevoke, mayResume } of cases) {
    const name = `${maker.id} ${maker.mayEndAccess}`;
    const where = await newConnection(world, await newTenant(world));
    const madeBy = { kind: maker.kind, id: maker.id };
    const { link, url } = await makeLink(world.ports, maker, where, { kind: 'manage', person: 'Ann' });
    t.match(link, { madeBy, mayRevoke }, name);
    t.match((await listLinks(world.ports, support, where, { limit: 5 })).items, [{ madeBy, mayRevoke }], name);
    const { caller: holder } = await openLink(world.ports, url.split('/').at(-1)!, '192.0.2.1');
    await suspendConnection(world.ports, holder, where, 'stop');
    const { last } = await connectionOf(world, where);
    t.same(last.who, { kind: 'manage', id: link.id, name: 'Ann', madeBy }, name);
    if (!mayResume)
      await t.rejects(resumeConnection(world.ports, holder, where, 'on'), { code: 'link_may_not_resume' }, name);
    else await resumeConnection(world.ports, holder, where, 'on');
    await world.ports.background.idle();
    t.equal((await connectionOf(world, where)).value.state, mayResume ? 'pending' : 'suspended', name);
    if (!mayRevoke)
      await t.rejects(revokeConnection(world.ports, holder, where, 'end'), { code: 'link_may_not_revoke' }, name);
    else await revokeConnection(world.ports, holder, where, 'end');
    t.equal((await connectionOf(world, where)).value.state === 'revoked', mayRevoke, name);
  }
});

t.test('consent to tests needs a person whom the key may vouch for; the revoke itself does not', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const { link } = await makeLink(world.ports, backend, where, { kind: 'manage', person: 'Ann' });
  const { caller } = await linkOf(world.ports, link.id);
  const revoke = (mayCheckClosed: boolean) => revokeConnection(world.ports, caller, where, 'end', { mayCheckClosed });
  await t.rejects(revoke(true), { code: 'link_needs_person' });
  t.equal((await connectionOf(world, where)).value.state, 'verified', 'nothing has changed');
  await revoke(false);
  t.equal((await connectionOf(world, where)).value.offboarding?.state, 'declined');
});

t.test('a link whose creator or rights were edited in the store, or that has no creator, is not valid', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const { ports } = world;
  const { link, url } = await makeLink(ports, backend, where, { kind: 'manage', person: 'Ann' });
  const token = url.split('/').at(-1)!;
  const opened = (stored: typeof link, given = token) => {
    const get = async () => ({ ...(await ports.links.get(link.id))!, value: stored });
    return openLink({ ...ports, links: { ...ports.links, get } }, given, '192.0.2.1');
  };
  t.ok(await opened(link));
  const edits = [
    { mayRevoke: false },
    { madeBy: { kind: 'support', id: link.madeBy!.id } },
    { madeBy: { kind: 'backend', id: voucher.id } },
    { linksEnded: 1 },
  ];
  for (const change of edits)
    await t.rejects(opened({ ...link, ...change } as typeof link), { code: 'link_not_valid' }, JSON.stringify(change));
  const { madeBy: _, mayRevoke: __, ...plain } = link;
  await t.rejects(opened(plain), { code: 'link_not_valid' });
  // As signed by releases that did not store the creator.
  const text = ['link', plain.id, plain.kind, plain.connectionId, plain.expiresAt, 'Ann'].join('\n');
  await t.rejects(opened(plain, `${link.id}.${ports.secrets.sign(text)}`), { code: 'link_not_valid' });
});

/** An open page of a link, and an unopened link, both of a key of their own. */
async function linksOfKey(world: World, where: Where) {
  const secret = await world.keyOf('backend', { mayEndAccess: true, expiresInDays: 1 });
  const keyId = `key_${secret.slice(3, 19)}`;
  const maker: Caller = { ...backend, id: keyId };
  const page = await managePage(world, where, maker);
  const { url } = await makeLink(world.ports, maker, where, { kind: 'hand-off' }).catch(() =>
    makeLink(world.ports, maker, where, { kind: 'manage', person: 'Ann' }),
  );
  const works = async () => ({
    page: (await page.read()).includes('/suspend"'),
    link: (await world.app.inject({ url: new URL(url).pathname })).statusCode === 303,
  });
  return { keyId, page, works };
}

const overlap = { overlapSeconds: 0, expiresInDays: 1 };
const open = { page: true, link: true };
const ended = { page: false, link: false };

t.test('links and open pages end with their key: revoked, expired, or rotated when so chosen', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const revoked = await linksOfKey(world, where);
  t.same(await revoked.works(), open);
  await revokeApiKey(world.ports, founder, revoked.keyId);
  t.same(await revoked.works(), ended, 'revoked');

  const rotated = await linksOfKey(world, where);
  await rotateApiKey(world.ports, founder, rotated.keyId, overlap);
  t.same(await rotated.works(), open, 'an ordinary rotation keeps them');
  await rotateApiKey(world.ports, founder, rotated.keyId, { ...overlap, endLinks: true });
  t.same(await rotated.works(), ended, 'ended by choice');
  await rotateApiKey(world.ports, founder, rotated.keyId, overlap);
  t.same(await rotated.works(), ended, 'and they stay ended');
  const now: Caller = { ...backend, id: rotated.keyId, linksEnded: 1 };
  const next = await managePage(world, where, now);
  t.match(await next.read(), '/suspend"', 'the new secret creates valid links');

  const expired = await linksOfKey(world, where);
  world.clock.advance(24 * 3600_000 - 60_000);
  const late = await managePage(world, where, { ...backend, id: expired.keyId });
  t.match(await late.read(), '/suspend"');
  world.clock.advance(120_000);
  t.notMatch(await late.read(), '/suspend"', 'the key has expired, the link itself has 28 minutes left');
});

t.test('a stop through the page of a weak key works; so does a stop of tests', async t => {
  const world = await newWorld(t);
  const weak: Caller = { ...backend, id: 'key_weak000000000001', mayEndAccess: false };
  await storeKey(world.ports, weak);
  const where = await provenConnection(world);
  const page = await managePage(world, where, weak);
  t.equal((await page.send('suspend')).statusCode, 303);
  t.equal((await connectionOf(world, where)).value.state, 'suspended');
  await revokeConnection(world.ports, support, where, 'end', { mayCheckClosed: true });
  t.equal((await page.send('offboarding/stop')).statusCode, 303);
  t.notOk((await connectionOf(world, where)).value.offboarding?.state === 'checking');
  await world.ports.background.idle();
});

t.test('however often a hand-off link launches again, the first role stays among those that are checked', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const { link } = await makeLink(world.ports, support, where, { kind: 'hand-off' });
  const { caller } = await linkOf(world.ports, link.id);
  const press = () => launchAgain(world.ports, caller, where);
  const pressed = await Promise.allSettled(Array.from({ length: 30 }, press));
  t.equal(pressed.filter(each => each.status === 'fulfilled').length, 2);
  await t.rejects(press(), { code: 'launches_used_up' });
  const first = () => connectionOf(world, where).then(({ value }) => followedLaunches(value).includes(1));
  t.ok(await first(), 'the role of the first launch is still checked');
  const another = await makeLink(world.ports, backend, where, { kind: 'hand-off' });
  const { caller: other } = await linkOf(world.ports, another.link.id);
  await t.rejects(launchAgain(world.ports, other, where), { code: 'launches_used_up' }, 'counted for all links');
  await launchAgain(world.ports, support, where);
  t.equal((await launchAgain(world.ports, caller, where)).value.launch, 5, 'the vendor opens the way again');
});
