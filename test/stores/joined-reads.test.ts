// Joined consistent reads: concurrent reads cost one call, and none returns an older state than its own read would.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, t } from 'tap';
import { keys } from '../../api/stores/table/table.js';
import { sampleConnection } from '../helpers/samples.js';
import { change, openStores, type StoreWorld, tableName, tenant } from '../helpers/store-world.js';

async function world(test: Test): Promise<StoreWorld> {
  const opened = await openStores(undefined, { onWire: true });
  test.teardown(opened.close);
  return opened;
}

type Pass = () => Promise<{ output: Record<string, any> }>;
type Request = { name: string; input: Record<string, any> };

/** Every read that goes to the database. */
function onReads(client: DynamoDBClient, each: (request: Request, pass: Pass) => ReturnType<Pass>): void {
  const handler = (next: (args: any) => Promise<any>, context: { commandName?: string }) => (args: any) =>
    /^(BatchGet|Get)ItemCommand$/.test(context.commandName ?? '')
      ? each({ name: context.commandName!, input: args.input }, () => next(args))
      : next(args);
  client.middlewareStack.add(handler as never, { step: 'initialize', priority: 'low' });
}

const keysOf = ({ input }: Request): number => input.RequestItems?.[tableName].Keys.length ?? 1;

const idOf = (n: number) => `ten_${String(n).padStart(16, '0')}`;

t.test('a thousand concurrent reads cost a few calls, each answered with its own item, or with none', async t => {
  const { stores, client } = await world(t);
  for (let n = 0; n < 150; n += 1) await stores.tenants.create(tenant(idOf(n)), change('tenant.created'));
  const sizes: number[] = [];
  onReads(client, (request, pass) => {
    sizes.push(keysOf(request));
    return pass();
  });
  // Every third asks for one that does not exist.
  const asked = Array.from({ length: 1000 }, (_, n) => idOf(n % 3 === 0 ? 5000 + (n % 7) : n % 150));
  const found = await Promise.all(asked.map(id => stores.tenants.get(id)));
  for (const [n, id] of asked.entries()) {
    if (found[n]?.value.id !== (n % 3 === 0 ? undefined : id)) t.fail(`${id} was answered with ${found[n]?.value.id}`);
  }
  t.ok(sizes.length <= 4, `${sizes.length} calls`);
  t.ok(sizes.every(size => size <= 100));
});

t.test('a read never joins one in progress: it returns what was written before it began', async t => {
  const { stores, client, another } = await world(t);
  const made = (await stores.tenants.create(tenant(idOf(1)), change('tenant.created')))!;
  const elsewhere = another().stores;
  let open = () => {};
  const answered = new Promise<void>(resolve => {
    open = resolve;
  });
  let sent = 0;
  onReads(client, async (_, pass) => {
    sent += 1;
    const answer = await pass();
    if (sent === 1) await answered;
    return answer;
  });
  const before = stores.tenants.get(idOf(1));
  while (sent === 0) await new Promise(setImmediate);
  const closed = { ...made.value, state: 'closed' as const, closedAt: '2026-11-22T10:00:00.000Z' };
  t.ok(await elsewhere.tenants.change(made, closed, change('tenant.closed', 1)));
  const after = await stores.tenants.get(idOf(1));
  t.equal(after?.value.state, 'closed', 'although the other answer is still in progress');
  open();
  t.equal((await before)?.value.state, 'open', 'that read began earlier');
});

t.test('items that the database leaves unprocessed are requested again, and given up in the end', async t => {
  const { stores, client, waits } = await world(t);
  for (let n = 0; n < 3; n += 1) await stores.tenants.create(tenant(idOf(n)), change('tenant.created'));
  let left = 2;
  onReads(client, async (request, pass) => {
    if (left === 0 || request.name === 'GetItemCommand') return pass();
    left -= 1;
    const [first, ...rest] = request.input.RequestItems[tableName].Keys;
    const answer = await pass();
    const items = answer.output.Responses[tableName] as { pk: { S: string } | string }[];
    const isFirst = (item: { pk: { S: string } | string }) => JSON.stringify(item.pk) === JSON.stringify(first.pk);
    const Responses = { [tableName]: items.filter(isFirst) };
    return { ...answer, output: { ...answer.output, Responses, UnprocessedKeys: { [tableName]: { Keys: rest } } } };
  });
  const ids = [0, 1, 2].map(idOf);
  t.same(
    (await Promise.all(ids.map(id => stores.tenants.get(id)))).map(kept => kept?.value.id),
    ids,
  );
  t.ok(waits.includes(50), 'after a wait');

  const never = await world(t);
  onReads(never.client, async (request, pass) => {
    const answer = await pass();
    const { RequestItems } = request.input;
    return RequestItems
      ? { ...answer, output: { ...answer.output, Responses: {}, UnprocessedKeys: RequestItems } }
      : answer;
  });
  const lost = await Promise.allSettled(ids.map(id => never.stores.tenants.get(id)));
  t.same(
    lost.map(each => (each.status === 'rejected' ? each.reason.code : 'answered')),
    ['store_unavailable', 'store_unavailable', 'store_unavailable'],
  );
});

t.test('an item of a newer release fails its own reader, and no other', async t => {
  const { stores, documents } = await world(t);
  await stores.tenants.create(tenant(idOf(1)), change('tenant.created'));
  const item = { ...keys.subject('tenant', idOf(2)), schema: 99 };
  await documents.send(new PutCommand({ TableName: tableName, Item: item }));
  const [good, bad] = await Promise.allSettled([stores.tenants.get(idOf(1)), stores.tenants.get(idOf(2))]);
  t.equal(good.status, 'fulfilled');
  t.match(bad, { status: 'rejected', reason: { code: 'not_readable', cause: /upgrade it/ } });
});

t.test('a brief read is the same read with less: the newest state without what the role grants', async t => {
  const { stores, documents, client } = await world(t);
  const whole = sampleConnection;
  const made = (await stores.connections.create(whole, change('connection.created')))!;
  t.same(made.value, whole);
  t.same(
    (await stores.connections.get(whole.id))?.value,
    whole,
    'the parts that are stored separately are joined again',
  );
  const asked: Request[] = [];
  onReads(client, (request, pass) => {
    asked.push(request);
    return pass();
  });
  const brief = await stores.connections.getBrief(whole.id);
  const { inlinePolicies, ...roleSpec } = whole.roleSpec;
  t.strictSame(brief, { value: { ...whole, roleSpec }, revision: 1, notes: {} });
  t.ok(asked.every(({ input }) => input.ConsistentRead));
  const both = await Promise.all([stores.connections.getBrief(whole.id), stores.connections.getBrief('con_none')]);
  t.strictSame(both, [brief, undefined]);

  const next = { ...whole, state: 'suspended' as const, roleSpec: { ...whole.roleSpec, inlinePolicies: [] } };
  t.ok(await stores.connections.change(made, next, change('connection.suspended', 1)));
  t.match(await stores.connections.getBrief(whole.id), { value: { state: 'suspended' }, revision: 2 });
  t.strictSame((await stores.connections.get(whole.id))?.value, next);
  t.same((await stores.connections.verify(whole.id)).faults, []);

  t.comment('an item of an earlier release has everything in one');
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName, Key: keys.subject('connection', whole.id) }),
  );
  const { apart, mac, rest, checkMac, ...others } = Item!;
  t.ok(apart && mac && checkMac && rest, 'what items of that release did not have');
  const earlier = { ...others, value: JSON.stringify(next) };
  await documents.send(new PutCommand({ TableName: tableName, Item: earlier }));
  const kept = (await stores.connections.get(whole.id))!;
  t.strictSame(kept.value, next);
  t.match(await stores.connections.getBrief(whole.id), { value: { state: 'suspended' }, revision: 2 });
  t.ok(await stores.connections.change(kept, whole, change('connection.resumed', 2)));
  t.strictSame((await stores.connections.get(whole.id))?.value, whole);
  const { faults } = await stores.connections.verify(whole.id);
  t.match(faults, [{ kind: 'item_altered' }], 'a change gives no MAC to an item that had none');
});
