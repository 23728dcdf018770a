// Parameters of a permission set: where they may stand, which values they accept, and what the statements become.
import fc from 'fast-check';
import t from 'tap';
import { boundSet } from '../../api/core/permission-set/bound.js';
import { lintPermissionSet } from '../../api/core/permission-set/lint.js';
import { acceptedValues } from '../../api/core/permission-set/parameter/given-values.js';
import type { Parameter } from '../../api/core/permission-set/parameter/parameter.js';
import { matchesPattern, parsePattern } from '../../api/core/permission-set/parameter/pattern.js';
import { type ValueContext, valueFault } from '../../api/core/permission-set/parameter/value-fault.js';
import { parsePermissionSet } from '../../api/core/permission-set/parse.js';
import { policyOfStatements } from '../../api/core/permission-set/policy-of.js';
import { parseDocument } from '../../api/core/policy/document/document.js';
import { readPermissionSets } from '../../api/stores/permission-sets.js';
import { shippedPermissionSets } from '../../templates/render.js';

const sentence = { en: 'Because.', ja: '理由です。' };
const parameter = (name: string, kind: string, more = {}) => ({ name, kind, title: sentence, why: sentence, ...more });
const own = (pattern: string) => ({ name: 'Own', pattern, title: sentence, why: sentence });
const bucket = 'arn:${partition}:s3:::${parameter:Bucket}';
const statement = { sid: 'Read', actions: ['s3:GetObject'], resources: [bucket], why: sentence, without: sentence };
const set = (statements: object[], parameters: object[]) => ({
  id: 'bucket-read',
  version: '1.0.0',
  access: 'read',
  title: sentence,
  summary: sentence,
  parameters,
  statements,
});
const ofBucket = (change: object, parameters: object[] = [parameter('Bucket', 'bucket')]) =>
  set([{ ...statement, ...change }], parameters);
/** Beside the bucket, something that uses a parameter of another kind. */
const beside = (change: object, second: object) =>
  set([statement, { ...statement, sid: 'Second', ...change }], [parameter('Bucket', 'bucket'), second]);
const named = (resource: string, second: object = own('[a-z]{1,9}')) => beside({ resources: [resource] }, second);

function issuesOf(json: unknown): string[] {
  const parsed = parsePermissionSet(json);
  const issues = 'issues' in parsed ? parsed.issues : lintPermissionSet(parsed.set);
  return issues.map(({ path, message }) => `${path}: ${message}`);
}

const refusals: [string, unknown, string | RegExp][] = [
  [
    'no kind and no pattern',
    ofBucket({}, [{ ...parameter('Bucket', 'bucket'), kind: undefined }]),
    /kind: must be one/,
  ],
  ['a kind and a pattern', ofBucket({}, [parameter('Bucket', 'bucket', { pattern: 'a' })]), '/parameters/0: must have'],
  ['an unknown kind', ofBucket({}, [parameter('Bucket', 'host')]), '/parameters/0/kind: must be one of bucket'],
  ['a name in lower case', ofBucket({}, [parameter('bucket', 'bucket')]), '/parameters/0/name: must be a capital'],
  [
    'no Japanese title',
    ofBucket({}, [parameter('Bucket', 'bucket', { title: { en: 'x' } })]),
    '/parameters/0/title/ja',
  ],
  ['an unused one', beside({}, own('a')), '/parameters/1/name: no statement uses "Own"'],
  ['one twice', ofBucket({}, [parameter('Bucket', 'bucket'), parameter('Bucket', 'bucket')]), '/parameters/1/name'],
  [
    'an undeclared one',
    ofBucket({ resources: [bucket, `${bucket}/\${parameter:X}`] }),
    /resources\/1: .*"X", which the/,
  ],
  ['another spelling', ofBucket({ resources: [bucket, `${bucket}/\${Parameter:Own}`] }), /write \$\{parameter:Name\}/],
  ['a blank in it', ofBucket({ resources: [bucket, `${bucket}/\${ parameter:Own}`] }), /write \$\{parameter:Name\}/],
  [
    'one that does not end',
    ofBucket({ resources: [bucket, `${bucket}/\${parameter:Own`] }),
    /write \$\{parameter:Name/,
  ],
  ['an action', ofBucket({ actions: ['s3:${parameter:Bucket}'] }), '/statements/0/actions/0: "s3:${parameter:Bucket}"'],
  ['a Sid', ofBucket({ sid: '${parameter:Bucket}' }), '/statements/0/sid: must be 1 to 64 letters and digits'],
  [
    'a condition key',
    ofBucket({ conditions: { StringEquals: { 'aws:PrincipalTag/${parameter:Bucket}': 'x' } } }),
    '/statements/0/conditions/StringEquals: ',
  ],
  ['a wildcard after the bucket', ofBucket({ resources: [`${bucket}*`] }), /kind bucket, and nothing else/],
  [
    'text before the bucket',
    ofBucket({ resources: ['arn:aws:s3:::a-${parameter:Bucket}'] }),
    /kind bucket, and nothing/,
  ],
  ['a pattern as a bucket', named('arn:aws:s3:::${parameter:Own}/x'), /kind bucket, and nothing else/],
  ['a prefix as a bucket', named('arn:aws:s3:::${parameter:P}', parameter('P', 'prefix')), /kind bucket, and nothing/],
  [
    'a prefix in the middle of a key',
    ofBucket({ resources: [bucket, `${bucket}/x\${parameter:P}`] }, [
      parameter('Bucket', 'bucket'),
      parameter('P', 'prefix'),
    ]),
    /cannot have a parameter of kind prefix there/,
  ],
  ['a whole resource', named('${parameter:Own}'), /where an ARN names its partition or service/],
  ['a partition', named('arn:${parameter:Own}:sqs:us-east-1:1:x'), /where an ARN names its partition or service/],
  ['a service', named('arn:aws:${parameter:Own}:us-east-1:1:x'), /where an ARN names its partition or service/],
  ['a pattern as a region', named('arn:aws:sqs:${parameter:Own}:1:x'), /kind region-list there/],
  ['a pattern as an account', named('arn:aws:sqs:us-east-1:${parameter:Own}:x'), /kind account-id there/],
  ['a bucket elsewhere', ofBucket({ resources: [bucket, 'arn:aws:sqs:us-east-1:1:${parameter:Bucket}'] }), /is beside/],
  [
    'two buckets in one statement',
    ofBucket({ resources: [bucket, 'arn:aws:s3:::${parameter:Other}'] }, [
      parameter('Bucket', 'bucket'),
      parameter('Other', 'bucket'),
    ]),
    '/statements/0/resources/1: "arn:aws:s3:::${parameter:Other}" is beside a resource of the bucket "Bucket"',
  ],
  ['everything beside a bucket', ofBucket({ resources: [bucket, '*'] }), '/statements/0/resources/1: "*" is beside'],
  [
    'a condition of its own on the account',
    ofBucket({ conditions: { StringLike: { 'AWS:resourceAccount': ['*'] } } }),
    /is added by the kit/,
  ],
  [
    'a part of a condition that must be whole',
    beside({ conditions: { StringLike: { 'aws:RequestedRegion': '${parameter:R}*' } } }, parameter('R', 'region-list')),
    /kind region-list as its whole value/,
  ],
  [
    'a continued bucket in a condition',
    ofBucket({ conditions: { StringLike: { 'aws:SourceArn': 'arn:aws:s3:::${parameter:Bucket}*' } } }),
    /continues the name of a bucket/,
  ],
  [
    'an optional one in a Deny',
    beside(
      { effect: 'Deny', actions: ['s3:PutObject'], resources: ['arn:aws:s3:::x/${parameter:Own}'] },
      {
        ...own('a'),
        optional: true,
      },
    ),
    '/statements/1: uses the optional parameter "Own"',
  ],
  [
    'nothing but optional ones',
    ofBucket({}, [parameter('Bucket', 'bucket', { optional: true })]),
    '/parameters: without its optional parameters, the set grants nothing',
  ],
  [
    'an optional that is false',
    ofBucket({}, [parameter('Bucket', 'bucket', { optional: false })]),
    '/parameters/0/opt',
  ],
  ['more than sixteen', ofBucket({}, Array(17).fill(parameter('Bucket', 'bucket'))), /at most 16 are allowed/],
  ...[
    '(a+)+',
    'a*',
    '.*',
    'a|b',
    '[^a]',
    'a{1,999}',
    '\\d',
    '',
    'a{0}',
    '[a-z]{0,9}',
    'a'.repeat(201),
    '[z',
    '^a$',
  ].map((pattern): [string, unknown, RegExp] => [
    `the pattern ${pattern}`,
    named('arn:aws:sqs:us-east-1:1:${parameter:Own}', own(pattern)),
    /^\/parameters\/1\/pattern: /,
  ]),
];

t.test('a parameter in a wrong place, undeclared or unused is refused with its place', async t => {
  for (const [name, json, expected] of refusals) {
    const issues = issuesOf(json);
    t.ok(
      issues.some(each => (typeof expected === 'string' ? each.startsWith(expected) : expected.test(each))),
      `${name}: ${issues.join(' | ') || 'accepted'}`,
    );
  }
  t.strictSame(issuesOf(ofBucket({ resources: [bucket, `${bucket}/*`] })), []);
  t.strictSame(issuesOf(named('arn:aws:sqs:us-east-1:123456789012:team-${parameter:Own}')), []);
  t.match(issuesOf(ofBucket({ actions: ['s3:PutObject'] })), [/AWS classifies as "Write"/], 'and the other rules hold');
});

const context: ValueContext = { partition: 'aws', accountId: '210987654321', by: 'customer' };
const of = (kind: string) => ({ ...parameter('P', kind) }) as Parameter;
const key = (account = '210987654321', partition = 'aws') =>
  `arn:${partition}:kms:us-east-1:${account}:key/0a1b2c3d-0000-4000-8000-123456789abc`;

const values: Record<string, { valid: string[]; refused: [string, string][] }> = {
  bucket: {
    valid: ['example-data', 'a.b-c1', 'abc', 'a'.repeat(63)],
    refused: [
      ['ab', 'bucket'],
      ['a'.repeat(64), 'bucket'],
      ['Example', 'bucket'],
      ['a..b', 'bucket'],
      ['192.168.5.4', 'bucket'],
      ['xn--abc', 'bucket'],
      ['sthree-abc', 'bucket'],
      ['abc-s3alias', 'bucket'],
      ['abc--x-s3', 'bucket'],
      ['-abc', 'bucket'],
      ['a/b', 'bucket'],
      ['arn:aws:s3:::abc', 'bucket'],
    ],
  },
  prefix: {
    valid: ['a/', 'reports/2026/', 'year=2026/month=1/'],
    refused: [
      ['a', 'prefix'],
      ['/', 'prefix'],
      ['/a/', 'prefix'],
      ['a//', 'prefix'],
      ['a/../', 'prefix'],
      ['./', 'prefix'],
      [`${'a/'.repeat(257)}`, 'too_long'],
      ['日本/', 'characters'],
    ],
  },
  'key-arn': {
    valid: [key(), `arn:aws:kms:us-east-1:210987654321:key/mrk-${'0a'.repeat(16)}`],
    refused: [
      [key('999999999999'), 'other_account'],
      [key(undefined, 'aws-cn'), 'other_partition'],
      ['arn:aws:kms:us-east-1:210987654321:alias/mine', 'key_arn'],
      ['arn:aws:s3:::210987654321', 'key_arn'],
      ['0a1b2c3d-0000-4000-8000-123456789abc', 'key_arn'],
    ],
  },
  'region-list': {
    valid: ['eu-west-1', 'eu-west-1,ap-northeast-1,us-east-1'],
    refused: [
      ['eu-west-1,eu-west-1', 'regions'],
      ['eu-west-1,', 'regions'],
      ['eu-west', 'regions'],
      ['us-gov-west-1', 'regions'],
      ['cn-north-1', 'regions'],
      [Array.from({ length: 21 }, (_, at) => `eu-west-${at % 10}`).join(','), 'regions'],
    ],
  },
  'account-id': {
    valid: ['210987654321'],
    refused: [
      ['21098765432', 'account_id'],
      ['999999999999', 'other_account'],
    ],
  },
};
const dangerous = ['*', '?', '$', '{', '}', '\\', '"', "'", '`', ' ', '\t', '\n', '\u0000', '\u202e', '<', '\ud800'];

t.test('values that could widen a policy, end a text or name something of another account are refused', async t => {
  for (const [kind, { valid, refused }] of Object.entries(values)) {
    for (const value of valid) t.equal(valueFault(of(kind), value, context), undefined, `${kind} ${value}`);
    for (const [value, code] of refused) t.equal(valueFault(of(kind), value, context), code, `${kind} ${value}`);
    for (const each of [...dangerous, '{{resolve:ssm:x}}', '${aws:username}'])
      for (const value of [each, valid[0] + each, each + valid[0]])
        t.equal(valueFault(of(kind), value, context), 'characters', JSON.stringify(value));
    t.equal(valueFault(of(kind), '', context), 'missing');
  }
  const elsewhere = { ...context, ownerAccountId: '999999999999' };
  t.equal(valueFault(of('key-arn'), key('999999999999'), elsewhere), undefined, 'the vendor stated another account');
  t.equal(valueFault(of('key-arn'), key(), elsewhere), 'other_account');
  t.equal(valueFault(of('account-id'), '999999999999', { ...context, by: 'vendor' }), undefined);
  for (const [partition, region] of [
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-eusc', 'eusc-de-east-1'],
    ['aws', 'mx-central-1'],
    ['aws', 'ap-southeast-5'],
  ] as const)
    t.equal(valueFault(of('region-list'), region, { ...context, partition }), undefined, region);
  const text = own('[a-z0-9:/_.-]{1,128}') as Parameter;
  t.equal(valueFault(text, 'arn:aws:sqs:us-east-1:999999999999:x', context), 'other_account');
  t.equal(valueFault(text, 'a-arn:aws:s3:::x/arn:aws:sqs:us-east-1:999999999999:x', context), 'other_account');
  t.equal(valueFault(text, 'arn:aws:sqs:us-east-1:210987654321:x', context), undefined);
});

t.test('a pattern decides as the regular expression of the same text, and no pattern or value is slow', async t => {
  const part = fc.constantFrom(
    'a',
    'b',
    '-',
    '[ab]',
    '[a-c-]',
    '[a-z0-9]',
    'a{2}',
    '[ab]{0,3}',
    '[a-c]{1,4}',
    'c{1,2}',
  );
  const pattern = fc.array(part, { minLength: 1, maxLength: 6 }).map(parts => parts.join(''));
  const value = fc.array(fc.constantFrom('a', 'b', 'c', '-', 'z'), { maxLength: 9 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(pattern, value, (one, text) => {
      if (typeof parsePattern(one) === 'string') return;
      t.equal(matchesPattern(one, text), new RegExp(`^(?:${one})$`).test(text), `${one} ${text}`);
    }),
    { numRuns: 2000 },
  );
  const worst = `${'[a-z]{0,128}'.repeat(15)}b`;
  const start = performance.now();
  t.notOk(matchesPattern(worst, `${'a'.repeat(511)}c`));
  t.ok(performance.now() - start < 1000, 'a regular expression would not end');
});

t.test('whatever values are accepted, the policy is literal, valid, and on buckets of the account alone', async t => {
  const read = readPermissionSets([shippedPermissionSets]).get('data-bucket-read')!;
  const name = fc.stringMatching(/^[a-z0-9]{3,20}$/);
  const plain = fc.constantFrom('a/b/', 'x=1/', key(), key('999999999999'));
  const any = fc.oneof(plain, fc.string(), fc.constantFrom(...dangerous));
  const giver = { by: 'customer', id: 'lnk', at: '2026-12-02T00:00:00.000Z' } as const;
  fc.assert(
    fc.property(name, any, fc.option(any), (Bucket, Prefix, Key) => {
      const given = { values: { Bucket, Prefix, ...(Key !== null && { Key }) } };
      const accepted = acceptedValues(read.parameters!, {}, given, giver, context);
      if ('faults' in accepted) return;
      const bound = boundSet(read, { ...context, values: accepted.values });
      const policy = policyOfStatements(bound.statements);
      t.ok('policy' in parseDocument(policy));
      t.notMatch(JSON.stringify(policy), /\$|\{\{/);
      for (const { Resource, Condition } of policy.Statement)
        if (JSON.stringify(Resource).includes(':s3:'))
          t.equal(Condition?.StringEquals?.['aws:ResourceAccount'], '210987654321');
    }),
    { numRuns: 500 },
  );
});

t.test(
  'statements get the values, the owner of the bucket beside other conditions, and one entry for each region',
  t => {
    const parsed = parsePermissionSet(
      set(
        [
          {
            ...statement,
            conditions: { StringEquals: { 'aws:PrincipalTag/x': 'y' }, Bool: { 'aws:SecureTransport': 'true' } },
          },
          { ...statement, sid: 'Denied', effect: 'Deny', actions: ['s3:PutObject'] },
          {
            ...statement,
            sid: 'Queues',
            actions: ['sqs:ReceiveMessage'],
            resources: ['arn:${partition}:sqs:${parameter:R}:${parameter:A}:x'],
          },
          { ...statement, sid: 'Closed', resources: ['arn:aws:s3:::x/${parameter:Maybe}'] },
        ],
        [
          parameter('Bucket', 'bucket'),
          parameter('R', 'region-list'),
          parameter('A', 'account-id'),
          { ...own('[a-z]{1,9}'), name: 'Maybe', optional: true },
        ],
      ),
    );
    if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues));
    const giver = { by: 'vendor', id: 'key', at: '' } as const;
    const given = {
      values: { Bucket: 'data', R: 'eu-west-1,us-east-1', A: '210987654321' },
      valueOwners: { Bucket: '999999999999' },
    };
    const accepted = acceptedValues(parsed.set.parameters!, {}, given, giver, {
      partition: 'aws',
      accountId: '210987654321',
    });
    if ('faults' in accepted) throw new Error(JSON.stringify(accepted.faults));
    const bound = boundSet(parsed.set, { partition: 'aws', accountId: '210987654321', values: accepted.values });
    t.strictSame(
      bound.statements.map(({ sid, resources, conditions }) => [sid, resources, conditions]),
      [
        [
          'Read',
          ['arn:aws:s3:::data'],
          {
            StringEquals: { 'aws:PrincipalTag/x': 'y', 'aws:ResourceAccount': '999999999999' },
            Bool: { 'aws:SecureTransport': 'true' },
          },
        ],
        ['Denied', ['arn:aws:s3:::data'], undefined],
        ['Queues', ['arn:aws:sqs:eu-west-1:210987654321:x', 'arn:aws:sqs:us-east-1:210987654321:x'], undefined],
      ],
    );
    const without = (name: string) =>
      acceptedValues(parsed.set.parameters!, accepted.values, { values: { [name]: null } }, giver, context);
    t.match(without('Maybe'), { values: { Bucket: { value: 'data' } } }, 'an optional one may lose its value');
    t.strictSame(without('Bucket'), { faults: [{ member: 'values', name: 'Bucket', code: 'missing' }] });
    t.end();
  },
);
