// moto as a badly set-up customer that enforces no external ID: the kit must call every connection unsafe or unproven,
// and issue nothing. https://docs.getmoto.org/en/latest/docs/iam.html
import t, { type Test } from 'tap';
import type { Connection } from '../../api/core/connection/connection.js';
import { driftOf } from '../../api/core/drift/drift.js';
import { type Finding, findingKinds, finding as findingOf } from '../../api/core/finding/findings.js';
import type { Principal, Statement } from '../../api/core/policy/document/document.js';
import {
  brokerRoleArn,
  controlAccountId,
  strangerRoleArn,
  vendorAccountId,
} from '../../deploy/local/vendor-account.js';
import { connectionOf, type Where } from '../helpers/customer.js';
import { customerAccount, type World } from '../helpers/world.js';
import { type Auth, type MotoWorld, newMotoWorld } from './moto-world.js';

t.setTimeout(240_000);

/** moto authorises AssumeRole only for a role in the caller's own account; the kit serves no vendor's account. */
const sameAccount = { DRAWBRIDGE_VENDOR_ACCOUNTS: controlAccountId, DRAWBRIDGE_STRANGER_ROLE_ARNS: '' };

const negatives = ['none', 'wrong', 'upper-case', 'head', 'tail', 'one-changed'];
const all = (outcome: string) => negatives.map(probe => `${probe} ${outcome}`);
const onlyAbsent = ['none assumed', ...all('refused').slice(1)];
/** The step that reports that no stranger is configured. */
const noStranger = 'stranger not-made';
const missing = findingOf('external_id_missing');
const stranger = findingOf('trust_stranger_admitted', { principal: strangerRoleArn });
const absentAdmitted = findingOf('external_id_weakened', { admitted: 'none' });

/** Whatever moto answered: not verified, not healthy, and no credentials for anyone. */
async function unproven(t: Test, world: MotoWorld, where: Where): Promise<void> {
  const { value } = await connectionOf({ ports: world.ports } as World, where);
  t.match(value, { state: 'pending', health: /^(unknown|unsafe)$/ }, 'neither verified nor healthy');
  await t.rejects(world.ask(where), { code: 'not_issuing' }, 'nothing is issued');
  t.same(await issues(world, where), [], 'the ledger shows no credentials');
}

/** The ledger's rows of requested or issued credentials. */
async function issues(world: MotoWorld, where: Where) {
  const rows = [];
  let cursor: string | undefined;
  do {
    const page = await world.ports.ledger.list(where.connectionId, { limit: 100, ...(cursor && { cursor }) });
    rows.push(...page.items.filter(row => row.type === 'handed-out' || row.kind === 'issue'));
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}

for (const auth of ['off', 'on'] as const) {
  const heading = auth === 'off' ? 'auth off (the default)' : 'auth on, role in another account';
  for (const launched of [false, true]) {
    const role = launched ? "a role from the kit's own template" : 'a role that does not exist';
    t.test(`moto, ${heading}, ${role}: right, absent, wrong ID and stranger all assumed; unsafe`, async t => {
      const world = await newMotoWorld(t);
      const where = await world.connect(customerAccount);
      if (launched) await world.launch(where);
      const { check, connection, steps } = await world.check(where, auth);
      t.same(steps, ['right assumed', 'control assumed', ...all('assumed'), 'control assumed', 'stranger assumed']);
      t.match(check.result, { conclusive: true, verdict: { outcome: 'unsafe' } });
      t.equal(connection.health, 'unsafe');
      t.same(bare(connection.findings), [missing, stranger]);
      await unproven(t, world, where);
    });
  }
}

t.test('moto, same account: the kit itself refuses a connection in an account of the vendor', async t => {
  const world = await newMotoWorld(t);
  await t.rejects(world.connect(vendorAccountId), { code: 'vendor_account' });
});

t.test('moto, auth on, same account, a role that does not exist: all assumed; unsafe', async t => {
  const world = await newMotoWorld(t, sameAccount);
  const where = await world.connect(vendorAccountId);
  const { connection, steps } = await world.check(where, 'on');
  t.same(steps, ['right assumed', 'control assumed', ...all('assumed'), noStranger]);
  t.same(bare(connection.findings), [missing]);
  t.equal(connection.health, 'unsafe');
  await unproven(t, world, where);
});

/** The values in the customer's trust policy: the right external ID and the ARN of the broker role's session. */
type Trust = (id: string, sessionArn: string) => Statement[];

const assume = (Principal: Principal, Condition?: Statement['Condition']): Statement => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...(Condition && { Condition }),
});
const exact = (id: string) => ({ StringEquals: { 'sts:ExternalId': id } });
const account = { AWS: `arn:aws:iam::${vendorAccountId}:root` };
const broker = { AWS: brokerRoleArn };
/** In AWS the role's ARN covers its sessions; moto only knows a session by the session's own ARN. */
const session = (sessionArn: string) => ({ AWS: [brokerRoleArn, sessionArn] });

const judged: [title: string, trust: Trust, steps: string[], finding: typeof missing][] = [
  [
    'the broker role and its session with StringEquals: only the absent ID is assumed, wrong ones refused',
    (id, arn) => [assume(session(arn), exact(id))],
    onlyAbsent,
    absentAdmitted,
  ],
  [
    'Principal *, with StringEquals: only the absent ID is assumed',
    id => [assume({ AWS: '*' }, exact(id))],
    onlyAbsent,
    absentAdmitted,
  ],
  [
    'two values in StringEquals: only the absent ID is assumed',
    (id, arn) => [assume(session(arn), { StringEquals: { 'sts:ExternalId': [id, 'acme'] } })],
    onlyAbsent,
    absentAdmitted,
  ],
  ['no condition: all assumed', (_, arn) => [assume(session(arn))], all('assumed'), missing],
  [
    'StringLike with the exact ID, which moto ignores: all assumed',
    (id, arn) => [assume(session(arn), { StringLike: { 'sts:ExternalId': id } })],
    all('assumed'),
    missing,
  ],
  [
    'StringEqualsIgnoreCase, which moto ignores: all assumed',
    (id, arn) => [assume(session(arn), { StringEqualsIgnoreCase: { 'sts:ExternalId': id } })],
    all('assumed'),
    missing,
  ],
  [
    'ForAllValues:StringEquals, which moto ignores: all assumed',
    (id, arn) => [assume(session(arn), { 'ForAllValues:StringEquals': { 'sts:ExternalId': id } })],
    all('assumed'),
    missing,
  ],
  [
    'StringEquals and a Deny of an absent ID, which moto reads as an Allow: the absent ID is assumed',
    (id, arn) => [
      assume(session(arn), exact(id)),
      { ...assume(session(arn), { Null: { 'sts:ExternalId': 'true' } }), Effect: 'Deny' },
    ],
    onlyAbsent,
    absentAdmitted,
  ],
];

for (const [title, trust, steps, finding] of judged) {
  t.test(`moto, auth on, same account, ${title}; unsafe`, async t => {
    const world = await newMotoWorld(t, sameAccount);
    const where = await world.connect(vendorAccountId);
    await trusting(world, where, trust);
    const seen = await world.check(where, 'on');
    t.same(seen.steps, ['right assumed', 'control assumed', ...steps, noStranger]);
    t.equal(seen.connection.health, 'unsafe');
    t.same(bare(seen.connection.findings), [finding]);
    await unproven(t, world, where);
  });
}

const unmatched: [title: string, trust?: Trust][] = [
  ["the kit's own template, whose trust names the broker role"],
  ['the broker role without a condition', () => [assume(broker)]],
  ['the vendor account (:root) with StringEquals', id => [assume(account, exact(id))]],
  ['the vendor account (:root) without a condition', () => [assume(account)]],
];

for (const [title, trust] of unmatched) {
  t.test(`moto, auth on, same account, ${title}: moto finds no session and refuses the right ID; unproven`, async t => {
    const world = await newMotoWorld(t, sameAccount);
    const where = await world.connect(vendorAccountId);
    await trusting(world, where, trust);
    const { check, connection, steps } = await world.check(where, 'on');
    t.same([...new Set(steps)], ['right refused', 'control assumed', ...all('refused')]);
    t.match(check.result, { conclusive: true, verdict: { outcome: 'refused' } });
    const left = check.result?.conclusive ? check.result.causes?.left.map(each => each.code) : undefined;
    t.ok(left?.includes('trust_principal'), 'the principal is among the remaining causes');
    t.match(connection, { state: 'pending', health: 'unknown' });
    t.strictSame(connection.findings, []);
    await unproven(t, world, where);
  });
}

t.test('moto, auth starting during a check, at each of its calls: never verified', async t => {
  const world = await newMotoWorld(t, sameAccount);
  const named = await world.connect(vendorAccountId);
  await trusting(world, named, undefined);
  const matched = await world.connect(vendorAccountId);
  await trusting(world, matched, (id, arn) => [assume(session(arn), exact(id))]);
  for (let unjudged = 0; unjudged <= 12; unjudged += 1) {
    const first = await world.check(named, unjudged);
    // If auth starts at the second or third call, moto refuses every negative probe, and then the right ID as well: it
    // stopped accepting us during the check, which proves nothing.
    const changed = { conclusive: false, reason: 'role_changed' };
    const concluded = { conclusive: true, verdict: { outcome: unjudged === 0 ? 'refused' : 'unsafe' } };
    const expected = unjudged === 1 || unjudged === 2 ? changed : concluded;
    t.match(first.check.result, expected, `named, after ${unjudged} calls`);
    const second = await world.check(matched, unjudged);
    t.match(second.check.result, { verdict: { outcome: 'unsafe' } }, `matched, after ${unjudged} calls`);
  }
  await unproven(t, world, named);
  await unproven(t, world, matched);
});

for (const [auth, health] of [
  ['off', 'unsafe'],
  ['on', 'unreachable'],
] as const) {
  t.test(`moto, auth ${auth}, same account, a connection verified earlier: ${health}, and issuing ends`, async t => {
    const world = await newMotoWorld(t, sameAccount);
    const where = await world.connect(vendorAccountId);
    await world.launch(where);
    await verifiedEarlier(world, where);
    await world.ask(where);
    const { connection } = await world.check(where, auth);
    t.match(connection, { state: 'verified', health });
    await t.rejects(world.ask(where), { code: 'not_issuing' });
    t.equal((await issues(world, where)).length, 2, 'the ledger shows the request before the check, and no other');
  });
}

t.test('moto, auth on, a service that may not open the broker role: inconclusive', async t => {
  const world = await newMotoWorld(t);
  const where = await world.connect(customerAccount);
  await world.launch(where);
  await world.setServicePolicy({ Effect: 'Deny', Action: '*', Resource: '*' });
  const { check, connection, steps } = await world.check(where, 'on');
  t.same(steps, ['right inconclusive']);
  t.match(check.result, { conclusive: false, reason: 'vendor_caller' });
  t.equal(connection.health, 'unknown');
  await unproven(t, world, where);
});

t.test('moto, auth on, a service key with a wrong secret: inconclusive', async t => {
  const world = await newMotoWorld(t, { DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY: 'not-the-secret' });
  const where = await world.connect(customerAccount);
  const { check, steps } = await world.check(where, 'on');
  t.same(steps, ['right inconclusive']);
  t.match(check.result, { conclusive: false, reason: 'vendor_caller' });
  await unproven(t, world, where);
});

for (const hasStranger of [false, true]) {
  const outcome = hasStranger ? 'but a stranger is assumed; unsafe' : 'inconclusive';
  t.test(`moto, auth on, a broker role without rights: all refused, the control role too; ${outcome}`, async t => {
    const world = await newMotoWorld(t, hasStranger ? {} : { DRAWBRIDGE_STRANGER_ROLE_ARNS: '' });
    const where = await world.connect(customerAccount);
    await world.launch(where);
    await world.setBrokerPolicy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
    const { check, connection, steps } = await world.check(where, 'on');
    const seen = ['right refused', 'control refused', ...all('refused')];
    t.same([...new Set(steps)], hasStranger ? [...seen, 'stranger assumed'] : seen);
    if (hasStranger) t.match(check.result, { conclusive: true, verdict: { outcome: 'unsafe' } });
    else t.match(check.result, { conclusive: false, reason: 'vendor_caller' });
    t.equal(connection.health, hasStranger ? 'unsafe' : 'unknown');
    await unproven(t, world, where);
  });
}

t.test('moto, auth off: inline policies returned as Python text are unreadable, not drift', async t => {
  const world = await newMotoWorld(t);
  const where = await world.connect(customerAccount);
  await world.launch(where);
  const { roleSpec, live } = await readLiveRole(world, where, 'off');
  const texts = live.inline.kind === 'read' ? live.inline.value.map(each => each.document) : [];
  t.equal(texts.length, roleSpec.inlinePolicies.length);
  for (const text of texts) t.match(text, { kind: 'read', value: /^\{'Version': '2012-10-17'/ });
  t.same(
    driftOf(roleSpec, live),
    [
      findingOf('self_reading_limited', {
        what: roleSpec.inlinePolicies.map(({ name }) => `inline policy ${name}`).join(', '),
        how: 'unreadable',
      }),
    ],
    'limited reading of each policy, and nothing else',
  );
  t.not(findingKinds.self_reading_limited.severity, 'information', 'the role is not healthy');
});

t.test('moto, auth on: it fails at its own Python text, so every reading is inconclusive', async t => {
  const world = await newMotoWorld(t);
  const where = await world.connect(customerAccount);
  await world.launch(where);
  const { live } = await readLiveRole(world, where, 'on');
  const failed = { kind: 'inconclusive', why: 'aws_error' };
  t.same(live, { role: failed, inline: failed, attached: failed, policies: {} });
});

/** Without the witnesses, each of which must be a request that moto accepted. */
function bare(findings: readonly Finding[]): Omit<Finding, 'witness'>[] {
  return findings.map(({ witness, ...rest }) => {
    if (witness?.live !== 'allowed' || witness.spec !== 'refused') throw new Error(`${rest.code} has no witness`);
    return rest;
  });
}

/** Launches the role, then replaces the template's trust policy if one is given. */
async function trusting(world: MotoWorld, where: Where, trust: Trust | undefined): Promise<void> {
  const roleArn = await world.launch(where);
  if (!trust) return;
  const { value } = await connectionOf({ ports: world.ports } as World, where);
  const Statement = trust(value.externalId.current, await world.brokerSessionArn());
  await world.setTrustPolicy(roleArn, { Version: '2012-10-17', Statement });
}

/** As if a check had found the role safe before it was changed. */
async function verifiedEarlier(world: MotoWorld, where: Where): Promise<void> {
  const { connections, clock } = world.ports;
  const kept = await connectionOf({ ports: world.ports } as World, where);
  const now = clock.now().toISOString();
  const verified: Connection = { ...kept.value, state: 'verified', health: 'healthy', verifiedAt: now, liveLaunch: 1 };
  const who = { kind: 'system', id: 'test' } as const;
  const written = await connections.change(kept, verified, { at: now, who, action: 'connection.verified' });
  await connections.note(written!, { ...written!.notes, lastConclusiveCheckAt: now });
}

/** What an inspection would read, in a session of the role itself. */
async function readLiveRole(world: MotoWorld, where: Where, auth: Auth) {
  const { roleSpec, externalId } = (await connectionOf({ ports: world.ports } as World, where)).value;
  const caller = await world.ports.callers.in('aws').get('check');
  if (!caller.ok) throw new Error('no caller session');
  const outcome = await world.ports.assumeRole(caller.credentials, {
    use: 'inspection',
    roleArn: roleSpec.arn,
    sessionName: 'drawbridge-inspect-test',
    externalId: externalId.current,
    durationSeconds: 900,
    region: world.ports.vendor.partitions[0].region,
  });
  if (outcome.kind !== 'assumed') throw new Error(`moto refused us: ${outcome.kind}`);
  await world.setAuth(auth);
  const live = await world.ports.readRole(outcome, roleSpec.roleName, world.ports.vendor.partitions[0].region, {});
  await world.setAuth('off');
  return { roleSpec, live };
}
