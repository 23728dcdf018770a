// How often callers may change one connection: every action that changes it, by a key, by its links, and by what the
// others leave. What ends access has no limit.
import t from 'tap';
import { type Action, type Caller, callerTable, refusedAs } from '../../api/core/access/caller.js';
import { findConnection } from '../../api/operations/connection/find-connection.js';
import { linkOf, makeLink } from '../../api/operations/connection/links.js';
import { limitedActions } from '../../api/operations/connection/refuse-beyond.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { suspendConnection } from '../../api/operations/ending/end-access.js';
import { backend, support, voucher } from '../helpers/callers.js';
import { newConnection, newTenant, provenConnection, type Where } from '../helpers/customer.js';
import { newWorld, type World } from '../helpers/world.js';

const tooOften = { code: 'changes_too_frequent', options: { retryAfterSeconds: Number } };

/** Written here, not read from the code. Every other action of the table reads, ends, or is limited elsewhere. */
const changing: Action[] = [
  'connection.change',
  'connection.review',
  'connection.resume',
  'launch.again',
  'rotation.start',
  'rotation.cancel',
  'upgrade.start',
  'upgrade.cancel',
  'legacy.record',
  'legacy.close',
  'legacy.retract',
  'deviation.accept',
  'deviation.reopen',
  'drill.start',
  'stack.state',
];
const ending: Action[] = [
  'connection.suspend',
  'connection.revoke',
  'end.state',
  'offboarding.consent',
  'offboarding.stop',
];
/**
 * Checks and new links have limits of their own, announcing writes bookkeeping only, a link is revoked once. A wider
 * deviation is accepted by an acceptance, which has the limit.
 */
const otherwise: Action[] = [
  'check.start',
  'launch.announce',
  'link.create',
  'link.revoke',
  'session.issue',
  'deviation.accept-wider',
];
/** Counts as a change, but no key may do it: the tests below act as keys and manage links. */
const ofHandOff: Action[] = ['values.give'];
/** Of no connection: another table of who may do what, and the limit of requests, bound them. */
const elsewhere =
  /^(tenant|key|webhook|permission-set|security-log|metrics|connection\.create)|\.(read|export|verify)$/;

/** The start of a window, so that no test runs over its end. */
function atStartOf(world: World, windowMs: number): void {
  world.clock.advance(windowMs - (world.clock.now().getTime() % windowMs));
}

const act = (world: World, where: Where, caller: Caller, action: Action) =>
  findConnection(world.ports, caller, action, where);

/** Does the actions in turn until one is refused, and returns how many were not. */
async function untilRefused(world: World, where: Where, callers: Caller[], actions: Action[]): Promise<number> {
  for (let n = 0; n < 500; n += 1) {
    const caller = callers[n % callers.length]!;
    try {
      await act(world, where, caller, actions[n % actions.length]!);
    } catch (error) {
      t.match(error, tooOften);
      const others = callers.filter(each => each !== caller);
      return others.length > 0 ? n + (await untilRefused(world, where, others, actions)) : n;
    }
  }
  throw new Error('Nothing was refused');
}

async function linkTo(world: World, where: Where, maker: Caller, person = 'Ann'): Promise<Caller> {
  const { link } = await makeLink(world.ports, maker, where, { kind: 'manage', person });
  return (await linkOf(world.ports, link.id)).caller;
}

t.test('every action is a change with a limit, an end without one, or has a stated reason', async t => {
  const stated = [...changing, ...ending, ...otherwise, ...ofHandOff];
  t.ok(ofHandOff.every(each => limitedActions.includes(each)));
  const others = (Object.keys(callerTable) as Action[]).filter(each => !stated.includes(each));
  t.same(
    others.filter(each => !elsewhere.test(each)),
    [],
  );
});

t.test(
  'every changing action counts for a key, for its link and for all its links; what ends access does not',
  async t => {
    const world = await newWorld(t);
    const where = await newConnection(world, await newTenant(world));
    atStartOf(world, 600_000);
    const [first, second] = [await linkTo(world, where, voucher), await linkTo(world, where, voucher, 'Bob')];
    const byLink = changing.filter(each => !refusedAs(first, each));
    const byKey = changing.filter(each => !refusedAs(voucher, each));
    t.ok(byLink.length >= 6 && byKey.length >= 10, `${byLink.length} and ${byKey.length} actions`);

    t.equal(await untilRefused(world, where, [first], byLink), 60, 'one link: its own 5, and 55 of all links');
    t.equal(await untilRefused(world, where, [second], byLink), 5, 'another link of that key still has its own');
    t.equal(await untilRefused(world, where, [voucher], byKey), 60, 'and the key has its own');
    const third = await linkTo(world, where, voucher, 'Cho');
    t.equal(await untilRefused(world, where, [third], byLink), 5, 'the key does not lock out a person either');
    for (const action of byKey) await t.rejects(act(world, where, voucher, action), tooOften, action);
    for (const link of [first, second, third])
      for (const action of byLink) await t.rejects(act(world, where, link, action), tooOften, action);
    t.equal(await untilRefused(world, where, [support], ['connection.review', 'legacy.retract']), 60, 'another key');

    for (const caller of [voucher, first, second, third])
      for (const action of ending)
        if (!refusedAs(caller, action)) t.ok(await act(world, where, caller, action), `${caller.id} ${action}`);
    await suspendConnection(world.ports, first, where, 'Stop');

    await world.ports.background.idle();
    const rows = (await world.ports.securityLog.list({ limit: 100 })).items.filter(
      each => each.what === 'changes_too_frequent',
    );
    const reached = new Set(rows.map(each => each.callerId));
    for (const { id } of [voucher, first, second, third, support])
      t.ok(reached.has(id), `${id} is in the security log`);
    t.ok(rows.some(each => each.callerId === first.id && each.facts.madeBy === voucher.id));
    atStartOf(world, 600_000);
    t.ok(await act(world, where, voucher, 'connection.change'), 'until the next ten minutes');
  },
);

t.test('two links of a key together have one budget more than each alone', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  atStartOf(world, 600_000);
  const links = [await linkTo(world, where, voucher), await linkTo(world, where, voucher, 'Bob')];
  t.equal(await untilRefused(world, where, links, ['rotation.cancel', 'upgrade.cancel']), 65);
});

t.test('a key has a bounded number of links to a connection, and no person uses up those of the others', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const tooMany = { code: 'links_too_many', options: { retryAfterSeconds: Number } };
  atStartOf(world, 7 * 86_400_000);
  const manage = (person: string) => makeLink(world.ports, backend, where, { kind: 'manage', person });
  for (let n = 0; n < 15; n += 1) await manage('Ann');
  await t.rejects(manage('Ann'), tooMany);
  for (let n = 0; n < 45; n += 1) await manage(`Person ${n % 5}`);
  await t.rejects(manage('Person 6'), tooMany);
  for (let n = 0; n < 60; n += 1) await makeLink(world.ports, backend, where, { kind: 'hand-off' });
  await t.rejects(makeLink(world.ports, backend, where, { kind: 'hand-off' }), tooMany);
  t.ok(await makeLink(world.ports, support, where, { kind: 'manage', person: 'Ann' }), 'another key is not refused');
  world.clock.advance(30 * 60_000);
  t.ok(await manage('Ann'), 'and all of them can, once the first ones have expired');
});

t.test('a key and its links can rotate an external ID a few times a day, and support still can', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  atStartOf(world, 86_400_000);
  // Stopped before the change is written: the limit counts what draws an ID.
  const stopped = { ...world.ports.connections, change: () => Promise.reject(new Error('stopped')) };
  const ports = { ...world.ports, connections: stopped };
  const rotate = (caller: Caller) => startRotation(ports, caller, where, { reason: 'Again' });
  const rotations = async (caller: Caller) => {
    for (let n = 0; n < 60; n += 1) {
      const error = await rotate(caller).catch((thrown: unknown) => thrown);
      if ((error as { code?: string }).code === 'rotations_too_frequent') return n;
      world.clock.advance(60_000);
    }
    throw new Error('Nothing was refused');
  };
  t.equal(await rotations(voucher), 10);
  t.equal(await rotations(await linkTo(world, where, voucher)), 9, 'its links together');
  t.equal(await rotations(await linkTo(world, where, voucher)), 0);
  for (let key = 0; key < 2; key += 1) await rotations({ ...backend, id: `key_${key}` });
  t.ok((await rotations({ ...backend, id: 'key_2' })) < 10, 'all callers together have a limit too');
  t.equal(await rotations(support), 1, 'support still has one');
  atStartOf(world, 86_400_000);
  t.not(((await rotate(voucher).catch((error: unknown) => error)) as { code?: string }).code, 'rotations_too_frequent');
});
