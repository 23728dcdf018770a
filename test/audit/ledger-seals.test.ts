// The ledger's rows never change, and each is sealed by the instance that wrote it: whatever is deleted, edited or
// added in the store is found, also when an instance ended before it could seal its last minute.
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import t, { type Test } from 'tap';
import { AnchoredHistories } from '../../api/core/audit/anchors.js';
import { firstPreviousHash } from '../../api/core/audit/history.js';
import type { LedgerRow, MintedRow } from '../../api/core/audit/ledger.js';
import {
  emptyRoot,
  hashOfSeal,
  leafOf,
  merkleRoot,
  rootWith,
  type Seal,
  type SealedRow,
} from '../../api/core/audit/seals.js';
import { makeStores, type Stores } from '../../api/stores/dynamodb.js';
import { keys } from '../../api/stores/table/table.js';
import { allPages } from '../helpers/all-pages.js';
import { change, mintedRow, openStores, owner, tableName } from '../helpers/store-world.js';

const { macs } = owner('ins');
const start = Date.parse('2026-12-01T10:00:30.000Z');

async function stage(t: Test) {
  const opened = await openStores();
  t.teardown(() => opened.close());
  let ms = start;
  const clock = { now: () => new Date(ms), wait: async () => undefined };
  const instance = (name: string): Stores => makeStores(opened.documents, tableName, { clock, ...owner(name) });
  const stores = instance('ins_a');
  for (const id of ['con_1', 'con_2', 'con_3'])
    await stores.connections.create(
      { id, tenantId: 'ten_1', state: 'pending', createdAt: '2026', roleSpec: { inlinePolicies: [] } } as never,
      change('made'),
    );
  const items = async () => {
    const all = (await opened.documents.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }))).Items!;
    return all.filter(({ pk }) => /^(ledger|seals|seal-parts)#/.test(pk));
  };
  const put = (Item: Record<string, unknown>) => opened.documents.send(new PutCommand({ TableName: tableName, Item }));
  const remove = ({ pk, sk }: Record<string, unknown>) =>
    opened.documents.send(new DeleteCommand({ TableName: tableName, Key: { pk, sk } }));
  const anchors = new AnchoredHistories();
  const anchor = (seals: Seal[]) => {
    for (const seal of seals) anchors.add({ type: 'seal', seal, at: seal.sealedAt, writer: seal.sealedBy });
  };
  const verify = async (anchored = new AnchoredHistories()) => {
    const faults = [];
    const sealedBy = new Map<string, number>();
    for (const id of ['con_1', 'con_2', 'con_3']) {
      const found = await stores.ledgerSeals.verifyRows(id);
      faults.push(...found.faults);
      for (const [writer, n] of found.sealedBy) sealedBy.set(writer, (sealedBy.get(writer) ?? 0) + n);
    }
    const seals = await stores.ledgerSeals.verifySeals({ anchored: anchored.seals, sealedBy });
    return { ...seals, faults: [...faults, ...seals.faults] };
  };
  const kinds = async (anchored?: AnchoredHistories) => [
    ...new Set((await verify(anchored)).faults.map(({ kind, subject }) => `${kind} ${subject.id}`)),
  ];
  const move = (by: number) => {
    ms += by;
  };
  /** A request: its row, and after the call the row with the outcome. */
  let requests = 0;
  const request = async (connectionId: string, by: Stores = stores) => {
    requests += 1;
    const row = mintedRow(`row_${requests}`, clock.now().toISOString(), { connectionId }) as MintedRow;
    await by.ledger.put(row);
    await by.ledger.put({ ...row, outcome: { kind: 'refused' } });
    return row;
  };
  const { documents } = opened;
  return { documents, stores, instance, items, put, remove, anchor, anchors, verify, kinds, move, request, clock };
}

t.test('every stored item of a sealed ledger: deleted or edited in any attribute, it is found', async t => {
  const { stores, items, put, remove, kinds, verify, request, move, anchor, anchors } = await stage(t);
  for (const connectionId of ['con_1', 'con_2', 'con_1']) await request(connectionId);
  move(60_000);
  await request('con_1');
  const seals = await stores.ledgerSeals.sealEnded();
  t.match(seals, [{ number: 1, connections: 2, rows: 6, minute: '2026-12-01T10:00', sealedBy: 'ins_a' }]);
  t.strictSame(await kinds(), [], 'a minute that has not ended is open');
  seals.push(...(await stores.ledgerSeals.sealRest()));
  anchor(seals);
  for (const seal of seals) await stores.ledgerSeals.settle(seal);
  t.match(await verify(anchors), { seals: 2, orphaned: 0, faults: [] });
  const all = await items();
  t.equal(all.length, 8 + 3 + 2 + 2, 'rows, what is sealed beside them, heads, parts');
  for (const item of all) {
    const name = `${item.pk} ${item.sk}`;
    await remove(item);
    // Without anchors nothing shows that the newest seal of a writer existed, but what it sealed is still there.
    t.not((await kinds()).length, 0, `${name} deleted`);
    t.not((await kinds(anchors)).length, 0, `${name} deleted, with anchors`);
    for (const [attribute, value] of Object.entries(item)) {
      if (['pk', 'sk', 'schema'].includes(attribute)) continue;
      await put({ ...item, [attribute]: typeof value === 'number' ? value + 1 : edited(String(value)) });
      t.not((await kinds()).length, 0, `${name} edited in ${attribute}`);
    }
    await put(item);
  }
  t.strictSame(await kinds(anchors), [], 'all as before');
});

/** One character of a text is another one. */
const edited = (text: string) => `${text.slice(0, -3)}${text.at(-3) === '7' ? '8' : '7'}${text.slice(-2)}`;

t.test('a minute that is written again, rows and seals alike, is found without anchors', async t => {
  const { stores, instance, items, put, remove, kinds, request, move, verify, documents } = await stage(t);
  const sealed = async (by: Stores) => {
    for (const seal of await by.ledgerSeals.sealEnded()) await by.ledgerSeals.settle(seal);
  };
  // The first seal states since when there are MACs; what follows is later than any instance of an earlier release.
  await request('con_2');
  move(60_000);
  await sealed(stores);
  move(2 * 3_600_000);
  const other = instance('ins_b');
  for (const connectionId of ['con_1', 'con_3']) await request(connectionId, other);
  move(60_000);
  await request('con_1', other);
  move(60_000);
  await sealed(other);
  const whole = await items();
  t.strictSame(await kinds(), []);
  const ofMinute = whole.filter(({ writer, minute }) => writer === 'ins_b' && minute === '2026-12-01T12:01');
  const isRow = ({ row }: Record<string, unknown>) => row !== undefined;
  const rewritten = (hasMac: boolean) => {
    const rows = ofMinute.filter(isRow).map(item => ({
      ...item,
      row: item.pk === 'ledger#con_1' ? item.row.replace('key_1', 'key_2') : item.row,
    })) as unknown as SealedRow[];
    const entries = ['con_1', 'con_3'].map(connectionId => {
      const own = rows.filter(({ pk }) => pk === `ledger#${connectionId}`).sort((a, b) => (a.sk < b.sk ? -1 : 1));
      return { connectionId, rows: own.length, root: own.map(leafOf).reduce(rootWith, emptyRoot) };
    });
    const heads = whole.filter(({ pk }) => pk === 'seals#ins_b').map(item => ({ item, seal: JSON.parse(item.seal) }));
    let previous = firstPreviousHash;
    const again = heads.map(({ item, seal }) => {
      const next: Seal = { ...seal, previous, ...(seal.number === 1 && { root: merkleRoot(entries) }) };
      const { signedSince: _, ...plain } = next;
      const made = hasMac ? next : (plain as Seal);
      previous = hashOfSeal(made);
      return { ...item, seal: JSON.stringify({ ...made, hash: previous }) };
    });
    const beside = ofMinute
      .filter(({ sk }) => sk.startsWith('~seal'))
      .map(item => ({
        ...item,
        ...entries.find(each => item.pk.endsWith(each.connectionId)),
        connectionId: undefined,
      }));
    const part = whole.find(({ pk, sk }) => pk === 'seal-parts#ins_b' && /0001#part/.test(sk))!;
    const all = [...rows, ...beside, ...again, { ...part, entries: JSON.stringify(entries) }] as typeof whole;
    return hasMac ? all : all.map(({ mac: _, ...item }) => item as (typeof whole)[number]);
  };
  for (const hasMac of [true, false]) {
    for (const item of rewritten(hasMac)) await put(item);
    const name = hasMac ? 'with the MACs as they were' : 'without MACs, as of an earlier release';
    t.not((await kinds()).filter(each => each === 'seal_altered ins_b').length, 0, name);
    const { faults } = await stores.ledgerSeals.verifyRows('con_1');
    t.match(
      faults,
      [{ kind: 'seal_altered', minute: '2026-12-01T12:01' }],
      'by a verification of its connection alone',
    );
    // An instance that knows of no MAC yet learns it from the seals.
    await documents.send(new DeleteCommand({ TableName: tableName, Key: keys.sealsSince(macs.keyId) }));
    const fresh = await instance('ins_c').ledgerSeals.verifySeals({ anchored: new Map(), sealedBy: new Map() });
    t.match(fresh.faults, [{ kind: 'seal_altered', writer: 'ins_b' }], `${name}, after the time was deleted`);
  }
  for (const item of whole) await put(item);
  t.match(await verify(), { faults: [] });
  // What an earlier release sealed has no MAC.
  for (const item of whole) {
    await remove(item);
    if (item.writer !== 'ins_b' && !/ins_b/.test(item.pk)) continue;
    const { mac: _, ...plain } = item;
    await put(plain);
  }
  await documents.send(new DeleteCommand({ TableName: tableName, Key: keys.sealsSince(macs.keyId) }));
  const later = instance('ins_later');
  const old = await later.ledgerSeals.verifySeals({ anchored: new Map(), sealedBy: new Map() });
  t.strictSame(old.faults, []);
  await request('con_2', later);
  move(60_000);
  await sealed(later);
  t.strictSame((await later.ledgerSeals.verifySeals({ anchored: new Map(), sealedBy: new Map() })).faults, []);
});

t.test('added rows are found, whatever writer and minute they name', async t => {
  const { stores, items, put, remove, kinds, request, move, anchor } = await stage(t);
  await request('con_1');
  move(60_000);
  const seals = await stores.ledgerSeals.sealEnded();
  anchor(seals);
  for (const seal of seals) await stores.ledgerSeals.settle(seal);
  const [row] = (await items()).filter(({ pk, sk }) => pk === 'ledger#con_1' && sk.startsWith('2026'));
  const added = [
    [{ sk: `${row!.sk}0` }, 'ledger_row_added con_1'],
    [{ pk: 'ledger#con_2' }, 'ledger_row_unsealed con_2'],
    [{ sk: `${row!.sk}0`, minute: '2026-12-01T09:00' }, 'ledger_row_unsealed con_1'],
    [{ sk: `${row!.sk}0`, writer: 'ins_z' }, 'ledger_row_unsealed con_1'],
    // As earlier releases wrote rows, but long after this table has had seals.
    [{ sk: '2026-12-01T12:00:00.000Z#row_z', writer: undefined, minute: undefined }, 'ledger_row_unsealed con_1'],
  ] as const;
  for (const [more, fault] of added) {
    await put({ ...row, ...more });
    t.strictSame(await kinds(), [fault]);
    await remove({ ...row, ...more });
  }
  await put({ ...row, pk: 'ledger#con_2' });
  const sealed = (await items()).find(({ sk }) => sk.startsWith('~seal'))!;
  await put({ ...sealed, pk: 'ledger#con_2' });
  const madeUp = ['seal_altered con_2', 'ledger_row_missing con_2', 'seal_missing ins_a'];
  t.match(await kinds(), madeUp, 'with a made-up entry beside it');
});

t.test('rows deleted before their minute is sealed are found, because the writer remembers them', async t => {
  const { stores, items, remove, kinds, request, move } = await stage(t);
  await request('con_1');
  await request('con_2');
  for (const item of (await items()).filter(({ pk }) => pk === 'ledger#con_1')) await remove(item);
  move(60_000);
  await stores.ledgerSeals.sealEnded();
  t.strictSame(await kinds(), ['ledger_row_missing con_1']);
});

t.test('with anchors: the newest seals of a writer, all of them, or another chain', async t => {
  const { stores, items, put, remove, kinds, request, move, anchor, anchors } = await stage(t);
  for (let n = 0; n < 2; n += 1) {
    await request('con_1');
    move(60_000);
    const seals = await stores.ledgerSeals.sealEnded();
    anchor(seals);
    for (const seal of seals) await stores.ledgerSeals.settle(seal);
  }
  const all = await items();
  const ofMinute = all.filter(
    ({ minute, pk, sk }) => minute === '2026-12-01T10:01' || (/^seal/.test(pk) && /0002/.test(sk)),
  );
  for (const item of ofMinute) await remove(item);
  t.strictSame(await kinds(), [], 'what was put back whole looks unedited');
  t.strictSame(await kinds(anchors), ['seal_missing ins_a']);
  for (const item of all) await remove(item);
  t.strictSame(await kinds(anchors), ['seal_missing ins_a']);
  for (const item of all) await put(item);
  anchor([{ ...JSON.parse(all.find(({ sk }) => sk === 'seal#0000000002')!.seal), hash: 'f'.repeat(64) }]);
  t.strictSame(await kinds(anchors), ['seal_differs_from_anchor ins_a']);
});

t.test('an instance that ends leaves its minute to another, which says so; a living one keeps its own', async t => {
  const { stores, instance, verify, kinds, request, move, anchor, anchors, items, remove } = await stage(t);
  const dead = instance('ins_dead');
  await request('con_1', dead);
  move(60_000);
  await request('con_2', dead);
  anchor(await dead.ledgerSeals.sealEnded());
  await request('con_3', dead);
  await request('con_3');
  t.strictSame(await stores.ledgerSeals.sealOrphaned(), [], 'not yet: it may be slow');
  move(11 * 60_000);
  const own = await stores.ledgerSeals.sealEnded();
  for (const seal of own) await stores.ledgerSeals.settle(seal);
  const taken = await stores.ledgerSeals.sealOrphaned();
  t.match(
    taken.map(({ writer, sealedBy, number, rows }) => [writer, sealedBy, number, rows]),
    [
      ['ins_dead', 'ins_dead', 1, 2],
      ['ins_dead', 'ins_a', 2, 4],
    ],
    'the first was sealed by its writer, and only its end was missing',
  );
  anchor([...own, ...taken]);
  for (const seal of taken) await stores.ledgerSeals.settle(seal);
  t.strictSame(await stores.ledgerSeals.sealOrphaned(), []);
  t.match(await verify(anchors), { seals: 3, orphaned: 1, faults: [] });
  for (const item of (await items()).filter(({ writer, pk }) => writer === 'ins_dead' && pk === 'ledger#con_3'))
    await remove(item);
  t.strictSame(await kinds(anchors), ['ledger_row_missing con_3']);
});

t.test('two instances that take over one minute make one seal', async t => {
  const { stores, instance, verify, request, move } = await stage(t);
  await request('con_1', instance('ins_dead'));
  move(12 * 60_000);
  const [one, two] = await Promise.all([
    stores.ledgerSeals.sealOrphaned(),
    instance('ins_b').ledgerSeals.sealOrphaned(),
  ]);
  t.equal(one[0]!.root, two[0]!.root);
  t.match(await verify(), { seals: 1, orphaned: 1, faults: [] });
});

t.test('a row is written once: its outcome is an item of its own, and every reader gives one answer', async t => {
  const { stores, items, put, request, clock } = await stage(t);
  const first = await request('con_1');
  const second = mintedRow('row_open', clock.now().toISOString(), { connectionId: 'con_1' });
  await stores.ledger.put(second);
  const stored = (await items()).map(({ sk, row }) => [sk.split('#').slice(1).join('#'), 'outcome' in JSON.parse(row)]);
  t.strictSame(stored.sort(), [
    ['row_1#outcome', true],
    ['row_1', false],
    ['row_open', false],
  ]);
  // As earlier releases stored it: overwritten, without writer and minute.
  const old = mintedRow('row_old', '2026-11-01T10:00:00.000Z', { connectionId: 'con_1', outcome: { kind: 'refused' } });
  await put({ pk: 'ledger#con_1', sk: `${old.at}#${old.id}`, schema: 1, row: JSON.stringify(old) });
  const wanted: LedgerRow[] = [second, { ...first, outcome: { kind: 'refused' } }, old];
  for (const limit of [1, 2, 3, 100]) {
    const listed: LedgerRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await stores.ledger.list('con_1', { limit, ...(cursor && { cursor }) });
      t.ok(page.items.length <= limit);
      listed.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    t.strictSame(listed, wanted, `pages of ${limit}`);
  }
  const walked: LedgerRow[] = [];
  for await (const row of stores.ledger.walk('con_1', {})) walked.push(row);
  t.strictSame(walked, wanted.toReversed());
  t.strictSame(
    (await stores.ledger.alive('con_1', clock.now().toISOString())).map(({ id }) => id),
    ['row_open'],
    'a refused call made no session',
  );
  t.equal((await allPages(page => stores.ledger.list('con_1', { ...page, kind: 'issue' }))).length, 3);
  t.match(await stores.ledgerSeals.verifyRows('con_1'), { unsealed: 1, faults: [] });
});

t.test('the Merkle root: order, count and content of the entries matter', async t => {
  const entry = (n: number) => ({ connectionId: `con_${n}`, rows: n, root: String(n) });
  const roots = new Set<string>();
  for (let n = 0; n < 9; n += 1) roots.add(merkleRoot(Array.from({ length: n }, (_, at) => entry(at))));
  roots.add(merkleRoot([entry(1), entry(0)]));
  roots.add(merkleRoot([entry(0), { ...entry(1), rows: 2 }]));
  roots.add(merkleRoot([entry(0), entry(1), entry(1)]));
  t.equal(roots.size, 12);
});
