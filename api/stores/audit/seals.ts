// Writes seals: what was sealed of each connection beside its rows, the list of connections in parts, then the head. A
// minute that its writer left is sealed from the rows in the store. Not here: computing seals (core), verifying them.
import { BatchWriteCommand, DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { longestSessionMs } from '../../core/audit/ledger.js';
import { emptyRoot, inOrder, leafOf, nextSeal, rootWith, type Seal, type SealEntry } from '../../core/audit/seals.js';
import { minuteMs, minuteOf } from '../../core/values/time.js';
import { fail } from '../../errors.js';
import { attempt, backOffMilliseconds, type Item, maxRetries, readItem, readRange, type Table } from '../table/send.js';
import { itemSchema, type Key, keys } from '../table/table.js';
import type { MinuteRow, OpenMinutes } from './open-minutes.js';
import type { SealMacs } from './seal-macs.js';

/** Connections in one part of a seal's list: about 100 kB. */
export const connectionsInPart = 1000;
/** Nobody seals a minute of another instance earlier: that instance may be slow. */
const orphanedAfterMs = 10 * minuteMs;
const inBatch = 25;

type Last = Pick<Seal, 'number' | 'hash'> | undefined;

interface OpenMinute {
  writer: string;
  minute: string;
}

export class SealWriter {
  private last: Last;

  constructor(
    private readonly table: Table,
    private readonly minutes: OpenMinutes,
    private readonly macs: SealMacs,
    private readonly everyConnection: () => AsyncIterable<string>,
  ) {}

  /** Without `before`, also the minute that has not ended. */
  async sealOwn(before?: string): Promise<Seal[]> {
    const seals: Seal[] = [];
    for (const minute of this.minutes.sealable(before)) {
      const { writer } = this.minutes;
      const seal = await this.seal({ writer, minute }, entriesOf(await this.minutes.rowsOf(minute)), this.last);
      this.last = seal;
      this.minutes.forget(minute);
      seals.push(seal);
    }
    return seals;
  }

  /** Minutes that were opened long ago and not settled. Those that have a seal are only to be anchored and settled. */
  async sealOrphaned(): Promise<Seal[]> {
    const left = (await this.openMinutes()).filter(each => this.isOrphaned(each));
    if (left.length === 0) return [];
    const seals: Seal[] = [];
    const rows = new RowsOfMinutes(left);
    let isRead = false;
    for (const each of left) {
      const newest = await this.newestOf(each.writer);
      const known = newest.find(({ minute }) => minute === each.minute);
      if (!known && !isRead) {
        for await (const connectionId of this.everyConnection()) await rows.read(this.table, connectionId);
        isRead = true;
      }
      seals.push(known ?? (await this.seal(each, entriesOf(rows.of(each)), newest[0])));
    }
    return seals;
  }

  async settle({ minute, writer }: Seal): Promise<void> {
    await this.table.client.send(
      new DeleteCommand({ TableName: this.table.name, Key: keys.ledgerMinute(minute, writer) }),
    );
  }

  async openMinutes(): Promise<OpenMinute[]> {
    const found: OpenMinute[] = [];
    const range = { from: ' ', to: '~', newestFirst: false, pageSize: 500 };
    for await (const { writer, minute } of readRange(this.table, keys.ledgerMinute('', '').pk, range))
      found.push({ writer: String(writer), minute: String(minute) });
    return found;
  }

  private isOrphaned({ writer, minute }: OpenMinute): boolean {
    if (writer === this.minutes.writer && this.minutes.has(minute)) return false;
    return minute < minuteOf(new Date(this.table.clock.now().getTime() - orphanedAfterMs));
  }

  /** A writer that was thought dead may have been sealed by another instance meanwhile: then it goes on from there. */
  private async seal(of: OpenMinute, entries: SealEntry[], last: Last): Promise<Seal> {
    const { clock } = this.table;
    const signedSince = await this.macs.since();
    const made = { ...of, sealedBy: this.minutes.writer, sealedAt: clock.now().toISOString(), signedSince };
    const seal = nextSeal(last, made, entries);
    await this.writeAll(seal, entries);
    if (await this.writeHead(seal)) return seal;
    const newest = await this.newestOf(of.writer);
    const same = newest.find(({ minute, root }) => minute === of.minute && root === seal.root);
    if (same) return same;
    if (newest[0]?.number === last?.number) throw fail('store_unavailable');
    return this.seal(of, entries, newest[0]);
  }

  private async writeAll({ writer, minute, number }: Seal, entries: readonly SealEntry[]): Promise<void> {
    const items: (Key & Item)[] = await Promise.all(
      entries.map(({ connectionId, rows, root }) => {
        const key = keys.ledgerEntry(connectionId, minute, writer);
        return this.macs.signed({ ...key, writer, minute, number, rows, root });
      }),
    );
    for (let at = 0; at < entries.length; at += connectionsInPart)
      items.push({
        ...keys.sealPart(writer, number, at / connectionsInPart),
        entries: JSON.stringify(entries.slice(at, at + connectionsInPart)),
      });
    for (let at = 0; at < items.length; at += inBatch) await this.writeBatch(items.slice(at, at + inBatch));
  }

  private async writeBatch(items: readonly (Key & Item)[]): Promise<void> {
    const { client, name, clock } = this.table;
    let left: unknown[] = items.map(item => ({ PutRequest: { Item: { ...item, schema: itemSchema } } }));
    for (let retry = 0; left.length > 0; retry += 1) {
      if (retry > maxRetries) throw fail('store_unavailable', { cause: new Error('A seal was left unprocessed') });
      if (retry > 0) await clock.wait(backOffMilliseconds(retry - 1));
      const answer = await client.send(new BatchWriteCommand({ RequestItems: { [name]: left as never } }));
      left = answer.UnprocessedItems?.[name] ?? [];
    }
  }

  /** False when that number is another seal's. */
  private async writeHead(seal: Seal): Promise<boolean> {
    const { client, name } = this.table;
    const key = keys.seal(seal.writer, seal.number);
    const Item = { ...(await this.macs.signed({ ...key, seal: JSON.stringify(seal) })), schema: itemSchema };
    const put = new PutCommand({ TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' });
    const written = await attempt(client.send(put));
    if (written.done) return true;
    const there = await readItem(this.table, key);
    if (there?.seal === Item.seal) return true;
    if (there === undefined && written.unanswered) throw written.unanswered;
    return false;
  }

  private async newestOf(writer: string): Promise<Seal[]> {
    const seals: Seal[] = [];
    const range = { from: ' ', to: '~', newestFirst: true, pageSize: 100 };
    for await (const item of readRange(this.table, keys.seal(writer, 0).pk, range)) {
      seals.push(JSON.parse(String(item.seal)) as Seal);
      if (seals.length === 100) break;
    }
    return seals;
  }
}

const connectionOf = (pk: string) => pk.slice(pk.indexOf('#') + 1);

function entriesOf(rows: readonly MinuteRow[]): SealEntry[] {
  const entries = new Map<string, SealEntry>();
  for (const { pk, leaf } of rows.toSorted((a, b) => (a.sk < b.sk ? -1 : 1))) {
    const connectionId = connectionOf(pk);
    const entry = entries.get(connectionId) ?? { connectionId, rows: 0, root: emptyRoot };
    entries.set(connectionId, { connectionId, rows: entry.rows + 1, root: rootWith(entry.root, leaf) });
  }
  return inOrder([...entries.values()]);
}

/** The rows of some minutes, as the store holds them. */
class RowsOfMinutes {
  private readonly rows = new Map<string, MinuteRow[]>();
  private readonly range: { from: string; to: string };

  constructor(minutes: readonly OpenMinute[]) {
    for (const { writer, minute } of minutes) this.rows.set(`${minute} ${writer}`, []);
    const times = minutes.map(({ minute }) => minute).sort();
    const at = (minute: string, ms: number) => new Date(Date.parse(`${minute}:00Z`) + ms).toISOString();
    // A row has the time at which its request began, which is before it was written.
    this.range = { from: at(times[0]!, -longestSessionMs), to: at(times.at(-1)!, 2 * minuteMs) };
  }

  of({ writer, minute }: OpenMinute): MinuteRow[] {
    return this.rows.get(`${minute} ${writer}`) ?? [];
  }

  async read(table: Table, connectionId: string): Promise<void> {
    const { pk } = keys.ledgerRow(connectionId, '', '');
    const range = { ...this.range, newestFirst: false, pageSize: 500 };
    for await (const item of readRange(table, pk, range)) {
      const row = item as { sk: string; row: string; writer: string; minute: string };
      this.rows.get(`${row.minute} ${row.writer}`)?.push({ pk, sk: row.sk, leaf: leafOf({ ...row, pk }) });
    }
  }
}
