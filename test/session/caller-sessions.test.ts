// The caller sessions: opened once, renewed by the clock, kept through a failed renewal. Also end to end against the
// local AWS: service key, broker role under its session policies, customer's role.
import t, { type Test } from 'tap';
import { makeAssumeRole } from '../../api/aws/assume-role.js';
import { makeReach } from '../../api/aws/clients.js';
import { makePublishTemplate } from '../../api/aws/publish-template.js';
import { makeReadRole } from '../../api/aws/read-role.js';
import { checkSessionPolicy, issueSessionPolicy } from '../../api/broker/caller-policies.js';
import { makeCallerSessions } from '../../api/broker/caller-sessions.js';
import { partitions } from '../../api/core/iam/arn.js';
import type { AssumeOutcome } from '../../api/core/iam/assume-role.js';
import type { AssumeInput, CallerSession, Credentials } from '../../api/ports/aws.js';
import { startLocalAws } from '../../deploy/local/aws/server.js';

const vendor = '111122223333';
const customer = '210987654321';
const brokerRoleArn = `arn:aws:iam::${vendor}:role/drawbridge-broker`;
const strangerRoleArn = `arn:aws:iam::${vendor}:role/outsider`;
const externalId = '0f8b6a52-9a1c-4d38-8a53-5b9a8f1f2c77';
const serviceKey: Credentials = { accessKeyId: 'AKIASERVICE', secretAccessKey: 'kept-secret' };
const throttled: AssumeOutcome = { kind: 'inconclusive', why: 'throttled', awsCode: 'Throttling' };

function movedClock() {
  let now = Date.now();
  return {
    now: () => new Date(now),
    pass: (span: { minutes?: number; seconds?: number }) => {
      now += (span.minutes ?? 0) * 60_000 + (span.seconds ?? 0) * 1000;
    },
  };
}

/** Caller sessions over an AssumeRole that `answer` plays; every call and every log line is recorded. */
function playedSessions(answer: (count: number) => AssumeOutcome | Promise<AssumeOutcome>) {
  const clock = movedClock();
  const calls: { as: Credentials; input: AssumeInput }[] = [];
  const lines: unknown[] = [];
  const keep = (facts: unknown, message: string) => void lines.push([facts, message]);
  const needs = {
    clock,
    log: { info: keep, warn: keep, error: keep },
    assumeRole: async (as: Credentials, input: AssumeInput) => answer(calls.push({ as, input })),
    service: async () => serviceKey,
    brokerRoleArn,
    partition: 'aws' as const,
    vendorAccounts: [vendor],
    region: 'eu-west-1',
  };
  return { clock, calls, lines, needs, sessions: makeCallerSessions(needs) };
}

function opened(count: number): AssumeOutcome {
  return {
    kind: 'assumed',
    accessKeyId: `ASIA${count}`,
    secretAccessKey: `secret-${count}`,
    sessionToken: `token-${count}`,
    expiresAt: new Date(0).toISOString(),
    assumedRoleArn: `arn:aws:sts::${vendor}:assumed-role/drawbridge-broker/${count}`,
    roleUniqueId: 'AROAEXAMPLEEXAMPLE123',
  };
}

const keyOf = (session: CallerSession) => (session.ok ? session.credentials.accessKeyId : session.reason);

t.test('fifty concurrent callers wait for one call and get one session', async t => {
  const { sessions, calls } = playedSessions(opened);
  const all = await Promise.all(Array.from({ length: 50 }, () => sessions.get('issue')));
  t.equal(calls.length, 1);
  t.equal(new Set(all).size, 1);
  t.strictSame(all[0], {
    ok: true,
    credentials: { accessKeyId: 'ASIA1', secretAccessKey: 'secret-1', sessionToken: 'token-1' },
    arn: `arn:aws:sts::${vendor}:assumed-role/drawbridge-broker/1`,
  });
});

t.test('issuing, checks and each stranger have separate sessions', async t => {
  const { sessions, calls } = playedSessions(opened);
  const other = `arn:aws:iam::${vendor}:role/other`;
  const ask = async () => [
    keyOf(await sessions.get('issue')),
    keyOf(await sessions.get('check')),
    keyOf(await sessions.stranger(strangerRoleArn)),
    keyOf(await sessions.stranger(other)),
  ];
  t.strictSame(await ask(), ['ASIA1', 'ASIA2', 'ASIA3', 'ASIA4']);
  t.strictSame(await ask(), ['ASIA1', 'ASIA2', 'ASIA3', 'ASIA4']);
  const common = { use: 'caller', durationSeconds: 3600, region: 'eu-west-1' };
  const issue = { roleArn: brokerRoleArn, sessionPolicy: issueSessionPolicy('aws') };
  const check = { roleArn: brokerRoleArn, sessionPolicy: checkSessionPolicy('aws') };
  t.strictSame(calls, [
    { as: serviceKey, input: { ...common, ...issue, sessionName: 'drawbridge' } },
    { as: serviceKey, input: { ...common, ...check, sessionName: 'drawbridge' } },
    {
      as: serviceKey,
      input: { ...common, ...check, roleArn: strangerRoleArn, sessionName: 'drawbridge' },
    },
    { as: serviceKey, input: { ...common, ...check, roleArn: other, sessionName: 'drawbridge' } },
  ]);
});

t.test("a stranger outside the vendor's accounts is never opened", async t => {
  const { sessions, calls } = playedSessions(opened);
  for (const arn of [`arn:aws:iam::${customer}:role/drawbridge-abc-1`, 'not an arn']) {
    const refused = { ok: false, reason: { kind: 'inconclusive', why: 'request_invalid' } };
    t.strictSame(await sessions.stranger(arn), refused);
  }
  t.equal(calls.length, 0);
});

t.test('a session is used until eleven minutes before its end and then renewed', async t => {
  const { sessions, calls, clock } = playedSessions(opened);
  await sessions.get('issue');
  clock.pass({ minutes: 49 });
  t.equal(keyOf(await sessions.get('issue')), 'ASIA1');
  clock.pass({ seconds: 1 });
  t.equal(keyOf(await sessions.get('issue')), 'ASIA2');
  clock.pass({ minutes: 49 });
  t.equal(keyOf(await sessions.get('issue')), 'ASIA2', 'the hour of the new one counts from its own start');
  t.equal(calls.length, 2);
});

t.test('during a renewal all other callers use the existing session', async t => {
  let answer: (outcome: AssumeOutcome) => void = () => {};
  const later = new Promise<AssumeOutcome>(resolve => {
    answer = resolve;
  });
  const { sessions, calls, clock } = playedSessions(count => (count === 1 ? opened(1) : later));
  await sessions.get('issue');
  clock.pass({ minutes: 55 });
  const renewing = sessions.get('issue');
  t.equal(keyOf(await sessions.get('issue')), 'ASIA1');
  answer(opened(2));
  t.equal(keyOf(await renewing), 'ASIA2');
  t.equal(keyOf(await sessions.get('issue')), 'ASIA2');
  t.equal(calls.length, 2);
});

t.test('when a renewal fails the old session stays in use, and AWS is called again a minute later', async t => {
  const { sessions, calls, clock } = playedSessions(count => (count === 2 ? throttled : opened(count)));
  await sessions.get('issue');
  clock.pass({ minutes: 50 });
  t.equal(keyOf(await sessions.get('issue')), 'ASIA1');
  clock.pass({ seconds: 59 });
  t.equal(keyOf(await sessions.get('issue')), 'ASIA1');
  t.equal(calls.length, 2, 'not called again within the minute');
  clock.pass({ seconds: 1 });
  t.equal(keyOf(await sessions.get('issue')), 'ASIA3');
});

t.test('an expired session is not returned, whatever its renewal returns, and the next call may succeed', async t => {
  const { sessions, clock } = playedSessions(count => (count === 1 || count > 3 ? opened(count) : throttled));
  await sessions.get('check');
  clock.pass({ minutes: 58, seconds: 59 });
  t.equal(keyOf(await sessions.get('check')), 'ASIA1');
  clock.pass({ seconds: 1 });
  t.strictSame(await sessions.get('check'), { ok: false, reason: throttled });
  t.equal(keyOf(await sessions.get('check')), 'ASIA4');
});

t.test('after a failure every waiting caller gets it, and the next one opens the session', async t => {
  const { sessions, calls } = playedSessions(count => (count === 1 ? { kind: 'refused' } : opened(count)));
  const all = await Promise.all(Array.from({ length: 50 }, () => sessions.get('issue')));
  t.strictSame(new Set(all.map(session => session.ok)), new Set([false]));
  t.strictSame(all[0], { ok: false, reason: { kind: 'refused' } });
  t.equal(calls.length, 1);
  t.equal(keyOf(await sessions.get('issue')), 'ASIA2');
});

t.test('a forgotten session is opened again, even if it was just being opened', async t => {
  const { sessions, calls } = playedSessions(opened);
  await sessions.get('issue');
  sessions.forget();
  t.equal(keyOf(await sessions.get('issue')), 'ASIA2');
  const underWay = sessions.get('check');
  sessions.forget();
  t.equal(keyOf(await underWay), 'ASIA3');
  t.equal(keyOf(await sessions.get('check')), 'ASIA4');
  t.equal(calls.length, 4);
});

t.test('without service credentials there is no session, no call and no secret in the log', async t => {
  const { needs, calls, lines } = playedSessions(opened);
  let works = false;
  const service = async () => {
    if (!works) throw new Error(`cannot use ${serviceKey.secretAccessKey}`);
    return serviceKey;
  };
  const sessions = makeCallerSessions({ ...needs, service });
  const reason = { kind: 'inconclusive', why: 'vendor_credentials' };
  t.strictSame(await sessions.get('issue'), { ok: false, reason });
  t.equal(calls.length, 0);
  t.not(lines.length, 0);
  t.notMatch(JSON.stringify(lines), serviceKey.secretAccessKey);
  works = true;
  t.equal(keyOf(await sessions.get('issue')), 'ASIA1');
});

t.test("the session policies fit AWS's limit, and differ only in the external ID", async t => {
  for (const partition of partitions) {
    const issue = issueSessionPolicy(partition);
    const check = checkSessionPolicy(partition);
    for (const policy of [issue, check]) t.ok(JSON.stringify(policy).length <= 2048);
    t.match(JSON.stringify(issue), `arn:${partition}:iam::*:role/*drawbridge-*`);
    const { Condition, Sid: _sid, ...assume } = issue.Statement[0]!;
    const { Sid: _other, ...unconditional } = check.Statement[0]!;
    t.strictSame(Condition, { Null: { 'sts:ExternalId': 'false' } });
    t.strictSame(assume, unconditional);
    t.strictSame(issue.Statement.slice(1), check.Statement.slice(1));
  }
});

const allow = (Action: string | string[], Resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource }],
});

function trustOf(principal: string, conditions: { externalId?: string } = {}) {
  const Condition = conditions.externalId && { StringEquals: { 'sts:ExternalId': conditions.externalId } };
  const Principal = { AWS: principal };
  const assume = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...(Condition && { Condition }) };
  const nameSource = { Effect: 'Allow', Principal, Action: 'sts:SetSourceIdentity' };
  return { Version: '2012-10-17', Statement: [assume, nameSource] };
}

/** A vendor whose roles may assume any role at all, so that our sessions alone cause each refusal. */
async function localWorld(t: Test) {
  const clock = movedClock();
  const aws = await startLocalAws({ clock });
  const reach = makeReach({ endpointIn: () => aws.url, timeoutMs: 10_000 });
  t.teardown(async () => {
    reach.close();
    await aws.close();
  });
  aws.addAccount(vendor);
  aws.addAccount(customer);
  const key = aws.addUser(vendor, 'drawbridge-service', { all: allow(['sts:AssumeRole', 's3:PutObject'], '*') });
  const user = `arn:aws:iam::${vendor}:user/drawbridge-service`;
  const policies = { all: allow(['sts:AssumeRole', 'sts:SetSourceIdentity'], '*') };
  aws.addRole(vendor, { roleName: 'drawbridge-broker', trustPolicy: trustOf(user), policies });
  aws.addRole(vendor, { roleName: 'outsider', trustPolicy: trustOf(user), policies });
  const assumeRole = makeAssumeRole(reach);
  const { needs } = playedSessions(opened);
  const sessions = makeCallerSessions({ ...needs, clock, assumeRole, service: async () => key });
  const ask = async (session: CallerSession, roleArn: string, more: Partial<AssumeInput> = {}) => {
    if (!session.ok) throw new Error(`no session: ${JSON.stringify(session.reason)}`);
    const named = { use: 'probe', roleArn, sessionName: 'drawbridge-test' } as const;
    const input = { ...named, durationSeconds: 900, region: 'eu-west-1', ...more };
    return assumeRole(session.credentials, input);
  };
  const addRole = (roleName: string, trustPolicy: unknown, path = '/') =>
    aws.addRole(customer, { roleName, path, trustPolicy, policies: { read: allow('iam:*', '*') } }).arn;
  return { aws, clock, reach, key, sessions, ask, addRole };
}

t.test('from the service key over the broker role into a customer role, with its own external ID only', async t => {
  const { sessions, ask, addRole, aws, reach } = await localWorld(t);
  const role = addRole('acme-drawbridge-abc-1', trustOf(brokerRoleArn, { externalId }), '/some/path/');
  const issue = await sessions.get('issue');
  const assumed = await ask(issue, role, { externalId, sourceIdentity: 'drawbridge-acme' });
  t.match(assumed, { kind: 'assumed', roleUniqueId: aws.role(role)?.roleId });
  t.strictSame(await ask(issue, role), { kind: 'refused' });
  t.strictSame(await ask(issue, role, { externalId: externalId.toUpperCase() }), { kind: 'refused' });
  t.strictSame(await ask(await sessions.get('check'), role), { kind: 'refused' });
  t.strictSame(await ask(await sessions.stranger(strangerRoleArn), role, { externalId }), { kind: 'refused' });
  if (assumed.kind !== 'assumed') throw new Error('not assumed');
  const live = await makeReadRole(reach)(assumed, 'acme-drawbridge-abc-1', 'eu-west-1', {});
  t.match(live.role, { kind: 'read', value: { arn: role, path: '/some/path/', maxSessionSeconds: 3600 } });
  t.match(live.inline, { kind: 'read', value: [{ name: 'read', document: { kind: 'read' } }] });
  t.strictSame(live.attached, { kind: 'read', value: [] });
});

t.test(
  'the issue session cannot omit the external ID, even where the customer allows it; the check session can',
  async t => {
    const { sessions, ask, addRole } = await localWorld(t);
    const unsafe = addRole('drawbridge-abc-1', trustOf(brokerRoleArn));
    t.strictSame(await ask(await sessions.get('issue'), unsafe), { kind: 'refused' });
    t.match(await ask(await sessions.get('issue'), unsafe, { externalId }), { kind: 'assumed' });
    t.match(await ask(await sessions.get('check'), unsafe), { kind: 'assumed' });
  },
);

t.test("no caller session reaches a role outside the kit's name form", async t => {
  const { sessions, ask, addRole } = await localWorld(t);
  const role = addRole('Admin', trustOf('*'), '/drawbridge/');
  const all = [await sessions.get('issue'), await sessions.get('check'), await sessions.stranger(strangerRoleArn)];
  for (const session of all) t.strictSame(await ask(session, role, { externalId }), { kind: 'refused' });
});

t.test('a renewed session works, and the previous one has expired by then', async t => {
  const { sessions, ask, addRole, clock } = await localWorld(t);
  const role = addRole('drawbridge-abc-1', trustOf(brokerRoleArn, { externalId }));
  const first = await sessions.get('issue');
  clock.pass({ minutes: 61 });
  t.match(await ask(first, role, { externalId }), { kind: 'inconclusive', why: 'vendor_credentials' });
  t.match(await ask(await sessions.get('issue'), role, { externalId }), { kind: 'assumed' });
});

t.test('a template published twice is stored once, and its address opens it', async t => {
  const { aws, reach, key } = await localWorld(t);
  aws.addBucket(vendor, 'templates', { publicRead: true });
  const to = { partition: 'aws' as const, bucket: 'templates', s3Endpoint: aws.url, service: async () => key };
  const publish = makePublishTemplate(reach, to);
  const { url } = await publish('{"a":"é"}', 'us-east-1');
  t.strictSame(await publish('{"a":"é"}', 'us-east-1'), { url });
  t.equal(await (await fetch(url)).text(), '{"a":"é"}');
});
