// Anchors outside the store: whatever is put back, deleted or replaced in the table is a named fault; no request waits
// for an anchor, and none is lost.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import t, { type Test } from 'tap';
import { AnchoredHistories, type AnchorRecord, isStop, stopActions } from '../../api/core/audit/anchors.js';
import { checkChain, type KeptRow, nextRow } from '../../api/core/audit/history.js';
import { eventTypeNames } from '../../api/core/event/event-types.js';
import { revokeApiKey } from '../../api/operations/access/api-keys.js';
import { makeAnchoring } from '../../api/operations/audit/anchor-heads.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import { changeConnection } from '../../api/operations/connection/change-connection.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { closeTenant, recordOverlookedCloses } from '../../api/operations/ending/close-tenant.js';
import { suspendConnection } from '../../api/operations/ending/end-access.js';
import { publishWaiting } from '../../api/operations/event/publish-events.js';
import { makeAnchorFile } from '../../api/stores/audit/anchor-file.js';
import { backend, founder, support } from '../helpers/callers.js';
import { newConnection, newTenant } from '../helpers/customer.js';
import { newWorld, type World } from '../helpers/world.js';
import { documentsOf } from '../helpers/world-table.js';

async function stage(t: Test) {
  const file = join(t.testdir({}), 'anchors.ndjson');
  const world = await newWorld(t, { isTamperedWith: true, variables: { DRAWBRIDGE_ANCHOR_FILE: file } });
  const documents = documentsOf(t, world);
  const where = await newConnection(world, await newTenant(world));
  const link = (await makeLink(world.ports, backend, where, { kind: 'hand-off' })).link;
  const TableName = world.config.table;
  const partition = async (pk: string) => {
    const ExpressionAttributeValues = { ':pk': pk };
    const input = { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues, ConsistentRead: true };
    return (await documents.send(new QueryCommand(input))).Items!;
  };
  const empty = async (pk: string) => {
    for (const { sk } of await partition(pk)) await documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
  };
  /** What a point-in-time restore does to one subject. */
  const putBack = async (pk: string, items: Record<string, unknown>[]) => {
    await empty(pk);
    for (const Item of items) await documents.send(new PutCommand({ TableName, Item }));
  };
  const verify = (scope = {}, caller = founder) => verifyHistory(world.ports, caller, scope);
  const kinds = async () => (await verify()).faults.map(({ kind, subject }) => `${kind} ${subject.kind}`).sort();
  const pass = () => makeAnchoring(world.ports).pass();
  return { world, where, link, file, partition, empty, putBack, verify, kinds, pass };
}

const recordsIn = (file: string): AnchorRecord[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));

const narrow = (world: World, where: Parameters<typeof changeConnection>[2], maxSessionSeconds: number) =>
  changeConnection(world.ports, backend, where, { maxSessionSeconds });

t.test('a connection put back to before a revoke or suspend is found at once, without an hourly pass', async t => {
  const { world, where, partition, putBack, verify, file } = await stage(t);
  await narrow(world, where, 1800);
  const pk = `connection#${where.connectionId}`;
  const before = await partition(pk);
  await suspendConnection(world.ports, support, where, 'Ünusual “use”');
  await world.ports.background.idle();
  t.match(await verify(), { faults: [], anchors: { stops: 1, unreadable: 0, newestAt: /Z$/ } });
  const records = recordsIn(file);
  t.strictSame(records.map(({ type }) => type).sort(), ['open-stop', 'stop'], 'when it is set, and with its row');
  const stop = records.find(({ type }) => type === 'stop') as Extract<AnchorRecord, { type: 'stop' }>;
  t.match(
    stop.row,
    { action: 'connection.suspended', who: { id: support.id }, reason: 'Ünusual “use”' },
    'it is whole',
  );
  await putBack(pk, before);
  const subject = { kind: 'connection', id: where.connectionId };
  const faults = [{ kind: 'anchored_stop_missing', subject, revision: 3 }];
  t.strictSame((await verify()).faults, faults);
  t.strictSame((await verify(where)).faults, faults, 'and by a verification of this connection alone');
  t.strictSame((await verify({ tenantId: where.tenantId })).faults, faults, 'or of its tenant');
  await narrow(world, where, 900);
  t.strictSame((await verify()).faults, faults, 'another change at that revision does not hide it');
});

t.test('a stop that was set and never recorded is anchored whole: a table put back to before it is found', async t => {
  const { world, where, partition, putBack, verify, file, pass } = await stage(t);
  const { ports } = world;
  const dies = { record: () => Promise.reject(new Error('killed')) };
  const dying = { ...ports, connections: { ...ports.connections, ...dies }, tenants: { ...ports.tenants, ...dies } };
  const stopped = [
    [where.connectionId, 'connection', () => suspendConnection(dying, support, where, 'Stolen')],
    [where.tenantId, 'tenant', () => closeTenant(dying, founder, where.tenantId, 'Gone')],
  ] as const;
  for (const [id, kind, stop] of stopped) {
    const before = await partition(`${kind}#${id}`);
    await t.rejects(stop() as Promise<unknown>, /killed/);
    await ports.background.idle();
    const set = recordsIn(file).filter(each => each.type === 'open-stop' && each.subject.id === id);
    t.match(set[0], { subject: { kind }, stop: { who: { id: /./ }, reason: /Stolen|Gone/, action: /\./ } }, 'whole');
    t.strictSame((await verify()).faults, [], 'while it is there');
    const after = await partition(`${kind}#${id}`);
    await putBack(`${kind}#${id}`, before);
    const fault = { kind: 'anchored_stop_missing', subject: { kind, id }, revision: 2 };
    t.match((await verify()).faults, [fault]);
    t.match((await verify({ tenantId: where.tenantId })).faults, [fault]);
    await putBack(`${kind}#${id}`, after);
  }
  await publishWaiting(ports);
  await recordOverlookedCloses(ports);
  await pass();
  t.strictSame((await verify()).faults, [], 'and after it is recorded');
});

t.test('every kind of subject: put back, replaced and deleted', async t => {
  const { world, where, link, partition, empty, putBack, kinds, pass } = await stage(t);
  const idOf = async (list: Promise<{ items: { value: { id: string } }[] }>) => (await list).items[0]!.value.id;
  const keyId = await idOf(world.ports.apiKeys.list({ limit: 1 }));
  const subjects = {
    tenant: where.tenantId,
    connection: where.connectionId,
    link: link.id,
    'api-key': keyId,
    'permission-set': 'cost-read@1.0.0',
  };
  await narrow(world, where, 1800);
  t.ok((await pass()) >= 7);
  t.equal(await pass(), 0, 'a head that did not change is not anchored again');
  t.strictSame(await kinds(), []);
  for (const [kind, id] of Object.entries(subjects)) {
    const pk = `${kind}#${id}`;
    const items = await partition(pk);
    t.ok(items.length > 0, pk);
    await empty(pk);
    t.match(await kinds(), [`anchored_subject_missing ${kind}`], `${kind} deleted with its rows`);
    await putBack(pk, items);
    t.strictSame(await kinds(), [], 'and put back whole');
  }
});

t.test(
  'a history that is shorter than its anchored head, or another one, is found; a newer head hides it not',
  async t => {
    const { world, where, partition, putBack, kinds, verify, pass } = await stage(t);
    const pk = `connection#${where.connectionId}`;
    const before = await partition(pk);
    await narrow(world, where, 1800);
    await narrow(world, where, 900);
    await pass();
    await putBack(pk, before);
    t.strictSame((await verify()).faults, [
      {
        kind: 'shorter_than_anchor',
        subject: { kind: 'connection', id: where.connectionId },
        revision: 2,
        through: 3,
      },
    ]);
    await narrow(world, where, 1801);
    await narrow(world, where, 901);
    t.strictSame(await kinds(), ['differs_from_anchor connection']);
    await narrow(world, where, 902);
    t.ok((await pass()) > 0, 'the newer head is anchored');
    t.strictSame(await kinds(), ['differs_from_anchor connection'], 'and so is the loss');
    t.match(world.logged(), 'a history no longer holds its anchored row');
  },
);

t.test('a caller that is bound to a tenant learns of its own deleted subjects, and of no other', async t => {
  const { world, where, link, empty, verify, pass } = await stage(t);
  const other = await newTenant(world, 'Another Tenant');
  await pass();
  await empty(`connection#${where.connectionId}`);
  await empty(`link#${link.id}`);
  const faultsFor = async (tenantId: string) =>
    (await verify({}, { kind: 'auditor', id: 'key_a', tenants: [tenantId] } as never)).faults.map(each => each.kind);
  t.strictSame(await faultsFor(where.tenantId), ['anchored_subject_missing', 'anchored_subject_missing']);
  t.strictSame(await faultsFor(other), []);
});

t.test('no request waits for an anchor: it is tried again, and a lost one is anchored by the next pass', async t => {
  const { world, where, file, pass } = await stage(t);
  const anchors = world.ports.anchors!;
  const append = anchors.append.bind(anchors);
  let fails = Number.POSITIVE_INFINITY;
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  anchors.append = async records => {
    await held;
    fails -= 1;
    if (fails >= 0) throw new Error('The bucket is away');
    return append(records);
  };
  await suspendConnection(world.ports, support, where, 'It is answered while the anchor hangs');
  t.match((await world.ports.connections.get(where.connectionId))!.value, { state: 'suspended' });
  release();
  await world.ports.background.idle();
  t.match(world.logged(), 'anchors were not stored; they are tried again');
  t.match(world.logged(), 'background work failed', 'after some minutes it is left to the hourly pass');
  fails = 2;
  await pass();
  const records = recordsIn(file);
  t.equal(records.filter(each => each.type === 'stop').length, 1);
  const keyId = (await world.ports.apiKeys.list({ limit: 1 })).items[0]!.value.id;
  fails = 3;
  await revokeApiKey(world.ports, founder, keyId);
  await world.ports.background.idle();
  t.match(readFileSync(file, 'utf8'), '"action":"key.revoked"', 'after three failures');
});

t.test('without anchors the service starts and says what it cannot show', async t => {
  const world = await newWorld(t);
  t.match(world.logged(), 'No anchors are configured');
  t.notOk('anchors' in (await verifyHistory(world.ports, founder, {})));
});

t.test('the file of anchors', async t => {
  const path = join(t.testdir({}), 'anchors');
  const anchors = makeAnchorFile(path);
  const record = (n: number): AnchorRecord => ({
    type: 'heads',
    at: `2026-12-01T00:00:${n}Z`,
    writer: 'ins_1',
    heads: [{ kind: 'tenant', id: `ten_${n}`, revision: n, hash: 'é'.repeat(n * 5000) }],
  });
  const all = async (after?: string) => {
    const found = [];
    for await (const each of anchors.walk(after)) found.push(each);
    return found;
  };
  t.strictSame(await all(), [], 'there is none yet');
  await Promise.all(Array.from({ length: 20 }, (_, n) => anchors.append([record(n + 1), record(n + 1)])));
  const found = await all();
  t.equal(found.length, 40);
  t.ok(found.every(each => each.record?.type === 'heads'));
  t.strictSame(await all(found.at(-1)!.position), []);
  await anchors.append([record(7)]);
  t.strictSame(
    (await all(found.at(-1)!.position)).map(each => each.record),
    [record(7)],
  );
  appendFileSync(path, '{"type":"heads","at":"cut sho');
  t.equal((await all()).length, 41, 'a line that is still written is not read');
  await anchors.append([record(8)]);
  t.strictSame(
    (await all()).slice(-2).map(each => each.record),
    [undefined, record(8)],
    'a cut line stays alone',
  );
  writeFileSync(path, `${readFileSync(path, 'utf8')}7\nnull\n[]\n`);
  t.equal((await all()).filter(each => each.record === undefined).length, 4);
});

t.test('of two anchored rows at one revision the history can hold only one: a fault either way', async t => {
  const subject = { kind: 'tenant', id: 'ten_1' } as const;
  const change = { at: '2026-12-01T00:00:00.000Z', who: { kind: 'operator', id: 'key_1' } };
  const one = nextRow(subject, undefined, { ...change, action: 'tenant.created' }, {});
  const other = nextRow(subject, undefined, { ...change, action: 'tenant.closed' }, {});
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    const anchored = new AnchoredHistories();
    const heads = (row: typeof one) => [{ ...subject, revision: 1, hash: row.hash }];
    for (const row of [first, second]) anchored.add({ type: 'heads', at: row.at, writer: 'w', heads: heads(row) });
    const check = checkChain(subject, anchored.of('tenant', 'ten_1'));
    check.add({ row: one, stateAfter: {} } as KeptRow);
    t.strictSame(
      check.finish(1).map(each => each.kind),
      ['differs_from_anchor'],
    );
  }
});

t.test('every stop is an action that the kit writes', async t => {
  const source = readFileSync(join(process.cwd(), 'api/core/audit/subject-action.ts'), 'utf8');
  for (const action of stopActions)
    t.ok((eventTypeNames as string[]).includes(action) || source.includes(`'${action}'`), action);
  t.ok(isStop({ action: 'connection.checked', facts: { outcome: 'unsafe' } }));
  t.notOk(isStop({ action: 'connection.checked', facts: { outcome: 'refused' } }));
  t.notOk(isStop({ action: 'connection.resumed', facts: { outcome: 'unsafe' } }));
});
