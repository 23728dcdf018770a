// One installation that serves several partitions, each played by a local AWS of its own. A connection lives in one of
// them for its whole life: nothing of it is ever called or published in another.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import t, { type Test } from 'tap';
import { buildApp } from '../../api/app.js';
import { compose } from '../../api/compose.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { readDelivery, readGuide } from '../../api/operations/delivery/read-delivery.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import type { Issued } from '../../api/operations/session/issue-session.js';
import type { LocalAws } from '../../deploy/local/aws/server.js';
import { vendorAccountId, vendorPoliciesIn } from '../../deploy/local/vendor-account.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  requestNewSession,
  updateStack,
  type Where,
} from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const govCloud = { partition: 'aws-us-gov' } as const;

async function stage(t: Test) {
  const world = await newWorld(t, { otherPartitions: ['aws-us-gov'] });
  return { world, gov: world.inPartition('aws-us-gov') };
}

/** How often each role, user or bucket of an AWS was called so far. */
const callsOf = ({ aws }: Pick<World, 'aws'>) =>
  [vendorAccountId, '444455556666', customerAccount].map(account => aws.events(account).length);

/** The caller's ARN as STS of one local AWS names it. */
async function whoIn(t: Test, { aws }: Pick<World, 'aws'>, region: string, issued: Issued): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = issued;
  const sts = new STSClient({ region, endpoint: aws.url, credentials: { accessKeyId, secretAccessKey, sessionToken } });
  t.teardown(() => sts.destroy());
  return sts.send(new GetCallerIdentityCommand({})).then(
    ({ Arn }) => Arn!,
    error => String(error.name),
  );
}

const statusOf = async (url: string) => (await fetch(url)).status;

/** The same object in the bucket of another partition. */
const sameIn = ({ url }: LocalAws, templateUrl: string) => `${url}${new URL(templateUrl).pathname}`;

t.test(
  'a connection of GovCloud is delivered, proven, rotated and ended there; AWS elsewhere hears nothing',
  async t => {
    const { world, gov } = await stage(t);
    const where = await newConnection(world, await newTenant(world), {
      ...govCloud,
      permissionSetId: 'security-audit',
    });
    const before = callsOf(world);
    const delivery = await readDelivery(world.ports, backend, where);
    const link = new URL(delivery.launchUrl);
    t.equal(link.origin, gov.aws.url);
    t.equal(link.searchParams.get('region'), 'us-gov-west-1');
    t.match(link.hash, encodeURIComponent(delivery.templateUrl));
    t.match(delivery.createCommand, `--region us-gov-west-1`);
    t.equal(await statusOf(delivery.templateUrl), 200);
    t.not(await statusOf(sameIn(world.aws, delivery.templateUrl)), 200, 'nothing is published elsewhere');

    const roleArn = await launch(gov, where);
    t.match(roleArn, /^arn:aws-us-gov:iam::\d{12}:role\//);
    t.match(gov.aws.role(roleArn), {
      trustPolicy: { Statement: [{ Principal: { AWS: /^arn:aws-us-gov:iam::/ } }] },
      attachedPolicies: ['arn:aws-us-gov:iam::aws:policy/SecurityAudit'],
    });
    t.match((await checked(world, where)).result, { verdict: { outcome: 'admitted', findings: [] } });
    t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy' });
    const issued = await requestNewSession(world, where);
    t.match(await whoIn(t, gov, 'us-gov-west-1', issued), /^arn:aws-us-gov:sts::\d{12}:assumed-role\//);
    t.equal(await whoIn(t, world, 'us-east-1', issued), 'InvalidClientTokenId');

    await startRotation(world.ports, support, where, { reason: 'Yearly' });
    await updateStack(gov, where);
    t.ok(await requestNewSession(world, where));
    world.clock.advance(121_000);
    t.match((await checked(world, where)).result, { verdict: { outcome: 'admitted', findings: [] } });
    await suspendConnection(world.ports, support, where, 'Stop');
    await t.rejects(requestNewSession(world, where), { code: 'not_issuing' });
    const ended = await revokeConnection(world.ports, support, where, 'Over', { mayCheckClosed: true });
    t.ok(ended);
    gov.aws.deleteRole(roleArn);
    for (let check = 0; check < 5; check += 1) {
      const { due } = (await connectionOf(world, where)).notes;
      if (!due) break;
      world.clock.advance(Math.max(0, Date.parse(due.at) - world.clock.now().getTime()));
      await runDueWork(world.ports);
      await world.ports.background.idle();
    }
    t.match((await connectionOf(world, where)).value, { state: 'revoked', offboarding: { state: 'confirmed' } });
    t.same(callsOf(world), before, 'no call reached the other partition');
  },
);

const api = (world: World) => async (url: string, payload: object) => {
  const headers = { authorization: `Bearer ${world.keys.backend}` };
  const answer = await world.app.inject({ method: 'POST', url, headers, payload });
  return { status: answer.statusCode, ...(answer.json() as Record<string, unknown>) };
};

t.test(
  'create: no partition means the first; one that is not served and a vendor account there are refused',
  async t => {
    const { world } = await stage(t);
    const url = `/v1/tenants/${await newTenant(world)}/connections`;
    const create = (more: object) =>
      api(world)(url, { accountId: customerAccount, permissionSetId: 'cost-read', ...more });
    t.match(await create({}), { status: 201, partition: 'aws', roleArn: /^arn:aws:iam::/ });
    t.match(await create(govCloud), { status: 201, partition: 'aws-us-gov', roleArn: /^arn:aws-us-gov:iam::/ });
    t.match(await create({ partition: 'aws-cn' }), { status: 400, code: 'partition_not_served' });
    t.match(await create({ ...govCloud, accountId: vendorAccountId }), { status: 400, code: 'vendor_account' });
  },
);

t.test('every shipped permission set can be launched in GovCloud, and its values are of that partition', async t => {
  const { world, gov } = await stage(t);
  const tenantId = await newTenant(world);
  const key = (partition: string) =>
    `arn:${partition}:kms:us-gov-west-1:${customerAccount}:key/5c3dabec-0323-4991-9920-6ef025b799af`;
  const given = (Key: string) => ({ values: { Bucket: 'example-data', Prefix: 'reports/', Key } });
  for (const { id: permissionSetId, parameters } of world.ports.permissionSets.list()) {
    const create = (values = {}) => newConnection(world, tenantId, { ...govCloud, permissionSetId, ...values });
    if (parameters) await t.rejects(create(given(key('aws'))), { code: 'values_not_valid' });
    const where = await create(parameters && given(key('aws-us-gov')));
    const roleArn = await launch(gov, where);
    t.notMatch(JSON.stringify(gov.aws.role(roleArn)), /arn:aws:/, permissionSetId);
    if (permissionSetId !== 'data-bucket-read') continue;
    t.match((await checked(world, where)).result, { verdict: { outcome: 'admitted', findings: [] } });
  }
});

t.test('the same change of a role gives the same findings in each partition', async t => {
  const { world, gov } = await stage(t);
  const all = [
    { at: world, where: await provenConnection(world), partition: 'aws' },
    { at: gov, where: await provenConnection(gov, govCloud), partition: 'aws-us-gov' },
  ];
  const found = all.map(async ({ at, where, partition }) => {
    const { trustPolicy } = at.aws.role(where.roleArn) as { trustPolicy: { Statement: object[] } };
    const statements = ['320987654321', `arn:${partition}:iam::${vendorAccountId}:root`].map(account => ({
      Effect: 'Allow',
      Principal: { AWS: account },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'another' } },
    }));
    at.aws.setTrustPolicy(where.roleArn, { ...trustPolicy, Statement: [...trustPolicy.Statement, ...statements] });
    const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:${partition}:s3:::payroll/*` };
    at.aws.putRolePolicy(where.roleArn, 'Extra', { Version: '2012-10-17', Statement: [read] });
    world.clock.advance(60_000);
    await checked(world, where);
    const { health, findings } = (await connectionOf(world, where)).value;
    return { health, findings: findings.map(each => `${each.severity} ${each.code}`).sort() };
  });
  const [here, there] = await Promise.all(found);
  t.ok(here!.findings.length > 1, here!.findings.join());
  t.same(there, here);
});

t.test('our broker role is broken in one partition: credential requests fail there, and nowhere else', async t => {
  const { world, gov } = await stage(t);
  const [here, there] = [await provenConnection(world), await provenConnection(gov, govCloud)];
  const brokerArn = `arn:aws-us-gov:iam::${vendorAccountId}:role/drawbridge-broker`;
  gov.aws.deleteRolePolicy(brokerArn, 'AssumeCustomerRoles');
  for (const _ of [1, 2]) {
    await t.rejects(requestNewSession(world, there), { code: 'vendor_caller_unavailable' });
    t.ok(await requestNewSession(world, here));
  }
  gov.aws.putRolePolicy(brokerArn, 'AssumeCustomerRoles', vendorPoliciesIn('aws-us-gov').broker.AssumeCustomerRoles);
  world.aws.deleteRolePolicy(`arn:aws:iam::${vendorAccountId}:role/drawbridge-broker`, 'AssumeCustomerRoles');
  world.clock.advance(6000);
  t.ok(await requestNewSession(world, there));
  await t.rejects(requestNewSession(world, here), { code: 'vendor_caller_unavailable' });
});

/** The same table, served by an instance whose configuration no longer names GovCloud. */
async function withoutGovCloud(t: Test, world: World): Promise<World> {
  const { partitions } = world.config.vendor;
  const config = { ...world.config, vendor: { ...world.config.vendor, partitions: [partitions[0]] as const } };
  const kit = compose(config, world.ports.log, { clock: world.clock });
  await kit.prepare();
  const app = await buildApp(kit.ports, config, { stream: { write: () => {} }, pressure: { maxEventLoopDelay: 0 } });
  t.teardown(async () => {
    await kit.ports.background.idle();
    await app.close();
    await kit.close();
  });
  return { ...world, ports: kit.ports, config, app };
}

/** Opens a hand-off link; its page can be read from each instance. */
async function handOffPage(world: World, where: Where) {
  const { url } = await makeLink(world.ports, support, where, { kind: 'hand-off' });
  const opened = await world.app.inject(new URL(url).pathname);
  const cookie = opened.cookies.map(each => `${each.name}=${each.value}`).join('; ');
  return ({ app }: World) => app.inject({ url: String(opened.headers.location), headers: { cookie } });
}

t.test(
  'a partition leaves the configuration: nothing is issued or blamed, pages open, and every end lands',
  async t => {
    const { world, gov } = await stage(t);
    const one = await provenConnection(gov, govCloud);
    const other = await provenConnection(gov, govCloud, one.tenantId);
    const launched = await newConnection(world, one.tenantId, govCloud);
    const receipt = await handOffPage(world, launched);
    await launch(gov, launched);
    await checked(world, launched);
    const launchPage = await handOffPage(world, await newConnection(world, one.tenantId, govCloud));
    const here = await provenConnection(world);
    const less = await withoutGovCloud(t, world);
    const before = callsOf(gov);
    await t.rejects(requestNewSession(less, one), { code: 'vendor_caller_unavailable' });
    t.ok(await requestNewSession(less, here));
    t.match((await checked(less, one)).result, { conclusive: false });
    t.match((await connectionOf(less, one)).value, { state: 'verified', health: 'healthy' });

    const page = await managePage(less, one);
    for (const language of ['en', 'ja']) {
      t.match(await page.read(language), one.roleArn);
      t.match(await page.read(language, '/revoke'), 'mayCheckClosed');
    }
    for (const read of [launchPage, receipt]) {
      const { statusCode, body } = await read(less);
      t.equal(statusCode, 200, body);
    }
    await suspendConnection(less.ports, support, one, 'Stop');
    t.equal(
      (await page.send('revoke', { account: customerAccount, reason: 'Over', mayCheckClosed: 'yes' })).statusCode,
      303,
    );
    const ended = await page.read();
    t.match(ended, /delete-stack[\s\S]*--region us-gov-/);
    await revokeConnection(less.ports, support, other, 'Over');
    for (const each of [one, other]) t.match((await connectionOf(world, each)).value, { state: 'revoked' });
    t.same(callsOf(gov), before, 'GovCloud was not called');
  },
);

t.test('the European Sovereign Cloud: links, ARNs and hosts are its own, in AWS and in the guide', async t => {
  const world = await newWorld(t, { otherPartitions: ['aws-eusc'] });
  const sovereign = world.inPartition('aws-eusc');
  const where = await provenConnection(sovereign, { partition: 'aws-eusc' });
  const delivery = await readDelivery(world.ports, backend, where);
  t.equal(new URL(delivery.launchUrl).searchParams.get('region'), 'eusc-de-east-1');
  const issued = await requestNewSession(world, where);
  t.match(await whoIn(t, sovereign, 'eusc-de-east-1', issued), /^arn:aws-eusc:sts::/);
  const { markdown } = await readGuide(world.ports, backend, where);
  t.match(markdown, 'arn:aws-eusc:iam::');
  t.notMatch(markdown, /arn:aws:|us-east-1/);
});
