// Access from before a connection: recorded and never used, shown with the commands that remove it once the kit's own
// role is proven, marked as deleted by the tenant, with reminders until then.
import t from 'tap';
import { legacyAtMost } from '../../api/core/connection/legacy-access.js';
import { searchConnections } from '../../api/operations/connection/read-connections.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { remindOfLegacy } from '../../api/operations/ending/legacy-access.js';
import { support } from '../helpers/callers.js';
import { checked, launch, newConnection, newTenant, type Where } from '../helpers/customer.js';
import { mintedRows } from '../helpers/ledger.js';
import { managePage } from '../helpers/manage-page.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const handMade = { arn: `arn:aws:iam::${customerAccount}:role/partners/acme-access` };
const key = { arn: `arn:aws:iam::${customerAccount}:user/acme`, accessKeyId: 'AKIA0123456789ABCDEF' };
const reason = { reason: 'From before' };
const days = 24 * 60 * 60 * 1000;

async function api(
  world: World,
  method: 'GET' | 'POST' | 'DELETE',
  { tenantId, connectionId }: Where,
  path = '',
  payload?: object,
  caller: 'backend' | 'support' | 'auditor' = 'backend',
) {
  const answer = await world.app.inject({
    method,
    url: `/v1/tenants/${tenantId}/connections/${connectionId}${path}`,
    headers: { authorization: `Bearer ${world.keys[caller]}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, any> };
}

t.test("a hand-made role and a long-term key are replaced: first by the kit's own role, then deleted", async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 }, receivesEvents: true });
  const where = await newConnection(world, await newTenant(world));
  // What other kits create: everybody with the ID is trusted, and the ID is the tenant's name.
  world.aws.addRole(customerAccount, {
    roleName: 'acme-access',
    path: '/partners/',
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: world.ports.vendor.partitions[0].brokerRoleArn },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'example-tenant' } },
        },
      ],
    },
  });
  const recorded = await api(world, 'POST', where, '/legacy-access', { ...handMade, ...reason });
  t.equal(recorded.status, 201, JSON.stringify(recorded.body));
  const second = await api(world, 'POST', where, '/legacy-access', { ...key, ...reason }, 'support');
  t.match(second.body.legacyAccess, [
    { kind: 'role', arn: handMade.arn, state: 'open', commands: undefined },
    { kind: 'user', accessKeyId: key.accessKeyId, state: 'open', commands: undefined },
  ]);
  const [role, user] = second.body.legacyAccess as { id: string }[];

  await launch(world, where);
  await checked(world, where);
  const { body: proven } = await api(world, 'GET', where);
  t.match(proven, { state: 'verified', health: 'healthy' });
  t.match(proven.legacyAccess[0].commands, {
    lookFirst: /RoleLastUsed/,
    findStack: /--physical-resource-id acme-access/,
    remove: /detach-role-policy.*delete-role-policy.*remove-role-from-instance-profile.*delete-role --role-name acme/s,
  });
  t.match(proven.legacyAccess[1].commands, {
    switchOff: /update-access-key.*--user-name acme.*AKIA0123456789ABCDEF.*Inactive/s,
    remove: /delete-access-key/,
  });
  t.equal((await api(world, 'POST', where, '/sessions', {})).status, 201);
  const asked = new Set((await mintedRows(world)).map(each => each.roleArn));
  t.strictSame([...asked], [proven.roleArn], 'no request reaches the older role, not even from a check');

  const supports = await managePage(world, where, support);
  t.notMatch(await supports.read(), '/legacy/close"');
  const overreached = await supports.send('legacy/close', { legacyId: role!.id });
  t.equal(overreached.statusCode, 403, "support's link with a name is no confirmation by that person");
  const page = await managePage(world, where);
  t.match(await page.read(), /Legacy access to delete.*acme-access.*Delete the role and everything attached to it/s);
  t.match(await page.read('ja'), /削除が必要な以前のアクセス/);
  t.equal((await page.send('legacy/close', { legacyId: role!.id })).statusCode, 303);
  t.match(await page.read(), /Ann Admin.* confirmed the deletion at/s);
  t.equal((await page.send('legacy/close', { legacyId: role!.id })).statusCode, 409);
  const closed = await api(world, 'POST', where, `/legacy-access/${user!.id}/closed`, { person: 'Bob of Example' });
  t.match(closed.body.legacyAccess, [
    { state: 'deleted', person: 'Ann Admin', endedAt: String, commands: undefined },
    { state: 'deleted', person: 'Bob of Example', commands: undefined },
  ]);
  const { items } = await world.ports.connections.history(where.connectionId, { limit: 2 });
  t.match(
    items.map(each => each.row),
    [
      { action: 'connection.legacy-closed', who: { kind: 'backend' }, facts: { person: 'Bob of Example' } },
      { action: 'connection.legacy-closed', who: { kind: 'manage', name: 'Ann Admin' } },
    ],
  );
});

t.test('invalid, duplicate or secret legacy access is refused, and changes nothing', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const where = await newConnection(world, tenantId);
  const record = (payload: object, at: Where = where) =>
    api(world, 'POST', at, '/legacy-access', { ...reason, ...payload });
  const own = (await api(world, 'GET', where)).body.roleArn as string;
  for (const [payload, code] of [
    [{ arn: 'acme' }, 'legacy_not_valid'],
    [{ arn: `arn:aws:iam::${customerAccount}:root`, accessKeyId: key.accessKeyId }, 'legacy_not_valid'],
    [{ arn: key.arn }, 'legacy_not_valid'],
    [{ ...handMade, accessKeyId: key.accessKeyId }, 'legacy_not_valid'],
    [{ arn: 'arn:aws:iam::320987654321:role/acme' }, 'legacy_of_another_account'],
    [{ arn: `arn:aws-cn:iam::${customerAccount}:role/acme` }, 'legacy_of_another_account'],
    [{ arn: own }, 'legacy_is_own_role'],
    [{ ...key, secretAccessKey: 'wJalrXUtnFEMI' }, 'request_invalid'],
    [{ ...handMade, externalId: 'acme' }, 'external_id_not_accepted'],
  ] as const)
    t.match((await record(payload)).body, { code }, JSON.stringify(payload));
  t.notOk((await api(world, 'GET', where)).body.legacyAccess);
  t.notMatch(world.logged(), 'wJalrXUtnFEMI');

  const both = await Promise.all([record(handMade), record(handMade)]);
  t.same(both.map(each => each.body.code).sort(), ['legacy_already_recorded', undefined]);
  const { id } = both.find(each => each.status === 201)!.body.legacyAccess[0];
  t.match(await api(world, 'DELETE', where, `/legacy-access/${id}`, reason, 'auditor'), { status: 403 });
  const stranger = await newConnection(world, tenantId);
  t.match((await api(world, 'DELETE', stranger, `/legacy-access/${id}`, reason)).body, { code: 'legacy_not_found' });
  t.match((await api(world, 'DELETE', where, `/legacy-access/${id}`, reason)).body.legacyAccess, [
    { state: 'mistaken', commands: undefined },
  ]);
  t.match((await api(world, 'POST', where, `/legacy-access/${id}/closed`, { person: 'Bob' })).body, {
    code: 'legacy_not_open',
  });
  for (let n = 1; n < legacyAtMost; n += 1) t.equal((await record({ arn: `${handMade.arn}-${n}` })).status, 201);
  t.match((await record({ arn: `${handMade.arn}-more` })).body, { code: 'legacy_too_many' });
});

t.test('while legacy access is open the tenant gets events: a week after the proof, then monthly', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const recorded = await api(world, 'POST', where, '/legacy-access', { ...handMade, ...reason });
  await launch(world, where);
  await checked(world, where);
  const open = async (legacyOpen: boolean) =>
    (await searchConnections(world.ports, support, { legacyOpen }, { limit: 5 })).items.length;
  t.same([await open(true), await open(false)], [1, 0]);
  const reminders = async () => {
    const { items } = await world.ports.connections.history(where.connectionId, { limit: 100 });
    return items.filter(each => each.row.action === 'connection.legacy-reminded').length;
  };
  const pass = async (count: number) => {
    world.clock.advance(count * days);
    await runDueWork(world.ports);
    await world.ports.background.idle();
  };
  await pass(6);
  t.equal(await reminders(), 0);
  world.clock.advance(2 * days);
  const seen = (await world.ports.connections.get(where.connectionId))!;
  await Promise.all([remindOfLegacy(world.ports, seen), remindOfLegacy(world.ports, seen)]);
  await pass(0);
  t.equal(await reminders(), 1, 'also if two instances find it at once');
  await pass(28);
  t.equal(await reminders(), 1);
  await pass(3);
  t.equal(await reminders(), 2);
  await api(world, 'POST', where, `/legacy-access/${recorded.body.legacyAccess[0].id}/closed`, { person: 'Bob' });
  t.same([await open(true), await open(false)], [0, 1]);
  await pass(31);
  t.equal(await reminders(), 2);

  t.comment('after a revoke nothing more is recorded, and open items can still be confirmed as deleted');
  const more = await api(world, 'POST', where, '/legacy-access', { ...key, ...reason });
  await api(world, 'POST', where, '/revoke', { reason: 'Over', mayCheckClosed: false });
  const { body } = await api(world, 'GET', where);
  t.match(body.legacyAccess[1], { state: 'open', commands: { remove: String } });
  t.match((await api(world, 'POST', where, '/legacy-access', { ...handMade, ...reason })).body, {
    code: 'not_in_this_state',
  });
  const { id } = more.body.legacyAccess[1];
  t.equal((await api(world, 'POST', where, `/legacy-access/${id}/closed`, { person: 'Bob' })).status, 200);
});
