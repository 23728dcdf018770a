// `main.js permissions`: what an import takes from policies and templates, what it leaves out and says, and hostile
// files. A draft is refused until its reasons are written.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { permissionsCommand } from '../../api/permissions.js';
import { testFolder } from '../helpers/folder.js';

function run(...args: string[]) {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = permissionsCommand(args, { out: text => void out.push(text), note: text => void notes.push(text) });
  return { code, out: out.join(''), notes: notes.join('') };
}

/** Imports one text, as a file of this name. */
function imported(t: Test, content: unknown, name = 'source.json') {
  const folder = testFolder(t, { [name]: typeof content === 'string' ? content : JSON.stringify(content) });
  const result = run('import', join(folder, name));
  return { ...result, set: result.out ? JSON.parse(result.out) : undefined, folder };
}

const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown = '*', more = {}) => ({ Effect: 'Allow', Action, Resource, ...more });

/** Every draft sentence, written. */
const written = (text: string) => text.replaceAll('"DRAFT: ', '"');

t.test(
  'a policy becomes a draft that the linter refuses at each unwritten sentence, and accepts when they are written',
  async t => {
    const { code, set, out, notes, folder } = imported(
      t,
      policy(
        allow(['s3:getobject', 'S3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::reports/*', 'arn:aws:s3:::reports'], {
          Sid: 'read-reports',
        }),
        allow('ec2:Describe*'),
        allow('iam:PassRole', 'arn:aws:iam::*:role/Worker', {
          Condition: { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com'] } },
        }),
        allow('backup:List*'),
        {
          Effect: 'Deny',
          Action: ['s3:DeleteObject'],
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': false } },
        },
      ),
      'Our Vendor.json',
    );
    t.equal(code, 0);
    t.match(set, { id: 'our-vendor', version: '1.0.0', access: 'write' });
    t.match(set.statements, [
      {
        sid: 'readreports',
        actions: ['s3:GetObject', 's3:ListBucket'],
        resources: ['arn:${partition}:s3:::reports/*', 'arn:${partition}:s3:::reports'],
      },
      { sid: 'Statement', actions: ['ec2:Describe*'], wildcardReason: { en: /^DRAFT: /, ja: /^DRAFT: / } },
      { sid: 'Statement2', actions: ['iam:PassRole'], riskReason: { en: /^DRAFT: which AWS service gets the role/ } },
      { excessReason: { en: /^DRAFT: / } },
      {
        effect: 'Deny',
        why: { en: /^DRAFT: what does this Deny protect/ },
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
    t.match(notes, '"reports" is one bucket');
    t.notMatch(notes, 'To change');

    const [draft, done, half] = ['draft.json', 'done.json', 'half.json'].map(each => join(folder, each)) as [
      string,
      string,
      string,
    ];
    const save = (file: string, text: string) => spawnSync('tee', [file], { input: text });
    save(draft, out);
    const refused = run('lint', draft);
    t.equal(refused.code, 1);
    for (const place of [
      '/title/en',
      '/title/ja',
      '/summary/en',
      '/statements/0/why/ja',
      '/statements/2/riskReason/en',
      '/statements/4/without/ja',
    ])
      t.match(refused.out, `draft.json ${place}: is not written yet: `);
    save(half, out.replaceAll('"en": "DRAFT: ', '"en": "'));
    t.match(run('lint', half).out, 'half.json /title/ja: is not written yet');
    save(done, written(out));
    t.match(run('lint', done), { code: 0, out: /done\.json: no issue/ });
  },
);

const role = (properties: object) => ({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: properties } } });
const inRole = (...statements: unknown[]) =>
  role({ Policies: [{ PolicyName: 'p', PolicyDocument: policy(...statements) }] });
const inStatement = '/Resources/Role/Properties/Policies/0/PolicyDocument/Statement/0';

/** Each with what is said on the side, and the statements or managed policies that were taken. */
const table: [string, unknown, string[], unknown][] = [
  [
    'a single statement without a list',
    { Statement: allow('s3:ListAllMyBuckets') },
    [],
    [{ actions: ['s3:ListAllMyBuckets'] }],
  ],
  [
    'several documents',
    [policy(allow('s3:ListAllMyBuckets')), policy(allow('ec2:DescribeVpcs'))],
    [],
    [{ sid: 'Statement' }, { sid: 'Statement2' }],
  ],
  ['the answer of get-policy-version', { PolicyVersion: { Document: policy(allow('s3:ListAllMyBuckets')) } }, [], [{}]],
  [
    'NotAction',
    policy(allow('ec2:DescribeVpcs'), { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    ['/Statement/1/NotAction: allows everything but a list: list the actions'],
    [{ actions: ['ec2:DescribeVpcs'] }],
  ],
  [
    'NotResource',
    policy(allow('ec2:DescribeVpcs'), { Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::x' }),
    ['/Statement/1/NotResource: means every resource but a list'],
    [{}],
  ],
  [
    'a trust policy',
    policy({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
    ['/Statement/0/Principal: belongs to a trust', 'Nothing could be imported'],
    undefined,
  ],
  [
    'an unknown element',
    policy(allow('ec2:DescribeVpcs'), allow('ec2:DescribeVpcs', '*', { Extra: 1 })),
    ['/Statement/1/Extra: is not an element'],
    [{}],
  ],
  [
    'no Effect',
    policy(allow('ec2:DescribeVpcs'), { Action: 'a:b', Resource: '*' }),
    ['/Statement/1/Effect: must be'],
    [{}],
  ],
  [
    'an unknown action',
    policy(allow('s3:GetObjekt', 'arn:aws:s3:::x/*')),
    ['To change', '/statements/0/actions/0: "s3:GetObjekt" is not a known action', 'did you mean s3:GetObject'],
    [{}],
  ],
  [
    'an escalation',
    policy(allow('iam:CreatePolicyVersion')),
    ['/statements/0/actions/0: "iam:CreatePolicyVersion" allows', 'No reason can excuse it'],
    [{}],
  ],
  ['an unscoped pass of roles', policy(allow('iam:PassRole')), ['"*" must name one role in full'], [{}]],
  [
    'an account',
    policy(allow('sqs:GetQueueAttributes', 'arn:aws:sqs:eu-west-1:210987654321:q')),
    ["names the account 210987654321: is it the customer's?"],
    [{}],
  ],
  [
    'another partition',
    policy(allow('s3:GetObject', 'arn:aws-us-gov:s3:::x/*')),
    [],
    [{ resources: ['arn:${partition}:s3:::x/*'] }],
  ],
  ['a permission set', { id: 'x', statements: [] }, ['is a permission set already: use "permissions lint"'], undefined],
  ['something else', { a: 1 }, ['is neither a policy document'], undefined],
  ['a text', '"x"', ['is neither'], undefined],
  [
    '__proto__ in a condition',
    JSON.stringify(policy(allow('ec2:DescribeVpcs', '*', { Condition: { own: { 'a:b': 'c' } } }))).replace(
      '"own"',
      '"__proto__"',
    ),
    ['/statements/0/conditions/__proto__'],
    [{}],
  ],
  [
    'a role of a template',
    role({
      ManagedPolicyArns: [
        'arn:aws:iam::aws:policy/SecurityAudit',
        { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/job-function/ViewOnlyAccess' },
      ],
    }),
    [],
    ['SecurityAudit', 'ViewOnlyAccess'],
  ],
  [
    'a policy of an account',
    role({ ManagedPolicyArns: ['arn:aws:iam::210987654321:policy/Own'] }),
    ['Properties/ManagedPolicyArns/0: "arn:aws:iam::210987654321:policy/Own" is a policy of an account'],
    undefined,
  ],
  [
    'pseudo parameters',
    inRole(
      allow('sns:Publish', {
        'Fn::Join': [
          ':',
          ['arn', { Ref: 'AWS::Partition' }, 'sns', { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, 'topic'],
        ],
      }),
    ),
    ['AWS::Region became "*"', 'AWS::AccountId became "*"'],
    [{ resources: ['arn:${partition}:sns:*:*:topic'] }],
  ],
  [
    'a parameter',
    {
      Parameters: { Bucket: { Type: 'String' } },
      ...inRole(allow('s3:GetObject', { 'Fn::Sub': 'arn:aws:s3:::${Bucket}/*' })),
    },
    [`${inStatement}/Resource: \${parameter:Bucket} is a parameter of the template`],
    [{ resources: ['arn:${partition}:s3:::${parameter:Bucket}/*'] }],
  ],
  [
    'a resource of the template',
    inRole(allow('s3:GetObject', { 'Fn::GetAtt': ['Bucket', 'Arn'] })),
    [`${inStatement}/Resource: names another resource of the template`],
    undefined,
  ],
  [
    'a choice',
    role({ Policies: [{ 'Fn::If': ['C', { PolicyName: 'p' }, { Ref: 'AWS::NoValue' }] }] }),
    ['/Policies/0: depends on a condition of the template'],
    undefined,
  ],
  [
    'an import of another stack',
    inRole(allow('s3:GetObject', { 'Fn::ImportValue': 'x' })),
    ['uses Fn::ImportValue, which only a stack can resolve'],
    undefined,
  ],
  [
    'a role of a service',
    {
      Resources: {
        F: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] } },
        },
      },
    },
    ['/Resources/F/Properties: is a role for AWS services'],
    undefined,
  ],
  ['a user', { Resources: { U: { Type: 'AWS::IAM::User' } } }, ['/Resources/U: is a user'], undefined],
  [
    'a policy as text',
    {
      Resources: {
        P: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: { PolicyDocument: JSON.stringify(policy(allow('ec2:DescribeVpcs'))) },
        },
      },
    },
    [],
    [{}],
  ],
];

t.test('an import takes what a set can say, and names every other place with the reason', async t => {
  for (const [title, content, said, taken] of table) {
    const { set, notes, code } = imported(t, content);
    for (const each of said) t.ok(notes.includes(each), `${title}: ${each} in ${notes}`);
    const isLeftOut = notes.includes('Left out');
    t.equal(code, isLeftOut ? 1 : 0, `${title}: the exit code says whether something was left out`);
    if (taken === undefined) t.equal(set, undefined, title);
    else
      t.match(
        set.managedPolicies?.map((each: { arn: string }) => each.arn.split('/').at(-1)) ?? set.statements,
        taken as object,
        title,
      );
  }
});

t.test('a template in YAML with short tags gives the same as in JSON', async t => {
  const yaml = `
Parameters:
  Bucket: { Type: String }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { AWS: !Sub "arn:\${AWS::Partition}:iam::1:root" }, Action: sts:AssumeRole }
      ManagedPolicyArns: [!Sub "arn:\${AWS::Partition}:iam::aws:policy/SecurityAudit"]
      Policies:
        - PolicyName: p
          PolicyDocument:
            Version: 2012-10-17
            Statement:
              - { Sid: Read, Effect: Allow, Action: [s3:GetObject], Resource: !Sub "arn:aws:s3:::\${Bucket}/*" }
              - Effect: Allow
                Action: sqs:ListQueues
                Resource: !Join ["", ["arn:aws:sqs:*:", !Ref "AWS::AccountId", ":*"]]
              - { Effect: Allow, Action: sqs:ListQueues, Resource: !GetAtt Queue.Arn }
        - !If [WithMore, { PolicyName: q }, !Ref "AWS::NoValue"]
  Queue: { Type: AWS::SQS::Queue }
`;
  const { set, notes, code } = imported(t, yaml, 'role.yaml');
  t.equal(code, 1);
  t.match(set, {
    id: 'role',
    managedPolicies: [{ arn: 'arn:${partition}:iam::aws:policy/SecurityAudit', excessReason: { en: /^DRAFT/ } }],
    statements: [
      { sid: 'Read', resources: ['arn:${partition}:s3:::${parameter:Bucket}/*'] },
      { resources: ['arn:${partition}:sqs:*:*:*'] },
    ],
  });
  t.equal(set.statements.length, 2);
  t.match(notes, 'Statement/2/Resource: names another resource of the template');
  t.match(notes, 'Policies/1: depends on a condition');
});

const laughs = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
  .split('')
  .map((each, at) => `${each}: &${each} [${Array(10).fill(`*${'abcdefgh'[at]}`).join(',')}]`)
  .join('\n')}\n`;

const hostile: [string, string, RegExp][] = [
  ['nothing', '', /is empty/],
  ['blanks', ' \n\t', /is empty/],
  ['no JSON', '{"Statement": ', /is not JSON/],
  [
    'a member twice',
    '{"Statement":[],"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    /repeats a member/,
  ],
  ['a YAML key twice', 'Resources: {}\nResources: {}\n', /is neither JSON nor YAML: Map keys must be unique/],
  ['too much', `{"a":"${'x'.repeat(1_000_001)}"}`, /is longer than 1000000 characters/],
  ['deep lists', '['.repeat(50_000) + ']'.repeat(50_000), /is nested deeper than 100 levels/],
  ['deep YAML', '- '.repeat(100_000), /cannot be read as YAML|neither/],
  ['aliases that grow', laughs, /too many values/],
  ['an alias of itself', 'a: &a [*a]\n', /nested too deeply|cannot be read/],
  ['a binary', '\u0000\u0001\u0002', /neither/],
  [
    'deep intrinsics',
    JSON.stringify(
      inRole(
        allow(
          's3:GetObject',
          Array.from({ length: 22 }).reduce<unknown>(each => ({ 'Fn::Join': ['', [each]] }), 'x'),
        ),
      ),
    ),
    /nested too deeply/,
  ],
  [
    'a terminal sequence in a name',
    JSON.stringify({ Resources: { '\u001b[2J': { Type: 'AWS::IAM::User' } } }),
    /\ufffd\[2J: is a user/,
  ],
  [
    'too many statements',
    JSON.stringify(policy(...Array.from({ length: 1001 }, () => allow('ec2:DescribeVpcs')))),
    /has 1001 statements/,
  ],
  ['a null document', 'null', /is neither a policy document/],
  ['an empty statement list', '{"Statement":[]}', /Nothing could be imported/],
  ['a statement that is a list', '{"Statement":[[]]}', /\/Statement\/0: is not/],
];

t.test('a hostile, huge or empty file is refused with a sentence, and soon', async t => {
  for (const [title, content, said] of hostile) {
    const { code, notes, out } = imported(t, content, 'hostile.yaml');
    t.equal(code, 1, title);
    t.equal(out, '', `${title}: nothing is printed as a draft`);
    t.match(notes, said, title);
    t.notMatch(notes, '\u001b');
  }
  t.match(run('import', 'no-such-file.json'), { code: 1, notes: /no-such-file.json cannot be read \(ENOENT\)/ });
});

t.test('a file is never overwritten, and wrong arguments print the usage', async t => {
  const folder = testFolder(t, { 'p.json': JSON.stringify(policy(allow('ec2:DescribeVpcs'))), 'kept.json': 'kept' });
  const [source, kept, fresh] = ['p.json', 'kept.json', 'new.json'].map(each => join(folder, each)) as [
    string,
    string,
    string,
  ];
  t.match(run('import', source, '--out', kept), { code: 1, out: '', notes: /kept\.json exists and was not changed/ });
  t.equal(readFileSync(kept, 'utf8'), 'kept');
  t.match(run('import', '--out', fresh, source), { code: 0, out: '', notes: /Written to/ });
  t.match(JSON.parse(readFileSync(fresh, 'utf8')), { id: 'p' });
  for (const args of [
    [],
    ['import'],
    ['lint'],
    ['import', source, '--out'],
    ['import', source, kept],
    ['import', source, '--force'],
    ['delete', source],
  ])
    t.match(run(...args), { code: 1, notes: /permissions import <file>/ }, args.join(' '));
});

t.test('the command runs without any configuration', async t => {
  const done = spawnSync(
    process.execPath,
    ['dist/api/main.js', 'permissions', 'lint', 'templates/permissions/cost-read.json'],
    {
      env: {},
      encoding: 'utf8',
    },
  );
  t.match(done, { status: 0, stdout: /cost-read\.json: no issue/ });
});
