// Stored checks, and the one running slot of each connection: an item that names the running check and the end of its
// lease. Not here: what an unfinished check without a lease means (operations).
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Check } from '../core/check/check.js';
import type { Checks } from '../ports/checks.js';
import { listPage } from './table/lists.js';
import { attempt, type Item, readEach, readItem, type Table, unreadable } from './table/send.js';
import { itemSchema, keys, listKey } from './table/table.js';

const listOf = (connectionId: string) => `checks#${connectionId}`;

function checkOf({ check }: Item): Check {
  if (typeof (check as Partial<Check> | undefined)?.id !== 'string') throw unreadable('An item holds no check');
  return check as Check;
}

/** How often we try again for a slot that was free when read and taken when written. */
const maxTries = 5;

export function makeChecks(table: Table): Checks {
  return new StoredChecks(table);
}

/** Members are arrow functions, because ports are spread where they are wrapped. */
class StoredChecks implements Checks {
  constructor(private readonly table: Table) {}

  readonly get: Checks['get'] = async (connectionId, checkId) => {
    const item = await readItem(this.table, keys.check(connectionId, checkId));
    return item && checkOf(item);
  };

  readonly list: Checks['list'] = async (connectionId, page) => {
    const found = await listPage(this.table, 'by-list', [listOf(connectionId)], page);
    return { ...found, items: readEach(this.table, found.items, checkOf) };
  };

  /** The check is written before the slot names it, so a running check can always be read. */
  readonly begin: Checks['begin'] = async (check, leaseUntil, now, instead = check.id) => {
    const { client, name: TableName } = this.table;
    for (let tries = 0; tries < maxTries; tries += 1) {
      const held = await this.lease(check.connectionId);
      if (held && held.until > now && held.checkId !== check.id && held.checkId !== instead)
        return { begun: false, running: held.checkId };
      await this.keep(check);
      const item = { ...keys.slot(check.connectionId), schema: itemSchema, checkId: check.id, until: leaseUntil };
      const taken = await attempt(
        client.send(
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
      // Another check took the slot, or the result is unknown: a check that never ran leaves no item.
      await client.send(new DeleteCommand({ TableName, Key: keys.check(check.connectionId, check.id) }));
      if (taken.unanswered) throw taken.unanswered;
    }
    throw new Error(`The slot of ${check.connectionId} was taken and freed ${maxTries} times in one begin`);
  };

  readonly lease: Checks['lease'] = async connectionId => {
    const slot = await readItem(this.table, keys.slot(connectionId));
    return slot && { checkId: String(slot.checkId), until: String(slot.until) };
  };

  readonly save: Checks['save'] = async (check, leaseUntil) => {
    const isOurs = await this.renew(check, leaseUntil);
    if (isOurs) await this.keep(check);
    return isOurs;
  };

  readonly renew: Checks['renew'] = async (check, leaseUntil) => {
    const renewed = await attempt(
      this.table.client.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: keys.slot(check.connectionId),
          UpdateExpression: 'SET #until = :until',
          ConditionExpression: 'checkId = :checkId',
          ExpressionAttributeNames: { '#until': 'until' },
          ExpressionAttributeValues: { ':until': leaseUntil, ':checkId': check.id },
        }),
      ),
    );
    if (!renewed.done && renewed.unanswered) throw renewed.unanswered;
    return renewed.done;
  };

  readonly finish: Checks['finish'] = async check => {
    await this.keep(check);
    const freed = await attempt(
      this.table.client.send(
        new DeleteCommand({
          TableName: this.table.name,
          Key: keys.slot(check.connectionId),
          ConditionExpression: 'checkId = :checkId',
          ExpressionAttributeValues: { ':checkId': check.id },
        }),
      ),
    );
    // When the slot belongs to another check by now, it stays as it is.
    if (!freed.done && freed.unanswered) throw freed.unanswered;
  };

  private async keep(check: Check): Promise<void> {
    const key = keys.check(check.connectionId, check.id);
    const index = { list: listOf(check.connectionId), listKey: listKey(check.startedAt, check.id) };
    const item = { ...key, schema: itemSchema, check, ...index };
    await this.table.client.send(new PutCommand({ TableName: this.table.name, Item: item }));
  }
}
