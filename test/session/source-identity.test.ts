// A service whose own credentials have a source identity: AWS keeps it through every session created from them,
// unchanged. The kit finds it at start, reports whose fault it is, and never takes it for a customer's refusal.
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import t, { type Test } from 'tap';
import { makeAssumeRole } from '../../api/aws/assume-role.js';
import { makeReach } from '../../api/aws/clients.js';
import { makeCallerSessions } from '../../api/broker/caller-sessions.js';
import { compose } from '../../api/compose.js';
import { checkOwnCredentials } from '../../api/operations/probe/own-credentials.js';
import type { Ports } from '../../api/ports/ports.js';
import { brokerRoleArn, vendorAccountId, vendorPolicies } from '../../deploy/local/vendor-account.js';
import { checked, connectionOf, provenConnection, requestNewSession } from '../helpers/customer.js';
import { newWorld, type World } from '../helpers/world.js';

const serviceRoleArn = `arn:aws:iam::${vendorAccountId}:role/service`;
const both = ['sts:AssumeRole', 'sts:SetSourceIdentity'];
const allow = (Action: string | string[], more: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, ...more }],
});

/** The same service, run in a session of a role. The caller that opened it may have set a source identity. */
async function runAs(t: Test, world: World, broker: 'may be named' | 'as printed', SourceIdentity?: string) {
  const { aws, clock, config } = world;
  const everywhere = { Resource: '*' };
  const starter = aws.addUser(vendorAccountId, 'starter', { all: allow(both, everywhere) });
  const trusting = (arn: string, actions: string | string[]) => allow(actions, { Principal: { AWS: arn } });
  aws.addRole(vendorAccountId, {
    roleName: 'service',
    trustPolicy: trusting(`arn:aws:iam::${vendorAccountId}:user/starter`, both),
    policies: { own: allow(both, everywhere) },
  });
  const actions = broker === 'may be named' ? both : 'sts:AssumeRole';
  aws.setTrustPolicy(brokerRoleArn, trusting(serviceRoleArn, actions));
  const sts = new STSClient({ region: 'us-east-1', endpoint: aws.url, credentials: starter });
  t.teardown(() => sts.destroy());
  const started = await sts.send(
    new AssumeRoleCommand({
      RoleArn: serviceRoleArn,
      RoleSessionName: 'task-1',
      ...(SourceIdentity && { SourceIdentity }),
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = started.Credentials!;
  const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
  const lines: string[] = [];
  const line = (facts: object, message: string) => void lines.push(`${JSON.stringify(facts)} ${message}`);
  const kit = compose({ ...config, credentials }, { info: line, warn: line, error: line }, { clock });
  t.teardown(kit.close);
  const warnings = () => lines.filter(each => /own AWS credentials have a source identity/.test(each));
  return { there: { ...world, ports: kit.ports }, ports: kit.ports, warnings, lines, credentials };
}

const checkOwn = (ports: Ports) => checkOwnCredentials(ports, new AbortController().signal);

for (const broker of ['as printed', 'may be named'] as const) {
  t.test(`it is reported at start, and no customer is blamed: the broker's trust ${broker}`, async t => {
    const world = await newWorld(t);
    const where = await provenConnection(world);
    const before = await connectionOf(world, where);
    const { there, ports, warnings, lines, credentials } = await runAs(t, world, broker, 'jane');
    await checkOwn(ports);
    t.equal(warnings().length, 1);
    t.match(
      warnings()[0],
      /The vendor must fix this, not the customers.*without a source identity.*docs\/vendor-stack\.md/,
    );
    if (broker === 'may be named')
      t.match(lines.join('\n'), /"sourceIdentity":"jane"/, 'names the owner, if AWS states it');

    await t.rejects(requestNewSession(there, where), { code: 'vendor_caller_unavailable' });
    const { result } = await checked(there, where);
    t.match(result, { conclusive: false, reason: 'vendor_caller' });
    const { value, revision } = await connectionOf(world, where);
    t.strictSame([value, revision], [before.value, before.revision]);
    for (const secret of [credentials.secretAccessKey, credentials.sessionToken])
      t.notOk(lines.join('\n').includes(secret));
  });
}

t.test('a session without one causes no warning', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const { there, ports, warnings, lines } = await runAs(t, world, 'may be named');
  await checkOwn(ports);
  t.strictSame([warnings(), lines], [[], []]);
  t.ok(await requestNewSession(there, where));
});

t.test("if AWS's answer does not name it, the control role shows it", async t => {
  const world = await newWorld(t);
  const { ports, warnings, credentials } = await runAs(t, world, 'may be named', 'jane');
  const reach = makeReach({ endpointIn: () => world.aws.url, timeoutMs: 10_000 });
  t.teardown(() => reach.close());
  const assumeRole = makeAssumeRole(reach);
  const { clock, ids, log } = ports;
  const { accounts: vendorAccounts, region } = ports.vendor.partitions[0];
  const callers = makeCallerSessions({
    ...{ clock, ids, log, partition: 'aws', vendorAccounts, region, brokerRoleArn },
    service: async () => credentials,
    async assumeRole(as, input) {
      const outcome = await assumeRole(as, input);
      if (outcome.kind === 'assumed') delete outcome.inheritedSourceIdentity;
      return outcome;
    },
  });
  await checkOwn({ ...ports, callers: { in: () => callers } });
  t.equal(warnings().length, 1);
});

t.test('AWS is called again until it answers', async t => {
  const world = await newWorld(t);
  const { ports, warnings } = await runAs(t, world, 'as printed', 'jane');
  world.aws.fail({ service: 'sts', call: 1, kind: 'throttle' });
  await checkOwn(ports);
  t.equal(warnings().length, 1);
});

t.test('the printed policies let no caller set one on the way to the broker role', async t => {
  t.notMatch(JSON.stringify([vendorPolicies.broker.trust, vendorPolicies.control]), 'SetSourceIdentity');
});
