// Subjects with a history: reading, changing and listing them. Types only.
import type { ApiKey } from '../core/access/api-key.js';
import type { Link } from '../core/access/link.js';
import type { Tenant } from '../core/access/tenant.js';
import type { AnchoredRows, Change, HistoryFault, HistoryRow, KeptRow, SubjectKind } from '../core/audit/history.js';
import type { Connection, ConnectionInBrief } from '../core/connection/connection.js';
import type { OpenStop, ReadStop, Stop, StopKind, TenantStopKind } from '../core/connection/stop.js';

/** Bookkeeping besides the state: it has no revision and no history row. */
export interface Notes {
  /** Time of the last conclusive check. */
  lastConclusiveCheckAt?: string;
  /** Start of the hour in which credentials were last issued. */
  lastHandedOutAt?: string;
  /** Since when checks fail because the customer's account has STS off for our region. */
  stsDisabledSince?: string;
  /** The last conclusive full check, and the revision up to which only checks have changed the connection since. */
  lastFullCheck?: { at: string; revision: number };
  /**
   * When the next scheduled work on this connection is due, and how many in a row found nothing new. `full`: it is a
   * full check, whatever the schedule says. `putOff`: a missed slot, made up for at this time.
   */
  due?: { at: string; attempts: number; full?: true; putOff?: true };
}

/** The parts of the bookkeeping to change; null removes one. */
export type NotesChange = Omit<Notes, 'due' | 'stsDisabledSince'> & {
  due?: Notes['due'] | null;
  stsDisabledSince?: string | null;
};

/** A stored subject: its value, its revision and the newest row of its history, in one item. */
export interface Versioned<Value> {
  value: Value;
  revision: number;
  last: HistoryRow;
  notes: Notes;
  /** The open stops, readable or not; absent when there are none. */
  stops?: OpenStop<string>[];
  /** The ids of the stops that were recorded last; absent when there were none. */
  stopsRecorded?: string[];
  /**
   * Set when the item is not as the service wrote it, or older than one that was read before. Nothing is issued on it,
   * and no change makes it good again.
   */
  isAltered?: true;
}

/** The same without the newest row, for readers that change nothing. Concurrent readers may share it. */
export type Snapshot<Value> = Readonly<Omit<Versioned<Value>, 'last' | 'stopsRecorded'>>;

/**
 * What the write of a stop found. `set`: it is open. `recorded`: it was open and is recorded. `other`: another stop of
 * this kind is open, so issuing is stopped, and this one can be set once that one is recorded. `full`: an item of an
 * earlier release has no room for it.
 */
export type StopWritten = 'set' | 'recorded' | 'other' | 'missing' | 'full';

/**
 * Subjects that can be stopped. A stop is one write without a condition on the revision, so no flood of other changes
 * can delay it. While one is open, only a change that records a stop is written.
 */
export interface Stoppable<Value extends { id: string }, Kind extends string> {
  stop(id: string, kind: Kind, stop: Stop): Promise<StopWritten>;
  /** The change that the stop describes, with its history row. It alone removes the stop, by its id. */
  record(
    kept: Versioned<Value>,
    open: ReadStop<Kind>,
    next: Value,
    change: Change,
  ): Promise<Versioned<Value> | undefined>;
  /** Removes a stop that has nothing left to stop: the state is final, or the change it describes is made already. */
  dropStop(kept: Versioned<Value>, open: ReadStop<Kind>): Promise<Versioned<Value> | undefined>;
}

/** One page of a list, newest first. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
  /** The ids of subjects that belong on the page and cannot be read. */
  unreadable?: string[];
}

export interface PageInput {
  limit: number;
  cursor?: string;
}

/** A range of time in the format of rows: `from` is inclusive, `to` exclusive. */
export interface TimeRange {
  from?: string;
  to?: string;
}

/** Rows of a history to read: only these actions, or all others. */
export interface HistoryFilter extends TimeRange {
  only?: readonly string[];
  without?: readonly string[];
}

/**
 * Subjects with a history. Every read is strongly consistent. A change is two writes: it copies the newest row into the
 * history (idempotent), then replaces the item on condition of its revision, including the row of the change. So no
 * crash can leave a change without its row.
 */
export interface Subjects<Value extends { id: string }, Brief = Value> {
  get(id: string): Promise<Versioned<Value> | undefined>;
  /** Reads less of the item, for credential requests, of which there are thousands a minute. */
  getBrief(id: string): Promise<Snapshot<Brief> | undefined>;
  /** Undefined when the id exists. */
  create(value: Value, change: Change, notes?: Notes): Promise<Versioned<Value> | undefined>;
  /** Undefined when it has changed since `kept` was read, or when a stop is open. */
  change(kept: Versioned<Value>, next: Value, change: Change): Promise<Versioned<Value> | undefined>;
  /**
   * Rows with the state after each, newest first. The cursor is opaque. With a filter a page may be short or empty and
   * still have a next one.
   */
  history(id: string, page: PageInput & HistoryFilter): Promise<Page<KeptRow>>;
  /** All rows up to the newest at the start of the walk, oldest first. Constant memory. */
  walk(id: string): AsyncGenerator<KeptRow>;
  /**
   * Verifies the chain of one subject, and compares it with what is anchored outside the store: the faults found and
   * the number of rows read. Constant memory.
   */
  verify(id: string, anchored?: AnchoredRows): Promise<{ rows: number; faults: HistoryFault[] }>;
  /** The hash of one row; undefined if there is no row. */
  hashAt(id: string, revision: number): Promise<string | undefined>;
}

export interface Tenants extends Subjects<Tenant>, Stoppable<Tenant, TenantStopKind> {
  list(page: PageInput, only?: readonly string[]): Promise<Page<Versioned<Tenant>>>;
  /**
   * The registered name, for pages; undefined when there is none or it cannot be read. The only read that is not
   * strongly consistent: nothing is decided on a name.
   */
  nameOf(id: string): Promise<string | undefined>;
}

/** How often something may happen to one connection in each window of time. */
export interface ChangeLimit {
  atMost: number;
  windowMs: number;
}

export interface Connections extends Subjects<Connection, ConnectionInBrief>, Stoppable<Connection, StopKind> {
  /**
   * Writes the given parts of the bookkeeping, on condition of the revision; `due: null` removes that part. False when
   * the connection has changed.
   */
  note(kept: Snapshot<ConnectionInBrief>, notes: NotesChange): Promise<boolean>;
  /** Counts one act under this name before it is done. False when there were `atMost` in this window. */
  countChange(connectionId: string, counter: string, limit: ChangeLimit): Promise<boolean>;
  /**
   * The tenant in whose list a connection stands. Also of an item that cannot be read, so that it can be stopped; for
   * nothing else, because no MAC covers the list.
   */
  listedFor(id: string): Promise<string | undefined>;
  listOf(tenantId: string, page: PageInput): Promise<Page<Versioned<Connection>>>;
  /** Every connection, for support; narrowed to `tenants` when given. */
  listAll(page: PageInput, tenants?: readonly string[]): Promise<Page<Versioned<Connection>>>;
  /** Connections whose `due.at` has passed, soonest first. A hint: each is read again. */
  due(now: string, limit: number): Promise<Versioned<Connection>[]>;
  /** Connections of any tenant for one AWS account. A hint: each is read again. */
  inAccount(partition: string, accountId: string): Promise<Versioned<Connection>[]>;
}

export interface ApiKeys extends Subjects<ApiKey> {
  list(page: PageInput): Promise<Page<Versioned<ApiKey>>>;
}

export interface Links extends Subjects<Link> {
  listOf(connectionId: string, page: PageInput): Promise<Page<Versioned<Link>>>;
}

/** An item that this release cannot read. Without an id where its key may hold an external ID. */
export interface UnreadableItem {
  kind: string;
  id?: string;
}

/** Every subject of every kind, read without an index, to prove that histories are complete. */
export interface EverySubject {
  /** Every subject with an item, and every subject with history rows but no item. Constant memory. */
  walk(): AsyncGenerator<{ kind: SubjectKind; id: string; isItemMissing: boolean }>;
}
