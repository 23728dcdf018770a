// The client against the real service and the local AWS: every operation, and AWS SDK clients with its credentials.
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import t, { type Test } from 'tap';
import { publishWaiting } from '../../api/operations/event/publish-events.js';
import { type Connection, type ConnectionRef, drawbridge } from '../../sdk/client/src/index.js';
import { launch, verifiedConnection } from '../helpers/customer.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';
import { errorOf, where } from './server.js';

/** The real service on a port of this machine, and a client for each kind of key. */
async function newService(t: Test) {
  const world = await newWorld(t);
  const url = await world.app.listen({ host: '127.0.0.1', port: 0 });
  const asked: string[] = [];
  const as = (apiKey: string) =>
    drawbridge({
      baseUrl: url,
      key: apiKey,
      now: () => world.clock.now().getTime(),
      wait: ms => world.clock.wait(ms),
      fetch: async (input, init) => {
        asked.push(`${init?.method} ${new URL(String(input)).pathname}`);
        return fetch(input, init);
      },
    });
  const { operator, support, backend, auditor } = world.keys;
  return { world, asked, operator: as(operator), support: as(support), backend: as(backend), auditor: as(auditor) };
}

async function collect<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

type Service = Awaited<ReturnType<typeof newService>>;

t.test('every operation has a method, and a connection lives its whole life through them', async t => {
  const service = await newService(t);
  const connection = await createAndDeliver(t, service);
  const { tenantId } = connection;
  const at = { tenantId, connectionId: connection.id };
  await launch(service.world, at);
  const { startedAt } = await proveAndFind(t, service, at, connection);
  await issueAndRead(t, service, at, startedAt);
  await refuseUpgradesAndRecordLegacy(t, service, at);
  await suspendAndRevoke(t, service, at);
  await readHistory(t, service, at);
  await manageKeys(t, service, tenantId, startedAt);
  await manageWebhooks(t, service, tenantId);
  t.match(await service.operator.tenants.close(tenantId, { reason: 'The end.' }), { state: 'closed' });
  await everyOperationWasCalled(t, service);
});

async function createAndDeliver(t: Test, { backend, support, auditor }: Service): Promise<Connection> {
  t.equal((await backend.health.live()).status, 'alive');
  t.equal((await backend.health.ready()).status, 'ready');
  t.match(await auditor.health.metrics(), /^drawbridge_asks_total\{/m);

  const { id: tenantId } = await backend.tenants.create({ name: 'Example', reference: 'crm-17' });
  t.match(await backend.tenants.get(tenantId), { name: 'Example', state: 'open' });
  t.match(await backend.tenants.update(tenantId, { name: 'Example Ltd', reference: null }), { name: 'Example Ltd' });
  t.equal((await collect(backend.tenants.list())).length, 1);
  const sets = await collect(backend.permissionSets.list());
  t.match(await backend.permissionSets.get('cost-read', { version: sets[0]!.version }), { id: 'cost-read' });

  const made = await backend.connections.create(tenantId, { accountId: customerAccount, permissionSetId: 'cost-read' });
  const at = { tenantId, connectionId: made.id };
  t.match(await backend.connections.update(at, { maxSessionSeconds: 1800 }), { maxSessionSeconds: 1800 });
  t.match(await support.connections.review(at, { approve: true, reason: 'A subsidiary.' }), { state: 'pending' });
  t.equal((await backend.delivery.launchAgain(at)).launch, 2);
  const { launchUrl, fingerprint } = await backend.delivery.get(at);
  t.match(launchUrl, /stackName=drawbridge-[a-z0-9]{12}-2$/);
  const template = await backend.delivery.template(at);
  t.type(template, 'string');
  t.match(template, fingerprint);
  t.match(await backend.delivery.terraform(at), /^resource "aws_iam_role" "drawbridge"/m);
  t.match(await backend.delivery.guide(at), /^# /m);
  t.match(await backend.delivery.guide(at, { format: 'html' }), /<h1>Deployment guide/);
  const link = await backend.links.create(at, { kind: 'hand-off' });
  t.match(link.url, /\/c\/lnk_/);
  t.equal((await collect(backend.links.list(at))).length, 1);
  t.ok((await backend.links.revoke(at, link.id)).revokedAt);
  return made;
}

async function proveAndFind(t: Test, service: Service, at: ConnectionRef, { id, externalId }: Connection) {
  const { world, backend, support } = service;
  const check = await backend.checks.run(at);
  t.match(check.result, { conclusive: true, outcome: 'admitted' });
  t.strictSame(check.result?.findings, []);
  t.match(await backend.checks.get(at, check.id), { id: check.id });
  t.equal((await collect(backend.checks.list(at)))[0]!.id, check.id);
  t.strictSame((await backend.checks.start(at)).steps, []);
  await world.ports.background.idle();
  t.match(await backend.connections.get(at), { state: 'verified', health: 'healthy', issuing: true });
  t.same(
    (await collect(support.connections.search({ q: externalId, state: 'verified' }))).map(each => each.id),
    [id],
  );
  t.equal((await collect(backend.connections.list(at.tenantId))).length, 1);
  t.same(await backend.acceptedDeviations.list(at), { items: [] });
  const asked = { checkId: check.id, digest: '0'.repeat(64), finding: '1'.repeat(64), reason: 'Ours.' };
  const endsAt = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
  await t.rejects(support.acceptedDeviations.accept(at, { ...asked, endsAt }), { code: 'deviation_changed' });
  const nothing = { ...at, acceptanceId: 'acc_0000000000000000' };
  await t.rejects(backend.acceptedDeviations.remove(nothing, { reason: 'No.' }), { code: 'acceptance_not_found' });
  return check;
}

async function issueAndRead(t: Test, { backend, support, auditor }: Service, at: ConnectionRef, from: string) {
  const { externalId } = await backend.connections.get(at);
  const session = await backend.sessions.issue(at, { durationSeconds: 1800 });
  const rows = await collect(auditor.sessions.list(at, { from }, { limit: 3 }));
  const minted = rows.find(row => row.type === 'minted' && row.sessionName === session.sessionName);
  t.ok(rows.find(row => row.type === 'handed-out' && row.mintedId === minted?.id));
  t.match(await backend.connections.impact(at), { sessionsAlive: 1 });
  const rotated = await support.rotation.start(at, { reason: 'The ID leaked.', deadlineDays: 3 });
  t.match(rotated, { externalId, rotation: { waitsFor: 'customer' } });
  t.notOk((await backend.rotation.cancel(at, { reason: 'A false alarm.' })).rotation);
}

async function refuseUpgradesAndRecordLegacy(t: Test, { backend, support }: Service, at: ConnectionRef) {
  await t.rejects(backend.upgrade.get(at), { code: 'upgrade_not_offered' });
  await t.rejects(backend.upgrade.get(at, { version: '0.1.0' }), { code: 'permission_set_not_found' });
  await t.rejects(support.upgrade.start(at, { reason: 'A new report.' }), { code: 'upgrade_not_offered' });
  await t.rejects(support.upgrade.cancel(at, { reason: 'A false alarm.' }), { code: 'upgrade_not_open' });
  const older = { arn: `arn:aws:iam::${customerAccount}:role/older`, reason: 'Made by hand.' };
  const { legacyAccess: [role] = [] } = await backend.legacyAccess.record(at, older);
  const first = { ...at, legacyId: role!.id };
  t.match((await support.legacyAccess.retract(first, { reason: 'Not ours.' })).legacyAccess, [{ state: 'mistaken' }]);
  await t.rejects(backend.legacyAccess.close(first, { person: 'Ann' }), { code: 'legacy_not_open' });
}

async function suspendAndRevoke(t: Test, { world, backend, support }: Service, at: ConnectionRef) {
  t.match(await support.connections.drill(at, { reason: 'Yearly.' }), { connection: { drill: { people: [] } } });
  t.notOk((await support.connections.resume(at, { reason: 'Called off.' })).connection.drill);
  await world.ports.background.idle();
  t.match(await backend.connections.suspend(at, { reason: 'A drill.' }), { connection: { state: 'suspended' } });
  t.match(await backend.connections.resume(at, { reason: 'It went well.' }), { connection: { state: 'verified' } });
  await world.ports.background.idle();
  await t.rejects(support.connections.stateEnd(at, { reason: 'By phone.' }), { code: 'not_refused' });
  const ended = await backend.connections.revoke(at, { reason: 'The contract ended.', mayCheckClosed: true });
  t.match(ended.connection.offboarding, { state: 'checking', decidedBy: 'vendor' });
  t.match(await support.connections.stopOffboarding(at, { reason: 'Asked.' }), { offboarding: { state: 'stopped' } });
  t.match(ended, { sessionsAlive: 1, commands: { deleteStack: /delete-stack/ } });
}

async function readHistory(t: Test, { auditor }: Service, at: ConnectionRef) {
  const history = await collect(auditor.history.list(at, {}, { limit: 4 }));
  t.equal(history[0]!.action, 'connection.offboarding-stopped');
  t.equal(history.length, history[0]!.revision, 'every row, over several pages');
  const exported = await collect(auditor.history.export(at));
  t.strictSame(
    exported.map(each => each.row.hash).reverse(),
    history.map(each => each.hash),
  );
  t.ok((await collect(auditor.sessions.export(at))).length > 0);
  const verification = await auditor.history.verify({ tenantId: at.tenantId });
  t.equal(verification.subjects, 3, 'the tenant, its connection and its link');
  t.strictSame(verification.faults, []);
}

async function manageKeys(t: Test, { operator }: Service, tenantId: string, from: string) {
  const apiKey = await operator.apiKeys.create({ name: 'Another', scope: 'auditor', tenants: [tenantId] });
  t.match((await operator.apiKeys.rotate(apiKey.id, { overlapSeconds: 60 })).secret, /^db_/);
  t.ok((await collect(operator.apiKeys.list({ limit: 2 }))).length >= 5);
  t.ok((await operator.apiKeys.revoke(apiKey.id)).revokedAt);
  t.ok(Array.isArray(await collect(operator.securityLog.list({ from }))));
}

async function manageWebhooks(t: Test, { world, operator, backend, auditor }: Service, tenantId: string) {
  const webhook = await operator.webhooks.create({ url: 'https://receiver.example/hook', tenants: [tenantId] });
  await backend.connections.create(tenantId, { accountId: customerAccount, permissionSetId: 'cost-read' });
  await publishWaiting(world.ports);
  const [delivery] = await collect(operator.webhooks.deliveries(webhook.id, { state: 'waiting' }, { limit: 1 }));
  t.match(delivery, { webhookId: webhook.id, state: 'waiting', attempts: [] });
  t.equal((await operator.webhooks.replay(webhook.id, delivery!.id)).id, delivery!.id);
  t.not((await operator.webhooks.rotate(webhook.id)).secret, webhook.secret);
  t.same(
    (await collect(auditor.webhooks.list())).map(each => each.id),
    [webhook.id],
  );
  t.ok((await operator.webhooks.delete(webhook.id)).disabledAt);
}

/** As the service's own document lists them. */
async function everyOperationWasCalled(t: Test, { world, asked }: Service) {
  const document = (await world.app.inject('/openapi.json')).json() as { paths: Record<string, object> };
  for (const [path, methods] of Object.entries(document.paths)) {
    const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
    for (const method of Object.keys(methods)) {
      const isAsked = asked.some(
        each => each.startsWith(`${method.toUpperCase()} `) && pattern.test(each.split(' ')[1]!),
      );
      t.ok(isAsked, `${method} ${path}`);
    }
  }
}

t.test('lists of the service come page by page, newest first', async t => {
  const { backend } = await newService(t);
  for (const name of ['a', 'b', 'c', 'd', 'e']) await backend.tenants.create({ name });
  t.same(
    (await collect(backend.tenants.list({ limit: 2 }))).map(each => each.name),
    ['e', 'd', 'c', 'b', 'a'],
  );
  const first = await backend.tenants.list().page({ limit: 3 });
  t.equal(first.items.length, 3);
  const second = await backend.tenants.list().page({ limit: 3, cursor: first.nextCursor });
  t.same(
    second.items.map(each => each.name),
    ['b', 'a'],
  );
  t.notOk(second.nextCursor);
});

t.test("an error of the service has the request id of the service's log", async t => {
  const { world, backend, auditor } = await newService(t);
  const error = await errorOf(backend.tenants.get(where.tenantId));
  t.match(error, { code: 'tenant_not_found', status: 404, requestId: /^req_[a-z0-9]{16}$/ });
  t.match(world.logged(), error.requestId);
  t.match(await errorOf(auditor.sessions.issue(where)), { code: 'not_allowed', status: 403, requestId: /^req_/ });
  const wrong = { name: 'x', externalId: 'mine' };
  const refused = await errorOf(backend.tenants.create(wrong));
  t.equal(refused.code, 'external_id_not_accepted');
  t.strictSame(
    refused.errors?.map(each => each.path),
    ['/externalId'],
  );
  const taken = await backend.tenants.create({ name: 'one' }, { idempotencyKey: 'the-same' });
  t.same(await backend.tenants.create({ name: 'one' }, { idempotencyKey: 'the-same' }), taken);
  const reused = await errorOf(backend.tenants.create({ name: 'two' }, { idempotencyKey: 'the-same' }));
  t.equal(reused.code, 'idempotency_key_reused');
});

const issuesIn = (asked: string[]) => asked.filter(each => /^POST .*\/sessions$/.test(each)).length;

function awsOf(world: World, credentials: NonNullable<STSClientConfig['credentials']>) {
  const shared = { endpoint: world.aws.url, region: 'us-east-1', credentials, maxAttempts: 1 };
  return { sts: new STSClient(shared), iam: new IAMClient(shared) };
}

t.test("AWS SDK clients work as the tenant's role, with one credential request for all of them", async t => {
  const { world, asked, backend } = await newService(t);
  const { roleArn, tenantId, connectionId } = await verifiedConnection(world);
  const credentials = backend.credentials({ tenantId, connectionId });
  const { sts, iam } = awsOf(world, credentials);
  const answers = await Promise.all(Array.from({ length: 20 }, () => sts.send(new GetCallerIdentityCommand({}))));
  t.equal(answers[0]!.Account, customerAccount);
  const role = roleArn.split('/').at(-1)!;
  t.match(answers[0]!.Arn, `arn:aws:sts::${customerAccount}:assumed-role/${role}/drawbridge-`);
  const read = iam.send(new GetRoleCommand({ RoleName: role }));
  await t.rejects(read, { name: 'AccessDenied' }, 'what was announced, and not what only checks need: read the role');
  t.equal(issuesIn(asked), 1);
  const rows = await collect(backend.sessions.list({ tenantId, connectionId }));
  t.ok(rows.some(row => row.type === 'minted' && answers[0]!.Arn!.endsWith(`/${row.sessionName}`)));

  credentials.drop();
  await sts.send(new GetCallerIdentityCommand({}));
  t.equal(issuesIn(asked), 2, 'the AWS SDK keeps no copy of its own');
});

t.test('a revoke stops the provider at its next renewal', async t => {
  const { world, backend } = await newService(t);
  const at = await verifiedConnection(world);
  const credentials = backend.credentials({ tenantId: at.tenantId, connectionId: at.connectionId });
  const { sts } = awsOf(world, credentials);
  await credentials();
  await backend.connections.revoke(at, { reason: 'The end.' });
  t.match(await sts.send(new GetCallerIdentityCommand({})), { Account: customerAccount }, 'as AWS itself reports it');
  world.clock.advance(841_000);
  t.match(await errorOf(credentials()), { code: 'not_issuing', members: { why: 'revoked' }, requestId: /^req_/ });
  await t.rejects(sts.send(new GetCallerIdentityCommand({})), { code: 'not_issuing' });
});
