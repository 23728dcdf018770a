// IAM's rules for what a customer may choose of a role: one table, held against the kit's API and the local AWS. What
// one accepts, the other accepts.
import t from 'tap';
import { roleSpecOf } from '../../api/core/role/build.js';
import { newTenant } from '../helpers/customer.js';
import { callAsAdmin } from '../helpers/customer-admin.js';
import { testFolder } from '../helpers/folder.js';
import { sampleSpecInput } from '../helpers/samples.js';
import { customerAccount, newWorld } from '../helpers/world.js';

interface Options {
  namePrefix?: string;
  path?: string;
  permissionsBoundaryArn?: string;
  tags?: Record<string, string>;
}

const manyTags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`Tag${at}`, 'x']));
const policy = (name: string, owner = customerAccount) => `arn:aws:iam::${owner}:policy/${name}`;

/** `path`: where the kit refuses it. `words`: how IAM refuses it. */
const refused: [what: string, options: Options, path: string, words: RegExp][] = [
  ['a name with a space', { namePrefix: 'a b-' }, '/namePrefix', /value for roleName is invalid. It must contain only/],
  ['a name too long', { namePrefix: 'a'.repeat(60) }, '/namePrefix', /'roleName' .* length less than or equal to 64/],
  ['a name in kanji', { namePrefix: '部門-' }, '/namePrefix', /value for roleName is invalid/],
  ['a path without slashes', { path: 'vendors' }, '/path', /value for path is invalid. It must begin and end with \//],
  ['a path without its end', { path: '/vendors' }, '/path', /value for path is invalid/],
  ['a path with a space', { path: '/a b/' }, '/path', /value for path is invalid/],
  ['a path too long', { path: `/${'p'.repeat(511)}/` }, '/path', /'path' .* length less than or equal to 512/],
  ["the path of AWS's services", { path: '/aws-service-role/x/' }, '/path', /can only be used for AWS Service linked/],
  ['51 tags', { tags: manyTags(51) }, '/tags', /'tags' .* length less than or equal to 50/],
  [
    'tag keys that differ in case',
    { tags: { Team: 'a', team: 'b' } },
    '/tags/team',
    /Duplicate tag keys found. Please/,
  ],
  ['a reserved tag key', { tags: { 'AWS:x': 'a' } }, '/tags/AWS:x', /reserved/],
  ['a tag key without text', { tags: { '': 'a' } }, '/tags/', /'tags.1.member.key' .* greater than or equal to 1/],
  ['a tag key too long', { tags: { ['k'.repeat(129)]: 'a' } }, `/tags/${'k'.repeat(129)}`, /less than or equal to 128/],
  ['a tag key with a star', { tags: { 'a/b*': 'a' } }, '/tags/a~1b*', /'tags.1.member.key' .* expression pattern: \[/],
  ['a tag value too long', { tags: { a: 'v'.repeat(257) } }, '/tags/a', /'tags.1.member.value' .* equal to 256/],
  ['a tag value with braces', { tags: { a: '{b}' } }, '/tags/a', /'tags.1.member.value' .* expression pattern/],
  ['a boundary that is no ARN', { permissionsBoundaryArn: 'Boundary' }, '/permissionsBoundaryArn', /or equal to 20/],
  [
    'a boundary of another account',
    { permissionsBoundaryArn: policy('Boundary', '999988887777') },
    '/permissionsBoundaryArn',
    /Scope ARN: .* does not exist or is not attachable/,
  ],
  [
    'a boundary of another partition',
    { permissionsBoundaryArn: 'arn:aws-cn:iam::aws:policy/ReadOnlyAccess' },
    '/permissionsBoundaryArn',
    /Scope ARN: .* does not exist or is not attachable/,
  ],
  [
    "a boundary of one of AWS's services",
    { permissionsBoundaryArn: policy('aws-service-role/AmazonECSServiceRolePolicy', 'aws') },
    '/permissionsBoundaryArn',
    /Cannot attach a Service Role Policy to a Customer Role/,
  ],
];

const accepted: [what: string, options: Options][] = [
  ['every character of names', { namePrefix: 'aZ09_+=,.@-' }],
  ['every kind of character of paths', { path: "/a!b/~c:d'(e)*/|/" }],
  ['the longest path', { path: `/${'p'.repeat(510)}/` }],
  ['a path that only looks reserved', { path: '/service-role/' }],
  ['46 tags', { tags: manyTags(46) }],
  ['tags in any script', { tags: { 部門: '基盤チーム', 'cost centre': 'CC 4711: a/b=c+d-e@f_g.h', Empty: '' } }],
  ['the longest tag', { tags: { ['k'.repeat(128)]: 'v'.repeat(256) } }],
  ["AWS's own policy as a boundary", { permissionsBoundaryArn: policy('ReadOnlyAccess', 'aws') }],
  ['a boundary of the account', { permissionsBoundaryArn: policy('guardrails/Boundary') }],
];

t.test('what IAM refuses of a role is refused when it is sent, and what IAM accepts is accepted', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const trust = { Effect: 'Allow', Principal: { AWS: customerAccount }, Action: 'sts:AssumeRole' };
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const admin = (action: string, input: object) => callAsAdmin(world, { account: customerAccount, action, input });
  const PolicyDocument = document({ Effect: 'Allow', Action: '*', Resource: '*' });
  await admin('CreatePolicy', { PolicyName: 'Boundary', Path: '/guardrails/', PolicyDocument });
  let count = 0;
  const iam = ({ namePrefix = '', path, permissionsBoundaryArn, tags }: Options) => {
    count += 1;
    return admin('CreateRole', {
      RoleName: `${namePrefix}drawbridge-${count}`,
      ...(path !== undefined && { Path: path }),
      ...(permissionsBoundaryArn && { PermissionsBoundary: permissionsBoundaryArn }),
      Tags: Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      AssumeRolePolicyDocument: document(trust),
    });
  };
  const headers = { authorization: `Bearer ${world.keys.backend}` };
  const url = `/v1/tenants/${tenantId}/connections`;
  const wanted = { accountId: customerAccount, permissionSetId: 'cost-read' };
  const send = (method: 'POST' | 'PATCH', to: string, payload: object) =>
    world.app.inject({ method, url: to, headers, payload });
  const first = (await send('POST', url, wanted)).json() as { id: string };
  for (const [what, options, path, words] of refused) {
    const expected = { code: 'options_not_valid', errors: [{ path: `/options${path}` }] };
    const answers = [
      await send('POST', url, { ...wanted, options }),
      await send('PATCH', `${url}/${first.id}`, { options }),
    ];
    for (const answer of answers) {
      t.equal(answer.statusCode, 400, what);
      t.match(answer.json(), expected, what);
    }
    await t.rejects(iam(options), { message: words }, `IAM: ${what}`);
  }
  for (const [what, options] of accepted) {
    t.equal((await send('PATCH', `${url}/${first.id}`, { options })).statusCode, 200, what);
    await iam(options);
  }
});

t.test(
  'a set that names a partition is refused in another one; one with ${partition} names that of the role',
  async t => {
    const sentence = { en: 'Because.', ja: '理由です。' };
    const texts = { title: sentence, summary: sentence, why: sentence, without: sentence };
    const setWith = (id: string, version: string, partition: string) => {
      const { why, without, title, summary } = texts;
      const resources = [`arn:${partition}:s3:::reports`];
      const conditions = { ArnLike: { 'aws:SourceArn': `arn:${partition}:s3:::*` } };
      const statements = [{ sid: 'Reports', actions: ['s3:ListBucket'], resources, conditions, why, without }];
      return [
        `${id}-${version}.json`,
        JSON.stringify({ id, version, access: 'read', title, summary, statements }),
      ] as const;
    };
    const gov = {
      partition: 'aws-us-gov',
      accounts: ['999988887777'],
      brokerRoleArn: 'arn:aws-us-gov:iam::999988887777:role/drawbridge-broker',
      controlRoleArn: 'arn:aws-us-gov:iam::999988887777:role/drawbridge-control',
      templateBucket: 'gov-templates',
      region: 'us-gov-west-1',
    };
    const files = [
      setWith('literal', '1.0.0', 'aws'),
      setWith('open', '1.0.0', '${partition}'),
      setWith('open', '1.1.0', 'aws'),
    ];
    const world = await newWorld(t, {
      variables: {
        DRAWBRIDGE_OTHER_PARTITIONS: JSON.stringify([gov]),
        DRAWBRIDGE_PERMISSION_SETS: testFolder(t, Object.fromEntries(files)),
      },
    });
    const url = `/v1/tenants/${await newTenant(world)}/connections`;
    const create = async (permissionSetId: string, partition: string, permissionSetVersion = '1.0.0') => {
      const payload = { accountId: customerAccount, permissionSetId, permissionSetVersion, partition };
      return world.app.inject({
        method: 'POST',
        url,
        headers: { authorization: `Bearer ${world.keys.backend}` },
        payload,
      });
    };
    const elsewhere = await create('literal', 'aws-us-gov');
    t.match(elsewhere.json(), {
      status: 404,
      detail: 'Version 1.0.0 of literal cannot be used in the partition aws-us-gov: see `errors`.',
      errors: [
        { path: '/statements/0/resources/0', message: /write \$\{partition\}/ },
        { path: '/statements/0/conditions/ArnLike' },
      ],
    });
    t.equal((await create('literal', 'aws')).statusCode, 201);
    for (const partition of ['aws', 'aws-us-gov'] as const) {
      const made = (await create('open', partition)).json() as { id: string; outdated: boolean };
      t.equal(made.outdated, partition === 'aws', 'a version that its partition cannot have is not offered');
      const { roleSpec } = (await world.ports.connections.get(made.id))!.value;
      t.match(roleSpec.inlinePolicies[0]!.document.Statement[0], {
        Resource: [`arn:${partition}:s3:::reports`],
        Condition: { ArnLike: { 'aws:SourceArn': `arn:${partition}:s3:::*` } },
      });
    }
  },
);

t.test('names become descriptions and tags that IAM accepts, cut between characters', async t => {
  const world = await newWorld(t);
  const trust = { Effect: 'Allow', Principal: { AWS: customerAccount }, Action: 'sts:AssumeRole' };
  for (const [at, tenantName] of [
    '株式会社 (例)',
    'Müller & Söhne – GmbH',
    `a${'📚'.repeat(200)}`,
    `${'𠮷'.repeat(300)}`,
  ].entries()) {
    const { description, tags } = roleSpecOf({ ...sampleSpecInput, tenantName, vendorName: tenantName });
    t.notMatch(JSON.stringify(tags), /\\ud/i, 'no half of a pair');
    await callAsAdmin(world, {
      account: customerAccount,
      action: 'CreateRole',
      input: {
        RoleName: `r${at}`,
        Description: description,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
      },
    });
  }
  const dashed = { RoleName: 'd', Description: 'An – dash', AssumeRolePolicyDocument: '{}' };
  const words = /'description' failed to satisfy constraint: Member must satisfy regular expression pattern/;
  await t.rejects(
    callAsAdmin(world, { account: customerAccount, action: 'UpdateRole', input: { ...dashed, RoleName: 'r0' } }),
    {
      message: words,
    },
  );
});

t.test('IAM keeps one tag of keys that differ in case, and has stricter rules for policies than for roles', async t => {
  const world = await newWorld(t);
  const admin = (action: string, input: object) => callAsAdmin(world, { account: customerAccount, action, input });
  const trust = { Effect: 'Allow', Principal: { AWS: customerAccount }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await admin('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument, Tags: [{ Key: 'Team', Value: 'a' }] });
  await admin('TagRole', { RoleName: 'r', Tags: [{ Key: 'team', Value: 'b' }] });
  t.same(world.aws.role(`arn:aws:iam::${customerAccount}:role/r`)?.tags, { team: 'b' });
  await admin('UntagRole', { RoleName: 'r', TagKeys: ['TEAM'] });
  t.same(world.aws.role(`arn:aws:iam::${customerAccount}:role/r`)?.tags, {});
  const statement = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const create = (PolicyName: string, more: object = {}) =>
    admin('CreatePolicy', { PolicyName, PolicyDocument, ...more });
  await create('Own', { Path: '/a/b/' });
  await t.rejects(create('OWN'), { message: /A policy called OWN already exists/ });
  await t.rejects(create('Other', { Path: '/a!b/' }), { message: /value for path is invalid/ });
  await t.rejects(create('a b'), { message: /value for policyName is invalid/ });
  await t.rejects(create('p'.repeat(129)), { message: /'policyName' .* length less than or equal to 128/ });
});
