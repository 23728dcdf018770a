// Claims on external IDs, for all time, on the places of pending connections, and on AWS accounts. Each claim is an
// item of its own: uniqueness never depends on an index.
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { RetiredId } from '../core/connection/rotation.js';
import { digest } from '../core/values/canonical.js';
import type { AccountClaim, AccountClaims, ExternalIdClaims, PendingPlace, PendingPlaces } from '../ports/claims.js';
import type { Macs } from './audit/macs.js';
import { groupWriter } from './table/group-writer.js';
import { Remembered } from './table/remembered.js';
import { attempt, type Item, readable, readEach, readItem, readItems, readRange, type Table } from './table/send.js';
import { itemSchema, keys } from './table/table.js';

const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };

export function makeExternalIdClaims(table: Table): ExternalIdClaims {
  async function owner(externalId: string) {
    const item = await readItem(table, keys.externalId(externalId));
    return item && { connectionId: String(item.connectionId) };
  }
  return {
    owner,
    async retiredAmong(connectionId, externalIds) {
      const wanted = externalIds.map(each => keys.retiredId(connectionId, each));
      const items = readEach(table, [...(await readItems(table, wanted)).values()], readable);
      return items.map(item => String(item.value));
    },
    async retiredFrom(connectionId, place, limit) {
      const { pk, sk: from } = keys.retiredId(connectionId, place);
      const found: string[] = [];
      for (const range of [
        { from, to: 'id#~' },
        { from: 'id#', to: from },
      ])
        for await (const item of readRange(table, pk, { ...range, newestFirst: false, pageSize: limit })) {
          if (found.length === limit) return found;
          if (!found.includes(String(item.value))) found.push(String(item.value));
        }
      return found;
    },
    async claim(externalId, connectionId, at) {
      const item = { ...keys.externalId(externalId), schema: itemSchema, connectionId, at };
      const put = await attempt(table.client.send(new PutCommand({ TableName: table.name, Item: item, ...onlyNew })));
      if (put.done) return true;
      if (put.unanswered) throw put.unanswered;
      // The claim can be ours only if an earlier try of this call was written and its answer was lost.
      return put.perhapsOurs && (await owner(externalId))?.connectionId === connectionId;
    },
  };
}

/** Writes each as an item of its own. Doing it twice does nothing. */
export function makeKeepRetired(table: Table): (connectionId: string, ids: readonly RetiredId[]) => Promise<void> {
  const write = groupWriter(table);
  return async (connectionId, ids) => {
    const items = ids.map(each => ({ ...keys.retiredId(connectionId, each.value), schema: itemSchema, ...each }));
    await Promise.all(items.map(write));
  };
}

export function makePendingPlaces(table: Table): PendingPlaces {
  const keyOf = ({ tenantId, number }: PendingPlace) => keys.pendingPlace(tenantId, number);
  const isHeldBy = ({ connectionId }: PendingPlace) => ({
    ConditionExpression: 'connectionId = :holder',
    ExpressionAttributeValues: { ':holder': connectionId },
  });
  return {
    async list(tenantId) {
      const range = { from: 'place#', to: 'place#~', newestFirst: false, pageSize: 100 };
      const found: PendingPlace[] = [];
      for await (const item of readRange(table, keys.pendingPlace(tenantId, 0).pk, range))
        found.push(item.place as PendingPlace);
      return found;
    },
    async claim(place, instead) {
      const item = { ...keyOf(place), schema: itemSchema, connectionId: place.connectionId, place };
      const condition = instead ? isHeldBy(instead) : onlyNew;
      const put = await attempt(table.client.send(new PutCommand({ TableName: table.name, Item: item, ...condition })));
      if (put.done) return true;
      if (put.unanswered) throw put.unanswered;
      return put.perhapsOurs && (await readItem(table, keyOf(place)))?.connectionId === place.connectionId;
    },
  };
}

/** Each has a MAC. One that is gone, or older than the one that this instance saw last, was put back. */
export function makeAccountClaims(table: Table, macs: Macs): AccountClaims {
  const keyOf = ({ partition, accountId }: Pick<AccountClaim, 'partition' | 'accountId'>) =>
    keys.accountClaim(partition, accountId);
  const isHeldBy = ({ connectionId, at }: AccountClaim) => ({
    ConditionExpression: 'connectionId = :holder AND #at = :at',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':holder': connectionId, ':at': at },
  });
  const seen = new Remembered<string>();
  async function holder(account: Pick<AccountClaim, 'partition' | 'accountId'>) {
    const key = keyOf(account);
    // Before the read, so that a slow answer does not look old.
    const newest = seen.get(key.pk);
    const item = await readItem(table, key);
    const nobody = { ...account, tenantId: '', connectionId: '', at: newest ?? '', isAltered: true } as const;
    if (!item) return newest === undefined ? undefined : nobody;
    if (!macs.isOf(await claimText(table, item), item.mac)) return nobody;
    const claim = item.claim as AccountClaim;
    if (newest !== undefined && claim.at < newest) return nobody;
    // Unless a claim was written meanwhile.
    if (seen.get(key.pk) === newest) seen.set(key.pk, claim.at);
    return claim;
  }
  return {
    holder,
    async claim(claim, instead) {
      const { connectionId, at } = claim;
      const plain = { ...keyOf(claim), schema: itemSchema, connectionId, at, claim };
      const item = { ...plain, mac: macs.of(await claimText(table, plain)) };
      const condition = instead ? isHeldBy(instead) : onlyNew;
      const put = await attempt(table.client.send(new PutCommand({ TableName: table.name, Item: item, ...condition })));
      if (put.done) {
        seen.set(item.pk, at);
        return true;
      }
      if (put.unanswered) throw put.unanswered;
      return put.perhapsOurs && (await holder(claim))?.connectionId === connectionId;
    },
  };
}

/** What the MAC of a claim covers: the table, the key, the owner and the attributes that conditions compare. */
export async function claimText(table: Pick<Table, 'integrity'>, item: Item): Promise<string> {
  const { pk, sk, connectionId, at, claim } = item;
  return `claim\n${(await table.integrity.load()).id}\n${digest([pk, sk, connectionId, at, claim])}`;
}
