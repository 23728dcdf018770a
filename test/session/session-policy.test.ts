// Where a permission set switches the session cap off: permissions in a request's session policy that the role does not
// grant are reported in the answer, computed once for all who share the session, and compared with what the local AWS
// does with the same credentials.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import t from 'tap';
import { liveRoleSpec } from '../../api/core/connection/launches.js';
import { sessionPolicyWarnings } from '../../api/core/drift/session-policy.js';
import type { PolicyDocument, Statement } from '../../api/core/policy/document/document.js';
import type { RoleSpec } from '../../api/core/role/role-spec.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { connectionOf, provenConnection } from '../helpers/customer.js';
import { testFolder } from '../helpers/folder.js';
import { newWorld } from '../helpers/world.js';

const policyOf = (...statements: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string | string[], Resource: string | string[] = '*', more: object = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: string, more: object = {}): Statement => ({ Effect: 'Deny', Action, Resource: '*', ...more });
const elsewhere = { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } };

t.test('the answer lists what the credentials lack, computed once for all who share them', async t => {
  const base = JSON.parse(readFileSync(join(shippedPermissionSets, 'cost-read.json'), 'utf8'));
  const uncappedReason = { en: 'Bucket policies grant the role.', ja: 'バケットポリシーのため。' };
  const folder = testFolder(t, { 'off.json': JSON.stringify({ ...base, id: 'cost-off', uncappedReason }) });
  const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folder } });
  const where = await provenConnection(world, { permissionSetId: 'cost-off' });
  const ask = async (payload: object) => {
    const answer = await world.app.inject({
      method: 'POST',
      url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/sessions`,
      headers: { authorization: `Bearer ${world.keys.backend}` },
      payload,
    });
    t.equal(answer.statusCode, 201);
    return answer.json();
  };
  t.notOk('warnings' in (await ask({})));
  const narrower = policyOf(allow('ce:GetCostAndUsage'), allow('iam:GetRole', where.roleArn));
  t.notOk('warnings' in (await ask({ sessionPolicy: narrower })), 'a narrower policy causes no warning');

  const wide = policyOf(allow(['ce:GetCostAndUsage', 's3:GetObject']), allow('iam:GetRole', `${where.roleArn}x`));
  const first = await ask({ sessionPolicy: wide });
  t.strictSame(first.warnings, [
    {
      code: 'session_policy_beyond_role',
      message:
        'Statement 0 of the session policy allows s3:GetObject, which the role does not grant. ' +
        'The credentials cannot do it.',
      statement: 0,
      action: 's3:GetObject',
    },
    {
      code: 'session_policy_without_effect',
      message:
        'Statement 1 of the session policy allows only what the role does not grant ' +
        `(iam:GetRole, such as on ${where.roleArn}x). It adds nothing.`,
      statement: 1,
      action: 'iam:GetRole',
      resource: `${where.roleArn}x`,
    },
  ]);
  const again = await ask({ sessionPolicy: wide });
  t.equal(again.accessKeyId, first.accessKeyId);
  t.strictSame(again.warnings, first.warnings, 'another caller of the session gets the same warning');

  t.comment('and AWS agrees: the role may read itself, this session may not');
  const read = async ({ accessKeyId, secretAccessKey, sessionToken }: Record<string, string>) => {
    const credentials = { accessKeyId: accessKeyId!, secretAccessKey: secretAccessKey!, sessionToken: sessionToken! };
    const client = new IAMClient({ region: 'us-east-1', endpoint: world.aws.url, credentials, maxAttempts: 1 });
    const RoleName = where.roleArn.split('/').at(-1)!;
    const done = await client.send(new GetRoleCommand({ RoleName })).then(
      () => 'read',
      (error: Error) => error.name,
    );
    client.destroy();
    return done;
  };
  t.equal(await read(await ask({})), 'read');
  t.equal(await read(await ask({ sessionPolicy: narrower })), 'read');
  t.equal(await read(first), 'AccessDenied');
});

t.test('what counts as named, and what remains of it', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const shipped = liveRoleSpec((await connectionOf(world, where)).value);
  const bucket = 'arn:aws:s3:::reports/*';
  const spec: RoleSpec = {
    ...shipped,
    inlinePolicies: [
      {
        name: 'DrawbridgePermissions',
        document: policyOf(
          allow(['s3:GetObject', 's3:ListBucket'], [bucket, 'arn:aws:s3:::reports']),
          allow('ec2:DescribeInstances', '*', elsewhere),
          { Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/secret/*' },
          deny('kms:*'),
        ),
      },
    ],
  };
  const beyond = 'session_policy_beyond_role';
  const nothing = 'session_policy_without_effect';
  const cases: [name: string, policy: PolicyDocument, ...codes: string[]][] = [
    ['the same in other words', policyOf(allow(['S3:getobject'], bucket.replace('*', '2026*')))],
    ['everything except something', policyOf(allow('*'), deny('s3:ListBucket'))],
    ['an action on all resources of the role', policyOf(allow('s3:GetObject'))],
    ['everything the role may do on a resource', policyOf(allow('*', bucket))],
    ['all but one action', policyOf({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })],
    ['an action that the role has on a condition', policyOf(allow('ec2:DescribeInstances'))],
    ['its own condition', policyOf(allow('s3:GetObject', 'arn:aws:s3:::reports/a', elsewhere))],
    ['nothing but a Deny', policyOf(deny('s3:*'))],
    ['what it denies itself', policyOf(allow(['s3:GetObject', 's3:PutObject']), deny('s3:PutObject'))],
    ['one more action', policyOf(allow(['s3:GetObject', 's3:PutObject'])), beyond],
    ['a service', policyOf(allow('s3:*')), beyond],
    ['another action', policyOf(allow('s3:PutObject')), nothing],
    ['another bucket', policyOf(allow('s3:GetObject', 'arn:aws:s3:::other/*')), nothing],
    ['one more bucket', policyOf(allow('s3:GetObject', [bucket, 'arn:aws:s3:::other/*'])), beyond],
    ['what stays closed', policyOf(allow('s3:GetObject', 'arn:aws:s3:::reports/secret/a')), nothing],
    ['what stays closed everywhere', policyOf(allow('kms:Decrypt')), nothing],
    ['with a part that stays closed', policyOf(allow('s3:GetObject', bucket)), beyond],
    ['a denied part of it', policyOf(allow('s3:GetObject', bucket), deny('s3:GetObject', elsewhere)), beyond],
    ['only under a denied condition', policyOf(allow('s3:PutObject'), deny('s3:PutObject', elsewhere)), nothing],
  ];
  for (const [name, policy, ...codes] of cases) {
    const warnings = sessionPolicyWarnings(spec, policy);
    t.same(
      warnings.map(each => each.code),
      codes,
      name,
    );
  }
  const onlyReports = { ...spec, inlinePolicies: [{ name: 'Reports', document: policyOf(allow('s3:Get*', bucket)) }] };
  const other = policyOf(allow('*', 'arn:aws:s3:::other/*'));
  t.match(sessionPolicyWarnings(onlyReports, other), [{ code: nothing }], 'whatever it allows on another bucket');
  const single = { Version: '2012-10-17', Statement: allow('s3:PutObject', '*', { Sid: 'Write' }) };
  const [warning] = sessionPolicyWarnings(spec, single as unknown as PolicyDocument);
  t.match(warning, { code: nothing, statement: 0, message: /^Statement 0 \(Write\) / }, 'a statement that is no list');
  const many = sessionPolicyWarnings(spec, policyOf(allow(['s3:*'])))[0]!.message;
  t.match(many, /allows s3:\w+ and \d+ more actions, which/);
});

t.test('a value that must be a text is named before AWS is called', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const calls = () => world.aws.sessions().length;
  const ask = async (statement: object) => {
    const before = calls();
    const answer = await world.app.inject({
      method: 'POST',
      url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/sessions`,
      headers: { authorization: `Bearer ${world.keys.backend}` },
      payload: { sessionPolicy: { Version: '2012-10-17', Statement: [{ ...allow('s3:*'), ...statement }] } },
    });
    t.equal(calls(), before);
    return answer;
  };
  for (const effect of [['Allow'], { toString: 1 }, 1, null]) {
    const answer = await ask({ Effect: effect });
    t.equal(answer.statusCode, 400, JSON.stringify(effect));
    t.match(answer.json(), {
      code: 'session_policy_not_valid',
      errors: [{ path: '/sessionPolicy/Statement/0/Effect', message: 'must be "Allow" or "Deny"' }],
    });
  }
  for (const sid of [{ toString: null }, 1, ['a']]) {
    const answer = await ask({ Sid: sid });
    t.match(answer.json(), { errors: [{ path: '/sessionPolicy/Statement/0/Sid', message: 'must be a string' }] });
  }
});

t.test('a policy that is hard to analyse is answered soon, and reported as undecided', async t => {
  const world = await newWorld(t);
  const { value } = await connectionOf(world, await provenConnection(world));
  const actions = Array.from({ length: 60 }, (_, n) => `*a*b*c*${n}*d*e*f*`);
  const hostile = policyOf(allow(actions.slice(0, 50), 'arn:aws:s3:::*a*b*a*b*a*b*'), deny('*a*b*c*d*'));
  t.ok(JSON.stringify(hostile).length <= 2048);
  const startedAt = performance.now();
  const warnings = sessionPolicyWarnings(liveRoleSpec(value), hostile);
  t.ok(performance.now() - startedAt < 2_000);
  t.not(warnings.length, 0, 'never taken for one that the role grants');
});
