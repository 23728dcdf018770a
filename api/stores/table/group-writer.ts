// Group commit: what arrives while a batch is on its way, or at the same moment, is written as the next batch. Each caller
// waits for its own item only. Not here: conditions (a batch has none), so only for items whose key is theirs alone.
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { fail } from '../../errors.js';
import type { Here } from '../../ports/telemetry.js';
import { backOffMilliseconds, type Item, maxRetries, nameOfKey, type Table } from './send.js';
import type { Key } from './table.js';

/** What one BatchWriteItem takes. */
const batchSize = 25;
/** Full batches may overlap; a small one waits until the way is free, and grows meanwhile. */
const maxOnTheWay = 4;

interface Job {
  item: Key & Item;
  retries: number;
  done(): void;
  refuse(why: unknown): void;
  /** What it is written for, where somebody follows. */
  here?: Here | undefined;
}

export function groupWriter(table: Table): (item: Key & Item) => Promise<void> {
  const { tracing } = table;
  let waiting: Job[] = [];
  /** Keys being written or waiting for their next try: a later write of the same key comes after. */
  const busy = new Set<string>();
  let onTheWay = 0;
  let planned = false;

  const settle = (job: Job, say: () => void) => {
    busy.delete(nameOfKey(job.item));
    say();
  };

  function nextBatch(): Job[] {
    const batch: Job[] = [];
    const later: Job[] = [];
    for (const job of waiting) {
      const name = nameOfKey(job.item);
      if (batch.length === batchSize || busy.has(name)) later.push(job);
      else {
        busy.add(name);
        batch.push(job);
      }
    }
    waiting = later;
    return batch;
  }

  async function again(job: Job): Promise<void> {
    if (job.retries === maxRetries) {
      const cause = new Error(`BatchWriteItem left the item unprocessed ${maxRetries + 1} times`);
      return settle(job, () => job.refuse(fail('store_unavailable', { cause })));
    }
    await table.clock.wait(backOffMilliseconds(job.retries));
    job.retries += 1;
    busy.delete(nameOfKey(job.item));
    // In front: a later write of the same key must stay later.
    waiting.unshift(job);
    plan();
  }

  async function write(batch: Job[]): Promise<void> {
    onTheWay += 1;
    try {
      const command = new BatchWriteCommand({
        RequestItems: { [table.name]: batch.map(({ item }) => ({ PutRequest: { Item: item } })) },
      });
      const answer = await (tracing
        ? tracing.together(
            batch.flatMap(({ here }) => here ?? []),
            () => table.client.send(command),
          )
        : table.client.send(command));
      const left = new Set(answer.UnprocessedItems?.[table.name]?.map(each => nameOfKey(each.PutRequest?.Item as Key)));
      for (const job of batch) {
        if (left.has(nameOfKey(job.item))) again(job).catch(error => settle(job, () => job.refuse(error)));
        else settle(job, job.done);
      }
    } catch (error) {
      for (const job of batch) settle(job, () => job.refuse(error));
    }
    onTheWay -= 1;
    plan();
  }

  /** Sends once everything that is ready has run: rows of requests that came together go together. */
  function plan(): void {
    if (planned || waiting.length === 0) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      while (waiting.length > 0 && (onTheWay === 0 || (waiting.length >= batchSize && onTheWay < maxOnTheWay))) {
        const batch = nextBatch();
        if (batch.length === 0) return;
        void write(batch);
      }
    });
  }

  return item =>
    new Promise((done, refuse) => {
      waiting.push({ item, retries: 0, done, refuse, here: tracing?.here() });
      plan();
    });
}
