// Reading a live role and publishing a template, at the wire: what is sent, and the result of each answer.
import { inspect } from 'node:util';
import t, { type Test } from 'tap';
import { makePublishTemplate } from '../../api/aws/publish-template.js';
import { makeReadRole } from '../../api/aws/read-role.js';
import { makeServiceCredentials } from '../../api/aws/service-credentials.js';
import { parsePolicy } from '../../api/core/policy/document/document.js';
import { KitError } from '../../api/errors.js';
import type { Credentials } from '../../api/ports/aws.js';
import { testClock } from '../helpers/clock.js';
import { type Answer, customer, environment, reachOf, refusal, type Sent, service, wire } from './aws-wire.js';

const iam = 'https://iam.amazonaws.com';
const s3 = 'https://templates.s3.eu-west-1.amazonaws.com';

const trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Condition":{"a":"100%25 + b"}}]}';

function result(action: string, inner: string): string {
  const xmlns = 'xmlns="https://iam.amazonaws.com/doc/2010-05-08/"';
  return `<${action}Response ${xmlns}><${action}Result>${inner}</${action}Result></${action}Response>`;
}

function roleXml(document: string, more = ''): string {
  return (
    '<Role><Path>/acme/</Path><RoleName>r</RoleName><RoleId>AROAX</RoleId>' +
    `<Arn>arn:aws:iam::${customer}:role/acme/r</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate>` +
    `<AssumeRolePolicyDocument>${document}</AssumeRolePolicyDocument>` +
    `<MaxSessionDuration>3600</MaxSessionDuration>${more}</Role>`
  );
}

/** IAM with a valid role; `change` replaces the answers of a case. */
function iamWith(
  t: Test,
  change: (form: Record<string, string>) => Answer | string | undefined = () => undefined,
): Sent[] {
  const fine: Record<string, string> = {
    GetRole: roleXml(encodeURIComponent(trust)),
    ListRolePolicies: '<PolicyNames><member>one</member></PolicyNames><IsTruncated>false</IsTruncated>',
    GetRolePolicy:
      '<RoleName>r</RoleName><PolicyName>one</PolicyName>' +
      `<PolicyDocument>${encodeURIComponent(trust)}</PolicyDocument>`,
    ListAttachedRolePolicies: '<AttachedPolicies/><IsTruncated>false</IsTruncated>',
    GetPolicy: '<Policy><PolicyName>P</PolicyName><DefaultVersionId>v3</DefaultVersionId></Policy>',
    GetPolicyVersion: `<PolicyVersion><Document>${encodeURIComponent(trust)}</Document></PolicyVersion>`,
  };
  return wire(t, iam, ({ form }) => {
    const changed = change(form);
    if (Array.isArray(changed)) return changed;
    const action = form.Action ?? '';
    return [200, result(action, changed ?? fine[action] ?? '')];
  });
}

const noAnswer = { kind: 'inconclusive', why: 'unreadable_answer' };
/** Each managed policy as this IAM returns it. */
const current = { current: { kind: 'read', value: { versionId: 'v3', document: trust } } };

const readRole = (t: Test) => makeReadRole(reachOf(t))(service, 'r', 'eu-west-1', {});

t.test('a role is read with its documents decoded once, boundary, tags and policies', async t => {
  const more =
    '<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>' +
    '<PermissionsBoundaryArn>arn:aws:iam::aws:policy/B</PermissionsBoundaryArn></PermissionsBoundary>' +
    '<Tags><member><Key>kit</Key><Value>drawbridge</Value></member></Tags>';
  const attached =
    '<AttachedPolicies><member><PolicyName>P</PolicyName><PolicyArn>arn:aws:iam::aws:policy/P</PolicyArn></member>' +
    '</AttachedPolicies><IsTruncated>false</IsTruncated>';
  const sent = iamWith(t, form => {
    if (form.Action === 'GetRole') return roleXml(encodeURIComponent(trust), more);
    return form.Action === 'ListAttachedRolePolicies' ? attached : undefined;
  });
  t.strictSame(await readRole(t), {
    role: {
      kind: 'read',
      value: {
        arn: `arn:aws:iam::${customer}:role/acme/r`,
        roleUniqueId: 'AROAX',
        path: '/acme/',
        trustPolicy: trust,
        maxSessionSeconds: 3600,
        permissionsBoundaryArn: 'arn:aws:iam::aws:policy/B',
        tags: { kit: 'drawbridge' },
      },
    },
    inline: { kind: 'read', value: [{ name: 'one', document: { kind: 'read', value: trust } }] },
    attached: { kind: 'read', value: [{ arn: 'arn:aws:iam::aws:policy/P', name: 'P' }] },
    policies: { 'arn:aws:iam::aws:policy/P': current, 'arn:aws:iam::aws:policy/B': current },
  });
  t.strictSame(sent.map(({ form }) => form.Action).sort(), [
    'GetPolicy',
    'GetPolicy',
    'GetPolicyVersion',
    'GetPolicyVersion',
    'GetRole',
    'GetRolePolicy',
    'ListAttachedRolePolicies',
    'ListRolePolicies',
  ]);
  for (const { headers, form } of sent) {
    t.match(headers.authorization, '/us-east-1/iam/aws4_request');
    if (!form.PolicyArn) t.equal(form.RoleName, 'r');
    if (form.Action === 'GetPolicyVersion') t.equal(form.VersionId, 'v3');
  }
});

t.test('a managed policy is read with the named earlier version, if that is another one', async t => {
  const arn = 'arn:aws:iam::210987654321:policy/guardrail';
  const read = (t: Test, version?: string) => makeReadRole(reachOf(t))(service, 'r', 'eu-west-1', { [arn]: version });
  await t.test('another', async t => {
    const sent = iamWith(t);
    t.strictSame((await read(t, 'v1')).policies, { [arn]: { ...current, earlier: { kind: 'read', value: trust } } });
    const versions = sent.flatMap(({ form }) => form.VersionId ?? []);
    t.strictSame(versions, ['v3', 'v1']);
  });
  await t.test('the same version, or none', async t => {
    iamWith(t);
    t.strictSame((await read(t, 'v3')).policies, { [arn]: current });
    t.strictSame((await read(t)).policies, { [arn]: current });
  });
  await t.test('denied, cut off, throttled', async t => {
    const cases: [Answer | string, object][] = [
      [[403, refusal('AccessDenied')], { kind: 'denied' }],
      ['', noAnswer],
      [[400, refusal('Throttling')], { kind: 'inconclusive', why: 'throttled' }],
    ];
    for (const action of ['GetPolicy', 'GetPolicyVersion']) {
      for (const [answer, expected] of cases) {
        await t.test(`${action}: ${JSON.stringify(expected)}`, async t => {
          iamWith(t, form => (form.Action === action ? answer : undefined));
          t.strictSame((await read(t)).policies, { [arn]: { current: expected } });
        });
      }
    }
  });
});

t.test('lists are read to their last page; a list without end is no answer', async t => {
  const page = (name: string, next?: string) =>
    `<PolicyNames><member>${name}</member></PolicyNames><IsTruncated>${next !== undefined}</IsTruncated>` +
    (next ? `<Marker>${next}</Marker>` : '');
  await t.test('three pages', async t => {
    const next: Record<string, string> = { '': 'p2', p2: 'p3' };
    iamWith(t, ({ Action, Marker = '' }) =>
      Action === 'ListRolePolicies' ? page(`after-${Marker}`, next[Marker]) : undefined,
    );
    const { inline } = await readRole(t);
    t.strictSame(inline.kind === 'read' && inline.value.map(({ name }) => name), ['after-', 'after-p2', 'after-p3']);
  });
  await t.test('pages without end', async t => {
    const sent = iamWith(t, ({ Action }) => (Action === 'ListRolePolicies' ? page('same', 'again') : undefined));
    t.strictSame((await readRole(t)).inline, noAnswer);
    t.equal(sent.filter(({ form }) => form.Action === 'ListRolePolicies').length, 50);
  });
  await t.test('a page that is truncated and has no marker', async t => {
    iamWith(t, ({ Action }) => (Action === 'ListRolePolicies' ? page('one', '') : undefined));
    t.strictSame((await readRole(t)).inline, noAnswer);
  });
});

t.test('each part of a role states why it could not be read', async t => {
  const table: [name: string, status: number, body: string, expected: unknown][] = [
    ['AccessDenied', 403, refusal('AccessDenied'), { kind: 'denied' }],
    ['AccessDenied with 400', 400, refusal('AccessDenied'), { kind: 'inconclusive', why: 'aws_error' }],
    ['NoSuchEntity', 404, refusal('NoSuchEntity'), { kind: 'absent' }],
    ['NoSuchEntity with 400', 400, refusal('NoSuchEntity'), { kind: 'inconclusive', why: 'aws_error' }],
    ['an empty 404', 404, '', noAnswer],
    ['Throttling', 400, refusal('Throttling'), { kind: 'inconclusive', why: 'throttled' }],
    ['ServiceFailure', 500, refusal('ServiceFailure'), { kind: 'inconclusive', why: 'aws_error' }],
    ['ExpiredToken', 403, refusal('ExpiredToken'), { kind: 'inconclusive', why: 'vendor_credentials' }],
    ['an empty 200', 200, '', noAnswer],
    ['an empty result', 200, result('GetRole', ''), noAnswer],
    ['HTML', 200, '<html><body>hello</body></html>', noAnswer],
    ['XML cut off', 200, '<GetRoleResponse><GetRoleResult><Role>', noAnswer],
  ];
  for (const part of ['GetRole', 'ListRolePolicies', 'GetRolePolicy', 'ListAttachedRolePolicies']) {
    for (const [name, status, body, expected] of table) {
      await t.test(`${part}: ${name}`, async t => {
        const sent = iamWith(t, ({ Action }) => (Action === part ? [status, body] : undefined));
        const { role, inline, attached } = await readRole(t);
        const document = inline.kind === 'read' ? inline.value[0]?.document : undefined;
        const parts = {
          GetRole: role,
          ListRolePolicies: inline,
          GetRolePolicy: document,
          ListAttachedRolePolicies: attached,
        };
        t.strictSame(parts[part as keyof typeof parts], expected);
        const others = Object.entries(parts).filter(([other, reading]) => other !== part && reading !== undefined);
        t.strictSame(new Set(others.map(([, reading]) => reading?.kind)), new Set(['read']));
        t.equal(sent.filter(({ form }) => form.Action === part).length, 1);
      });
    }
  }
});

t.test('an incomplete role or list is no answer', async t => {
  const listed =
    '<AttachedPolicies><member><PolicyName>P</PolicyName></member></AttachedPolicies><IsTruncated>false</IsTruncated>';
  const table: [name: string, action: string, inner: string][] = [
    ['a role without a trust policy', 'GetRole', roleXml('')],
    ['a role without an id', 'GetRole', roleXml(encodeURIComponent(trust)).replace('<RoleId>AROAX</RoleId>', '')],
    [
      'a boundary without its ARN',
      'GetRole',
      roleXml(
        '%7B%7D',
        '<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType></PermissionsBoundary>',
      ),
    ],
    ['a list of names without an end', 'ListRolePolicies', '<PolicyNames><member>one</member></PolicyNames>'],
    ['an attached policy without its ARN', 'ListAttachedRolePolicies', listed],
  ];
  for (const [name, action, inner] of table) {
    await t.test(name, async t => {
      iamWith(t, ({ Action }) => (Action === action ? inner : undefined));
      const { role, inline, attached } = await readRole(t);
      const document = inline.kind === 'read' ? inline.value[0]?.document : undefined;
      const parts = {
        GetRole: role,
        ListRolePolicies: inline,
        GetRolePolicy: document,
        ListAttachedRolePolicies: attached,
      };
      t.strictSame(parts[action as keyof typeof parts], noAnswer);
    });
  }
});

t.test('a document with a broken encoding is passed on as it is, and is no policy', async t => {
  for (const text of ['%7B%22a%2', '%FF%FE', '%E0%A4%A']) {
    await t.test(text, async t => {
      iamWith(t, ({ Action }) => {
        if (Action === 'GetRole') return roleXml(text);
        return Action === 'GetRolePolicy' ? `<PolicyDocument>${text}</PolicyDocument>` : undefined;
      });
      const { role, inline } = await readRole(t);
      t.equal(role.kind === 'read' && role.value.trustPolicy, text);
      t.strictSame(inline.kind === 'read' && inline.value[0]?.document, { kind: 'read', value: text });
      t.match(parsePolicy(text), { isJson: false });
    });
  }
});

t.test('after IAM throttles, the remaining documents are not requested', async t => {
  const names =
    '<PolicyNames><member>a</member><member>b</member><member>c</member></PolicyNames><IsTruncated>false</IsTruncated>';
  const sent = iamWith(t, ({ Action, PolicyName }) => {
    if (Action === 'ListRolePolicies') return names;
    return Action === 'GetRolePolicy' && PolicyName === 'b' ? [400, refusal('Throttling')] : undefined;
  });
  const { inline } = await readRole(t);
  const kinds = inline.kind === 'read' && inline.value.map(({ name, document }) => [name, document.kind]);
  t.strictSame(kinds, [
    ['a', 'read'],
    ['b', 'inconclusive'],
    ['c', 'inconclusive'],
  ]);
  t.equal(sent.filter(({ form }) => form.Action === 'GetRolePolicy').length, 2);
});

const template = '{"Resources":{"é":1}}';
const templatePath = '/t/9cc002a3a34842d7ebec786e22255e99bd63f4c8d22c9f0c3048b04ab1094f0a.json';
const s3Error = (code: string, more = '') => `<Error><Code>${code}</Code><Message>m</Message>${more}</Error>`;

function publishing(t: Test, own: () => Promise<Credentials> = async () => service) {
  return makePublishTemplate(reachOf(t), { partition: 'aws', bucket: 'templates', service: own });
}

t.test("a template is stored under its content's key, only if the key is free", async t => {
  const sent = wire(t, s3, () => [200, '']);
  const { url } = await publishing(t)(template, 'eu-west-1');
  t.equal(url, `${s3}${templatePath}`);
  t.equal(sent.length, 1);
  t.match(sent[0], { method: 'PUT', path: templatePath, body: template });
  t.match(sent[0]?.headers, {
    'if-none-match': '*',
    'content-type': 'application/json',
    'x-amz-checksum-sha256': 'nMACo6NIQtfr7HhuIiVemb1j9MjSLJ8MMEiwSrEJTwo=',
  });
});

t.test(
  'publishing: an existing template counts as published, a disturbed write is retried once, all else fails',
  async t => {
    const table: [name: string, answers: Answer[], code: string | undefined][] = [
      ['it exists already', [[412, s3Error('PreconditionFailed')]], undefined],
      [
        'disturbed, then written',
        [
          [409, s3Error('ConditionalRequestConflict')],
          [200, ''],
        ],
        undefined,
      ],
      [
        'disturbed, then exists',
        [
          [409, s3Error('ConditionalRequestConflict')],
          [412, s3Error('PreconditionFailed')],
        ],
        undefined,
      ],
      [
        'disturbed twice',
        [
          [409, s3Error('ConditionalRequestConflict')],
          [409, s3Error('ConditionalRequestConflict')],
        ],
        'aws_unavailable',
      ],
      ['throttled', [[503, s3Error('SlowDown')]], 'aws_unavailable'],
      ['S3 unavailable', [[500, s3Error('InternalError')]], 'aws_unavailable'],
      ['no such bucket', [[404, s3Error('NoSuchBucket')]], 'aws_unavailable'],
      ['refused', [[403, s3Error('AccessDenied')]], 'vendor_caller_unavailable'],
      ['expired', [[400, s3Error('ExpiredToken')]], 'vendor_caller_unavailable'],
    ];
    for (const [name, answers, code] of table) {
      await t.test(name, async t => {
        const sent = wire(t, s3, (_sent, count) => answers[count - 1] ?? [500, 'one request too many']);
        const outcome = await publishing(t)(template, 'eu-west-1').catch(error => error);
        if (code) t.match(outcome, { name: 'KitError', code });
        else t.strictSame(outcome, { url: `${s3}${templatePath}` });
        t.equal(sent.length, answers.length);
      });
    }
  },
);

t.test('an S3 error that repeats the signed request leaves no secret in the thrown error', async t => {
  const repeated = `<CanonicalRequest>x-amz-security-token:${service.sessionToken}</CanonicalRequest>`;
  wire(t, s3, () => [403, s3Error('SignatureDoesNotMatch', repeated)]);
  const error = await publishing(t)(template, 'eu-west-1').catch(thrown => thrown);
  t.ok(error instanceof KitError);
  const everything = inspect(error, { depth: Infinity, showHidden: true });
  t.match(everything, 'SignatureDoesNotMatch');
  t.notMatch(everything, service.sessionToken!);
  t.notMatch(everything, service.secretAccessKey);
});

t.test('without its own credentials the service publishes nothing and reports its own fault', async t => {
  const sent = wire(t, s3, () => [200, '']);
  const publish = publishing(t, () => Promise.reject(new Error('no provider')));
  await t.rejects(publish(template, 'eu-west-1'), { code: 'vendor_caller_unavailable' });
  t.equal(sent.length, 0);
});

t.test("the service uses its configured key in local mode, and its environment's credentials in AWS", async t => {
  t.teardown(environment({ AWS_ACCESS_KEY_ID: 'AKIAROLE', AWS_SECRET_ACCESS_KEY: 'r', AWS_SESSION_TOKEN: 'tok' }));
  const credentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'l' };
  const { agents } = reachOf(t);
  const serviceCredentials = (mode: 'aws' | 'local', own?: typeof credentials) =>
    makeServiceCredentials(
      { mode, otherCredentials: {}, ...(own && { credentials: own }) },
      { partition: 'aws' },
      { agents, clock: testClock() },
    );
  t.strictSame(await serviceCredentials('local', credentials)(), credentials);
  const role = { accessKeyId: 'AKIAROLE', secretAccessKey: 'r', sessionToken: 'tok' };
  t.strictSame(await serviceCredentials('aws', credentials)(), role);
  t.throws(() => serviceCredentials('local'), /DRAWBRIDGE_LOCAL_ACCESS_KEY_ID/);
});
