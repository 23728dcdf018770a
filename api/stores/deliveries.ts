// Deliveries of events and their queues, in one partition for each webhook. A queue's item says when it is looked at next
// and who works it off. Not here: what is tried and when (core, operations).
import { PutCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { EventDelivery, Queue } from '../core/event/event-delivery.js';
import { rowOfEvent } from '../core/event/event-types.js';
import { dayMs } from '../core/values/time.js';
import type { Deliveries } from '../ports/events.js';
import { listDue, listPage } from './table/lists.js';
import { attempt, type Item, readItem, readRange, type Table } from './table/send.js';
import { itemSchema, keys, listKey, ttlAttribute } from './table/table.js';

/** How long a finished delivery is kept, where the database removes what is past its time. */
const keptMs = 30 * dayMs;

const listOf = (webhookId: string) => `deliveries#${webhookId}`;
const listOfState = (webhookId: string, state: EventDelivery['state']) => `deliveries#${webhookId}#${state}`;
const dutyOf = (webhookId: string) => `deliveries#${webhookId}`;
const deliveryOf = (item: Item) => item.delivery as EventDelivery;

function itemOf(delivery: EventDelivery): Item {
  const { webhookId, connectionId, revision, state, madeAt, id, finishedAt } = delivery;
  return {
    ...keys.delivery(webhookId, connectionId, revision),
    schema: itemSchema,
    delivery,
    list: listOf(webhookId),
    // The index of the fleet takes one more partition for each state.
    fleet: listOfState(webhookId, state),
    listKey: listKey(madeAt, id),
    ...(finishedAt && { [ttlAttribute]: Math.ceil((Date.parse(finishedAt) + keptMs) / 1000) }),
  };
}

function queueOf(item: Item): Queue {
  const { webhookId, connectionId, from, version, lease, dueAt } = item;
  return {
    webhookId: String(webhookId),
    connectionId: String(connectionId),
    from: typeof from === 'number' ? from : 0,
    version: typeof version === 'number' ? version : 0,
    ...(typeof lease === 'string' && { lease }),
    ...(typeof dueAt === 'string' && { dueAt: dueAt.slice(0, dueAt.indexOf('#')) }),
  };
}

type Update = Pick<UpdateCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'>;
type Place = Pick<Queue, 'webhookId' | 'connectionId'>;

export function makeDeliveries(table: Table): Deliveries {
  const duePlace = (at: string, connectionId: string) => listKey(at, connectionId);

  /** The queue after the update; undefined when the condition does not hold. */
  async function update({ webhookId, connectionId }: Place, how: Update): Promise<Queue | undefined> {
    const words = `${how.UpdateExpression} ${how.ConditionExpression ?? ''}`.match(/#\w+/g) ?? [];
    const names = Object.fromEntries(words.map(word => [word, word.slice(1)]));
    const made = await attempt(
      table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keys.queue(webhookId, connectionId),
          ...how,
          ...(words.length > 0 && { ExpressionAttributeNames: names }),
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    if (made.done) return queueOf(made.output.Attributes ?? {});
    if (made.unanswered) throw made.unanswered;
    return undefined;
  }

  async function wake(webhookId: string, connectionId: string, now: string): Promise<void> {
    await update(
      { webhookId, connectionId },
      {
        UpdateExpression:
          'SET version = if_not_exists(version, :none) + :one, dueAt = if_not_exists(dueAt, :due), duty = :duty, ' +
          'webhookId = :webhookId, connectionId = :connectionId, #schema = :schema',
        ExpressionAttributeValues: {
          ':none': 0,
          ':one': 1,
          ':due': duePlace(now, connectionId),
          ':duty': dutyOf(webhookId),
          ':webhookId': webhookId,
          ':connectionId': connectionId,
          ':schema': itemSchema,
        },
      },
    );
  }

  return {
    async put(delivery) {
      const put = new PutCommand({
        TableName: table.name,
        Item: itemOf(delivery),
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      const written = await attempt(table.client.send(put));
      if (!written.done && written.unanswered) throw written.unanswered;
    },

    async get(webhookId, deliveryId) {
      const { connectionId, revision } = rowOfEvent(deliveryId);
      const item = await readItem(table, keys.delivery(webhookId, connectionId, revision));
      return item && deliveryOf(item);
    },

    async list(webhookId, page, state) {
      const found = state
        ? await listPage(table, 'by-fleet', [listOfState(webhookId, state)], page)
        : await listPage(table, 'by-list', [listOf(webhookId)], page);
      return { ...found, items: found.items.map(deliveryOf) };
    },

    async replace(before, next) {
      const put = new PutCommand({
        TableName: table.name,
        Item: itemOf(next),
        ConditionExpression: 'delivery.#state = :state AND delivery.#since = :since AND delivery.#tries = :tries',
        ExpressionAttributeNames: { '#state': 'state', '#since': 'since', '#tries': 'tries' },
        ExpressionAttributeValues: { ':state': before.state, ':since': before.since, ':tries': before.tries },
      });
      const written = await attempt(table.client.send(put));
      if (!written.done && written.unanswered) throw written.unanswered;
      return written.done;
    },

    wake,

    async rewind(webhookId, connectionId, revision, now) {
      const place = { webhookId, connectionId };
      await wake(webhookId, connectionId, now);
      await update(place, {
        UpdateExpression: 'SET version = version + :one, #from = :revision',
        ConditionExpression: '#from > :revision',
        ExpressionAttributeValues: { ':one': 1, ':revision': revision },
      });
      await update(place, {
        UpdateExpression: 'SET dueAt = :due, duty = :duty',
        ConditionExpression: 'attribute_not_exists(#lease)',
        ExpressionAttributeValues: { ':due': duePlace(now, connectionId), ':duty': dutyOf(webhookId) },
      });
    },

    due: async (webhookId, now, limit) => (await listDue(table, dutyOf(webhookId), now, limit)).map(queueOf),

    async *queues(webhookId) {
      const { pk, sk } = keys.queue(webhookId, '');
      for await (const item of readRange(table, pk, { from: sk, to: `${sk}~`, newestFirst: false, pageSize: 100 })) {
        const queue = queueOf(item);
        if (queue.dueAt !== undefined) yield queue;
      }
    },

    claim: ({ dueAt = '', ...queue }, lease, until) =>
      update(queue, {
        UpdateExpression: 'SET #lease = :lease, dueAt = :until',
        ConditionExpression: 'dueAt = :due',
        ExpressionAttributeValues: {
          ':lease': lease,
          ':until': duePlace(until, queue.connectionId),
          ':due': duePlace(dueAt, queue.connectionId),
        },
      }),

    renew: (queue, until) =>
      update(queue, {
        UpdateExpression: 'SET dueAt = :until',
        ConditionExpression: '#lease = :lease',
        ExpressionAttributeValues: { ':lease': queue.lease, ':until': duePlace(until, queue.connectionId) },
      }),

    async head({ webhookId, connectionId }, from) {
      const { pk, sk } = keys.delivery(webhookId, connectionId, from);
      const to = `${keys.deliveries(connectionId)}~`;
      for await (const item of readRange(table, pk, { from: sk, to, newestFirst: false, pageSize: 10 }))
        if (deliveryOf(item).state === 'waiting') return deliveryOf(item);
      return undefined;
    },

    async release(queue, from, dueAt) {
      const values = { ':lease': queue.lease, ':version': queue.version, ':from': from };
      const released = await update(queue, {
        UpdateExpression: dueAt
          ? 'SET #from = :from, dueAt = :due REMOVE #lease'
          : 'SET #from = :from REMOVE #lease, dueAt, duty',
        ConditionExpression: '#lease = :lease AND version = :version',
        ExpressionAttributeValues: { ...values, ...(dueAt && { ':due': duePlace(dueAt, queue.connectionId) }) },
      });
      return released !== undefined;
    },
  };
}
