// Checks, and the one running slot of each connection: an item that names the check that runs and how long its lease
// lasts. Not here: what an unfinished check without a lease means (operations).
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Check } from '../core/check/check.js';
import type { Checks } from '../ports/checks.js';
import type { Page } from '../ports/subjects.js';
import { listPage } from './table/lists.js';
import { attempt, type Item, readItem, type Table } from './table/send.js';
import { itemSchema, keys, listKey } from './table/table.js';

const listOf = (connectionId: string) => `checks#${connectionId}`;
const checkOf = (item: Item) => item.check as Check;

/** How often a slot that was taken at the write and free at the read is tried again. */
const maxTries = 5;

export function makeChecks(table: Table): Checks {
  const TableName = table.name;

  async function keep(check: Check): Promise<void> {
    const key = keys.check(check.connectionId, check.id);
    const index = { list: listOf(check.connectionId), listKey: listKey(check.startedAt, check.id) };
    await table.client.send(new PutCommand({ TableName, Item: { ...key, schema: itemSchema, check, ...index } }));
  }

  async function lease(connectionId: string) {
    const slot = await readItem(table, keys.slot(connectionId));
    return slot && { checkId: String(slot.checkId), until: String(slot.until) };
  }

  /** The check is kept before the slot names it, so a running check can always be read. */
  async function begin(check: Check, leaseUntil: string, now: string, instead = check.id): ReturnType<Checks['begin']> {
    for (let tries = 0; tries < maxTries; tries += 1) {
      const held = await lease(check.connectionId);
      if (held && held.until > now && held.checkId !== check.id && held.checkId !== instead)
        return { begun: false, running: held.checkId };
      await keep(check);
      const item = { ...keys.slot(check.connectionId), schema: itemSchema, checkId: check.id, until: leaseUntil };
      const taken = await attempt(
        table.client.send(
          new PutCommand({
            TableName,
            Item: item,
            ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now OR checkId IN (:checkId, :instead)',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: { ':now': now, ':checkId': check.id, ':instead': instead },
          }),
        ),
      );
      if (taken.done) return { begun: true };
      // Somebody was faster, or nothing is known: a check that never ran leaves no trace.
      await table.client.send(new DeleteCommand({ TableName, Key: keys.check(check.connectionId, check.id) }));
      if (taken.unanswered) throw taken.unanswered;
    }
    throw new Error(`The slot of ${check.connectionId} was taken and freed ${maxTries} times in one begin`);
  }

  return {
    begin,
    lease,

    async get(connectionId, checkId) {
      const item = await readItem(table, keys.check(connectionId, checkId));
      return item && checkOf(item);
    },

    async list(connectionId, page): Promise<Page<Check>> {
      const found = await listPage(table, 'by-list', [listOf(connectionId)], page);
      return { ...found, items: found.items.map(checkOf) };
    },

    async save(check, leaseUntil) {
      const renewed = await attempt(
        table.client.send(
          new UpdateCommand({
            TableName,
            Key: keys.slot(check.connectionId),
            UpdateExpression: 'SET #until = :until',
            ConditionExpression: 'checkId = :checkId',
            ExpressionAttributeNames: { '#until': 'until' },
            ExpressionAttributeValues: { ':until': leaseUntil, ':checkId': check.id },
          }),
        ),
      );
      if (!renewed.done && renewed.unanswered) throw renewed.unanswered;
      if (renewed.done) await keep(check);
      return renewed.done;
    },

    async finish(check) {
      await keep(check);
      const freed = await attempt(
        table.client.send(
          new DeleteCommand({
            TableName,
            Key: keys.slot(check.connectionId),
            ConditionExpression: 'checkId = :checkId',
            ExpressionAttributeValues: { ':checkId': check.id },
          }),
        ),
      );
      // A slot that is not this check's any more is not ours to free.
      if (!freed.done && freed.unanswered) throw freed.unanswered;
    },
  };
}
