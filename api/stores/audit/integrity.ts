// Whether an item is as the service wrote it: its MAC covers the key, the table's id, schema, revision, state, the rest
// and the newest row; a second one covers the time of the last conclusive check. A stop has its own, so that it lands
// without renewing them. An older item has its own valid MAC, so the highest revisions seen are remembered.
import { digest, sha256 } from '../../core/values/canonical.js';
import { TableRefused } from '../../errors.js';
import type { TableHold } from '../../ports/audit.js';
import type { ItemIntegrity } from '../table/item-integrity.js';
import { Remembered } from '../table/remembered.js';
import type { Item, Table } from '../table/send.js';
import type { Key } from '../table/table.js';
import type { Macs } from './macs.js';
import {
  isEmpty,
  isGenuine,
  type OwnItem,
  ownItemIn,
  readOwnItem,
  type TableIdentity,
  textOfOwnItem,
  writeOwnItem,
} from './table-identity.js';

/** Attributes that a brief read needs besides its own, so that the MAC can be verified. */
export const macAttributes = ['lastHash', 'rest', 'apart', 'mac', 'checkMac'] as const;

type Reads = Pick<Table, 'client' | 'name' | 'clock'>;

interface Known {
  own: OwnItem;
  held: TableHold | undefined;
}

export class Integrity implements ItemIntegrity {
  private readonly highest = new Remembered<number>();
  private known: Known | undefined;
  private loading: Promise<Known> | undefined;

  constructor(
    private readonly table: Reads,
    readonly macs: Macs,
    private readonly newId: () => string,
  ) {}

  /** Reads the table's own item once; the first instance on an empty table creates it. */
  async load(): Promise<TableIdentity> {
    if (this.known) return this.known.own.identity;
    this.loading ??= this.readOrCreate().finally(() => {
      this.loading = undefined;
    });
    this.known = await this.loading;
    return this.known.own.identity;
  }

  /** The table was restored, or its own item was edited: no credentials are issued from it. */
  get held(): TableHold | undefined {
    return this.known?.held;
  }

  /** The table's own item, to keep outside the table. */
  get ownItem(): string | undefined {
    return this.known && textOfOwnItem(this.known.own);
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

  async partMacOf({ pk }: Key, name: string, part: object): Promise<string> {
    await this.load();
    return this.macs.of(this.partText(pk, name, part));
  }

  isPartAsWritten(pk: string, name: string, part: object, mac: unknown): boolean {
    return this.macs.isOf(this.partText(pk, name, part), mac);
  }

  /** `item` has at least the attributes of a brief read. */
  isAsWritten(item: Item): boolean {
    const { notes, checkMac } = item as { notes?: { lastConclusiveCheckAt?: string }; checkMac?: string };
    const time = notes?.lastConclusiveCheckAt;
    if (!this.macs.isOf(this.textOf(item), item.mac) || item.rest !== restOf(item)) return false;
    return (
      (checkMac === undefined && time === undefined) || this.macs.isOf(this.checkText(String(item.pk), time), checkMac)
    );
  }

  highestOf(pk: string): number {
    return this.highest.get(pk) ?? 0;
  }

  saw(pk: string, revision: number): void {
    const before = this.highest.get(pk);
    if (before !== undefined && before >= revision) return;
    this.highest.set(pk, revision);
  }

  /** Before items of an earlier release get their MAC: the table's own item, which states that they do not have it. */
  async beginMigration(): Promise<void> {
    const own = await writeOwnItem(this.table, this.macs, { ...this.fresh(), isMigrated: false }, true);
    this.known = { own, held: undefined };
  }

  /** Goes on with a migration that was interrupted. */
  continueMigration(own: OwnItem): void {
    this.known = { own, held: undefined };
  }

  /** After every item has a MAC of the current key. */
  async finishMigration(): Promise<void> {
    const identity = { ...(await this.load()), isMigrated: true, keyId: this.macs.keyId };
    this.known = { own: await writeOwnItem(this.table, this.macs, identity, false), held: this.held };
  }

  /**
   * An operator has made the stops that the restored table lacks. Only the name may differ: an item that someone edited
   * would give the table another identity. `given`: the item as an earlier start has logged it, in place of the one in
   * the table.
   */
  async adopt(given?: string): Promise<void> {
    const { macs, table } = this;
    const there = await readOwnItem(table);
    const own = given === undefined ? there : ownItemIn(given);
    if (!own) throw new TableRefused(noneToAdopt);
    if (!isGenuine(macs, own)) throw new TableRefused(given === undefined ? editedCannotBeAdopted : givenIsNotOurs);
    if (!own.identity.isMigrated) throw new TableRefused(unfinished);
    if (there && isGenuine(macs, there) && there.identity.id !== own.identity.id)
      throw new TableRefused(givenIsAnother);
    const identity = { ...own.identity, name: table.name };
    this.known = { own: await writeOwnItem(table, macs, identity, false), held: undefined };
  }

  private async readOrCreate(): Promise<Known> {
    const { table, macs } = this;
    const own = (await readOwnItem(table)) ?? (await this.firstOwnItem());
    if (!own) throw new TableRefused(missing);
    if (!isGenuine(macs, own)) {
      // The id may be true, so that keys still work and stops land. Nothing else that it states is believed.
      const identity = { ...own.identity, isMigrated: true, since: new Date(0).toISOString(), keyId: '' };
      return { own: { ...own, identity }, held: 'edited' };
    }
    if (!own.identity.isMigrated) throw new TableRefused(unfinished);
    return { own, held: own.identity.name === table.name ? undefined : 'restored' };
  }

  private async firstOwnItem(): Promise<OwnItem | undefined> {
    if (await isEmpty(this.table)) await writeOwnItem(this.table, this.macs, this.fresh(), true);
    // Another instance may have been faster, and may have written more since.
    return readOwnItem(this.table);
  }

  private fresh(): TableIdentity {
    const since = this.table.clock.now().toISOString();
    return { id: this.newId(), name: this.table.name, isMigrated: true, since, keyId: this.macs.keyId };
  }

  private textOf({ pk, sk, schema, revision, value, rest, lastHash }: Item): string {
    const state = typeof value === 'string' ? value : digest(value);
    return ['item', this.known!.own.identity.id, pk, sk, schema, revision, rest ?? '', lastHash, state].join('\n');
  }

  private partText(pk: string, name: string, part: object): string {
    return ['part', this.known!.own.identity.id, pk, name, digest(JSON.parse(JSON.stringify(part)))].join('\n');
  }

  private checkText(pk: string, time: string | undefined): string {
    return ['check', this.known!.own.identity.id, pk, time ?? ''].join('\n');
  }
}

const restOf = ({ apart }: Item) => (apart === undefined ? '' : sha256(String(apart)));

const docs = 'See docs/exports.md, "What was changed in the table".';

const missing =
  'The table holds items, but not its own item (register#table), so no MAC can be verified. If a release without ' +
  'MACs wrote this table, stop every instance and run `node dist/api/main.js migrate-table` once. Otherwise someone ' +
  `deleted the item: put it back with \`node dist/api/main.js adopt-table '<ownItem>'\`. ${docs}`;

export const unfinished =
  "The table's own item states that items of an earlier release have no MAC yet. If migrate-table was interrupted " +
  "today, run it again. Otherwise someone put an old item back: run `node dist/api/main.js adopt-table '<ownItem>'`. " +
  docs;

const noneToAdopt =
  'The table has no item of its own (register#table), so there is nothing to adopt. Give the item that an earlier ' +
  `start has logged as \`ownItem\`: \`adopt-table '<ownItem>'\`. ${docs}`;

const editedCannotBeAdopted =
  "The table's own item was edited: its MAC is not valid with this signing key. Nothing was changed. Check " +
  'DRAWBRIDGE_SIGNING_KEY. If it is right, give the item that an earlier start has logged as `ownItem`, or put it ' +
  `back from a backup. ${docs}`;

const givenIsNotOurs =
  'The MAC of the given item is not valid with this signing key: another service wrote it, or it was edited. Nothing ' +
  `was changed. ${docs}`;

const givenIsAnother =
  'The given item belongs to another table: this table has a valid item of its own, with another id. Nothing was ' +
  'changed.';
