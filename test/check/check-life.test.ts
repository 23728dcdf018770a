// Checks over a connection's life: one at a time, dropped when the connection changes, interrupted after a crash; roles
// that are launched again, recreated, refuse us or are half readable.
import t from 'tap';
import type { AssumeOutcome } from '../../api/core/iam/assume-role.js';
import type { BackgroundWork } from '../../api/core/metric-labels.js';
import { readCheck } from '../../api/operations/check/read-check.js';
import { startCheck } from '../../api/operations/check/start-check.js';
import { changeConnection, launchAgain, reviewConnection } from '../../api/operations/connection/change-connection.js';
import { refuseBeyond } from '../../api/operations/connection/refuse-beyond.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { announceLaunch, runDueWork } from '../../api/operations/due-work.js';
import { resumeConnection, revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  requestSession,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const dayMs = 24 * 60 * 60 * 1000;
const codesOf = async (world: World, where: Where) =>
  (await connectionOf(world, where)).value.findings.map(each => each.code);

t.test('starting a check while one runs returns the running check', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const begun = await Promise.all([1, 2, 3, 4].map(() => startCheck(world.ports, backend, where)));
  t.equal(new Set(begun.map(each => each.id)).size, 1);
  await world.ports.background.idle();
});

t.test('a check is dropped when a change overtakes it, and runs again for the new revision', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  await launch(world, where);
  let changed = false;
  const assumeRole: typeof world.ports.assumeRole = async (as, input) => {
    // The connection changes while the probes run.
    if (!changed && input.use === 'probe') {
      changed = true;
      await changeConnection(world.ports, backend, where, { maxSessionSeconds: 1800 });
    }
    return world.ports.assumeRole(as, input);
  };
  const check = await startCheck({ ...world.ports, assumeRole }, backend, where);
  await world.ports.background.idle();
  const kept = await connectionOf(world, where);
  t.match(kept.value, { state: 'verified', health: 'healthy', maxSessionSeconds: 1800 });
  const stored = await readCheck(world.ports, backend, { ...where, checkId: check.id });
  t.equal(stored.revision, 2);
  t.match(stored.result, { conclusive: true });
});

t.test('a revoke during a check wins: nothing is verified and the probes stop', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  await launch(world, where);
  let calls = 0;
  const assumeRole: typeof world.ports.assumeRole = async (as, input) => {
    calls += 1;
    if (calls === 4) await revokeConnection(world.ports, support, where, 'now');
    return world.ports.assumeRole(as, input);
  };
  const check = await startCheck({ ...world.ports, assumeRole }, backend, where);
  await world.ports.background.idle();
  t.match((await connectionOf(world, where)).value, { state: 'revoked', health: 'unknown' });
  t.equal(calls, 4, 'no call after the one in progress');
  t.match((await readCheck(world.ports, backend, { ...where, checkId: check.id })).result, {
    conclusive: false,
    reason: 'connection_changed',
  });
});

t.test('a check whose process died is interrupted after its lease, and another can begin', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const background = { ...world.ports.background, run: () => undefined };
  const dead = await startCheck({ ...world.ports, background }, backend, where);
  t.equal((await readCheck(world.ports, backend, { ...where, checkId: dead.id })).finishedAt, undefined);
  world.clock.advance(21_000);
  t.match((await readCheck(world.ports, backend, { ...where, checkId: dead.id })).result, {
    conclusive: false,
    reason: 'interrupted',
  });
  const next = await checked(world, where);
  t.not(next.id, dead.id);
  t.ok(next.finishedAt);
});

t.test('a check is taken over within seconds after its process died, and never while it lives', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  let beat: () => Promise<void> = async () => undefined;
  let answer: (outcome: AssumeOutcome) => void = () => undefined;
  let asked: () => void = () => undefined;
  const isAsked = new Promise<void>(resolve => {
    asked = resolve;
  });
  const slow = {
    ...world.ports,
    background: {
      ...world.ports.background,
      beat: (_: number, work: () => Promise<void>) => {
        beat = work;
        return () => undefined;
      },
    },
    // AWS does not answer.
    assumeRole: () =>
      new Promise<AssumeOutcome>(resolve => {
        answer = resolve;
        asked();
      }),
  };
  const { id } = await startCheck(slow, backend, where);
  await isAsked;
  const newest = async () => (await world.ports.checks.list(where.connectionId, { limit: 5 })).items[0]!;
  const dueWork = async () => {
    await runDueWork(world.ports);
    return (await newest()).id;
  };
  for (let n = 0; n < 3; n += 1) {
    world.clock.advance(15_000);
    await beat();
    t.equal(await dueWork(), id, 'it runs longer than a lease');
  }
  world.clock.advance(21_000);
  t.not(await dueWork(), id, 'nobody has renewed the lease');
  answer({ kind: 'refused' } as AssumeOutcome);
  await world.ports.background.idle();
  t.match(await newest(), { result: { conclusive: true } });
  t.match((await readCheck(world.ports, backend, { ...where, checkId: id })).result, { reason: 'interrupted' });
});

t.test('a shutdown ends a waiting check and leaves it as interrupted', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const stopping = new AbortController();
  const background = {
    ...world.ports.background,
    run: (name: BackgroundWork, work: (signal: AbortSignal) => Promise<void>) =>
      world.ports.background.run(name, () => work(stopping.signal)),
  };
  const clock = {
    ...world.clock,
    wait: async () => stopping.abort(),
  };
  const check = await startCheck({ ...world.ports, background, clock }, backend, where);
  await world.ports.background.idle();
  t.match((await readCheck(world.ports, backend, { ...where, checkId: check.id })).result, {
    conclusive: false,
    reason: 'interrupted',
  });
});

const act = ({ connectionId }: Where) => ({ action: 'check.start', connectionId }) as const;

t.test('checks are limited in ten minutes for each caller; support and the schedule always get one', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const windowMs = 10 * 60_000;
  const toNextWindow = () => world.clock.advance(windowMs - (world.clock.now().getTime() % windowMs));
  toNextWindow();
  // Checks that end at their first call also count.
  const heal = world.aws.fail({ service: 'sts', kind: 'throttle' });
  for (let n = 0; n < 20; n += 1) await checked(world, where);
  const refused = await startCheck(world.ports, backend, where).catch((error: unknown) => error);
  t.match(refused, { code: 'checks_too_frequent', options: { retryAfterSeconds: Number } });
  await world.ports.background.idle();
  t.match((await world.ports.securityLog.list({ limit: 5 })).items, [
    { what: 'checks_too_frequent', callerId: backend.id, facts: { connectionId: where.connectionId } },
  ]);
  // Other keys use up what all callers have together.
  for (let key = 0; key < 4; key += 1)
    for (let n = 0; n < 20; n += 1)
      await refuseBeyond(world.ports, 'check', { ...backend, id: `key_${key}` }, act(where)).catch(() => {});
  await t.rejects(refuseBeyond(world.ports, 'check', { ...backend, id: 'key_0' }, act(where)), {
    code: 'checks_too_frequent',
  });
  t.ok(await startCheck(world.ports, support, where), 'support gets one');
  await world.ports.background.idle();
  await announceLaunch(world.ports, support, where);
  const before = (await world.ports.checks.list(where.connectionId, { limit: 100 })).items.length;
  t.equal(await runDueWork(world.ports), 1);
  await world.ports.background.idle();
  const { items } = await world.ports.checks.list(where.connectionId, { limit: 100 });
  t.equal(items.length, before + 1);
  t.equal(items[0]!.for, 'system', 'and so does the schedule');
  heal();
  toNextWindow();
  t.ok(await checked(world, where));
});

t.test('the kit finds a launched role without a request, checks again after ten minutes, and then daily', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  await launch(world, where);
  await announceLaunch(world.ports, backend, where);
  t.equal(await runDueWork(world.ports), 1);
  await world.ports.background.idle();
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy' });
  t.equal(await runDueWork(world.ports), 0);
  world.clock.advance(11 * 60_000);
  t.equal(await runDueWork(world.ports), 1);
  await world.ports.background.idle();
  world.clock.advance(11 * 60_000);
  t.equal(await runDueWork(world.ports), 0);
  world.clock.advance(dayMs);
  t.equal(await runDueWork(world.ports), 1);
});

t.test('a pending connection expires after 14 days, even if nothing reads it', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  world.clock.advance(14 * dayMs + 1000);
  await t.rejects(readDelivery(world.ports, backend, where), {
    code: 'not_in_this_state',
    message: /It was never launched and has expired/,
  });
  t.equal((await connectionOf(world, where)).value.state, 'expired');
  const other = await newConnection(world, where.tenantId);
  world.clock.advance(14 * dayMs + 1000);
  for (let n = 0; n < 3; n += 1) await runDueWork(world.ports);
  t.equal((await connectionOf(world, other)).value.state, 'expired');
  t.equal(await runDueWork(world.ports), 0, 'and is not checked again');
});

t.test('a new launch takes the next name; an old role that still answers is a finding until it is gone', async t => {
  const world = await newWorld(t);
  const first = await verifiedConnection(world);
  await launchAgain(world.ports, backend, first);
  world.clock.advance(60_000);
  await checked(world, first);
  t.match(
    (await connectionOf(world, first)).value,
    { state: 'verified', health: 'healthy', launch: 2, liveLaunch: 1 },
    'until the new one is launched the old one is used',
  );
  const second = await launch(world, first);
  t.not(second, first.roleArn);
  world.clock.advance(60_000);
  await checked(world, first);
  t.match((await connectionOf(world, first)).value, { health: 'drifted', liveLaunch: 2 });
  t.strictSame(await codesOf(world, first), ['old_role_left']);
  t.equal((await requestSession(world, first)).roleArn, second);
  world.aws.deleteRole(first.roleArn);
  world.clock.advance(60_000);
  await checked(world, first);
  t.equal((await connectionOf(world, first)).value.health, 'healthy');
  t.strictSame(await codesOf(world, first), []);
});

t.test('a role that was deleted and recreated under its name is noticed without any permission to read it', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  const { roleSpec } = (await connectionOf(world, where)).value;
  world.aws.deleteRole(where.roleArn);
  world.aws.addRole(customerAccount, {
    roleName: roleSpec.roleName,
    trustPolicy: roleSpec.trustPolicy,
    policies: Object.fromEntries(roleSpec.inlinePolicies.map(each => [each.name, each.document])),
    tags: roleSpec.tags,
  });
  world.clock.advance(60_000);
  await checked(world, where);
  t.strictSame(await codesOf(world, where), ['role_recreated']);
  world.clock.advance(60_000);
  await checked(world, where);
  t.strictSame(await codesOf(world, where), [], 'a full check has proven the new role');
});

t.test('a deleted role that IAM still lets us assume is no changed role', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 60 } });
  const where = await provenConnection(world);
  world.clock.advance(61_000);
  world.aws.deleteRole(where.roleArn);
  const check = await checked(world, where);
  t.match(check.steps.at(-1), { probe: 'inspection', outcome: 'partly-read' }, 'AssumeRole succeeded');
  t.match(check.result, { conclusive: false, reason: 'role_changed' });
  t.match((await connectionOf(world, where)).value, { health: 'healthy', findings: [] });
  const { due } = (await connectionOf(world, where)).notes;
  world.clock.advance(Date.parse(due!.at) - world.clock.now().getTime());
  await runDueWork(world.ports);
  await world.ports.background.idle();
  t.match((await connectionOf(world, where)).value, { health: 'unreachable' }, 'checked again on schedule');
});

t.test('a role swapped during a check is inconclusive, whichever call the swap comes before', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  await launch(world, where);
  const { roleSpec } = (await connectionOf(world, where)).value;
  const swap = () => {
    world.aws.deleteRole(roleSpec.arn);
    const policies = Object.fromEntries(roleSpec.inlinePolicies.map(each => [each.name, each.document]));
    const { roleName, trustPolicy, tags } = roleSpec;
    world.aws.addRole(customerAccount, { roleName, trustPolicy, policies, tags });
  };
  const assumeRole: typeof world.ports.assumeRole = (as, input) => {
    if (input.sourceIdentity) swap();
    return world.ports.assumeRole(as, input);
  };
  const readRole: typeof world.ports.readRole = async (...asked) => {
    const live = await world.ports.readRole(...asked);
    // As if the name had been given to another role just before it was read.
    return live.role.kind === 'read'
      ? { ...live, role: { ...live.role, value: { ...live.role.value, roleUniqueId: 'AROAOTHER' } } }
      : live;
  };
  for (const swapped of [{ assumeRole }, { readRole }]) {
    const check = await startCheck({ ...world.ports, ...swapped }, backend, where);
    await world.ports.background.idle();
    const stored = await readCheck(world.ports, backend, { ...where, checkId: check.id });
    t.match(stored.result, { conclusive: false, reason: 'role_changed' });
    t.match((await connectionOf(world, where)).value, { state: 'pending', health: 'unknown' });
    world.clock.advance(60_000);
  }
});

t.test('a role that refuses us is unreachable, after a day gone, and returns with a full check', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  const { roleSpec } = (await connectionOf(world, where)).value;
  world.aws.setTrustPolicy(where.roleArn, {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }],
  });
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'unreachable' });
  t.strictSame(await codesOf(world, where), ['access_refused']);
  await t.rejects(requestSession(world, where), { code: 'not_issuing' });
  world.clock.advance(dayMs);
  await checked(world, where);
  t.equal((await connectionOf(world, where)).value.health, 'gone');
  world.aws.setTrustPolicy(where.roleArn, roleSpec.trustPolicy);
  world.clock.advance(60_000);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy', refusedSince: undefined });
});

t.test(
  'a trust policy without SetSourceIdentity refuses every request: unreachable, with that cause first',
  async t => {
    const world = await newWorld(t);
    const where = await verifiedConnection(world);
    const { roleSpec } = (await connectionOf(world, where)).value;
    world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement: [roleSpec.trustPolicy.Statement[0]!] });
    const check = await checked(world, where);
    t.match(check.result, { verdict: { outcome: 'refused' }, causes: { left: [{ code: 'source_identity' }] } });
    t.equal((await connectionOf(world, where)).value.health, 'unreachable');
    t.strictSame(await codesOf(world, where), ['source_identity_refused']);
  },
);

t.test('a role that may not read itself has limited visibility: drifted, shown, and still issuing', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_VERIFY_UNREAD: 'true' } });
  const where = await newConnection(world, await newTenant(world));
  await launch(world, where);
  world.aws.deleteRolePolicy((await connectionOf(world, where)).value.roleSpec.arn, 'DrawbridgeSelfRead');
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'drifted' });
  t.same(new Set(await codesOf(world, where)), new Set(['self_reading_limited']));
  t.ok(await requestSession(world, where));
});

t.test('by default, no role is verified before its trust policy was read', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  await launch(world, where);
  const { arn, inlinePolicies } = (await connectionOf(world, where)).value.roleSpec;
  const selfRead = inlinePolicies.find(each => each.name === 'DrawbridgeSelfRead')!.document;
  world.aws.deleteRolePolicy(arn, 'DrawbridgeSelfRead');
  const { result } = await checked(world, where);
  t.match(result, { conclusive: true, verdict: { outcome: 'admitted' } });
  t.match((await connectionOf(world, where)).value, { state: 'pending', health: 'drifted' });
  await t.rejects(requestSession(world, where), { code: 'not_issuing', options: { members: { why: 'pending' } } });
  world.aws.putRolePolicy(arn, 'DrawbridgeSelfRead', selfRead);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy' });
  world.aws.deleteRolePolicy(arn, 'DrawbridgeSelfRead');
  await checked(world, where);
  t.match(
    (await connectionOf(world, where)).value,
    { state: 'verified', health: 'drifted' },
    'the policy was read once',
  );
});

t.test('a role that was never launched is awaiting launch, not refusing', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const { result } = await checked(world, where);
  t.match(result, { conclusive: true, verdict: { outcome: 'refused', findings: [] } });
  t.match((await connectionOf(world, where)).value, { state: 'pending', health: 'unknown' });
});

t.test('resuming after a suspend issues nothing until a check has passed', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  await suspendConnection(world.ports, support, where, 'incident');
  await t.rejects(requestSession(world, where), { code: 'not_issuing', options: { members: { why: 'suspended' } } });
  const held = world.aws.fail({ service: 'sts', kind: 'throttle' });
  await resumeConnection(world.ports, support, where, 'over');
  await world.ports.background.idle();
  await t.rejects(requestSession(world, where), { code: 'not_issuing', options: { members: { why: 'hold_health' } } });
  held();
  world.clock.advance(60_000);
  await checked(world, where);
  t.ok(await requestSession(world, where));
  await checked(world, where);
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/history`;
  const headers = { authorization: `Bearer ${world.keys.auditor}` };
  const { items } = (await world.app.inject({ url, headers })).json();
  t.match(items[0].summary, /^The first check since the connection was created or resumed succeeded\./);
  t.equal(items[1].action, 'connection.resumed', 'the check after that found nothing new and has no row');
});

t.test('a connection without a conclusive check for 7 days is on hold', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  world.clock.advance(7 * dayMs + 60_000);
  await t.rejects(requestSession(world, where), { code: 'not_issuing', options: { members: { why: 'hold_stale' } } });
  await checked(world, where);
  t.ok(await requestSession(world, where));
});

t.test(
  'if another tenant is verified in the account, delivery waits for support, and the customer sees no reason',
  async t => {
    const world = await newWorld(t);
    const first = await verifiedConnection(world);
    const second = await newConnection(world, await newTenant(world, 'Second'));
    await t.rejects(readDelivery(world.ports, backend, second), { code: 'under_review' });
    await t.rejects(reviewConnection(world.ports, backend, second, { approve: true, reason: 'x' }), {
      code: 'not_allowed',
    });
    const headers = { authorization: `Bearer ${world.keys.backend}` };
    const reviewOf = async ({ tenantId, connectionId }: Where) => {
      const url = `/v1/tenants/${tenantId}/connections/${connectionId}`;
      return (await world.app.inject({ url, headers })).json().review;
    };
    const found = async (reviewOpen: boolean, q?: string) => {
      const query = new URLSearchParams({ reviewOpen: `${reviewOpen}`, ...(q && { q }) });
      const { items } = (await world.app.inject({ url: `/v1/connections?${query}`, headers })).json();
      return items.map((each: { id: string }) => each.id);
    };
    const page = async () => (await managePage(world, second)).read();
    const waits = 'Example Vendor is reviewing this connection before you launch it.';
    t.equal(await reviewOf(first), undefined);
    t.equal(await reviewOf(second), 'open');
    t.strictSame(await found(true), [second.connectionId]);
    t.strictSame(await found(false), [first.connectionId]);
    t.strictSame(await found(true, first.connectionId), []);
    t.ok((await page()).includes(waits));
    await reviewConnection(world.ports, support, second, { approve: false, reason: 'Nobody there knows of it' });
    t.equal(await reviewOf(second), 'refused');
    t.strictSame(await found(true), [], 'no review is left');
    t.ok((await page()).includes(waits));
    await reviewConnection(world.ports, support, second, { approve: true, reason: 'Same company, asked by phone' });
    t.equal(await reviewOf(second), undefined);
    t.notOk((await page()).includes(waits));
    t.ok(await readDelivery(world.ports, backend, second));
    await launch(world, second);
    await checked(world, second);
    t.equal((await connectionOf(world, second)).value.state, 'verified');
  },
);

t.test("a pasted role ARN is accepted only with this connection's own account, partition and name", async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const { roleRandom } = (await connectionOf(world, where)).value;
  const paste = (roleArn: string) => changeConnection(world.ports, backend, where, { roleArn });
  const mine = `arn:aws:iam::${customerAccount}:role/team/acme-drawbridge-${roleRandom}-1`;
  for (const bad of [
    mine.replace(customerAccount, '320987654321'),
    mine.replace('arn:aws:', 'arn:aws-cn:'),
    mine.replace('iam', 'sts'),
    mine.replace('role/', 'user/'),
    `${mine} `,
  ]) {
    await t.rejects(paste(bad), { code: 'role_arn_not_valid' }, bad);
  }
  for (const bad of [mine.replace(roleRandom, 'aaaaaaaaaaaa'), `arn:aws:iam::${customerAccount}:role/admin`]) {
    await t.rejects(paste(bad), { code: 'role_not_of_this_connection' }, bad);
  }
  const kept = await paste(mine);
  t.equal(kept.value.roleSpec.arn, mine);
  await launch(world, where);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy' });
});

t.test('a suspend between STS and the answer holds the credentials back', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  const assumeRole: typeof world.ports.assumeRole = async (as, input) => {
    const outcome = await world.ports.assumeRole(as, input);
    await suspendConnection(world.ports, support, where, 'just now');
    return outcome;
  };
  const racing = { ...world, ports: { ...world.ports, assumeRole } };
  await t.rejects(requestSession(racing, where), { code: 'not_issuing' });
  const rows = (await world.ports.ledger.list(where.connectionId, { limit: 100 })).items;
  t.notOk(rows.some(row => row.type === 'handed-out'));
  t.equal(
    rows.filter(row => row.type === 'minted' && row.kind === 'issue').length,
    1,
    'the minted session is in the ledger all the same',
  );
});

t.test('without a ledger row there is no call, and without an issued row no answer', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  const made = () => world.aws.sessions().filter(each => each.roleArn === where.roleArn).length;
  const before = made();
  const refusing = (type: string) => ({
    ...world,
    ports: {
      ...world.ports,
      ledger: {
        ...world.ports.ledger,
        put: async (row: Parameters<typeof world.ports.ledger.put>[0]) =>
          row.type === type ? Promise.reject(new Error('store')) : world.ports.ledger.put(row),
      },
    },
  });
  await t.rejects(requestSession(refusing('minted'), where));
  t.equal(made(), before);
  await t.rejects(requestSession(refusing('handed-out'), where));
  t.equal(made(), before + 1);
});
