// Rewrites every indexed item once, unchanged. The embedded database writes indexes separately from items, so after a
// kill entries may be missing; rewriting an item restores them. Surplus entries stay: they are hints, and lists drop
// them.
import { type DynamoDBDocumentClient, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { attempt } from './send.js';
import type { Key } from './table.js';

/**
 * Returns the number of items written. Safe during concurrent changes: each item is written as it is at that moment.
 */
export async function rewriteAll(client: DynamoDBDocumentClient, tableName: string): Promise<number> {
  let written = 0;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ProjectionExpression: 'pk, sk',
        // Every indexed item has one of these; history and ledger rows have none and are not rewritten.
        FilterExpression: 'attribute_exists(listKey) OR attribute_exists(dueAt)',
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    const found = (page.Items ?? []) as Key[];
    for (let from = 0; from < found.length; from += 25)
      await Promise.all(found.slice(from, from + 25).map(key => rewrite(client, tableName, key)));
    written += found.length;
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return written;
}

/** An update that sets an attribute to itself. Nothing is read first, so no concurrent change can be undone. */
async function rewrite(client: DynamoDBDocumentClient, tableName: string, { pk, sk }: Key): Promise<void> {
  const update = new UpdateCommand({
    TableName: tableName,
    Key: { pk, sk },
    UpdateExpression: 'SET #schema = #schema',
    // An item deleted since the scan stays deleted.
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#schema': 'schema' },
  });
  const rewritten = await attempt(client.send(update));
  if (!rewritten.done && rewritten.unanswered) throw rewritten.unanswered;
}
