// The minutes in which this instance writes ledger rows. Each minute is opened in the store before its first row, so
// that another instance finds it if this one ends. The hashes of its rows stay in memory until the minute is sealed:
// then a row that was deleted or edited before is found too. Not here: sealing.
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { leafOf, type SealedRow } from '../../core/audit/seals.js';
import { minuteOf } from '../../core/values/time.js';
import { nameOfKey, readItem, type Table } from '../table/send.js';
import { itemSchema, type Key, keys } from '../table/table.js';

type Unwritten = Key & { row: string };
type Writes = (row: SealedRow) => Promise<void>;

export interface MinuteRow extends Key {
  leaf: string;
}

interface Minute {
  opened: Promise<void> | undefined;
  isOpen: boolean;
  writing: number;
  rows: MinuteRow[];
  /** Written without an answer: in the store or not. */
  unsure: MinuteRow[];
}

export class OpenMinutes {
  private readonly minutes = new Map<string, Minute>();
  private isKnown = false;

  constructor(
    private readonly table: Table,
    readonly writer: string,
  ) {}

  /** Resolves when the row is stored. */
  write(row: Unwritten, write: Writes): Promise<void> {
    const name = minuteOf(this.table.clock.now());
    const minute = this.minuteOf(name);
    const stored = { ...row, writer: this.writer, minute: name };
    minute.writing += 1;
    // Without a pause once the minute is open: rows of one moment go into one batch.
    return minute.isOpen ? this.put(minute, stored, write) : this.openAndPut(name, minute, stored, write);
  }

  /** Names of minutes without rows on their way, oldest first; without `before`, also the one that has not ended. */
  sealable(before?: string): string[] {
    return [...this.minutes]
      .filter(([name, { writing, isOpen }]) => isOpen && writing === 0 && (before === undefined || name < before))
      .map(([name]) => name)
      .sort();
  }

  has(name: string): boolean {
    return this.minutes.has(name);
  }

  /** The rows of a minute that are in the store, each once. */
  async rowsOf(name: string): Promise<MinuteRow[]> {
    const { rows, unsure } = this.minuteOf(name);
    const found = await Promise.all(unsure.map(async each => ((await readItem(this.table, each)) ? [each] : [])));
    return [...new Map([...found.flat(), ...rows].map(each => [nameOfKey(each), each])).values()];
  }

  forget(name: string): void {
    this.minutes.delete(name);
  }

  private minuteOf(name: string): Minute {
    const known = this.minutes.get(name);
    if (known) return known;
    const made: Minute = { opened: undefined, isOpen: false, writing: 0, rows: [], unsure: [] };
    this.minutes.set(name, made);
    return made;
  }

  private async openAndPut(name: string, minute: Minute, row: SealedRow, write: Writes): Promise<void> {
    try {
      minute.opened ??= this.open(name);
      await minute.opened;
      minute.isOpen = true;
    } catch (error) {
      minute.opened = undefined;
      minute.writing -= 1;
      // It has no rows. If it was opened all the same, another instance seals it, empty.
      if (minute.writing === 0) this.minutes.delete(name);
      throw error;
    }
    return this.put(minute, row, write);
  }

  private async put(minute: Minute, row: SealedRow, write: Writes): Promise<void> {
    const kept = { pk: row.pk, sk: row.sk, leaf: leafOf(row) };
    try {
      await write(row);
      minute.rows.push(kept);
    } catch (error) {
      minute.unsure.push(kept);
      throw error;
    } finally {
      minute.writing -= 1;
    }
  }

  private async open(name: string): Promise<void> {
    const { table, writer } = this;
    const put = (key: Key, more: Record<string, unknown>) =>
      table.client.send(
        new PutCommand({ TableName: table.name, Item: { ...key, schema: itemSchema, writer, ...more } }),
      );
    if (!this.isKnown) await put(keys.ledgerWriter(writer), { since: name });
    this.isKnown = true;
    await put(keys.ledgerMinute(name, writer), { minute: name });
  }
}
