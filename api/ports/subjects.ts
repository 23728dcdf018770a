// Subjects with a history: how they are read, changed and listed. Types only.
import type { ApiKey } from '../core/access/api-key.js';
import type { Link } from '../core/access/link.js';
import type { Tenant } from '../core/access/tenant.js';
import type { Change, HistoryFault, HistoryRow, KeptRow, SubjectKind } from '../core/audit/history.js';
import type { Connection, ConnectionInBrief } from '../core/connection/connection.js';

/** What is known beside the state: bookkeeping without a revision and without a history row. */
export interface Notes {
  /** Time of the last conclusive check. */
  lastConclusiveCheckAt?: string;
  /** The hour in which credentials were last handed out, by its beginning. */
  lastHandedOutAt?: string;
  /** The last conclusive full check, and the revision up to which nothing but checks has changed the connection since. */
  lastFullCheck?: { at: string; revision: number };
  /**
   * When the kit looks at this connection by itself next, and how many looks in a row found nothing new. `full`: then
   * with a full check, whatever the schedule says; `putOff`: its slot was missed, and this is when that is made up.
   */
  due?: { at: string; attempts: number; full?: true; putOff?: true };
}

/** The parts of the bookkeeping that are to change. */
export type NotesChange = Omit<Notes, 'due'> & { due?: Notes['due'] | null };

/** A subject as it is kept: its value, its revision and the newest row of its history, in one item. */
export interface Versioned<Value> {
  value: Value;
  revision: number;
  last: HistoryRow;
  notes: Notes;
}

/** The same without the newest row, for who changes nothing. May be shared by all who read it at the same time. */
export type Snapshot<Value> = Readonly<Omit<Versioned<Value>, 'last'>>;

/** One page of a list, newest first. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

export interface PageInput {
  limit: number;
  cursor?: string;
}

/** A range of time as rows write it: `from` is included, `to` is not. */
export interface TimeRange {
  from?: string;
  to?: string;
}

/** Which rows of a history are wanted: of these actions only, or all but those. */
export interface HistoryFilter extends TimeRange {
  only?: readonly string[];
  without?: readonly string[];
}

/**
 * Subjects with a history. Every read is strongly consistent. A change is two writes: the newest row is copied into
 * the history (idempotent), then the item is replaced on condition of its revision, carrying the row of the change.
 * So a change without its row cannot exist, whatever crashes.
 */
export interface Subjects<Value extends { id: string }, Brief = Value> {
  get(id: string): Promise<Versioned<Value> | undefined>;
  /** The same read, of less: for asks, of which there are thousands a minute. */
  getBrief(id: string): Promise<Snapshot<Brief> | undefined>;
  /** Undefined when the id is taken. */
  create(value: Value, change: Change, notes?: Notes): Promise<Versioned<Value> | undefined>;
  /** Undefined when somebody else changed it since `kept` was read. */
  change(kept: Versioned<Value>, next: Value, change: Change): Promise<Versioned<Value> | undefined>;
  /**
   * Rows with the state after each, newest first. The cursor is opaque. With a filter a page may be short, even empty, and
   * still have a next one.
   */
  history(id: string, page: PageInput & HistoryFilter): Promise<Page<KeptRow>>;
  /** All rows up to the newest of now, oldest first. Constant memory. */
  walk(id: string): AsyncGenerator<KeptRow>;
  /** What is wrong with one subject's chain, and how many rows were read. Constant memory. */
  verify(id: string): Promise<{ rows: number; faults: HistoryFault[] }>;
}

export interface Tenants extends Subjects<Tenant> {
  list(page: PageInput, only?: readonly string[]): Promise<Page<Versioned<Tenant>>>;
}

export interface Connections extends Subjects<Connection, ConnectionInBrief> {
  /**
   * Writes the bookkeeping that is given, each part for itself, on condition of the revision; `due: null` takes it out.
   * False when the connection has moved on.
   */
  note(kept: Snapshot<ConnectionInBrief>, notes: NotesChange): Promise<boolean>;
  listOf(tenantId: string, page: PageInput): Promise<Page<Versioned<Connection>>>;
  /** Every connection, for support; narrowed to `tenants` when given. */
  listAll(page: PageInput, tenants?: readonly string[]): Promise<Page<Versioned<Connection>>>;
  /** Connections whose `due.at` has come, soonest first. A hint: each is re-read. */
  due(now: string, limit: number): Promise<Versioned<Connection>[]>;
  /** Connections announced for one AWS account, of any tenant. A hint: each is re-read. */
  inAccount(partition: string, accountId: string): Promise<Versioned<Connection>[]>;
}

export interface ApiKeys extends Subjects<ApiKey> {
  list(page: PageInput): Promise<Page<Versioned<ApiKey>>>;
}

export interface Links extends Subjects<Link> {
  listOf(connectionId: string, page: PageInput): Promise<Page<Versioned<Link>>>;
}

/** Every subject of every kind, whatever indexes say: for the proof that histories are whole. */
export interface EverySubject {
  /** Each one that has an item, and each that has rows without one. Constant memory. */
  walk(): AsyncGenerator<{ kind: SubjectKind; id: string; isItemMissing: boolean }>;
}
