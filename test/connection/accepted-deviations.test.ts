// Accepted deviations: who may accept which finding, how long an acceptance counts, and what ends it.
import t from 'tap';
import type { Caller } from '../../api/core/access/caller.js';
import { isSameForChecks } from '../../api/core/check/checked-parts.js';
import { acceptabilityOf } from '../../api/core/finding/acceptable.js';
import { type FindingCode, type FindingWitness, finding, findingKinds } from '../../api/core/finding/findings.js';
import { dayMs } from '../../api/core/values/time.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { backend, support, voucher } from '../helpers/callers.js';
import { checked, connectionOf, newTenant, provenConnection, type Where } from '../helpers/customer.js';
import { changeRole } from '../helpers/customer-admin.js';
import { managePage } from '../helpers/manage-page.js';
import { storeKey } from '../helpers/stored-keys.js';
import { newWorld, type World } from '../helpers/world.js';

type Method = 'GET' | 'POST' | 'DELETE';

async function api(world: World, where: Where, key: string, method: Method = 'GET', path = '', payload?: object) {
  const answer = await world.app.inject({
    method,
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}${path}`,
    headers: { authorization: `Bearer ${key}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, any> };
}

const listed = async (world: World, where: Where) =>
  (await api(world, where, world.keys.support, 'GET', '/accepted-deviations')).body;

const allowing = (action: string, resource = '*') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
});
const denying = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'ce:GetCostForecast', Resource: '*' }] };

const wider = (world: World, { roleArn }: { roleArn: string }, document: object = allowing('s3:ListAllMyBuckets')) =>
  world.aws.putRolePolicy(roleArn, 'Organisation', document as never);

/** What a caller of the API sends to accept the first finding with this code. */
async function asked(world: World, where: Where, code: FindingCode = 'policy_added', more: object = {}) {
  const { seen } = await listed(world, where);
  const { finding: id } = seen.findings.find((each: { code: string }) => each.code === code);
  const endsAt = new Date(world.clock.now().getTime() + 30 * dayMs).toISOString();
  const { checkId, digest } = seen;
  return { checkId, digest, finding: id, reason: 'Attached to every role', endsAt, person: 'Ann Admin', ...more };
}

const byVoucher = async (world: World, where: Where, payload: object) =>
  api(world, where, await keyOfVoucher(world), 'POST', '/accepted-deviations', payload);

const secrets = new WeakMap<World, Promise<string>>();
function keyOfVoucher(world: World): Promise<string> {
  const known = secrets.get(world) ?? world.keyOf('backend', { mayVouchForPersons: true });
  secrets.set(world, known);
  return known;
}

const actions = async (world: World, where: Where) => {
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 100 });
  return items.map(({ row }) => ({ ...row.facts, action: row.action, reason: row.reason })).reverse() as Record<
    string,
    unknown
  >[];
};

const acceptanceRows = async (world: World, where: Where) =>
  (await actions(world, where)).filter(each => /acceptance|deviation/.test(String(each.action)));

/** The due work of a time, as the worker does it. */
async function pass(world: World, milliseconds: number): Promise<void> {
  world.clock.advance(milliseconds);
  await runDueWork(world.ports);
  await world.ports.background.idle();
}

const witness = (live: 'allowed' | 'refused', action: string): FindingWitness => ({
  principal: 'arn:aws:iam::210987654321:role/x',
  action,
  resource: '*',
  context: {},
  spec: live === 'allowed' ? 'refused' : 'allowed',
  live,
});

t.test('the kinds of findings that support, a person or nobody may accept', async t => {
  const byAnyone: FindingCode[] = ['permissions_narrowed', 'policy_missing', 'policy_added', 'policy_attached'];
  const byPerson: FindingCode[] = [
    'permissions_widened',
    'deny_removed',
    'deny_lapsed',
    'boundary_changed',
    'managed_policy_version_moved',
    'aws_policy_changed',
    'session_length_raised',
    'tags_changed',
  ];
  for (const code of Object.keys(findingKinds) as FindingCode[]) {
    const severity = findingKinds[code].severity === 'critical' ? undefined : ('high' as const);
    const of = (live: 'allowed' | 'refused', action: string, facts = {}) =>
      acceptabilityOf(finding(code, { worst: action, ...facts }, { severity, witness: witness(live, action) }));
    const isKnown = byAnyone.includes(code) || byPerson.includes(code);
    if (!isKnown) {
      for (const live of ['allowed', 'refused'] as const) t.ok('never' in of(live, 's3:ListAllMyBuckets'), code);
      continue;
    }
    t.same(of('allowed', 's3:GetObject'), { by: 'person' }, code);
    t.same(of('refused', 'iam:PassRole'), { by: byAnyone.includes(code) ? 'anyone' : 'person' }, code);
    t.same(of('allowed', 'iam:AttachRolePolicy'), { never: 'escalation' }, code);
    t.same(of('allowed', 's3:GetObject', { worst: 'iam:PassRole, s3:GetObject' }), { never: 'escalation' }, code);
    t.same(of('allowed', '*'), { never: 'escalation' }, code);
    t.same(of('allowed', 'new:Unheard'), { never: 'undecided' }, code);
    t.same(of('refused', 's3:GetObject', { count: '?' }), { never: 'undecided' }, code);
    const found = finding(code, {}, { severity: 'information', witness: witness('refused', 's3:GetObject') });
    t.same(acceptabilityOf(found), { never: 'information' }, code);
    t.same(acceptabilityOf({ ...found, severity: 'critical' }), { never: 'critical' }, code);
    t.same(acceptabilityOf({ ...found, severity: 'high', notLookedAtSince: '2026-12-01' }), { never: 'unread' }, code);
    if (findingKinds[code].proof === 'witness')
      t.same(acceptabilityOf(finding(code, {}, { severity: 'high' })), { never: 'undecided' }, `${code}, no request`);
  }
  const never = (code: FindingCode, severity: 'high' | 'critical' = 'high') =>
    acceptabilityOf(finding(code, {}, { severity, witness: witness('allowed', 'sts:AssumeRole') }));
  t.same(never('trust_principal_extra', 'critical'), { never: 'critical' });
  for (const code of [
    'trust_end_loosened',
    'trust_narrowed',
    'source_identity_loosened',
    'external_id_weakened',
  ] as const)
    t.same(never(code), { never: 'trust' }, code);
  t.same(never('permissions_undecided'), { never: 'undecided' });
  t.same(never('self_reading_limited'), { never: 'unread' });
  for (const code of ['old_role_left', 'external_id_retired_accepted'] as const)
    t.same(never(code), { never: 'old_access' }, code);
  for (const code of ['role_recreated', 'access_refused', 'permissions_removed'] as const)
    t.same(never(code), { never: 'other' }, code);
});

t.test('a person accepts a widening: healthy with one accepted, until the role changes in any way', async t => {
  const world = await newWorld(t, { receivesEvents: true });
  const where = await provenConnection(world);
  wider(world, where);
  await checked(world, where);
  const page = await managePage(world, where);
  const form = fieldsOf(await page.read());
  const lastDay = new Date(world.clock.now().getTime() + 29 * dayMs).toISOString().slice(0, 10);
  const answer = await page.send('deviations/accept', { ...form, reason: 'Our organisation adds it', lastDay });
  t.equal(answer.statusCode, 303, answer.body);

  const { body } = await api(world, where, world.keys.backend);
  t.match(body, { health: 'healthy', acceptedDeviations: 1, issuing: true });
  const accepted = { by: 'tenant', person: 'Ann Admin', reason: 'Our organisation adds it' };
  t.match(body.findings, [{ code: 'policy_added', accepted: { ...accepted, endsAt: `${lastDay}T23:59:59.000Z` } }]);
  for (const [language, words] of [
    ['en', ['Verified and healthy, 1 accepted', 'Accepted by', 'Your organisation has accepted that']],
    ['ja', ['検証済み・正常（承認済みの差異 1 件）', 'が承認しました', 'お客様の組織がこれを承認しています']],
  ] as const) {
    const html = await page.read(language);
    for (const word of words) t.match(html, word);
    t.match(html, /Our organisation adds it/);
    t.notMatch(html, /class="callout bad" id="widened"/);
  }

  t.comment('checks that read the same role change nothing, full and light ones');
  const rows = (await actions(world, where)).length;
  const again = await checked(world, where);
  await pass(world, 2 * dayMs);
  t.equal((await actions(world, where)).length, rows);
  t.match((await api(world, where, world.keys.backend)).body, { health: 'healthy', acceptedDeviations: 1 });
  const ofCheck = (await api(world, where, world.keys.support, 'GET', `/checks/${again.id}`)).body;
  t.match(ofCheck.result.findings, [{ code: 'policy_added', accepted }], 'a check shows it too');

  t.comment('the same meaning in other words is another document');
  wider(world, where, { ...allowing('s3:ListAllMyBuckets'), Id: 'respelled' });
  await checked(world, where);
  t.match((await api(world, where, world.keys.backend)).body, { health: 'drifted', acceptedDeviations: undefined });
  t.match(await acceptanceRows(world, where), [
    { action: 'connection.deviation-accepted', by: 'tenant', person: 'Ann Admin', reason: 'Our organisation adds it' },
    { action: 'connection.acceptance-ended', why: 'changed', code: 'policy_added' },
  ]);
  wider(world, where);
  await checked(world, where);
  t.match((await api(world, where, world.keys.backend)).body, { health: 'drifted' }, 'it never counts again');

  t.comment('a deviation that is fixed needs no acceptance');
  t.equal((await byVoucher(world, where, await asked(world, where))).status, 201);
  await changeRole(world, where.roleArn, 'DeleteRolePolicy', { PolicyName: 'Organisation' });
  await checked(world, where);
  t.match((await acceptanceRows(world, where)).at(-1), { action: 'connection.acceptance-ended', why: 'gone' });
  t.match((await api(world, where, world.keys.backend)).body, { health: 'healthy', acceptedDeviations: undefined });
});

/** The hidden fields of the first form that accepts a finding. */
function fieldsOf(html: string): Record<string, string> {
  const form = /deviations\/accept">(.*?)<\/form>/s.exec(html)?.[1] ?? '';
  const all = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
  return Object.fromEntries(all.map(([, name, value]) => [name!, value!]));
}

t.test('an acceptance is announced before its end, ends by itself, and can be replaced and removed', async t => {
  const world = await newWorld(t, { receivesEvents: true });
  const where = await provenConnection(world);
  wider(world, where);
  await checked(world, where);
  const first = await byVoucher(world, where, await asked(world, where));
  const [{ id }] = first.body.items;
  t.match(await byVoucher(world, where, await asked(world, where)), {
    status: 409,
    body: { code: 'deviation_already_accepted' },
  });
  const later = new Date(world.clock.now().getTime() + 40 * dayMs).toISOString();
  const replaced = await byVoucher(
    world,
    where,
    await asked(world, where, 'policy_added', { replaces: id, endsAt: later }),
  );
  t.match(replaced, { status: 201, body: { items: [{ endsAt: later, counts: true }] } });
  t.equal(replaced.body.items.length, 1);

  await pass(world, 32 * dayMs);
  const isEnding = (each: Record<string, unknown>) => each.action === 'connection.acceptance-reminded';
  t.equal((await acceptanceRows(world, where)).filter(isEnding).length, 0, 'not eight days before');
  await pass(world, 2 * dayMs);
  await pass(world, dayMs);
  t.match((await acceptanceRows(world, where)).filter(isEnding), [{ endsAt: later }], 'once, within a week of it');
  world.clock.advance(Date.parse(later) - world.clock.now().getTime() - 1000);
  t.match((await api(world, where, world.keys.backend)).body, { health: 'healthy', acceptedDeviations: 1 });
  const { due } = (await connectionOf(world, where)).notes;
  t.ok(due!.at <= later, 'its end is due work');
  world.clock.advance(1000);
  t.match((await api(world, where, world.keys.backend)).body, { health: 'drifted' }, 'at its end, to every reader');
  const found = async (query: string) => {
    const headers = { authorization: `Bearer ${world.keys.support}` };
    return (await world.app.inject({ url: `/v1/connections?${query}`, headers })).json().items.length;
  };
  t.same([await found('deviationAccepted=true'), await found('deviationAccepted=false&health=drifted')], [0, 1]);
  t.match((await acceptanceRows(world, where)).at(-1), { action: 'connection.acceptance-reminded' }, 'unwritten yet');
  await pass(world, 0);
  t.match((await acceptanceRows(world, where)).at(-1), { action: 'connection.acceptance-ended', why: 'ended' });
  t.match((await checked(world, where)).result, { verdict: { findings: [{ code: 'policy_added' }] } });

  const soon = new Date(world.clock.now().getTime() + 60_000).toISOString();
  t.equal((await byVoucher(world, where, await asked(world, where, 'policy_added', { endsAt: soon }))).status, 201);
  await pass(world, 61_000);
  t.match((await connectionOf(world, where)).value, { health: 'drifted', accepted: undefined }, 'no slot is awaited');

  const kept = await byVoucher(world, where, await asked(world, where));
  const path = `/accepted-deviations/${kept.body.items[0].id}`;
  const removed = await api(world, where, world.keys.support, 'DELETE', path, { reason: 'Not agreed' });
  t.match(removed, { status: 200, body: { items: [], seen: { findings: [{ acceptance: undefined }] } } });
  t.match((await acceptanceRows(world, where)).at(-1), {
    action: 'connection.acceptance-removed',
    reason: 'Not agreed',
  });
  t.match(await api(world, where, world.keys.support, 'DELETE', path, { reason: 'Again' }), { status: 404 });
  t.match((await api(world, where, world.keys.backend)).body, { health: 'drifted' });
});

t.test('an acceptance that meets a check of another role: it is refused, or the check ends it', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  wider(world, where);
  await checked(world, where);
  const payload = await asked(world, where);
  for (const [n, action] of ['s3:ListAllMyBuckets', 's3:GetObject', 'ec2:DescribeRegions'].entries()) {
    const stale = n === 0 ? payload : await asked(world, where);
    wider(world, where, allowing(action, 'arn:aws:s3:::*'));
    const [, answer] = await Promise.all([checked(world, where), byVoucher(world, where, stale)]);
    t.ok([201, 409].includes(answer.status), String(answer.status));
    await checked(world, where);
    t.match((await connectionOf(world, where)).value, { health: 'drifted', accepted: undefined }, action);
    t.match((await byVoucher(world, where, stale)).body, { code: 'deviation_changed' });
  }
  const { seen } = await listed(world, where);
  const other = { ...(await asked(world, where)), finding: '0'.repeat(64) };
  t.match(await byVoucher(world, where, other), { status: 404, body: { code: 'deviation_not_found' } });
  const elsewhere = { ...(await asked(world, where)), checkId: 'chk_0000000000000000' };
  t.match((await byVoucher(world, where, elsewhere)).body, { code: 'deviation_changed' }, 'the check is named too');
  t.ok(seen.digest !== payload.digest);

  t.comment('two at once, and a form that is sent again');
  const same = await asked(world, where);
  const before = (await connectionOf(world, where)).value;
  const both = await Promise.all([byVoucher(world, where, same), byVoucher(world, where, same)]);
  t.same(both.map(each => each.status).sort(), [201, 409]);
  const after = (await connectionOf(world, where)).value;
  t.same([before.health, after.health], ['drifted', 'healthy']);
  t.ok(isSameForChecks(before, after), 'accepting never drops a running check');
  const { send, read } = await managePage(world, where);
  const form = fieldsOf(await read());
  t.match(form, { replaces: /^acc_/ });
  const lastDay = world.clock.now().toISOString().slice(0, 10);
  const fields = { ...form, reason: 'Sent twice', lastDay };
  t.equal((await send('deviations/accept', fields)).statusCode, 303);
  t.equal((await send('deviations/accept', fields)).statusCode, 409);
  const { value } = await connectionOf(world, where);
  t.equal((await send('deviations/remove', { acceptanceId: value.accepted![0]!.id, reason: 'No' })).statusCode, 303);
  t.equal((await send('deviations/accept', fields)).statusCode, 409, 'also after it was removed');
  t.notOk((await connectionOf(world, where)).value.accepted);

  t.comment('a role of which a part cannot be read, or that is unsafe');
  await byVoucher(world, where, await asked(world, where));
  await changeRole(world, where.roleArn, 'PutRolePolicy', {
    PolicyName: 'Blind',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'iam:ListAttachedRolePolicies', Resource: '*' }],
    }),
  });
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { health: 'drifted', accepted: undefined, deviation: undefined });
  t.notOk((await listed(world, where)).seen, 'nothing can be accepted');
});

t.test(
  'support accepts only what narrows the role, and only a person for whom the vendor vouches the rest',
  async t => {
    const world = await newWorld(t);
    const where = await provenConnection(world);
    wider(world, where);
    world.aws.putRolePolicy(where.roleArn, 'Guardrail', denying as never);
    await checked(world, where);
    const { seen } = await listed(world, where);
    const idOf = (by: string) =>
      seen.findings.find((each: { mayBeAcceptedBy: string }) => each.mayBeAcceptedBy === by).finding as string;
    const [narrowing, widening] = [idOf('support'), idOf('person')];
    const { person, ...base } = await asked(world, where);
    const post = (key: string, payload: object) => api(world, where, key, 'POST', '/accepted-deviations', payload);
    const { support: ofSupport, backend: ofBackend, auditor } = world.keys;
    t.match(await post(ofSupport, { ...base, finding: widening }), { status: 403, body: { code: 'not_allowed' } });
    t.match(await post(ofSupport, { ...base, finding: narrowing, person }), { status: 400 }, 'support is no person');
    for (const key of [ofBackend, auditor])
      t.match(await post(key, { ...base, finding: narrowing, person }), { status: 403, body: { code: 'not_allowed' } });
    const vouching = await keyOfVoucher(world);
    t.match(await post(vouching, { ...base, finding: widening }), { status: 400 }, 'it names the person');
    const theirs = await world.keyOf('support', { tenants: [await newTenant(world, 'Other')] });
    t.match(await post(theirs, { ...base, finding: narrowing }), { body: { code: 'connection_not_found' } });

    t.comment('bad ends and reasons change nothing');
    const inDays = (days: number) => new Date(world.clock.now().getTime() + days * dayMs).toISOString();
    for (const endsAt of [inDays(-1), inDays(0), inDays(91)])
      t.match(await post(ofSupport, { ...base, finding: narrowing, endsAt }), {
        status: 400,
        body: { code: 'acceptance_end_not_valid', errors: [{ path: '/endsAt' }] },
      });
    for (const reason of ['x'.repeat(501), 'two\nlines', '\u202Eturned', ' ', ''])
      t.match(await post(ofSupport, { ...base, finding: narrowing, reason }), { body: { code: 'request_invalid' } });
    for (const endsAt of ['tomorrow', '2026-13-45T00:00:00Z'])
      t.match(await post(ofSupport, { ...base, finding: narrowing, endsAt }), { body: { code: 'request_invalid' } });
    t.equal((await acceptanceRows(world, where)).length, 0);

    t.comment('links: what their creator may, and only vouched ones for the tenant');
    const weak: Caller = { ...backend, id: 'key_weak000000000001' };
    await storeKey(world.ports, weak);
    const lastDay = inDays(10).slice(0, 10);
    const fields = {
      ...base,
      endsAt: undefined,
      revision: String((await connectionOf(world, where)).revision),
      lastDay,
    };
    const through = async (maker: Caller, id: string) => {
      const { send } = await managePage(world, where, maker);
      const { endsAt: _, ...rest } = { ...fields, finding: id };
      return send('deviations/accept', rest as Record<string, string>);
    };
    for (const id of [narrowing, widening]) t.equal((await through(weak, id)).statusCode, 403);
    const refused = await through(support, widening);
    t.equal(refused.statusCode, 403);
    t.match(refused.body, /has not confirmed who opens/);
    const { read } = await managePage(world, where, support);
    t.match(await read(), /has not confirmed who opens this link. Open this page from/);
    t.equal((await through(support, narrowing)).statusCode, 303);
    t.match((await connectionOf(world, where)).value.accepted, [{ by: 'vendor', person: undefined }]);
    t.match((await connectionOf(world, where)).value, { health: 'drifted' }, 'the widening is still open');
    t.match(await read(), /Accepted at .*support/s);

    t.comment('a form with a wrong day or reason is shown again, with what was typed');
    const vouched = await managePage(world, where);
    const form = fieldsOf(await vouched.read());
    for (const bad of ['', '2026-02-31', inDays(-1).slice(0, 10), inDays(90).slice(0, 10)]) {
      const again = await vouched.send('deviations/accept', { ...form, reason: 'Known & wanted', lastDay: bad });
      t.equal(again.statusCode, 400, bad);
      t.match(again.body, /Choose a last day from today on/);
      t.match(again.body, /value="Known &amp; wanted"/);
    }
    t.equal((await vouched.send('deviations/accept', { ...form, reason: '\u0007', lastDay })).statusCode, 400);
    t.equal((await acceptanceRows(world, where)).length, 1);
    t.equal((await byVoucher(world, where, { ...base, finding: widening, person })).status, 201);
    t.match((await api(world, where, world.keys.backend)).body, { health: 'healthy', acceptedDeviations: 2 });

    t.comment('never: an action that lets its holder grant itself more');
    wider(world, where, allowing('iam:PutRolePolicy'));
    await checked(world, where);
    const escalating = await asked(world, where, 'policy_added', {});
    const grave = (await listed(world, where)).seen.findings.find((each: { never?: string }) => each.never);
    t.match(grave, { mayBeAcceptedBy: 'nobody', never: 'escalation' });
    t.match(await byVoucher(world, where, { ...escalating, finding: grave.finding }), {
      status: 409,
      body: { code: 'deviation_never_accepted', why: 'escalation' },
    });
    t.ok(voucher.mayVouchForPersons);
  },
);
