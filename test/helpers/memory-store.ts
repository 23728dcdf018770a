// Keeps the embedded DynamoDB's tables in plain memory instead of in its own database, which takes a third of the time
// of a call. A database in a folder stays as it is. Import it before the first database starts.
import { Stream } from 'node:stream';
import databases from 'dynalite/db/index.js';

type Done<Value = unknown> = (error: Error | null, value?: Value) => void;
type Release = (done: Done) => Done;

interface Range {
  gt?: string;
  gte?: string;
  lt?: string;
  lte?: string;
  reverse?: boolean;
  /** -1: no limit. */
  limit?: number;
}

interface TableDefinition {
  TableStatus?: string;
}

/** The keys of one table or index in order, with their values as JSON, so that no two callers share an object. */
class Part {
  private readonly keys: string[] = [];
  private readonly values = new Map<string, string>();
  private readonly waiting = new Map<string, ((release: Release) => void)[]>();

  get(key: string, done: Done): void {
    setImmediate(done, null, this.read(key));
  }

  writtenAt(key: string): string | undefined {
    return this.values.get(key);
  }

  read(key: string): unknown {
    const value = this.values.get(key);
    return value === undefined ? undefined : JSON.parse(value);
  }

  put(key: string, value: unknown, done: Done): void {
    if (!this.values.has(key)) this.keys.splice(this.placeOf(key), 0, key);
    this.values.set(key, JSON.stringify(value));
    setImmediate(done, null);
  }

  del(key: string, done: Done): void {
    if (this.values.delete(key)) this.keys.splice(this.placeOf(key), 1);
    setImmediate(done, null);
  }

  /** One holder of a key at a time; each calls what `release` returns. */
  lock(key: string, hold: (release: Release) => void): void {
    const waiting = this.waiting.get(key);
    if (waiting) return void waiting.push(hold);
    this.waiting.set(key, []);
    hold(this.releaser(key));
  }

  createKeyStream(range: Range): Stream {
    return stream(this.keysIn(range), key => key);
  }

  createValueStream(range: Range): Stream {
    const values = this.keysIn(range).map(key => this.values.get(key)!);
    return stream(values, value => JSON.parse(value));
  }

  private releaser(key: string): Release {
    return done =>
      (...answer) => {
        const next = this.waiting.get(key)?.shift();
        if (next) setImmediate(next, this.releaser(key));
        else this.waiting.delete(key);
        done(...answer);
      };
  }

  private keysIn({ gt, gte, lt, lte, reverse, limit = -1 }: Range): string[] {
    const from = gte !== undefined ? this.placeOf(gte) : gt !== undefined ? this.placeAfter(gt) : 0;
    const to = lte !== undefined ? this.placeAfter(lte) : lt !== undefined ? this.placeOf(lt) : this.keys.length;
    if (limit < 0) {
      const all = this.keys.slice(from, to);
      return reverse ? all.reverse() : all;
    }
    return reverse
      ? this.keys.slice(Math.max(from, to - limit), Math.max(from, to)).reverse()
      : this.keys.slice(from, Math.min(to, from + limit));
  }

  /** The first place whose key is not before this one. Keys are ASCII, so strings compare as bytes do. */
  private placeOf(key: string): number {
    let [low, high] = [0, this.keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private placeAfter(key: string): number {
    const place = this.placeOf(key);
    return this.keys[place] === key ? place + 1 : place;
  }
}

/** What was there when the stream was created. The database would hear an emitter of another class twice. */
function stream<Each>(all: readonly Each[], read: (each: Each) => unknown): Stream {
  let isDestroyed = false;
  const emitter = Object.assign(new Stream(), {
    destroy() {
      isDestroyed = true;
    },
  });
  setImmediate(() => {
    for (const each of all) {
      if (isDestroyed) return;
      emitter.emit('data', read(each));
    }
    if (!isDestroyed) emitter.emit('end');
  });
  return emitter;
}

const notFound = (message: string) =>
  Object.assign(new Error('NotFoundError'), {
    name: 'NotFoundError',
    statusCode: 400,
    body: { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message },
  });

class MemoryStore {
  readonly tableDb = Object.assign(new Part(), { awsAccountId: '000000000000', awsRegion: 'us-east-1' });
  readonly db = { close: (done: Done) => void setImmediate(done, null) };
  private readonly parts = new Map<string, Part>();
  private readonly definitions = new Map<string, { written: string | undefined; table: TableDefinition | undefined }>();

  constructor(readonly options: object) {}

  readonly getItemDb = (table: string) => this.part(`item ${table}`);
  readonly getIndexDb = (kind: string, table: string, index: string) =>
    this.part(`${kind.toLowerCase()} ${table} ${index}`);

  readonly getTable = (name: string, ...rest: [Done] | [isActive: boolean, Done]) => {
    const done = rest.at(-1) as Done;
    const isActive = rest.length === 1 || rest[0];
    const table = isActive ? this.definitionOf(name) : (this.tableDb.read(name) as TableDefinition | undefined);
    if (table && !(isActive && /^(CREATING|DELETING)$/.test(table.TableStatus ?? '')))
      return void setImmediate(done, null, table);
    const message = `Requested resource not found${isActive ? '' : `: Table: ${name} not found`}`;
    setImmediate(done, notFound(message));
  };

  /** The calls about items read a definition each time and do not change it. */
  private definitionOf(name: string): TableDefinition | undefined {
    const written = this.tableDb.writtenAt(name);
    const known = this.definitions.get(name);
    if (known && known.written === written) return known.table;
    const table = written === undefined ? undefined : (JSON.parse(written) as TableDefinition);
    this.definitions.set(name, { written, table });
    return table;
  }

  private part(name: string): Part {
    const part = this.parts.get(name) ?? new Part();
    this.parts.set(name, part);
    return part;
  }
}

const { create } = databases;
/** What the database's actions work on. */
export type Store = MemoryStore | ReturnType<typeof create>;
let newest: Store | undefined;

function createInMemory(options: { path?: string }): ReturnType<typeof create> {
  newest =
    options.path === undefined
      ? new MemoryStore(Object.assign(options, { maxItemSize: databases.MAX_SIZE }))
      : create(options);
  return newest as ReturnType<typeof create>;
}

if (process.env.DRAWBRIDGE_SOCKETS !== 'all') databases.create = createInMemory;

/** The store that was created last. Undefined in `npm run proof`. */
export const newestStore = () => newest;
