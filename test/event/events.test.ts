// Delivery of events to receivers: in order, each once after deduplication, independent per receiver, given up after a
// day and replayed on request; signatures, visibility of webhooks, and refused addresses.
import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import t, { type Test } from 'tap';
import { Compile } from 'typebox/schema';
import type { Caller } from '../../api/core/access/caller.js';
import { afterAttempt, type EventDelivery } from '../../api/core/event/event-delivery.js';
import { eventTypeNames } from '../../api/core/event/event-types.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import { changeConnection, launchAgain, reviewConnection } from '../../api/operations/connection/change-connection.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { listDeliveries, replayDelivery } from '../../api/operations/event/deliveries.js';
import { publishOverlooked, publishWaiting } from '../../api/operations/event/publish-events.js';
import { makeSender, type Sender } from '../../api/operations/event/send-events.js';
import {
  createWebhook,
  disableWebhook,
  listWebhooks,
  type NewWebhook,
  rotateWebhook,
} from '../../api/operations/event/webhooks.js';
import { keys } from '../../api/stores/table/table.js';
import { type VerifiedWebhook, verifyWebhook } from '../../sdk/client/src/index.js';
import { allPages } from '../helpers/all-pages.js';
import { backend, founder, support } from '../helpers/callers.js';
import { checked, newConnection, newTenant, verifiedConnection, type Where } from '../helpers/customer.js';
import { answering, type Received, startReceiver } from '../helpers/receiver.js';
import { newWorld, type World } from '../helpers/world.js';
import { documentsOf } from '../helpers/world-table.js';
import { documentOf } from '../http/http-document.js';

const hourMs = 60 * 60 * 1000;

async function eventWorld(t: Test, timeoutMs = '400') {
  const variables = { DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true', DRAWBRIDGE_WEBHOOK_TIMEOUT_MS: timeoutMs };
  const world = await newWorld(t, { variables });
  const sender = makeSender(world.ports);
  return { ...world, sender, tenantId: await newTenant(world) };
}

const hook = (world: World, url: string, more: Partial<NewWebhook> = {}) =>
  createWebhook(world.ports, founder, { url, tenants: 'all', ...more });

/** Publishes and sends until nothing is due. */
async function settle({ ports }: Pick<World, 'ports'>, sender: Sender): Promise<void> {
  do await ports.background.idle();
  while ((await publishWaiting(ports)) + (await sender.sendDue()) > 0);
}

const eventOfRow = ({ connectionId }: Where, revision: number) => `${connectionId.replace('con_', 'evt_')}_${revision}`;
const deliveriesOf = (world: World, webhookId: string, state?: EventDelivery['state']) =>
  allPages(page => listDeliveries(world.ports, founder, webhookId, { ...page, ...(state && { state }) }));

/** By the scheme's own words, without the code under test. */
function signature(secret: string, { headers, id, body }: Received): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`;
}

t.test('a change is delivered: signed, as documented, and without internal facts', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  const { secret, webhook } = await hook(world, receiver.url);
  t.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  const where = await verifiedConnection(world, {}, world.tenantId);
  await suspendConnection(world.ports, { ...support, name: 'Sam' }, where, 'Über die Grenze');
  await settle(world, world.sender);

  const document = await documentOf(world.app);
  const rows = await allPages(page => world.ports.connections.history(where.connectionId, page));
  t.strictSame(
    receiver.received.map(each => [each.id, each.event.type]),
    rows.map(({ row }) => [eventOfRow(where, row.revision), row.action]).reverse(),
    'every row, in order',
  );
  for (const each of receiver.received) {
    t.equal(each.headers['webhook-signature'], signature(secret, each));
    t.equal(each.headers['content-type'], 'application/json');
    const { event } = (await verifyWebhook({ secret, ...each })) as VerifiedWebhook;
    t.same(event, each.event);
    const { schema } = document.webhooks[event.type].post.requestBody.content['application/json'];
    t.ok(Compile({ ...schema, components: document.components }).Check(event), JSON.stringify(event));
  }
  const { event } = receiver.received.at(-1)!;
  t.match(event.data, { ...{ tenantId: world.tenantId, connectionId: where.connectionId }, state: 'suspended' });
  t.match(event.data, { reason: 'Über die Grenze', who: { kind: 'support', name: 'Sam' }, health: 'healthy' });
  const { value } = (await world.ports.connections.get(where.connectionId))!;
  const sent = receiver.received.map(each => each.body).join();
  for (const kept of [value.externalId.current, value.roleSpec.arn, value.accountId]) t.notMatch(sent, kept);
  t.match(await deliveriesOf(world, webhook.id), [{ state: 'delivered', attempts: [{ status: 204 }] }]);
  const kept = await world.ports.webhooks.get(webhook.id);
  t.notMatch(JSON.stringify(kept), secret.slice(6), 'the store holds no secret');
  t.notMatch(world.logged(), secret.slice(6));
});

t.test('every type of event is described, each by its own schema', async t => {
  const world = await newWorld(t);
  const document = await documentOf(world.app);
  t.strictSame(Object.keys(document.webhooks).sort(), [...eventTypeNames].sort());
  t.equal(document.components.schemas.Event.oneOf.length, eventTypeNames.length);
});

t.test('a connection changed 40 times quickly gives 40 deliveries in order', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  await hook(world, receiver.url);
  const where = await newConnection(world, world.tenantId);
  for (let n = 0; n < 39; n += 1) {
    await launchAgain(world.ports, backend, where);
    if (n % 10 === 0) await publishWaiting(world.ports);
  }
  await settle(world, world.sender);
  t.strictSame(
    receiver.received.map(each => each.event.data.revision),
    Array.from({ length: 40 }, (_, n) => n + 1),
  );
});

t.test('published rows are not published again, rows left by a crash are, and an edited address gets none', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  const { webhook } = await hook(world, receiver.url);
  const where = await newConnection(world, world.tenantId);
  const crash = () => Promise.reject(new Error('killed'));
  await publishWaiting({ ...world.ports, outbox: { ...world.ports.outbox, advance: crash } });
  world.clock.advance(1000);
  await settle(world, world.sender);
  t.equal(receiver.received.length, 1, 'published twice, sent once');
  await launchAgain(world.ports, backend, where);
  await publishWaiting({ ...world.ports, deliveries: { ...world.ports.deliveries, wake: crash } });
  await world.sender.sendDue();
  await world.ports.background.idle();
  t.equal(receiver.received.length, 1, 'created, and no event was sent');
  world.clock.advance(1000);
  await settle(world, world.sender);
  t.strictSame(receiver.ids(), [eventOfRow(where, 1), eventOfRow(where, 2)]);
  await launchAgain(world.ports, backend, where);
  const { outbox, deliveries } = world.ports;
  const blind = { ...world.ports, outbox: { ...outbox, waiting: async () => [] } };
  t.equal(await publishWaiting(blind), 0);
  await publishOverlooked(blind);
  await makeSender({ ...blind, deliveries: { ...deliveries, due: async () => [] } }).sendOverlooked();
  await world.ports.background.idle();
  t.equal(receiver.ids().length, 3, 'found without an index');
  // Someone who writes the table sends the events elsewhere.
  const thief = await startReceiver(t);
  const documents = documentsOf(t, world);
  const Key = keys.subject('webhook', webhook.id);
  const { Item } = await documents.send(new GetCommand({ TableName: world.config.table, Key }));
  const putItem = (value: string) =>
    documents.send(new PutCommand({ TableName: world.config.table, Item: { ...Item, value } }));
  await putItem(Item!.value.replace(receiver.url, thief.url));
  await launchAgain(world.ports, backend, where);
  await settle(world, world.sender);
  t.strictSame([thief.received.length, receiver.received.length], [0, 3], 'nothing is sent to an edited address');
  await putItem(Item!.value);
  world.clock.advance(61_000);
  await settle(world, world.sender);
  t.equal(receiver.ids().length, 4, 'nothing is lost');
});

t.test('a receiver that is down, slow or answers 500 delays no other', async t => {
  const world = await eventWorld(t, '20000');
  const [good, slow, broken] = [await startReceiver(t), await startReceiver(t), await startReceiver(t)];
  const held: ServerResponse[] = [];
  slow.answer = (_, response) => void held.push(response);
  broken.answer = answering(500);
  const bad = [await hook(world, slow.url), await hook(world, broken.url), await hook(world, 'http://127.0.0.1:1025/')];
  await hook(world, good.url);
  const places: Where[] = [];
  for (let n = 0; n < 12; n += 1) places.push(await newConnection(world, world.tenantId));
  for (const where of places) await launchAgain(world.ports, backend, where);
  await publishWaiting(world.ports);
  for (let n = 0; n < 400 && good.received.length < 24; n += 1) {
    await world.sender.sendDue();
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  t.equal(good.ids().length, 24);
  t.equal(slow.received.length, 4, 'unresponsive receivers get few requests at once');
  t.equal(held.length, 4, 'and meanwhile none of them answered');
  slow.answer = answering(503);
  for (const response of held) answering(503)(undefined, response);
  await settle(world, world.sender);
  for (const [index, { webhook }] of bad.entries()) {
    const waiting = await deliveriesOf(world, webhook.id, 'waiting');
    t.equal(waiting.length, 24);
    const tried = waiting.filter(each => each.attempts.length > 0);
    t.equal(tried.length, 12);
    t.ok(
      tried.every(each => each.revision === 1),
      'the oldest of each queue, and no later one',
    );
    t.match(tried[0]!.attempts, [[{ status: 503 }, { status: 500 }, { fault: 'not_reached' }][index]]);
  }
});

t.test('a receiver that answers too late gets the event again later', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  receiver.answer = () => undefined;
  const { webhook } = await hook(world, receiver.url);
  await newConnection(world, world.tenantId);
  await settle(world, world.sender);
  t.match(await deliveriesOf(world, webhook.id), [{ state: 'waiting', attempts: [{ fault: 'timed_out' }] }]);
  receiver.answer = answering(200);
  world.clock.advance(10_000);
  await settle(world, world.sender);
  t.equal(receiver.received.length, 2);
  t.equal(receiver.ids().length, 1);
});

t.test("a refused connection's events delay no other connection", async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  await hook(world, receiver.url);
  const [first, second] = [await newConnection(world, world.tenantId), await newConnection(world, world.tenantId)];
  receiver.answer = (received, response) =>
    answering(received.event.data.connectionId === first.connectionId ? 503 : 200)(received, response);
  for (const where of [first, second, first, second]) await launchAgain(world.ports, backend, where);
  await settle(world, world.sender);
  const of = ({ connectionId }: Where) =>
    receiver.received.map(each => each.event.data).filter(data => data.connectionId === connectionId);
  t.strictSame(
    of(second).map(data => data.revision),
    [1, 2, 3],
  );
  t.strictSame([...new Set(of(first).map(data => data.revision))], [1]);
  receiver.answer = answering(200);
  world.clock.advance(hourMs);
  await settle(world, world.sender);
  t.strictSame(
    [...new Set(of(first).map(data => data.revision))],
    [1, 2, 3],
    'and its own events arrive in order once it works',
  );
});

t.test('the waits between tries grow to four hours, vary a little, and end after a day', t => {
  const made = '2026-11-25T00:00:00.000Z';
  const first = { id: 'evt_a_1', webhookId: 'whk_1', state: 'waiting', since: made, tries: 0, attempts: [] };
  const waitsOf = (webhookId: string) => {
    let delivery = { ...first, webhookId } as unknown as EventDelivery;
    const waits: number[] = [];
    for (let at = made; delivery.state === 'waiting'; at = delivery.nextTryAt ?? at) {
      delivery = afterAttempt(delivery, { at, status: 500 });
      if (delivery.nextTryAt) waits.push((Date.parse(delivery.nextTryAt) - Date.parse(at)) / 1000);
    }
    return { waits, hours: (Date.parse(delivery.finishedAt!) - Date.parse(made)) / hourMs, state: delivery.state };
  };
  const one = waitsOf('whk_1');
  t.equal(one.state, 'dead');
  t.ok(one.hours > 18 && one.hours <= 24, `${one.hours}`);
  t.ok(one.waits.every((wait, n) => n === 0 || wait > 0.8 * one.waits[n - 1]!));
  t.ok(one.waits[0]! >= 4.5 && one.waits[0]! <= 5.5 && one.waits.at(-1)! >= 0.9 * 4 * 3600);
  t.not(JSON.stringify(waitsOf('whk_2').waits), JSON.stringify(one.waits));
  t.end();
});

t.test('after a day of tries an event is dead and shown, the next one proceeds, and it can be replayed', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  const { webhook } = await hook(world, receiver.url);
  const where = await newConnection(world, world.tenantId);
  await launchAgain(world.ports, backend, where);
  const [first, second] = [eventOfRow(where, 1), eventOfRow(where, 2)];
  receiver.answer = (received, response) => answering(received.id === first ? 500 : 200)(received, response);
  const begun = world.clock.now().getTime();
  for (let n = 0; n < 40 && !receiver.ids().includes(second); n += 1) {
    await settle(world, world.sender);
    const [waiting] = (await deliveriesOf(world, webhook.id, 'waiting')).filter(each => each.id === first);
    if (waiting) world.clock.advance(Date.parse(waiting.nextTryAt!) - world.clock.now().getTime() + 1);
  }
  const hours = (world.clock.now().getTime() - begun) / hourMs;
  t.ok(hours > 18 && hours < 25, `given up after ${hours} hours`);
  const [dead, ...others] = await deliveriesOf(world, webhook.id, 'dead');
  t.strictSame(others, []);
  t.match(dead, { id: first, type: 'connection.created', state: 'dead' });
  t.ok(dead!.attempts.length >= 12 && dead!.attempts.every(each => each.status === 500), `${dead!.attempts.length}`);
  t.match(await deliveriesOf(world, webhook.id, 'delivered'), [{ id: second }]);

  const before = receiver.received.length;
  receiver.answer = answering(200);
  t.match(await replayDelivery(world.ports, founder, webhook.id, first), { id: first, state: 'waiting' });
  await settle(world, world.sender);
  t.strictSame(
    receiver.received.slice(before).map(each => each.id),
    [first],
  );
  t.equal(receiver.received.at(-1)!.body, receiver.received[0]!.body, 'byte for byte what was sent first');
  t.strictSame(await deliveriesOf(world, webhook.id, 'dead'), []);
  await replayDelivery(world.ports, founder, webhook.id, second);
  await settle(world, world.sender);
  t.equal(receiver.received.at(-1)!.id, second, 'also a delivered one');
});

t.test('a receiver that answers 410 is disabled at once: nothing more is sent, and everyone can see why', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  receiver.answer = answering(410);
  const { webhook } = await hook(world, receiver.url);
  const where = await newConnection(world, world.tenantId);
  await launchAgain(world.ports, backend, where);
  await settle(world, world.sender);
  world.clock.advance(2 * hourMs);
  await settle(world, world.sender);
  t.equal(receiver.received.length, 1);
  const [seen] = (await listWebhooks(world.ports, founder, { limit: 10 })).items;
  t.match(seen, { id: webhook.id, disabledAt: String, disabledBecause: 'gone' });
  const { last } = (await world.ports.webhooks.get(webhook.id))!;
  t.match(last, { action: 'webhook.disabled', who: { kind: 'system' }, facts: { because: 'gone' } });
  await hook(world, receiver.url);
});

t.test('a receiver that asks for time gets nothing before, whatever the connection', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  const { webhook } = await hook(world, receiver.url);
  for (const header of ['120', () => new Date(world.clock.now().getTime() + 120_000).toUTCString()]) {
    receiver.answer = (_, response) =>
      void response.writeHead(429, { 'retry-after': typeof header === 'string' ? header : header() }).end();
    const before = receiver.received.length;
    for (let n = 0; n < 6; n += 1) await newConnection(world, world.tenantId);
    await settle(world, world.sender);
    const first = receiver.received.length - before;
    t.ok(first >= 1 && first <= 4, `one attempt for each of four workers at most: ${first}`);
    receiver.answer = answering(204);
    world.clock.advance(110_000);
    await settle(world, world.sender);
    await world.sender.sendOverlooked();
    await settle(world, world.sender);
    t.equal(receiver.received.length - before, first, 'the usual five seconds are over, and nothing was sent');
    world.clock.advance(15_000);
    await settle(world, world.sender);
    t.strictSame(await deliveriesOf(world, webhook.id, 'waiting'), [], 'afterwards everything is sent');
  }
  const endless = { status: 429, at: new Date().toISOString(), retryAfterSeconds: 999_999_999 };
  const [delivery] = await deliveriesOf(world, webhook.id);
  t.match(afterAttempt(delivery!, endless), { state: 'dead' }, 'nobody can make the kit wait for ever');
});

t.test(
  'a webhook that accepts nothing for five days is shown, then disabled; one accepted event ends that',
  async t => {
    const world = await eventWorld(t);
    const receiver = await startReceiver(t);
    const { webhook } = await hook(world, receiver.url);
    const of = async () => (await world.ports.webhooks.get(webhook.id))!;
    const failFor = async (days: number) => {
      receiver.answer = answering(500);
      const until = world.clock.now().getTime() + days * 24 * hourMs;
      while (world.clock.now().getTime() < until && !(await of()).value.disabledAt) {
        const waiting = await deliveriesOf(world, webhook.id, 'waiting');
        if (waiting.length === 0) await newConnection(world, world.tenantId);
        await settle(world, world.sender);
        world.clock.advance(4.5 * hourMs);
      }
    };
    await failFor(2);
    t.match((await of()).value, { failingSince: String });
    t.notOk((await of()).value.disabledAt);
    receiver.answer = answering(200);
    world.clock.advance(5 * hourMs);
    await settle(world, world.sender);
    t.notOk((await of()).value.failingSince, 'it has recovered');
    await failFor(8);
    t.match((await of()).value, { disabledAt: String, disabledBecause: 'failing', failingSince: String });
    const actions = (await allPages(page => world.ports.webhooks.history(webhook.id, page))).map(
      each => each.row.action,
    );
    const [disabled, ...before] = ['webhook.disabled', 'webhook.failing', 'webhook.recovered', 'webhook.failing'];
    t.strictSame(actions, [disabled, ...before, 'webhook.created']);
  },
);

t.test('a replay of a waiting event tries it at once; a replay during a try is not lost', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  const { webhook } = await hook(world, receiver.url);
  const where = await newConnection(world, world.tenantId);
  receiver.answer = answering(500);
  await settle(world, world.sender);
  t.equal(receiver.received.length, 1);
  const again = () => replayDelivery(world.ports, founder, webhook.id, eventOfRow(where, 1));
  await again();
  await settle(world, world.sender);
  t.equal(receiver.received.length, 2);
  world.clock.advance(hourMs);
  receiver.answer = async (received, response) => {
    receiver.answer = answering(200);
    await again();
    answering(500)(received, response);
  };
  await settle(world, world.sender);
  world.clock.advance(10_000);
  await settle(world, world.sender);
  t.match(await deliveriesOf(world, webhook.id), [{ state: 'delivered', tries: 2 }]);
});

t.test('two processes on one table send each event once, in order', async t => {
  // A busy machine must not let a try time out: the next one would have to wait.
  const world = await eventWorld(t, '20000');
  const receiver = await startReceiver(t);
  receiver.answer = (received, response) => void setTimeout(() => answering(200)(received, response), 5);
  await hook(world, receiver.url);
  const places = [await newConnection(world, world.tenantId), await newConnection(world, world.tenantId)];
  for (let n = 0; n < 15; n += 1) for (const where of places) await launchAgain(world.ports, backend, where);
  const other = makeSender(world.ports);
  for (let n = 0; n < 20; n += 1) {
    await Promise.all([publishWaiting(world.ports), publishWaiting(world.ports)]);
    await Promise.all([world.sender.sendDue(), other.sendDue()]);
  }
  await settle(world, other);
  t.equal(receiver.received.length, 32);
  for (const where of places) {
    const mine = receiver.received
      .map(each => each.event.data)
      .filter(data => data.connectionId === where.connectionId);
    t.strictSame(
      mine.map(data => data.revision),
      Array.from({ length: 16 }, (_, n) => n + 1),
    );
  }
});

t.test('a lease that is not released expires, and then another process sends', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  const { webhook } = await hook(world, receiver.url);
  await newConnection(world, world.tenantId);
  await publishWaiting(world.ports);
  const now = world.clock.now();
  const [queue] = await world.ports.deliveries.due(webhook.id, now.toISOString(), 9);
  const until = new Date(now.getTime() + 60_000).toISOString();
  t.ok(await world.ports.deliveries.claim(queue!, 'of a process that was killed', until));
  t.equal(await world.ports.deliveries.claim(queue!, 'of another', until), undefined);
  t.equal(await world.sender.sendDue(), 0);
  world.clock.advance(60_001);
  await settle(world, world.sender);
  t.equal(receiver.received.length, 1);
});

t.test('an event or replay that arrives while a queue is being removed is still sent', async t => {
  const world = await eventWorld(t);
  const { ports } = world;
  const receiver = await startReceiver(t);
  const { webhook } = await hook(world, receiver.url);
  const where = await newConnection(world, world.tenantId);
  const meanwhile = [
    async () => {
      await launchAgain(ports, backend, where);
      await publishWaiting(ports);
    },
    async () => void (await replayDelivery(ports, founder, webhook.id, eventOfRow(where, 1))),
  ];
  const head: typeof ports.deliveries.head = async (...given) => {
    const found = await ports.deliveries.head(...given);
    // Found empty, and not released yet.
    if (!found) await meanwhile.shift()?.();
    return found;
  };
  await settle(world, makeSender({ ...ports, deliveries: { ...ports.deliveries, head } }));
  t.strictSame(
    receiver.received.map(each => each.event.data.revision),
    [1, 2, 1],
  );
  t.strictSame(await deliveriesOf(world, webhook.id, 'waiting'), []);
});

t.test('during a rotation both secrets sign events, and afterwards only the new one', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  const { webhook, secret: old } = await hook(world, receiver.url);
  const where = await newConnection(world, world.tenantId);
  await settle(world, world.sender);
  const { secret } = await rotateWebhook(world.ports, founder, webhook.id);
  t.not(secret, old);
  await launchAgain(world.ports, backend, where);
  await settle(world, world.sender);
  world.clock.advance(24 * hourMs + 1);
  await launchAgain(world.ports, backend, where);
  await settle(world, world.sender);
  const [before, during, after] = receiver.received as [Received, Received, Received];
  t.equal(before.headers['webhook-signature'], signature(old, before));
  t.equal(during.headers['webhook-signature'], `${signature(secret, during)} ${signature(old, during)}`);
  t.equal(after.headers['webhook-signature'], signature(secret, after));
  for (const each of [old, secret]) t.ok(await verifyWebhook({ secret: each, ...during }));
  const late = { ...after, now: () => world.clock.now().getTime() };
  t.ok(await verifyWebhook({ secret: [old, secret], ...late }));
  await t.rejects(verifyWebhook({ secret: old, ...late }), { code: 'webhook_not_valid' });
});

t.test('a forbidden address is refused with an understandable message, and nothing changes', async t => {
  const names: Record<string, string[]> = { 'inside.example': ['10.0.0.7'], 'good.example': ['93.184.215.14'] };
  const world = await newWorld(t, { resolve: async name => names[name] ?? [] });
  const cases: [url: string, words: RegExp][] = [
    ['http://good.example/', /must begin with https/],
    ['https://127.0.0.1:8443/', /not on the public internet/],
    ['https://localhost:8443/', /this machine or to a private network/],
    ['https://169.254.169.254/latest/meta-data', /metadata/],
    ['https://inside.example/', /not on the public internet/],
    ['https://nowhere.example/', /does not resolve to an address/],
    ['https://me:word@good.example/', /user name or password/],
    ['https://good.example:25/', /port must be 443/],
  ];
  for (const [url, words] of cases) {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/v1/webhooks',
      headers: { authorization: `Bearer ${world.keys.operator}` },
      payload: { url, tenants: 'all' },
    });
    t.match([answer.statusCode, answer.json().code], [400, 'webhook_url_not_allowed'], url);
    t.match(answer.json().detail, words);
    t.match(answer.json().errors, [{ path: '/url', message: words }]);
  }
  t.strictSame(await listWebhooks(world.ports, founder, { limit: 9 }), { items: [] });
  t.strictSame((await world.ports.webhookRegister.read()).entries, []);
  t.ok(await hook(world, 'https://good.example/hook'));
});

t.test('an address that has become forbidden since the webhook was created gets nothing', async t => {
  let address = '93.184.215.14';
  const world = await newWorld(t, {
    variables: { DRAWBRIDGE_WEBHOOK_TIMEOUT_MS: '400' },
    resolve: async () => [address],
  });
  const receiver = await startReceiver(t);
  const { webhook } = await hook(world, receiver.url.replace('http://127.0.0.1', 'https://receiver.example'));
  await newConnection(world, await newTenant(world));
  address = '127.0.0.1';
  await settle(world, makeSender(world.ports));
  t.match(await deliveriesOf(world, webhook.id), [{ state: 'waiting', attempts: [{ fault: 'address_not_public' }] }]);
  t.equal(receiver.received.length, 0);
});

t.test('a webhook gets the events of its tenants and types, from its creation until its deletion', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  const other = await newTenant(world, 'Another Tenant');
  const early = await newConnection(world, world.tenantId);
  world.clock.advance(hourMs);
  const { webhook } = await hook(world, receiver.url, {
    tenants: [world.tenantId],
    types: ['connection.created', 'connection.revoked'],
  });
  const mine = await newConnection(world, world.tenantId);
  const theirs = await newConnection(world, other);
  for (const where of [mine, theirs, early]) {
    await launchAgain(world.ports, backend, where);
    await revokeConnection(world.ports, backend, where, 'The end');
  }
  await settle(world, world.sender);
  t.strictSame(receiver.ids().sort(), [eventOfRow(mine, 1), eventOfRow(mine, 3), eventOfRow(early, 3)].sort());
  const waiting = await newConnection(world, world.tenantId);
  await publishWaiting(world.ports);
  await disableWebhook(world.ports, founder, webhook.id);
  await newConnection(world, world.tenantId);
  await settle(world, world.sender);
  t.equal(receiver.received.length, 3);
  t.match(
    await deliveriesOf(world, webhook.id, 'waiting'),
    [{ id: eventOfRow(waiting, 1) }],
    'the missed events are shown',
  );
  await t.rejects(replayDelivery(world.ports, founder, webhook.id, eventOfRow(waiting, 1)), {
    code: 'webhook_not_found',
  });
  await t.rejects(rotateWebhook(world.ports, founder, webhook.id), { code: 'webhook_not_found' });
});

t.test('a key bound to tenants sees and creates webhooks for these only; others are not found', async t => {
  const world = await newWorld(t);
  const { ports } = world;
  const [mine, theirs] = [await newTenant(world), await newTenant(world)];
  const bound: Caller = { kind: 'operator', id: 'key_bound', tenants: [mine] };
  const url = 'https://receiver.example/';
  const own = (await createWebhook(ports, bound, { url, tenants: [mine] })).webhook;
  const others = [
    await hook(world, url),
    await hook(world, url, { tenants: [theirs] }),
    await hook(world, url, { tenants: [mine, theirs] }),
  ];
  await t.rejects(createWebhook(ports, bound, { url, tenants: 'all' }), { code: 'not_allowed' });
  await t.rejects(createWebhook(ports, bound, { url, tenants: [mine, theirs] }), { code: 'tenant_not_found' });
  t.strictSame((await listWebhooks(ports, bound, { limit: 9 })).items, [own]);
  const { connectionId } = await newConnection(world, mine);
  await publishWaiting(ports);
  const deliveryId = connectionId.replace('con_', 'evt_') + '_1';
  t.equal((await listDeliveries(ports, bound, own.id, { limit: 9 })).items.length, 1);
  for (const { webhook } of others) {
    const asked: Promise<unknown>[] = [
      rotateWebhook(ports, bound, webhook.id),
      disableWebhook(ports, bound, webhook.id),
      listDeliveries(ports, bound, webhook.id, { limit: 9 }),
      replayDelivery(ports, bound, webhook.id, deliveryId),
    ];
    for (const each of asked) await t.rejects(each, { code: 'webhook_not_found' });
  }
});

t.test('a place whose answer was lost is not taken twice', async t => {
  const world = await newWorld(t);
  const { webhookRegister } = world.ports;
  let isLost = true;
  const write: typeof webhookRegister.write = async (...given) => {
    const written = await webhookRegister.write(...given);
    const answered = written && !isLost;
    isLost = false;
    return answered;
  };
  const ports = { ...world.ports, webhookRegister: { ...webhookRegister, write } };
  const { webhook } = await createWebhook(ports, founder, { url: 'https://receiver.example/', tenants: 'all' });
  t.match((await webhookRegister.read()).entries, [{ webhookId: webhook.id }]);
  t.equal((await webhookRegister.read()).entries.length, 1);
});

t.test('webhooks have a history, and at most twenty exist at once, even if created concurrently', async t => {
  const world = await newWorld(t);
  const url = 'https://receiver.example/';
  const made = await Promise.allSettled(Array.from({ length: 24 }, () => hook(world, url)));
  // Concurrent creations may be refused; sequential ones fill the limit.
  while ((await world.ports.webhookRegister.read()).entries.length < 20) await hook(world, url);
  await t.rejects(hook(world, url), { code: 'too_many_webhooks' });
  const good = made.flatMap(each => (each.status === 'fulfilled' ? [each.value.webhook.id] : []));
  await rotateWebhook(world.ports, founder, good[0]!);
  await disableWebhook(world.ports, founder, good[0]!);
  t.ok(await hook(world, url), 'a deleted webhook frees its place');
  const { items } = await world.ports.webhooks.history(good[0]!, { limit: 9 });
  t.strictSame(
    items.map(({ row }) => row.action),
    ['webhook.disabled', 'webhook.rotated', 'webhook.created'],
  );
  const verification = await verifyHistory(world.ports, { kind: 'auditor', id: 'key_a', tenants: 'all' }, {});
  t.strictSame(verification.faults, []);
  t.ok(verification.subjects >= 21);
});

t.test('a webhook whose creation outlasted its reserved place still gets its events', async t => {
  const world = await newWorld(t);
  const { ports } = world;
  const create: typeof ports.webhooks.create = async (...given) => {
    world.clock.advance(60_000);
    await hook(world, 'https://receiver.example/');
    return ports.webhooks.create(...given);
  };
  const slow = { ...ports, webhooks: { ...ports.webhooks, create } };
  const input: NewWebhook = { url: 'https://receiver.example/', tenants: 'all' };
  await t.rejects(createWebhook(slow, founder, input), { code: 'conflict' });
  const { items } = await listWebhooks(ports, founder, { limit: 9 });
  t.strictSame(items.map(each => each.disabledAt === undefined).sort(), [false, true]);
});

t.test('a check with another result than the one before is an event, with its findings', async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  await hook(world, receiver.url, { types: ['connection.checked'] });
  const where = await verifiedConnection(world, {}, world.tenantId);
  const { roleSpec } = (await world.ports.connections.get(where.connectionId))!.value;
  const anybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  const Statement = [...roleSpec.trustPolicy.Statement, anybody];
  world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement });
  const check = await checked(world, where);
  await checked(world, where);
  await settle(world, world.sender);
  t.equal(receiver.received.length, 1, 'and none from a check with the same result');
  const { data } = receiver.received[0]!.event;
  t.match(data, { state: 'verified', health: 'unsafe', facts: { checkId: check.id, health: 'unsafe' } });
  t.ok(data.findings.some((each: { severity: string }) => each.severity === 'critical'));
});

t.test("changes through a vendor's operations are events too", async t => {
  const world = await eventWorld(t);
  const receiver = await startReceiver(t);
  await hook(world, receiver.url);
  const where = await newConnection(world, world.tenantId);
  await changeConnection(world.ports, backend, where, { maxSessionSeconds: 900 });
  await reviewConnection(world.ports, support, where, { approve: true, reason: 'Known' });
  await settle(world, world.sender);
  t.match(
    receiver.received.map(each => each.event.data),
    [
      { action: 'connection.created', facts: {} },
      { action: 'connection.changed', facts: { changed: ['maxSessionSeconds'] } },
      { action: 'connection.reviewed', facts: { approve: true }, reason: 'Known' },
    ],
  );
});
