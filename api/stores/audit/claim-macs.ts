// Gives the claims on AWS accounts the MAC of the current key, as migrate-macs.ts does for subjects. Afterwards a claim
// without one is held for review.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { claimText } from '../claims.js';
import { attempt, type Item, readItem, type Table } from '../table/send.js';
import type { Key } from '../table/table.js';
import type { Integrity } from './integrity.js';

export const isClaim = ({ pk, sk }: Key) => pk.startsWith('account#') && sk === 'claim';

/** `unsigned`: by an operator's command, which believes claims without a MAC. */
export async function writeClaimMac(table: Table, { macs }: Integrity, key: Key, unsigned: boolean): Promise<void> {
  const item = await readItem(table, key);
  if (!item) return;
  const text = await claimText(table, item);
  const isOurs = item.mac === undefined ? unsigned : macs.isOf(text, item.mac);
  if (isOurs && !String(item.mac).startsWith(`${macs.keyId}.`)) await write(table, item, macs.of(text));
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
