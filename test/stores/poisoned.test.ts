// One item of each kind that cannot be read: lists, worker, verification, the closing of its tenant and readiness go on
// for everyone else, and name it. A single read of it is refused with its own error.
import { GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, t } from 'tap';
import { subjectKinds } from '../../api/core/audit/history.js';
import { listApiKeys } from '../../api/operations/access/api-keys.js';
import { listTenants } from '../../api/operations/access/tenants.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import { listChecks } from '../../api/operations/check/read-check.js';
import { listLinks, makeLink } from '../../api/operations/connection/links.js';
import {
  listConnections,
  readConnection,
  searchConnections,
} from '../../api/operations/connection/read-connections.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { closeTenant } from '../../api/operations/ending/close-tenant.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { publishOverlooked, publishWaiting } from '../../api/operations/event/publish-events.js';
import { type Key, keys } from '../../api/stores/table/table.js';
import { founder, support, voucher } from '../helpers/callers.js';
import { checked, newConnection, newTenant, provenConnection, requestSession } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';
import { documentsOf } from '../helpers/world-table.js';

const page = { limit: 50 };

function tableOf(t: Pick<Test, 'teardown'>, world: World) {
  const { table } = world.config;
  const documents = documentsOf(t, world);
  const poison = async ({ pk, sk }: Key, how: Record<string, unknown>) => {
    const [name, stored] = Object.entries(how)[0]!;
    await documents.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk, sk },
        UpdateExpression: stored === undefined ? 'REMOVE #name' : 'SET #name = :stored',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#name': name },
        ...(stored !== undefined && { ExpressionAttributeValues: { ':stored': stored } }),
      }),
    );
  };
  const keysOf = async (start: string): Promise<Key[]> => {
    const { Items = [] } = await documents.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
    return Items.map(({ pk, sk }) => ({ pk, sk }) as Key).filter(({ pk }) => pk.startsWith(start));
  };
  const read = async (Key: Key) =>
    (await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item!;
  return { poison, keysOf, read };
}

const poisons: [string, Record<string, unknown>][] = [
  ['a newer schema', { schema: 2 }],
  ['no schema', { schema: undefined }],
  ['no JSON', { value: '{"id":' }],
  ['another value', { value: '7' }],
  ['permissions without an end', { apart: '{"roleSpec":' }],
];

t.test('a connection that cannot be read stops nobody else', async t => {
  for (const [name, poison] of poisons)
    await t.test(name, async t => {
      const world = await newWorld(t, { isTamperedWith: true });
      const { ports } = world;
      const table = tableOf(t, world);
      const good = await provenConnection(world);
      const bad = await newConnection(world, good.tenantId);
      await table.poison(keys.subject('connection', bad.connectionId), poison);
      const idsOf = (found: { items: { value: { id: string } }[] }) => found.items.map(each => each.value.id);
      t.strictSame(idsOf(await listConnections(ports, support, good.tenantId, page)), [good.connectionId]);
      t.strictSame(idsOf(await searchConnections(ports, support, {}, page)), [good.connectionId]);
      await t.rejects(readConnection(ports, support, bad), { code: 'not_readable', status: 500 });
      await t.rejects(requestSession(world, bad), { code: 'not_readable' });
      t.ok(await requestSession(world, good), 'others get credentials');
      await t.rejects(suspendConnection(ports, support, bad, 'Odd'), { code: 'stopped_unread' });
      const elsewhere = { ...bad, tenantId: 'ten_0000000000000000' };
      await t.rejects(suspendConnection(ports, support, elsewhere, 'Odd'), { code: 'connection_not_found' });
      world.clock.advance(86_400_000);
      t.ok((await runDueWork(ports)) > 0, 'the worker goes on');
      await ports.background.idle();
      await publishWaiting(ports);
      await publishOverlooked(ports);
      const lines = world.logged().split('\n');
      t.ok(
        lines.some(line => line.includes(bad.connectionId) && line.includes('cannot be read')),
        'the log names it',
      );
      const ready = await world.app.inject('/readyz');
      t.same([ready.statusCode, ready.json()], [200, { status: 'ready', unreadableItems: { connection: 1 } }]);
      t.match((await ports.metrics.read()).text, /drawbridge_unreadable_items_total\{kind="connection"\} [1-9]/);
      for (const scope of [{}, { tenantId: good.tenantId }]) {
        const { faults } = await verifyHistory(ports, founder, scope);
        t.match(faults, [{ kind: 'item_unreadable', subject: { kind: 'connection', id: bad.connectionId } }]);
      }
      t.match(await closeTenant(ports, founder, good.tenantId, 'Gone'), { state: 'closed' });
      t.equal((await readConnection(ports, support, good)).value.state, 'revoked');
      // Once the item can be read again, its stop is there and is recorded.
      if ('schema' in poison) {
        await table.poison(keys.subject('connection', bad.connectionId), { schema: 1 });
        await publishOverlooked(ports);
        t.equal((await readConnection(ports, support, bad)).value.state, 'revoked');
      }
    });
});

t.test('suspend and revoke land on a connection that cannot be read, and the answer says so', async t => {
  for (const [name, poison] of [poisons[0]!, poisons[2]!, poisons[4]!])
    await t.test(name, async t => {
      const world = await newWorld(t, { isTamperedWith: true });
      const { ports } = world;
      const table = tableOf(t, world);
      const where = await provenConnection(world);
      const key = keys.subject('connection', where.connectionId);
      const [attribute] = Object.keys(poison) as [string];
      const breaking = async (during: () => Promise<void>) => {
        const whole = (await table.read(key))[attribute];
        await table.poison(key, poison);
        await during();
        await table.poison(key, { [attribute]: whole });
      };
      const page = await managePage(world, where);
      const token = await page.token();
      await requestSession(world, where);
      await breaking(async () => {
        await t.rejects(requestSession(world, where), { message: /not as the service wrote it|cannot read/ });
        t.equal(ports.issuedSessions.sizes().sessions, 0, 'no session is kept');
        const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/suspend`;
        const headers = { authorization: `Bearer ${world.keys.support}` };
        const call = { method: 'POST', url, headers, payload: { reason: 'It cannot be read' } } as const;
        const { statusCode, body } = await world.app.inject(call);
        t.equal(statusCode, 409);
        t.match(body, /Access is stopped: no credentials are issued/);
        const other = { ...support, tenants: [await newTenant(world, 'Other')] };
        for (const end of [suspendConnection, revokeConnection])
          await t.rejects(end(ports, other, where, 'Not mine'), { code: 'connection_not_found' });
        const answer = await page.send('suspend', { reason: 'By the customer' }, token);
        t.equal(answer.statusCode, 409);
        t.match(answer.body, /Access is stopped: no credentials are issued/);
      });
      const suspended = { code: 'not_issuing', options: { members: { why: 'suspended' } } };
      await t.rejects(requestSession(world, where), suspended);
      await publishOverlooked(ports);
      const { value, isAltered } = await readConnection(ports, support, where);
      t.match([value.suspended, isAltered], [{ by: ['tenant', 'vendor'] }, undefined], 'once it can be read again');
      await breaking(async () => {
        const fields = { account: value.accountId, reason: 'For good' };
        t.equal((await page.send('revoke', fields, token)).statusCode, 409);
      });
      await publishOverlooked(ports);
      t.equal((await readConnection(ports, support, where)).value.state, 'revoked');
    });
});

t.test('an unreadable item of any kind leaves the lists and the worker to the others', async t => {
  const world = await newWorld(t, { isTamperedWith: true });
  const { ports } = world;
  const table = tableOf(t, world);
  const where = await provenConnection(world);
  await checked(world, where);
  await makeLink(ports, voucher, where, { kind: 'manage', person: 'Ann' });
  world.clock.advance(60_000);
  await checked(world, where);
  await requestSession(world, where);
  const other = await newTenant(world, 'Other');
  const last = async (start: string) => {
    const found = (await table.keysOf(start)).filter(({ sk }) => !/^(row#|slot)/.test(sk));
    return found.sort((a, b) => (a.sk < b.sk ? -1 : 1)).at(-1)!;
  };
  const starts = ['tenant#ten_', 'api-key#', 'link#', 'permission-set#', `checks#${where.connectionId}`, 'ledger#'];
  for (const start of starts) {
    const key =
      start === 'tenant#ten_'
        ? keys.subject('tenant', other)
        : start === 'api-key#'
          ? await unusedKey()
          : await last(start);
    await table.poison(key, { schema: 2 });
  }
  async function unusedKey() {
    await world.keyOf('auditor');
    const found = await ports.apiKeys.list(page);
    return keys.subject('api-key', found.items.find(each => each.value.scope === 'auditor')!.value.id);
  }
  t.strictSame(
    (await listTenants(ports, founder, page)).items.map(each => each.id),
    [where.tenantId],
  );
  t.ok((await listApiKeys(ports, founder, page)).items.length >= 3);
  t.strictSame((await listLinks(ports, support, where, page)).items, []);
  t.ok((await listChecks(ports, support, where, page)).items.length > 0);
  t.ok((await ports.ledger.list(where.connectionId, page)).items.length > 0);
  world.clock.advance(86_400_000);
  t.ok((await runDueWork(ports)) > 0);
  await ports.background.idle();
  const { faults, subjects } = await verifyHistory(ports, founder, {});
  t.ok(subjects > 5);
  const found = faults.map(each => `${each.kind} ${each.subject.kind}`).sort();
  t.same(
    new Set(found),
    new Set(['tenant', 'api-key', 'link', 'permission-set'].map(kind => `item_unreadable ${kind}`)),
  );
  await listChecks(ports, support, where, page);
  await ports.ledger.list(where.connectionId, page);
  const counted = (await world.app.inject('/readyz')).json().unreadableItems as Record<string, number>;
  for (const kind of ['tenant', 'api-key', 'link', 'permission-set', 'checks', 'ledger'])
    t.equal(counted[kind], 1, kind);
  t.ok(subjectKinds.every(kind => kind === 'connection' || kind === 'webhook' || counted[kind]));
});
