// Deliveries of events and their queues, one partition per webhook. A queue's item holds when it is due and who has its
// lease. Not here: what is sent and when (core, operations).
import { PutCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { EventDelivery, Queue } from '../core/event/event-delivery.js';
import { rowOfEvent } from '../core/event/event-types.js';
import { dayMs } from '../core/values/time.js';
import type { Deliveries } from '../ports/events.js';
import { listDue, listPage } from './table/lists.js';
import { attempt, type Item, readEach, readItem, readRange, type Table, unreadable } from './table/send.js';
import { itemSchema, keys, listKey, ttlAttribute } from './table/table.js';

/** How long a finished delivery is kept, where the database deletes expired items. */
const keptMs = 30 * dayMs;

const listOf = (webhookId: string) => `deliveries#${webhookId}`;
const listOfState = (webhookId: string, state: EventDelivery['state']) => `deliveries#${webhookId}#${state}`;
const dutyOf = (webhookId: string) => `deliveries#${webhookId}`;
const duePlace = (at: string, connectionId: string) => listKey(at, connectionId);

function deliveryOf({ delivery }: Item): EventDelivery {
  if (typeof (delivery as Partial<EventDelivery> | undefined)?.id !== 'string')
    throw unreadable('An item holds no delivery');
  return delivery as EventDelivery;
}

function itemOf(delivery: EventDelivery): Item {
  const { webhookId, connectionId, revision, state, madeAt, id, finishedAt } = delivery;
  return {
    ...keys.delivery(webhookId, connectionId, revision),
    schema: itemSchema,
    delivery,
    list: listOf(webhookId),
    // The fleet index has one more partition per state.
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
  return new StoredDeliveries(table);
}

/** Members are arrow functions, because ports are spread where they are wrapped. */
class StoredDeliveries implements Deliveries {
  constructor(private readonly table: Table) {}

  readonly put: Deliveries['put'] = async delivery => {
    const put = new PutCommand({
      TableName: this.table.name,
      Item: itemOf(delivery),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    const written = await attempt(this.table.client.send(put));
    if (!written.done && written.unanswered) throw written.unanswered;
  };

  readonly get: Deliveries['get'] = async (webhookId, deliveryId) => {
    const { connectionId, revision } = rowOfEvent(deliveryId);
    const item = await readItem(this.table, keys.delivery(webhookId, connectionId, revision));
    return item && deliveryOf(item);
  };

  readonly list: Deliveries['list'] = async (webhookId, page, state) => {
    const found = state
      ? await listPage(this.table, 'by-fleet', [listOfState(webhookId, state)], page)
      : await listPage(this.table, 'by-list', [listOf(webhookId)], page);
    return { ...found, items: readEach(this.table, found.items, deliveryOf) };
  };

  readonly replace: Deliveries['replace'] = async (before, next) => {
    const put = new PutCommand({
      TableName: this.table.name,
      Item: itemOf(next),
      ConditionExpression: 'delivery.#state = :state AND delivery.#since = :since AND delivery.#tries = :tries',
      ExpressionAttributeNames: { '#state': 'state', '#since': 'since', '#tries': 'tries' },
      ExpressionAttributeValues: { ':state': before.state, ':since': before.since, ':tries': before.tries },
    });
    const written = await attempt(this.table.client.send(put));
    if (!written.done && written.unanswered) throw written.unanswered;
    return written.done;
  };

  readonly wake: Deliveries['wake'] = async (webhookId, connectionId, now) => {
    await this.update(
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
  };

  readonly rewind: Deliveries['rewind'] = async (webhookId, connectionId, revision, now) => {
    const place = { webhookId, connectionId };
    await this.wake(webhookId, connectionId, now);
    await this.update(place, {
      UpdateExpression: 'SET version = version + :one, #from = :revision',
      ConditionExpression: '#from > :revision',
      ExpressionAttributeValues: { ':one': 1, ':revision': revision },
    });
    await this.update(place, {
      UpdateExpression: 'SET dueAt = :due, duty = :duty',
      ConditionExpression: 'attribute_not_exists(#lease)',
      ExpressionAttributeValues: { ':due': duePlace(now, connectionId), ':duty': dutyOf(webhookId) },
    });
  };

  readonly due: Deliveries['due'] = (webhookId, now, limit) =>
    listDue(this.table, dutyOf(webhookId), now, limit, queueOf);

  readonly queues: Deliveries['queues'] = webhookId => waitingQueues(this.table, webhookId);

  readonly claim: Deliveries['claim'] = ({ dueAt = '', ...queue }, lease, until) =>
    this.update(queue, {
      UpdateExpression: 'SET #lease = :lease, dueAt = :until',
      ConditionExpression: 'dueAt = :due',
      ExpressionAttributeValues: {
        ':lease': lease,
        ':until': duePlace(until, queue.connectionId),
        ':due': duePlace(dueAt, queue.connectionId),
      },
    });

  readonly renew: Deliveries['renew'] = (queue, until) =>
    this.update(queue, {
      UpdateExpression: 'SET dueAt = :until',
      ConditionExpression: '#lease = :lease',
      ExpressionAttributeValues: { ':lease': queue.lease, ':until': duePlace(until, queue.connectionId) },
    });

  readonly head: Deliveries['head'] = async ({ webhookId, connectionId }, from) => {
    const { pk, sk } = keys.delivery(webhookId, connectionId, from);
    const to = `${keys.deliveries(connectionId)}~`;
    for await (const item of readRange(this.table, pk, { from: sk, to, newestFirst: false, pageSize: 10 }))
      if (deliveryOf(item).state === 'waiting') return deliveryOf(item);
    return undefined;
  };

  readonly release: Deliveries['release'] = async (queue, from, dueAt) => {
    const values = { ':lease': queue.lease, ':version': queue.version, ':from': from };
    const released = await this.update(queue, {
      UpdateExpression: dueAt
        ? 'SET #from = :from, dueAt = :due REMOVE #lease'
        : 'SET #from = :from REMOVE #lease, dueAt, duty',
      ConditionExpression: '#lease = :lease AND version = :version',
      ExpressionAttributeValues: { ...values, ...(dueAt && { ':due': duePlace(dueAt, queue.connectionId) }) },
    });
    return released !== undefined;
  };

  /** The queue after the update; undefined when the condition does not hold. */
  private async update({ webhookId, connectionId }: Place, how: Update): Promise<Queue | undefined> {
    const words = `${how.UpdateExpression} ${how.ConditionExpression ?? ''}`.match(/#\w+/g) ?? [];
    const names = Object.fromEntries(words.map(word => [word, word.slice(1)]));
    const made = await attempt(
      this.table.client.send(
        new UpdateCommand({
          TableName: this.table.name,
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
}

async function* waitingQueues(table: Table, webhookId: string): AsyncGenerator<Queue> {
  const { pk, sk } = keys.queue(webhookId, '');
  for await (const item of readRange(table, pk, { from: sk, to: `${sk}~`, newestFirst: false, pageSize: 100 })) {
    const queue = queueOf(item);
    if (queue.dueAt !== undefined) yield queue;
  }
}
