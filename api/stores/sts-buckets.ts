// The token buckets of STS calls: one item per region, which all instances take from. Each holds one number that only
// grows. So a condition on it is enough, and an instance need not retry when another was faster.
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { StsBuckets } from '../ports/sessions.js';
import { attempt, readable, type Table } from './table/send.js';
import { itemSchema, keys } from './table/table.js';

/**
 * Time limit of a lease. Every credential request that needs an STS call waits for it, and a later response is useless.
 * A lost response must not delay them all for as long as the client retries.
 */
const longestMs = 1000;
const inTime = () => ({ abortSignal: AbortSignal.timeout(longestMs) });

export function makeStsBuckets(table: Table): StsBuckets {
  async function update(region: string, input: Omit<UpdateCommand['input'], 'TableName' | 'Key'>) {
    const Key = keys.stsBucket(region);
    const done = await attempt(
      table.client.send(new UpdateCommand({ TableName: table.name, Key, ...input }), inTime()),
    );
    // If an earlier try was written without an answer, the calls that it took are lost: we call STS less often.
    if (!done.done && done.unanswered) throw done.unanswered;
    return done.done ? Number(done.output.Attributes?.emptyAt) : undefined;
  }

  return {
    async emptyAt(region) {
      const get = { TableName: table.name, Key: keys.stsBucket(region), ConsistentRead: true };
      const { Item } = await table.client.send(new GetCommand(get), inTime());
      const item = Item && readable(Item);
      if (item && typeof item.emptyAt !== 'number') throw new Error('A bucket of STS calls holds no time');
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
