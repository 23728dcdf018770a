// The local AWS's S3, the rest of its IAM, its fault rules and its own pages. See local-aws.test.ts for AssumeRole and
// local-aws-stacks.test.ts for CloudFormation.
import { get as httpGet } from 'node:http';
import { basename } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import t, { type Test } from 'tap';
import type { FaultRule } from '../../deploy/local/aws/faults.js';
import { textsIn } from '../helpers/sources.js';
import {
  assume,
  BROKER,
  CUSTOMER,
  clients,
  customerRole,
  movableClock,
  OUTSIDER,
  policy,
  RIGHT_ID,
  refusalOf,
  startSetting,
  statement,
  trust,
  VENDOR,
  WITH_ID,
} from './local-aws-clients.js';

async function setting(t: Test, options?: Parameters<typeof startSetting>[0]) {
  const made = await startSetting(options);
  t.teardown(() => made.aws.close());
  return made;
}

t.test('an object is written once with If-None-Match, read by anyone only if public, listed by its owner', async t => {
  const { aws, customer, outsider } = await setting(t);
  aws.addBucket(CUSTOMER, 'open', { publicRead: true });
  await customer.s3.send(new CreateBucketCommand({ Bucket: 'shut' }));
  const put = (Body: string) =>
    refusalOf(customer.s3.send(new PutObjectCommand({ Bucket: 'open', Key: 'a/b ü.json', Body, IfNoneMatch: '*' })));
  const both = await Promise.all([put('first'), put('second')]);
  t.same(both.map(answer => answer.code).sort(), ['PreconditionFailed', 'ok']);
  const got = await customer.s3.send(new GetObjectCommand({ Bucket: 'open', Key: 'a/b ü.json' }));
  t.match(await got.Body?.transformToString(), /first|second/);
  await customer.s3.send(new PutObjectCommand({ Bucket: 'shut', Key: 'x', Body: Buffer.from([0, 255, 10]) }));
  const head = await customer.s3.send(new HeadObjectCommand({ Bucket: 'shut', Key: 'x' }));
  t.equal(head.ContentLength, 3);
  const statusOf = async (path: string, init?: RequestInit) => (await fetch(aws.url + path, init)).status;
  t.same(
    await Promise.all([
      statusOf('/open/a/b%20%C3%BC.json'),
      statusOf('/open/none'),
      statusOf('/open'),
      statusOf('/shut/x'),
      statusOf('/open/x', { method: 'PUT', body: 'x' }),
    ]),
    [200, 403, 403, 403, 403],
  );
  t.equal((await refusalOf(outsider.s3.send(new GetObjectCommand({ Bucket: 'shut', Key: 'x' })))).code, 'AccessDenied');
  const { Contents } = await customer.s3.send(new ListObjectsV2Command({ Bucket: 'open', Prefix: 'a/' }));
  t.match(Contents, [{ Key: 'a/b ü.json' }]);
  await customer.s3.send(new DeleteObjectCommand({ Bucket: 'shut', Key: 'x' }));
  t.equal((await refusalOf(customer.s3.send(new GetObjectCommand({ Bucket: 'shut', Key: 'x' })))).code, 'NoSuchKey');
});

t.test('listing knows its prefix, and a bucket its owner: requests and the evaluator decide by both', async t => {
  const { aws } = await setting(t);
  aws.addBucket(CUSTOMER, 'mine');
  aws.addBucket(OUTSIDER, 'theirs');
  const owned = { StringEquals: { 'aws:ResourceAccount': CUSTOMER } };
  const listing = statement('s3:ListBucket', 'arn:aws:s3:::*', {
    Condition: { StringLike: { 's3:prefix': 'a/*' }, ...owned },
  });
  const reading = statement('s3:GetObject', 'arn:aws:s3:::*', { Condition: owned });
  const { s3 } = clients(aws.url, aws.addUser(CUSTOMER, 'reader', { some: policy(listing, reading) }));
  const listed = async (Prefix?: string) =>
    (await refusalOf(s3.send(new ListObjectsV2Command({ Bucket: 'mine', Prefix })))).code;
  t.equal(await listed('a/'), 'ok');
  t.equal(await listed('b/'), 'AccessDenied');
  t.equal(await listed(), 'AccessDenied');
  for (const [bucket, isAllowed] of [
    ['mine', true],
    ['theirs', false],
  ] as const) {
    const body = {
      principal: `arn:aws:iam::${CUSTOMER}:user/reader`,
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${bucket}/a/x`,
    };
    const answer = await fetch(`${aws.url}/_decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    t.match(await answer.json(), { isAllowed }, bucket);
  }
});

t.test('IAM pages its lists, keeps five versions of a policy, and limits a role to its boundary', async t => {
  const { aws, vendor, customer } = await setting(t);
  for (const roleName of ['a', 'b', 'c']) aws.addRole(CUSTOMER, { roleName, trustPolicy: trust({ AWS: BROKER }) });
  const names: (string | undefined)[] = [];
  for await (const page of paginateListRoles({ client: customer.iam, pageSize: 2 }, {})) {
    names.push(...(page.Roles ?? []).map(role => role.RoleName));
  }
  t.same(names, ['a', 'b', 'c']);
  const document = (action: string) => JSON.stringify(policy(statement(action)));
  const { Policy } = await customer.iam.send(
    new CreatePolicyCommand({ PolicyName: 'limit', PolicyDocument: document('s3:*') }),
  );
  const PolicyArn = Policy?.Arn ?? '';
  const version = (action: string) =>
    customer.iam.send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document(action), SetAsDefault: true }),
    );
  for (const action of ['ec2:*', 'sqs:*', 'sns:*', 'iam:ListRoles']) await version(action);
  t.equal((await refusalOf(version('s3:*'))).code, 'LimitExceededException');
  const second = await customer.iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
  t.match(decodeURIComponent(second.PolicyVersion?.Document ?? ''), 'ec2:*');
  aws.putRolePolicy(customerRole('a'), 'all', policy(statement('iam:*')));
  const { keys } = await assume(vendor.sts, { RoleArn: customerRole('a') });
  const session = clients(aws.url, keys);
  const read = () => refusalOf(session.iam.send(new GetRoleCommand({ RoleName: 'a' })));
  t.equal((await read()).code, 'ok');
  await customer.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'a', PermissionsBoundary: PolicyArn }));
  t.match(await read(), {
    code: 'AccessDenied',
    message: /because no permissions boundary allows the iam:GetRole action/,
  });
});

t.test('AWSRevokeOlderSessions stops earlier sessions and no later one', async t => {
  const clock = movableClock();
  const { aws, vendor, customer } = await setting(t, { clock });
  aws.addRole(CUSTOMER, {
    roleName: 'target',
    trustPolicy: trust({ AWS: BROKER }),
    policies: { read: policy(statement('iam:Get*')) },
  });
  const session = async () => clients(aws.url, (await assume(vendor.sts, {})).keys);
  const read = (one: ReturnType<typeof clients>) =>
    refusalOf(one.iam.send(new GetRolePolicyCommand({ RoleName: 'target', PolicyName: 'read' })));
  const old = await session();
  t.equal((await read(old)).code, 'ok');
  clock.advance(1);
  const Condition = { DateLessThan: { 'aws:TokenIssueTime': clock.now().toISOString() } };
  const deny = { Effect: 'Deny', Action: ['*'], Resource: ['*'], Condition };
  const PolicyDocument = JSON.stringify(policy(deny));
  await customer.iam.send(
    new PutRolePolicyCommand({ RoleName: 'target', PolicyName: 'AWSRevokeOlderSessions', PolicyDocument }),
  );
  t.match(await read(old), { code: 'AccessDenied', message: /with an explicit deny in an identity-based policy$/ });
  t.equal((await read(await session())).code, 'ok');
});

t.test('each fault affects only the call it is set for', async t => {
  const { aws, vendor } = await setting(t);
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }) });
  const seen: [FaultRule['kind'], string, string, number][] = [
    ['throttle', 'Throttling', 'Rate exceeded', 0],
    ['error500', 'InternalFailure', '', 0],
    ['error503', 'ServiceUnavailable', '', 0],
    ['expired-token', 'ExpiredToken', '', 0],
    ['clock-skew', 'SignatureDoesNotMatch', 'Signature expired: ', 0],
    ['access-denied', 'AccessDenied', 'is not authorized to perform: sts:AssumeRole on resource', 0],
    ['garbage', '', '', 0],
    ['reset', '', '', 1],
    ['cut', '', '', 1],
  ];
  for (const [kind, code, text, made] of seen) {
    const before = aws.sessions().length;
    const remove = aws.fail({ service: 'sts', action: 'AssumeRole', account: VENDOR, call: 2, kind });
    t.equal((await assume(vendor.sts, {})).code, 'ok', `${kind}: not the first call`);
    const spoilt = await assume(vendor.sts, {});
    t.not(spoilt.code, 'ok', kind);
    if (code !== '') t.equal(spoilt.code, code);
    if (text !== '') t.match(spoilt.message, text);
    t.equal((await assume(vendor.sts, {})).code, 'ok', `${kind}: not the third call`);
    t.equal(
      aws.sessions().length - before,
      2 + made,
      `${kind}: ${made ? 'only the answer was broken' : 'nothing was done'}`,
    );
    remove();
  }
  aws.fail({ service: 'sts', kind: 'throttle', when: 'after' });
  const before = aws.sessions().length;
  t.equal((await assume(vendor.sts, {})).code, 'Throttling');
  t.equal(aws.sessions().length, before + 1);
  aws.clearFaults();
  aws.fail({ kind: 'slow', delayMs: 20, account: OUTSIDER });
  aws.fail({ kind: 'slow', delayMs: 20, account: VENDOR });
  const startedAt = performance.now();
  t.equal((await refusalOf(vendor.sts.send(new GetCallerIdentityCommand({})))).code, 'ok');
  t.ok(performance.now() - startedAt >= 19);
});

t.test('the evaluator can be called on its own, and names the statement that decided', async t => {
  const { aws } = await setting(t);
  const Sid = 'OnlyWithId';
  const document = policy({ ...trust({ AWS: BROKER }, WITH_ID).Statement[0], Sid });
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: document });
  const ask = async (context: object, headers: Record<string, string> = {}) => {
    const body = { principal: BROKER, action: 'sts:AssumeRole', resource: customerRole('target'), context };
    const answer = await fetch(`${aws.url}/_decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  t.match(await ask({ 'sts:ExternalId': RIGHT_ID }), { isAllowed: true, decidedBy: { sid: Sid, statement: 0 } });
  t.match(await ask({}), { isAllowed: false, refusedBy: 'resource-based policy' });
  t.match(await ask({}, { origin: 'http://evil.example' }), { code: 'AccessDenied' });
  const witness = { principal: BROKER, action: 'sts:AssumeRole', resource: customerRole('target'), context: {} };
  const unclear = [
    {},
    { witness },
    { ...witness, principal: 'nonsense' },
    { ...witness, action: '*' },
    { ...witness, context: [] },
  ];
  for (const body of unclear) {
    const answer = await fetch(`${aws.url}/_decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    t.equal(answer.status, 400, JSON.stringify(body));
    t.match(await answer.json(), { code: 'ValidationError', isAllowed: undefined });
  }
  const nobody = { principal: customerRole('nobody'), action: 's3:GetObject', resource: '*', context: {} };
  const headers = { 'content-type': 'application/json' };
  const missing = await fetch(`${aws.url}/_decide`, { method: 'POST', headers, body: JSON.stringify(nobody) });
  t.equal(missing.status, 404);
  t.match(
    await missing.json(),
    { code: 'NoSuchEntity', isAllowed: undefined },
    'without a caller there are no rights to evaluate',
  );
});

t.test(
  'the console page states that it is not AWS, runs nothing inline, and accepts no request from another site',
  async t => {
    const { aws } = await setting(t);
    const page = await fetch(`${aws.url}/_console/cloudformation/home?region=eu-west-1`);
    t.equal(page.status, 200);
    t.match(page.headers.get('content-security-policy'), /default-src 'self'/);
    const html = await page.text();
    t.match(html, 'This is not AWS.');
    t.notMatch(html, /<script>|style=|onclick=/);
    const folder = 'deploy/local/aws/console';
    for (const { path, text } of [...textsIn(folder, '.js', 7), ...textsIn(folder, '.css', 1)]) {
      const name = basename(path);
      t.equal((await fetch(`${aws.url}/_console/${name}`)).status, 200, name);
      t.notMatch(text, /innerHTML|insertAdjacentHTML|document\.write|eval\(/, name);
    }
    const call = (origin: string) => {
      const body = JSON.stringify({ account: CUSTOMER, region: 'eu-west-1', service: 'iam', action: 'ListRoles' });
      const headers = { 'content-type': 'application/json', origin };
      return fetch(`${aws.url}/_console/api/call`, { method: 'POST', headers, body });
    };
    t.equal((await call('http://evil.example')).status, 403);
    t.equal((await call(aws.url)).status, 200);
  },
);

t.test('an unsupported service is refused in the protocol of the request', async t => {
  const { aws, vendor } = await setting(t);
  const messageFor = (service: string) =>
    `The local AWS does not support ${service}. ` +
    'It supports the parts of sts, iam, cloudformation, cloudtrail, and s3 that the kit needs.';
  const code = 'UnknownOperationException';
  const dynamodb = new DynamoDBClient({ endpoint: aws.url, region: 'us-east-1', credentials: vendor.keys });
  t.same(await refusalOf(dynamodb.send(new ListTablesCommand({}))), { code, message: messageFor('dynamodb') });
  dynamodb.destroy();

  const ask = async (service: string, headers: Record<string, string>, more: RequestInit = {}) => {
    const scope = `AKIAX/20260101/us-east-1/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
    const answer = await fetch(`${aws.url}/2015-03-31/functions`, { headers: { authorization, ...headers }, ...more });
    const { status, headers: sent } = answer;
    return { status, type: sent.get('content-type'), error: sent.get('x-amzn-errortype'), text: await answer.text() };
  };
  const json = (service: string) => JSON.stringify({ __type: code, message: messageFor(service) });
  const target = { 'x-amz-target': 'AWSInsightsIndexService.GetTags', 'content-type': 'application/x-amz-json-1.1' };
  t.same(await ask('ce', target, { method: 'POST', body: '{}' }), {
    status: 404,
    type: 'application/x-amz-json-1.1',
    error: code,
    text: json('ce'),
  });
  t.same(await ask('lambda', {}), { status: 404, type: 'application/json', error: code, text: json('lambda') });
  const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const query = await ask('sns', form, { method: 'POST', body: 'Action=ListTopics' });
  t.match(query.text, `<Error><Type>Sender</Type><Code>${code}</Code><Message>${messageFor('sns')}</Message></Error>`);
  const ec2 = await ask('ec2', form, { method: 'POST', body: 'Action=DescribeVpcs' });
  t.match(
    ec2.text,
    `<Response><Errors><Error><Code>${code}</Code><Message>${messageFor('ec2')}</Message></Error></Errors>`,
  );
  t.match((await ask('route53', {})).text, /^<ErrorResponse/);
  const cbor = await ask('monitoring', { 'smithy-protocol': 'rpc-v2-cbor' }, { method: 'POST' });
  t.match(cbor, { type: 'application/cbor', text: messageFor('monitoring') });
  const unsigned = await ask('', { ...target, authorization: '' }, { method: 'POST', body: '{}' });
  t.match(unsigned, { status: 403, text: /^{"__type":"MissingAuthenticationToken"/ });
});

t.test('a managed policy attached by hand is listed with its name', async t => {
  const { aws, customer } = await setting(t);
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }) });
  const PolicyArn = 'arn:aws:iam::aws:policy/SecurityAudit';
  await customer.iam.send(new AttachRolePolicyCommand({ RoleName: 'target', PolicyArn }));
  const { AttachedPolicies } = await customer.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'target' }));
  t.same(AttachedPolicies, [{ PolicyName: 'SecurityAudit', PolicyArn }]);
  const attach = (name: string) =>
    refusalOf(
      customer.iam.send(
        new AttachRolePolicyCommand({ RoleName: 'target', PolicyArn: `arn:aws:iam::aws:policy/${name}` }),
      ),
    );
  t.match(await attach('ViewOnlyAccess'), {
    code: 'NoSuchEntityException',
    message: /does not exist or is not attach/,
  });
  t.same(await attach('aws-service-role/AWSSupportServiceRolePolicy'), {
    code: 'PolicyNotAttachableException',
    message: 'Cannot attach a Service Role Policy to a Customer Role.',
  });
  t.equal((await attach('job-function/ViewOnlyAccess')).code, 'ok');
  const missing = refusalOf(customer.iam.send(new GetRoleCommand({ RoleName: 'none' })));
  t.same(await missing, { code: 'NoSuchEntityException', message: 'The role with name none cannot be found.' });
});

t.test('managed session policies: united with the inline one, in the version in force, within limits', async t => {
  const { aws, vendor } = await setting(t);
  const all = { all: policy(statement('*')) };
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }), policies: all });
  const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/SecurityAudit' }];
  const Policy = JSON.stringify(policy(statement('iam:GetRolePolicy'), { ...statement('s3:*'), Effect: 'Deny' }));
  const listed = async (input: Parameters<typeof assume>[1]) => {
    const { code, keys } = await assume(vendor.sts, input);
    t.equal(code, 'ok');
    const { iam } = clients(aws.url, keys);
    const reads = new GetRolePolicyCommand({ RoleName: 'target', PolicyName: 'all' });
    return [
      (await refusalOf(iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'target' })))).code,
      (await refusalOf(iam.send(reads))).code,
      (await refusalOf(iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: Policy })))).code,
    ];
  };
  t.same(await listed({ PolicyArns, Policy }), ['ok', 'ok', 'AccessDenied'], 'the union, and no more');
  t.same(await listed({ Policy }), ['AccessDenied', 'ok', 'AccessDenied'], 'the inline one alone');
  aws.moveAwsPolicy(PolicyArns[0]!.arn, policy(statement('s3:Get*')));
  t.same(await listed({ PolicyArns, Policy }), ['AccessDenied', 'ok', 'AccessDenied'], 'the version in force decides');

  const arns = (count: number, name = 'SecurityAudit') =>
    Array.from({ length: count }, () => ({ arn: `arn:aws:iam::aws:policy/${name}` }));
  const refused = async (input: Parameters<typeof assume>[1]) => (await assume(vendor.sts, input)).code;
  t.equal(await refused({ PolicyArns: arns(10) }), 'ok');
  t.equal(await refused({ PolicyArns: arns(11) }), 'ValidationError');
  t.equal(await refused({ PolicyArns: arns(1, 'NoSuchPolicy') }), 'MalformedPolicyDocumentException');
  const other = [{ arn: `arn:aws:iam::${OUTSIDER}:policy/theirs` }];
  t.equal(await refused({ PolicyArns: other }), 'MalformedPolicyDocumentException', 'of another account');
  t.equal(await refused({ PolicyArns: [{ arn: 'SecurityAudit' }] }), 'ValidationError');
  const long = JSON.stringify(policy(statement(Array.from({ length: 80 }, (_, n) => `s3:GetObjectNumber${n}`))));
  t.equal(await refused({ Policy: long }), 'ok');
  t.equal(await refused({ Policy: long, PolicyArns: arns(9) }), 'ValidationError', 'too long together');
});

t.test('a name that JavaScript reserves is a name like any other', async t => {
  const { aws, vendor, customer } = await setting(t);
  for (const RoleName of ['constructor', '__proto__', 'toString']) {
    const { code } = await refusalOf(customer.iam.send(new GetRoleCommand({ RoleName })));
    t.equal(code, 'NoSuchEntityException', RoleName);
    t.equal((await assume(vendor.sts, { RoleArn: customerRole(RoleName) })).code, 'AccessDenied', RoleName);
  }
  aws.addRole(CUSTOMER, { roleName: 'constructor', trustPolicy: trust({ AWS: BROKER }) });
  t.equal((await assume(vendor.sts, { RoleArn: customerRole('constructor') })).code, 'ok');
  t.equal((await fetch(`${aws.url}/constructor/x`)).status, 404);
});

t.test('a request under another host name is refused, so no page can rebind its name to this server', async t => {
  const { aws } = await setting(t);
  const status = await new Promise(resolve => {
    const headers = { host: 'evil.example' };
    httpGet(`${aws.url}/_console/api/accounts`, { headers }, answer => {
      answer.resume();
      resolve(answer.statusCode);
    });
  });
  t.equal(status, 421);
});
