// The history: what its verifier finds in a chain alone and in the store, and what a crash or a kill leaves behind.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DeleteCommand, GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, t } from 'tap';
import type { Caller } from '../../api/core/access/caller.js';
import type { Tenant } from '../../api/core/access/tenant.js';
import { checkChain, faultsIn, hashOfRow, type KeptRow, nextRow } from '../../api/core/audit/history.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import type { Versioned } from '../../api/ports/subjects.js';
import { itemSchema, keys } from '../../api/stores/table/table.js';
import { allPages } from '../helpers/all-pages.js';
import { childScript } from '../helpers/child-script.js';
import { drawing, isLong, shuffled } from '../helpers/seeded.js';
import { change, openStores, type StoreWorld, tableName, tenant } from '../helpers/store-world.js';
import { type KitOnDisk, openKit } from './kit-on-disk.js';
import type { WriterLine } from './store-writer-child.js';

// Processes are started and killed: on a busy machine this takes longer than tap's 30 seconds.
t.setTimeout(120_000);

const subject = { kind: 'tenant', id: 'ten_1' } as const;

function chain(length: number): KeptRow[] {
  const rows: KeptRow[] = [];
  for (let n = 1; n <= length; n += 1) {
    const stateAfter = { ...tenant('ten_1'), name: `name ${n}` };
    rows.push({ row: nextRow(subject, rows.at(-1)?.row, change('tenant.renamed', n), stateAfter), stateAfter });
  }
  return rows;
}

const said = (faults: ReturnType<typeof faultsIn>) =>
  faults.map(each => `${each.kind} ${each.revision}${each.through ? `-${each.through}` : ''}`);
const rehashed = ({ row, stateAfter }: KeptRow, edit: Partial<KeptRow['row']>): KeptRow => {
  const edited = { ...row, ...edit };
  return { row: { ...edited, hash: hashOfRow(edited) }, stateAfter };
};

t.test('a chain of rows', async t => {
  const rows = chain(6);
  const at = (n: number) => rows[n - 1]!;
  const withRow = (n: number, row: KeptRow) => rows.with(n - 1, row);
  const found = (given: KeptRow[], expected = 6) => said(faultsIn(subject, given, expected));

  t.test('without edits has no fault, even if its members come back in another order', async t => {
    t.strictSame(found(rows), []);
    const turned = rows.map(each => ({
      row: Object.fromEntries(Object.entries(each.row).reverse()) as unknown as KeptRow['row'],
      stateAfter: Object.fromEntries(Object.entries(each.stateAfter as object).reverse()),
    }));
    t.strictSame(found(turned), []);
    t.strictSame(found([], 0), []);
  });

  const edits: [string, KeptRow[], string[]][] = [
    ['an edited reason', withRow(3, { ...at(3), row: { ...at(3).row, reason: 'other' } }), ['row_edited 3']],
    [
      'an edited person',
      withRow(3, { ...at(3), row: { ...at(3).row, who: { kind: 'x', id: 'y' } } }),
      ['row_edited 3'],
    ],
    ['an edit with a new hash', withRow(3, rehashed(at(3), { reason: 'other' })), ['chain_broken 4']],
    ['an edited snapshot', withRow(3, { ...at(3), stateAfter: { ...tenant('ten_1'), name: 'x' } }), ['state_edited 3']],
    ['a missing snapshot', withRow(3, { ...at(3), stateAfter: undefined }), ['state_edited 3']],
    ['a missing row', rows.toSpliced(2, 1), ['row_missing 3']],
    ['several missing rows', rows.toSpliced(1, 3), ['row_missing 2-4']],
    ['missing first rows', rows.slice(2), ['row_missing 1-2']],
    ['missing last rows', rows.slice(0, 4), ['row_missing 5-6']],
    [
      'a row twice',
      rows.toSpliced(3, 0, at(3)),
      ['row_misplaced 4', 'chain_broken 4', 'row_misplaced 5', 'row_misplaced 6', 'row_misplaced 7', 'row_misplaced 7'],
    ],
  ];
  for (const [what, given, faults] of edits)
    t.test(`shows ${what}`, async t => {
      t.strictSame(found(given), faults);
    });

  t.test('shows two rows that were swapped, even if they were renumbered and hashed again', async t => {
    const swapped = [1, 2, 4, 3, 5, 6].map(at);
    const check = checkChain(subject);
    swapped.forEach((row, index) => {
      check.add(row, index + 1);
    });
    const shown = said(check.finish(6));
    t.ok(shown.includes('row_misplaced 3') && shown.includes('row_misplaced 4') && shown.includes('chain_broken 3'));
    const renumbered = [at(1), at(2), rehashed(at(4), { revision: 3 }), rehashed(at(3), { revision: 4 }), at(5), at(6)];
    t.strictSame(found(renumbered), ['chain_broken 3', 'chain_broken 4', 'chain_broken 5']);
  });

  t.test('shows a second row with the same revision', async t => {
    const check = checkChain(subject);
    for (const n of [1, 2, 2, 3]) check.add(at(n), n);
    t.strictSame(said(check.finish(3)), ['row_misplaced 2', 'chain_broken 2']);
  });

  t.test('shows a row of another subject, whose own hash is valid', async t => {
    t.strictSame(found(withRow(6, rehashed(at(6), { subject: { kind: 'tenant', id: 'ten_2' } }))), ['row_misplaced 6']);
    t.strictSame(found(withRow(6, rehashed(at(6), { subject: { kind: 'link', id: 'ten_1' } }))), ['row_misplaced 6']);
  });

  t.test("shows rows beyond the subject's own revision", async t => {
    t.strictSame(found(rows, 4), ['row_misplaced 5-6']);
  });

  t.test('shows a malformed row, and still verifies the rest', async t => {
    const check = checkChain(subject);
    const given = rows.with(2, { row: undefined as never, stateAfter: 1 }).with(4, { ...at(5), stateAfter: 0 });
    given.forEach((row, index) => {
      check.add(row, index + 1);
    });
    const shown = said(check.finish(6));
    t.ok(shown.includes('row_edited 3') && shown.includes('state_edited 5'));
    t.notOk(shown.some(each => each.endsWith(' 4') || each.endsWith(' 6')));
  });

  t.test('does not fill the memory when a planted row has an absurd revision', async t => {
    t.strictSame(found([...rows, rehashed(at(6), { revision: 1e15 })], 6), [
      'row_missing 7-999999999999999',
      'row_misplaced 7-1000000000000000',
    ]);
    const planted = Array.from({ length: 500 }, () => at(1));
    t.equal(faultsIn(subject, planted, 1).length, 100);
  });
});

async function world(test: Test): Promise<StoreWorld> {
  const opened = await openStores();
  test.teardown(opened.close);
  return opened;
}

/** A tenant with `revisions` revisions. */
async function grow({ stores }: StoreWorld, id: string, revisions: number): Promise<Versioned<Tenant>> {
  let kept = (await stores.tenants.create(tenant(id), change('tenant.made')))!;
  while (kept.revision < revisions)
    kept = (await stores.tenants.change(
      kept,
      { ...kept.value, name: `name ${kept.revision}` },
      change('tenant.renamed', kept.revision),
    ))!;
  return kept;
}

t.test('the history in the store', async t => {
  t.test('is listed newest first, page by page, with the state after each row', async t => {
    const opened = await world(t);
    const { stores } = opened;
    const kept = await grow(opened, 'ten_1', 7);
    for (const limit of [1, 3, 6, 7, 8]) {
      const rows: KeptRow[] = [];
      let pages = 0;
      let cursor: string | undefined;
      do {
        const page = await stores.tenants.history('ten_1', { limit, ...(cursor !== undefined && { cursor }) });
        rows.push(...page.items);
        pages += 1;
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      t.strictSame(
        rows.map(each => each.row.revision),
        [7, 6, 5, 4, 3, 2, 1],
      );
      t.strictSame(rows[0], { row: kept.last, stateAfter: kept.value });
      t.match(rows[3], { row: { action: 'tenant.renamed' }, stateAfter: { name: 'name 3' } });
      t.strictSame(faultsIn(subject, rows.reverse(), 7), []);
      t.equal(pages, Math.ceil(7 / limit));
    }
    await grow(opened, 'ten_2', 3);
    const { nextCursor } = await stores.tenants.history('ten_1', { limit: 2 });
    await t.rejects(stores.tenants.history('ten_2', { limit: 2, cursor: nextCursor! }), { code: 'cursor_invalid' });
    t.strictSame(await stores.tenants.history('ten_9', { limit: 2 }), { items: [] });
    t.strictSame(await stores.tenants.verify('ten_9'), { rows: 0, faults: [] });
  });

  t.test('continues a page at its cursor, even if changes came between', async t => {
    const opened = await world(t);
    let kept = await grow(opened, 'ten_1', 5);
    const first = await opened.stores.tenants.history('ten_1', { limit: 2 });
    kept = (await opened.stores.tenants.change(kept, { ...kept.value, state: 'closed' }, change('tenant.closed')))!;
    const second = await opened.stores.tenants.history('ten_1', { limit: 9, cursor: first.nextCursor! });
    t.strictSame(
      [...first.items, ...second.items].map(each => each.row.revision),
      [5, 4, 3, 2, 1],
    );
  });

  t.test('after a crash between the two writes: nothing is duplicated or lost; the next change works', async t => {
    const opened = await world(t);
    const { stores, documents } = opened;
    const kept = await grow(opened, 'ten_1', 3);
    // Only the first of the two writes of a change.
    const copy = {
      ...keys.historyRow('tenant', 'ten_1', 3),
      schema: itemSchema,
      row: kept.last,
      stateAfter: kept.value,
    };
    await documents.send(new PutCommand({ TableName: tableName, Item: copy }));

    t.strictSame(await stores.tenants.get('ten_1'), kept);
    t.strictSame(await stores.tenants.verify('ten_1'), { rows: 3, faults: [] });
    const shown = await stores.tenants.history('ten_1', { limit: 9 });
    t.strictSame(
      shown.items.map(each => each.row.revision),
      [3, 2, 1],
    );
    const changed = await stores.tenants.change(kept, { ...kept.value, state: 'closed' }, change('tenant.closed'));
    t.match(changed, { revision: 4, value: { state: 'closed' } });
    t.strictSame(await stores.tenants.verify('ten_1'), { rows: 4, faults: [] });
  });

  t.test(
    'if another row is where the newest one must be copied, the change is refused and overwrites nothing',
    async t => {
      const opened = await world(t);
      const { stores, documents } = opened;
      const kept = await grow(opened, 'ten_1', 3);
      const planted = { ...keys.historyRow('tenant', 'ten_1', 3), schema: itemSchema, row: kept.last, stateAfter: {} };
      await documents.send(new PutCommand({ TableName: tableName, Item: planted }));
      const refused = stores.tenants.change(kept, { ...kept.value, state: 'closed' }, change('tenant.closed'));
      await t.rejects(refused, /holds another row at revision 3/);
      t.strictSame(await stores.tenants.get('ten_1'), kept);
      t.strictSame(said((await stores.tenants.verify('ten_1')).faults), ['row_edited 3']);
    },
  );

  t.test('is valid while changes go on during the read', async t => {
    const opened = await world(t);
    const other = opened.another().stores;
    let kept = await grow(opened, 'ten_1', 5);
    let running = true;
    const reading = (async () => {
      const seen: number[] = [];
      while (running) {
        const { rows, faults } = await other.tenants.verify('ten_1');
        t.strictSame(faults, []);
        seen.push(rows);
      }
      return seen;
    })();
    for (let n = 0; n < 30; n += 1)
      kept = (await opened.stores.tenants.change(kept, { ...kept.value, name: `${n}` }, change('tenant.renamed', n)))!;
    running = false;
    t.ok((await reading).length > 1);
    t.strictSame(await other.tenants.verify('ten_1'), { rows: 35, faults: [] });
  });

  t.test('of 250 rows is read in pages, each row once', async t => {
    const opened = await world(t);
    const kept = await grow(opened, 'ten_1', 250);
    const limits: unknown[] = [];
    opened.client.middlewareStack.add(
      (next, context) => args => {
        if (context.commandName === 'QueryCommand') limits.push((args.input as { Limit?: number }).Limit);
        return next(args);
      },
      { step: 'initialize' },
    );
    t.strictSame(await opened.stores.tenants.verify('ten_1'), { rows: 250, faults: [] });
    t.ok(limits.length >= 4 && limits.every(limit => limit === 100), `${limits}`);
    t.equal(kept.revision, 250);
  });
});

t.test('for a fault planted in the store, verify finds', async t => {
  const opened = await world(t);
  const { stores, documents } = opened;
  let count = 0;
  const key = (id: string, revision: number) => keys.historyRow('tenant', id, revision);
  const read = async (id: string, revision: number) => {
    const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key: key(id, revision) }));
    return Item as { pk: string; sk: string; row: KeptRow['row']; stateAfter: Tenant };
  };
  const put = (Item: object) => documents.send(new PutCommand({ TableName: tableName, Item: { ...Item } }));
  const editItem = (id: string, path: string, value: unknown) =>
    documents.send(
      new UpdateCommand({
        TableName: tableName,
        Key: keys.subject('tenant', id),
        UpdateExpression: `SET ${path.replace(/\w+/g, '#$&')} = :value`,
        ExpressionAttributeNames: Object.fromEntries(path.split('.').map(part => [`#${part}`, part])),
        ExpressionAttributeValues: { ':value': value },
      }),
    );

  /** Brings a tenant to revision 6, runs `plant` on it, and compares the report of verify. */
  function finds(what: string, faults: string[], plant: (id: string, kept: Versioned<Tenant>) => Promise<unknown>) {
    t.test(what, async t => {
      count += 1;
      const id = `ten_${count}`;
      const kept = await grow(opened, id, 6);
      t.strictSame((await stores.tenants.verify(id)).faults, [], 'no fault before');
      await plant(id, kept);
      t.strictSame(said((await stores.tenants.verify(id)).faults), faults);
    });
  }

  finds('an edited row', ['row_edited 3'], async id => {
    const item = await read(id, 3);
    await put({ ...item, row: { ...item.row, action: 'tenant.nothing' } });
  });
  finds('an edited row with a hash made to fit', ['chain_broken 4'], async id => {
    const item = await read(id, 3);
    await put({ ...item, ...rehashed(item, { action: 'tenant.nothing' }) });
  });
  finds('an edited snapshot', ['state_edited 3'], async id => {
    const item = await read(id, 3);
    await put({ ...item, stateAfter: { ...item.stateAfter, state: 'closed' } });
  });
  const rename = (id: string, { value }: Versioned<Tenant>) =>
    editItem(id, 'value', JSON.stringify({ ...value, name: 'planted' }));
  finds('an edit of the value in the item', ['state_edited 6'], rename);
  const act = (id: string, { last }: Versioned<Tenant>) =>
    editItem(id, 'last', JSON.stringify({ ...last, action: 'tenant.nothing' }));
  finds('an edit of the newest row in the item', ['row_edited 6'], act);
  t.test('an edited newest row, with its hash made to fit, does not stop anyone from closing the tenant', async t => {
    const kept = await grow(opened, 'ten_fit', 6);
    const { row } = rehashed({ row: kept.last, stateAfter: kept.value }, { reason: 'planted' });
    await editItem('ten_fit', 'last', JSON.stringify(row));
    const now = (await stores.tenants.get('ten_fit'))!;
    t.equal(now.last.reason, 'planted');
    const closed = { ...now.value, state: 'closed' } as const;
    t.ok(await stores.tenants.change(now, closed, change('tenant.closed')));
    t.notOk(await stores.tenants.change(now, closed, change('tenant.closed')), 'once');
  });
  t.test('a malformed newest row does not stop anyone from closing the tenant, and is found', async t => {
    const torn = ['row_misplaced 6', 'chain_broken 6', 'row_edited 6', 'state_edited 6'];
    for (const [n, planted] of ['{', '', 'null', '7', '"x"'].entries()) {
      const id = `ten_torn${n}`;
      await grow(opened, id, 6);
      await editItem(id, 'last', planted);
      t.match(said((await stores.tenants.verify(id)).faults), torn);
      const now = (await stores.tenants.get(id))!;
      t.ok(await stores.tenants.change(now, { ...now.value, state: 'closed' }, change('tenant.closed')), planted);
      t.match(await stores.tenants.get(id), {
        value: { state: 'closed' },
        revision: 7,
        last: { action: 'tenant.closed' },
      });
      t.match(said((await stores.tenants.verify(id)).faults), torn);
    }
  });
  finds('a gap', ['row_missing 3-4'], async id => {
    for (const revision of [3, 4])
      await documents.send(new DeleteCommand({ TableName: tableName, Key: key(id, revision) }));
  });
  finds(
    'a swap',
    ['row_misplaced 3', 'chain_broken 3', 'row_misplaced 4', 'chain_broken 4', 'chain_broken 5'],
    async id => {
      const [third, fourth] = [await read(id, 3), await read(id, 4)];
      await put({ ...third, sk: fourth.sk });
      await put({ ...fourth, sk: third.sk });
    },
  );
  finds(
    'a row of another subject in a row of ours',
    ['row_misplaced 2', 'chain_broken 2', 'chain_broken 3'],
    async id => {
      const other = `${id}_other`;
      await grow(opened, other, 3);
      await put({ ...(await read(other, 2)), ...key(id, 2) });
    },
  );
  finds('an item rolled back to an older revision', ['row_misplaced 5'], async (id, kept) => {
    const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key: keys.subject('tenant', id) }));
    const old = await read(id, 4);
    await put({ ...Item, value: old.stateAfter, last: old.row, revision: 4 });
    t.equal(kept.revision, 6);
  });
  finds('rows beyond the item', ['row_misplaced 7-9'], async (id, kept) => {
    const row = nextRow(kept.last.subject, kept.last, change('tenant.closed'), kept.value);
    await put({ ...key(id, 7), schema: itemSchema, row, stateAfter: kept.value });
    await put({ ...key(id, 9), schema: itemSchema, row, stateAfter: kept.value });
  });
  finds('a row at an impossible place', ['row_misplaced 3'], async id => {
    await put({ ...(await read(id, 3)), sk: 'row#0000000003x' });
  });
  finds('a row without content', ['row_misplaced 3', 'row_edited 3', 'state_edited 3'], async id => {
    await put({ ...key(id, 3), schema: itemSchema });
  });
  finds('a missing item', ['row_missing 6'], id =>
    documents.send(new DeleteCommand({ TableName: tableName, Key: keys.subject('tenant', id) })),
  );
  finds('an edit of the value also after the next change was made on it', ['state_edited 6'], async (id, grown) => {
    await rename(id, grown);
    const kept = (await stores.tenants.get(id))!;
    const closed = await stores.tenants.change(kept, { ...kept.value, state: 'closed' }, change('tenant.closed'));
    t.match(closed, { revision: 7 }, 'an edit must not stop anyone from ending access');
  });
});

/** Runs the writer until it was killed at the nth line of a kind; returns all its lines. */
async function writeUntilKilled(folder: string, run: number, kind: string, nth: number): Promise<WriterLine[]> {
  const args = [childScript, 'audit/store-writer-child', folder, String(run), kind, String(nth)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<string | null>(resolve => child.once('close', (_, signal) => resolve(signal)));
  const lines: WriterLine[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(JSON.parse(line));
  const signal = await ended;
  if (signal !== 'SIGKILL') throw new Error(`The writer was not killed; it ended after ${lines.length} lines`);
  return lines;
}

const linesOf = <Kind extends WriterLine['type']>(lines: WriterLine[], kind: Kind) =>
  lines.filter((each): each is Extract<WriterLine, { type: Kind }> => each.type === kind);

/** Every item of the table, whatever the indexes show. */
async function everyItem({ documents, table }: KitOnDisk): Promise<Record<string, any>[]> {
  const items: Record<string, any>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []).map(item => ({ ...item, ...(item.value && { value: JSON.parse(item.value) }) })));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

const auditor: Caller = { kind: 'auditor', id: 'key_auditor', tenants: 'all' };

/** Every subject has its whole history and is in its lists. */
async function isWhole(t: Test, kit: KitOnDisk, run: string, subjects: Record<string, any>[]): Promise<void> {
  const { tenants, connections, links, apiKeys } = kit.ports;
  const verification = await verifyHistory(kit.ports, auditor, {});
  // The writer puts ledger rows of a connection that it never creates.
  const onlyLedger = { kind: 'subject_missing', subject: { kind: 'connection', id: 'con_1' }, revision: 1 };
  const hasLedger = (await kit.ports.ledger.list('con_1', { limit: 1 })).items.length > 0;
  t.strictSame(verification.faults, hasLedger ? [onlyLedger] : [], `${run}: every chain is whole`);
  t.equal(verification.subjects, subjects.length + verification.faults.length, `${run}: every subject was verified`);
  const revisions = subjects.reduce((sum, item) => sum + item.revision, 0);
  t.equal(verification.rows, revisions, `${run}: every change has its row`);

  const listed = (await allPages(page => apiKeys.list(page))).map(each => each.value.id);
  for (const { value } of await allPages(page => tenants.list(page))) {
    listed.push(value.id);
    for (const connection of await allPages(page => connections.listOf(value.id, page))) {
      listed.push(connection.value.id);
      const ofConnection = await allPages(page => links.listOf(connection.value.id, page));
      listed.push(...ofConnection.map(each => each.value.id));
    }
  }
  const there = subjects.filter(item => !item.pk.startsWith('permission-set#')).map(item => item.value.id);
  t.strictSame(listed.sort(), there.sort(), `${run}: every subject is in its list`);
}

/** Every acknowledged change, ledger row and log row exists. */
async function holdsAll(t: Test, kit: KitOnDisk, run: string, lines: WriterLine[], items: Record<string, any>[]) {
  const { tenants, connections, links, apiKeys, publishedSets, webhooks, ledger } = kit.ports;
  const stores = {
    tenant: tenants,
    connection: connections,
    link: links,
    'api-key': apiKeys,
    'permission-set': publishedSets,
    webhook: webhooks,
  };
  const proofs = new Map<string, Set<string>>();
  const changes = linesOf(lines, 'change');
  for (const { kind, id } of changes) {
    if (proofs.has(id)) continue;
    const rows = await allPages(page => stores[kind].history(id, page));
    proofs.set(id, new Set(rows.flatMap(({ row }) => [row.hash, row.stateDigest])));
  }
  const lost = changes.filter(({ id, proof }) => !proofs.get(id)!.has(proof));
  t.strictSame(lost, [], `${run}: every acknowledged change has its row`);

  const rows = new Set((await allPages(page => ledger.list('con_1', page))).map(row => row.id));
  const lostRows = linesOf(lines, 'ledger').filter(({ id }) => !rows.has(id));
  t.strictSame(lostRows, [], `${run}: every acknowledged ledger row exists`);

  const dueAt = new Map(items.map(item => [item.value?.id, item.notes?.due?.at]));
  const lostNotes = linesOf(lines, 'note').filter(({ connectionId, at }) => !(dueAt.get(connectionId) >= at));
  t.strictSame(lostNotes, [], `${run}: every acknowledged log row exists`);
}

/** Every connection's external ID is claimed for that connection alone, forever. */
function holdsClaims(t: Test, run: string, lines: WriterLine[], items: Record<string, any>[]): void {
  const owners = new Map(
    items
      .filter(item => item.pk.startsWith('external-id#'))
      .map(item => [item.pk.slice('external-id#'.length), item.connectionId]),
  );
  const connections = items.filter(item => item.sk === 'item' && item.pk.startsWith('connection#'));
  const ids = connections.map(item => item.value.externalId.current);
  t.equal(new Set(ids).size, connections.length, `${run}: no external ID twice`);
  const unclaimed = connections.filter(({ value }) => owners.get(value.externalId.current) !== value.id);
  t.strictSame(unclaimed, [], `${run}: every connection's external ID is claimed for it`);
  const made = linesOf(lines, 'change').filter(each => each.externalId !== undefined);
  t.equal(new Set(made.map(each => each.externalId)).size, made.length, `${run}: no external ID was issued twice`);
  const forgotten = made.filter(({ id, externalId }) => owners.get(externalId!) !== id);
  t.strictSame(forgotten, [], `${run}: no issued external ID is free again`);
}

/** What the writer does, each at least once before the last kill. */
const everyChange = [
  'connection.changed',
  'connection.created',
  'connection.launched-again',
  'connection.resumed',
  'connection.reviewed',
  'connection.revoked',
  'connection.suspended',
  'key.created',
  'key.revoked',
  'key.rotated',
  'link.created',
  'link.revoked',
  'tenant.closed',
  'tenant.created',
  'tenant.renamed',
];

/** The acknowledgement at which a run is killed: its kind, and the earliest count. */
const kills: [kind: string, soonest: number][] = [
  ['ledger', 60],
  ['connection', 24],
  ['link', 6],
  ['api-key', 6],
];

t.test(
  'kill -9 during operations and changes, many times on one folder, loses nothing that was acknowledged',
  async t => {
    const folder = await mkdtemp(join(tmpdir(), 'drawbridge-kill-'));
    t.teardown(() => rm(folder, { recursive: true, force: true }));
    const random = drawing(t);
    const lines: WriterLine[] = [];
    const drawn = shuffled(kills, random).slice(0, isLong ? kills.length : 2);
    for (const [index, [kind, soonest]] of drawn.entries()) {
      const run = index + 1;
      lines.push(...(await writeUntilKilled(folder, run, kind, Math.ceil(soonest * (1 + random())))));
      const kit = await openKit(folder);
      try {
        const items = await everyItem(kit);
        const name = `run ${run}`;
        await isWhole(
          t,
          kit,
          name,
          items.filter(item => item.sk === 'item'),
        );
        await holdsAll(t, kit, name, lines, items);
        holdsClaims(t, name, lines, items);
      } finally {
        await kit.close();
      }
    }
    t.strictSame(linesOf(lines, 'failure'), [], 'no operation failed, even on what a kill left behind');
    const changes = linesOf(lines, 'change');
    t.strictSame([...new Set(changes.map(each => each.what))].sort(), everyChange);
    const runs = drawn.length;
    t.ok(changes.length >= 50 * runs && linesOf(lines, 'ledger').length > 12 * runs, `${changes.length} changes`);
  },
);
