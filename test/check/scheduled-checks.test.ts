// Scheduled checks: when they run and which are full; what a light check finds, what it keeps, and what it leaves to a
// full one.
import t, { type Test } from 'tap';
import { compose } from '../../api/compose.js';
import { sourceIdentityOf } from '../../api/core/audit/ledger.js';
import type { CheckKind } from '../../api/core/check/check.js';
import {
  type DueNotes,
  type EndedCheck,
  kindDue,
  madeUpNotes,
  scheduleAfterCheck,
} from '../../api/core/check/schedule.js';
import { jitterMs, lastFullSlot, nextSlot, slotOf } from '../../api/core/check/slots.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { afterLightCheck } from '../../api/core/connection/machine/after-light-check.js';
import { type Finding, finding } from '../../api/core/finding/findings.js';
import type { SeenVerdict } from '../../api/core/finding/verdict.js';
import { dayMs } from '../../api/core/values/time.js';
import { startCheck } from '../../api/operations/check/start-check.js';
import { launchAgain } from '../../api/operations/connection/change-connection.js';
import { applyEvent } from '../../api/operations/connection/transition.js';
import { runDueWork } from '../../api/operations/due-work.js';
import type { FaultRule } from '../../deploy/local/aws/faults.js';
import { brokerPolicy, brokerRoleArn } from '../../deploy/local/vendor-account.js';
import { backend, support } from '../helpers/callers.js';
import { checked, connectionOf, launch, requestSession, verifiedConnection, type Where } from '../helpers/customer.js';
import { mintedRows } from '../helpers/ledger.js';
import { sampleConnection } from '../helpers/samples.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

type Placed = Where & { roleArn: string };
const minuteMs = 60_000;
const noon = new Date('2026-11-22T12:00:00.000Z');

t.test('slots are fixed, spread over day and week, and their jitter does not add up', async t => {
  const ids = Array.from({ length: 7000 }, (_, n) => `con_${n.toString(36).padStart(16, 'x')}`);
  const slots = ids.map(slotOf);
  t.same(ids.map(slotOf), slots);
  const hours = Array.from({ length: 24 }, (_, hour) =>
    slots.filter(each => Math.floor(each.ofDayMs / 3600_000) === hour),
  );
  for (const each of hours) t.ok(Math.abs(each.length - 7000 / 24) < 70, `${each.length} in an hour`);
  const days = Array.from({ length: 7 }, (_, day) => slots.filter(each => each.weekday === day));
  for (const each of days) t.ok(Math.abs(each.length - 1000) < 130, `${each.length} on a weekday`);

  // The latest slot of the day: jitter moves it past midnight.
  const late = ids.reduce((a, b) => (slotOf(a).ofDayMs > slotOf(b).ofDayMs ? a : b));
  for (const id of [...ids.slice(0, 5), late]) {
    const { ofDayMs } = slotOf(id);
    const wrong: string[] = [];
    const offsets = new Set<number>();
    let at = nextSlot(id, noon);
    for (let day = 0; day < 100; day += 1) {
      const offset = (at.getTime() - ofDayMs) % dayMs;
      offsets.add(offset);
      // A check that takes an hour moves no slot, and just before its time a slot is still to come.
      const next = nextSlot(id, new Date(at.getTime() + 3600_000));
      const isDaily = Math.round((next.getTime() - at.getTime()) / dayMs) === 1;
      const isToCome = nextSlot(id, new Date(at.getTime() - 1)).getTime() === at.getTime();
      const fullSinceMs = at.getTime() - lastFullSlot(id, at).getTime();
      const isWeekly = fullSinceMs >= 0 && fullSinceMs < 7 * dayMs;
      if (!(offset >= 0 && offset < jitterMs && isDaily && isToCome && isWeekly)) wrong.push(at.toISOString());
      at = next;
    }
    t.strictSame(wrong, [], id);
    t.ok(offsets.size > 95, 'another jitter each day');
  }
});

const verified: Connection = {
  ...sampleConnection,
  state: 'verified',
  health: 'healthy',
  verifiedAt: '2026-11-01T00:00:00.000Z',
  liveLaunch: 1,
  roleUniqueId: 'AROAX',
};

t.test('the times of checks come from a key: its own, or one derived from the signing key', async t => {
  const id = 'con_aaaaaaaaaaaaaaaa';
  const seeds: string[] = [];
  for (const variables of [
    {},
    { DRAWBRIDGE_SIGNING_KEY: 's'.repeat(43) },
    { DRAWBRIDGE_CHECK_TIMES_KEY: 't'.repeat(43) },
  ])
    seeds.push((await newWorld(t, { variables })).ports.secrets.checkSeed(id));
  t.equal(new Set([id, ...seeds].map(seed => slotOf(seed).ofDayMs)).size, 4, 'nobody knows them by the id');
  const both = { DRAWBRIDGE_SIGNING_KEY: 's'.repeat(43), DRAWBRIDGE_CHECK_TIMES_KEY: 't'.repeat(43) };
  t.equal(
    (await newWorld(t, { variables: both })).ports.secrets.checkSeed(id),
    seeds[2],
    'a new signing key moves none',
  );
});

t.test('a light check is enough only if a full one has proven this revision and nothing is open', async t => {
  const notes: DueNotes = { lastFullCheck: { at: lastFullSlot(verified.id, noon).toISOString(), revision: 4 } };
  const kind = (change: Partial<Connection>, more: Partial<DueNotes> = {}, revision = 4) =>
    kindDue({ value: { ...verified, ...change }, revision, notes: { ...notes, ...more } }, noon);
  t.equal(kind({}), 'light');
  t.equal(kind({ health: 'drifted' }), 'light');
  for (const health of ['unknown', 'unsafe', 'unreachable', 'gone'] as const) t.equal(kind({ health }), 'full', health);
  t.equal(kind({ state: 'pending' }), 'full');
  t.equal(kind({}, {}, 5), 'full', 'changed since');
  t.equal(kind({ launch: 2 }), 'full', 'a launch is expected');
  const { externalId } = verified;
  const pending = { value: 'b', startedAt: '', deadline: '' };
  t.equal(kind({ externalId: { ...externalId, pending } }), 'full', 'a rotation is open');
  t.equal(kind({ externalId: { ...externalId, retiring: { value: 'b', switchedAt: '' } } }), 'full');
  t.equal(kind({ verifiedAt: new Date(noon.getTime() - 5 * minuteMs).toISOString() }), 'full', 'the second check');
  t.equal(kind({}, { due: { at: noon.toISOString(), attempts: 0, full: true } }), 'full', 'somebody waits');
  const before = new Date(lastFullSlot(verified.id, noon).getTime() - 1).toISOString();
  t.equal(kind({}, { lastFullCheck: { at: before, revision: 4 } }), 'full', 'a week is over');
  t.equal(kindDue({ value: verified, revision: 4, notes: {} }, noon), 'full', 'stored before light checks existed');
});

t.test(
  'a month from the first proof: again after ten minutes, then light checks daily and full checks weekly',
  async t => {
    for (const id of ['con_a', 'con_b', 'con_c', 'con_d']) {
      const { ofDayMs, weekday } = slotOf(id);
      const value = { ...verified, id, verifiedAt: noon.toISOString() };
      const conclusive = { kind: 'full', end: 'conclusive' } as const;
      let known = {
        value,
        revision: 2,
        notes: scheduleAfterCheck({ value, revision: 2, notes: {} }, conclusive, noon),
      };
      const looks: { at: Date; kind: CheckKind }[] = [];
      for (let n = 0; n < 30; n += 1) {
        const at = new Date(known.notes.due!.at);
        const kind = kindDue(known, at);
        looks.push({ at, kind });
        // It may take three minutes, and a light check may find something new.
        const revision = known.revision + (n % 5 === 0 ? 1 : 0);
        const ended = new Date(at.getTime() + 3 * minuteMs);
        known = {
          value,
          revision,
          notes: scheduleAfterCheck({ ...known, revision }, { kind, end: 'conclusive' }, ended),
        };
      }
      const [second, ...daily] = looks;
      t.same(second, { at: new Date(noon.getTime() + 10 * minuteMs), kind: 'full' });
      for (const [day, { at, kind }] of daily.entries()) {
        // The date that the slot belongs to: jitter may move it past midnight.
        const slot = new Date(at.getTime() - ofDayMs);
        t.ok(
          slot.getTime() % dayMs < jitterMs && kind === (slot.getUTCDay() === weekday ? 'full' : 'light'),
          `day ${day}`,
        );
      }
      t.equal(daily.slice(0, 28).filter(each => each.kind === 'full').length, 4);
      t.equal(Math.round((daily[28]!.at.getTime() - daily[0]!.at.getTime()) / dayMs), 28, 'one each day');
    }
  },
);

t.test('after a problem the next check comes sooner than the next slot', async t => {
  const after = (change: Partial<Connection>, check: EndedCheck, notes: DueNotes = {}) => {
    const value = { ...verified, ...change };
    const next = scheduleAfterCheck({ value, revision: 4, notes }, check, noon);
    const inMs = Date.parse(next.due!.at) - noon.getTime();
    return { inMs, kind: kindDue({ value, revision: 4, notes: { ...notes, ...next } }, noon), notes: next };
  };
  const full = { at: noon.toISOString(), revision: 4 };
  const [light, needsFull] = [
    { kind: 'light', end: 'inconclusive' } as const,
    { kind: 'light', end: 'needs-full' } as const,
  ];
  t.match(after({}, needsFull, { lastFullCheck: full }), { inMs: 0, kind: 'full' });
  t.match(after({ health: 'unsafe' }, { kind: 'light', end: 'conclusive' }, { lastFullCheck: full }), {
    inMs: 0,
    kind: 'full',
  });
  t.match(
    after({}, light, { lastFullCheck: full }),
    { inMs: 2 * minuteMs, kind: 'light' },
    'again, with a light check',
  );
  t.strictSame(after({}, light, { lastFullCheck: full }).notes.lastConclusiveCheckAt, undefined);
  t.match(after({}, { kind: 'full', end: 'inconclusive' }, { lastFullCheck: full }), {
    inMs: 2 * minuteMs,
    kind: 'full',
  });
  const refusedSince = new Date(noon.getTime() - dayMs + 5 * minuteMs).toISOString();
  const gone = after({ health: 'unreachable', refusedSince }, { kind: 'full', end: 'conclusive' });
  t.ok(gone.inMs <= 5 * minuteMs && gone.kind === 'full', 'as soon as a refusal has lasted a day');
});

t.test('a check is postponed at most once, and not while somebody waits for it', async t => {
  const due = { at: new Date(noon.getTime() - 3600_000).toISOString(), attempts: 0 };
  const last = { lastConclusiveCheckAt: new Date(noon.getTime() - dayMs).toISOString() };
  const putOff = (more: DueNotes, value = verified) =>
    madeUpNotes({ value, revision: 4, notes: { due, ...last, ...more } }, noon);
  t.match(putOff({}), { due: { attempts: 0, putOff: true } });
  t.equal(putOff({ due: { ...due, putOff: true } }), undefined);
  t.equal(putOff({ due: { ...due, full: true } }), undefined);
  t.equal(putOff({ due: { ...due, at: new Date(noon.getTime() - minuteMs).toISOString() } }), undefined, 'not missed');
  t.equal(putOff({ lastConclusiveCheckAt: new Date(noon.getTime() - 8 * dayMs).toISOString() }), undefined, 'on hold');
  t.equal(putOff({}, { ...verified, health: 'unreachable' }), undefined);
  t.equal(putOff({}, sampleConnection), undefined);
});

t.test('a light check replaces the findings it checked, and no others', async t => {
  const unseen: Finding[] = [
    finding('external_id_weakened', { admitted: 'head' }),
    finding('external_id_retired_accepted', {}, { severity: 'high' }),
    finding('trust_stranger_admitted', { principal: 'arn:aws:iam::111122223333:role/s' }),
    finding('role_recreated', { before: 'AROAW', now: 'AROAX' }),
    finding('old_role_left', { role: 'arn:aws:iam::210987654321:role/old' }),
  ];
  const trust = [finding('trust_principal_extra', { principal: 'x' }), finding('source_identity_loosened')];
  const retired = finding('external_id_retired_accepted', { seenIn: 'trust-policy' });
  const role = [finding('session_length_raised'), finding('tags_changed'), finding('boundary_changed')];
  const permissions = [finding('permissions_widened', { policy: 'p' }), finding('policy_attached', { policy: 'q' })];
  const offer = finding('outdated', { from: '1.0.0', to: '1.1.0' });
  const after = (before: Finding[], findings: Finding[]) => {
    const connection = { ...verified, findings: before };
    return afterLightCheck(connection, { outcome: 'admitted', launch: 1, roleUniqueId: 'AROAX', findings }, noon);
  };
  const all = [...trust, retired, ...role, ...permissions, ...unseen, offer];
  t.strictSame(after(all, []).findings, unseen);
  t.equal(after(all, []).health, 'unsafe', 'a probe that wrongly succeeded as a stranger or with a near miss stays');
  t.strictSame(after(all, [...permissions, offer]).findings, [...permissions, ...unseen, offer]);
  t.strictSame(after(unseen.slice(3), []).health, 'drifted');
  t.strictSame(after([...role, offer], []).health, 'healthy');
  // The order is that of a full check, so the result does not look new.
  const full = { ...verified, health: 'drifted' as const, findings: [...permissions, unseen[4]!, offer] };
  const verdict: SeenVerdict = {
    outcome: 'admitted',
    launch: 1,
    roleUniqueId: 'AROAX',
    findings: [...permissions, offer],
  };
  t.strictSame(afterLightCheck(full, verdict, noon), full);

  const limited = (what: string) => finding('self_reading_limited', { what, how: 'denied' });
  const blind = limited('role, inline-policies');
  t.strictSame(
    after([limited('role'), ...trust, ...role, ...permissions, offer], [blind]).findings,
    [blind, ...trust, ...role, ...permissions],
    'an unreadable part was not checked',
  );
  const half = limited('inline policy p');
  t.strictSame(after([...trust, ...role, ...permissions], [half]).findings, [half, ...permissions]);
  const now = finding('permissions_widened', { policy: 'p', count: '2' });
  t.strictSame(after(permissions, [half, now]).findings, [half, now, permissions[1]], 'stated once');

  const open = finding('external_id_weakened', { admitted: 'none' });
  const admitted: SeenVerdict = { outcome: 'unsafe', launch: 1, roleUniqueId: 'AROAX', findings: [open] };
  const connection = { ...verified, roleUniqueId: 'AROAX', findings: permissions };
  const left = permissions.map(each => ({ ...each, notLookedAtSince: noon.toISOString() }));
  const unsafe = afterLightCheck(connection, admitted, noon);
  t.match(unsafe, { health: 'unsafe', findings: [open, ...left] });
  t.strictSame(after(unsafe.findings, permissions).findings, [...permissions, open], 'checked again');
});

/** Moves the clock to when the connection is due, then runs each worker once. Returns the check that ran. */
async function nextCheck(world: World, where: Where, workers = [world.ports]) {
  const { due } = (await connectionOf(world, where)).notes;
  world.clock.advance(Math.max(0, Date.parse(due!.at) - world.clock.now().getTime()) + 1);
  await Promise.all(workers.map(runDueWork));
  await Promise.all(workers.map(each => each.background.idle()));
  return (await world.ports.checks.list(where.connectionId, { limit: 1 })).items[0]!;
}

/** Verified, checked once more, and due for a light check. */
async function settled(world: World): Promise<Placed> {
  const where = await verifiedConnection(world);
  await nextCheck(world, where);
  await dueLightly(world, where);
  return where;
}

/** Runs the full checks that are due first. */
async function dueLightly(world: World, where: Where): Promise<void> {
  for (let looks = 0; looks < 3; looks += 1) {
    const kept = await connectionOf(world, where);
    const seed = world.ports.secrets.checkSeed(where.connectionId);
    if (kindDue({ ...kept, seed }, new Date(kept.notes.due!.at)) === 'light') return;
    await nextCheck(world, where);
  }
  throw new Error('No light check became due');
}

const codesOf = async (world: World, where: Where) =>
  (await connectionOf(world, where)).value.findings.map(each => each.code);

/** First full checks, then at its slots; the connection is due for a light check. */
async function firstDays(t: Test, world: World): Promise<Placed> {
  const where = await verifiedConnection(world);
  const before = await connectionOf(world, where);
  const sinceOf = (check: { startedAt: string }) => Date.parse(check.startedAt) - Date.parse(before.value.verifiedAt!);
  let second = await nextCheck(world, where);
  // Its slot of the day may be within these ten minutes.
  if (sinceOf(second) < 10 * minuteMs) second = await nextCheck(world, where);
  const sinceMs = sinceOf(second);
  t.ok(second.kind === 'full' && sinceMs >= 10 * minuteMs && sinceMs < 11 * minuteMs);
  const { ofDayMs } = slotOf(world.ports.secrets.checkSeed(where.connectionId));
  await dueLightly(world, where);
  const light = await nextCheck(world, where);
  t.ok((Date.parse(light.startedAt) - ofDayMs) % dayMs < jitterMs + minuteMs, 'at its slot');
  t.match(light, { kind: 'light', result: { conclusive: true, verdict: { outcome: 'admitted', findings: [] } } });
  t.same(
    light.steps.map(step => `${step.probe} ${step.outcome}`),
    ['none refused', 'control assumed', 'none refused', 'inspection read'],
  );
  const { revision, notes } = await connectionOf(world, where);
  t.equal(revision, before.revision, 'a check without news adds no revision');
  t.ok(notes.lastConclusiveCheckAt! >= light.startedAt, 'it is a conclusive check');
  const rows = (await mintedRows(world)).filter(row => row.for === `check:${light.id}`);
  t.same(
    rows.map(row => [
      row.kind,
      row.sessionName.replace(/[a-z0-9]+$/, ''),
      row.outcome?.kind,
      row.sourceIdentity === sourceIdentityOf(where.connectionId),
    ]),
    [
      ['probe', 'drawbridge-', 'refused', true],
      ['inspection', 'drawbridge-', 'assumed', true],
      ['probe', 'drawbridge-', 'refused', false],
    ],
  );
  await dueLightly(world, where);
  return where;
}

t.test('a light check finds changes at the role, and a full one follows where it cannot decide', async t => {
  const world = await newWorld(t);
  const where = await firstDays(t, world);
  const { roleSpec } = (await connectionOf(world, where)).value;
  const { arn, roleName, trustPolicy, inlinePolicies, tags } = roleSpec;
  const Version = '2012-10-17' as const;
  const restore = () => {
    world.aws.setTrustPolicy(arn, trustPolicy);
    for (const each of inlinePolicies) world.aws.putRolePolicy(arn, each.name, each.document);
  };
  const [admit, source] = trustPolicy.Statement;
  const looks = async (health: string, codes: string[], kind = 'light') => {
    const check = await nextCheck(world, where);
    t.equal(check.kind, kind);
    t.equal((await connectionOf(world, where)).value.health, health);
    t.strictSame(await codesOf(world, where), codes);
    return check;
  };

  const permissions = inlinePolicies.find(each => each.name !== 'DrawbridgeSelfRead')!;
  world.aws.deleteRolePolicy(arn, permissions.name);
  await looks('drifted', ['permissions_removed']);
  const { revision } = await connectionOf(world, where);
  await dueLightly(world, where);
  await looks('drifted', ['permissions_removed']);
  t.equal((await connectionOf(world, where)).revision, revision, 'the same result is no news');
  await dueLightly(world, where);
  restore();
  await looks('healthy', []);

  const extra = { ...admit!, Principal: { AWS: [brokerRoleArn, 'arn:aws:iam::320987654321:root'] } };
  await dueLightly(world, where);
  world.aws.setTrustPolicy(arn, { Version, Statement: [extra, source!] });
  await looks('unsafe', ['trust_principal_account']);
  await t.rejects(requestSession(world, where), { code: 'not_issuing' });
  await looks('unsafe', ['trust_principal_account'], 'full');
  restore();
  await looks('healthy', [], 'full');

  const { Condition: _, ...bare } = admit!;
  await dueLightly(world, where);
  world.aws.setTrustPolicy(arn, { Version, Statement: [bare, source!] });
  const hole = await looks('unsafe', ['external_id_weakened']);
  t.same(
    hole.steps.map(step => `${step.probe} ${step.outcome}`),
    ['none assumed'],
  );
  t.match((await connectionOf(world, where)).value.findings, [{ facts: { admitted: 'none' } }], 'only what was found');
  await t.rejects(requestSession(world, where), { code: 'not_issuing' });
  await looks('unsafe', ['external_id_missing'], 'full');
  restore();
  await looks('healthy', [], 'full');

  await dueLightly(world, where);
  world.aws.deleteRole(arn);
  const policies = Object.fromEntries(inlinePolicies.map(each => [each.name, each.document]));
  world.aws.addRole(customerAccount, { roleName, trustPolicy, policies, tags });
  const before = await connectionOf(world, where);
  const anew = await looks('healthy', []);
  t.match(anew.result, { conclusive: false, reason: 'role_recreated' });
  t.equal((await connectionOf(world, where)).revision, before.revision, 'nothing is concluded from it');
  await looks('drifted', ['role_recreated'], 'full');
  const { kind } = await nextCheck(world, where);
  // If the next check happens to be the weekly full one, it has already proven the new role.
  if (kind === 'light') t.strictSame(await codesOf(world, where), ['role_recreated']);
  await checked(world, where);
  t.strictSame(await codesOf(world, where), [], 'until a full check has proven the new role');

  await dueLightly(world, where);
  world.aws.setTrustPolicy(arn, { Version, Statement: [{ ...admit!, Effect: 'Deny' }] });
  t.match((await looks('healthy', [])).result, { conclusive: false, reason: 'inspection_refused' });
  const at = world.clock.now();
  await looks('unreachable', ['access_refused'], 'full');
  t.ok(world.clock.now().getTime() - at.getTime() < 3 * minuteMs, 'at once, after waiting for propagation');
});

const kinds: FaultRule['kind'][] = ['throttle', 'slow', 'reset', 'cut', 'error500', 'garbage', 'expired-token'];

t.test('an unusable answer to any call of a light check is inconclusive and changes nothing', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_AWS_TIMEOUT_MS: '150' } });
  const where = await settled(world);
  // A finding that the check would report if it could finish.
  const extra = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' } as const;
  world.aws.putRolePolicy(where.roleArn, 'Extra', { Version: '2012-10-17', Statement: [extra] });
  const before = await connectionOf(world, where);
  // STS opens the broker role and gets four more calls.
  const calls = [
    ...Array.from({ length: 5 }, (_, n) => ({ service: 'sts' as const, call: n + 1 })),
    ...Array.from({ length: 6 }, (_, n) => ({ service: 'iam' as const, call: n + 1 })),
  ];
  for (const [n, { service, call }] of calls.entries())
    for (const kind of new Set([kinds[n % 7]!, kinds[(n + (service === 'sts' ? 3 : 0)) % 7]!])) {
      world.ports.callers.in('aws').forget();
      const remove = world.aws.fail({ service, call, kind, delayMs: 200 });
      const check = await nextCheck(world, where);
      remove();
      const title = `${kind} at ${service} call ${call}`;
      t.equal(check.kind, 'light', title);
      const reason = service === 'sts' && call === 1 ? 'vendor_caller' : undefined;
      t.match(check.result, { conclusive: false, ...(reason && { reason }) }, title);
      const after = await connectionOf(world, where);
      t.strictSame([after.value, after.revision], [before.value, before.revision], title);
      t.equal(after.notes.lastConclusiveCheckAt, before.notes.lastConclusiveCheckAt, title);
    }
  const { Statement } = brokerPolicy;
  const { Version } = brokerPolicy;
  const needsId = {
    Effect: 'Deny',
    Action: 'sts:AssumeRole',
    Resource: '*',
    Condition: { Null: { 'sts:ExternalId': 'true' } },
  } as const;
  // The customer's condition is gone, and the vendor's own policy hides it: the refusal comes from the vendor's side.
  const spec = before.value.roleSpec;
  const { Condition: _, ...bare } = spec.trustPolicy.Statement[0]!;
  world.aws.setTrustPolicy(spec.arn, { Version, Statement: [bare, spec.trustPolicy.Statement[1]!] });
  world.aws.putRolePolicy(brokerRoleArn, 'AssumeCustomerRoles', { Version, Statement: [...Statement, needsId] });
  t.match((await nextCheck(world, where)).result, { conclusive: false, reason: 'vendor_caller' });
  t.strictSame((await connectionOf(world, where)).value, before.value);
  world.aws.putRolePolicy(brokerRoleArn, 'AssumeCustomerRoles', brokerPolicy);
  await nextCheck(world, where);
  t.equal((await connectionOf(world, where)).value.health, 'unsafe');
});

/** An AssumeRole that runs `before` ahead of its first call. */
function during(world: World, work: () => Promise<unknown>): World['ports'] {
  let isDone = false;
  const assumeRole: World['ports']['assumeRole'] = async (as, input) => {
    if (!isDone) {
      isDone = true;
      await work();
    }
    return world.ports.assumeRole(as, input);
  };
  return { ...world.ports, assumeRole };
}

t.test('scheduled checks over the life of one connection', async t => {
  const world = await newWorld(t);
  const where = await settled(world);
  const newest = async (limit: number) => (await world.ports.checks.list(where.connectionId, { limit })).items;
  const count = async () => (await newest(100)).length;
  const checkAfter = async (milliseconds: number) => {
    world.clock.advance(milliseconds);
    await runDueWork(world.ports);
    await world.ports.background.idle();
  };

  await t.test('a missed slot is made up within the hour, each connection at another time', async t => {
    const { due } = (await connectionOf(world, where)).notes;
    const before = await count();
    await checkAfter(Date.parse(due!.at) - world.clock.now().getTime() + 5 * 3600_000);
    t.equal(await count(), before, 'not all at once after a start');
    const putOffMs = Date.parse((await connectionOf(world, where)).notes.due!.at) - world.clock.now().getTime();
    t.ok(putOffMs > -minuteMs && putOffMs <= 3600_000);
    await checkAfter(5 * 3600_000);
    t.equal(await count(), before + 1, 'but postponed no more than once');
    const next = nextSlot(world.ports.secrets.checkSeed(where.connectionId), world.clock.now()).toISOString();
    t.equal((await connectionOf(world, where)).notes.due!.at, next, 'and the next check is at its slot again');
  });

  await t.test('a light check whose process died runs again after its lease', async t => {
    await dueLightly(world, where);
    const background = { ...world.ports.background, run: () => undefined };
    t.match(await nextCheck(world, where, [{ ...world.ports, background }]), { kind: 'light', finishedAt: undefined });
    t.match(await nextCheck(world, where), { kind: 'light', result: { conclusive: true } });
  });

  await t.test('when several start a check at once, one check runs', async t => {
    const other = compose(world.config, world.ports.log, { clock: world.clock });
    t.teardown(() => other.close());
    await dueLightly(world, where);
    const before = await count();
    t.equal((await nextCheck(world, where, [world.ports, other.ports, world.ports])).kind, 'light');
    t.equal(await count(), before + 1);
  });

  await t.test('a light check yields to a full check on request', async t => {
    await dueLightly(world, where);
    let asked: string | undefined;
    const ask = async () => {
      asked = (await startCheck(world.ports, backend, where)).id;
    };
    t.equal((await nextCheck(world, where, [during(world, ask)])).id, asked);
    const [full, light] = await newest(2);
    t.match(full, { kind: 'full', result: { conclusive: true } });
    t.match(light, { kind: 'light', result: undefined });
  });

  await t.test('a light check overtaken by a change runs again as a full one', async t => {
    await dueLightly(world, where);
    const change = async () => {
      const kept = await connectionOf(world, where);
      await applyEvent(world.ports, support, kept, { type: 'launched-again' }, { action: 'connection.launched-again' });
    };
    t.match(await nextCheck(world, where, [during(world, change)]), { kind: 'full', result: { conclusive: true } });
  });

  await t.test('a check that somebody waits for is not postponed', async t => {
    await launchAgain(world.ports, backend, where);
    const before = await count();
    await checkAfter(5 * 3600_000);
    t.equal(await count(), before + 1);
  });

  await t.test('a light check neither tests nor forgets an older role', async t => {
    const roleArn = await launch(world, where);
    await nextCheck(world, where);
    t.strictSame(await codesOf(world, where), ['old_role_left']);
    await dueLightly(world, where);
    const { revision } = await connectionOf(world, where);
    world.aws.deleteRole(where.roleArn);
    const light = await nextCheck(world, where);
    t.equal(light.kind, 'light');
    t.same([...new Set(light.steps.flatMap(step => step.launch ?? []))], [3]);
    const findings = [{ code: 'old_role_left' }];
    t.match(await connectionOf(world, where), { revision, value: { health: 'drifted', findings } });
    await checked(world, where);
    t.strictSame(await codesOf(world, where), []);
    t.equal((await requestSession(world, where)).roleArn, roleArn);
  });
});
