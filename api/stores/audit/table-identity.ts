// The table's own item: it names the table, and with its id every MAC belongs to this table alone. Only an empty table
// gets one at a start. Someone who can write the table would otherwise delete the item, and the next start would sign
// whatever the table holds. Not here: the MACs of other items (integrity).
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { digest } from '../../core/values/canonical.js';
import { TableRefused } from '../../errors.js';
import { attempt, type Item, type Table } from '../table/send.js';
import { itemSchema, keys } from '../table/table.js';
import type { Macs } from './macs.js';

export interface TableIdentity {
  id: string;
  /** The table's name when it got this item: a restored table has another one. */
  name: string;
  /** Every item has a MAC. False only while items of an earlier release get theirs by command. */
  isMigrated: boolean;
  /** When it got this item: ledger rows have been sealed since. */
  since: string;
  /** All MACs are of this key or newer. */
  keyId: string;
}

/** As it is stored; `identity` is what it states, whether or not its MAC is valid. */
export interface OwnItem {
  identity: TableIdentity;
  mac?: unknown;
}

type Reads = Pick<Table, 'client' | 'name'>;

export async function readOwnItem({ client, name }: Reads): Promise<OwnItem | undefined> {
  const get = new GetCommand({ TableName: name, Key: keys.tableIdentity(), ConsistentRead: true });
  const { Item: item } = await client.send(get);
  return item && ownItemOf(item);
}

/** Whatever someone wrote in its place: what is missing is empty, and then its MAC is not valid. */
function ownItemOf({ identity, mac }: Item): OwnItem {
  const nothing = { id: '', name: '', isMigrated: true, since: '', keyId: '' };
  return { identity: { ...nothing, ...(typeof identity === 'object' && identity) }, mac };
}

/** The item as text, to keep outside the table. */
export const textOfOwnItem = ({ identity, mac }: OwnItem) => JSON.stringify({ identity, mac });

export function ownItemIn(text: string): OwnItem {
  try {
    return ownItemOf((JSON.parse(text) ?? {}) as Item);
  } catch {
    throw new TableRefused('What was given is not JSON. Give the whole text that a start has logged as `ownItem`.');
  }
}

export const isGenuine = (macs: Macs, { identity, mac }: OwnItem) => macs.isOf(textOf(identity), mac);

/** Returns the item with its MAC. `isNew`: unless the table has one. */
export async function writeOwnItem(
  { client, name }: Reads,
  macs: Macs,
  identity: TableIdentity,
  isNew: boolean,
): Promise<OwnItem> {
  const own = { identity, mac: macs.of(textOf(identity)) };
  const Item = { ...keys.tableIdentity(), schema: itemSchema, ...own };
  const condition = isNew ? { ConditionExpression: 'attribute_not_exists(pk)' } : {};
  const put = await attempt(client.send(new PutCommand({ TableName: name, Item, ...condition })));
  if (!put.done && put.unanswered) throw put.unanswered;
  return own;
}

export async function isEmpty({ client, name }: Reads): Promise<boolean> {
  const { Items: items } = await client.send(new ScanCommand({ TableName: name, ConsistentRead: true, Limit: 1 }));
  return items?.length === 0;
}

const textOf = (identity: TableIdentity) => `table\n${digest(identity)}`;
