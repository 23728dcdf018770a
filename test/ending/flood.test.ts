// A flood of ordinary changes delays no stop: before every single write of the one who stops access, another change of
// the same connection is written. Attempts are counted, not milliseconds.
import { type Test, t } from 'tap';
import type { Caller } from '../../api/core/access/caller.js';
import { changeTenant } from '../../api/operations/access/tenants.js';
import { startCheck } from '../../api/operations/check/start-check.js';
import { changeConnection } from '../../api/operations/connection/change-connection.js';
import { closeTenant } from '../../api/operations/ending/close-tenant.js';
import { resumeConnection, revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { recordLegacyAccess } from '../../api/operations/ending/legacy-access.js';
import { publishWaiting } from '../../api/operations/event/publish-events.js';
import type { Ports } from '../../api/ports/ports.js';
import type { Connections } from '../../api/ports/subjects.js';
import { backend, founder, support } from '../helpers/callers.js';
import { connectionOf, provenConnection, requestSession, type Where } from '../helpers/customer.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

let changes = 0;

/** Each change comes from a caller of its own, so that no limit of one caller ends the flood. */
async function flood(world: World, where: Where): Promise<void> {
  changes += 1;
  const weak: Caller = { kind: 'backend', id: `key_weak${changes}`, tenants: 'all' };
  const endsAt = new Date(world.clock.now().getTime() + 86_400_000 + changes).toISOString();
  await changeConnection(world.ports, weak, where, { endsAt }).catch(() => {});
}

/** The ports of the one who stops access; `writes` counts what they write to the connection. */
function flooded(world: World, where: Where) {
  const writes: string[] = [];
  const { connections, tenants, ledger } = world.ports;
  const before =
    <Input extends unknown[], Answer>(name: string, call: (...input: Input) => Promise<Answer>) =>
    async (...input: Input) => {
      await flood(world, where);
      writes.push(name);
      return call(...input);
    };
  const ports: Ports = {
    ...world.ports,
    connections: {
      ...connections,
      stop: before('stop', connections.stop),
      record: before('record', connections.record),
      change: before('change', connections.change),
      note: before('note', connections.note) as Connections['note'],
    },
    tenants: { ...tenants, stop: before('stop tenant', tenants.stop), record: before('record tenant', tenants.record) },
    ledger: { ...ledger, put: before('row', ledger.put) },
  };
  const firstStop = () => writes.filter(each => !['note', 'row'].includes(each));
  return { ports, writes: firstStop };
}

const refused = (t: Test, world: World, where: Where, why: string) =>
  t.rejects(requestSession(world, where), { code: 'not_issuing', options: { members: { why } } });

t.test(
  'suspend, revoke and the closing of a tenant land with their first write, and are recorded by the next',
  async t => {
    const world = await newWorld(t);
    const where = await provenConnection(world);
    for (const [name, stop, why] of [
      ['suspend', (ports: Ports) => suspendConnection(ports, support, where, 'Look'), 'suspended'],
      ['revoke', (ports: Ports) => revokeConnection(ports, support, where, 'Over'), 'revoked'],
    ] as const) {
      const { ports, writes } = flooded(world, where);
      await stop(ports);
      t.strictSame(writes(), ['stop', 'record'], name);
      await refused(t, world, where, why);
    }
    const other = await provenConnection(world);
    const { ports, writes } = flooded(world, other);
    await closeTenant(ports, founder, other.tenantId, 'Gone');
    t.strictSame(writes(), ['stop tenant', 'record tenant', 'stop', 'record']);
    await refused(t, world, other, 'revoked');
    t.ok(changes >= 8, `${changes} changes`);
  },
);

t.test('an unsafe verdict lands with its first write, although the connection changes before every call', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const { Statement } = (await connectionOf(world, where)).value.roleSpec.trustPolicy;
  const open = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement: [...Statement, open] });
  const { ports, writes } = flooded(world, where);
  const before = changes;
  const check = await startCheck(ports, backend, where);
  await world.ports.background.idle();
  t.ok(changes - before > 10, `${changes - before} changes during the check`);
  t.match(await world.ports.checks.get(where.connectionId, check.id), { result: { conclusive: true } });
  t.strictSame(writes().slice(0, 2), ['stop', 'record']);
  await refused(t, world, where, 'hold_health');
  t.match((await connectionOf(world, where)).value, { health: 'unsafe', findings: [{ severity: 'critical' }] });
});

t.test('a good verdict lands too, and the time of the check with it', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  world.clock.advance(60_000);
  const { ports } = flooded(world, where);
  const check = await startCheck({ ...ports, connections: world.ports.connections }, backend, where);
  await world.ports.background.idle();
  t.match(await world.ports.checks.get(where.connectionId, check.id), { result: { conclusive: true } });
  const { notes } = await connectionOf(world, where);
  t.ok(notes.lastConclusiveCheckAt! > check.startedAt, 'it counts');
});

t.test('six writers at once keep nobody from suspending, revoking or closing the tenant', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  let isOver = false;
  const writers = Array.from({ length: 6 }, async () => {
    while (!isOver) await flood(world, where);
  });
  for (let n = 0; n < 2; n += 1) {
    await suspendConnection(world.ports, support, where, `Look ${n}`);
    await refused(t, world, where, 'suspended');
    await resumeConnection(world.ports, support, where, 'Seen').catch(() => {});
    await world.ports.background.idle();
  }
  await revokeConnection(world.ports, support, where, 'Over');
  isOver = true;
  await Promise.all(writers);
  await refused(t, world, where, 'revoked');
  const other = await provenConnection(world);
  let renamed = 0;
  isOver = false;
  const renamers = Array.from({ length: 6 }, async (_, writer) => {
    for (let n = 0; !isOver; n += 1)
      await changeTenant(world.ports, backend, other.tenantId, { name: `Name ${writer} ${n}` }).then(
        () => {
          renamed += 1;
        },
        () => {},
      );
  });
  while (renamed < 3) await new Promise(setImmediate);
  t.match(await closeTenant(world.ports, founder, other.tenantId, 'Gone'), { state: 'closed' });
  isOver = true;
  await Promise.all(renamers);
  await refused(t, world, other, 'revoked');
});

t.test('a tenant whose closing cannot be recorded is stopped, and its connections are revoked', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const tenants = { ...world.ports.tenants, record: async () => undefined };
  const closing = closeTenant({ ...world.ports, tenants }, founder, where.tenantId, 'Gone');
  await t.rejects(closing, { code: 'conflict' }, 'the caller learns that it is not recorded');
  await refused(t, world, where, 'revoked');
  t.match(
    await closeTenant(world.ports, founder, where.tenantId, 'Gone'),
    { state: 'closed' },
    'repeated, it completes',
  );
});

t.test('a stop whose process ends before it is recorded holds, and the worker records it', async t => {
  const world = await newWorld(t, { receivesEvents: true });
  for (const [stop, state, action] of [
    [(ports: Ports, at: Where) => suspendConnection(ports, support, at, 'Look'), 'suspended', 'connection.suspended'],
    [(ports: Ports, at: Where) => revokeConnection(ports, support, at, 'Over'), 'revoked', 'connection.revoked'],
  ] as const) {
    const where = await provenConnection(world);
    await publishWaiting(world.ports);
    const connections = { ...world.ports.connections, record: () => Promise.reject(new Error('killed')) };
    await t.rejects(stop({ ...world.ports, connections }, where), /killed/);
    await refused(t, world, where, state);
    t.equal((await connectionOf(world, where)).value.state, 'verified', 'not recorded yet');
    await publishWaiting(world.ports);
    const kept = await connectionOf(world, where);
    t.match(kept, { stops: undefined, value: { state }, last: { action, who: { id: support.id } } });
    await refused(t, world, where, state);
  }
});

t.test(
  'two people who suspend at once both succeed; a resume that began before a suspend does not lift it',
  async t => {
    const world = await newWorld(t);
    const where = await provenConnection(world);
    const both = await Promise.all([
      suspendConnection(world.ports, support, where, 'I saw it'),
      suspendConnection(world.ports, backend, where, 'So did I'),
    ]);
    for (const { connection } of both) t.equal(connection.value.state, 'suspended');
    const reasons = (await world.ports.connections.history(where.connectionId, { limit: 10 })).items.map(
      each => each.row.reason,
    );
    t.ok(reasons.includes('I saw it') && reasons.includes('So did I'), 'each with its reason');
    // The suspend arrives after the resume has read the connection.
    const change: Connections['change'] = async (...input) => {
      await suspendConnection(world.ports, support, where, 'Wait');
      return world.ports.connections.change(...input);
    };
    const late = { ...world.ports, connections: { ...world.ports.connections, change } };
    await t.rejects(resumeConnection(late, support, where, 'Seen'), { code: 'conflict' });
    t.equal((await connectionOf(world, where)).value.state, 'suspended');
  },
);

t.test('other weak changes do not drop a check either', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  world.clock.advance(60_000);
  let n = 0;
  const assumeRole: Ports['assumeRole'] = async (...call) => {
    n += 1;
    if (n < 15)
      await recordLegacyAccess(world.ports, backend, where, {
        arn: `arn:aws:iam::${customerAccount}:role/old-${n}`,
        reason: 'Before',
      });
    return world.ports.assumeRole(...call);
  };
  const check = await startCheck({ ...world.ports, assumeRole }, backend, where);
  await world.ports.background.idle();
  t.match(await world.ports.checks.get(where.connectionId, check.id), { result: { conclusive: true } });
});
