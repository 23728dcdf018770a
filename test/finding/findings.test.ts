// Every finding of the catalogue, set up by hand in the local AWS: the check shows only that finding, the local AWS
// confirms its witness, and issuing stops and resumes as the catalogue states.
import t, { type Test } from 'tap';
import type { Connection } from '../../api/core/connection/connection.js';
import { type Finding, type FindingCode, findingKinds } from '../../api/core/finding/findings.js';
import type { PolicyDocument, Statement } from '../../api/core/policy/document/document.js';
import { stackNameOf } from '../../api/core/role/role-name.js';
import { type RoleSpec, selfReadPolicyName } from '../../api/core/role/role-spec.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { brokerRoleArn, strangerRoleArn, vendorAccountId } from '../../deploy/local/vendor-account.js';
import { sayFinding } from '../../templates/text/say.js';
import { backend } from '../helpers/callers.js';
import { checked, connectionOf, launch, updateStack, verifiedConnection, type Where } from '../helpers/customer.js';
import { callAsAdmin } from '../helpers/customer-admin.js';
import { casesIn, liveOf, type PermissionCase, type TrustCases } from '../helpers/drift-cases.js';
import { managePage } from '../helpers/manage-page.js';
import { drawing, isLong, shuffled } from '../helpers/seeded.js';
import { newWorld, otherCustomerAccount, type World } from '../helpers/world.js';

t.setTimeout(240_000);

type Placed = Where & { roleArn: string };

/** The customer's admin at the console: one API call as the account's owner. */
function owner(world: World, action: string, input: object, account?: string): Promise<Record<string, unknown>> {
  return callAsAdmin(world, { account: account ?? customer, action, input });
}

const customer = '210987654321';
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

interface Stage {
  world: World;
  where: Placed;
  spec: RoleSpec;
  id: string;
}

/** The trust policy with its first statement replaced. */
function trust({ world, where, spec }: Stage, statements: Statement[], second = spec.trustPolicy.Statement[1]): void {
  const Statement = second ? [...statements, second] : statements;
  world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement });
}

function permissions({ world, where, spec }: Stage, change: (statements: Statement[]) => Statement[]): void {
  const { name, document } = spec.inlinePolicies[0]!;
  world.aws.putRolePolicy(where.roleArn, name, { ...document, Statement: change(structuredClone(document.Statement)) });
}

const assume = (more: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: brokerRoleArn },
  Action: 'sts:AssumeRole',
  ...more,
});
const withId = (id: string) => ({ StringEquals: { 'sts:ExternalId': id } });
/** Compared as a number and as a text at once: no known value satisfies both. */
const puzzle = { StringLike: { 'aws:UserAgent': '*9*x*' }, NumericGreaterThan: { 'aws:UserAgent': '5' } };

interface Setup {
  code: FindingCode;
  severity: Finding['severity'];
  /** Distinguishes several setups of one code. */
  how?: string;
  /** Without strangers to probe with, the trust policy shows whom it accepts. */
  isAlone?: true;
  set(stage: Stage): unknown;
}

const setups: Setup[] = [
  { code: 'external_id_missing', severity: 'critical', set: stage => trust(stage, [assume({})]) },
  {
    code: 'external_id_weakened',
    severity: 'critical',
    how: 'StringLike *',
    set: stage => trust(stage, [assume({ Condition: { StringLike: { 'sts:ExternalId': '*' } } })]),
  },
  {
    code: 'external_id_weakened',
    severity: 'critical',
    how: 'an extra value',
    set: stage => trust(stage, [assume({ Condition: { StringEquals: { 'sts:ExternalId': [stage.id, 'acme'] } } })]),
  },
  {
    code: 'trust_stranger_admitted',
    severity: 'critical',
    set: stage =>
      trust(stage, [assume({ Principal: { AWS: [brokerRoleArn, strangerRoleArn] }, Condition: withId(stage.id) })]),
  },
  {
    code: 'trust_principal_wildcard',
    severity: 'critical',
    isAlone: true,
    set: stage => trust(stage, [assume({ Principal: '*', Condition: withId(stage.id) })]),
  },
  {
    code: 'trust_principal_account',
    severity: 'critical',
    isAlone: true,
    set: stage => trust(stage, [assume({ Principal: { AWS: vendorAccountId }, Condition: withId(stage.id) })]),
  },
  {
    code: 'trust_principal_extra',
    severity: 'critical',
    set: stage =>
      trust(stage, [assume({ Condition: withId(stage.id) }), assume({ Principal: { AWS: somebodyIn(stage.world) } })]),
  },
  {
    code: 'trust_principal_deleted',
    severity: 'medium',
    set: stage => {
      const arn = somebodyIn(stage.world);
      trust(stage, [assume({ Principal: { AWS: [brokerRoleArn, arn] }, Condition: withId(stage.id) })]);
      stage.world.aws.deleteRole(arn);
    },
  },
  {
    code: 'trust_action_extra',
    severity: 'medium',
    set: stage => trust(stage, [assume({ Condition: withId(stage.id) }), assume({ Action: 'sts:TagSession' })]),
  },
  {
    code: 'trust_undecided',
    severity: 'critical',
    set: stage => trust(stage, [assume({ Condition: withId(stage.id) }), assume({ Condition: puzzle })]),
  },
  {
    code: 'source_identity_loosened',
    severity: 'medium',
    set: stage => trust(stage, [assume({ Condition: withId(stage.id) })], assume({ Action: 'sts:SetSourceIdentity' })),
  },
  {
    code: 'trust_narrowed',
    severity: 'medium',
    set: stage =>
      trust(stage, [
        assume({ Condition: withId(stage.id) }),
        assume({ Effect: 'Deny', Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }),
      ]),
  },
  {
    code: 'permissions_widened',
    severity: 'high',
    set: stage =>
      permissions(stage, all => [
        ...all,
        { Effect: 'Allow', Action: ['iam:PassRole', 'ec2:DescribeRegions'], Resource: '*' },
      ]),
  },
  {
    code: 'permissions_narrowed',
    severity: 'medium',
    set: stage => permissions(stage, all => all.slice(1)),
  },
  {
    code: 'permissions_undecided',
    severity: 'high',
    set: stage =>
      permissions(stage, all => [...all, { Effect: 'Allow', Action: 'iam:*', Resource: '*', Condition: puzzle }]),
  },
  {
    code: 'policy_added',
    severity: 'high',
    set: ({ world, where }) => world.aws.putRolePolicy(where.roleArn, 'Extra', everything),
  },
  {
    code: 'policy_attached',
    severity: 'high',
    set: ({ world, spec }) =>
      owner(world, 'AttachRolePolicy', {
        RoleName: spec.roleName,
        PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      }),
  },
  {
    code: 'permissions_removed',
    severity: 'medium',
    set: ({ world, where, spec }) => world.aws.deleteRolePolicy(where.roleArn, spec.inlinePolicies[0]!.name),
  },
  {
    code: 'boundary_changed',
    severity: 'medium',
    set: ({ world, spec }) =>
      owner(world, 'PutRolePermissionsBoundary', {
        RoleName: spec.roleName,
        PermissionsBoundary: 'arn:aws:iam::aws:policy/SecurityAudit',
      }),
  },
  {
    code: 'session_length_raised',
    severity: 'medium',
    set: ({ world, spec }) => owner(world, 'UpdateRole', { RoleName: spec.roleName, MaxSessionDuration: 43_200 }),
  },
  {
    code: 'tags_changed',
    severity: 'medium',
    set: ({ world, spec }) =>
      owner(world, 'UntagRole', { RoleName: spec.roleName, TagKeys: [Object.keys(spec.tags)[0]!] }),
  },
  {
    code: 'self_reading_limited',
    severity: 'high',
    set: ({ world, where, spec }) => world.aws.deleteRolePolicy(where.roleArn, spec.inlinePolicies[1]!.name),
  },
  {
    code: 'sessions_revoked_by_customer',
    severity: 'information',
    set: ({ world, where }) =>
      world.aws.putRolePolicy(where.roleArn, 'AWSRevokeOlderSessions', {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: ['*'],
            Resource: ['*'],
            Condition: { DateLessThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00.000Z' } },
          },
        ],
      }),
  },
  {
    code: 'source_identity_refused',
    severity: 'high',
    set: stage => {
      const { Statement } = stage.spec.trustPolicy;
      stage.world.aws.setTrustPolicy(stage.where.roleArn, { Version: '2012-10-17', Statement: [Statement[0]] });
    },
  },
  {
    code: 'access_refused',
    severity: 'high',
    set: stage =>
      trust(stage, [assume({ Principal: { AWS: somebodyIn(stage.world) }, Condition: withId(stage.id) })], undefined),
  },
];

type Follow = (stage: Stage, finding: Finding) => unknown;

const trustFromTemplate: Follow = ({ world, spec }) =>
  owner(world, 'UpdateAssumeRolePolicy', {
    RoleName: spec.roleName,
    PolicyDocument: JSON.stringify(spec.trustPolicy),
  });

/** The policy that the finding names. */
const policyFromTemplate: Follow = (stage, { facts }) => putFromTemplate(stage, facts.policy!);

function putFromTemplate({ world, spec }: Stage, name: string): unknown {
  const { document } = spec.inlinePolicies.find(each => each.name === name)!;
  const input = { RoleName: spec.roleName, PolicyName: name, PolicyDocument: JSON.stringify(document) };
  return owner(world, 'PutRolePolicy', input);
}

/**
 * What the advice of each finding says, done by the customer's admin. `nothing`: nothing is to be done, so the finding
 * is for information. A text: the test that follows it.
 */
const advised: Record<FindingCode, Follow | 'nothing' | `test: ${string}`> = {
  external_id_missing: trustFromTemplate,
  external_id_weakened: trustFromTemplate,
  external_id_retired_accepted: 'test: a retired external ID',
  trust_stranger_admitted: trustFromTemplate,
  trust_principal_wildcard: trustFromTemplate,
  trust_principal_account: trustFromTemplate,
  trust_principal_extra: trustFromTemplate,
  trust_principal_deleted: trustFromTemplate,
  trust_action_extra: trustFromTemplate,
  trust_undecided: trustFromTemplate,
  trust_end_loosened: trustFromTemplate,
  trust_narrowed: trustFromTemplate,
  source_identity_loosened: trustFromTemplate,
  source_identity_refused: trustFromTemplate,
  // The cause is the trust policy: "Compare the Principal in the trust policy with the template."
  access_refused: trustFromTemplate,
  permissions_widened: policyFromTemplate,
  permissions_narrowed: policyFromTemplate,
  permissions_undecided: policyFromTemplate,
  permissions_removed: policyFromTemplate,
  policy_missing: policyFromTemplate,
  deny_removed: policyFromTemplate,
  deny_lapsed: policyFromTemplate,
  self_reading_limited: stage => putFromTemplate(stage, selfReadPolicyName),
  policy_added: ({ world, spec }, { facts }) =>
    owner(world, 'DeleteRolePolicy', { RoleName: spec.roleName, PolicyName: facts.policy }),
  policy_attached: ({ world, spec }, { facts }) =>
    owner(world, 'DetachRolePolicy', { RoleName: spec.roleName, PolicyArn: facts.policy }),
  // The command that the advice prints.
  boundary_changed: ({ world, spec }, found) => {
    const command = 'aws iam delete-role-permissions-boundary --role-name';
    if (!sayFinding('en', found).advice.endsWith(`${command} ${spec.roleName}`)) throw new Error('another command');
    return owner(world, 'DeleteRolePermissionsBoundary', { RoleName: spec.roleName });
  },
  managed_policy_version_moved: "test: the customer's own boundary",
  session_length_raised: ({ world, spec }, { facts }) =>
    owner(world, 'UpdateRole', { RoleName: spec.roleName, MaxSessionDuration: Number(facts.expected) }),
  tags_changed: ({ world, spec }) =>
    owner(world, 'TagRole', {
      RoleName: spec.roleName,
      Tags: Object.entries(spec.tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  role_recreated: 'test: a recreated role',
  old_role_left: 'test: a recreated role',
  aws_policy_changed: 'test: test/connection/managed-policies.test.ts',
  stack_other: 'test: test/delivery/stacks.test.ts',
  stack_drifted: 'test: test/check/stack-drift.test.ts',
  stack_role_deleted: 'test: test/check/stack-drift.test.ts',
  stack_drift_unknown: 'test: test/check/stack-drift.test.ts',
  sessions_revoked_by_customer: 'nothing',
  outdated: 'nothing',
};

/** A role of another owner. */
function somebodyIn(world: World): string {
  return world.aws.addRole(otherCustomerAccount, {
    roleName: 'somebody',
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: otherCustomerAccount }, Action: 'sts:AssumeRole' }],
    },
  }).arn;
}

/** Restores the role to the spec. */
async function restore({ world, spec }: Stage): Promise<void> {
  const { accountId, roleName, path, trustPolicy, tags } = spec;
  const policies = Object.fromEntries(spec.inlinePolicies.map(each => [each.name, each.document]));
  world.aws.addRole(accountId, {
    roleName,
    path,
    trustPolicy,
    policies,
    tags,
    maxSessionDuration: spec.maxSessionSeconds,
  });
}

/** The local AWS's own evaluator, given the witness exactly as in the API's answer. */
async function decided(world: World, witness: unknown): Promise<'allowed' | 'refused'> {
  const response = await fetch(`${world.aws.url}/_decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(witness),
  });
  return ((await response.json()) as { isAllowed: boolean }).isAllowed ? 'allowed' : 'refused';
}

async function afterCheck(world: World, where: Where): Promise<Connection> {
  world.clock.advance(60_000);
  await checked(world, where);
  return (await connectionOf(world, where)).value;
}

/** As a backend reads it. */
async function read(world: World, where: Where): Promise<{ findings: Finding[] }> {
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
  const answer = await world.app.inject({ url, headers: { authorization: `Bearer ${world.keys.backend}` } });
  return answer.json();
}

/** Through the API: credentials, or the reason for the refusal. */
async function isIssuing(world: World, where: Where): Promise<boolean> {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/sessions`,
    headers: { authorization: `Bearer ${world.keys.backend}` },
    payload: {},
  });
  const { code } = answer.json() as { code?: string };
  if (code !== undefined && code !== 'not_issuing') throw new Error(answer.body);
  return answer.statusCode === 201;
}

const stopped = ['unsafe', 'unreachable', 'gone'];

async function proveOne(t: Test, stage: Stage, setup: Setup): Promise<void> {
  const { world, where } = stage;
  const name = setup.how ? `${setup.code}: ${setup.how}` : setup.code;
  await setup.set(stage);
  const { health } = await afterCheck(world, where);
  const { findings } = await read(world, where);
  t.same(
    findings.map(({ code, severity }) => `${severity} ${code}`),
    [`${setup.severity} ${setup.code}`],
    name,
  );
  const [found] = findings;
  const isStopped = stopped.includes(health);
  t.equal(isStopped, setup.severity === 'critical' || /_refused$/.test(setup.code), `${name}: health is ${health}`);
  t.equal(await isIssuing(world, where), !isStopped, `${name}: issuing`);
  t.equal(found?.witness !== undefined, findingKinds[setup.code].proof === 'witness', `${name}: witness`);
  if (found?.witness) t.equal(await decided(world, found.witness), found.witness.live, `${name}: on the drifted role`);
  await followed(t, stage, found!, name);
  if (found?.witness) t.equal(await decided(world, found.witness), found.witness.spec, `${name}: on the fixed role`);
}

/** Does what the advice says. A check then no longer finds it, or it is for information. */
async function followed(t: Test, stage: Stage, found: Finding, name: string): Promise<void> {
  const { world, where } = stage;
  const follow = advised[found.code];
  const isNothing = follow === 'nothing';
  t.equal(
    /[Yy]ou do not need to do anything|Nothing is wrong/.test(sayFinding('en', found).advice) &&
      found.severity === 'information',
    isNothing,
  );
  if (typeof follow === 'function') await follow(stage, found);
  else if (!isNothing) throw new Error(`${found.code} is followed elsewhere`);
  const after = await afterCheck(world, where);
  const codes = after.findings.map(each => `${each.severity} ${each.code}`);
  t.same([after.health, codes], ['healthy', isNothing ? [`information ${found.code}`] : []], `${name}: followed`);
  t.equal(await isIssuing(world, where), true, `${name}: issuing afterwards`);
  if (isNothing) await restore(stage);
}

/** Only part of the permissions is left, under another name. */
async function proveMissing(t: Test, stage: Stage): Promise<void> {
  const { world, where, spec } = stage;
  const { name, document } = spec.inlinePolicies[0]!;
  const [first] = document.Statement;
  world.aws.putRolePolicy(where.roleArn, 'Part', { ...document, Statement: [first!] });
  world.aws.deleteRolePolicy(where.roleArn, name);
  const { findings } = await afterCheck(world, where);
  t.same(findings.map(each => `${each.severity} ${each.code}`).sort(), [
    'information policy_added',
    'medium policy_missing',
  ]);
  await policyFromTemplate(stage, findings.find(each => each.code === 'policy_missing')!);
  const after = await afterCheck(world, where);
  t.match(after, { health: 'healthy', findings: [{ code: 'policy_added', facts: { effect: 'same' } }] });
  world.aws.deleteRolePolicy(where.roleArn, 'Part');
}

t.test(
  'each finding that a customer can cause is reported alone, stops issuing only if it must, and ends by its advice',
  async t => {
    const withStranger = await newWorld(t);
    const alone = await newWorld(t, { variables: { DRAWBRIDGE_STRANGER_ROLE_ARNS: '' } });
    for (const world of [withStranger, alone]) {
      const where = await verifiedConnection(world);
      const { roleSpec: spec, externalId } = (await connectionOf(world, where)).value;
      for (const setup of setups) {
        if ((setup.isAlone === true) === (world === alone))
          await proveOne(t, { world, where, spec, id: externalId.current }, setup);
      }
      if (world === alone) await proveMissing(t, { world, where, spec, id: externalId.current });
    }
  },
);

t.test("a permission set's Deny: removed, and removed with something open as a result", async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world, { permissionSetId: 'inventory-read' });
  const { roleSpec: spec, externalId } = (await connectionOf(world, where)).value;
  const isDeny = (statement: Statement) => statement.Effect === 'Deny';
  const read = { Effect: 'Allow' as const, Action: 's3:GetObject', Resource: '*' };
  const closed: Setup[] = [
    {
      code: 'deny_lapsed',
      severity: 'medium',
      set: stage => permissions(stage, all => all.filter(each => !isDeny(each))),
    },
    {
      code: 'deny_removed',
      severity: 'high',
      set: stage => permissions(stage, all => [...all.filter(each => !isDeny(each)), read]),
    },
  ];
  for (const setup of closed) await proveOne(t, { world, where, spec, id: externalId.current }, setup);
});

t.test('a trust policy with an end: the end removed or postponed, and a hole beside it', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_STRANGER_ROLE_ARNS: '' } });
  const where = await verifiedConnection(world, { options: { trustEndsAt: '2030-06-30T22:00:00Z' } });
  const { roleSpec: spec, externalId } = (await connectionOf(world, where)).value;
  const until = (time: string) => ({ DateLessThan: { 'aws:CurrentTime': time } });
  const ended: Setup[] = [
    {
      code: 'trust_end_loosened',
      severity: 'high',
      how: 'removed',
      set: stage => trust(stage, [assume({ Condition: withId(stage.id) })]),
    },
    {
      code: 'trust_end_loosened',
      severity: 'high',
      how: 'postponed by a second',
      set: stage => trust(stage, [assume({ Condition: { ...withId(stage.id), ...until('2030-06-30T22:00:01Z') } })]),
    },
    {
      code: 'trust_narrowed',
      severity: 'medium',
      how: 'ends before',
      set: stage => trust(stage, [assume({ Condition: { ...withId(stage.id), ...until('2030-06-30T21:59:59Z') } })]),
    },
  ];
  for (const setup of ended) await proveOne(t, { world, where, spec, id: externalId.current }, setup);

  const stage = { world, where, spec, id: externalId.current };
  const fromOutside = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' }, StringLike: { 'sts:ExternalId': '*' } };
  await trust(stage, [assume({ Condition: withId(stage.id) }), assume({ Condition: fromOutside })]);
  const { health, findings } = await afterCheck(world, where);
  t.equal(health, 'unsafe');
  t.same(
    findings.map(each => each.code).sort(),
    ['external_id_weakened', 'trust_end_loosened'],
    'neither hides the other',
  );
});

interface Rewriting extends PermissionCase {
  name: string;
  findings: string[];
}

/** How many rewritings of permissions and of trust the short form tests. */
const rewritingsDrawn = 5;

t.test('harmless rewritings of the live policies cause no finding: thirty and more in the long form', async t => {
  const random = drawing(t);
  const some = <Item>(all: Item[]) => (isLong ? all : shuffled(all, random).slice(0, rewritingsDrawn));
  const { spec, cases } = casesIn<{ spec: PolicyDocument; cases: Rewriting[] }>('permission-drift');
  const trust = casesIn<TrustCases>('trust-drift');
  const folder = t.testdir({ 'rewritten.json': JSON.stringify(asPermissionSet(spec)) });
  const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folder } });
  const where = await verifiedConnection(world, { permissionSetId: 'rewritten' });
  const { roleSpec, externalId } = (await connectionOf(world, where)).value;
  let count = 0;
  const isHarmless = async (name: string) => {
    const { health, findings } = await afterCheck(world, where);
    t.same([health, findings], ['healthy', []], name);
    count += 1;
  };
  // Some guardrails of the case file deny iam:*, and with it what the role of a running kit reads of itself.
  const isHarmlessHere = ({ name, findings }: Rewriting) => findings.length === 0 && !/guardrail/.test(name);
  for (const each of some(cases.filter(isHarmlessHere))) {
    const live = liveOf(spec, each).Permissions as Record<string, unknown>;
    // Values that IAM itself would refuse are for the engine alone.
    const kept = JSON.stringify(live).replace(
      /"Effect":"(allow|deny)"/g,
      (_, effect) => `"Effect":"${effect === 'allow' ? 'Allow' : 'Deny'}"`,
    );
    world.aws.putRolePolicy(where.roleArn, roleSpec.inlinePolicies[0]!.name, JSON.parse(kept));
    await isHarmless(each.name);
  }
  world.aws.putRolePolicy(where.roleArn, roleSpec.inlinePolicies[0]!.name, roleSpec.inlinePolicies[0]!.document);
  for (const each of some(trust.cases.filter(rewriting => rewriting.findings.length === 0))) {
    const own = JSON.stringify(each.live)
      .replaceAll(trust.externalId, externalId.current)
      .replace(/"Effect":"allow"/g, '"Effect":"Allow"');
    world.aws.setTrustPolicy(where.roleArn, JSON.parse(own));
    await isHarmless(each.name);
  }
  t.ok(count >= (isLong ? 30 : 2 * rewritingsDrawn), `${count} rewritings`);
});

/** The statements of a policy as a vendor's own permission set. */
function asPermissionSet({ Statement }: PolicyDocument) {
  const words = { en: 'A reason.', ja: '理由です。' };
  const list = (value: unknown) => [value].flat();
  return {
    id: 'rewritten',
    version: '1.0.0',
    access: 'read',
    title: words,
    summary: words,
    statements: Statement.map(({ Sid, Effect, Action, Resource, Condition }) => ({
      sid: Sid,
      ...(Effect === 'Deny' && { effect: Effect }),
      actions: list(Action),
      resources: list(Resource),
      ...(Condition && { conditions: Condition }),
      wildcardReason: words,
      why: words,
      without: words,
    })),
  };
}

t.test('a retired external ID that is still accepted is reported as such', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  const kept = await connectionOf(world, where);
  // As after a rotation: the ID belonged to this connection before.
  const retired = [{ value: '11111111-2222-4333-8444-55555555555a', retiredAt: '2026-01-01T00:00:00.000Z' }];
  const change = {
    at: world.clock.now().toISOString(),
    who: { kind: 'system', id: 'test' },
    action: 'connection.checked',
  };
  const value = { ...kept.value, externalId: { ...kept.value.externalId, retired } };
  t.ok(await world.ports.connections.change(kept, value, change as never));
  const ids = { StringEquals: { 'sts:ExternalId': [value.externalId.current, retired[0]!.value] } };
  const stage = { world, where, spec: value.roleSpec, id: value.externalId.current };
  trust(stage, [assume({ Condition: ids })]);
  const { health, findings } = await afterCheck(world, where);
  t.equal(health, 'unsafe');
  t.match(findings, [{ code: 'external_id_retired_accepted', severity: 'critical', witness: { live: 'allowed' } }]);
  t.equal(findings.length, 1);
  t.equal(await decided(world, findings[0]!.witness), 'allowed');
  await trustFromTemplate(stage, findings[0]!);
  t.match(await afterCheck(world, where), { health: 'healthy', findings: [] }, 'as its advice says');

  t.comment('a condition on the source address: first it accepts us, then it does not');
  const from = (address: string) =>
    trust(stage, [assume({ Condition: { ...withId(stage.id), IpAddress: { 'aws:SourceIp': address } } })]);
  from('127.0.0.0/8');
  t.match((await afterCheck(world, where)).findings, [
    { code: 'trust_narrowed', facts: { conditions: 'aws:SourceIp' } },
  ]);
  from('192.0.2.0/24');
  for (const turn of ['at once', 'and later']) {
    world.clock.advance(60_000);
    const { result } = await checked(world, where);
    const causes = result?.conclusive ? result.causes : undefined;
    t.match(causes?.left[0], { code: 'other_condition', before: 'aws:SourceIp' }, turn);
    t.ok(causes?.excluded.some(each => each.code === 'stack_rolled_back' && each.excludedBy === 'earlier-check'));
  }
  t.match(await (await managePage(world, where)).read(), /conditions that the template does not have: aws:SourceIp/);
  // "Remove conditions and Deny statements that the template does not have."
  await trustFromTemplate(stage, findings[0]!);
  t.match(await afterCheck(world, where), { health: 'healthy', findings: [] });
});

t.test("the customer's own boundary: announced, moved to another version, and removed", async t => {
  const world = await newWorld(t);
  const made = await owner(world, 'CreatePolicy', {
    PolicyName: 'guardrail',
    PolicyDocument: JSON.stringify(everything),
  });
  const { Arn } = (made as { Policy: { Arn: string } }).Policy;
  const where = await verifiedConnection(world, { options: { permissionsBoundaryArn: Arn } });
  t.match((await connectionOf(world, where)).value, { health: 'healthy', boundaryVersion: 'v1' });
  const version = (document: unknown) =>
    owner(world, 'CreatePolicyVersion', {
      PolicyArn: Arn,
      PolicyDocument: JSON.stringify(document),
      SetAsDefault: true,
    });

  await version({ ...everything, Id: 'the same in other words' });
  t.match((await afterCheck(world, where)).findings, [
    { code: 'managed_policy_version_moved', severity: 'information', facts: { from: 'v1', to: 'v2' } },
  ]);
  t.same((await afterCheck(world, where)).findings, [], 'reported once, since it had no effect');

  await version({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iam:*', Resource: '*' }] });
  for (const turn of ['once', 'and again']) {
    const { findings, health } = await afterCheck(world, where);
    t.match(
      findings,
      [{ code: 'managed_policy_version_moved', severity: 'medium', facts: { from: 'v2', to: 'v3' } }],
      turn,
    );
    t.equal(health, 'drifted');
    t.equal(findings.length, 1);
    t.equal(await decided(world, findings[0]!.witness), 'refused');
  }
  await owner(world, 'SetDefaultPolicyVersion', { PolicyArn: Arn, VersionId: 'v2' });
  t.same((await afterCheck(world, where)).findings, []);

  const { roleName } = (await connectionOf(world, where)).value.roleSpec;
  await owner(world, 'DeleteRolePermissionsBoundary', { RoleName: roleName });
  const removed = await afterCheck(world, where);
  t.match(removed.findings, [
    { code: 'boundary_changed', severity: 'information', facts: { expected: Arn, live: '-', effect: 'same' } },
  ]);
  t.equal(removed.health, 'healthy', 'the boundary had refused nothing');

  t.comment('announced as it is now: no boundary, which the next check proves');
  const upgrade = (payload: object) =>
    world.app.inject({
      method: 'POST',
      url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/upgrade`,
      headers: { authorization: `Bearer ${world.keys.backend}` },
      payload: { reason: 'As the customer wants it', ...payload },
    });
  const elsewhere = Arn.replace(customer, otherCustomerAccount);
  for (const [permissionsBoundaryArn, status] of [
    [Arn, 409],
    [elsewhere, 400],
    ['', 400],
  ] as const)
    t.equal((await upgrade({ permissionsBoundaryArn })).statusCode, status, permissionsBoundaryArn);
  const asked = await upgrade({ permissionsBoundaryArn: null });
  t.equal(asked.statusCode, 201, asked.body);
  const { template } = await readDelivery(world.ports, backend, where);
  t.notMatch(template, /PermissionsBoundary/);
  const cleared = await afterCheck(world, where);
  t.match(cleared, { health: 'healthy', findings: [], upgrade: undefined });
  t.notOk(cleared.options.permissionsBoundaryArn ?? cleared.roleSpec.permissionsBoundaryArn ?? cleared.boundaryVersion);

  t.comment('set again: the template of the stack has it already, so the page has the command too');
  t.match((await upgrade({ permissionsBoundaryArn: Arn })).json(), { upgrade: { permissionsBoundaryArn: Arn } });
  const waiting = await (await managePage(world, where)).read();
  t.match(waiting, new RegExp(`permissions boundary of the role is ${Arn}`));
  t.match(waiting, new RegExp(`put-role-permissions-boundary [^<]*--role-name ${roleName} [^<]*--region us-east-1 `));
  t.notMatch(waiting, 'The update removes no permissions', 'the boundary may take some away');
  t.match((await afterCheck(world, where)).upgrade, {}, 'not before the customer has updated');
  await owner(world, 'PutRolePermissionsBoundary', { RoleName: roleName, PermissionsBoundary: Arn });
  const set = await afterCheck(world, where);
  t.match(set, { health: 'healthy', findings: [], upgrade: undefined, boundaryVersion: 'v2' });
  t.equal(set.options.permissionsBoundaryArn, Arn);

  t.comment('removed by one update of the stack');
  await upgrade({ permissionsBoundaryArn: null });
  await updateStack(world, where);
  t.equal(world.aws.role(where.roleArn)?.permissionsBoundary, undefined);
  const without = await afterCheck(world, where);
  t.match(without, { health: 'healthy', findings: [], upgrade: undefined });
  t.notOk(without.options.permissionsBoundaryArn);
  const page = await (await managePage(world, where)).read();
  t.match(page, /requested an update of the role, after which it has no permissions boundary/);
});

t.test('a recreated role and an older one left behind are separate findings', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  const { roleSpec } = (await connectionOf(world, where)).value;
  world.aws.deleteRole(where.roleArn);
  await restore({ world, where, spec: roleSpec, id: '' });
  const made = await afterCheck(world, where);
  t.same(
    made.findings.map(each => `${each.severity} ${each.code}`),
    ['high role_recreated'],
  );
  t.same((await afterCheck(world, where)).findings, []);

  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/launches`;
  const headers = { authorization: `Bearer ${world.keys.backend}`, 'idempotency-key': 'again' };
  const again = await world.app.inject({ method: 'POST', url, headers });
  t.ok(again.statusCode < 300, again.body);
  await launch(world, where);
  const { findings } = await afterCheck(world, where);
  t.same(
    findings.map(each => `${each.severity} ${each.code}`),
    ['high old_role_left'],
  );
  t.match(findings[0], { facts: { role: where.roleArn }, witness: { resource: where.roleArn, live: 'allowed' } });
  t.equal(await decided(world, findings[0]!.witness), 'allowed');
  const stackName = stackNameOf(roleSpec.roleName);
  const input = { StackName: stackName };
  await callAsAdmin(world, {
    account: customer,
    region: 'us-east-1',
    service: 'cloudformation',
    action: 'DeleteStack',
    input,
  });
  t.same((await afterCheck(world, where)).findings, [], 'as its advice says');
});

t.test('every finding of the catalogue is set up here, or its test is named', async t => {
  const elsewhere: Partial<Record<FindingCode, string>> = {
    external_id_retired_accepted: 'above',
    managed_policy_version_moved: 'above',
    aws_policy_changed: 'test/connection/managed-policies.test.ts',
    role_recreated: 'above',
    old_role_left: 'above',
    outdated: 'test/connection/connection-life.test.ts',
    deny_lapsed: 'above',
    stack_other: 'test/delivery/stacks.test.ts',
    stack_drifted: 'test/check/stack-drift.test.ts',
    stack_role_deleted: 'test/check/stack-drift.test.ts',
    stack_drift_unknown: 'test/check/stack-drift.test.ts',
    trust_end_loosened: 'above',
    deny_removed: 'above',
    policy_missing: 'test/drift/cases/permission-drift.json',
  };
  const covered = new Set([...setups.map(each => each.code), ...Object.keys(elsewhere)]);
  t.same(
    Object.keys(findingKinds).filter(each => !covered.has(each)),
    [],
  );
});
