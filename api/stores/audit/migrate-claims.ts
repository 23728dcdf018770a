// At start: gives the claims on AWS accounts the MAC of the current key, as migrate-macs.ts does for subjects.
// Afterwards a claim without one is held for review.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { claimText } from '../claims.js';
import { attempt, readItem, type Table } from '../table/send.js';
import { everyKey } from './every-key.js';
import type { Integrity } from './integrity.js';

export async function migrateClaims(table: Table, integrity: Integrity): Promise<void> {
  const { macs } = integrity;
  const { isMigrated, keyId } = await integrity.load();
  if (integrity.isHeld || (isMigrated && keyId === macs.keyId)) return;
  for await (const { pk, sk } of everyKey(table)) {
    if (!pk.startsWith('account#') || sk !== 'claim') continue;
    const item = await readItem(table, { pk, sk });
    if (!item) continue;
    const text = await claimText(table, item);
    const isOurs = item.mac === undefined ? !isMigrated : macs.isOf(text, item.mac);
    if (!isOurs || String(item.mac).startsWith(`${macs.keyId}.`)) continue;
    const update = new UpdateCommand({
      TableName: table.name,
      Key: { pk, sk },
      UpdateExpression: 'SET mac = :mac',
      ConditionExpression: 'connectionId = :holder AND #at = :at',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':mac': macs.of(text), ':holder': item.connectionId, ':at': item.at },
    });
    const written = await attempt(table.client.send(update));
    if (!written.done && written.unanswered) throw written.unanswered;
  }
}
