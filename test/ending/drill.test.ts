// The revocation drill: what it stops and for how long, what it measures, and what ends it early.
import t, { type Test } from 'tap';
import type { Caller } from '../../api/core/access/caller.js';
import { mintedFor } from '../../api/core/audit/ledger.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { startDrill } from '../../api/operations/ending/drill.js';
import { resumeConnection, revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { backend, support, voucher } from '../helpers/callers.js';
import { connectionOf, requestSession, verifiedConnection, type Where } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

const reason = { reason: 'The yearly drill' };

const stateOf = async (world: World, where: Where) => (await connectionOf(world, where)).value;
async function pass(world: World, seconds: number) {
  world.clock.advance(seconds * 1000);
  await runDueWork(world.ports);
  await world.ports.background.idle();
}

async function drilled(t: Test) {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 }, receivesEvents: true });
  const where = await verifiedConnection(world);
  return { world, where };
}

t.test('nothing is issued until active sessions have expired; then access returns, with the measured time', async t => {
  const { world, where } = await drilled(t);
  await requestSession(world, where);
  world.clock.advance(60_000);
  const second = await requestSession(world, where, { ...backend, id: 'key_reports000000001' });
  const answer = await world.app.inject({
    method: 'POST',
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/drill`,
    headers: { authorization: `Bearer ${world.keys.support}` },
    payload: { ...reason, people: ['Sam Support'], dependents: ['Nightly reports'] },
  });
  t.equal(answer.statusCode, 201, answer.body);
  const started = answer.json();
  t.match(started, {
    connection: { state: 'suspended', issuing: false, drill: { people: ['Sam Support'] } },
    sessionsAlive: 2,
    lastSessionEndsAt: second.expiration,
  });
  await t.rejects(requestSession(world, where), { code: 'not_issuing' });
  t.match(await (await managePage(world, where)).read(), /is rehearsing a revocation/);

  await pass(world, 10);
  t.equal((await stateOf(world, where)).state, 'suspended', 'not before its time');
  await pass(world, (Date.parse(second.expiration) - world.clock.now().getTime()) / 1000 + 1);
  const after = await stateOf(world, where);
  t.match(after, { state: 'verified', health: 'healthy' }, 'a check could assume the role again');
  t.equal(after.drill, undefined);
  const { requestedAt, issuingStoppedAt } = after.lastDrill!;
  t.match(after.lastDrill, {
    people: ['Sam Support'],
    dependents: ['Nightly reports'],
    sessionsAlive: 2,
    usedBy: [backend.id, 'key_reports000000001'].sort(),
    lastSessionEndedAt: second.expiration,
    handedOutAfterStop: 0,
    endSeconds: Math.ceil((Date.parse(second.expiration) - Date.parse(requestedAt)) / 1000),
  });
  t.ok(issuingStoppedAt >= requestedAt);
  t.ok(await requestSession(world, where));
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 3 });
  t.match(
    items.map(each => each.row),
    [
      { action: 'connection.checked' },
      {
        action: 'connection.drill-finished',
        who: { kind: 'system' },
        facts: { sessionsAlive: 2, handedOutAfterStop: 0 },
      },
      { action: 'connection.drill-started', reason: 'The yearly drill' },
    ],
  );
});

t.test('a real suspend or revoke during a drill stays; a drill without active sessions ends at once', async t => {
  const { world, where } = await drilled(t);
  await startDrill(world.ports, support, where, reason);
  await pass(world, 1);
  const empty = await stateOf(world, where);
  t.match(empty, { state: 'verified', lastDrill: { sessionsAlive: 0, usedBy: [], lastSessionEndedAt: undefined } });

  t.comment('suspended by the tenant meanwhile: it stays the tenant’s');
  await requestSession(world, where);
  await startDrill(world.ports, support, where, reason);
  const maker: Caller = { ...voucher, tenants: [where.tenantId] };
  const { connectionId } = where;
  const tenant: Caller = { ...maker, kind: 'manage', id: 'lnk_x', name: 'Ann', connectionId, maker };
  await suspendConnection(world.ports, tenant, where, 'We are not sure');
  await pass(world, 3600);
  const held = await stateOf(world, where);
  t.match(held, { state: 'suspended', suspended: { by: ['tenant'] }, lastDrill: { sessionsAlive: 1 } });
  await resumeConnection(world.ports, tenant, where, 'Sure now');
  await world.ports.background.idle();
  t.ok(await requestSession(world, where));

  t.comment('cancelled by a resume, and really suspended by the vendor');
  await startDrill(world.ports, support, where, reason);
  await resumeConnection(world.ports, support, where, 'Called off');
  await world.ports.background.idle();
  const calledOff = await stateOf(world, where);
  t.match(calledOff, { state: 'verified', health: 'healthy', drill: undefined });
  t.equal(calledOff.lastDrill?.finishedAt, held.lastDrill?.finishedAt, 'it measured nothing');
  await startDrill(world.ports, support, where, reason);
  await suspendConnection(world.ports, support, where, 'An incident');
  await pass(world, 3600);
  t.match(await stateOf(world, where), { state: 'suspended', suspended: { by: ['vendor'] }, drill: undefined });
  await t.rejects(startDrill(world.ports, support, where, reason), { code: 'not_in_this_state' });

  await resumeConnection(world.ports, support, where, 'Over');
  await world.ports.background.idle();
  await startDrill(world.ports, support, where, reason);
  await revokeConnection(world.ports, support, where, 'The contract ended', { mayCheckClosed: false });
  await pass(world, 3600);
  t.match(await stateOf(world, where), { state: 'revoked', drill: undefined });
});

t.test('a drill that began while the previous one was being measured does not end with it', async t => {
  const { world, where } = await drilled(t);
  await startDrill(world.ports, support, where, reason);
  let session = { expiration: '' };
  const ledger = {
    ...world.ports.ledger,
    async *walk(...args: Parameters<typeof world.ports.ledger.walk>) {
      // The end of the first drill has read the connection, and is reading the ledger.
      if (!session.expiration) {
        await resumeConnection(world.ports, support, where, 'Called off');
        await world.ports.background.idle();
        session = await requestSession(world, where);
        await startDrill(world.ports, support, where, reason);
      }
      yield* world.ports.ledger.walk(...args);
    },
  };
  world.clock.advance(1000);
  await runDueWork({ ...world.ports, ledger });
  t.ok(session.expiration > world.clock.now().toISOString(), 'the session that it waits for is still active');
  t.match(await stateOf(world, where), { state: 'suspended', drill: {}, lastDrill: undefined });
});

t.test('a session whose answer was lost counts as active until it must have expired', async t => {
  const { world, where } = await drilled(t);
  const value = await stateOf(world, where);
  const lost = mintedFor(value, 'row_lost000000000001', world.clock.now(), 3600);
  const asked = { kind: 'issue', roleArn: where.roleArn, sessionName: 'drawbridge-lost', for: backend.id } as const;
  await world.ports.ledger.put({ ...lost, ...asked });
  world.clock.advance(3630 * 1000);
  t.match(await startDrill(world.ports, support, where, reason), { impact: { sessionsAlive: 1 } });
  await pass(world, 60);
  t.match((await stateOf(world, where)).lastDrill, { sessionsAlive: 1, lastSessionEndedAt: lost.expiresAtMost });
});

t.test('after a kill between a resume and its check, a connection is checked all the same', async t => {
  const { world, where } = await drilled(t);
  await suspendConnection(world.ports, support, where, 'An incident');
  await pass(world, 8 * 24 * 3600);
  const checks = { ...world.ports.checks, lease: () => Promise.reject(new Error('killed')) };
  await t.rejects(resumeConnection({ ...world.ports, checks }, support, where, 'Over'), /killed/);
  t.match(await stateOf(world, where), { state: 'verified', health: 'unknown' });
  await pass(world, 0);
  t.match(await stateOf(world, where), { state: 'verified', health: 'healthy' });
});

t.test('after a kill between stopping and storing its end, a drill ends within the hour', async t => {
  const { world, where } = await drilled(t);
  let isKilled = false;
  const ledger = {
    ...world.ports.ledger,
    alive: async (...args: Parameters<typeof world.ports.ledger.alive>) => {
      if (isKilled) return world.ports.ledger.alive(...args);
      isKilled = true;
      throw new Error('killed');
    },
  };
  await t.rejects(startDrill({ ...world.ports, ledger }, support, where, reason), /killed/);
  t.match(await stateOf(world, where), { state: 'suspended', drill: {} });
  await pass(world, 3601);
  t.match(await stateOf(world, where), { state: 'verified', health: 'healthy', lastDrill: { sessionsAlive: 0 } });
});
