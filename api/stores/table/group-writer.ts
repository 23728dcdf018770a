// Group commit: items that arrive at the same moment, or while a batch is being sent, are written as the next batch.
// Each caller waits for its own item only. A batch has no conditions, so this is only for items whose key no one else
// writes.
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { fail } from '../../errors.js';
import type { Here } from '../../ports/telemetry.js';
import { backOffMilliseconds, type Item, maxRetries, nameOfKey, type Table } from './send.js';
import type { Key } from './table.js';

/** Limit of one BatchWriteItem. */
const batchSize = 25;
/** Full batches may overlap. A small one waits until no other is being sent, and grows meanwhile. */
const maxOnTheWay = 4;

interface Job {
  item: Key & Item;
  retries: number;
  done(): void;
  refuse(why: unknown): void;
  /** The span that it is written for, when tracing is on. */
  here?: Here | undefined;
}

export function groupWriter(table: Table): (item: Key & Item) => Promise<void> {
  const writer = new GroupWriter(table);
  return item => writer.write(item);
}

class GroupWriter {
  private waiting: Job[] = [];
  /** Keys being written or waiting for their next try: a later write of the same key comes after. */
  private readonly busy = new Set<string>();
  private onTheWay = 0;
  private planned = false;

  constructor(private readonly table: Table) {}

  write(item: Key & Item): Promise<void> {
    return new Promise((done, refuse) => {
      this.waiting.push({ item, retries: 0, done, refuse, here: this.table.tracing?.here() });
      this.plan();
    });
  }

  /** Sends after everything that is ready has run, so that rows of simultaneous requests are written together. */
  private plan(): void {
    if (this.planned || this.waiting.length === 0) return;
    this.planned = true;
    setImmediate(() => {
      this.planned = false;
      while (this.maySend()) {
        const batch = this.nextBatch();
        if (batch.length === 0) return;
        void this.send(batch);
      }
    });
  }

  private maySend(): boolean {
    const { length } = this.waiting;
    return length > 0 && (this.onTheWay === 0 || (length >= batchSize && this.onTheWay < maxOnTheWay));
  }

  private nextBatch(): Job[] {
    const batch: Job[] = [];
    const later: Job[] = [];
    for (const job of this.waiting) {
      const name = nameOfKey(job.item);
      if (batch.length === batchSize || this.busy.has(name)) later.push(job);
      else {
        this.busy.add(name);
        batch.push(job);
      }
    }
    this.waiting = later;
    return batch;
  }

  private async send(batch: Job[]): Promise<void> {
    this.onTheWay += 1;
    try {
      const left = await this.sendBatch(batch);
      for (const job of batch) {
        if (left.has(nameOfKey(job.item))) this.again(job).catch(error => this.refuse(job, error));
        else this.settle(job, job.done);
      }
    } catch (error) {
      for (const job of batch) this.refuse(job, error);
    }
    this.onTheWay -= 1;
    this.plan();
  }

  /** The names of the keys that were left unprocessed. */
  private async sendBatch(batch: Job[]): Promise<Set<string>> {
    const { client, name, tracing } = this.table;
    const command = new BatchWriteCommand({
      RequestItems: { [name]: batch.map(({ item }) => ({ PutRequest: { Item: item } })) },
    });
    const answer = await (tracing
      ? tracing.together(
          batch.flatMap(({ here }) => here ?? []),
          () => client.send(command),
        )
      : client.send(command));
    return new Set(answer.UnprocessedItems?.[name]?.map(each => nameOfKey(each.PutRequest?.Item as Key)));
  }

  private async again(job: Job): Promise<void> {
    if (job.retries === maxRetries) {
      const cause = new Error(`BatchWriteItem left the item unprocessed ${maxRetries + 1} times`);
      return this.refuse(job, fail('store_unavailable', { cause }));
    }
    await this.table.clock.wait(backOffMilliseconds(job.retries));
    job.retries += 1;
    this.busy.delete(nameOfKey(job.item));
    // At the front, so that a later write of the same key stays later.
    this.waiting.unshift(job);
    this.plan();
  }

  private refuse(job: Job, why: unknown): void {
    this.settle(job, () => job.refuse(why));
  }

  private settle(job: Job, answer: () => void): void {
    this.busy.delete(nameOfKey(job.item));
    answer();
  }
}
