// The stores against the embedded DynamoDB: who wins a race, lost answers, lists with outdated index rows, cursors, the
// ledger's batched writes, slots and claims. audit/history.test.ts has the history.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import databases from 'dynalite/db/index.js';
import { type Test, t } from 'tap';
import type { Link } from '../../api/core/access/link.js';
import type { MintedRow } from '../../api/core/audit/ledger.js';
import type { Check } from '../../api/core/check/check.js';
import type { Connection } from '../../api/core/connection/connection.js';
import type { Webhook } from '../../api/core/event/webhook.js';
import type { RoleSpec } from '../../api/core/role/role-spec.js';
import { publishWaiting } from '../../api/operations/event/publish-events.js';
import type { Page, PageInput, Versioned } from '../../api/ports/subjects.js';
import { makeDynamoDB, makeStores } from '../../api/stores/dynamodb.js';
import { rewriteAll } from '../../api/stores/table/repair.js';
import { createTable, keys } from '../../api/stores/table/table.js';
import { startDynamoDB } from '../../deploy/local/dynamodb.js';
import { change, mintedRow, openStores, owner, type StoreWorld, tableName, tenant } from '../helpers/store-world.js';

async function world(test: Test, folder?: string): Promise<StoreWorld> {
  const opened = await openStores(folder, { onWire: true });
  test.teardown(opened.close);
  return opened;
}

interface Answer {
  output: Record<string, unknown>;
}
/** What the faults use: the requests of a batch. */
interface Input {
  RequestItems: Record<string, unknown>;
}
type Fault = (input: Input, pass: () => Promise<Answer>) => Promise<Answer>;

/** A wire fault: every call of one command goes through `fault` instead of straight to the database. */
function onWire(client: DynamoDBClient, command: string, step: 'initialize' | 'finalizeRequest', fault: Fault) {
  const handler = (next: (args: never) => Promise<unknown>, context: { commandName?: string }) => (args: never) =>
    context.commandName === command
      ? fault((args as { input: Input }).input, () => next(args) as Promise<Answer>)
      : next(args);
  client.middlewareStack.add(handler as never, { step: step as 'initialize', priority: 'low' });
}

/** The answer is lost after the call, as often as `times` says. */
function loseAnswers(client: DynamoDBClient, command: string, times: number, between = async () => {}) {
  let left = times;
  onWire(client, command, 'finalizeRequest', async (_, pass) => {
    const answer = await pass().catch(error => error);
    if (left === 0) {
      if (answer instanceof Error) throw answer;
      return answer;
    }
    left -= 1;
    await between();
    throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
  });
}

async function pagesOf<Item>(list: (page: PageInput) => Promise<Page<Item>>, limit: number): Promise<Item[][]> {
  const pages: Item[][] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit, ...(cursor !== undefined && { cursor }) });
    pages.push(page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

/** After every change of these tests. */
const later = '2026-11-22T11:00:00.000Z';
const idsOf = (kept: Versioned<{ id: string }>[]) => kept.map(each => each.value.id);

function connection(id: string, tenantId: string, second: number, accountId = '111122223333'): Connection {
  return {
    schema: 1,
    id,
    tenantId,
    partition: 'aws',
    accountId,
    state: 'pending',
    health: 'unknown',
    createdAt: new Date(Date.UTC(2026, 10, 22, 9, 0, second)).toISOString(),
    expiresAt: '2026-12-06T09:00:00.000Z',
    permissionSet: { id: 'cost-reading', version: '1.0.0' },
    options: { namePrefix: '', path: '/', tags: {} },
    maxSessionSeconds: 900,
    roleRandom: 'abcdefghijkl',
    launch: 1,
    externalId: { current: '0b1c…', generation: 1, retired: [] },
    roleSpec: { inlinePolicies: [] as RoleSpec['inlinePolicies'] } as RoleSpec,
    findings: [],
  };
}

function check(id: string, startedAt: string): Check {
  const rest = { connectionId: 'con_1', tenantId: 'ten_1', kind: 'full', for: 'key_1', revision: 1 } as const;
  return { id, startedAt, steps: [], ...rest };
}

t.test('two writers', async t => {
  const { stores, another } = await world(t);

  t.test('of twenty that create the same id at once, one succeeds', async t => {
    const tries = Array.from({ length: 20 }, (_, n) =>
      stores.tenants.create(tenant('ten_a', n), change('tenant.made', n)),
    );
    const made = (await Promise.all(tries)).filter(each => each !== undefined);
    t.equal(made.length, 1);
    t.strictSame(await stores.tenants.get('ten_a'), made[0]);
  });

  t.test(
    'of twenty that change the same revision from two instances, one wins and the others get undefined',
    async t => {
      const kept = (await stores.tenants.create(tenant('ten_b'), change('tenant.made')))!;
      const instances = [stores, another().stores];
      const tries = Array.from({ length: 20 }, (_, n) =>
        instances[n % 2]!.tenants.change(kept, { ...kept.value, name: `by ${n}` }, change('tenant.renamed', n)),
      );
      const won = (await Promise.all(tries)).filter(each => each !== undefined);
      t.equal(won.length, 1);
      t.equal(won[0]!.revision, 2);
      t.strictSame(await stores.tenants.get('ten_b'), won[0]);
      t.strictSame(await stores.tenants.verify('ten_b'), { rows: 2, faults: [] });
    },
  );

  t.test('of ten identical changes in the same millisecond, only one wins', async t => {
    const kept = (await stores.tenants.create(tenant('ten_c'), change('tenant.made')))!;
    const tries = Array.from({ length: 10 }, () =>
      stores.tenants.change(kept, { ...kept.value, state: 'closed' }, change('tenant.closed')),
    );
    t.equal((await Promise.all(tries)).filter(each => each !== undefined).length, 1);
  });

  t.test('connections that always fail, or cannot be read, hold neither the outbox nor due work', async t => {
    const { stores, documents } = await world(t);
    let now = Date.parse(later);
    const clock = { now: () => new Date(now), wait: async () => {} };
    const failed: unknown[] = [];
    const log = { error: (facts: { connectionId: string }) => failed.push(facts.connectionId), warn: () => {} };
    const ports = { ...stores, clock, log } as never;
    const webhook: Webhook = {
      schema: 1,
      id: 'whk_1',
      url: 'https://a',
      tenants: 'all',
      secrets: [],
      createdAt: '2026',
    };
    for (const id of ['whk_1', 'whk_2']) await stores.webhooks.create({ ...webhook, id }, change('webhook.created'));
    const entries = ['whk_1', 'whk_2'].map(webhookId => ({ webhookId, at: later }));
    await stores.webhookRegister.write(entries, 0);
    const spoil = (kind: 'connection' | 'webhook', id: string) =>
      documents.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.subject(kind, id),
          UpdateExpression: 'SET #value = :none',
          ExpressionAttributeNames: { '#value': 'value' },
          ExpressionAttributeValues: { ':none': 'no JSON' },
        }),
      );
    await spoil('webhook', 'whk_2');
    const due = { due: { at: '2026-11-22T10:00:00.000Z', attempts: 0 } };
    const made = async (id: string, more: Partial<Connection> = {}) => {
      await stores.connections.create({ ...connection(id, 'ten_1', 1), ...more }, change('connection.created', 1), due);
    };
    const numbers = Array.from({ length: 60 }, (_, n) => n + 100);
    await Promise.all(numbers.map(n => made(`con_a${n}`, { findings: null as never })));
    await Promise.all(numbers.map(n => made(`con_b${n}`)));
    await Promise.all(numbers.map(n => spoil('connection', `con_b${n}`)));
    await made('con_good');
    const published = async () => (await stores.deliveries.list('whk_1', { limit: 9 })).items.map(each => each.id);
    for (let runs = 0; runs < 2; runs += 1) await publishWaiting(ports);
    t.strictSame(await published(), ['evt_good_1'], 'behind the others, in the second run');
    t.equal(new Set(failed).size, 60, 'each of them was tried');
    failed.length = 0;
    await publishWaiting(ports);
    t.strictSame(failed, [], 'and waits');
    now += 1000;
    for (let runs = 0; runs < 3; runs += 1) await publishWaiting(ports);
    t.equal(failed.length, 60, 'a second, then two, up to ten minutes');
    await stores.connections.note((await stores.connections.get('con_good'))!, {
      due: { at: '2026-11-22T10:00:01.000Z', attempts: 0 },
    });
    t.strictSame(idsOf(await stores.connections.due(later, 61)).at(-1), 'con_good');
  });

  t.test('a value that was altered in memory after a read never reaches the history', async t => {
    const kept = (await stores.tenants.create(tenant('ten_d'), change('tenant.made')))!;
    kept.value.name = 'altered';
    await t.rejects(stores.tenants.change(kept, kept.value, change('tenant.renamed')), /altered in memory/);
    t.equal((await stores.tenants.get('ten_d'))?.revision, 1);
  });
});

t.test('a lost answer', async t => {
  t.test('of a change: the retry recognises its own row and the writer wins', async t => {
    const { stores, client } = await world(t);
    const kept = (await stores.tenants.create(tenant('ten_a'), change('tenant.made')))!;
    loseAnswers(client, 'UpdateItemCommand', 1);
    const changed = await stores.tenants.change(kept, { ...kept.value, name: 'new' }, change('tenant.renamed'));
    t.match(changed, { revision: 2, value: { name: 'new' } });
    t.strictSame(await stores.tenants.verify('ten_a'), { rows: 2, faults: [] });
  });

  t.test('of a change with a later one before the retry: still won, at its own revision', async t => {
    const { stores, client, another } = await world(t);
    const other = another().stores;
    const kept = (await stores.tenants.create(tenant('ten_a'), change('tenant.made')))!;
    loseAnswers(client, 'UpdateItemCommand', 1, async () => {
      const now = (await other.tenants.get('ten_a'))!;
      await other.tenants.change(now, { ...now.value, name: 'later' }, change('tenant.renamed', 2));
    });
    const changed = await stores.tenants.change(kept, { ...kept.value, name: 'new' }, change('tenant.renamed', 1));
    t.match(changed, { revision: 2, value: { name: 'new' } });
    t.match(await stores.tenants.get('ten_a'), { revision: 3, value: { name: 'later' } });
  });

  t.test('of a change that lost to another: the loser gets undefined', async t => {
    const { stores, client, another } = await world(t);
    const kept = (await stores.tenants.create(tenant('ten_a'), change('tenant.made')))!;
    await another().stores.tenants.change(kept, { ...kept.value, name: 'theirs' }, change('tenant.renamed', 1));
    loseAnswers(client, 'UpdateItemCommand', 1);
    t.equal(await stores.tenants.change(kept, { ...kept.value, name: 'ours' }, change('tenant.renamed', 2)), undefined);
  });

  t.test('on every try: the item is read for the outcome, and the change is not made twice', async t => {
    const { stores, client } = await world(t);
    const kept = (await stores.tenants.create(tenant('ten_a'), change('tenant.made')))!;
    loseAnswers(client, 'UpdateItemCommand', 9);
    t.match(await stores.tenants.change(kept, { ...kept.value, name: 'new' }, change('tenant.renamed')), {
      revision: 2,
    });
  });

  t.test('of a creation and of a claim: the retry recognises its own', async t => {
    const { stores, client } = await world(t);
    let lost = 0;
    onWire(client, 'PutItemCommand', 'finalizeRequest', async (_, pass) => {
      const answer = await pass();
      lost += 1;
      if (lost % 2 === 1) throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      return answer;
    });
    t.match(await stores.tenants.create(tenant('ten_a'), change('tenant.made')), { revision: 1 });
    t.equal(await stores.externalIds.claim('b1', 'con_1', '2026-11-22T10:00:00.000Z'), true);
    t.equal(await stores.externalIds.claim('b1', 'con_2', '2026-11-22T10:00:00.000Z'), false);
    const place = (connectionId: string) => ({
      tenantId: 'ten_a',
      number: 7,
      connectionId,
      at: '2026-11-22T10:00:00.000Z',
    });
    t.equal(await stores.pendingPlaces.claim(place('con_1')), true);
    t.equal(await stores.pendingPlaces.claim(place('con_2')), false);
    t.equal(await stores.pendingPlaces.claim(place('con_2'), place('con_3')), false);
    t.equal(await stores.pendingPlaces.claim(place('con_2'), place('con_1')), true);
    t.strictSame(await stores.pendingPlaces.list('ten_a'), [place('con_2')]);
  });

  t.test('before the store was reached: store_unavailable, and nothing was changed', async t => {
    const { stores, client } = await world(t);
    const kept = (await stores.tenants.create(tenant('ten_a'), change('tenant.made')))!;
    onWire(client, 'UpdateItemCommand', 'finalizeRequest', async () => {
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    });
    const refused = stores.tenants.change(kept, { ...kept.value, name: 'new' }, change('tenant.renamed'));
    await t.rejects(refused, { code: 'store_unavailable' });
    t.strictSame(await stores.tenants.get('ten_a'), kept);
  });
});

t.test('an item of a newer release is refused with a clear message, and a list leaves it out and names it', async t => {
  const { stores, documents } = await world(t);
  await stores.tenants.create(tenant('ten_a'), change('tenant.made'));
  const newer = { TableName: tableName, Key: keys.subject('tenant', 'ten_a') };
  await documents.send(
    new UpdateCommand({
      ...newer,
      UpdateExpression: 'SET #s = :two',
      ExpressionAttributeNames: { '#s': 'schema' },
      ExpressionAttributeValues: { ':two': 2 },
    }),
  );
  await t.rejects(stores.tenants.get('ten_a'), {
    code: 'not_readable',
    cause: { message: /kind tenant has schema 2; this release reads up to 1/ },
  });
  t.strictSame(await stores.tenants.list({ limit: 10 }), { items: [], unreadable: ['ten_a'] });
});

t.test('bookkeeping', async t => {
  const { stores } = await world(t);
  const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 11, 0, second)).toISOString();
  const made: Versioned<Connection>[] = [];
  for (let n = 0; n < 4; n += 1)
    made.push((await stores.connections.create(connection(`con_${n}`, 'ten_1', n), change('connection.made')))!);

  t.test('is written without a revision and without a row, and survives a change', async t => {
    t.equal(
      await stores.connections.note(made[0]!, { lastConclusiveCheckAt: at(1), due: { at: at(5), attempts: 1 } }),
      true,
    );
    const noted = (await stores.connections.get('con_0'))!;
    t.match(noted, { revision: 1, notes: { lastConclusiveCheckAt: at(1) } });
    const changed = await stores.connections.change(
      noted,
      { ...noted.value, launch: 2 },
      change('connection.launched'),
    );
    t.match(changed, { revision: 2, notes: { lastConclusiveCheckAt: at(1), due: { attempts: 1 } } });
    t.strictSame(await stores.connections.verify('con_0'), { rows: 2, faults: [] });
  });

  t.test('is refused when the connection has changed', async t => {
    t.equal(await stores.connections.note(made[0]!, { due: null }), false);
    t.match((await stores.connections.get('con_0'))?.notes, { lastConclusiveCheckAt: at(1) });
  });

  t.test('lists what is due, soonest first, until the time is removed', async t => {
    await stores.connections.note(made[1]!, { due: { at: at(9), attempts: 0 } });
    await stores.connections.note(made[2]!, { due: { at: at(3), attempts: 0 } });
    t.strictSame(idsOf(await stores.connections.due(at(8), 10)), ['con_2', 'con_0']);
    t.strictSame(idsOf(await stores.connections.due(at(9), 10)), ['con_2', 'con_0', 'con_1'], 'due exactly now is due');
    t.strictSame(idsOf(await stores.connections.due(at(9), 1)), ['con_2']);
    await stores.connections.note(made[2]!, { due: null });
    t.strictSame(idsOf(await stores.connections.due(at(9), 10)), ['con_0', 'con_1']);
  });
});

t.test('the outbox', async t => {
  const { stores, another } = await world(t);
  const waiting = async () =>
    (await stores.outbox.waiting(later, 9)).map(
      ({ kept, published }) => `${kept.value.id} ${published}/${kept.revision}`,
    );
  const one = async () => (await stores.outbox.waiting(later, 1))[0]!;
  const changed = async (id: string, second: number) => {
    const kept = (await stores.connections.get(id))!;
    const next = { ...kept.value, launch: kept.value.launch + 1 };
    return (await stores.connections.change(kept, next, change('connection.launched-again', second)))!;
  };
  await stores.connections.create(connection('con_1', 'ten_1', 1), change('connection.created', 1));
  await stores.connections.create(connection('con_2', 'ten_1', 2), change('connection.created', 2));
  await stores.tenants.create(tenant('ten_1'), change('tenant.created'));

  t.test('lists each connection with unpublished rows, and only until they are published', async t => {
    t.strictSame(await waiting(), ['con_1 0/1', 'con_2 0/1']);
    await stores.outbox.advance(await one());
    t.strictSame(await waiting(), ['con_2 0/1']);
    await changed('con_1', 3);
    t.strictSame(await waiting(), ['con_2 0/1', 'con_1 1/2'], 'and a change keeps its position');
  });

  t.test('returns the unpublished rows in order, the newest from the item', async t => {
    for (const second of [4, 5]) await changed('con_1', second);
    const of = (await stores.outbox.waiting(later, 9)).find(({ kept }) => kept.value.id === 'con_1')!;
    const rows: number[] = [];
    for await (const { row, stateAfter } of stores.outbox.rows(of)) {
      rows.push(row.revision);
      t.equal((stateAfter as Connection).launch, row.revision, 'with the state after each');
    }
    t.strictSame(rows, [2, 3, 4]);
  });

  t.test('keeps a connection that was changed while it was published, and never goes back', async t => {
    const early = (await stores.outbox.waiting(later, 9)).find(({ kept }) => kept.value.id === 'con_1')!;
    await changed('con_1', 6);
    const late = (await another().stores.outbox.waiting(later, 9)).find(({ kept }) => kept.value.id === 'con_1')!;
    await stores.outbox.advance(early);
    t.ok((await waiting()).includes('con_1 4/5'));
    await stores.outbox.advance(late);
    await stores.outbox.advance(early);
    t.strictSame(await waiting(), ['con_2 0/1']);
    t.strictSame((await stores.connections.verify('con_1')).faults, []);
    t.equal((await changed('con_1', 7)).revision, 6, 'bookkeeping added no revision');
    t.ok((await waiting()).includes('con_1 5/6'));
  });

  t.test('is also found by the walk over all connections, whatever its index shows', async t => {
    const found: string[] = [];
    for await (const page of stores.outbox.walk()) found.push(...page.map(({ kept }) => kept.value.id));
    t.strictSame(found.sort(), ['con_1', 'con_2']);
  });
});

t.test('lists', async t => {
  const { stores, another } = await world(t);
  for (let n = 0; n < 23; n += 1) {
    const id = `con_${String(n).padStart(2, '0')}`;
    const made = connection(id, `ten_${n % 2}`, n, n % 5 === 0 ? '444455556666' : '111122223333');
    await stores.connections.create(made, change('connection.made', n));
  }
  const all = Array.from({ length: 23 }, (_, n) => `con_${String(22 - n).padStart(2, '0')}`);
  const ofTenant = (parity: number) => all.filter(id => Number(id.slice(4)) % 2 === parity);

  t.test('are newest first, page by page, without a gap, a duplicate or an empty last page', async t => {
    for (const limit of [1, 4, 22, 23, 24]) {
      const pages = await pagesOf(page => stores.connections.listAll(page), limit);
      t.strictSame(idsOf(pages.flat()), all);
      t.equal(pages.length, Math.ceil(23 / limit));
    }
  });

  t.test('of one tenant, of several and of none show exactly theirs', async t => {
    const flat = async (list: (page: PageInput) => Promise<Page<Versioned<Connection>>>) =>
      idsOf((await pagesOf(list, 5)).flat());
    t.strictSame(await flat(page => stores.connections.listOf('ten_1', page)), ofTenant(1));
    t.strictSame(await flat(page => stores.connections.listAll(page, ['ten_0'])), ofTenant(0));
    t.strictSame(await flat(page => stores.connections.listAll(page, ['ten_0', 'ten_1', 'ten_1'])), all);
    t.strictSame(await flat(page => stores.connections.listAll(page, [])), []);
  });

  t.test('of one AWS account show the connections of every tenant there', async t => {
    const there = await stores.connections.inAccount('aws', '444455556666');
    t.strictSame(idsOf(there), ['con_20', 'con_15', 'con_10', 'con_05', 'con_00']);
    t.strictSame(await stores.connections.inAccount('aws-cn', '444455556666'), []);
  });

  t.test('skip index rows of deleted or moved items, count duplicates once, and still fill the page', async t => {
    const faulty = another();
    let first: Record<string, string> | undefined;
    onWire(faulty.client, 'QueryCommand', 'initialize', async (_, pass) => {
      const answer = await pass();
      const hints = answer.output.Items as Record<string, string>[];
      first ??= hints[0];
      const ghosts = hints.slice(0, 3).map(hint => ({ ...hint, pk: `${hint.pk}-ghost` }));
      // An item of an earlier page at a place where it does not belong.
      const moved = { ...first, listKey: `${hints.at(-1)?.listKey}~` };
      return { ...answer, output: { ...answer.output, Items: [...ghosts, ...hints, ...hints.slice(1, 3), moved] } };
    });
    const pages = await pagesOf(page => faulty.stores.connections.listAll(page), 4);
    t.strictSame(idsOf(pages.flat()).sort(), [...all].sort());
  });

  t.test('read again what DynamoDB left unprocessed, with a wait between', async t => {
    const faulty = another();
    let calls = 0;
    onWire(faulty.client, 'BatchGetItemCommand', 'initialize', async (input, pass) => {
      const requests = input.RequestItems[tableName] as { Keys: object[] };
      const left = calls === 0 ? requests.Keys : requests.Keys.slice(2);
      input.RequestItems[tableName] = { ...requests, Keys: requests.Keys.slice(0, 2) };
      calls += 1;
      const unprocessed = { UnprocessedKeys: { [tableName]: { Keys: left } }, $metadata: {} };
      if (calls === 1) return { output: unprocessed };
      const answer = await pass();
      return { ...answer, output: { ...answer.output, ...(left.length > 0 && unprocessed) } };
    });
    t.strictSame(idsOf((await faulty.stores.connections.listAll({ limit: 23 })).items), all);
    t.strictSame(faulty.waits, [50], 'a wait only after a call that returned nothing');
    t.equal(calls, 13, 'one that returned nothing, then two items each');
  });

  t.test('refuse cursors of other lists, altered ones and invented ones', async t => {
    const { nextCursor } = await stores.connections.listOf('ten_0', { limit: 3 });
    t.ok(nextCursor);
    t.notMatch(Buffer.from(nextCursor!, 'base64url').toString(), /ten_/, 'it holds only the last item of the page');
    const cursors = [nextCursor!, `${nextCursor}A`, `A${nextCursor!.slice(1)}`, 'x', '', '%%%'];
    for (const cursor of cursors)
      await t.rejects(stores.connections.listOf('ten_1', { limit: 3, cursor }), { code: 'cursor_invalid' });
    for (const cursor of cursors.slice(1))
      await t.rejects(stores.connections.listOf('ten_0', { limit: 3, cursor }), { code: 'cursor_invalid' });
    await t.rejects(stores.connections.listAll({ limit: 3, cursor: nextCursor! }), { code: 'cursor_invalid' });
    t.equal((await stores.connections.listOf('ten_0', { limit: 3, cursor: nextCursor! })).items.length, 3);
  });

  t.test('include tenants, keys and links', async t => {
    for (let n = 0; n < 5; n += 1) await stores.tenants.create(tenant(`ten_${n}`, n), change('tenant.made'));
    const tenants = await pagesOf(page => stores.tenants.list(page), 2);
    t.strictSame(idsOf(tenants.flat()), ['ten_4', 'ten_3', 'ten_2', 'ten_1', 'ten_0']);
    const only = await pagesOf(page => stores.tenants.list(page, ['ten_1', 'ten_3', 'ten_9', 'ten_3']), 1);
    t.strictSame(only.map(idsOf), [['ten_3'], ['ten_1']]);
    const expiresAt = '2026-11-29T09:00:00.000Z';
    const [first, second] = ['2026-11-22T09:00:00.000Z', '2026-11-22T09:00:01.000Z'];
    const link = (id: string, connectionId: string, createdAt: string): Link => ({
      ...{ schema: 1, id, kind: 'hand-off', tenantId: 'ten_1', connectionId, createdAt, expiresAt },
    });
    await stores.links.create(link('lnk_1', 'con_1', first), change('link.made'));
    await stores.links.create(link('lnk_2', 'con_1', second), change('link.made'));
    await stores.links.create(link('lnk_3', 'con_2', second), change('link.made'));
    t.strictSame(idsOf((await stores.links.listOf('con_1', { limit: 9 })).items), ['lnk_2', 'lnk_1']);
    const secrets = [{ sha256: 'ab', expiresAt }];
    const key = { schema: 1, id: 'key_1', name: 'k', scope: 'support', tenants: 'all', mayEndAccess: false } as const;
    await stores.apiKeys.create({ ...key, secrets, createdAt: first }, change('key.made'));
    t.strictSame(idsOf((await stores.apiKeys.list({ limit: 9 })).items), ['key_1']);
  });
});

t.test('the ledger', async t => {
  const time = (second: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();
  const idsIn = (page: Page<{ id: string }>) => page.items.map(row => row.id);

  t.test('keeps every one of 300 rows put at once, in few batches', async t => {
    const { stores, client } = await world(t);
    let batches = 0;
    onWire(client, 'BatchWriteItemCommand', 'initialize', (_, pass) => {
      batches += 1;
      return pass();
    });
    const rows = Array.from({ length: 300 }, (_, n) => mintedRow(`min_${n}`, new Date(1.8e12 + n).toISOString()));
    await Promise.all(rows.map(row => stores.ledger.put(row)));
    const pages = await pagesOf(page => stores.ledger.list('con_1', page), 70);
    t.strictSame(pages.flat(), rows.reverse(), 'newest first');
    t.strictSame(
      pages.map(page => page.length),
      [70, 70, 70, 70, 20],
    );
    t.equal(batches, 12);
  });

  t.test('keeps the later of two writes of one row, even if both come in one tick', async t => {
    const { stores } = await world(t);
    const row = mintedRow('min_1', time(1)) as MintedRow;
    const done: MintedRow = { ...row, outcome: { kind: 'refused' } };
    await Promise.all([
      stores.ledger.put(row),
      stores.ledger.put(mintedRow('min_2', time(2))),
      stores.ledger.put(done),
    ]);
    t.strictSame((await stores.ledger.list('con_1', { limit: 9 })).items, [mintedRow('min_2', time(2)), done]);
  });

  /** DynamoDB leaves these rows of each batch unprocessed. */
  function leave(client: DynamoDBClient, unprocessed: (id: string, call: number) => boolean) {
    let call = 0;
    onWire(client, 'BatchWriteItemCommand', 'initialize', async (input, pass) => {
      call += 1;
      const requests = input.RequestItems[tableName] as { PutRequest: { Item: { row: string } } }[];
      const left = requests.filter(each => unprocessed(JSON.parse(each.PutRequest.Item.row).id, call));
      const rest = requests.filter(each => !left.includes(each));
      requests.splice(0, requests.length, ...rest);
      const answer: Answer = rest.length > 0 ? await pass() : { output: { $metadata: {} } };
      return { ...answer, output: { ...answer.output, UnprocessedItems: { [tableName]: left } } };
    });
  }

  t.test('sends unprocessed rows again after a wait, and each caller waits for its own row', async t => {
    const { stores, client, waits } = await world(t);
    leave(client, (id, call) => id === 'min_2' && call < 3);
    const ends: string[] = [];
    const put = (n: number) => stores.ledger.put(mintedRow(`min_${n}`, time(n))).then(() => ends.push(`min_${n}`));
    await Promise.all([1, 2, 3].map(put));
    t.strictSame(ends, ['min_1', 'min_3', 'min_2']);
    t.strictSame(waits, [50, 100]);
    t.strictSame(idsIn(await stores.ledger.list('con_1', { limit: 9 })), ['min_3', 'min_2', 'min_1']);
  });

  t.test('keeps the later of two writes of one row even if the earlier one must be sent again', async t => {
    const { stores, client } = await world(t);
    leave(client, (_, call) => call === 1);
    const done = mintedRow('min_1', time(1), { outcome: { kind: 'refused' } });
    await Promise.all([stores.ledger.put(mintedRow('min_1', time(1))), stores.ledger.put(done)]);
    t.strictSame((await stores.ledger.list('con_1', { limit: 9 })).items, [done]);
  });

  t.test('refuses only the row that stays unprocessed, and continues after it', async t => {
    const { stores, client, waits } = await world(t);
    leave(client, id => id === 'min_2');
    const [first, second, third] = await Promise.allSettled(
      [1, 2, 3].map(n => stores.ledger.put(mintedRow(`min_${n}`, time(n)))),
    );
    t.match([first, third], [{ status: 'fulfilled' }, { status: 'fulfilled' }]);
    t.match(second, { status: 'rejected', reason: { code: 'store_unavailable' } });
    t.strictSame(waits, [50, 100, 200, 400, 800, 1600]);
    await stores.ledger.put(mintedRow('min_4', time(4)));
    t.strictSame(idsIn(await stores.ledger.list('con_1', { limit: 9 })), ['min_4', 'min_3', 'min_1']);
  });

  t.test('refuses every row of a batch that the store did not answer, and works again afterwards', async t => {
    const { stores, client } = await world(t);
    let down = true;
    onWire(client, 'BatchWriteItemCommand', 'finalizeRequest', (_, pass) => {
      if (down) throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
      return pass();
    });
    const puts = await Promise.allSettled([1, 2].map(n => stores.ledger.put(mintedRow(`min_${n}`, time(n)))));
    t.match(puts, [{ reason: { code: 'store_unavailable' } }, { reason: { code: 'store_unavailable' } }]);
    down = false;
    await stores.ledger.put(mintedRow('min_1', time(1)));
    t.strictSame(idsIn(await stores.ledger.list('con_1', { limit: 9 })), ['min_1']);
  });

  t.test('lists a range of times, including its start and excluding its end, over pages', async t => {
    const { stores } = await world(t);
    for (let n = 0; n < 9; n += 1) await stores.ledger.put(mintedRow(`min_${n}`, time(n)));
    const range = { from: time(2), to: '2026-11-22T10:00:07Z' };
    const pages = await pagesOf(page => stores.ledger.list('con_1', { ...page, ...range }), 2);
    t.strictSame(
      pages.map(page => page.map(row => row.id)),
      [['min_6', 'min_5'], ['min_4', 'min_3'], ['min_2']],
    );
    t.strictSame(idsIn(await stores.ledger.list('con_1', { limit: 9, from: time(7) })), ['min_8', 'min_7']);
    t.strictSame(idsIn(await stores.ledger.list('con_1', { limit: 9, from: time(5), to: time(5) })), []);
    const { nextCursor } = await stores.ledger.list('con_1', { limit: 2 });
    await t.rejects(stores.ledger.list('con_2', { limit: 2, cursor: nextCursor! }), { code: 'cursor_invalid' });
  });

  t.test('lists requests with active sessions, and no probe, refusal, issued row or expired session', async t => {
    const { stores } = await world(t);
    const row = (id: string, more: Partial<MintedRow>) => mintedRow(id, time(0), { expiresAtMost: time(30), ...more });
    const assumed = { kind: 'assumed', accessKeyId: 'ASIA…', expiresAt: time(30) } as const;
    await Promise.all([
      stores.ledger.put(row('open', {})),
      stores.ledger.put(row('assumed', { outcome: assumed })),
      stores.ledger.put(row('unknown', { outcome: { kind: 'inconclusive', why: 'timeout' } })),
      stores.ledger.put(row('refused', { outcome: { kind: 'refused' } })),
      stores.ledger.put(row('probe', { kind: 'probe' })),
      stores.ledger.put(row('ended', { expiresAtMost: time(10) })),
      stores.ledger.put({ ...row('x', {}), type: 'handed-out', id: 'handed' } as never),
      stores.ledger.put(mintedRow('hour', '2026-11-22T09:00:15.000Z', { expiresAtMost: time(15) })),
    ]);
    const alive = await stores.ledger.alive('con_1', time(10));
    t.strictSame(alive.map(each => each.id).sort(), ['assumed', 'hour', 'open', 'unknown']);
  });
});

t.test('the running slot of a connection', async t => {
  const { stores, another } = await world(t);
  const time = (second: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();

  t.test('is taken by one of ten checks; the others get its id and leave no trace', async t => {
    const instances = [stores, another().stores];
    const begun = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        instances[n % 2]!.checks.begin(check(`chk_${n}`, time(n)), time(30), time(0)),
      ),
    );
    const winner = begun.findIndex(each => each.begun);
    t.equal(begun.filter(each => each.begun).length, 1);
    t.ok(begun.every(each => each.begun || each.running === `chk_${winner}`));
    const listed = await stores.checks.list('con_1', { limit: 20 });
    t.strictSame(
      listed.items.map(each => each.id),
      [`chk_${winner}`],
    );
    t.strictSame(await stores.checks.lease('con_1'), { checkId: `chk_${winner}`, until: time(30) });
    await stores.checks.finish(listed.items[0]!);
    t.equal(await stores.checks.lease('con_1'), undefined);
  });

  t.test('is renewed by every saved step, and free for another after the lease', async t => {
    const first = check('chk_a', time(11));
    const step = { probe: 'right', at: time(12), outcome: 'assumed' } as const;
    t.strictSame(await stores.checks.begin(first, time(20), time(11)), { begun: true });
    t.equal(await stores.checks.save({ ...first, steps: [step] }, time(25)), true);
    t.match(await stores.checks.get('con_1', 'chk_a'), { steps: [step] });
    const second = check('chk_b', time(24));
    t.strictSame(await stores.checks.begin(second, time(40), time(24)), { begun: false, running: 'chk_a' });
    t.equal(await stores.checks.get('con_1', 'chk_b'), undefined);
    t.strictSame(await stores.checks.begin(second, time(40), time(25)), { begun: true });
    t.equal(
      await stores.checks.save({ ...first, steps: [step, step] }, time(50)),
      false,
      'the slot belongs to another check now',
    );
    t.equal((await stores.checks.get('con_1', 'chk_a'))?.steps.length, 1);
    await stores.checks.finish({ ...first, finishedAt: time(30) });
    t.match(
      await stores.checks.lease('con_1'),
      { checkId: 'chk_b' },
      'a late finish does not free the slot of another',
    );
    const listed = await stores.checks.list('con_1', { limit: 2 });
    t.strictSame(
      listed.items.map(each => each.id),
      ['chk_b', 'chk_a'],
      'newest first',
    );
  });
});

t.test('an idempotency key that someone edited in the table repeats no answer and leads to nothing else', async t => {
  const { stores, documents } = await world(t);
  const { begin, finish } = stores.idempotency;
  const now = '2026-11-22T10:00:00.000Z';
  const edit = (name: string, stored: unknown) =>
    documents.send(
      new UpdateCommand({
        TableName: tableName,
        Key: keys.idempotency('key_1', 'k'),
        UpdateExpression: 'SET #name = :stored',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':stored': stored },
      }),
    );
  const first = await begin('key_1', 'k', 'body', now, 'ids');
  if (first.state !== 'new') throw new Error('It was free');
  await edit('idText', 'ids of another');
  const aMinuteLater = '2026-11-22T10:02:00.000Z';
  t.match(await begin('key_1', 'k', 'body', aMinuteLater, 'x'), { state: 'running' }, 'ids of something else');
  await edit('idText', 'ids');
  await finish('key_1', 'k', first.claim, { status: 201, body: { launchUrl: 'https://real' } });
  t.match(await begin('key_1', 'k', 'body', now, 'x'), { state: 'done', answer: { status: 201 } });
  await edit('answer', JSON.stringify({ status: 201, body: { launchUrl: 'https://forged' } }));
  t.match(await begin('key_1', 'k', 'body', now, 'x'), { state: 'running' }, 'another answer');
  await edit('answer', JSON.stringify({ status: 201, body: { launchUrl: 'https://real' } }));
  await edit('bodyDigest', 'another');
  t.match(await begin('key_1', 'k', 'another', now, 'x'), { state: 'running' }, 'the answer to another body');
});

t.test('an idempotency key', async t => {
  const { stores } = await world(t);
  const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();
  const { finish, release } = stores.idempotency;
  const begin = (callerId: string, key: string, body: string, now: string, idText = 'ids') =>
    stores.idempotency.begin(callerId, key, body, now, idText);
  const isNew = { state: 'new', idText: 'ids' };
  const claimed = async (...asked: Parameters<typeof begin>) => {
    const begun = await begin(...asked);
    if (begun.state !== 'new') throw new Error(`It is ${begun.state}`);
    return begun.claim;
  };
  const answer = { status: 201, body: { id: 'ten_1', empty: '', none: null, deep: [{ n: 1.5 }] } };

  t.test('is new for one of ten, running for the rest, and then holds the answer for a day', async t => {
    const states = await Promise.all(Array.from({ length: 10 }, () => begin('key_1', 'a b/ü', 'body', at(0))));
    t.equal(states.filter(each => each.state === 'new').length, 1);
    t.equal(states.filter(each => each.state === 'running').length, 9);
    const claim = states.flatMap(each => (each.state === 'new' ? each.claim : []))[0]!;
    await finish('key_1', 'a b/ü', claim, answer);
    t.strictSame(await begin('key_1', 'a b/ü', 'body', at(9000)), { state: 'done', answer });
    t.strictSame(await begin('key_1', 'a b/ü', 'other', at(9000)), { state: 'other_body' });
    t.match(await begin('key_2', 'a b/ü', 'other', at(9000)), isNew, 'another caller has a separate one');
    t.strictSame(await begin('key_1', 'a b/ü', 'body', at(86_399)), { state: 'done', answer });
    t.match(await begin('key_1', 'a b/ü', 'other', at(86_400)), isNew, 'after a day it is free');
  });

  t.test('without an answer is void after a minute, not before', async t => {
    const first = await claimed('key_1', 'b', 'body', at(0));
    t.strictSame(await begin('key_1', 'b', 'body', at(59)), { state: 'running' });
    const again = await Promise.all([
      begin('key_1', 'b', 'body', at(60), 'x'),
      begin('key_1', 'b', 'body', at(60), 'y'),
    ]);
    t.strictSame(again.map(each => each.state).sort(), ['new', 'running'], 'for one of two');
    t.match(
      again.find(each => each.state === 'new'),
      isNew,
      'which finds what the first created by its ids',
    );
    t.strictSame(await begin('key_1', 'b', 'other', at(119)), { state: 'other_body' });
    await finish('key_1', 'b', first, answer);
    await finish('key_1', 'b', first, { status: 500 });
    t.strictSame(await begin('key_1', 'b', 'body', at(61)), { state: 'done', answer }, 'the first answer stands');
    await begin('key_1', 'd', 'body', at(0));
    const other = await begin('key_1', 'd', 'other', at(60), 'z');
    t.match(other, { state: 'new', idText: 'z' }, 'another body creates another object');
  });

  t.test('that was taken over cannot be finished by its previous owner', async t => {
    const slow = await claimed('key_1', 'e', 'body', at(0));
    const other = await claimed('key_1', 'e', 'other', at(60));
    await finish('key_1', 'e', slow, answer);
    t.strictSame(await begin('key_1', 'e', 'other', at(61)), { state: 'running' }, 'another body has its own answer');
    await finish('key_1', 'e', other, { status: 202 });
    t.strictSame(await begin('key_1', 'e', 'other', at(62)), { state: 'done', answer: { status: 202 } });

    const refused = await claimed('key_1', 'f', 'body', at(0));
    await claimed('key_1', 'f', 'body', at(60));
    await release('key_1', 'f', refused);
    t.strictSame(
      await begin('key_1', 'f', 'body', at(61)),
      { state: 'running' },
      'and no other request runs it at the same time',
    );
  });

  t.test('is free again after a refusal, but an answer is not released', async t => {
    await release('key_1', 'c', await claimed('key_1', 'c', 'body', at(0)));
    const claim = await claimed('key_1', 'c', 'other', at(1));
    await finish('key_1', 'c', claim, { status: 201, madeId: 'key_9' });
    await release('key_1', 'c', claim);
    t.strictSame(await begin('key_1', 'c', 'other', at(2)), {
      state: 'done',
      answer: { status: 201, madeId: 'key_9' },
    });
  });
});

t.test('an external ID belongs to the first connection that claims it, forever', async t => {
  const { stores } = await world(t);
  const claims = await Promise.all(
    Array.from({ length: 10 }, (_, n) => stores.externalIds.claim('id-1', `con_${n}`, '2026-11-22T10:00:00.000Z')),
  );
  t.equal(claims.filter(Boolean).length, 1);
  t.strictSame(await stores.externalIds.owner('id-1'), { connectionId: `con_${claims.indexOf(true)}` });
  t.equal(await stores.externalIds.claim('id-1', `con_${claims.indexOf(true)}`, '2026-11-22T10:00:01.000Z'), false);
  t.equal(await stores.externalIds.owner('id-2'), undefined);
});

t.test('a row of the security log is never overwritten', async t => {
  const { stores } = await world(t);
  const row = { at: '2026-11-22T10:00:00.000Z', id: 'sec_1', what: 'login', facts: { from: '192.0.2.1' } };
  await stores.securityLog.put(row);
  await t.rejects(stores.securityLog.put({ ...row, what: 'nothing' }), { code: 'internal' });
});

t.test('the walk over every subject returns each once, with or without its item, whatever the page size', async t => {
  const { stores, client, documents } = await world(t);
  for (let n = 0; n < 6; n += 1) {
    const made = (await stores.tenants.create(tenant(`ten_${n}`, n), change('tenant.made')))!;
    const renamed = await stores.tenants.change(made, { ...made.value, name: 'b' }, change('tenant.renamed'));
    await stores.tenants.change(renamed!, { ...made.value, name: 'c' }, change('tenant.renamed'));
  }
  await stores.connections.create(connection('con_1', 'ten_1', 1), change('connection.made'));
  await stores.externalIds.claim('b1', 'con_1', '2026-11-22T10:00:00.000Z');
  await stores.ledger.put(mintedRow('led_1', '2026-11-22T10:00:00.000Z'));
  for (const id of ['ten_2', 'ten_4'])
    await documents.send(new DeleteCommand({ TableName: tableName, Key: keys.subject('tenant', id) }));
  let limit = 0;
  onWire(client, 'ScanCommand', 'initialize', async (input, pass) => {
    if (limit > 0) Object.assign(input, { Limit: limit });
    return pass();
  });
  for (limit of [0, 1, 2, 3, 100]) {
    const seen: string[] = [];
    for await (const { kind, id, isItemMissing } of stores.everySubject.walk())
      seen.push(`${kind} ${id}${isItemMissing ? ' missing' : ''}`);
    const tenants = [0, 1, 2, 3, 4, 5].map(n => `tenant ten_${n}${n === 2 || n === 4 ? ' missing' : ''}`);
    t.strictSame(seen.sort(), ['connection con_1', ...tenants], `pages of ${limit}`);
  }
});

t.test('the database in a folder', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-stores-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));

  t.test('is held by one run at a time, and the second gets an error that says so', async t => {
    const first = await startDynamoDB({ folder });
    await t.rejects(startDynamoDB({ folder }), /Another run is using the data in .*drawbridge-stores-/);
    await first.close();
    await (await startDynamoDB({ folder })).close();
  });

  t.test('shows the same data after a restart, and creating the table again changes nothing', async t => {
    const before = await openStores(folder);
    for (let n = 0; n < 4; n += 1) await before.stores.tenants.create(tenant(`ten_${n}`, n), change('tenant.made'));
    await before.close();
    const after = await openStores(folder);
    await createTable(after.client, tableName);
    t.strictSame(idsOf((await after.stores.tenants.list({ limit: 9 })).items), ['ten_3', 'ten_2', 'ten_1', 'ten_0']);
    await after.close();
  });

  t.test('recovers lost index rows by rewriting, while changes go on and none is undone', async t => {
    const { db } = databases.create({ path: folder });
    await db.open();
    const indexRows: string[] = [];
    for await (const key of db.keys()) if (key.startsWith('index-')) indexRows.push(key);
    t.equal(indexRows.length, 4);
    for (const key of indexRows.slice(1)) await db.del(key);
    await db.close();

    const { stores, documents } = await world(t, folder);
    t.equal((await stores.tenants.list({ limit: 9 })).items.length, 1, 'what an unclean stop leaves behind');
    const kept = (await stores.tenants.get('ten_1'))!;
    const [written, changed] = await Promise.all([
      rewriteAll(documents, tableName),
      stores.tenants.change(kept, { ...kept.value, name: 'meanwhile' }, change('tenant.renamed')),
    ]);
    t.equal(written, 4);
    t.strictSame(await stores.tenants.get('ten_1'), changed);
    t.strictSame(idsOf((await stores.tenants.list({ limit: 9 })).items), ['ten_3', 'ten_2', 'ten_1', 'ten_0']);
  });
});

t.test('a table of the same name from another application is refused', async t => {
  const { client } = await world(t);
  onWire(client, 'DescribeTableCommand', 'initialize', async (_, pass) => {
    const answer = await pass();
    const found = answer.output.Table as { GlobalSecondaryIndexes: object[] };
    return { ...answer, output: { ...answer.output, Table: { ...found, GlobalSecondaryIndexes: [] } } };
  });
  await t.rejects(createTable(client, tableName), /lacks the index by-list, by-fleet, by-account, by-due, by-outbox/);
});

t.test('a table of an earlier release', async t => {
  const { client } = await world(t);
  // As in DynamoDB: the index exists at once and can be used some time later.
  let reads = 0;
  let asked: unknown;
  let isRecorded = false;
  // The embedded database does not support this form of the call.
  onWire(client, 'UpdateTableCommand', 'initialize', async input => {
    if (isRecorded) asked = input;
    return { output: {} };
  });
  onWire(client, 'DescribeTableCommand', 'initialize', async (_, pass) => {
    const answer = await pass();
    const { GlobalSecondaryIndexes, ...rest } = answer.output.Table as { GlobalSecondaryIndexes: Named[] };
    const older = GlobalSecondaryIndexes.filter(each => each.IndexName !== 'by-outbox');
    reads += 1;
    const added = { IndexName: 'by-outbox', IndexStatus: reads < 5 ? 'CREATING' : 'ACTIVE' };
    const indexes = asked ? [...older, added] : older;
    return { ...answer, output: { ...answer.output, Table: { ...rest, GlobalSecondaryIndexes: indexes } } };
  });

  t.test('is refused if the database does not add the index', async t => {
    await t.rejects(createTable(client, tableName), /lacks the index by-outbox, and the database did not add it/);
  });

  t.test('gets the missing index, and is used once it is filled', async t => {
    reads = 0;
    isRecorded = true;
    const waits: number[] = [];
    await createTable(client, tableName, async milliseconds => void waits.push(milliseconds));
    t.match(asked, { GlobalSecondaryIndexUpdates: [{ Create: { IndexName: 'by-outbox' } }] });
    t.ok(waits.length > 0);
  });
});

interface Named {
  IndexName: string;
}

t.test('an embedded table of an earlier release gets the index when its folder is opened', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-older-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const before = await openStores(folder);
  await before.stores.connections.create(connection('con_1', 'ten_1', 1), change('connection.created'));
  await before.close();
  const { db } = databases.create({ path: folder });
  await db.open();
  const key = `table~${tableName}`;
  const table = (await db.get(key)) as { GlobalSecondaryIndexes: Named[] };
  const older = table.GlobalSecondaryIndexes.filter(each => each.IndexName !== 'by-outbox');
  await db.put(key, { ...table, GlobalSecondaryIndexes: older });
  for await (const row of db.keys()) if (row.includes('by-outbox')) await db.del(row);
  await db.close();

  const { stores } = await world(t, folder);
  t.strictSame(await stores.outbox.waiting(later, 9), [], 'its items are not in the index');
  const kept = (await stores.connections.get('con_1'))!;
  await stores.connections.change(kept, { ...kept.value, launch: 2 }, change('connection.launched-again', 1));
  t.match(await stores.outbox.waiting(later, 9), [{ published: 0, kept: { revision: 2 } }], 'until they change');
});

t.test('an answer that stops midway blocks no caller forever, and none afterwards', async t => {
  const database = await startDynamoDB();
  t.teardown(() => database.close());
  const { client, documents } = makeDynamoDB({
    region: 'us-east-1',
    endpoint: database.endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    timeoutMilliseconds: 200,
  });
  t.teardown(() => client.destroy());
  await createTable(client, tableName);
  const clock = { now: () => new Date(), wait: async () => {} };
  const stores = makeStores(documents, tableName, { clock, ...owner('ins_1') });
  const restore = database.fail({ kind: 'stall' });
  const both = await Promise.allSettled([stores.tenants.get('ten_1'), stores.apiKeys.get('key_1')]);
  t.same(
    both.map(each => each.status === 'rejected' && each.reason.code),
    ['store_unavailable', 'store_unavailable'],
  );
  restore();
  t.equal(await stores.tenants.get('ten_1'), undefined);
});
