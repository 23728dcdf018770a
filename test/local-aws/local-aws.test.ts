// The local AWS tested through the real SDK clients: it must refuse every caller that AWS would refuse. See
// local-aws-stacks.test.ts for templates and local-aws-services.test.ts for buckets and faults.
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetRoleCommand, ListRolesCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import t, { type Test } from 'tap';
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
  type Setting,
  startSetting,
  statement,
  trust,
  VENDOR,
  WITH_ID,
  WRONG_ID,
} from './local-aws-clients.js';
import { TRUST_SHAPES } from './local-aws-trust-shapes.js';

async function setting(t: Test, options?: Parameters<typeof startSetting>[0]): Promise<Setting> {
  const made = await startSetting(options);
  t.teardown(() => made.aws.close());
  return made;
}

const RIGHT = { ExternalId: RIGHT_ID };
const TARGET = customerRole('target');
const REFUSED = `User: ${BROKER} is not authorized to perform: sts:AssumeRole on resource: ${TARGET}`;

t.test('each shape of trust policy accepts exactly the callers that IAM documents', async t => {
  const { aws, vendor } = await setting(t);
  for (const { title, document, lets } of TRUST_SHAPES) {
    aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: JSON.parse(JSON.stringify(document)) });
    const ids = [RIGHT, { ExternalId: WRONG_ID }, {}];
    const outcomes = await Promise.all(ids.map(id => assume(vendor.sts, id)));
    t.same(
      outcomes.map(outcome => outcome.code === 'ok'),
      lets,
      title,
    );
  }
});

t.test("a policy that IAM would not store is refused with IAM's words", async t => {
  const { customer } = await setting(t).then(made => {
    made.aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }) });
    return made;
  });
  const save = (document: unknown) => {
    const PolicyDocument = typeof document === 'string' ? document : JSON.stringify(document);
    return refusalOf(customer.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'target', PolicyDocument })));
  };
  const bad: [string, unknown, RegExp][] = [
    ['no JSON', '{', /invalid Json/],
    ['an unknown operator', trust({ AWS: BROKER }, { StringIs: { 'sts:ExternalId': 'x' } }), /Invalid Condition type/],
    ['a principal that does not exist', trust({ AWS: customerRole('nobody') }), /^Invalid principal in policy: "AWS":/],
    ['another partition', trust({ AWS: `arn:aws-cn:iam::${VENDOR}:root` }), /^Invalid principal/],
    ['part of an ARN as a wildcard', trust({ AWS: `arn:aws:iam::${VENDOR}:role/*` }), /^Invalid principal/],
    ['a Resource', policy({ ...statement('sts:AssumeRole'), Principal: '*' }), /prohibited field Resource/],
    ['an action of another service', trust('*', undefined, 's3:GetObject'), /only specify STS AssumeRole actions/],
  ];
  for (const [title, document, text] of bad) {
    const { code, message } = await save(document);
    t.equal(code, 'MalformedPolicyDocumentException', title);
    t.match(message, text, title);
  }
  const long = trust({ AWS: BROKER }, { StringEquals: { 'sts:ExternalId': 'x'.repeat(2048) } });
  t.equal((await save(long)).code, 'LimitExceededException');
});

t.test('AssumeRole refuses with the same error for every reason', async t => {
  const clock = movableClock();
  const { aws, vendor } = await setting(t, { clock, propagationSeconds: 10 });
  const unable = clients(aws.url, aws.addUser(VENDOR, 'unable', {}));
  t.equal((await assume(vendor.sts, RIGHT)).message, REFUSED, 'role absent');
  await aws.createStack(CUSTOMER, roleStack(WITH_ID));
  t.equal((await assume(vendor.sts, RIGHT)).message, REFUSED, 'role not yet visible');
  clock.advance(11);
  t.equal((await assume(vendor.sts, RIGHT)).code, 'ok');
  t.equal((await assume(vendor.sts, { ExternalId: WRONG_ID })).message, REFUSED, 'wrong ID');
  t.same(await assume(vendor.sts, {}).then(({ message, code, status }) => [message, code, status]), [
    REFUSED,
    'AccessDenied',
    403,
  ]);
  const text = (await assume(unable.sts, RIGHT)).message;
  t.equal(text, REFUSED.replace('user/broker', 'user/unable'), 'a caller without permission');
  aws.deleteRole(TARGET);
  t.equal((await assume(vendor.sts, RIGHT)).code, 'ok', 'a deletion propagates too');
  clock.advance(11);
  t.equal((await assume(vendor.sts, RIGHT)).message, REFUSED, 'role deleted');
});

function roleStack(condition: object, roleName = 'target') {
  const Properties = { RoleName: roleName, AssumeRolePolicyDocument: trust({ AWS: BROKER }, condition) };
  const template = { Resources: { Role: { Type: 'AWS::IAM::Role', Properties } } };
  return { stackName: 'access', templateBody: JSON.stringify(template), capabilities: ['CAPABILITY_NAMED_IAM'] };
}

t.test('a changed trust policy takes effect only after propagation, and IAM itself shows it at once', async t => {
  const clock = movableClock();
  const { aws, vendor, customer } = await setting(t, { clock, propagationSeconds: 5 });
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }, WITH_ID) });
  aws.setTrustPolicy(TARGET, trust({ AWS: BROKER }, { StringEquals: { 'sts:ExternalId': WRONG_ID } }));
  const shown = await customer.iam.send(new GetRoleCommand({ RoleName: 'target' }));
  t.match(decodeURIComponent(shown.Role?.AssumeRolePolicyDocument ?? ''), WRONG_ID);
  t.equal((await assume(vendor.sts, RIGHT)).code, 'ok');
  clock.advance(5);
  t.equal((await assume(vendor.sts, RIGHT)).code, 'AccessDenied');
  t.equal((await assume(vendor.sts, { ExternalId: WRONG_ID })).code, 'ok');
});

t.test("parameters are refused in STS's words", async t => {
  const { aws, vendor } = await setting(t);
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }, WITH_ID) });
  const refused: [object, RegExp][] = [
    [
      { ExternalId: 'x' },
      /at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2$/,
    ],
    [{ ExternalId: 'white space' }, /Member must satisfy regular expression pattern: \[\\w\+=,.@:\\\/-\]\*$/],
    [{ RoleSessionName: 'a/b' }, /at 'roleSessionName'.*regular expression/],
    [{ DurationSeconds: 899 }, /Member must have value greater than or equal to 900/],
    [{ DurationSeconds: 3601, ...RIGHT }, /exceeds the MaxSessionDuration set for this role/],
    [{ RoleArn: TARGET.replace('arn:aws:', 'arn:aws-cn:') }, /Request ARN is invalid/],
    [{ RoleArn: 'drawbridge-role-name-only' }, /is invalid/],
    [{ Policy: 'x'.repeat(2049) }, /at 'policy'.*less than or equal to 2048/],
  ];
  for (const [input, text] of refused) {
    const { code, message } = await assume(vendor.sts, input);
    t.equal(code, 'ValidationError', JSON.stringify(input).slice(0, 60));
    t.match(message, text);
  }
  const malformed = await assume(vendor.sts, { ...RIGHT, Policy: '{"Statement":[]}' });
  t.equal(malformed.code, 'MalformedPolicyDocumentException');
});

t.test('a session may do what both its role and its session policy allow', async t => {
  const { aws, vendor } = await setting(t);
  const policies = { read: policy(statement(['iam:GetRole', 'iam:ListRoles'])) };
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }), policies });
  const may = async (Policy?: object) => {
    const { keys } = await assume(vendor.sts, Policy ? { Policy: JSON.stringify(Policy) } : {});
    const { iam, sts } = clients(aws.url, keys);
    const getRole = await refusalOf(iam.send(new GetRoleCommand({ RoleName: 'target' })));
    const listRoles = await refusalOf(iam.send(new ListRolesCommand({})));
    const identity = await refusalOf(sts.send(new GetCallerIdentityCommand({})));
    return [getRole.code, listRoles.code, identity.code];
  };
  t.same(await may(), ['ok', 'ok', 'ok']);
  t.same(await may(policy(statement('iam:GetRole', TARGET))), ['ok', 'AccessDenied', 'ok']);
  t.same(await may(policy(statement('s3:*'))), ['AccessDenied', 'AccessDenied', 'ok']);
  const none = policy({ ...statement('*'), Effect: 'Deny' });
  t.same(await may(none), ['AccessDenied', 'AccessDenied', 'ok'], 'GetCallerIdentity answers even under Deny *');
});

t.test('a session policy on the caller limits which roles it can assume, and how', async t => {
  const { aws, vendor } = await setting(t);
  const service = { AWS: `arn:aws:iam::${VENDOR}:role/service` };
  const policies = { assume: policy(statement('sts:*')) };
  aws.addRole(VENDOR, { roleName: 'service', trustPolicy: trust({ AWS: BROKER }), policies });
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust(service) });
  const mustHaveId = policy(statement('sts:AssumeRole', '*', { Condition: { Null: { 'sts:ExternalId': 'false' } } }));
  const open = (Policy: object) => assume(vendor.sts, { RoleArn: service.AWS, Policy: JSON.stringify(Policy) });
  const issue = clients(aws.url, (await open(mustHaveId)).keys);
  t.equal((await assume(issue.sts, RIGHT)).code, 'ok');
  t.equal((await assume(issue.sts, {})).code, 'AccessDenied');
  const check = clients(aws.url, (await open(policy(statement('sts:AssumeRole')))).keys);
  t.equal((await assume(check.sts, {})).code, 'ok');
});

t.test('a chained session lasts an hour at most, and its source identity stays', async t => {
  const { aws, vendor } = await setting(t);
  const both = ['sts:AssumeRole', 'sts:SetSourceIdentity'];
  const service = `arn:aws:iam::${VENDOR}:role/service`;
  const policies = { assume: policy(statement('sts:*')) };
  aws.addRole(VENDOR, { roleName: 'service', trustPolicy: trust({ AWS: BROKER }, undefined, both), policies });
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: service }), maxSessionDuration: 43200 });
  const plain = clients(aws.url, (await assume(vendor.sts, { RoleArn: service })).keys);
  t.equal((await assume(plain.sts, { DurationSeconds: 3600 })).code, 'ok');
  t.match(
    (await assume(plain.sts, { DurationSeconds: 3601 })).message,
    /1 hour session limit for roles assumed by role chaining/,
  );
  const named = clients(aws.url, (await assume(vendor.sts, { RoleArn: service, SourceIdentity: 'jane' })).keys);
  t.match((await assume(named.sts, {})).message, /sts:SetSourceIdentity/, 'inherited, so the next role must accept it');
  aws.setTrustPolicy(TARGET, trust({ AWS: service }, undefined, both));
  t.equal((await assume(named.sts, {})).code, 'ok');
  t.equal((await assume(named.sts, { SourceIdentity: 'joe' })).code, 'AccessDenied');
  t.match(aws.sessions().at(-1), {
    sourceIdentity: 'jane',
    callerArn: `arn:aws:sts::${VENDOR}:assumed-role/service/test-session`,
  });
});

t.test('SourceIdentity and tags need their own permission on both sides', async t => {
  const { aws, vendor } = await setting(t);
  const only = clients(aws.url, aws.addUser(VENDOR, 'only', { p: policy(statement('sts:AssumeRole')) }));
  const condition = { StringLike: { 'sts:SourceIdentity': 'drawbridge-*' } };
  const set = { Effect: 'Allow', Principal: { AWS: VENDOR }, Action: 'sts:SetSourceIdentity', Condition: condition };
  const assumeIt = trust({ AWS: VENDOR }, WITH_ID).Statement[0]!;
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: policy(assumeIt) });
  const named = { ...RIGHT, SourceIdentity: 'drawbridge-x' };
  t.equal((await assume(vendor.sts, named)).code, 'AccessDenied', 'the trust policy does not allow it');
  aws.setTrustPolicy(TARGET, policy(assumeIt, set));
  t.equal((await assume(vendor.sts, named)).code, 'ok');
  t.equal((await assume(vendor.sts, { ...named, SourceIdentity: 'someone' })).code, 'AccessDenied');
  t.equal((await assume(only.sts, named)).code, 'AccessDenied', 'the caller may not set it');
  t.equal((await assume(only.sts, RIGHT)).code, 'ok');
  t.equal((await assume(vendor.sts, { ...RIGHT, Tags: [{ Key: 'a', Value: 'b' }] })).code, 'AccessDenied');
});

t.test('within one account naming the caller in the trust policy is enough, naming the account is not', async t => {
  const { aws } = await setting(t);
  const target = { RoleArn: `arn:aws:iam::${VENDOR}:role/control` };
  const bare = clients(aws.url, aws.addUser(VENDOR, 'bare', {}));
  const able = clients(aws.url, aws.addUser(VENDOR, 'able', { p: policy(statement('sts:AssumeRole')) }));
  const deny = policy({ ...statement('sts:AssumeRole'), Effect: 'Deny' });
  const barred = clients(aws.url, aws.addUser(VENDOR, 'barred', { p: deny }));
  const users = ['bare', 'able', 'barred'].map(name => `arn:aws:iam::${VENDOR}:user/${name}`);
  const outcomes = async () => {
    const all = await Promise.all([bare, able, barred].map(one => assume(one.sts, target)));
    return all.map(outcome => outcome.code);
  };
  aws.addRole(VENDOR, { roleName: 'control', trustPolicy: trust({ AWS: users }) });
  t.same(await outcomes(), ['ok', 'ok', 'AccessDenied']);
  aws.addRole(VENDOR, { roleName: 'control', trustPolicy: trust({ AWS: VENDOR }) });
  t.same(await outcomes(), ['AccessDenied', 'ok', 'AccessDenied']);
  aws.addRole(VENDOR, { roleName: 'service', trustPolicy: trust({ AWS: users }), policies: {} });
  const service = `arn:aws:iam::${VENDOR}:role/service`;
  const Policy = JSON.stringify(policy(statement('s3:*')));
  const limited = clients(aws.url, (await assume(bare.sts, { RoleArn: service, Policy })).keys);
  const free = clients(aws.url, (await assume(bare.sts, { RoleArn: service })).keys);
  aws.addRole(VENDOR, { roleName: 'control', trustPolicy: trust({ AWS: service }) });
  t.equal((await assume(free.sts, target)).code, 'ok');
  t.equal(
    (await assume(limited.sts, target)).code,
    'AccessDenied',
    'with the role as principal the session policy still applies',
  );
  const session = `arn:aws:sts::${VENDOR}:assumed-role/service/test-session`;
  aws.addRole(VENDOR, { roleName: 'control', trustPolicy: trust({ AWS: session }) });
  t.equal((await assume(limited.sts, target)).code, 'ok', 'with the session as principal it does not');
});

t.test('a deleted trusted role appears as its unique ID, and a new one of its name is not trusted', async t => {
  const { aws, vendor } = await setting(t);
  const service = `arn:aws:iam::${VENDOR}:role/service`;
  const seed = {
    roleName: 'service',
    trustPolicy: trust({ AWS: BROKER }),
    policies: { assume: policy(statement('sts:*')) },
  };
  const { roleId } = aws.addRole(VENDOR, seed);
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: service }) });
  const viaService = async () => {
    const { keys } = await assume(vendor.sts, { RoleArn: service });
    return (await assume(clients(aws.url, keys).sts, {})).code;
  };
  t.equal(await viaService(), 'ok');
  t.match(JSON.stringify(aws.role(TARGET)?.trustPolicy), service);
  aws.deleteRole(service);
  t.match(JSON.stringify(aws.role(TARGET)?.trustPolicy), `"${roleId}"`);
  t.not(aws.addRole(VENDOR, seed).roleId, roleId);
  t.equal(await viaService(), 'AccessDenied');
  t.match(JSON.stringify(aws.role(TARGET)?.trustPolicy), `"${roleId}"`);
});

t.test("a success is in both accounts' trails, a refusal only in the caller's, secrets in neither", async t => {
  const { aws, vendor } = await setting(t);
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }, WITH_ID) });
  const made = await assume(vendor.sts, RIGHT);
  await assume(vendor.sts, { ExternalId: WRONG_ID });
  const of = (account: string) => aws.events(account).filter(event => event.eventName === 'AssumeRole');
  const [ours, refused] = of(VENDOR);
  const theirs = of(CUSTOMER);
  t.equal(theirs.length, 1);
  t.match(theirs[0]?.userIdentity, { type: 'AWSAccount', accountId: VENDOR });
  t.match(theirs[0], {
    recipientAccountId: CUSTOMER,
    sharedEventID: ours?.sharedEventID,
    requestParameters: { roleSessionName: 'test-session', externalId: RIGHT_ID },
  });
  t.match(ours?.userIdentity, { type: 'IAMUser', arn: BROKER, userName: 'broker' });
  t.match(refused, { errorCode: 'AccessDenied', errorMessage: REFUSED, responseElements: null });
  t.notMatch(JSON.stringify([...of(VENDOR), ...theirs]), made.keys.secretAccessKey);
  t.equal(aws.events(OUTSIDER).length, 0);
});

t.test('a bad signature, an unknown key, a changed token and an expired session each have their code', async t => {
  const clock = movableClock();
  const { aws, vendor } = await setting(t, { clock });
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }) });
  const { keys } = await assume(vendor.sts, { DurationSeconds: 900 });
  const ask = (given: typeof keys) => refusalOf(clients(aws.url, given).sts.send(new GetCallerIdentityCommand({})));
  t.equal((await ask({ ...vendor.keys, secretAccessKey: 'x' })).code, 'SignatureDoesNotMatch');
  t.equal((await ask({ ...vendor.keys, accessKeyId: 'AKIAXXXXXXXXXXXXXXXX' })).code, 'InvalidClientTokenId');
  t.equal((await ask({ ...keys, sessionToken: `x${keys.sessionToken}` })).code, 'InvalidClientTokenId');
  t.equal(
    (await ask({ accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey })).code,
    'InvalidClientTokenId',
  );
  t.equal((await ask(keys)).code, 'ok');
  clock.advance(900);
  t.equal((await ask(keys)).code, 'ExpiredToken');
});

t.test('a restart from its file restores everything', async t => {
  const stateFile = join(tmpdir(), `local-aws-${process.pid}.json`);
  t.teardown(() => rm(stateFile, { force: true }));
  const first = await startSetting({ stateFile });
  const { roleId } = first.aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }) });
  const { keys } = await assume(first.vendor.sts, {});
  await first.aws.close();
  t.match(await readFile(stateFile, 'utf8'), roleId);
  const second = await setting(t, { stateFile });
  t.same(second.vendor.keys, first.vendor.keys, 'the same keys for the same user');
  t.equal(second.aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }) }).roleId, roleId);
  t.equal((await assume(second.vendor.sts, {})).assumedRoleId, `${roleId}:test-session`);
  const { sts } = clients(second.aws.url, keys);
  t.equal((await sts.send(new GetCallerIdentityCommand({}))).Account, CUSTOMER, 'a session survives the restart');
  t.equal(second.aws.sessions().length, 2);
});
