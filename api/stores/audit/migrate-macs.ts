// At start: gives every subject of an earlier release its MAC, once, and every MAC of an earlier key one of the current
// key. Afterwards an item without a MAC is refused. Safe to repeat and to run in several instances at once.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { subjectKinds } from '../../core/audit/history.js';
import { isTooLarge } from '../subject/size-limits.js';
import { attempt, type Item, readItem, type Table } from '../table/send.js';
import { type Key, keys } from '../table/table.js';
import { everyKey } from './every-key.js';
import type { Integrity } from './integrity.js';

/** How often an item may change while its MAC is being written. */
const tries = 8;

/** Returns how many items got a MAC. */
export async function migrateMacs(table: Table, integrity: Integrity): Promise<number> {
  const identity = await integrity.load();
  if (integrity.isHeld || (identity.isMigrated && identity.keyId === integrity.macs.keyId)) return 0;
  let written = 0;
  for await (const key of everyKey(table)) if (isSubject(key) && (await renew(table, integrity, key))) written += 1;
  await integrity.finishMigration();
  return written;
}

const isSubject = ({ pk, sk }: Key) =>
  subjectKinds.some(kind => pk.startsWith(`${kind}#`)) && sk === keys.subject('tenant', '').sk;

async function renew(table: Table, integrity: Integrity, key: Key): Promise<boolean> {
  const isCurrent = ({ mac, checkMac }: Item) =>
    [mac, checkMac].every(each => String(each).startsWith(`${integrity.macs.keyId}.`));
  for (let n = 0; n < tries; n += 1) {
    const item = await readItem(table, key);
    // An item that is not as the service wrote it never gets a new MAC.
    if (!item || isCurrent(item) || !integrity.isAsWritten(item)) return false;
    try {
      if (await write(table, key, item)) return true;
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      // It stays without a MAC, so nothing is issued on it, and it can still be ended.
      table.report?.(key, error);
      return false;
    }
  }
  throw new Error('An item changed again and again while its MAC was written');
}

async function write(table: Table, key: Key, item: Item): Promise<boolean> {
  const { integrity, client, name } = table;
  const time = (item.notes as { lastConclusiveCheckAt?: string } | undefined)?.lastConclusiveCheckAt;
  const lastHash = item.lastHash ?? (item.last as { hash?: string } | undefined)?.hash;
  const { mac, rest } = await integrity.sealOf({ ...item, ...key, lastHash });
  const sameMac = item.mac === undefined ? 'attribute_not_exists(mac)' : 'mac = :old';
  const lastTime = 'notes.lastConclusiveCheckAt';
  const sameTime = time === undefined ? `attribute_not_exists(${lastTime})` : `${lastTime} = :time`;
  const update = new UpdateCommand({
    TableName: name,
    Key: key,
    UpdateExpression: 'SET mac = :mac, #rest = :rest, checkMac = :checkMac, lastHash = :lastHash',
    // A change, or a newer check, is read again.
    ConditionExpression: `revision = :revision AND ${sameMac} AND ${sameTime}`,
    ExpressionAttributeNames: { '#rest': 'rest' },
    ExpressionAttributeValues: {
      ':mac': mac,
      ':rest': rest,
      ':checkMac': await integrity.checkMacOf(key, time),
      ':lastHash': lastHash,
      ':revision': item.revision,
      ...(item.mac !== undefined && { ':old': item.mac }),
      ...(time !== undefined && { ':time': time }),
    },
  });
  const written = await attempt(client.send(update));
  if (!written.done && written.unanswered) throw written.unanswered;
  return written.done;
}
