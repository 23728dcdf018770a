// Joined reads: consistent reads that are asked for while others are on their way, or at the same moment, are sent together
// as the next BatchGetItem. A read joins only what was not sent yet, so each sees everything that was written before it
// was asked for. What does not fit together is nobody's fault but its own: one item that cannot be read fails one caller.
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

/** What one BatchGetItem takes. */
const batchSize = 100;
/** Full batches may overlap; a small one waits until the way is free, and grows meanwhile … */
const maxOnTheWay = 4;
/** … but not for long: a single slow answer would hold up all. */
const waitsAtMostMs = 10;

/** One item and all who wait for it. */
interface Wanted {
  key: Key;
  retries: number;
  waiters: { give(item: Item | undefined): void; refuse(why: unknown): void }[];
  /** What they wait in, where somebody follows. */
  served?: Here[];
}

export interface ReadCounts {
  /** Reads that were asked for. */
  reads: number;
  /** Calls that were made for them. */
  calls: number;
}

export function groupReader(
  table: Pick<Table, 'client' | 'name' | 'clock' | 'tracing'>,
  counts: ReadCounts = { reads: 0, calls: 0 },
  attributes?: readonly string[],
): ReadTogether {
  const { tracing } = table;
  const reading = { ConsistentRead: true, ...(attributes && projectionOf(attributes)) };
  const waiting = new Map<string, Wanted>();
  let onTheWay = 0;
  let planned = false;
  /** While a small batch waits for the way. */
  let held = false;

  function nextBatch(): Wanted[] {
    const batch = [...waiting.values()].slice(0, batchSize);
    for (const { key } of batch) waiting.delete(nameOfKey(key));
    return batch;
  }

  /** Left unprocessed: it comes again, with whoever has asked for it meanwhile. */
  async function again(wanted: Wanted): Promise<void> {
    if (wanted.retries === maxRetries) {
      const cause = new Error(`BatchGetItem left the key unprocessed ${maxRetries + 1} times`);
      return refuse(wanted, fail('store_unavailable', { cause }));
    }
    await table.clock.wait(backOffMilliseconds(wanted.retries));
    const name = nameOfKey(wanted.key);
    const since = waiting.get(name);
    waiting.set(name, {
      ...wanted,
      retries: wanted.retries + 1,
      waiters: [...wanted.waiters, ...(since?.waiters ?? [])],
      ...(tracing && { served: [...(wanted.served ?? []), ...(since?.served ?? [])] }),
    });
    plan();
  }

  async function read(batch: Wanted[]): Promise<void> {
    onTheWay += 1;
    counts.calls += 1;
    try {
      const keys = batch.map(({ key }) => key);
      const { found, left } = await (tracing
        ? tracing.together(
            batch.flatMap(({ served = [] }) => served),
            () => readBatch(table, keys, reading),
          )
        : readBatch(table, keys, reading));
      for (const wanted of batch) {
        const name = nameOfKey(wanted.key);
        if (left.has(name)) again(wanted).catch(error => refuse(wanted, error));
        else give(wanted, found.get(name));
      }
    } catch (error) {
      for (const wanted of batch) refuse(wanted, error);
    }
    onTheWay -= 1;
    plan();
  }

  /** Sends once everything that is ready has run: what is asked for by requests that came together goes together. */
  function plan(): void {
    if (planned || waiting.size === 0) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      while (waiting.size >= batchSize && onTheWay < maxOnTheWay) void read(nextBatch());
      if (onTheWay === 0) sendRest();
      else if (waiting.size > 0 && !held) void sendSoon();
    });
  }

  function sendRest(): void {
    if (waiting.size > 0 && onTheWay < maxOnTheWay) void read(nextBatch());
  }

  async function sendSoon(): Promise<void> {
    held = true;
    await table.clock.wait(waitsAtMostMs);
    held = false;
    sendRest();
  }

  return key =>
    new Promise((give, refuse) => {
      counts.reads += 1;
      const name = nameOfKey(key);
      const wanted = waiting.get(name) ?? { key, retries: 0, waiters: [] };
      wanted.waiters.push({ give, refuse });
      const here = tracing?.here();
      if (here) {
        wanted.served ??= [];
        wanted.served.push(here);
      }
      waiting.set(name, wanted);
      plan();
    });
}

function give({ waiters }: Wanted, item: Item | undefined): void {
  for (const waiter of waiters) {
    try {
      waiter.give(item && readable(item));
    } catch (error) {
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

/** By other names: some of DynamoDB's own words are among them. */
function projectionOf(attributes: readonly string[]): Partial<Reading> {
  return {
    ProjectionExpression: attributes.map(each => `#${each}`).join(),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(each => [`#${each}`, each])),
  };
}

/** A single one is asked for plainly: that costs less on either side. */
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
