// Checks against the local AWS: the result of each mistake in a customer's trust policy, and that no fault counts as a
// pass.
import t from 'tap';
import type { Statement } from '../../api/core/policy/document/document.js';
import type { Language } from '../../api/core/values/languages.js';
import { checkView, speakerOf } from '../../api/web/page/check-view.js';
import type { FaultRule } from '../../deploy/local/aws/faults.js';
import { brokerPolicy, brokerRoleArn, strangerRoleArn, vendorAccountId } from '../../deploy/local/vendor-account.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  requestNewSession,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { customerSessions, ledgerFaults, mintedRows } from '../helpers/ledger.js';
import { managePage } from '../helpers/manage-page.js';
import { drawing, isLong, shuffled } from '../helpers/seeded.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

// A hundred checks or more, three hundred in the long form: on a busy machine longer than tap's 30 seconds.
t.setTimeout(240_000);

t.test('a role made from the delivered template is verified and healthy', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  const { value } = await connectionOf(world, where);
  t.match(value, { state: 'verified', health: 'healthy' });
  t.strictSame(value.findings, []);
  const check = (await world.ports.checks.list(where.connectionId, { limit: 1 })).items[0]!;
  t.same(
    check.steps.map(step => `${step.probe} ${step.outcome}`),
    [
      'right assumed',
      'control assumed',
      'none refused',
      'wrong refused',
      'upper-case refused',
      'head refused',
      'tail refused',
      'one-changed refused',
      'control assumed',
      'stranger refused',
      'right-again assumed',
      'none refused',
      'wrong refused',
      'upper-case refused',
      'head refused',
      'tail refused',
      'one-changed refused',
      'stranger refused',
      'inspection read',
    ],
  );
});

t.test('the connection that tests take as verified equals one that a check verified', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const viewOf = async (where: Where) => {
    const { value, notes, revision, last } = await connectionOf(world, where);
    const { id, externalId, roleSpec, roleRandom, createdAt, expiresAt, verifiedAt, roleUniqueId, seenStack, ...rest } =
      value;
    const seen = { ...rest, members: Object.keys(value).sort(), notes: Object.keys(notes).sort() };
    return { ...seen, revision, action: last.action, who: last.who, fullAt: notes.lastFullCheck?.revision };
  };
  const checkedOne = await viewOf(await verifiedConnection(world, {}, tenantId));
  t.strictSame(await viewOf(await provenConnection(world, {}, tenantId)), checkedOne);
});

t.test('without a configured stranger, the start, each check and the page state that none was tried', async t => {
  t.notMatch((await newWorld(t)).logged(), 'DRAWBRIDGE_STRANGER_ROLE_ARNS');
  const world = await newWorld(t, { variables: { DRAWBRIDGE_STRANGER_ROLE_ARNS: '' } });
  t.match(world.logged(), /DRAWBRIDGE_STRANGER_ROLE_ARNS is not set: no check tries to assume a role as another/);
  const where = await verifiedConnection(world);
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/checks`;
  const answer = await world.app.inject({ url, headers: { authorization: `Bearer ${world.keys.backend}` } });
  const steps = answer.json().items[0].steps.filter((step: { probe: string }) => step.probe === 'stranger');
  t.match(steps, [{ outcome: 'not-made', why: 'no_stranger', launch: 1 }]);
  t.equal(steps.length, 1);
  const { value } = await connectionOf(world, where);
  const check = (await world.ports.checks.list(where.connectionId, { limit: 1 })).items[0]!;
  const shown = (language: Language) =>
    checkView(check, speakerOf(world.ports, value, language), false).steps.find(each => each.mark === '–');
  t.match(shown('en'), {
    outcome: 'not tried',
    why: 'Example Vendor has not set up a principal for this test',
    tone: 'plain',
  });
  t.match(shown('ja'), { outcome: '未実施', why: /^Example Vendor が/ });
});

t.test(
  'a role that is not launched leaves the connection pending, health unknown, with the remaining causes',
  async t => {
    const world = await newWorld(t);
    const where = await newConnection(world, await newTenant(world));
    const check = await checked(world, where);
    const { value } = await connectionOf(world, where);
    t.match(value, { state: 'pending', health: 'unknown' });
    t.match(check.result, { conclusive: true, verdict: { outcome: 'refused' } });
    const causes = check.result?.conclusive ? check.result.causes : undefined;
    t.strictSame(
      causes?.excluded.map(each => each.code),
      ['vendor_caller', 'propagation', 'sts_region_disabled'],
    );
    t.strictSame(
      causes?.left.map(each => each.code),
      [
        'role_absent',
        'stack_rolled_back',
        'external_id',
        'trust_principal',
        'other_condition',
        'account_mistyped',
        'resource_control_policy',
        'account_closed',
      ],
    );
  },
);

t.test("a refusal is final only after IAM's propagation time", async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 45 } });
  const where = await newConnection(world, await newTenant(world));
  await launch(world, where);
  const check = await checked(world, where);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy' });
  t.ok(
    check.steps.filter(step => step.probe === 'right' && step.outcome === 'refused').length > 2,
    'the first request was refused',
  );
});

const assume = (
  condition: Statement['Condition'],
  principal: Statement['Principal'] = { AWS: brokerRoleArn },
): Statement => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...(condition && { Condition: condition }),
});
const exact = (id: string) => ({ StringEquals: { 'sts:ExternalId': id } });
const like = (pattern: string) => ({ StringLike: { 'sts:ExternalId': pattern } });

/**
 * Each mistake: the trust statements with the right external ID, and the finding it causes (with strangers to probe,
 * too).
 */
const mistakes: [name: string, statements: (id: string) => Statement[], finding: string, withStranger?: string][] = [
  ['no condition', () => [assume(undefined)], 'external_id_missing'],
  ['StringEqualsIfExists', id => [assume({ StringEqualsIfExists: { 'sts:ExternalId': id } })], 'external_id_weakened'],
  [
    'ForAllValues:StringEquals',
    id => [assume({ 'ForAllValues:StringEquals': { 'sts:ExternalId': id } })],
    'external_id_weakened',
  ],
  ['StringLike *', () => [assume(like('*'))], 'external_id_weakened'],
  ['a prefix', id => [assume(like(`${id.slice(0, 8)}*`))], 'external_id_weakened'],
  ['a suffix', id => [assume(like(`*${id.slice(-12)}`))], 'external_id_weakened'],
  ['all but the last character', id => [assume(like(`${id.slice(0, -1)}?`))], 'external_id_weakened'],
  ['ignored case', id => [assume({ StringEqualsIgnoreCase: { 'sts:ExternalId': id } })], 'external_id_weakened'],
  [
    'an extra value',
    id => [assume({ StringEquals: { 'sts:ExternalId': [id, 'acme'] } } as Statement['Condition'])],
    'external_id_weakened',
  ],
  ['one of two statements bare', id => [assume(exact(id)), assume(undefined)], 'external_id_missing'],
  ['Principal *', id => [assume(exact(id), '*')], 'trust_principal_wildcard', 'trust_stranger_admitted'],
  ['Principal * bare', () => [assume(undefined, '*')], 'external_id_missing'],
  [
    'the whole vendor account',
    id => [assume(exact(id), { AWS: `arn:aws:iam::${vendorAccountId}:root` })],
    'trust_principal_account',
    'trust_stranger_admitted',
  ],
  [
    'an extra principal',
    id => [assume(exact(id), { AWS: [brokerRoleArn, 'arn:aws:iam::320987654321:root'] })],
    'trust_principal_account',
  ],
  [
    'a bare statement for another account',
    id => [assume(exact(id)), assume(undefined, { AWS: '320987654321' })],
    'trust_principal_account',
  ],
  [
    'the stranger named too',
    id => [assume(exact(id), { AWS: [brokerRoleArn, strangerRoleArn] })],
    'trust_principal_extra',
    'trust_stranger_admitted',
  ],
  [
    'NotPrincipal',
    () => [{ Effect: 'Allow', NotPrincipal: { AWS: 'arn:aws:iam::320987654321:root' }, Action: 'sts:AssumeRole' }],
    'external_id_missing',
  ],
  [
    'NotAction',
    () => [{ Effect: 'Allow', Principal: { AWS: brokerRoleArn }, NotAction: 'iam:CreateUser' }],
    'external_id_missing',
  ],
];

t.test(
  'each trust mistake ends unsafe with its finding, issuing stops, and a repaired role is healthy again',
  async t => {
    const withStranger = await newWorld(t);
    // Without strangers to probe with, the trust policy still shows the mistakes that allow them.
    const alone = await newWorld(t, { variables: { DRAWBRIDGE_STRANGER_ROLE_ARNS: '' } });
    for (const world of [withStranger, alone]) {
      const where = await verifiedConnection(world);
      const { roleSpec, externalId } = (await connectionOf(world, where)).value;
      for (const [name, statements, code, strangerCode] of mistakes) {
        if (world === alone && !strangerCode) continue;
        const Statement = [...statements(externalId.current), roleSpec.trustPolicy.Statement[1]!];
        world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement });
        world.clock.advance(60_000);
        await checked(world, where);
        const { value } = await connectionOf(world, where);
        const expected = world === withStranger ? (strangerCode ?? code) : code;
        t.equal(value.health, 'unsafe', name);
        const codes = value.findings.filter(each => !each.notLookedAtSince).map(each => each.code);
        t.ok(codes.includes(expected as (typeof codes)[number]), `${name}: ${expected} of ${codes}`);
        await t.rejects(requestNewSession(world, where), { code: 'not_issuing' });
      }
      world.aws.setTrustPolicy(where.roleArn, roleSpec.trustPolicy);
      world.clock.advance(60_000);
      await checked(world, where);
      const repaired = (await connectionOf(world, where)).value;
      t.equal(repaired.health, 'healthy');
      t.strictSame(repaired.findings, []);
      t.ok(await requestNewSession(world, where));
    }
  },
);

t.test('findings in a role stay, with the time when they were last read, while a check ends unsafe', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const { roleSpec } = (await connectionOf(world, where)).value;
  const wide = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
  world.aws.putRolePolicy(where.roleArn, 'ByHand', wide);
  await checked(world, where);
  world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement: [assume(undefined)] });
  world.clock.advance(60_000);
  const check = await checked(world, where);
  const { value, revision } = await connectionOf(world, where);
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
  const headers = { authorization: `Bearer ${world.keys.support}` };
  const findings = (await world.app.inject({ url, headers })).json().findings;
  t.match(findings, [{ code: 'external_id_missing', notLookedAtSince: undefined }, { code: 'policy_added' }]);
  const since = findings[1].notLookedAtSince;
  t.ok(since >= check.startedAt && since <= check.finishedAt!, since);
  const page = await (await managePage(world, where)).read();
  for (const needed of [
    'An inline policy was added to the role: ',
    'No check has tested this since ',
    'did not read what',
  ])
    t.ok(page.includes(needed), needed);

  world.clock.advance(60_000);
  await checked(world, where);
  t.equal((await connectionOf(world, where)).revision, revision, 'the same result is no change');
  t.equal(value.health, 'unsafe');
  world.aws.setTrustPolicy(where.roleArn, roleSpec.trustPolicy);
  await checked(world, where);
  const [left, ...others] = (await connectionOf(world, where)).value.findings;
  t.match(left, { code: 'policy_added', notLookedAtSince: undefined }, 'read again');
  t.strictSame(others, []);

  // A recreated role is another role: findings in the old one do not apply to it.
  world.aws.deleteRole(where.roleArn);
  const { roleName, path } = roleSpec;
  world.aws.addRole(customerAccount, {
    roleName,
    path,
    trustPolicy: { Version: '2012-10-17', Statement: [assume(undefined)] },
  });
  await checked(world, where);
  const codes = (await connectionOf(world, where)).value.findings.map(each => each.code);
  t.strictSame(codes, ['external_id_missing']);
});

t.test('a vendor policy that itself requires an external ID ends inconclusive, never verified', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const roleArn = await launch(world, where);
  // The customer forgot the condition, and the vendor's own policy hides it: every refusal comes from the vendor's
  // side.
  world.aws.setTrustPolicy(roleArn, { Version: '2012-10-17', Statement: [assume(undefined)] });
  const { Statement } = brokerPolicy;
  const needsId = {
    Effect: 'Deny',
    Action: 'sts:AssumeRole',
    Resource: '*',
    Condition: { Null: { 'sts:ExternalId': 'true' } },
  };
  world.aws.putRolePolicy(brokerRoleArn, 'AssumeCustomerRoles', {
    Version: '2012-10-17',
    Statement: [...Statement, needsId],
  });
  const right = {
    Effect: 'Deny',
    Action: 'sts:AssumeRole',
    Resource: '*',
    Condition: { StringNotEquals: { 'sts:ExternalId': (await connectionOf(world, where)).value.externalId.current } },
  };
  world.aws.putRolePolicy(brokerRoleArn, 'OnlyTheRightId', { Version: '2012-10-17', Statement: [right] });
  const check = await checked(world, where);
  t.match(check.result, { conclusive: false, reason: 'vendor_caller' });
  t.strictSame(
    check.result?.causes?.left.map(each => `${each.code} ${each.owner}`),
    ['vendor_caller vendor'],
  );
  t.match((await connectionOf(world, where)).value, { state: 'pending', health: 'unknown' });
});

const everywhere: FaultRule['kind'][] = ['throttle', 'slow', 'reset', 'cut'];
/** Other answers that AWS may give. */
const elsewise: FaultRule['kind'][] = ['error500', 'error503', 'garbage', 'expired-token'];
/**
 * The calls of a check without cached sessions: STS opens the broker role and the stranger, then gets nineteen
 * more calls.
 */
const callsOfCheck = { sts: 21, iam: 5 } as const;
/** The STS calls that open the broker role and the stranger: without them our own caller cannot call AWS. */
const openings = [1, 10];
/** The service's time limit, and an answer that comes too late for it. */
const impatient = { DRAWBRIDGE_AWS_TIMEOUT_MS: '150' };
const delayMs = 200;

/** A check in which one fault may occur. Caller sessions are opened again, so that call n is always the same one. */
async function checkedUnder(world: World, where: Where, rule: FaultRule) {
  world.clock.advance(31_000);
  world.ports.callers.in('aws').forget();
  const remove = world.aws.fail(rule);
  const check = await checked(world, where);
  remove();
  return check.result;
}

/** In the long form every kind of fault at every call; else one at each call, and each kind at least twice. */
function kindsOf(random: () => number): (call: number) => FaultRule['kind'][] {
  const dealt = shuffled([...everywhere, ...elsewise], random);
  return call => (isLong ? dealt : [dealt[call % dealt.length]!]);
}

for (const state of ['pending', 'verified'] as const) {
  t.test(
    `an unusable answer to any call is inconclusive; a ${state} connection keeps state, health and revision`,
    { timeout: 200_000 },
    async t => {
      const kindsAt = kindsOf(drawing(t));
      const world = await newWorld(t, { variables: impatient });
      const where = await newConnection(world, await newTenant(world));
      await launch(world, where);
      if (state === 'verified') await checked(world, where);
      const before = await connectionOf(world, where);
      t.match(before.value, state === 'pending' ? { state, health: 'unknown' } : { state, health: 'healthy' });

      for (const service of ['sts', 'iam'] as const) {
        const last = callsOfCheck[service];
        for (let call = 1; call <= last; call += 1) {
          for (const kind of kindsAt(service === 'sts' ? call : callsOfCheck.sts + call)) {
            const title = `${kind} at ${service} call ${call}`;
            const result = await checkedUnder(world, where, { service, call, kind, delayMs });
            const after = await connectionOf(world, where);
            const reason = service === 'sts' && openings.includes(call) ? 'vendor_caller' : 'aws_fault';
            const expected = everywhere.includes(kind) ? { conclusive: false, reason } : { conclusive: false };
            t.match(result, expected, `${title} is inconclusive`);
            t.strictSame(
              [after.value, after.revision, after.notes.lastConclusiveCheckAt],
              [before.value, before.revision, before.notes.lastConclusiveCheckAt],
              `${title} changes nothing`,
            );
          }
        }
      }

      for (const service of ['sts', 'iam'] as const) {
        const call = callsOfCheck[service] + 1;
        const result = await checkedUnder(world, where, { service, call, kind: 'throttle' });
        t.equal(result?.conclusive, true, `${service} gets no more calls than that`);
      }
      const { value } = await connectionOf(world, where);
      t.match(value, { state: 'verified', health: 'healthy' }, 'and without faults it is verified');
      t.strictSame(value.findings, []);
    },
  );
}

t.test('every session that AWS created for a customer role has exactly one minted row', async t => {
  const world = await newWorld(t, { variables: impatient });
  const where = await verifiedConnection(world);
  await requestNewSession(world, where);
  for (const kind of everywhere) {
    const remove = world.aws.fail({ service: 'sts', call: 1, kind, delayMs });
    await t.rejects(requestNewSession(world, where), { code: 'aws_unavailable' });
    remove();
    const removeAgain = world.aws.fail({ service: 'sts', call: 3, kind, delayMs });
    await checked(world, where);
    removeAgain();
  }
  await requestNewSession(world, where);
  const made = customerSessions(world);
  t.strictSame(await ledgerFaults(world), []);
  const rows = (await mintedRows(world)).filter(row => row.outcome?.kind === 'inconclusive');
  const lost = rows.filter(row => made.some(session => session.sessionName === row.sessionName));
  t.equal(lost.length, 3, 'also those whose answer was lost: slow, reset and cut, at the credential request');
});
