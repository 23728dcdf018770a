// Items that someone else wrote: someone who can write the table can neither open a connection or a key again nor widen
// one. What was altered is on hold, and ending access still works.
import { DeleteCommand, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import t, { type Test } from 'tap';
import { compose } from '../../api/compose.js';
import type { Config } from '../../api/config/config.js';
import { kindDue } from '../../api/core/check/schedule.js';
import type { Stop } from '../../api/core/connection/stop.js';
import type { CheckVerdict } from '../../api/core/finding/verdict.js';
import { digest, sha256 } from '../../api/core/values/canonical.js';
import { revokeApiKey } from '../../api/operations/access/api-keys.js';
import { callerOfKey } from '../../api/operations/access/key-caller.js';
import { migrateTable } from '../../api/operations/audit/migrate-table.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import { linkOf, makeLink, revokeLink } from '../../api/operations/connection/links.js';
import { applyEvent } from '../../api/operations/connection/transition.js';
import { closeTenant } from '../../api/operations/ending/close-tenant.js';
import { resumeConnection, revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { publishOverlooked } from '../../api/operations/event/publish-events.js';
import type { Anchors } from '../../api/ports/anchors.js';
import { makeMacs } from '../../api/stores/audit/macs.js';
import { keys } from '../../api/stores/table/table.js';
import { backend, founder, support } from '../helpers/callers.js';
import { connectionOf, newConnection, newTenant, provenConnection, requestSession } from '../helpers/customer.js';
import { newWorld, type World } from '../helpers/world.js';
import { documentsOf } from '../helpers/world-table.js';

async function stage(t: Test) {
  const world = await newWorld(t, { isTamperedWith: true });
  const documents = documentsOf(t, world);
  const TableName = world.config.table;
  const read = async (Key: { pk: string; sk: string }) =>
    (await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item!;
  const write = (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName, Item }));
  const where = await provenConnection(world);
  const key = keys.subject('connection', where.connectionId);
  const isHeld = async (t: Test, title: string, of = world) =>
    t.rejects(
      requestSession(of, where),
      { code: 'not_issuing', options: { members: { why: 'hold_integrity' } } },
      title,
    );
  return { world, documents, TableName, read, write, where, key, isHeld };
}

/** Another instance of the service on the same table. */
async function another(t: Test, world: World, change: Partial<Config> = {}): Promise<World> {
  const kit = compose({ ...world.config, ...change }, world.ports.log, { clock: world.clock });
  t.teardown(() => kit.close());
  await kit.prepare();
  return { ...world, ports: kit.ports };
}

/** The table's own item with a valid MAC, as an attacker may have kept an old one. */
function ownItemOf({ config }: World, identity: object) {
  return { identity, mac: makeMacs(config.signingKey).of(`table\n${digest(identity)}`) };
}

const anchorsWithOne: Anchors = {
  append: async () => {},
  async *walk() {
    yield { position: '1', record: undefined };
  },
};

t.test(
  'a connection whose item is edited in any part that decides is on hold, also with a session in memory',
  async t => {
    const { world, read, write, where, key, isHeld } = await stage(t);
    await requestSession(world, where);
    const good = await read(key);
    const other = await provenConnection(world, {}, await newTenant(world, 'Another Tenant'));
    const foreign = await read(keys.subject('connection', other.connectionId));
    const { mac: _, ...withoutMac } = good;
    const { checkMac: __, ...withoutCheckMac } = good;
    const { apart: ___, ...withoutApart } = good;
    const { last: ____, ...withoutLast } = good;
    const value = (change: object) => JSON.stringify({ ...JSON.parse(good.value), ...change });
    const edits: Record<string, Record<string, unknown>> = {
      'a longer session': { ...good, value: value({ maxSessionSeconds: 43_200 }) },
      'another role': { ...good, value: value({ roleSpec: { ...JSON.parse(good.value).roleSpec, arn: 'arn:aws:x' } }) },
      'the same state as a map': { ...good, value: JSON.parse(good.value) },
      'another revision': { ...good, revision: good.revision + 7 },
      'other permissions, stored apart': { ...good, apart: foreign.apart.replace('ce:Get', 'ce:Put') },
      'no permissions, stored apart': withoutApart,
      'permissions without an end': { ...good, apart: good.apart.slice(0, 100) },
      'permissions that are no list': { ...good, apart: '{"roleSpec":{"inlinePolicies":7}}' },
      'nothing in the place of permissions': { ...good, apart: 'null' },
      'other permissions, and no newest row': { ...withoutLast, apart: foreign.apart.replace('ce:Get', 'ce:Put') },
      'another row': { ...good, lastHash: 'f'.repeat(64) },
      'a later check': { ...good, notes: { ...good.notes, lastConclusiveCheckAt: '2099-01-01T00:00:00.000Z' } },
      'no MAC': withoutMac,
      'no MAC of the check': withoutCheckMac,
      'the MAC of another item': { ...good, mac: foreign.mac },
      'the whole state of another role': { ...good, apart: foreign.apart, value: value({ accountId: '1' }) },
      'a MAC of an unknown key': { ...good, mac: makeMacs('x'.repeat(43)).of('anything') },
      'a MAC that is no text': { ...good, mac: 7 },
    };
    const cold = await another(t, world);
    for (const [title, item] of Object.entries(edits)) {
      await write(good);
      await requestSession(world, where);
      t.equal(world.ports.issuedSessions.sizes().sessions, 1);
      await write(item);
      await isHeld(t, title);
      await isHeld(t, `${title}, without a session in memory`, cold);
    }
    await write(good);
    t.ok((await requestSession(cold, where)).accessKeyId, 'as it was');
  },
);

const stopped = (end: Promise<unknown>) =>
  end.then(
    () => true,
    (error: { code?: string }) => error.code === 'stopped_unread',
  );

t.test('no state that someone writes into an item lets anyone in, and none keeps a stop away', async t => {
  const { world, read, write } = await stage(t);
  const { ports } = world;
  const refused = { code: /^(not_issuing|not_readable)$/ };
  for (const end of [suspendConnection, revokeConnection])
    for (const state of [undefined, null, '', 0, 'open', 'pending', 'suspended', 'revoked', 'expired']) {
      const title = `${end.name}, ${JSON.stringify(state)}`;
      const where = await provenConnection(world, {}, await newTenant(world, title));
      const good = await read(keys.subject('connection', where.connectionId));
      await write({ ...good, value: JSON.stringify({ ...JSON.parse(good.value), state }) });
      await t.rejects(requestSession(world, where), refused, title);
      t.ok(await stopped(end(ports, support, where, 'Leaving')), `${title}: the stop lands`);
      // The one who wrote the state puts the true one back.
      const now = await read(keys.subject('connection', where.connectionId));
      const { value, last, lastHash, revision, mac, rest } = good;
      await write({ ...now, value, last, lastHash, revision, mac, rest });
      await t.rejects(requestSession(world, where), refused, `${title}: and stays`);
    }
});

t.test('an altered item that lacks a member fails no list, and names itself', async t => {
  const { world, read, write, where, documents, TableName } = await stage(t);
  const { ports } = world;
  await makeLink(ports, support, where, { kind: 'manage', person: 'Ann' });
  const headers = { authorization: `Bearer ${world.keys.operator}` };
  const payload = { url: 'https://receiver.example/', tenants: 'all' };
  await world.app.inject({ method: 'POST', url: '/v1/webhooks', headers, payload });
  const ofTenant = `/v1/tenants/${where.tenantId}/connections`;
  const lists = {
    'tenant#ten_': ['support', '/v1/tenants'],
    'connection#': ['support', '/v1/connections', ofTenant],
    'api-key#key_voucher': ['operator', '/v1/api-keys'],
    'link#': ['support', `${ofTenant}/${where.connectionId}/links`],
    'webhook#': ['operator', '/v1/webhooks'],
  } as const;
  const { Items = [] } = await documents.send(new ScanCommand({ TableName, ConsistentRead: true }));
  for (const [start, [scope, ...urls]] of Object.entries(lists)) {
    const found = Items.findLast(({ pk, sk }) => pk.startsWith(start) && sk === 'item')!;
    const item = await read({ pk: found.pk, sk: found.sk });
    const value = JSON.parse(item.value);
    for (const member of Object.keys(value)) {
      await write({ ...item, value: JSON.stringify({ ...value, [member]: undefined }) });
      const as = { authorization: `Bearer ${world.keys[scope]}` };
      for (const url of urls)
        t.equal((await world.app.inject({ url, headers: as })).statusCode, 200, `${url} ${member}`);
    }
    await write(item);
  }
  t.match(world.logged(), /cannot be read/);
});

t.test('a stop lands on the connection that is named, whatever its item holds', async t => {
  const { world, read, write, where, key } = await stage(t);
  const { ports } = world;
  const other = await provenConnection(world, {}, await newTenant(world, 'Another Tenant'));
  const foreign = await read(keys.subject('connection', other.connectionId));
  const good = await read(key);
  const { id } = JSON.parse(foreign.value);
  for (const value of [foreign.value, JSON.stringify({ ...JSON.parse(good.value), id })]) {
    await write({ ...good, value });
    const { items } = await ports.connections.listOf(where.tenantId, { limit: 50 });
    t.same(items, [], 'nobody is shown what belongs to another tenant');
    await t.rejects(revokeConnection(ports, support, where, 'Leaving'), { code: 'stopped_unread' });
    t.ok((await requestSession(world, other)).accessKeyId, 'the other one was not stopped');
    t.ok((await read(key)).stopRevoke, 'this one was');
  }
});

t.test('no row in the place of the newest or the next one keeps a stop from being recorded', async t => {
  const { world, documents, TableName, read, write } = await stage(t);
  const { ports } = world;
  const foreign = await read(keys.subject('connection', (await provenConnection(world)).connectionId));
  const rows: unknown[] = [{ id: 'x' }, ['x'], '[]', '{"revision":7}', foreign.last, 7, ''];
  for (const last of rows) {
    const where = await provenConnection(world, {}, await newTenant(world, 'Another Tenant'));
    const key = keys.subject('connection', where.connectionId);
    const { revision, ...good } = await read(key);
    await write({ ...good, revision, last });
    const planted = {
      ...keys.historyRow('connection', where.connectionId, revision),
      schema: 1,
      row: {},
      stateAfter: {},
    };
    if (last !== foreign.last) await documents.send(new PutCommand({ TableName, Item: planted }));
    const { connection } = await suspendConnection(ports, support, where, 'Look');
    t.equal(connection.value.state, 'suspended', JSON.stringify(last));
    t.equal((await revokeConnection(ports, support, where, 'Leaving')).connection.value.state, 'revoked');
    const { faults } = await verifyHistory(ports, founder, where);
    t.ok(faults.length > 0, 'and the edit is found');
  }
});

t.test('the first read of an altered item, by anyone, deletes its sessions in memory', async t => {
  const { world, read, write, where, key } = await stage(t);
  const good = await read(key);
  const reads: Record<string, unknown>[] = [
    { ...good, value: good.value.replace('"maxSessionSeconds":3600', '"maxSessionSeconds":900') },
    { ...good, apart: good.apart.slice(0, 100) },
  ];
  for (const item of reads) {
    await requestSession(world, where);
    t.equal(world.ports.issuedSessions.sizes().sessions, 1);
    await write(item);
    const headers = { authorization: `Bearer ${world.keys.support}` };
    const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
    const { statusCode, body } = await world.app.inject({ url, headers });
    t.match([statusCode, body], item.apart === good.apart ? [200, /hold_integrity/] : [500, /not_readable/]);
    t.equal(world.ports.issuedSessions.sizes().sessions, 0);
    await write(good);
  }
});

t.test('ending access lands on an altered item, and no change makes it good again', async t => {
  const { world, read, write, where, key, isHeld } = await stage(t);
  const good = await read(key);
  await write({ ...good, value: JSON.stringify({ ...JSON.parse(good.value), maxSessionSeconds: 43_200 }) });
  await suspendConnection(world.ports, support, where, 'It looks wrong');
  await resumeConnection(world.ports, support, where, 'And back');
  t.match(await connectionOf(world, where), { value: { state: 'verified' }, isAltered: true });
  await isHeld(t, 'after two changes');
  await revokeConnection(world.ports, support, where, 'For good');
  t.match((await connectionOf(world, where)).value, { state: 'revoked' });
});

t.test('an item that is put back has its own valid MAC: an instance that saw a later revision refuses it', async t => {
  const { world, read, write, where, key, isHeld } = await stage(t);
  const before = await read(key);
  await suspendConnection(world.ports, support, where, 'Stop');
  await write(before);
  await isHeld(t, 'put back to before the suspend');
  const tenantKey = keys.subject('tenant', where.tenantId);
  const open = await read(tenantKey);
  const other = await stage(t);
  const tenantOfOther = keys.subject('tenant', other.where.tenantId);
  const openOther = await other.read(tenantOfOther);
  const connectionOfOther = await other.read(other.key);
  await closeTenant(other.world.ports, founder, other.where.tenantId, 'Over');
  await other.write(openOther);
  await other.write(connectionOfOther);
  await other.isHeld(t, 'a closed tenant put back to open');
  t.equal(open.revision, 1);
});

t.test('a key that was forged, or put back to before it was revoked, opens nothing', async t => {
  const { world, read, write } = await stage(t);
  const anywhere = () => true;
  const [, bare] = /^db_([a-z0-9]{16})_/.exec(world.keys.backend)!;
  const key = keys.subject('api-key', `key_${bare}`);
  const good = await read(key);
  t.match(await callerOfKey(world.ports, world.keys.backend, anywhere), { kind: 'backend' });
  const secret = 's'.repeat(43);
  const value = JSON.parse(good.value);
  const secrets = [{ sha256: sha256(secret), expiresAt: '2099-01-01T00:00:00.000Z' }];
  const forged = {
    'with a new secret': { ...good, value: JSON.stringify({ ...value, secrets }) },
    'as an operator': { ...good, value: JSON.stringify({ ...value, scope: 'operator', secrets }) },
  };
  for (const [title, item] of Object.entries(forged)) {
    await write(item);
    const instance = await another(t, world);
    for (const text of [secret, world.keys.backend.slice(-43)])
      t.equal(await callerOfKey(instance.ports, `db_${bare}_${text}`, anywhere), undefined, title);
    const answer = await world.app.inject({
      url: '/v1/tenants',
      headers: { authorization: `Bearer db_${bare}_${secret}` },
    });
    t.equal(answer.statusCode, 401, title);
  }
  await write({ ...good, ...keys.subject('api-key', 'key_aaaaaaaaaaaaaaaa') });
  t.equal(await callerOfKey(world.ports, `db_aaaaaaaaaaaaaaaa_${world.keys.backend.slice(-43)}`, anywhere), undefined);
  await write(good);
  await revokeApiKey(world.ports, founder, `key_${bare}`);
  await write(good);
  t.equal(await callerOfKey(world.ports, world.keys.backend, anywhere), undefined, 'revoked, then put back');
});

t.test('a revoked link that is put back opens nothing', async t => {
  const { world, read, write } = await stage(t);
  const where = await newConnection(world, await newTenant(world, 'One more'));
  const keyId = `key_${/^db_([a-z0-9]{16})_/.exec(world.keys.backend)![1]}`;
  const { link } = await makeLink(world.ports, { ...backend, id: keyId }, where, { kind: 'hand-off' });
  const item = await read(keys.subject('link', link.id));
  t.ok(await linkOf(world.ports, link.id));
  await revokeLink(world.ports, support, { ...where, linkId: link.id });
  await write(item);
  await t.rejects(linkOf(world.ports, link.id), { code: 'link_not_valid' });
});

/** The table as a release without MACs has left it. */
async function withoutMacs({ documents, TableName, write }: Awaited<ReturnType<typeof stage>>) {
  const items = (await documents.send(new ScanCommand({ TableName, ConsistentRead: true }))).Items!;
  const signed = items.filter(each => each.mac && each.pk !== keys.tableIdentity().pk);
  for (const { mac, rest, checkMac, ...item } of signed) await write(item);
  await documents.send(new DeleteCommand({ TableName, Key: keys.tableIdentity() }));
  return signed.length;
}

t.test('items of an earlier release get their MAC by a command, once, and are refused without one', async t => {
  const staged = await stage(t);
  const { world, read, write, where, key, isHeld } = staged;
  const signed = await withoutMacs(staged);
  await t.rejects(another(t, world), { name: 'TableRefused', message: /not its own item.*migrate-table/ });
  t.notOk((await read(key)).mac, 'no start signs anything');
  const kit = compose(world.config, world.ports.log, { clock: world.clock });
  t.teardown(() => kit.close());
  t.same(await migrateTable(kit.ports), { written: signed, left: 0 });
  const first = await another(t, world);
  t.ok((await requestSession(first, where)).accessKeyId);
  t.match(await callerOfKey(first.ports, world.keys.support, () => true), { kind: 'support' });
  const { mac: _, ...withoutMac } = await read(key);
  await write(withoutMac);
  await isHeld(t, 'without a MAC after the migration', first);
  await isHeld(t, 'and after another start', await another(t, world));
  await t.rejects(migrateTable(kit.ports), { name: 'TableRefused', message: /Nothing to do/ });
  t.notOk((await read(key)).mac);
});

t.test("the table's own item deleted or put back to an old one: nothing without a MAC is ever signed", async t => {
  const { world, documents, TableName, read, write, key, isHeld } = await stage(t);
  const own = await read(keys.tableIdentity());
  const { mac: _, checkMac: __, ...edited } = await read(key);
  await write({ ...edited, value: edited.value.replace('"maxSessionSeconds":3600', '"maxSessionSeconds":43200') });
  const refused = async (start: RegExp, command: RegExp, kit = world) => {
    await t.rejects(another(t, world), { name: 'TableRefused', message: start });
    await t.rejects(migrateTable(kit.ports), { name: 'TableRefused', message: command });
    t.notOk((await read(key)).mac);
  };
  await documents.send(new DeleteCommand({ TableName, Key: keys.tableIdentity() }));
  await refused(/not its own item/, /A release with MACs wrote this table/);
  const old = ownItemOf(world, { ...own.identity, isMigrated: false, since: '2026-01-01T00:00:00.000Z' });
  await write({ ...own, ...old });
  await refused(/have no MAC yet/, /have no MAC yet/);
  await t.rejects(world.ports.tableIntegrity.adopt(), { name: 'TableRefused', message: /have no MAC yet/ });
  const anchored = { tableIntegrity: world.ports.tableIntegrity, anchors: anchorsWithOne };
  await t.rejects(migrateTable(anchored), { name: 'TableRefused', message: /The anchors hold records/ });
  await world.ports.tableIntegrity.adopt(JSON.stringify({ identity: own.identity, mac: own.mac }));
  await isHeld(t, 'the item that lost its MAC, once the table has its own item again', await another(t, world));
});

t.test('a migration that was interrupted goes on where it stopped, and signs nothing that has another MAC', async t => {
  const { world, read, write, where, key } = await stage(t);
  const own = await read(keys.tableIdentity());
  const { mac: _, checkMac: __, ...unsigned } = await read(key);
  await write(unsigned);
  const tenant = keys.subject('tenant', where.tenantId);
  const altered = await read(tenant);
  await write({ ...altered, mac: 'another' });
  const since = world.clock.now().toISOString();
  await write({ ...own, ...ownItemOf(world, { ...own.identity, isMigrated: false, since }) });
  t.same(await migrateTable(world.ports), { written: 1, left: 1 });
  t.equal((await read(tenant)).mac, 'another');
  await write(altered);
  t.ok((await requestSession(await another(t, world), where)).accessKeyId);
});

t.test('after a change of the signing key, items stay valid with the earlier key, and then without it', async t => {
  const { world, where, documents, TableName, isHeld } = await stage(t);
  const signingKey = 'n'.repeat(43);
  await isHeld(t, 'a new key alone', await another(t, world, { signingKey }));
  const overlapping = await another(t, world, { signingKey, earlierSigningKeys: [world.config.signingKey] });
  t.ok((await requestSession(overlapping, where)).accessKeyId);
  const { keyId } = makeMacs(signingKey);
  const items = (await documents.send(new ScanCommand({ TableName, ConsistentRead: true }))).Items!;
  for (const { pk, mac } of items.filter(each => each.mac)) t.ok(mac.startsWith(`${keyId}.`), pk);
  t.ok(
    (await requestSession(await another(t, world, { signingKey }), where)).accessKeyId,
    'the earlier one is removed',
  );
});

t.test('a restored table issues nothing until an operator has adopted it, and stops land meanwhile', async t => {
  const { world, read, write, where, isHeld } = await stage(t);
  const own = await read(keys.tableIdentity());
  await write({ ...own, ...ownItemOf(world, { ...own.identity, name: 'the-table-before' }) });
  const instance = await another(t, world);
  await isHeld(t, 'restored', instance);
  t.match(world.logged(), 'The table was restored from a backup');
  t.match(await callerOfKey(instance.ports, world.keys.support, () => true), { kind: 'support' }, 'keys still work');
  await suspendConnection(instance.ports, support, where, 'It was suspended after the backup');
  await resumeConnection(instance.ports, support, where, 'Not this one');
  await isHeld(t, 'after changes', instance);
  await instance.ports.tableIntegrity.adopt();
  t.same((await read(keys.tableIdentity())).identity, own.identity);
  t.equal((await another(t, world)).ports.tableIntegrity.held, undefined);
  t.notOk((await connectionOf(instance, where)).isAltered, 'what was changed meanwhile is as the service wrote it');
});

t.test("the table's own item edited: a hold that no adopting ends, and nothing that it states is believed", async t => {
  const { world, read, write, key, isHeld } = await stage(t);
  const own = await read(keys.tableIdentity());
  const { mac: _, ...unsigned } = await read(key);
  const [, bare] = /^db_([a-z0-9]{16})_/.exec(world.keys.backend)!;
  const keyItem = await read(keys.subject('api-key', `key_${bare}`));
  const secrets = [{ sha256: sha256('s'.repeat(43)), expiresAt: '2099-01-01T00:00:00.000Z' }];
  const { mac: __, ...keyWithoutMac } = keyItem;
  const forgedKey = { ...keyWithoutMac, value: JSON.stringify({ ...JSON.parse(keyItem.value), secrets }) };
  const edits: Record<string, Record<string, unknown>> = {
    'items need no MAC': { ...own, identity: { ...own.identity, isMigrated: false } },
    'another id': { ...own, identity: { ...own.identity, id: 'tbl_other' } },
    'no MAC': { ...own, mac: undefined },
    'no content': { ...own, identity: 7 },
  };
  for (const [title, item] of Object.entries(edits)) {
    await write(JSON.parse(JSON.stringify(item)));
    const instance = await another(t, world);
    t.equal(instance.ports.tableIntegrity.held, 'edited', title);
    await isHeld(t, title, instance);
    await write(forgedKey);
    const forged = await callerOfKey(instance.ports, `db_${bare}_${'s'.repeat(43)}`, () => true);
    t.equal(forged, undefined, `${title}: a key without a MAC`);
    await write(keyItem);
    await t.rejects(instance.ports.tableIntegrity.adopt(), { name: 'TableRefused', message: /own item was edited/ });
    t.same((await read(keys.tableIdentity())).identity, item.identity, 'nothing was written');
  }
  t.match(world.logged(), "The table's own item was edited");
  await write(unsigned);
  const { adopt } = world.ports.tableIntegrity;
  const given = { identity: { ...own.identity, id: 'tbl_other' }, mac: own.mac };
  for (const text of ['{', '7', JSON.stringify(given)]) await t.rejects(adopt(text), { name: 'TableRefused' }, text);
  const line = world
    .logged()
    .split('\n')
    .find(each => each.startsWith('{"ownItem"'))!;
  await adopt(JSON.parse(line.slice(0, line.lastIndexOf('}') + 1)).ownItem);
  t.same(await read(keys.tableIdentity()), own, 'put back as a start has logged it');
  const ofAnother = ownItemOf(world, { ...own.identity, id: 'tbl_other' });
  await t.rejects(adopt(JSON.stringify(ofAnother)), { name: 'TableRefused', message: /belongs to another table/ });
  await isHeld(t, 'an item that lost its MAC meanwhile', await another(t, world));
});

t.test('a stop that the service did not write only stops, and a change of an altered item never signs it', async t => {
  const { world, read, write, where, key, isHeld } = await stage(t);
  const { ports } = world;
  const seen: CheckVerdict = { outcome: 'admitted', launch: 1, roleUniqueId: 'AROAEXAMPLE', findings: [] };
  const stop = { id: 'stp_1', at: world.clock.now().toISOString(), who: { kind: 'support', id: 'key_1' } } as const;
  const forged: Stop = { ...stop, action: 'connection.verified', verdict: { kind: 'full', seen } };
  const pending = await newConnection(world, where.tenantId);
  const pendingKey = keys.subject('connection', pending.connectionId);
  await write({ ...(await read(pendingKey)), stopUnsafe: forged });
  await publishOverlooked(ports);
  t.match((await connectionOf(world, pending)).value, { state: 'pending', health: 'unknown' });
  await revokeConnection(ports, support, pending, 'A forged stop keeps no revoke away');
  t.equal((await connectionOf(world, pending)).value.state, 'revoked');

  t.comment('a true one that is put back, when it says something else by now');
  await ports.connections.stop(where.connectionId, 'stopUnsafe', forged);
  await publishOverlooked(ports);
  t.equal((await connectionOf(world, where)).value.health, 'unsafe');

  t.comment('the worker records a stop of an altered item');
  const { value, ...good } = await read(key);
  await write({ ...good, value: value.replace('"health":"unsafe"', '"health":"healthy"') });
  await ports.connections.stop(where.connectionId, 'stopVendor', {
    ...stop,
    id: 'stp_2',
    action: 'connection.suspended',
  });
  await publishOverlooked(ports);
  t.match(await connectionOf(world, where), { value: { state: 'suspended' }, isAltered: true });
  const event = { type: 'resumed', by: 'vendor' } as const;
  await applyEvent(ports, support, await connectionOf(world, where), event, { action: 'connection.resumed' });
  await isHeld(t, 'after the resume', await another(t, world));
});

t.test('nobody puts off full checks by a note', async t => {
  const { world, read, write, where, key } = await stage(t);
  world.clock.advance(8 * 86_400_000);
  const item = await read(key);
  const lastFullCheck = { ...item.notes.lastFullCheck, at: world.clock.now().toISOString() };
  await write({ ...item, notes: { ...item.notes, lastFullCheck } });
  t.equal(kindDue(await connectionOf(world, where), world.clock.now()), 'full');
});

t.test('no template is printed from an altered item: it could admit the one who edited it', async t => {
  const { world, read, write, where } = await stage(t);
  const pending = await newConnection(world, where.tenantId);
  const key = keys.subject('connection', pending.connectionId);
  const item = await read(key);
  await write({ ...item, value: item.value.replaceAll('arn:aws:iam::', 'arn:aws:iam::999999999999:role/mine?') });
  const headers = { authorization: `Bearer ${world.keys.support}` };
  for (const path of ['delivery', 'delivery/template', 'delivery/terraform', 'delivery/guide']) {
    const url = `/v1/tenants/${pending.tenantId}/connections/${pending.connectionId}/${path}`;
    const { statusCode, body } = await world.app.inject({ url, headers });
    t.match([statusCode, body], [500, /not_readable.*|.*No launch link or template/], path);
    t.notMatch(body, '999999999999', path);
  }
});

t.test('a MAC is of one key, one text and one form', async t => {
  const [one, two] = [makeMacs('a'.repeat(43)), makeMacs('b'.repeat(43), ['a'.repeat(43)])];
  const mac = one.of('text');
  t.ok(one.isOf('text', mac));
  t.ok(two.isOf('text', mac), 'of an earlier key');
  t.notOk(one.isOf('text', two.of('text')));
  t.notOk(one.isOf('other', mac));
  for (const bad of [undefined, null, '', mac.slice(0, -1), `${mac}=`, mac.replace('.', ','), {}, 7])
    t.notOk(one.isOf('text', bad), String(bad));
  t.not(one.keyId, two.keyId);
});

t.test(
  'verification names what no history shows: edited notes, and subjects of which only traces are left',
  async t => {
    const { world, documents, TableName, read, write, where, key } = await stage(t);
    await requestSession(world, where);
    const faults = async () =>
      (await verifyHistory(world.ports, founder, {})).faults.map(({ kind, subject }) => `${kind} ${subject.id}`);
    t.strictSame(await faults(), []);
    const good = await read(key);
    await write({ ...good, notes: { ...good.notes, lastConclusiveCheckAt: '2099-01-01T00:00:00.000Z' } });
    t.strictSame(await faults(), [`item_altered ${where.connectionId}`]);
    await write(good);
    const remove = async (pk: string) => {
      const all = (await documents.send(new ScanCommand({ TableName, ConsistentRead: true }))).Items!;
      const own = all.filter(item => item.pk === pk);
      t.ok(own.length > 0, pk);
      for (const { sk } of own) await documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
      return async () => {
        for (const item of own) await write(item);
      };
    };
    const back = await remove(`tenant#${where.tenantId}`);
    t.strictSame(await faults(), [`subject_missing ${where.tenantId}`], 'its connection names the tenant');
    await back();
    const connectionBack = await remove(`connection#${where.connectionId}`);
    t.strictSame(await faults(), [`subject_missing ${where.connectionId}`], 'its ledger is left');
    await connectionBack();
  },
);
