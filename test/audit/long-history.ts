// Writes a tenant with a long history straight into the store: creating each row by a change would take too long.
import { BatchWriteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type KeptRow, nextRow } from '../../api/core/audit/history.js';
import { itemSchema, keys } from '../../api/stores/table/table.js';
import { tableName, tenant } from '../helpers/store-world.js';

/** `dateOf` and `actionOf` return the date and action of each revision, from 1 on. */
export async function putHistory(
  documents: DynamoDBDocumentClient,
  id: string,
  length: number,
  actionOf: (revision: number) => string,
  dateOf: (revision: number) => Date,
): Promise<KeptRow[]> {
  const subject = { kind: 'tenant', id } as const;
  const rows: KeptRow[] = [];
  for (let n = 1; n <= length; n += 1) {
    const stateAfter = { ...tenant(id), name: `name ${n}` };
    const change = { at: dateOf(n).toISOString(), who: { kind: 'operator', id: 'key_1' }, action: actionOf(n) };
    rows.push({ row: nextRow(subject, rows.at(-1)?.row, change, stateAfter), stateAfter });
  }
  const { row: last, stateAfter: value } = rows.at(-1)!;
  const item = { ...keys.subject('tenant', id), schema: itemSchema, value, revision: length, last, notes: {} };
  await documents.send(new PutCommand({ TableName: tableName, Item: item }));
  const older = rows
    .slice(0, -1)
    .map(kept => ({ ...keys.historyRow('tenant', id, kept.row.revision), schema: itemSchema, ...kept }));
  for (let n = 0; n < older.length; n += 25) {
    const puts = older.slice(n, n + 25).map(Item => ({ PutRequest: { Item } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [tableName]: puts } }));
  }
  return rows;
}
