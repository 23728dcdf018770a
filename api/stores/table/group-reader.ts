// Joined reads: consistent reads that are requested at the same moment, or while others are being sent, go together as
// the next BatchGetItem. A read joins only a batch that was not sent yet, so it sees every write that came before it.
// Readers that share a batch do not share failures: an item that cannot be read fails only the callers that want it.
import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { fail } from '../../errors.js';
import type { Here } from '../../ports/telemetry.js';
import {
  backOffMilliseconds,
  type Item,
  maxRetries,
  nameOfKey,
  type ReadTogether,
  readable,
  type Table,
} from './send.js';
import type { Key } from './table.js';

/** Limit of one BatchGetItem. */
const batchSize = 100;
/** Full batches may overlap. A small one waits until no other is being sent, and grows meanwhile … */
const maxOnTheWay = 4;
/** … but at most this long, because one slow answer would delay all. */
const waitsAtMostMs = 10;

/** One item and all callers that wait for it. */
interface Wanted {
  key: Key;
  retries: number;
  waiters: { give(item: Item | undefined): void; refuse(why: unknown): void }[];
  /** The spans that they wait in, when tracing is on. */
  served?: Here[];
}

export interface ReadCounts {
  /** Reads requested. */
  reads: number;
  /** Calls of DynamoDB made for them. */
  calls: number;
}

type ReadTable = Pick<Table, 'client' | 'name' | 'clock' | 'tracing' | 'report'>;

export function groupReader(
  table: ReadTable,
  counts: ReadCounts = { reads: 0, calls: 0 },
  attributes?: readonly string[],
): ReadTogether {
  const reader = new GroupReader(table, counts, attributes);
  return key => reader.read(key);
}

class GroupReader {
  private readonly reading: Reading;
  private readonly waiting = new Map<string, Wanted>();
  private onTheWay = 0;
  private planned = false;
  /** While a small batch waits for others to return. */
  private held = false;

  constructor(
    private readonly table: ReadTable,
    private readonly counts: ReadCounts,
    attributes?: readonly string[],
  ) {
    this.reading = { ConsistentRead: true, ...(attributes && projectionOf(attributes)) };
  }

  read(key: Key): Promise<Item | undefined> {
    return new Promise((give, refuse) => {
      this.counts.reads += 1;
      const name = nameOfKey(key);
      const wanted = this.waiting.get(name) ?? { key, retries: 0, waiters: [] };
      wanted.waiters.push({ give, refuse });
      const here = this.table.tracing?.here();
      if (here) {
        wanted.served ??= [];
        wanted.served.push(here);
      }
      this.waiting.set(name, wanted);
      this.plan();
    });
  }

  /** Sends after everything that is ready has run, so that reads of simultaneous requests are sent together. */
  private plan(): void {
    if (this.planned || this.waiting.size === 0) return;
    this.planned = true;
    setImmediate(() => {
      this.planned = false;
      while (this.waiting.size >= batchSize && this.onTheWay < maxOnTheWay) void this.send(this.nextBatch());
      if (this.onTheWay === 0) this.sendRest();
      else if (this.waiting.size > 0 && !this.held) void this.sendSoon();
    });
  }

  private sendRest(): void {
    if (this.waiting.size > 0 && this.onTheWay < maxOnTheWay) void this.send(this.nextBatch());
  }

  private async sendSoon(): Promise<void> {
    this.held = true;
    await this.table.clock.wait(waitsAtMostMs);
    this.held = false;
    this.sendRest();
  }

  private nextBatch(): Wanted[] {
    const batch = [...this.waiting.values()].slice(0, batchSize);
    for (const { key } of batch) this.waiting.delete(nameOfKey(key));
    return batch;
  }

  private async send(batch: Wanted[]): Promise<void> {
    this.onTheWay += 1;
    this.counts.calls += 1;
    try {
      const { found, left } = await this.sendBatch(batch);
      for (const wanted of batch) {
        const name = nameOfKey(wanted.key);
        if (left.has(name)) this.again(wanted).catch(error => refuse(wanted, error));
        else give(this.table, wanted, found.get(name));
      }
    } catch (error) {
      for (const wanted of batch) refuse(wanted, error);
    }
    this.onTheWay -= 1;
    this.plan();
  }

  private sendBatch(batch: Wanted[]): ReturnType<typeof readBatch> {
    const { table, reading } = this;
    const keys = batch.map(({ key }) => key);
    if (!table.tracing) return readBatch(table, keys, reading);
    const served = batch.flatMap(each => each.served ?? []);
    return table.tracing.together(served, () => readBatch(table, keys, reading));
  }

  /** A key left unprocessed is read again, together with callers that requested it meanwhile. */
  private async again(wanted: Wanted): Promise<void> {
    if (wanted.retries === maxRetries) {
      const cause = new Error(`BatchGetItem left the key unprocessed ${maxRetries + 1} times`);
      return refuse(wanted, fail('store_unavailable', { cause }));
    }
    await this.table.clock.wait(backOffMilliseconds(wanted.retries));
    const name = nameOfKey(wanted.key);
    const since = this.waiting.get(name);
    this.waiting.set(name, {
      ...wanted,
      retries: wanted.retries + 1,
      waiters: [...wanted.waiters, ...(since?.waiters ?? [])],
      ...(this.table.tracing && { served: [...(wanted.served ?? []), ...(since?.served ?? [])] }),
    });
    this.plan();
  }
}

function give({ report }: ReadTable, { key, waiters }: Wanted, item: Item | undefined): void {
  for (const waiter of waiters) {
    try {
      waiter.give(item && readable(item));
    } catch (error) {
      report?.(key, error);
      waiter.refuse(error);
    }
  }
}

function refuse({ waiters }: Wanted, why: unknown): void {
  for (const waiter of waiters) waiter.refuse(why);
}

interface Reading {
  ConsistentRead: boolean;
  ProjectionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
}

/** By placeholder names, because some attributes are DynamoDB's reserved words. */
function projectionOf(attributes: readonly string[]): Partial<Reading> {
  return {
    ProjectionExpression: attributes.map(each => `#${each}`).join(),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(each => [`#${each}`, each])),
  };
}

/** A single key is read by GetItem, which costs less on both sides. */
async function readBatch({ client, name }: Pick<Table, 'client' | 'name'>, wanted: readonly Key[], reading: Reading) {
  const [only] = wanted;
  if (only && wanted.length === 1) {
    const { Item: item } = await client.send(new GetCommand({ TableName: name, Key: only, ...reading }));
    return { found: new Map(item ? [[nameOfKey(only), item]] : []), left: new Set<string>() };
  }
  const answer = await client.send(
    new BatchGetCommand({ RequestItems: { [name]: { Keys: [...wanted], ...reading } } }),
  );
  const items: Item[] = answer.Responses?.[name] ?? [];
  const unprocessed = (answer.UnprocessedKeys?.[name]?.Keys ?? []) as Key[];
  return {
    found: new Map(items.map(item => [nameOfKey(item as unknown as Key), item])),
    left: new Set(unprocessed.map(nameOfKey)),
  };
}
