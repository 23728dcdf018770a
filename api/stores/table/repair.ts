// Rewrites every indexed item once, unchanged. The embedded database writes its indexes beside its items, so after a kill
// they may lack rows; writing an item again puts its index rows right. Rows too many stay: they are hints, and dropped.
import { type DynamoDBDocumentClient, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { attempt } from './send.js';
import type { Key } from './table.js';

/** Answers how many items were written. Fine beside running changes: each is written as it stands at that moment. */
export async function rewriteAll(client: DynamoDBDocumentClient, tableName: string): Promise<number> {
  let written = 0;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ProjectionExpression: 'pk, sk',
        // Every indexed item has one of them; history and ledger rows have not and need no rewriting.
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

/** An update that sets what is there already: no attribute is read first, so no concurrent change can be undone. */
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
