// A permission set's Deny: what an author may write, what the customer sees and gets, and what happens when somebody
// attaches more policies to the role or removes the Deny.
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import t, { type Test } from 'tap';
import { lintPermissionSet } from '../../api/core/permission-set/lint.js';
import { parsePermissionSet } from '../../api/core/permission-set/parse.js';
import type { PermissionSet, PermissionStatement } from '../../api/core/permission-set/permission-set.js';
import { policyOfStatements } from '../../api/core/permission-set/policy-of.js';
import { roleSpecOf } from '../../api/core/role/build.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { renderRoleTemplate } from '../../templates/render.js';
import { say } from '../../templates/text/say.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  newConnection,
  newTenant,
  requestSession,
  verifiedConnection,
} from '../helpers/customer.js';
import { isAllowedByLocalAws } from '../helpers/second-opinion.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const sentence = { en: 'Because.', ja: '理由です。' };
const grant: PermissionStatement = {
  sid: 'Buckets',
  actions: ['s3:GetBucketLocation', 's3:ListAllMyBuckets'],
  resources: ['*'],
  wildcardReason: sentence,
  why: sentence,
  without: sentence,
};
const deny: PermissionStatement = {
  sid: 'Contents',
  effect: 'Deny',
  actions: ['s3:GetObject*', 'secretsmanager:GetSecretValue'],
  resources: ['*'],
  why: { en: 'Objects and <secrets> stay yours.', ja: 'オブジェクトとシークレットを守ります。' },
  without: { en: 'If somebody attaches more, we can read them.', ja: '権限が追加されると読み取れます。' },
};
const set: PermissionSet = {
  id: 'bucket-list',
  version: '1.0.0',
  access: 'metadata',
  title: sentence,
  summary: sentence,
  statements: [deny, grant],
};

function issuesOf(statements: unknown[], access = 'metadata'): string[] {
  const parsed = parsePermissionSet({ ...set, access, statements });
  const issues = 'issues' in parsed ? parsed.issues : lintPermissionSet(parsed.set);
  return issues.map(({ path, message }) => `${path}: ${message}`);
}

const denying = (actions: string[], more: object = {}) => [grant, { ...deny, actions, ...more }];
const only = (StringEquals: object) => ({ conditions: { StringEquals } });
const role = (name: string) => `arn:aws:iam::210987654321:role/${name}`;

t.test('rules against granting too much do not restrict a Deny', async t => {
  const fine: [string, unknown[]][] = [
    ['reading contents and secrets', [grant, deny]],
    ['everything of a service, with wildcards and no reason', denying(['secretsmanager:*', 'kms:?ecrypt*'])],
    ['escalation and writing', denying(['iam:PassRole', 'iam:Put*', 's3:PutBucketPolicy', 'ec2:CreateTags'])],
    ['everything on something', denying(['*'], { resources: ['arn:aws:s3:::payroll', 'arn:aws:s3:::payroll/*'] })],
    [
      'an action newer than the catalogue, with a reason',
      denying(['s3:FrobObject'], { unknownActionsReason: sentence }),
    ],
    [
      'part of a wildcard that is granted',
      [{ ...grant, actions: ['s3:GetBucket*'] }, ...denying(['s3:GetBucketAcl'])].toSpliced(1, 1),
    ],
    [
      'what is granted, under a condition',
      denying(['s3:GetBucketLocation'], only({ 'aws:RequestedRegion': 'eu-west-1' })),
    ],
    [
      'what is granted, under an undecidable condition',
      denying(['s3:GetBucketLocation'], { conditions: { StringFrobs: { 'aws:x': 'y' } } }),
    ],
    [
      'what is granted elsewhere',
      [
        { ...grant, resources: ['arn:aws:s3:::a'] },
        { ...deny, actions: ['s3:*'], resources: ['arn:aws:s3:::b'] },
      ],
    ],
    ['reading other roles', denying(['iam:GetRole'], { resources: [role('admin')] })],
    [
      'everything without TLS: the role reads itself with TLS',
      denying(['*'], { conditions: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ],
    ['a grant with an explicit effect', [{ ...grant, effect: 'Allow' }, deny]],
  ];
  for (const [title, statements] of fine) t.strictSame(issuesOf(statements), [], title);
});

t.test('an author’s mistake in a Deny is refused with its place', async t => {
  const action = '/statements/1/actions/0: ';
  const refused: [string, unknown[], string][] = [
    [
      'another effect',
      denying(['s3:GetObject'], { effect: 'deny' }),
      '/statements/1/effect: must be "Allow" or "Deny"',
    ],
    ['nothing but Deny', [deny], '/statements: every statement is a Deny'],
    ['a misspelt action', denying(['s3:GetObjekt']), `${action}"s3:GetObjekt" is not a known action`],
    ['a wildcard that covers nothing', denying(['s3:Fetch*']), `${action}"s3:Fetch*" matches no known action`],
    ['no action', denying(['s*:GetObject']), `${action}"s*:GetObject" is not an action`],
    [
      'a duplicate action',
      denying(['s3:GetObject', 's3:getobject']),
      '/statements/1/actions/1: "s3:getobject" is already in this statement',
    ],
    [
      'no ARN',
      denying(['s3:GetObject'], { resources: ['bucket'] }),
      '/statements/1/resources/0: "bucket" must be an ARN or "*"',
    ],
    [
      'a dynamic reference',
      denying(['s3:GetObject'], { resources: ['arn:aws:s3:::{{resolve:ssm:x}}'] }),
      '"{{" is not allowed',
    ],
    ['no why', denying(['s3:GetObject'], { why: undefined }), '/statements/1/why: '],
    [
      'what is granted',
      denying(['s3:*']),
      '/statements/0/actions/0: "s3:GetBucketLocation" is granted but always denied by a Deny of this set ("Contents")',
    ],
    [
      'what is granted, on one of its resources',
      [
        { ...grant, resources: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] },
        { ...deny, actions: ['s3:GetBucket*'], resources: ['arn:aws:s3:::b'] },
      ],
      '/statements/0/actions/0: "s3:GetBucketLocation" on arn:aws:s3:::b is granted but always denied',
    ],
    [
      'what is granted, by two that together leave nothing',
      [
        grant,
        {
          ...deny,
          actions: ['s3:ListAllMyBuckets'],
          conditions: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
        },
        {
          ...deny,
          sid: 'Rest',
          actions: ['s3:List*'],
          conditions: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
        },
      ],
      '/statements/0/actions/1: "s3:ListAllMyBuckets" is granted but always denied by a Deny of this set ' +
        '("Contents", "Rest")',
    ],
    [
      'what is granted under the same condition',
      [
        { ...grant, ...only({ 'aws:RequestedRegion': 'eu-west-1' }) },
        { ...deny, actions: ['s3:GetBucketLocation'], conditions: { StringLike: { 'aws:RequestedRegion': 'eu-*' } } },
      ],
      'always denied',
    ],
    [
      'the role’s own reads',
      denying(['iam:*']),
      `${action}"iam:*" may deny iam:GetPolicy, iam:GetPolicyVersion, iam:GetRole`,
    ],
    [
      'everything',
      [
        { ...grant, conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
        { ...deny, actions: ['*'], conditions: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } },
      ],
      `${action}"*" may deny iam:GetPolicy`,
    ],
    [
      'one of them, among others',
      denying(['s3:GetObject', 'iam:getrolepolicy']),
      '/statements/1/actions/1: "iam:getrolepolicy" may deny iam:GetRolePolicy',
    ],
    [
      'them by a pattern',
      denying(['iam:?etPolicyVersion']),
      `${action}"iam:?etPolicyVersion" may deny iam:GetPolicyVersion:`,
    ],
    [
      'them in one region',
      denying(['iam:List*'], only({ 'aws:RequestedRegion': 'us-east-1' })),
      'may deny iam:ListAttachedRolePolicies, iam:ListRolePolicies',
    ],
    [
      'them on roles of this kit',
      denying(['iam:GetRole'], { resources: ['arn:aws:iam::*:role/*drawbridge-*'] }),
      'may deny iam:GetRole',
    ],
    [
      'them on roles under a path, which a customer chooses',
      denying(['iam:GetRole'], { resources: ['arn:aws:iam::*:role/vendors/*'] }),
      'may deny iam:GetRole',
    ],
    [
      'them on AWS’s own policies, in China',
      denying(['iam:GetPolicy'], { resources: ['arn:aws-cn:iam::aws:policy/*'] }),
      'may deny iam:GetPolicy',
    ],
    [
      'them under an undecidable condition',
      denying(['iam:Get*'], { conditions: { StringFrobs: { 'aws:x': 'y' } } }),
      '/statements/1: cannot decide whether this statement denies the calls',
    ],
    [
      'a condition that IAM would refuse',
      denying(['s3:GetObject'], { conditions: { StringEquals: { 'aws:x': 'y' }, stringequals: { 'aws:X': 'y' } } }),
      '/statements/1: has aws:X twice, in different case',
    ],
  ];
  for (const [title, statements, expected] of refused) {
    const issues = issuesOf(JSON.parse(JSON.stringify(statements)));
    t.ok(
      issues.some(each => each.includes(expected)),
      `${title}: ${issues.join(' / ') || 'nothing was refused'}`,
    );
  }
});

t.test('a Deny counts toward the size that IAM accepts', async t => {
  // 5,700 characters each, of some 70,000 that a role and ten managed policies hold.
  const resources = Array.from({ length: 100 }, (_, at) => `arn:\${partition}:s3:::${'contents'.repeat(4)}-${at}/*`);
  const many = Array.from({ length: 13 }, (_, at) => ({ ...deny, resources, sid: `Contents${at}` }));
  t.strictSame(issuesOf([grant, ...many.slice(0, 10)]), []);
  t.match(issuesOf([grant, ...many]), [/^\/statements: the policy has \d+ characters, which do not fit/]);
});

const options = { namePrefix: '', path: '/', tags: {} };
const spec = roleSpecOf({
  vendorName: 'Vendor',
  tenantName: 'Tenant',
  tenantId: 'ten_sample0000000000',
  connectionId: 'con_sample0000000000',
  partition: 'aws',
  accountId: customerAccount,
  brokerRoleArn: 'arn:aws:iam::111122223333:role/drawbridge-broker',
  externalId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  roleRandom: 'abcdef012345',
  launch: 1,
  options,
  permissionSet: set,
});

t.test('the template has the Deny after the grants, and it overrides whatever else is allowed', async t => {
  const names = {
    vendorName: 'Vendor',
    tenantName: 'Tenant',
    kitVersion: '0.1.0',
    connectionId: 'con_sample0000000000',
  };
  const { body } = renderRoleTemplate({ spec, ...names });
  const { Policies } = JSON.parse(body).Resources.DrawbridgeRole.Properties;
  const [first, second, ...others] = Policies[0].PolicyDocument.Statement;
  t.match(first, { Sid: 'Buckets', Effect: 'Allow' });
  t.strictSame(second, { Sid: 'Contents', Effect: 'Deny', Action: deny.actions, Resource: ['*'] });
  t.strictSame(others, []);
  const everything = policyOfStatements([{ ...grant, actions: ['*'] }]);
  const asked = { principal: spec.arn, resource: 'arn:aws:s3:::a/b', context: {} };
  const allows = (action: string) =>
    isAllowedByLocalAws({ identity: [Policies[0].PolicyDocument, everything] }, { ...asked, action });
  t.strictSame([allows('s3:GetObjectVersion'), allows('s3:PutObject')], [false, true]);
});

async function worldWith(t: Test): Promise<World> {
  const folder = t.testdir({ 'bucket-list.json': JSON.stringify(set) });
  return newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folder } });
}

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ');

t.test('page, guide and API show what stays closed apart from what is granted, in both languages', async t => {
  const world = await worldWith(t);
  const where = await newConnection(world, await newTenant(world), { permissionSetId: 'bucket-list' });
  const { url } = await makeLink(world.ports, support, where, { kind: 'hand-off' });
  const opened = await world.app.inject(new URL(url).pathname);
  const cookie = opened.cookies.map(each => `${each.name}=${each.value}`).join('; ');
  const page = String(opened.headers.location);
  const get = async (path: string) => (await world.app.inject({ url: path, headers: { cookie } })).body;
  for (const language of ['en', 'ja'] as const) {
    const html = await get(`${page}?lang=${language}`);
    const [granted, closed] = html.split(`<h2 id="closed">${say(language, 'handoff.closed')}</h2>`);
    t.ok(closed, `${language}: its own heading`);
    t.notMatch(granted, 'GetSecretValue');
    t.match(granted, 's3:GetBucketLocation');
    const text = plain(closed!);
    const [why, without] = [say(language, 'handoff.closed.why'), say(language, 'handoff.closed.without')];
    for (const needed of [why, deny.why[language], without, deny.without[language], 'secretsmanager:GetSecretValue'])
      t.ok(text.includes(needed), `${language}: ${needed}`);
    t.ok(text.includes(say(language, 'handoff.closed.policies', { sids: 'Contents' })), 'beside the plain policies');
  }
  const guide = await get(`${page.split('?')[0]}/guide.md`);
  const [granted, closed] = guide.split(`### ${say('en', 'handoff.closed')}`);
  t.notMatch(granted, 'GetSecretValue');
  t.match(closed, /#### Contents\n\n- Denied actions: `s3:GetObject\*`, `secretsmanager:GetSecretValue`/);
  t.match(closed, `- What would be possible without it: ${deny.without.en}`);
  t.match(closed, say('en', 'handoff.closed.policies', { sids: 'Contents' }));

  const headers = { authorization: `Bearer ${world.keys.auditor}` };
  const answer = await world.app.inject({ url: '/v1/permission-sets/bucket-list', headers });
  t.match(answer.json().statements, [
    { sid: 'Contents', effect: 'Deny' },
    { sid: 'Buckets', effect: 'Allow' },
  ]);
  const { policies } = await readDelivery(world.ports, backend, where);
  t.match(policies.permissions[0]!.document, '"Effect": "Deny"');
});

t.test('a page for a set without a Deny has no such heading', async t => {
  const world = await worldWith(t);
  const where = await newConnection(world, await newTenant(world));
  const { url } = await makeLink(world.ports, support, where, { kind: 'hand-off' });
  const opened = await world.app.inject(new URL(url).pathname);
  const cookie = opened.cookies.map(each => `${each.name}=${each.value}`).join('; ');
  const { body } = await world.app.inject({ url: String(opened.headers.location), headers: { cookie } });
  t.match(body, 'id="granted"');
  t.notMatch(body, 'id="closed"');
});

const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

t.test('denied actions stay closed when somebody attaches everything, and a removed Deny is reported', async t => {
  const world = await worldWith(t);
  const where = await verifiedConnection(world, { permissionSetId: 'bucket-list' });
  t.match((await connectionOf(world, where)).value, { health: 'healthy', findings: [] });
  world.aws.addBucket(customerAccount, 'payroll');
  const s3Of = (keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) => {
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    const s3 = new S3Client({ region: 'us-east-1', endpoint: world.aws.url, forcePathStyle: true, credentials });
    t.teardown(() => s3.destroy());
    return s3;
  };
  const there = { Bucket: 'payroll', Key: 'salaries.csv' };
  await s3Of(world.aws.addUser(customerAccount, 'owner', { all })).send(new PutObjectCommand({ ...there, Body: 'x' }));
  const { roleSpec } = (await connectionOf(world, where)).value;
  const [permissions] = roleSpec.inlinePolicies;
  const codes = async () => {
    await checked(world, where);
    const { health, findings } = (await connectionOf(world, where)).value;
    return [health, ...findings.map(each => `${each.code} ${each.severity}`).sort()];
  };
  const ours = s3Of(await requestSession(world, where));
  const reading = () =>
    ours.send(new GetObjectCommand(there)).then(
      () => 'read',
      error => error.name,
    );

  world.aws.putRolePolicy(where.roleArn, 'ByHand', all);
  t.equal(await reading(), 'AccessDenied');
  t.strictSame(await codes(), ['drifted', 'policy_added high']);

  const bare = {
    ...permissions!.document,
    Statement: permissions!.document.Statement.filter(each => each.Effect === 'Allow'),
  };
  world.aws.putRolePolicy(where.roleArn, permissions!.name, bare);
  t.equal(await reading(), 'AccessDenied', 'the session policy still has the Deny');
  t.strictSame(await codes(), ['drifted', 'deny_removed high', 'policy_added high']);

  world.aws.deleteRolePolicy(where.roleArn, 'ByHand');
  t.equal(await reading(), 'AccessDenied');
  t.strictSame(await codes(), ['drifted', 'deny_lapsed medium'], 'nothing is open, and the Deny is gone');

  world.aws.putRolePolicy(where.roleArn, permissions!.name, permissions!.document);
  t.strictSame(await codes(), ['healthy']);
});
