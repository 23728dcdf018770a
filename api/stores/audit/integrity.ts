// Whether an item is as the service wrote it: its MAC covers the key, the table's id, schema, revision, state, the rest
// and the newest row; a second one covers the time of the last conclusive check. A stop is in neither, so that it lands
// without renewing them. An older item has its own valid MAC, so the highest revisions seen are remembered.
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { digest, sha256 } from '../../core/values/canonical.js';
import type { ItemIntegrity } from '../table/item-integrity.js';
import { attempt, type Item, type Table } from '../table/send.js';
import { itemSchema, type Key, keys } from '../table/table.js';
import type { Macs } from './macs.js';

/** Attributes that a brief read needs besides its own, so that the MAC can be verified. */
export const macAttributes = ['lastHash', 'rest', 'mac', 'checkMac'] as const;

/** Revisions remembered: about 10 MB. */
const remembered = 100_000;

export interface TableIdentity {
  id: string;
  /** The table's name when it got this item: a restored table has another one. */
  name: string;
  /** Every item has a MAC: one without is refused. */
  isMigrated: boolean;
  /** When it got this item: ledger rows have been sealed since. */
  since: string;
  /** All MACs are of this key or newer. */
  keyId: string;
}

type Reads = Pick<Table, 'client' | 'name' | 'clock'>;

export class Integrity implements ItemIntegrity {
  private readonly highest = new Map<string, number>();
  private known: { identity: TableIdentity; isGood: boolean } | undefined;
  private loading: Promise<TableIdentity> | undefined;

  constructor(
    private readonly table: Reads,
    readonly macs: Macs,
    private readonly newId: () => string,
  ) {}

  /** Reads the table's own item once; the first instance creates it. */
  async load(): Promise<TableIdentity> {
    if (this.known) return this.known.identity;
    this.loading ??= this.readOrCreate().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  /** The table was restored, or its own item was edited: no credentials are issued from it. */
  get isHeld(): boolean {
    return this.known !== undefined && !this.known.isGood;
  }

  async sealOf(item: Item & Key): Promise<{ mac: string; rest: string }> {
    await this.load();
    const rest = restOf(item);
    return { mac: this.macs.of(this.textOf({ ...item, rest })), rest };
  }

  async checkMacOf({ pk }: Key, time: string | undefined): Promise<string> {
    await this.load();
    return this.macs.of(this.checkText(pk, time));
  }

  isAsWritten(item: Item): boolean {
    const { identity } = this.known!;
    if (item.mac === undefined && !identity.isMigrated) return true;
    const { notes, checkMac } = item as { notes?: { lastConclusiveCheckAt?: string }; checkMac?: string };
    const time = notes?.lastConclusiveCheckAt;
    if (!this.macs.isOf(this.textOf(item), item.mac)) return false;
    // A brief read has no newest row, and none of the parts that are stored apart.
    if (('last' in item || 'apart' in item) && item.rest !== restOf(item)) return false;
    // An item of an earlier release gets the second one at the migration.
    if (checkMac === undefined && (time === undefined || !identity.isMigrated)) return true;
    return this.macs.isOf(this.checkText(String(item.pk), time), checkMac);
  }

  highestOf(pk: string): number {
    return this.highest.get(pk) ?? 0;
  }

  saw(pk: string, revision: number): void {
    const before = this.highest.get(pk);
    if (before !== undefined && before >= revision) return;
    this.highest.delete(pk);
    this.highest.set(pk, revision);
    if (this.highest.size > remembered) this.highest.delete(this.highest.keys().next().value!);
  }

  /** After every item has a MAC of the current key. */
  async finishMigration(): Promise<void> {
    const identity = { ...(await this.load()), isMigrated: true, keyId: this.macs.keyId };
    await this.write(identity, false);
    this.known = { identity, isGood: this.known!.isGood };
  }

  /** An operator has replayed the stops that the restored table lacks. */
  async adopt(): Promise<void> {
    const identity = { ...(await this.load()), name: this.table.name };
    await this.write(identity, false);
    this.known = { identity, isGood: true };
  }

  private async readOrCreate(): Promise<TableIdentity> {
    let item = await this.read();
    if (!item) {
      const { keyId } = this.macs;
      // Whether the table holds items of an earlier release is known after the first start has read it.
      const since = this.table.clock.now().toISOString();
      await this.write({ id: this.newId(), name: this.table.name, isMigrated: false, since, keyId }, true);
      item = await this.read();
    }
    const identity = item?.identity as TableIdentity;
    const isGood = this.macs.isOf(identityText(identity), item?.mac) && identity.name === this.table.name;
    this.known = { identity, isGood };
    return identity;
  }

  private async read(): Promise<Item | undefined> {
    const { client, name } = this.table;
    const get = new GetCommand({ TableName: name, Key: keys.tableIdentity(), ConsistentRead: true });
    return (await client.send(get)).Item;
  }

  private async write(identity: TableIdentity, isNew: boolean): Promise<void> {
    const Item = { ...keys.tableIdentity(), schema: itemSchema, identity, mac: this.macs.of(identityText(identity)) };
    const condition = isNew ? { ConditionExpression: 'attribute_not_exists(pk)' } : {};
    const put = await attempt(
      this.table.client.send(new PutCommand({ TableName: this.table.name, Item, ...condition })),
    );
    if (!put.done && put.unanswered) throw put.unanswered;
  }

  private textOf({ pk, sk, schema, revision, value, rest, lastHash }: Item): string {
    const state = typeof value === 'string' ? value : digest(value);
    return ['item', this.known!.identity.id, pk, sk, schema, revision, rest ?? '', lastHash, state].join('\n');
  }

  private checkText(pk: string, time: string | undefined): string {
    return ['check', this.known!.identity.id, pk, time ?? ''].join('\n');
  }
}

const identityText = (identity: TableIdentity | undefined) => `table\n${digest(identity)}`;

const restOf = ({ apart }: Item) => (apart === undefined ? '' : sha256(String(apart)));
