// Gives the claims on AWS accounts the MAC of the current key, as migrate-macs.ts does for subjects. Afterwards a claim
// without one is held for review.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { claimText } from '../claims.js';
import { attempt, type Item, readItem, type Table } from '../table/send.js';
import { everyKey } from './every-key.js';
import type { Integrity } from './integrity.js';

/** `unsigned`: by an operator's command, which believes claims without a MAC. */
export async function writeClaimMacs(table: Table, { macs }: Integrity, unsigned = false): Promise<void> {
  for await (const { pk, sk } of everyKey(table)) {
    if (!pk.startsWith('account#') || sk !== 'claim') continue;
    const item = await readItem(table, { pk, sk });
    if (!item) continue;
    const text = await claimText(table, item);
    const isOurs = item.mac === undefined ? unsigned : macs.isOf(text, item.mac);
    if (isOurs && !String(item.mac).startsWith(`${macs.keyId}.`)) await write(table, item, macs.of(text));
  }
}

async function write(table: Table, { pk, sk, connectionId, at }: Item, mac: string): Promise<void> {
  const update = new UpdateCommand({
    TableName: table.name,
    Key: { pk, sk },
    UpdateExpression: 'SET mac = :mac',
    // Another holder's claim has its own MAC.
    ConditionExpression: 'connectionId = :holder AND #at = :at',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':mac': mac, ':holder': connectionId, ':at': at },
  });
  const written = await attempt(table.client.send(update));
  if (!written.done && written.unanswered) throw written.unanswered;
}
