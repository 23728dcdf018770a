// The keys of all items of the table, by a scan. Memory holds one page.
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, Table } from '../table/send.js';
import type { Key } from '../table/table.js';

/** `more`: an attribute that is read with each key. */
export async function* everyKey(
  { client, name }: Pick<Table, 'client' | 'name'>,
  more?: string,
): AsyncGenerator<Key & Item> {
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: name,
        ConsistentRead: true,
        ProjectionExpression: ['pk', 'sk', ...(more ? [more] : [])].join(),
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    yield* (page.Items ?? []) as (Key & Item)[];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}
