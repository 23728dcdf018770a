// MACs of seals and of what is sealed beside each connection's rows, so that nobody who writes the table can seal a
// minute again with other rows. Since when there are MACs is an item, and each seal repeats it: a seal without a MAC is
// of an earlier release, or one was removed. Rows need no MAC: the seal covers them.
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { digest } from '../../core/values/canonical.js';
import { hourMs, minuteOf } from '../../core/values/time.js';
import { attempt, type Item, readItem, readRange, type Table } from '../table/send.js';
import { itemSchema, type Key, keys } from '../table/table.js';
import type { Macs } from './macs.js';

/** While a new release or key starts, instances of the one before it may still write. */
export const releasesOverlapMs = hourMs;

export class SealMacs {
  private known: Promise<string> | undefined;
  private stated: string | undefined;

  constructor(
    private readonly table: Table,
    private readonly macs: Macs,
  ) {}

  /** When seals got MACs of the current key. */
  since(): Promise<string> {
    this.known ??= this.readOrCreate().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  async signed<Signed extends Item & Key>(item: Signed): Promise<Signed & { mac: string }> {
    return { ...item, mac: this.macs.of(await this.textOf(item)) };
  }

  /** `unsigned`: of an earlier release or an earlier key, or someone removed the MAC; its time decides. */
  async judge(item: Item): Promise<'signed' | 'unsigned' | 'altered'> {
    if (!this.macs.namesKnownKey(item.mac)) return 'unsigned';
    return (await this.isSigned(item)) ? 'signed' : 'altered';
  }

  private async isSigned(item: Item): Promise<boolean> {
    return this.macs.isOf(await this.textOf(item), item.mac);
  }

  /** The earliest time that the table states. Absent when nothing was sealed by this release yet. */
  async statedSince(): Promise<string | undefined> {
    if (this.stated !== undefined) return this.stated;
    const stated: string[] = [];
    const range = { from: ' ', to: '~', newestFirst: false, pageSize: 100 };
    for await (const item of readRange(this.table, keys.sealsSince('').pk, range))
      if (await this.isSigned(item)) stated.push(String(item.since));
    this.stated = stated.sort()[0];
    return this.stated;
  }

  private async readOrCreate(): Promise<string> {
    const { table } = this;
    const key = keys.sealsSince(this.macs.keyId);
    let there = await readItem(table, key);
    if (there && (await this.isSigned(there))) return String(there.since);
    const Item = { ...(await this.signed({ ...key, since: table.clock.now().toISOString() })), schema: itemSchema };
    // An edited one is replaced: what it stated is in the seals.
    const isNew = there ? {} : { ConditionExpression: 'attribute_not_exists(pk)' };
    const put = await attempt(table.client.send(new PutCommand({ TableName: table.name, Item, ...isNew })));
    if (put.done) return Item.since;
    if (put.unanswered) throw put.unanswered;
    there = await readItem(table, key);
    return there && (await this.isSigned(there)) ? String(there.since) : Item.since;
  }

  /** The key too, so that no item stands in the place of another. */
  private async textOf({ mac: _, schema: __, ...content }: Item): Promise<string> {
    const { id } = await this.table.integrity.load();
    return `seal\n${id}\n${digest(content)}`;
  }
}

/** The last minute in which an instance without the MACs may have sealed; undefined: any. */
export function lastUnsigned(since: string | undefined): string | undefined {
  return since && minuteOf(new Date(Date.parse(since) + releasesOverlapMs));
}
