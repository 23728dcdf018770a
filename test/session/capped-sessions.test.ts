// Issued credentials never do more than was announced, from the first session on: against the local AWS with a role
// that was widened right after its verification, when AWS finds a cap too large, and when nothing limits a session.
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import t, { type Test } from 'tap';
import { findingId } from '../../api/core/finding/acceptable.js';
import { type Finding, finding } from '../../api/core/finding/findings.js';
import type { SessionCap } from '../../api/core/permission-set/session-cap.js';
import type { PolicyDocument, Statement } from '../../api/core/policy/document/document.js';
import { isHeldUncapped } from '../../api/core/session/capped.js';
import { acceptDeviation } from '../../api/operations/check/accept-deviation.js';
import type { Issued } from '../../api/operations/session/issue-session.js';
import { voucher } from '../helpers/callers.js';
import { checked, provenConnection, verifiedConnection, type Where } from '../helpers/customer.js';
import { changeRole } from '../helpers/customer-admin.js';
import { testFolder } from '../helpers/folder.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

type Placed = Where & { roleArn: string };

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';

const widen = (world: World, where: Placed) =>
  changeRole(world, where.roleArn, 'AttachRolePolicy', { PolicyArn: administrator });
const narrow = (world: World, where: Placed) =>
  changeRole(world, where.roleArn, 'DetachRolePolicy', { PolicyArn: administrator });

let asked = 0;

/** A credential request over HTTP that no kept session answers. */
async function ask(world: World, where: Where, payload: object = {}) {
  asked += 1;
  const answer = await world.app.inject({
    method: 'POST',
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/sessions`,
    headers: { authorization: `Bearer ${world.keys.backend}` },
    payload: { durationSeconds: 900 + asked, ...payload },
  });
  return { status: answer.statusCode, body: answer.json() };
}

type Credentials = Pick<Issued, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

/** What the credentials can do: each call with `done` or the name of AWS's error. */
async function canDo(world: World, where: Placed, { accessKeyId, secretAccessKey, sessionToken }: Credentials) {
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const reach = { region: 'us-east-1', endpoint: world.aws.url, credentials, maxAttempts: 1 };
  const [iam, stacks] = [new IAMClient(reach), new CloudFormationClient(reach)];
  const named = (error: Error) => error.name;
  const done = () => 'done';
  const RoleName = where.roleArn.split('/').at(-1)!;
  const found = {
    listStacks: await stacks.send(new ListStacksCommand({})).then(done, named),
    listRoles: await iam.send(new ListRolesCommand({})).then(done, named),
    readItself: await iam.send(new GetRoleCommand({ RoleName })).then(done, named),
  };
  iam.destroy();
  stacks.destroy();
  return found;
}

const announcedOnly = { listStacks: 'done', listRoles: 'AccessDenied', readItself: 'AccessDenied' };
const everything = { listStacks: 'done', listRoles: 'done', readItself: 'done' };

const sentence = { en: 'Because.', ja: '理由です。' };

function setOf(id: string, actions: string[], more: object = {}): string {
  const statement = {
    sid: 'All',
    actions,
    resources: ['*'],
    wildcardReason: sentence,
    why: sentence,
    without: sentence,
  };
  const statements = [{ ...statement, unknownActionsReason: sentence }];
  return JSON.stringify({
    ...{ id, version: '1.0.0', access: 'metadata', title: sentence, summary: sentence, statements },
    ...more,
  });
}

const long = Array.from({ length: 70 }, (_, n) => `drawbridge:ListOfSomethingThatIsUnknown${n}`);

function withSets(t: Test, variables: Record<string, string> = {}): Promise<World> {
  const folder = testFolder(t, {
    'long.json': setOf('long', ['cloudformation:ListStacks', ...long]),
    'off.json': setOf('off', ['cloudformation:ListStacks'], { uncappedReason: sentence }),
  });
  return newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folder, ...variables } });
}

const minted = async (world: World, where: Where) =>
  (await world.ports.ledger.list(where.connectionId, { limit: 1000 })).items.filter(
    each => each.type === 'minted' && each.kind === 'issue',
  ).length;

t.test('AdministratorAccess right after verification: the first session does only what was announced', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world, { permissionSetId: 'inventory-read' });
  await widen(world, where);
  const first = await ask(world, where);
  t.match(first, { status: 201, body: { cap: 'exact' } });
  t.same(await canDo(world, where, first.body), announcedOnly);
  const events = world.aws.events(where.roleArn.split(':')[4]!).filter(each => each.eventName === 'AssumeRole');
  t.match(JSON.stringify(events.at(-1)), /DrawbridgeSession/, 'CloudTrail shows what the session is for');

  t.comment('the customer sees it in red, in both languages');
  await checked(world, where);
  const { read } = await managePage(world, where);
  for (const [language, words, label] of [
    ['en', /This role (may )?allows? more than/, 'Each session can do only what was announced'],
    ['ja', /説明した範囲を超える操作を許可して/, '各セッションで実行できるのは説明済みの操作だけです'],
  ] as const) {
    const html = await read(language);
    const notice = /<p class="callout bad" id="widened">(.*?)<\/p>/s.exec(html)?.[1] ?? '';
    t.match(notice, words);
    t.match(html, /AdministratorAccess/);
    t.match(html, label);
  }
  t.same(await canDo(world, where, (await ask(world, where)).body), announcedOnly, 'also once it is known');
  await narrow(world, where);
  await checked(world, where);
  t.notMatch(await read('en'), /id="widened"/);
});

t.test('AWS finds a cap too large: the next form, and nothing wider than the role as announced', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world, { permissionSetId: 'inventory-read' });
  const spec = (await world.ports.connections.get(where.connectionId))!.value.roleSpec;
  const [exact, byService] = world.ports.sessionCaps.of(spec);
  const lengths = [exact, byService].map(each => JSON.stringify(each!.policy).length);
  t.ok(lengths[0]! > lengths[1]!);
  const restore = world.aws.fail({ service: 'sts', kind: 'packed-policy-too-large', policyAbove: lengths[1]! });
  await widen(world, where);
  const second = await ask(world, where);
  t.match(second, { status: 201, body: { cap: 'by_service' } });
  t.same(await canDo(world, where, second.body), announcedOnly);
  t.equal(await minted(world, where), 2, 'each call has its row');
  t.match((await ask(world, where)).body, { cap: 'by_service' });
  t.equal(await minted(world, where), 3, 'it is not tried again at once');
  restore();
  world.clock.advance(61 * 60_000);
  t.match((await ask(world, where)).body, { cap: 'exact' }, 'but later');

  t.comment('both are too large');
  const none = world.aws.fail({ service: 'sts', kind: 'packed-policy-too-large', policyAbove: lengths[1]! - 1 });
  await narrow(world, where);
  await checked(world, where);
  t.match(await ask(world, where), { status: 201, body: { cap: 'none' } }, 'the role is as announced');
  await widen(world, where);
  await checked(world, where);
  t.match(await ask(world, where), { status: 409, body: { code: 'not_issuing', why: 'hold_widened' } });
  none();
  world.clock.advance(61 * 60_000);
  t.match(await ask(world, where), { status: 201, body: { cap: 'exact' } }, 'and again when a cap fits');
});

t.test('a set that fits no cap: issued while the role is as announced, a hold when it is seen wider', async t => {
  const world = await withSets(t);
  t.match(world.logged(), /"permissionSet":"long".*its sessions have no cap/, 'named at load');
  const where = await provenConnection(world, { permissionSetId: 'long' });
  const connection = async () =>
    (
      await world.app.inject({
        url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`,
        headers: { authorization: `Bearer ${world.keys.backend}` },
      })
    ).json();
  t.match(await ask(world, where), { status: 201, body: { cap: 'none' } });
  t.match(await connection(), { cap: 'none', issuing: true });
  await widen(world, where);
  await checked(world, where);
  const calls = await minted(world, where);
  t.match(await ask(world, where), { status: 409, body: { code: 'not_issuing', why: 'hold_widened' } });
  t.equal(await minted(world, where), calls, 'no call');
  t.match(await connection(), { issuing: false, whyNotIssuing: 'hold_widened' });
  const { read } = await managePage(world, where);
  t.match(await read('en'), 'No credentials are issued: the role may allow more');
  t.match(await read('ja'), '認証情報は発行されません。ロールが');

  t.comment('that a person knows and accepts a widening does not let the vendor use it');
  await narrow(world, where);
  world.aws.putRolePolicy(where.roleArn, 'Organisation', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
  });
  await checked(world, where);
  const { deviation, findings } = (await world.ports.connections.get(where.connectionId))!.value;
  const endsAt = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
  const accepted = { ...deviation!, finding: findingId(findings[0]!), reason: 'Known', endsAt, person: 'Ann Admin' };
  await acceptDeviation(world.ports, voucher, where, accepted);
  t.match(await connection(), { health: 'healthy', acceptedDeviations: 1, whyNotIssuing: 'hold_widened' });
  t.match(await ask(world, where), { status: 409, body: { code: 'not_issuing', why: 'hold_widened' } });
  await changeRole(world, where.roleArn, 'DeleteRolePolicy', { PolicyName: 'Organisation' });
  await checked(world, where);
  t.match(await ask(world, where), { status: 201, body: { cap: 'none' } });

  t.comment('permissions that a check cannot read are no better');
  await changeRole(world, where.roleArn, 'PutRolePolicy', {
    PolicyName: 'Blind',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'iam:ListAttachedRolePolicies', Resource: '*' }],
    }),
  });
  await checked(world, where);
  t.match(await ask(world, where), { status: 409, body: { why: 'hold_widened' } });
});

t.test('DRAWBRIDGE_WHEN_WIDENED=issue: the vendor takes the risk', async t => {
  const world = await withSets(t, { DRAWBRIDGE_WHEN_WIDENED: 'issue' });
  const where = await provenConnection(world, { permissionSetId: 'long' });
  await widen(world, where);
  await checked(world, where);
  const answer = await ask(world, where);
  t.match(answer, { status: 201, body: { cap: 'none' } });
  t.same(await canDo(world, where, answer.body), everything, 'what a cap prevents');
});

t.test(
  'a set that switches the cap off: no cap, its reason on the page, and warnings as to session policies',
  async t => {
    const world = await withSets(t);
    const where = await provenConnection(world, { permissionSetId: 'off' });
    t.match(await ask(world, where), { status: 201, body: { cap: 'none' } });
    const { read } = await managePage(world, where);
    t.match(await read('en'), 'they can do whatever the role allows. Because.');
    t.match(await read('ja'), 'ロールが許可する操作をすべて実行できます。 理由です。');
    const policyOf = (...Action: string[]) => ({
      sessionPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
    });
    t.match(await ask(world, where, policyOf('cloudformation:ListStacks')), { body: { cap: 'session_policy' } });
    const beyond = await ask(world, where, policyOf('cloudformation:ListStacks', 's3:GetObject'));
    t.match(beyond, { status: 201, body: { cap: 'none', warnings: [{ code: 'session_policy_beyond_role' }] } });
  },
);

t.test("a request's own session policy takes the cap's place only if it is shown to lie inside", async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world, { permissionSetId: 'inventory-read' });
  await widen(world, where);
  const policyOf = (...Statement: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
  const allow = (Action: string | string[], Resource = '*', more: object = {}): Statement => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...more,
  });
  const inside: [string, PolicyDocument][] = [
    ['one announced action', policyOf(allow('cloudformation:ListStacks'))],
    ['in other letters', policyOf(allow(['CLOUDFORMATION:liststacks', 's3:GetBucketTagging'], 'arn:aws:s3:::a'))],
    ['reading itself', policyOf(allow('iam:GetRole', where.roleArn))],
    [
      'with a condition',
      policyOf(allow('ec2:DescribeVpcs', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
    ],
    ['a Deny besides', policyOf(allow('ec2:DescribeVpcs'), { Effect: 'Deny', NotAction: 'ec2:*', Resource: '*' })],
    ['nothing', policyOf({ Effect: 'Deny', Action: '*', Resource: '*' })],
  ];
  for (const [name, sessionPolicy] of inside) {
    const answer = await ask(world, where, { sessionPolicy });
    t.match(answer, { status: 201, body: { cap: 'session_policy' } }, name);
    t.notOk('warnings' in answer.body, name);
  }
  const narrowed = await ask(world, where, { sessionPolicy: inside[0]![1] });
  t.same(await canDo(world, where, narrowed.body), announcedOnly);

  const puzzle = Array.from({ length: 60 }, (_, n) => `*a*b*c*${n}*d*e*f*`).slice(0, 50);
  const outside: [string, PolicyDocument, number][] = [
    ['everything', policyOf(allow('*')), 0],
    ['all but one', policyOf({ Effect: 'Allow', NotAction: 's3:GetObject', Resource: '*' }), 0],
    [
      'all resources but one',
      policyOf({ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::a/b' }),
      0,
    ],
    ['one action more', policyOf(allow(['cloudformation:ListStacks', 'iam:ListRoles'])), 0],
    ['in the second statement', policyOf(allow('ec2:DescribeVpcs'), allow('ec2:RunInstances')), 1],
    ['a pattern that reaches further', policyOf(allow('ec2:Describe*')), 0],
    ['what is denied', policyOf(allow('s3:GetObject', 'arn:aws:s3:::a/b')), 0],
    ['another role', policyOf(allow('iam:GetRole', `${where.roleArn}x`)), 0],
    [
      'on a condition that may hold',
      policyOf(allow('iam:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
      0,
    ],
    ['by a variable', policyOf(allow('s3:PutObject', 'arn:aws:s3:::a/${aws:userid}')), 0],
    ['undecided', policyOf(allow(puzzle, 'arn:aws:s3:::*a*b*a*b*')), 0],
  ];
  const calls = await minted(world, where);
  for (const [name, sessionPolicy, at] of outside) {
    const answer = await ask(world, where, { sessionPolicy });
    const errors = [{ path: `/sessionPolicy/Statement/${at}` }];
    t.match(answer, { status: 409, body: { code: 'session_policy_not_announced', errors } }, name);
  }
  const single = { Version: '2012-10-17', Statement: allow('ec2:RunInstances') };
  t.match((await ask(world, where, { sessionPolicy: single })).body.errors, [{ path: '/sessionPolicy/Statement' }]);
  t.equal(await minted(world, where), calls, 'refused without a call');
});

t.test('what counts as seen wider or unread, for a connection without a cap', async t => {
  const witness = (live: 'allowed' | 'refused') => ({
    witness: { principal: '-', action: 's3:GetObject', resource: '*', context: {}, spec: 'refused', live } as const,
  });
  const unread = (what: string) => finding('self_reading_limited', { what, how: 'denied' });
  const cases: [string, Finding, boolean][] = [
    ['wider', finding('permissions_widened', {}, witness('allowed')), true],
    ['undecided', finding('permissions_undecided'), true],
    ['a Deny is gone', finding('deny_removed', {}, witness('allowed')), true],
    ['a policy whose text is unknown', finding('policy_attached'), true],
    ['a policy with more', finding('policy_added', {}, witness('allowed')), true],
    ['a policy that only denies', finding('policy_added', {}, { severity: 'medium', ...witness('refused') }), false],
    ['a policy that changes nothing', finding('policy_attached', {}, { severity: 'information' }), false],
    ['a boundary that allows more', finding('boundary_changed', {}, witness('allowed')), true],
    ['the list of attached policies is hidden', unread('attached-policies'), true],
    ['the text of one policy is hidden', unread('role, inline policy DrawbridgePermissions'), true],
    ['only the trust policy is hidden', unread('role, trust-policy'), false],
    ['narrower', finding('permissions_narrowed', {}, witness('refused')), false],
    ['another tag', finding('tags_changed'), false],
    ['an offer', finding('outdated'), false],
  ];
  const cap: SessionCap = { form: 'by_service', policy: { Version: '2012-10-17', Statement: [] } };
  for (const [name, found, isHeld] of cases) {
    t.equal(isHeldUncapped({ findings: [found] }, [], 'hold'), isHeld, name);
    t.equal(isHeldUncapped({ findings: [found] }, [], 'issue'), false);
    t.equal(isHeldUncapped({ findings: [found] }, [cap], 'hold'), false, `${name}, but with a cap`);
  }
});
