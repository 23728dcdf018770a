// What an attacker, or bad luck, might try: a key that reaches further, a closed tenant's credentials, a finding that
// is hidden, a role that nobody reviewed or proved, names that collide. Not here: links (link-rights.test.ts).
import t from 'tap';
import type { Caller } from '../../api/core/access/caller.js';
import { createApiKey, listApiKeys, rotateApiKey } from '../../api/operations/access/api-keys.js';
import { launchAgain, reviewConnection } from '../../api/operations/connection/change-connection.js';
import { searchConnections } from '../../api/operations/connection/read-connections.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { closeTenant } from '../../api/operations/ending/close-tenant.js';
import { startDynamoDB } from '../../deploy/local/dynamodb.js';
import { backend, founder, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  newConnection,
  newTenant,
  provenConnection,
  requestSession,
} from '../helpers/customer.js';
import { customerAccount, newWorld } from '../helpers/world.js';

t.test('an operator key bound to one tenant cannot see, rotate or create a key that reaches further', async t => {
  const world = await newWorld(t);
  const [mine, theirs] = [await newTenant(world, 'Mine'), await newTenant(world, 'Theirs')];
  const bound: Caller = { kind: 'operator', id: 'key_bound', tenants: [mine] };
  const wanted = { name: 'x', scope: 'backend', mayEndAccess: true, expiresInDays: 1 } as const;
  const { key } = await createApiKey(world.ports, founder, { ...wanted, tenants: [theirs] });
  const overlap = { overlapSeconds: 0, expiresInDays: 1 };
  await t.rejects(rotateApiKey(world.ports, bound, key.id, overlap), { code: 'key_not_found' });
  await t.rejects(createApiKey(world.ports, bound, { ...wanted, tenants: 'all' }), { code: 'not_allowed' });
  for (const tenants of [[theirs], ['ten_0000000000000000'], [mine, theirs]]) {
    await t.rejects(createApiKey(world.ports, bound, { ...wanted, tenants }), { code: 'tenant_not_found' });
  }
  const own = await createApiKey(world.ports, bound, { ...wanted, tenants: [mine] });
  const seen = await listApiKeys(world.ports, bound, { limit: 100 });
  t.strictSame(
    seen.items.map(each => each.id),
    [own.key.id],
  );
});

t.test('a closed tenant gets no credentials, even if closing did not reach the connection', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const connections = { ...world.ports.connections, listOf: async () => ({ items: [] }) };
  await closeTenant({ ...world.ports, connections }, founder, where.tenantId, 'gone');
  t.equal((await connectionOf(world, where)).value.state, 'verified', 'the index did not list it');
  await t.rejects(requestSession(world, where), {
    code: 'not_issuing',
    options: { members: { why: 'tenant_closed' } },
  });
});

t.test('if one connection cannot be revoked, closing the tenant still revokes the others', async t => {
  const world = await newWorld(t);
  const first = await provenConnection(world);
  world.clock.advance(1000);
  const second = await newConnection(world, first.tenantId);
  const stop: typeof world.ports.connections.stop = (id, ...rest) =>
    id === second.connectionId
      ? Promise.reject(new Error('another item has this key'))
      : world.ports.connections.stop(id, ...rest);
  const ports = { ...world.ports, connections: { ...world.ports.connections, stop } };
  await t.rejects(closeTenant(ports, founder, first.tenantId, 'gone'));
  t.equal((await connectionOf(world, first)).value.state, 'revoked');
});

t.test('a finding in the trust policy stays when the role becomes unreadable', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const { roleSpec } = (await connectionOf(world, where)).value;
  const hole = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'sts:AssumeRole',
    Condition: { StringLike: { 'sts:SourceIdentity': '*' } },
  };
  const Statement = [...roleSpec.trustPolicy.Statement, hole];
  world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement });
  await checked(world, where);
  t.equal((await connectionOf(world, where)).value.health, 'unsafe');
  world.aws.deleteRolePolicy(where.roleArn, 'DrawbridgeSelfRead');
  world.clock.advance(60_000);
  await checked(world, where);
  t.equal((await connectionOf(world, where)).value.health, 'unsafe');
  await t.rejects(requestSession(world, where), { code: 'not_issuing' });
  world.aws.setTrustPolicy(where.roleArn, roleSpec.trustPolicy);
  world.aws.putRolePolicy(where.roleArn, 'DrawbridgeSelfRead', roleSpec.inlinePolicies[1]!.document);
  world.clock.advance(60_000);
  await checked(world, where);
  t.equal((await connectionOf(world, where)).value.health, 'healthy', 'read again and fixed');
});

t.test('a role whose delivery support has not approved is never verified', async t => {
  const world = await newWorld(t);
  await provenConnection(world);
  const second = await newConnection(world, await newTenant(world, 'Second'));
  const { roleSpec } = (await connectionOf(world, second)).value;
  const { roleName, trustPolicy, tags } = roleSpec;
  const policies = Object.fromEntries(roleSpec.inlinePolicies.map(each => [each.name, each.document]));
  world.aws.addRole(customerAccount, { roleName, trustPolicy, tags, policies });
  await checked(world, second);
  t.equal((await connectionOf(world, second)).value.state, 'pending');
  await t.rejects(requestSession(world, second), { code: 'not_issuing' });
  await reviewConnection(world.ports, support, second, { approve: true, reason: 'known' });
  world.clock.advance(60_000);
  await checked(world, second);
  t.equal((await connectionOf(world, second)).value.state, 'verified');
});

t.test('when many launch again at once, each gets its own number, and delivery, role and number match', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  await Promise.all([1, 2, 3, 4, 5].map(() => launchAgain(world.ports, backend, where)));
  const { value } = await connectionOf(world, where);
  t.equal(value.launch, 6);
  t.match(value.roleSpec.roleName, /-6$/);
  t.match((await readDelivery(world.ports, backend, where)).stackName, /-6$/);
});

t.test('a recreated role gets no credentials until a check has proven it again', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const { roleSpec } = (await connectionOf(world, where)).value;
  const { roleName, trustPolicy, tags } = roleSpec;
  const policies = Object.fromEntries(roleSpec.inlinePolicies.map(each => [each.name, each.document]));
  world.aws.deleteRole(where.roleArn);
  world.aws.addRole(customerAccount, { roleName, trustPolicy, tags, policies });
  await t.rejects(requestSession(world, where), {
    code: 'not_issuing',
    options: { members: { why: 'role_recreated' } },
  });
  const rows = (await world.ports.ledger.list(where.connectionId, { limit: 100 })).items;
  t.notOk(rows.some(row => row.type === 'handed-out'));
  await checked(world, where);
  t.ok(await requestSession(world, where));
});

t.test("a search for another tenant's external ID gets the same answer as one for an unknown ID", async t => {
  const world = await newWorld(t);
  const [mine, theirs] = [await newTenant(world, 'Mine'), await newTenant(world, 'Theirs')];
  for (let n = 0; n < 12; n += 1) await newConnection(world, mine);
  const other = (await connectionOf(world, await newConnection(world, theirs))).value.externalId.current;
  const bound: Caller = { ...backend, tenants: [mine] };
  const found = (q: string) => searchConnections(world.ports, bound, { q }, { limit: 1 });
  t.strictSame(await found(other), await found('0f8fad5b-d9cb-469f-a165-70867728950e'));
});

t.test('no web page reads the embedded store', async t => {
  const store = await startDynamoDB();
  t.teardown(() => store.close());
  const body = { method: 'POST', headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' }, body: '{}' };
  const fromPage = await fetch(store.endpoint, {
    ...body,
    headers: { ...body.headers, origin: 'https://evil.example' },
  });
  t.equal(fromPage.status, 403);
  t.equal(fromPage.headers.get('access-control-allow-origin'), null);
});

t.test('a key of named tenants cannot learn from a review that another tenant is verified in an account', async t => {
  const world = await newWorld(t);
  await provenConnection(world);
  const where = await newConnection(world, await newTenant(world, 'Second'));
  const bound = await world.keyOf('backend', { tenants: [where.tenantId] });
  const get = async (key: string, url: string) =>
    (await world.app.inject({ url: `/v1${url}`, headers: { authorization: `Bearer ${key}` } })).json();
  const one = `/tenants/${where.tenantId}/connections/${where.connectionId}`;
  t.equal((await get(world.keys.support, one)).review, 'open', 'support sees it');
  t.notOk('review' in (await get(bound, one)));
  t.same((await get(bound, '/connections?reviewOpen=true')).items, []);
  t.equal((await get(bound, '/connections?reviewOpen=false')).items.length, 1);
  const operators = await get(world.keys.operator, `${one}/history`);
  t.match(operators, { status: 403, code: 'not_allowed' }, 'its states hold external IDs');
});

t.test('the security log names a bound key that tries foreign tenants for a key or a webhook', async t => {
  const world = await newWorld(t);
  const [mine, theirs] = [await newTenant(world, 'Mine'), await newTenant(world, 'Theirs')];
  const bound = await world.keyOf('operator', { tenants: [mine] });
  const post = async (path: string, payload: object) =>
    (
      await world.app.inject({
        method: 'POST',
        url: `/v1/${path}`,
        headers: { authorization: `Bearer ${bound}` },
        payload,
      })
    ).statusCode;
  const key = { name: 'x', scope: 'auditor' };
  t.equal(await post('api-keys', { ...key, tenants: [theirs] }), 404);
  t.equal(await post('api-keys', { ...key, tenants: 'all' }), 403);
  t.equal(await post('webhooks', { url: 'https://receiver.example/hook', tenants: [mine, theirs] }), 404);
  await world.ports.background.idle();
  const { items } = await world.ports.securityLog.list({ limit: 100 });
  t.same(items.map(({ what, facts }) => `${facts.action} ${what} ${facts.tenantId ?? ''}`).sort(), [
    'key.create not_allowed ',
    `key.create tenant_not_found ${theirs}`,
    `webhook.create tenant_not_found ${theirs}`,
  ]);
});
