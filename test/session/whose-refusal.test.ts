// A refusal on the hot path: whose fault it is. When our own broker role or its session is the cause, no customer is
// blamed, sessions in use stay, and nobody has to wait until the session would have been renewed.
import t, { type Test } from 'tap';
import { brokerPolicy, brokerRoleArn, controlRoleArn } from '../../deploy/local/vendor-account.js';
import { backend } from '../helpers/callers.js';
import { checked, provenConnection, requestSession } from '../helpers/customer.js';
import { newWorld } from '../helpers/world.js';

async function stage(t: Test, connections = 2) {
  const world = await newWorld(t);
  // One after the other: they are in one account, so support approves the later ones.
  const where = [await provenConnection(world)];
  while (where.length < connections) where.push(await provenConnection(world));
  return { world, where };
}

const policyName = 'AssumeCustomerRoles';

t.test(
  'the broker role loses its policy: every tenant hears that the fault is ours, and no role is blamed',
  async t => {
    const { world, where } = await stage(t, 3);
    const [first] = where;
    const held = await requestSession(world, first!);
    world.clock.advance(480_000);
    world.aws.deleteRolePolicy(brokerRoleArn, policyName);
    const again = await requestSession(world, first!);
    await world.ports.background.idle();
    t.equal(again.accessKeyId, held.accessKeyId, 'a session in use is issued on');
    const before = world.aws.events('444455556666').length;
    const refused = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => requestSession(world, where[n % 3]!, backend, 901 + n)),
    );
    for (const each of refused)
      t.match(each, { reason: { code: 'vendor_caller_unavailable', options: { retryAfterSeconds: Number } } });
    const controls = world.aws.events('444455556666').length - before;
    t.ok(controls <= 4, `one call of the control role answers for all refusals of that moment: ${controls} calls`);

    world.aws.putRolePolicy(brokerRoleArn, policyName, brokerPolicy);
    world.clock.advance(6000);
    for (const each of where) t.ok(await requestSession(world, each, backend, 1000), 'no refusal is remembered');
  },
);

t.test('our session was revoked: a request opens a new one and gets credentials', async t => {
  const { world, where } = await stage(t);
  await requestSession(world, where[0]!);
  world.clock.advance(60_000);
  // As the button "Revoke active sessions" of the IAM console writes it.
  world.aws.putRolePolicy(brokerRoleArn, 'AWSRevokeOlderSessions', {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { DateLessThan: { 'aws:TokenIssueTime': world.clock.now().toISOString() } },
    },
  });
  world.clock.advance(60_000);
  const requests = where.map(each => requestSession(world, each, backend, 1200));
  t.equal((await Promise.all(requests)).length, 2);
  const check = await checked(world, where[0]!);
  t.match(check, { result: { verdict: { outcome: 'admitted' } } }, 'a check does not blame the role either');
});

t.test('the role itself refuses: the control role answers, and the customer is named', async t => {
  const { world, where } = await stage(t);
  const [closed, open] = where;
  world.aws.setTrustPolicy(closed!.roleArn, {
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' },
  });
  await t.rejects(requestSession(world, closed!), { code: 'role_refused_us' });
  t.ok(await requestSession(world, open!));
});

t.test('while AWS does not say whose fault it is, nobody is blamed', async t => {
  const { world, where } = await stage(t, 1);
  const restore = [
    world.aws.fail({ roleArn: where[0]!.roleArn, kind: 'access-denied' }),
    world.aws.fail({ roleArn: controlRoleArn, kind: 'throttle' }),
  ];
  await t.rejects(requestSession(world, where[0]!), { code: 'aws_unavailable' });
  for (const each of restore) each();
  t.ok(await requestSession(world, where[0]!), 'the refusal is not remembered');
});

t.test('STS is off for our region in the account: an answer of its own, and no fast retry', async t => {
  const { world, where } = await stage(t, 1);
  const restore = world.aws.fail({ roleArn: where[0]!.roleArn, kind: 'region-disabled' });
  await t.rejects(requestSession(world, where[0]!), {
    code: 'sts_region_disabled',
    options: { retryAfterSeconds: 60 },
  });
  const check = await checked(world, where[0]!);
  t.match(check, { result: { conclusive: false, causes: { left: [{ code: 'sts_region_disabled' }] } } });
  const read = async () => {
    const url = `/v1/tenants/${where[0]!.tenantId}/connections/${where[0]!.connectionId}`;
    const answer = await world.app.inject({ url, headers: { authorization: `Bearer ${world.keys.backend}` } });
    return answer.json() as { stsDisabledSince?: string };
  };
  const { stsDisabledSince } = await read();
  t.ok(stsDisabledSince, 'the connection shows it');
  world.clock.advance(60_000);
  await checked(world, where[0]!);
  t.equal((await read()).stsDisabledSince, stsDisabledSince, 'since the first time');
  restore();
  t.ok(await requestSession(world, where[0]!));
  await checked(world, where[0]!);
  t.equal((await read()).stsDisabledSince, undefined, 'until a check has seen that it is on');
});
