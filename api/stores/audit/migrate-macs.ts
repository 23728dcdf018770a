// MACs that items get besides those of their own writes. After a change of the signing key, each start gives every item
// that is as the service wrote it a MAC of the new key. Items of a release without MACs get theirs by a command, once:
// no start ever signs an item without a MAC. Both are safe to repeat.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { subjectKinds } from '../../core/audit/history.js';
import { dayMs } from '../../core/values/time.js';
import { TableRefused } from '../../errors.js';
import { isTooLarge } from '../subject/size-limits.js';
import { attempt, type Item, readRaw, type Table } from '../table/send.js';
import { itemSchema, type Key, keys } from '../table/table.js';
import { isClaim, writeClaimMac } from './claim-macs.js';
import { everyKey } from './every-key.js';
import { type Integrity, unfinished } from './integrity.js';
import { isGenuine, readOwnItem } from './table-identity.js';

/** How often an item may change while its MAC is being written. */
const tries = 8;
/** An interrupted migration may go on this long. Later, its item in the table was put back by someone. */
const migrationMs = dayMs;

/** Returns how many items got a MAC of the current key. */
export async function renewMacs(table: Table, integrity: Integrity): Promise<number> {
  const { keyId } = await integrity.load();
  if (integrity.held || keyId === integrity.macs.keyId) return 0;
  // An item that is not as the service wrote it never gets a new MAC.
  const { written } = await writeAll(table, integrity, item => integrity.isAsWritten(item));
  await integrity.finishMigration();
  return written;
}

/** Whether `migrateMacs` has something to do. */
export async function needsMigration(table: Table, { macs }: Integrity): Promise<boolean> {
  const own = await readOwnItem(table);
  if (own) return isGenuine(macs, own) && !own.identity.isMigrated;
  for await (const _ of everyKey(table)) return true;
  return false;
}

/**
 * Gives every subject of a release without MACs its MAC. By an operator's command only: it believes what the table
 * holds. Returns how many items got one, and how many did not, because they cannot be read.
 */
export async function migrateMacs(table: Table, integrity: Integrity): Promise<{ written: number; left: number }> {
  const own = await readOwnItem(table);
  if (!own) {
    await refuseIfSigned(table);
    await integrity.beginMigration();
  } else {
    if (!isGenuine(integrity.macs, own)) throw new TableRefused(notOurs);
    if (own.identity.isMigrated) throw new TableRefused(migrated);
    const age = table.clock.now().getTime() - Date.parse(own.identity.since);
    if (age > migrationMs || own.identity.name !== table.name) throw new TableRefused(unfinished);
    integrity.continueMigration(own);
  }
  const isOfBefore = ({ mac, schema }: Item) => mac === undefined && Number(schema) <= itemSchema;
  const all = await writeAll(table, integrity, isOfBefore, true);
  await integrity.finishMigration();
  return all;
}

/** A release with MACs wrote this table, so someone deleted its own item, and may have edited others too. */
async function refuseIfSigned(table: Table): Promise<void> {
  for await (const key of everyKey(table, 'mac'))
    if (key.mac !== undefined || key.pk.startsWith(keys.seal('', 0).pk)) throw new TableRefused(signed);
}

const isSubject = ({ pk, sk }: Key) =>
  subjectKinds.some(kind => pk.startsWith(`${kind}#`)) && sk === keys.subject('tenant', '').sk;

async function writeAll(table: Table, integrity: Integrity, isGood: (item: Item) => boolean, unsigned = false) {
  const all = { written: 0, left: 0 };
  for await (const { pk, sk } of everyKey(table)) {
    if (isClaim({ pk, sk })) await writeClaimMac(table, integrity, { pk, sk }, unsigned);
    const done = isSubject({ pk, sk }) ? await writeOne(table, integrity, { pk, sk }, isGood) : undefined;
    if (done) all[done] += 1;
  }
  return all;
}

async function writeOne(
  table: Table,
  integrity: Integrity,
  key: Key,
  isGood: (item: Item) => boolean,
): Promise<'written' | 'left' | undefined> {
  const isCurrent = ({ mac, checkMac }: Item) =>
    [mac, checkMac].every(each => String(each).startsWith(`${integrity.macs.keyId}.`));
  for (let n = 0; n < tries; n += 1) {
    const item = await readRaw(table, key);
    if (!item || (isCurrent(item) && integrity.isAsWritten(item))) return undefined;
    if (!isGood(item)) return 'left';
    try {
      if (await write(table, key, item)) return 'written';
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      // It stays without a MAC, so nothing is issued on it, and it can still be ended.
      table.report?.(key, error);
      return 'left';
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

const migrated = 'Nothing to do: every item of this table got its MAC before.';

const notOurs =
  "The table's own item was edited, or DRAWBRIDGE_SIGNING_KEY is another one than before: its MAC is not valid. " +
  'Nothing was changed. See docs/exports.md.';

const signed =
  'A release with MACs wrote this table, and its own item (register#table) is missing: someone deleted it, and may ' +
  'have edited other items. Nothing was changed. Put the item back: `adopt-table` with the `ownItem` that an earlier ' +
  'start has logged. See docs/exports.md.';
