// Counts what callers do to a connection: one item per counter and window of time. Which counters there are, and how
// high they may go, operations decide.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ChangeLimit } from '../../ports/subjects.js';
import { attempt, type Table } from '../table/send.js';
import { itemSchema, keys, ttlAttribute } from '../table/table.js';

/** Counts one act. False when there were `atMost` in this window. */
export async function countChange(
  table: Table,
  connectionId: string,
  counter: string,
  { atMost, windowMs }: ChangeLimit,
): Promise<boolean> {
  const now = table.clock.now().getTime();
  const window = Math.floor(now / windowMs);
  const update = new UpdateCommand({
    TableName: table.name,
    Key: keys.changeCount(connectionId, counter, window),
    UpdateExpression: 'SET #schema = :schema, #ttl = :ttl ADD #changes :one',
    ConditionExpression: 'attribute_not_exists(#changes) OR #changes < :atMost',
    ExpressionAttributeNames: { '#schema': 'schema', '#ttl': ttlAttribute, '#changes': 'changes' },
    ExpressionAttributeValues: {
      ':schema': itemSchema,
      ':ttl': Math.ceil(((window + 2) * windowMs) / 1000),
      ':one': 1,
      ':atMost': atMost,
    },
  });
  const counted = await attempt(table.client.send(update));
  if (!counted.done && counted.unanswered) throw counted.unanswered;
  return counted.done;
}
