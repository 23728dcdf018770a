// The buckets of STS calls, one item for each region that all instances take from. Each holds one number, which only grows:
// so a condition on it is all that takers need, and none of them has to try again because another was faster.
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { StsBuckets } from '../ports/sessions.js';
import { attempt, readable, type Table } from './table/send.js';
import { itemSchema, keys } from './table/table.js';

/**
 * Every ask that needs a call of STS waits for the one call that is made here, and what is answered later than this is of no
 * use any more: a lost answer must not hold up all of them for as long as the client tries again.
 */
const longestMs = 1000;
const inTime = () => ({ abortSignal: AbortSignal.timeout(longestMs) });

export function makeStsBuckets(table: Table): StsBuckets {
  async function update(region: string, input: Omit<UpdateCommand['input'], 'TableName' | 'Key'>) {
    const Key = keys.stsBucket(region);
    const done = await attempt(
      table.client.send(new UpdateCommand({ TableName: table.name, Key, ...input }), inTime()),
    );
    // Where an earlier try of ours was done unanswered, what it took is lost: that much less is asked of AWS.
    if (!done.done && done.unanswered) throw done.unanswered;
    return done.done ? Number(done.output.Attributes?.emptyAt) : undefined;
  }

  return {
    async emptyAt(region) {
      const asked = { TableName: table.name, Key: keys.stsBucket(region), ConsistentRead: true };
      const { Item } = await table.client.send(new GetCommand(asked), inTime());
      const item = Item && readable(Item);
      if (item && typeof item.emptyAt !== 'number') throw new Error('A bucket of STS calls says no time');
      return item?.emptyAt as number | undefined;
    },
    move: (region, { by, from, to }) =>
      update(region, {
        UpdateExpression: 'SET emptyAt = emptyAt + :by',
        ConditionExpression: 'emptyAt BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':by': by, ':from': from, ':to': to },
        ReturnValues: 'UPDATED_NEW',
      }),
    restart: (region, { next, to }) =>
      update(region, {
        UpdateExpression: 'SET #schema = :schema, emptyAt = :next',
        ConditionExpression: 'attribute_not_exists(pk) OR emptyAt <= :to',
        ExpressionAttributeNames: { '#schema': 'schema' },
        ExpressionAttributeValues: { ':schema': itemSchema, ':next': next, ':to': to },
        ReturnValues: 'UPDATED_NEW',
      }),
  };
}
