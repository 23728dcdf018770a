// Stops: every interleaving of a stop with a resume, a change, another stop, a crash after any write, and a writer of
// the release before stops existed. In memory all of them; on the embedded table drawn ones, or all in the long form.
import { type Test, t } from 'tap';
import type { Connection } from '../../api/core/connection/connection.js';
import { type StopKind, stopKinds } from '../../api/core/connection/stop.js';
import { finding } from '../../api/core/finding/findings.js';
import type { CheckVerdict } from '../../api/core/finding/verdict.js';
import { whyNotIssuing } from '../../api/core/session/issuing.js';
import { applyEvent } from '../../api/operations/connection/transition.js';
import { recordStops } from '../../api/operations/ending/record-stops.js';
import { setStop } from '../../api/operations/ending/set-stop.js';
import type { Versioned } from '../../api/ports/subjects.js';
import { support } from '../helpers/callers.js';
import { sampleConnection } from '../helpers/samples.js';
import { type Choose, everySchedule, type Log, runStepped } from '../helpers/schedules.js';
import { drawing, isLong } from '../helpers/seeded.js';
import { type StopPorts, type StopWorld, stopsInMemory, stopsOnTable } from '../helpers/stop-world.js';
import { change } from '../helpers/store-world.js';

t.setTimeout(isLong ? 0 : 120_000);

type Work = (ports: StopPorts, id: string) => Promise<unknown>;

const now = new Date('2026-11-22T10:00:00.000Z');
const limits = (n: number) => ({ endsAt: `2027-01-0${n}T00:00:00.000Z` });

async function at(ports: StopPorts, id: string): Promise<Versioned<Connection>> {
  return (await ports.connections.get(id))!;
}

const stops =
  (kind: StopKind, action: 'connection.suspended' | 'connection.revoked'): Work =>
  async (ports, id) =>
    setStop(ports, support, await at(ports, id), kind, { action, reason: kind });

const works = {
  suspend: stops('stopVendor', 'connection.suspended'),
  suspendByTenant: stops('stopTenant', 'connection.suspended'),
  revoke: stops('stopRevoke', 'connection.revoked'),
  resume: async (ports, id) =>
    applyEvent(
      ports,
      support,
      await at(ports, id),
      { type: 'resumed', by: 'vendor' },
      { action: 'connection.resumed' },
    ),
  change: async (ports, id) =>
    applyEvent(
      ports,
      support,
      await at(ports, id),
      { type: 'limits-changed', limits: limits(1) },
      { action: 'connection.limits-changed' },
    ),
} satisfies Record<string, Work>;

let made = 0;

/** Runs the processes in the order that `choose` picks, settles what a crash left, and tests what must hold. */
async function walk(
  t: Test,
  world: StopWorld,
  from: Connection,
  processes: readonly Work[],
  choose: Choose,
  crashAt?: number,
): Promise<void> {
  made += 1;
  const id = `con_${made}`;
  await world.create({ ...from, id });
  let isWrong = false;
  const after = async () => {
    const { value, notes, stops: open } = await at(world.plain, id);
    if (open && !whyNotIssuing(value, notes.lastConclusiveCheckAt, now, open)) isWrong = true;
  };
  const works = processes.map((work, n) => () => work(world.stepped[n]!, id));
  const done = await runStepped(world.gates, works, { choose, ...(crashAt !== undefined && { crashAt }), after });
  if (isWrong) t.fail(`credentials while a stop is open: ${JSON.stringify(done)}`);
  await settled(t, world, id, done);
}

/** Each stop that was set is in the history, once, and in force unless a resume that began after it lifted it. */
async function settled(t: Test, world: StopWorld, id: string, { log, outcomes }: Log): Promise<void> {
  const kept = await recordStops(world.plain, await at(world.plain, id));
  const wrong = (what: string): void =>
    void t.fail(`${what}: ${JSON.stringify({ log, outcomes, state: kept.value.state })}`);
  if (kept.stops) wrong('a stop stays open');
  const wasSet = log.filter(each => each.what === 'set').length;
  const dropped = log.filter(each => each.what === 'dropped').length;
  const recorded = (await world.actions(id)).filter(each => /suspended|revoked/.test(each)).length;
  // A stop of a connection that was revoked meanwhile has nothing left to record.
  const isOver = kept.value.state === 'revoked';
  if ((recorded + dropped < wasSet && !isOver) || recorded > wasSet || (wasSet > 0 && recorded === 0))
    wrong(`${wasSet} stops were set and ${recorded} recorded`);
  if (wasSet === 0) return;
  const isStopped = ['suspended', 'revoked'].includes(kept.value.state);
  const resumed = log.findLastIndex(each => each.what === 'resumed');
  if (resumed < 0) return isStopped ? undefined : wrong('the stop is lost');
  const began = log.findIndex(each => each.process === log[resumed]!.process);
  // Of stops set while the resume ran, none may be lifted by it.
  const during = log.findIndex((each, n) => n > began && each.what === 'set');
  if (during >= 0 && !isStopped) wrong('a resume lifted a stop that was set while it ran');
}

const verified: Connection = {
  ...sampleConnection,
  state: 'verified',
  health: 'healthy',
  verifiedAt: now.toISOString(),
};
const suspended: Connection = {
  ...verified,
  state: 'suspended',
  suspended: { by: ['vendor'], from: 'verified' },
  issuingStoppedAt: '2026-11-22T09:00:00.000Z',
};

const pairs: [name: string, from: Connection, Work[]][] = [
  ['suspend and change', verified, [works.suspend, works.change]],
  ['suspend and resume', suspended, [works.suspend, works.resume]],
  ['two suspends of one side', verified, [works.suspend, works.suspend]],
  ['two suspends of two sides', verified, [works.suspend, works.suspendByTenant]],
  ['revoke and resume', suspended, [works.revoke, works.resume]],
  ['two revokes', verified, [works.revoke, works.revoke]],
];
const triples: [name: string, from: Connection, Work[]][] = [
  ['suspend, change, resume', suspended, [works.suspend, works.change, works.resume]],
  ['suspend of both sides, resume', suspended, [works.suspend, works.suspendByTenant, works.resume]],
  ['revoke, suspend, resume', suspended, [works.revoke, works.suspendByTenant, works.resume]],
];

/** A change by the release before stops existed. */
const asBefore =
  (world: StopWorld): Work =>
  async (ports, id) => {
    const kept = await at(ports, id);
    return world.changeAsBefore(1, kept, { ...kept.value, limits: limits(2) });
  };

t.test('every interleaving of two or three keeps access stopped and records each stop', async t => {
  const world = stopsInMemory();
  for (const [name, from, processes] of isLong ? [...pairs, ...triples] : pairs) {
    const runs = await everySchedule(choose => walk(t, world, from, processes, choose));
    t.ok(runs > 10, `${name}: ${runs} interleavings`);
  }
  const draw = drawing(t);
  for (const [name, from, processes] of triples) {
    for (let n = 0; n < 60; n += 1) await walk(t, world, from, processes, ready => Math.floor(draw() * ready));
    t.pass(name);
  }
});

t.test('so does every interleaving with a crash after any call, or with a writer of the release before', async t => {
  const world = stopsInMemory();
  for (const [name, from, processes] of pairs) {
    let runs = 0;
    for (let crashAt = 0; crashAt < 6; crashAt += 1)
      runs += await everySchedule(choose => walk(t, world, from, processes, choose, crashAt));
    t.ok(runs > 10, `${name}, with a crash: ${runs} interleavings`);
  }
  const runs = await everySchedule(choose => walk(t, world, verified, [works.suspend, asBefore(world)], choose));
  t.ok(runs > 10, `with a writer of the release before: ${runs} interleavings`);
});

t.test('the embedded table keeps the same promises', async t => {
  const world = await stopsOnTable(t);
  const draw = drawing(t);
  const drawn = (ready: number) => Math.floor(draw() * ready);
  const each: [Connection, Work[]][] = [
    ...[...pairs, ...triples].map(([, from, processes]): [Connection, Work[]] => [from, processes]),
    [verified, [works.suspend, asBefore(world)]],
  ];
  for (const [from, processes] of each) {
    if (isLong) await everySchedule(choose => walk(t, world, from, processes, choose));
    for (let n = 0; n < 4; n += 1) await walk(t, world, from, processes, drawn, n % 2 === 0 ? undefined : n);
  }
  t.same((await world.plain.connections.verify(`con_${made}`)).faults, []);
});

t.test('a stop is set once per id, on an existing item only', async t => {
  const world = await stopsOnTable(t);
  const { connections } = world.plain;
  const id = 'con_once';
  const stop = { id: 'stp_1', ...change('connection.suspended') };
  t.equal(await connections.stop(id, 'stopVendor', stop), 'missing');
  t.equal(await connections.get(id), undefined, 'no item was made');
  await world.create({ ...verified, id });
  t.equal(await connections.stop(id, 'stopVendor', stop), 'set');
  t.equal(await connections.stop(id, 'stopVendor', stop), 'set', 'again');
  t.equal(await connections.stop(id, 'stopVendor', { ...stop, id: 'stp_2' }), 'other');
  t.equal(await connections.stop(id, 'stopRevoke', { ...stop, id: 'stp_3' }), 'set', 'each kind has its own');
  await recordStops(world.plain, await at(world.plain, id));
  t.equal(await connections.stop(id, 'stopVendor', stop), 'recorded', 'a late repetition');
  const kept = await at(world.plain, id);
  t.match(kept, { stops: undefined, value: { state: 'revoked' } });
});

t.test('an unsafe verdict is recorded with the grace time that the vendor configured', async t => {
  const world = stopsInMemory();
  made += 1;
  const id = `con_${made}`;
  await world.create({ ...verified, id, trustRead: true });
  const findings = [
    finding('external_id_missing', {}),
    finding('self_reading_limited', { what: 'role, trust-policy', how: 'denied' }),
  ];
  const seen: CheckVerdict = { outcome: 'admitted', launch: 1, roleUniqueId: 'AROAEXAMPLE', findings };
  const stop = { id: 'stp_grace', ...change('connection.checked'), verdict: { kind: 'full', seen } } as const;
  await world.plain.connections.stop(id, 'stopUnsafe', stop);
  const vendor = { ...world.plain.vendor, unread: { verifyUnread: false, graceMs: 3_600_000 } };
  const { value } = await recordStops({ ...world.plain, vendor }, await at(world.plain, id));
  const issuingUntil = new Date(Date.parse(stop.at) + 3_600_000).toISOString();
  t.match(value, { health: 'unsafe', trustUnread: { since: stop.at, issuingUntil } });
});

const garbage: unknown[] = ['text', 7, true, null, [], {}, { id: 5 }, { id: 'x' }, { id: 'x', at: 'never' }];

t.test('a stop that cannot be read stops issuing, holds every other change, and does not keep revoke away', async t => {
  const world = await stopsOnTable(t);
  const { connections } = world.plain;
  for (const kind of stopKinds)
    for (const stored of garbage) {
      made += 1;
      const id = `con_${made}`;
      await world.create({ ...verified, id });
      await world.put(id, kind, stored);
      const brief = (await connections.getBrief(id))!;
      const why = whyNotIssuing(brief.value, brief.notes.lastConclusiveCheckAt, now, brief.stops);
      t.ok(why, `${kind} ${JSON.stringify(stored)}: ${why}`);
      const kept = await at(world.plain, id);
      t.equal(await connections.change(kept, { ...kept.value, limits: limits(3) }, change('x')), undefined);
      await t.rejects(works.change(world.plain, id), { code: 'conflict' });
      t.match(await works.revoke(world.plain, id), { value: { state: 'revoked' } });
    }
});
